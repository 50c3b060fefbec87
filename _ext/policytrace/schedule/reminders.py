"""Reminders: what is late and what comes soon, by the organisation that is to act.

Nobody is late with what nobody has decided, so a proposal reminds nobody of its days. What
somebody must act on all the same is a referral, whose opinions are to be answered, an answer that
was promised, figures, which stand on the site whether their measure is decided or not, and an
analysis that is demanded before the decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from policytrace.measure.overdue_values import missed_value, outdated_period
from policytrace.messages import Message, message
from policytrace.plan.analyses import lacking_analyses, lacks_with_its_whole
from policytrace.plan.model import Item
from policytrace.plan.referral import promised_and_late, referral_of
from policytrace.schedule.happenings import (
    Happening,
    by_whom,
    happenings,
    is_over,
    is_proposed,
    owners_of,
)
from policytrace.schedule.late import LateItem, late_items
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.vocabulary import Status
from policytrace.snapshot import Snapshot
from policytrace.values.periods import Period


class Lack(StrEnum):
    """What is late although no day of its own has passed."""

    PROGRESS = "progress"
    """It has been judged to be late."""
    FIGURES = "figures"
    """The latest value is older than the time between one and the next."""
    JUDGEMENT = "judgement"
    """Somebody's judgement of how it goes holds no longer."""
    ANALYSIS = "analysis"
    """An analysis is demanded by now, and lacks."""


ACTED_ON_THOUGH_PROPOSED = frozenset({Happening.REFERRAL, Happening.ANSWER, Happening.VALUE})
"""What somebody must act on although what it is about is a proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Something to act on."""

    item: Item
    first_id: str
    """The id that the object had first."""
    what: Happening | Lack
    day: date | None
    """The day on which it was or is due; None if it has none."""
    is_late: bool
    reason: Message | None = None
    """Why it is late, where the day does not say it."""
    kind: str = ""
    """The kind of an analysis that lacks, in the project's word."""
    owners: tuple[Item, ...]

    @property
    def key(self) -> str:
        """What tells it from all other reminders, for as long as it is about the same thing."""
        return "/".join(filter(None, (self.first_id, self.what, self.kind)))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerReminders:
    """What an organisation is to act on."""

    owner: Item | None
    """None: nobody answers for it."""
    first_id: str
    """The id that it had first; empty: nobody answers for it."""
    late: tuple[Reminder, ...]
    """What is late; the oldest day first, and what has no day before that."""
    coming: tuple[Reminder, ...]
    """What comes, the nearest first."""

    @property
    def all(self) -> tuple[Reminder, ...]:
        """Both."""
        return (*self.late, *self.coming)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """All that is to be acted on, by owner."""

    today: date
    until: date
    """The last day that is looked at."""
    owners: tuple[OwnerReminders, ...]
    """In the order of their ids; what nobody answers for last."""


def reminders_of(snapshot: Snapshot, days: int, owner: Item | None = None) -> Reminders:
    """What is late, and what comes within `days`: of all organisations, or of one of them.

    What several answer for stands under each of them.
    """
    until = snapshot.today + timedelta(days=min(days, (date.max - snapshot.today).days))
    found: dict[str, list[Reminder]] = {}
    bodies: dict[str, Item | None] = {}
    for reminder in _all(snapshot, until):
        for one in reminder.owners or (None,):
            key = one.id if one else ""
            bodies[key] = one
            found.setdefault(key, []).append(reminder)
    chosen = sorted(found, key=lambda key: (not key, key))
    return Reminders(
        today=snapshot.today,
        until=until,
        owners=tuple(
            _of_owner(snapshot, bodies[key], found[key])
            for key in chosen
            if owner is None or key == owner.id
        ),
    )


def _all(snapshot: Snapshot, until: date) -> Iterator[Reminder]:
    yield from _late(snapshot)
    yield from _coming(snapshot, until)
    yield from _without_analysis(snapshot, until)


