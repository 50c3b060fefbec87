"""What stands twice is found on the same page in every build, whatever was read last."""

from __future__ import annotations

import shutil

import pytest

from tests.sphinx.tiny import TinyProject

TWIN = "\n:::{{organisation}} {}\n:id: ORG-B\n:slag: funktion\n:::\n"
LABEL = "\n(dit)=\n## Här {}\n"
PAGES = ("matt.md", "plan.md", "strategi.md")


def found(project: TinyProject) -> list[tuple[str, int, str]]:
    """What an incremental run finds, which must be what a clean one finds."""
    incremental = project.findings()
    shutil.rmtree(project.root / "_build")
    assert project.findings() == incremental
    return incremental


@pytest.mark.parametrize("text", [TWIN, LABEL])
@pytest.mark.parametrize("last", PAGES)
def test_the_first_page_has_it_whichever_was_changed_last(
    project: TinyProject, text: str, last: str
) -> None:
    pages = [page for page in PAGES if page != last]
    for page in (*pages, last):
        project.write(page, project.read(page) + text.format(page[0]))
        project.check()
    assert [file for file, _, _ in found(project)] == ["plan.md", "strategi.md"]


@pytest.mark.parametrize("text", [TWIN, LABEL])
def test_nothing_is_found_when_the_first_is_gone(project: TinyProject, text: str) -> None:
    before = project.read("matt.md")
    for page in ("matt.md", "plan.md"):
        project.write(page, project.read(page) + text.format(page[0]))
    assert [file for file, _, _ in project.findings()] == ["plan.md"]
    project.write("matt.md", before)
    assert found(project) == []


def test_nothing_is_found_when_the_first_page_is_gone(project: TinyProject) -> None:
    project.write("alla.md", "# Alla\n" + TWIN.format("a"))
    project.edit("index.md", "matt\n", "matt\nalla\n")
    project.write("plan.md", project.read("plan.md") + TWIN.format("p"))
    assert [file for file, _, _ in project.findings()] == ["plan.md"]
    (project.root / "alla.md").unlink()
    project.edit("index.md", "matt\nalla\n", "matt\n")
    assert found(project) == []
