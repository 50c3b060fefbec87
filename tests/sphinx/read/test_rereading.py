"""What is read again: a page whose files come or go, or of which what was kept is not whole."""

from __future__ import annotations

import os

import pytest

from policytrace.sphinx.read.rereading import forget_unusable
from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject


def said(project: TinyProject) -> list[str]:
    """What is found."""
    return [english(found.message) for found in project.check().findings]


@pytest.mark.parametrize(
    ("text", "file", "content"),
    [
        ("```{include} inledning.txt\n```", "inledning.txt", "En text.\n"),
        ("[underlaget](underlag.csv)", "underlag.csv", "a,b\n"),
        ("[nästa](nästa.md)", "nästa.md", "---\norphan: true\n---\n\n# Nästa\n"),
        ("{download}`underlaget <underlag.csv>`", "underlag.csv", "a,b\n"),
    ],
)
def test_a_file_that_comes_and_goes(
    project: TinyProject, text: str, file: str, content: str
) -> None:
    project.write("matt.md", f"{project.read('matt.md')}\n{text}\n")
    without = said(project)
    assert len(without) == 1

    project.write(file, content)
    assert said(project) == []

    (project.root / file).unlink()
    assert said(project) == without


def test_a_listed_page_that_is_taken_away_is_found_in_every_build(project: TinyProject) -> None:
    project.write("ny.md", "# Ny\n")
    project.edit("index.md", "matt\n", "matt\nny\n")
    assert said(project) == []
    (project.root / "ny.md").unlink()
    for _ in range(2):
        assert said(project) == ["The table of contents lists ny, which is no page."]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", None])
def test_what_was_kept_of_a_page_and_is_damaged(
    project: TinyProject, content: bytes | None
) -> None:
    project.build()
    kept = project.root / "_build" / "doctrees" / "plan.doctree"
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2] if content is None else content)
    project.edit("strategi.md", "{organisation} Kommunstyrelsen", "{organisation} Styrelsen")
    assert not project.build().failed
    assert "Styrelsen" in project.page("plan").get_text()


def test_a_label_that_moves_to_another_page_is_not_there_twice(project: TinyProject) -> None:
    project.edit("strategi.md", "# Strategin", "(dit)=\n# Strategin")
    assert said(project) == []
    project.edit("strategi.md", "(dit)=\n", "")
    project.edit("matt.md", "# Mått", "(dit)=\n# Mått")
    assert said(project) == []


def test_what_was_read_goes_if_a_part_of_it_may_not_be_used(
    project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = project.root / "_build" / "doctrees"
    project.check()
    forget_unusable(kept)
    assert (kept / "plan.doctree").is_file()
    monkeypatch.setattr(os, "access", lambda path, _mode: path.name != "plan.doctree")
    forget_unusable(kept)
    assert not kept.exists()
