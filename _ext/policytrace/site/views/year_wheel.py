"""The year: on which days something is followed up, ends, begins, is decided or is to be said.

The picture has a ring for each kind of thing and a sector for each month. In each stands how many
days there are; which they are is told month by month in words.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from policytrace.messages import Message, message
from policytrace.schedule.happenings import Happening, all_happenings
from policytrace.site.views.coming import ComingDay, by_day
from policytrace.site.views.registry import Options, View, register
from policytrace.snapshot import Snapshot

NEXT_YEAR_FROM = 10
"""From this month on the next year is shown: what is left of this one is told elsewhere."""

MONTHS = 12

_OUTER = 168
_INNER = 64
_WIDEST = 30
"""Radii of the outermost and the innermost ring, and the most between two, in units of the picture,
whose middle is 0, 0."""

_LABELS = 198
"""The radius at which the months' names stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WheelMark:
    """How many days there are for a ring in a month, and where that stands."""

    number: int
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A kind of thing that happens."""

    name: Message
    radius: int
    marks: tuple[WheelMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month, and what happens in it."""

    first: date
    x: int
    y: int
    """Where its name stands."""
    days: tuple[ComingDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearWheel:
    """What happens in a year."""

    year: int
    is_next: bool
    """Whether it is the year after the one that the day of the snapshot is in."""
    months: tuple[Month, ...]
    """All twelve."""
    rings: tuple[Ring, ...]
    """From the outermost on; those that have nothing are left out."""
    today: tuple[int, int] | None
    """Where the line to today ends; None if today is not in the year."""
    only_proposals: bool
    is_short: bool = False
    """Whether only the first days are told: all are."""
    has_meetings: bool
    """Whether the project says when bodies meet."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing happens."""
        return not self.rings


_RINGS: tuple[tuple[Message, frozenset[Happening]], ...] = (
    (message("Meetings of bodies"), frozenset({Happening.MEETING})),
    (message("Follow-ups"), frozenset({Happening.FOLLOW_UP})),
    (message("Last days"), frozenset({Happening.ENDS})),
    (message("Milestones"), frozenset({Happening.MILESTONE})),
    (message("Beginnings"), frozenset({Happening.BEGINS})),
    (message("Values and targets"), frozenset({Happening.VALUE, Happening.TARGET})),
    (message("Opinions and answers"), frozenset({Happening.REFERRAL, Happening.ANSWER})),
)


def year_wheel(snapshot: Snapshot, _options: Options) -> YearWheel:
    """What happens in the year of the snapshot's day or, late in it, in the next."""
    is_next = snapshot.today.month >= NEXT_YEAR_FROM
    year = snapshot.today.year + is_next
    found = by_day(snapshot, (one for one in all_happenings(snapshot) if one[0].year == year))
    in_month = {month: tuple(days) for month, days in groupby(found, key=lambda one: one.day.month)}
    return YearWheel(
        year=year,
        is_next=is_next,
        months=tuple(
            Month(
                first=date(year, month, 1),
                **dict(zip(("x", "y"), _place(_LABELS, _middle(month)), strict=True)),
                days=in_month.get(month, ()),
            )
            for month in range(1, MONTHS + 1)
        ),
        rings=_rings(found),
        today=None if is_next else _place(_OUTER + _WIDEST // 2, _turn(snapshot.today)),
        only_proposals=all(one.proposed for one in found if one.happening is not Happening.MEETING),
        has_meetings=bool(snapshot.meetings.rows),
    )


def _rings(days: tuple[ComingDay, ...]) -> tuple[Ring, ...]:
    there = [
        (name, found)
        for name, kinds in _RINGS
        if (found := [one.day for one in days if one.happening in kinds])
    ]
    step = min((_OUTER - _INNER) // max(len(there) - 1, 1), _WIDEST)
    return tuple(
        Ring(name=name, radius=radius, marks=tuple(_marks(found, radius)))
        for (name, found), radius in zip(there, range(_OUTER, 0, -step), strict=False)
    )


def _marks(days: list[date], radius: int) -> Iterator[WheelMark]:
    for month in range(1, MONTHS + 1):
        if number := len({day for day in days if day.month == month}):
            x, y = _place(radius, _middle(month))
            yield WheelMark(number=number, x=x, y=y)


def _middle(month: int) -> float:
    """The part of the year that has passed in the middle of a month, if all are equally long."""
    return (month - 0.5) / MONTHS


def _turn(day: date) -> float:
    """The part of the year that has passed on a day, if all months are equally long."""
    return (day.month - 1 + (day.day - 1) / 31) / MONTHS


def _place(radius: int, turn: float) -> tuple[int, int]:
    """Where a part of a turn ends, clockwise from the top."""
    angle = 2 * math.pi * turn
    return round(radius * math.sin(angle)), round(-radius * math.cos(angle))


register(
    View(
        key="year_wheel",
        purpose=message("The year month by month: follow-ups, last days and meetings"),
        template="year_wheel.html.jinja",
        compute=year_wheel,
    )
)
