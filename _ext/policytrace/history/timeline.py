"""The revisions that a project's history is made of: the last of each day, from its beginning on.

It begins with the first edition, or on the day that the settings say. What has been merged counts
on the day when it came to the project's own line: the first parents of what was committed last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePosixPath

from policytrace.editions.edition import FOLDER
from policytrace.history.contents import NO_CONTENT
from policytrace.repository import Commit, Repository, repository_of

MOST_DAYS = 200
"""So many days with changes are told at most, the newest: a first build reads each of them."""


class NoHistory(StrEnum):
    """Why a project has no history."""

    NO_REPOSITORY = "no_repository"
    """It lies in no repository, as an unpacked archive, or Git is not installed."""
    NOTHING_COMMITTED = "nothing_committed"
    NOT_BEGUN = "not_begun"
    """No edition has been committed, and the settings say no day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """The revisions of a history, the oldest first."""

    commits: tuple[Commit, ...] = ()
    """The first is what it begins with; of each day after that, the last that changed the plan."""
    absent: NoHistory | None = None
    is_shallow: bool = False
    """Whether only a part of the repository's history has been fetched."""
    is_cut: bool = False
    """Whether there are older days than are told."""
    numbers: Mapping[date, int] = field(default_factory=dict)
    """How many revisions there are of each day."""


def timeline(project: Path, since: date | None, today: date) -> HistoryLine:
    """The revisions until `today` of the project in the folder `project`.

    Its history begins on the day `since`, or else with its first edition.
    """
    repository = repository_of(project)
    if repository is None:
        return HistoryLine(absent=NoHistory.NO_REPOSITORY)
    newest = repository.commit("HEAD")
    if newest is None:
        return HistoryLine(absent=NoHistory.NOTHING_COMMITTED)
    first = _first(repository, newest, since)
    if first is None:
        return HistoryLine(absent=NoHistory.NOT_BEGUN)
    after = repository.first_parents(f"{first.id}..{newest.id}", left_out=NO_CONTENT)
    told = [one for one in _in_order(after, newest) if one.day <= today]
    days = [*_last_of_days(told)]
    kept = days[:MOST_DAYS]
    begins = days[MOST_DAYS] if len(days) > MOST_DAYS else first
    return HistoryLine(
        commits=(begins, *reversed(kept)),
        is_shallow=repository.is_shallow,
        is_cut=begins is not first,
        numbers=Counter(one.day for one in told),
    )


def _first(repository: Repository, newest: Commit, since: date | None) -> Commit | None:
    """What the history begins with: the plan as it was on its first day."""
    if since is None:
        frozen = repository.first_parents(newest.id, only=(PurePosixPath(FOLDER),))
        return frozen[-1] if frozen else None
    line = repository.first_parents(newest.id, left_out=NO_CONTENT)
    earlier = [one for one in _in_order(line, newest) if one.day <= since]
    if earlier:
        return earlier[0]
    return line[-1] if line else None


def _in_order(commits: Iterable[Commit], newest: Commit) -> Iterator[Commit]:
    """The newest first; one whose clock was ahead of those that came after it gets their day."""
    day = newest.day
    for one in commits:
        day = min(day, one.day)
        yield one if one.day == day else replace(one, day=day)


def _last_of_days(commits: Iterable[Commit]) -> Iterator[Commit]:
    seen: date | None = None
    for one in commits:
        if one.day != seen:
            seen = one.day
            yield one
