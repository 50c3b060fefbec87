"""The revisions that a history is made of: the last of each day, from its beginning on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from policytrace.history import timeline as module
from policytrace.history.timeline import NoHistory, timeline
from tests.history_repository import begin, commit, git

FIRST = date(2027, 2, 1)
TODAY = date(2027, 12, 31)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder in a repository in which nothing has been committed."""
    folder = tmp_path / "plan"
    folder.mkdir()
    begin(folder)
    return folder


def changed(folder: Path, on: int, text: str, file: str = "plan.md") -> str:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return commit(folder, day(on))


def frozen(folder: Path, on: int) -> str:
    return changed(folder, on, "{}", "docs/editions/BES-1/manifest.json")


def ids(folder: Path, since: date | None = None, today: date = TODAY) -> list[str]:
    return [one.id for one in timeline(folder, since, today).commits]


def test_it_begins_with_the_first_edition(project: Path) -> None:
    changed(project, 0, "a")
    first = frozen(project, 1)
    later = changed(project, 2, "b")
    frozen(project, 3)
    assert ids(project) == [first, later]
    assert timeline(project, None, TODAY).absent is None


def test_the_settings_may_let_it_begin_earlier(project: Path) -> None:
    commits = [changed(project, number, str(number)) for number in range(4)]
    assert ids(project, day(1)) == commits[1:]
    assert ids(project, day(1) - timedelta(days=400)) == commits
    assert ids(project, day(9)) == commits[3:]


def test_of_each_day_the_last_counts_that_changed_the_plan(project: Path) -> None:
    first = frozen(project, 0)
    changed(project, 1, "a")
    last = changed(project, 1, "b")
    changed(project, 1, "x", "_ext/policytrace/x.py")
    changed(project, 2, "x", "tests/test_x.py")
    same_day = changed(project, 3, "c")
    assert ids(project) == [first, last, same_day]


def test_the_revisions_of_each_day_are_counted(project: Path) -> None:
    frozen(project, 0)
    changed(project, 1, "a")
    changed(project, 1, "b")
    changed(project, 1, "x", "_ext/policytrace/x.py")
    changed(project, 3, "c")
    assert timeline(project, None, TODAY).numbers == {day(1): 2, day(3): 1}
    assert timeline(project, None, day(2)).numbers == {day(1): 2}


def test_what_is_changed_on_the_day_of_the_edition_counts_too(project: Path) -> None:
    first = frozen(project, 0)
    after = changed(project, 0, "b")
    assert ids(project) == [first, after]


def test_what_was_merged_counts_when_it_came_to_the_main_line(project: Path) -> None:
    first = frozen(project, 0)
    git(project, "switch", "--quiet", "--create", "side")
    changed(project, 1, "a")
    git(project, "switch", "--quiet", "main")
    git(project, "merge", "--quiet", "--no-ff", "--message", "x", "side", day=day(5))
    found = timeline(project, None, TODAY).commits
    assert [one.id for one in found] == [first, git(project, "rev-parse", "HEAD")]
    assert found[-1].day == day(5)


def test_nothing_counts_that_was_committed_after_the_day(project: Path) -> None:
    first = frozen(project, 0)
    second = changed(project, 1, "a")
    changed(project, 2, "b")
    assert ids(project, today=day(1)) == [first, second]


def test_days_never_go_backwards(project: Path) -> None:
    frozen(project, 0)
    changed(project, 9, "a")
    changed(project, 3, "b")
    found = timeline(project, None, TODAY).commits
    assert [one.day for one in found] == [day(0), day(3)]


def test_only_the_newest_days_are_told_of_very_many(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen(project, 0)
    commits = [changed(project, number, str(number)) for number in range(1, 6)]
    monkeypatch.setattr(module, "MOST_DAYS", 2)
    found = timeline(project, None, TODAY)
    assert [one.id for one in found.commits] == commits[-3:]
    assert found.is_cut


def test_a_part_of_the_history_is_known_to_be_one(project: Path, tmp_path: Path) -> None:
    frozen(project, 0)
    changed(project, 1, "a")
    changed(project, 2, "b")
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{project}", "grund")
    found = timeline(tmp_path / "grund", None, TODAY)
    assert found.is_shallow
    assert len(found.commits) == 2
    assert not timeline(project, None, TODAY).is_shallow


def test_why_there_is_none_is_told(project: Path, tmp_path: Path) -> None:
    assert timeline(tmp_path, None, TODAY).absent is NoHistory.NO_REPOSITORY
    assert timeline(project, None, TODAY).absent is NoHistory.NOTHING_COMMITTED
    changed(project, 0, "a")
    assert timeline(project, None, TODAY).absent is NoHistory.NOT_BEGUN
