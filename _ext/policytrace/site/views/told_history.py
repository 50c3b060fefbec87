"""What has changed in the plan, by month, and what has changed with one object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.history.days import History, HistoryChange, HistoryObject, months
from policytrace.history.timeline import NoHistory
from policytrace.messages import Message, as_it_is, message
from policytrace.plan.model import Item
from policytrace.repository import Commit
from policytrace.schema.plain import OWN
from policytrace.schema.roles import CustomType, FieldName, Role
from policytrace.snapshot import Snapshot
from policytrace.values.days import Day


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterDecision:
    """A decision that was made after a change that it covers."""

    item: Item
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChange:
    """A change, and the decision that it was made by."""

    said: Message
    decision: Item | None
    """The decision that covers it, where it took one."""
    undecided: bool
    """Whether it took a decision, and there was none when it was made."""
    later: LaterDecision | None
    """The decision that came after it, if it was made without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldObject:
    """An object that has changed on a day."""

    item: Item | None
    """As it is now; None if it is no more."""
    title: str
    kind: str
    """What it is, in the project's words."""
    changes: tuple[ToldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDay:
    """A day on which the plan was changed."""

    day: date
    objects: tuple[ToldObject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMonth:
    """A month in which the plan was changed."""

    first: date
    days: tuple[ToldDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldHistory:
    """What has changed, the newest first."""

    months: tuple[ToldMonth, ...]
    begins: date | None
    """The day that changes are told from; None: there is no history."""
    notes: tuple[Message, ...]
    """How much of it is known, in sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectHistory:
    """What has changed with an object, the newest first."""

    days: tuple[tuple[date, tuple[ToldChange, ...]], ...]
    begins: date
    is_whole: bool
    """Whether all of what has changed since then is known."""


def told_history(snapshot: Snapshot) -> ToldHistory:
    """All that has changed."""
    history = snapshot.history
    return ToldHistory(
        months=tuple(
            ToldMonth(
                first=month,
                days=tuple(
                    ToldDay(
                        day=one.day,
                        objects=tuple(_told(snapshot, found) for found in one.objects),
                    )
                    for one in days
                ),
            )
            for month, days in months(history.days)
        ),
        begins=history.begins,
        notes=tuple(_notes(history)),
    )


def object_history(snapshot: Snapshot, item: Item) -> ObjectHistory | None:
    """What has changed with an object; None if the project has no history."""
    history = snapshot.history
    if history.begins is None:
        return None
    return ObjectHistory(
        days=tuple(
            (day, _changes(snapshot, found.changes))
            for day, found in history.by_object.get(item.id, ())
        ),
        begins=history.begins,
        is_whole=history.is_whole,
    )


def _told(snapshot: Snapshot, found: HistoryObject) -> ToldObject:
    word = found.kind.removeprefix(OWN)
    role = CustomType(word) if found.kind.startswith(OWN) else Role(word)
    return ToldObject(
        item=snapshot.graph.items.get(found.id),
        title=found.title,
        kind=snapshot.metamodel.role_titles.get(role, word),
        changes=_changes(snapshot, found.changes),
    )


def _changes(snapshot: Snapshot, changes: Iterable[HistoryChange]) -> tuple[ToldChange, ...]:
    items = snapshot.graph.items
    return tuple(
        ToldChange(
            said=one.said,
            decision=items.get(one.decision.id) if one.decision else None,
            undecided=one.undecided,
            later=_later(items.get(one.later.id)) if one.later else None,
        )
        for one in changes
    )


def _later(decision: Item | None) -> LaterDecision | None:
    if decision is None:
        return None
    return LaterDecision(item=decision, day=decision.day(FieldName.DATE))


def extent_notes(history: History) -> Iterator[Message]:
    """That only a part of the history is known, in sentences."""
    if history.is_shallow:
        yield message(
            "The history is not whole: the site was built with only the newest part of it."
        )
    if history.is_cut:
        yield message("Only the newest days with changes are shown.")


def _notes(history: History) -> Iterator[Message]:
    match history.absent:
        case NoHistory.NO_REPOSITORY:
            yield message(
                "The site was built without the history of its files, so nothing can be told of "
                "what has changed."
            )
        case NoHistory.NOTHING_COMMITTED:
            yield message("Nothing has been saved in the history of the files yet.")
        case NoHistory.NOT_BEGUN:
            yield message(
                "The history begins with the first edition: the plan as it was decided for the "
                "first time. Until then all is a proposal, and is not followed here."
            )
    yield from extent_notes(history)
    if passed_over := [one for one in history.unread if one not in history.untold]:
        yield message(
            "Some versions cannot be read by the program of today. What changed in them is told on "
            "the next day that can be read: {days}.",
            days=_days(passed_over),
        )
    if history.untold and history.begins is None:
        yield message(
            "No version can be read by the program of today, so nothing can be told of what has "
            "changed: {days}.",
            days=_days(history.untold),
        )
    elif history.untold and history.begins:
        yield message(
            "The oldest versions cannot be read by the program of today: {days}. So what was "
            "changed until {day} cannot be told.",
            days=_days(history.untold),
            day=Day(history.begins),
        )


def _days(commits: Iterable[Commit]) -> Message:
    return as_it_is(", ".join(dict.fromkeys(one.day.isoformat() for one in commits)))
