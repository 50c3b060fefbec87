"""Line breaks within a paragraph are text, not HTML."""

from __future__ import annotations

import pytest

from tests.sphinx.tiny import TinyProject

PAGE = "matt.md"


@pytest.mark.parametrize("end", ["  ", "\\", "     "])
@pytest.mark.parametrize(
    "text",
    [
        "Stadshuset{end}\nBox 1",
        "- Stadshuset{end}\n  Box 1",
        "> *Stadshuset{end}\n> Box 1*",
        ":::{{note}}\nStadshuset{end}\nBox 1\n:::",
        "Stadshuset{end}\nBox 1\n===",
    ],
)
def test_a_line_break_is_drawn(project: TinyProject, text: str, end: str) -> None:
    project.write(PAGE, f"{project.read(PAGE)}\n{text.format(end=end)}\n")
    assert project.findings() == []
    assert not project.build().failed
    broken = project.page("matt").find("br")
    assert broken is not None
    assert str(broken.previous_sibling).strip().endswith("Stadshuset")
    assert str(broken.next_sibling).strip() == "Box 1"


def test_a_line_break_in_the_text_of_an_object_is_drawn_on_its_page(project: TinyProject) -> None:
    project.edit("plan.md", "Den som utsätts ska", "Den som utsätts\\\nska")
    assert not project.build().failed
    for name in ("plan", "objekt/ATG-2"):
        assert project.page(name).find("br") is not None


@pytest.mark.parametrize("html", ["<br>", "<br />", "a<br/>b", "a <br />\nb"])
def test_a_line_break_that_is_written_as_html_is_still_refused(
    project: TinyProject, html: str
) -> None:
    project.write(PAGE, f"{project.read(PAGE)}\n{html}\n")
    assert [code for *_, code in project.findings()] == ["PT602"]
