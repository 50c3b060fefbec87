"""Which files count as changed, and on which line."""

from __future__ import annotations

from pathlib import Path

import pytest
from watchfiles import Change

from policytrace.live.changes import Texts, Watched


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "planer").mkdir()
    (tmp_path / "a.md").write_text("ett\ntvå\ntre\n", encoding="utf-8")
    (tmp_path / "planer" / "b.md").write_text("ett\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ett\nTVÅ\ntre\n", 2),
        ("noll\nett\ntvå\ntre\n", 1),
        ("ett\ntvå\ntre\nfyra\n", 4),
        ("ett\n", 1),
        ("ett\ntvå\ntre", None),
    ],
)
def test_the_line_is_the_first_that_is_new(project: Path, text: str, line: int | None) -> None:
    texts = Texts(project)
    page = project / "a.md"
    page.write_text(text, encoding="utf-8")
    changed = texts.changed([(Change.modified, str(page))])
    assert changed == (line and ("a.md", line))
    assert texts.changed([(Change.modified, str(page))]) is None


def test_of_several_pages_it_is_the_first_and_a_new_one_counts_from_its_top(project: Path) -> None:
    texts = Texts(project)
    page, new, data = project / "planer" / "b.md", project / "planer" / "c.md", project / "d.csv"
    page.write_text("ett\ntvå\n", encoding="utf-8")
    new.write_text("nytt\n", encoding="utf-8")
    data.write_text("1\n", encoding="utf-8")
    changes = [(Change.added, str(data)), (Change.added, str(new)), (Change.modified, str(page))]
    assert texts.changed(changes) == ("planer/b.md", 2)
    assert texts.changed([(Change.added, str(data))]) is None


def test_a_page_that_is_gone_leads_nowhere(project: Path) -> None:
    texts = Texts(project)
    (project / "a.md").unlink()
    assert texts.changed([(Change.deleted, str(project / "a.md"))]) is None


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("strategy/a.md", True),
        ("strategy/data/a.csv", True),
        ("ubproject.toml", True),
        ("strategy/bild.svg", True),
        ("_build/live/index.html", False),
        (".git/index", False),
        ("strategy/.a.md.swp", False),
        ("strategy/.#a.md", False),
        ("strategy/#a.md#", False),
        ("strategy/a.md~", False),
        ("strategy/4913", False),
        ("node_modules/a/readme.md", False),
    ],
)
def test_what_programs_write_for_themselves_is_no_change(name: str, *, counts: bool) -> None:
    assert Watched()(Change.modified, f"/projekt/{name}") is counts