def _of_owner(snapshot: Snapshot, owner: Item | None, reminders: list[Reminder]) -> OwnerReminders:
    reminders.sort(key=lambda one: (one.day or date.min, one.key))
    return OwnerReminders(
        owner=owner,
        first_id=snapshot.first_id(owner) if owner else "",
        late=tuple(one for one in reminders if one.is_late),
        coming=tuple(one for one in reminders if not one.is_late),
    )


def _coming(snapshot: Snapshot, until: date) -> Iterator[Reminder]:
    for day, what, item in happenings(snapshot, snapshot.graph):
        if snapshot.today <= day <= until and (
            what in ACTED_ON_THOUGH_PROPOSED or not is_proposed(snapshot, item, what)
        ):
            owners = by_whom(snapshot, item, what)
            yield Reminder(
                item=item,
                first_id=snapshot.first_id(item),
                what=what,
                day=day,
                is_late=False,
                owners=owners,
            )


def _late(snapshot: Snapshot) -> Iterator[Reminder]:
    for one in late_items(snapshot):
        yield Reminder(
            item=one.item,
            first_id=snapshot.first_id(one.item),
            what=_what(one),
            day=one.since,
            is_late=True,
            reason=None if one.since else one.reason,
            owners=one.owners,
        )
    for item in filter(snapshot.graph.carries, snapshot.graph):
        for what, day, reason in _overdue(snapshot, item):
            owners = by_whom(snapshot, item, what) if isinstance(what, Happening) else ()
            yield Reminder(
                item=item,
                first_id=snapshot.first_id(item),
                what=what,
                day=day,
                is_late=True,
                reason=reason,
                owners=owners or owners_of(snapshot, item),
            )


def _what(late: LateItem) -> Happening | Lack:
    if late.since is None:
        return Lack.PROGRESS
    if late.is_follow_up:
        return Happening.FOLLOW_UP
    return Happening.MILESTONE if late.item.role is Role.MILESTONE else Happening.ENDS


def _overdue(
    snapshot: Snapshot, item: Item
) -> Iterator[tuple[Happening | Lack, date | None, Message | None]]:
    """What is late with an object besides its own days."""
    today = snapshot.today
    if day := promised_and_late(item, today):
        yield Happening.ANSWER, day, None
    last = item.day(FieldName.REFERRAL_ENDS)
    if item.status is Status.REFERRED and last is not None and last < today:
        yield Happening.REFERRAL, last, None
    ended = item.day(FieldName.VALID_TO) if item.role is Role.WAIVER else None
    if ended is not None and ended < today:
        yield Happening.ENDS, ended, None
    until = item.day(FieldName.STATE_UNTIL)
    if until is not None and until < today and not item.proposed and not is_over(snapshot, item):
        yield Lack.JUDGEMENT, until, None
    month = item.value(FieldName.TARGET_SET, Period)
    if month is not None and month.end < today and not item.proposed:
        yield Happening.TARGET, month.end, None
    if item.role is Role.INDICATOR:
        if day := missed_value(item, snapshot.measurements, today):
            yield Happening.VALUE, day, None
        elif period := outdated_period(item, snapshot.measurements, today):
            yield (
                Lack.FIGURES,
                None,
                message("The latest value is for {period}.", period=period.text),
            )


def _without_analysis(snapshot: Snapshot, until: date) -> Iterator[Reminder]:
    """The analyses that lack, and those that are demanded next of what is out for opinions."""
    graph, known = snapshot.graph, snapshot.lacking_analyses
    orders = tuple(Status)
    soon = {
        kind: min(first, Status.REFERRED, key=orders.index)
        for kind, first in snapshot.metamodel.analyses.items()
    }
    lacking = lacking_analyses(graph, soon)
    for item_id, kind in lacking:
        item = graph.items[item_id]
        is_late = (item_id, kind) in known
        referral = None if is_late else referral_of(graph, item)
        day = referral.last if referral else None
        if lacks_with_its_whole(graph, lacking, item, kind) or (day is not None and day > until):
            continue
        yield Reminder(
            item=item,
            first_id=snapshot.first_id(item),
            what=Lack.ANALYSIS,
            day=None,
            is_late=is_late,
            kind=kind,
            owners=owners_of(snapshot, item),
        )
