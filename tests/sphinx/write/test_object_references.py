"""Links in running text to objects, written ``{need}``, as they are drawn."""

from __future__ import annotations

import pytest

from tests.sphinx.tiny import TinyProject


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{need}`ATG-1`", "Utbilda alla chefer"),
        ("{need}`utbildningen <ATG-1>`", "utbildningen"),
    ],
)
def test_a_link_to_an_object_shows_its_title_or_the_text_that_is_written(
    project: TinyProject, written: str, shown: str
) -> None:
    project.edit("matt.md", "# Mått", f"# Mått\n\nSe {written}.")
    assert not project.build().findings
    paragraph = project.page("matt").main.find("p", string=None, recursive=True)
    link = project.page("matt").main.find("a", href="objekt/ATG-1.html")
    assert paragraph is not None
    assert link is not None
    assert link.get_text() == shown
