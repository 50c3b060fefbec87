"""Rhythm: when something that is followed up at set times of the year is so the next time.

The next day is the rhythm's first after the latest follow-up or, before there is any, after the
object's own first day. What has no first day has that of what it is part of, or of the first
decided plan that is part of it. A follow-up counts for the time that it says it is about, however
late it was made, or else for a day that comes soon after it.

Where nobody has decided anything, or nothing says from when to count, the next day is one to come:
a rhythm alone makes nothing late that has not begun.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.rhythms import DayOfYear, Rhythms, is_one_of, next_day
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Rhythm

EARLY = timedelta(days=30)
"""How long before a day a follow-up can be made that counts for it."""

_WORK = (Role.PLAN, Role.ACTION)


def with_next_days(graph: Graph, rhythms: Rhythms, today: date) -> Graph:
    """The graph in which all that has a rhythm says its next day. Asked for once a build.

    A day that is written stays; whether it is the rhythm's is another question: see `agrees`.
    """
    found = {
        item.id: day
        for item in graph
        if FieldName.RHYTHM in item.values
        and not item.has(FieldName.NEXT_FOLLOW_UP)
        and (day := next_follow_up(graph, item, rhythms, today))
    }
    if not found:
        return graph
    return graph.with_items(
        replace(item, values={**item.values, FieldName.NEXT_FOLLOW_UP: found[item.id]})
        if item.id in found
        else item
        for item in graph
    )


def next_follow_up(graph: Graph, item: Item, rhythms: Rhythms, today: date) -> date | None:
    """The day that an object's rhythm gives for its next follow-up; None if it has no rhythm."""
    days = _days(item, rhythms)
    if not days:
        return None
    after = _counted_from(graph, item, today)
    if after is None or item.proposed:
        after = max(after or date.min, today - timedelta(days=1))
    return next_day(days, after)


def agrees(graph: Graph, item: Item, rhythms: Rhythms, today: date) -> bool:
    """Whether the day that an object says for its next follow-up is its rhythm's.

    Where it is not known from when to count, the day that is written is the first, as it is for a
    proposal.
    """
    days, written = _days(item, rhythms), item.day(FieldName.NEXT_FOLLOW_UP)
    if not days or written is None:
        return True
    own = _latest(graph, item, today) or _first_day(item)
    if own is None or item.proposed:
        return is_one_of(days, written) and (own is None or written > own)
    return written == next_day(days, own)


def moves_with_time(graph: Graph, item: Item, today: date) -> bool:
    """Whether the day that a rhythm gives comes of today's date: no error may come of it."""
    return FieldName.RHYTHM in item.values and (
        item.proposed or _counted_from(graph, item, today) is None
    )


def _days(item: Item, rhythms: Rhythms) -> tuple[DayOfYear, ...]:
    rhythm = item.value(FieldName.RHYTHM, Rhythm)
    return rhythms[rhythm] if rhythm else ()


def _counted_from(graph: Graph, item: Item, today: date) -> date | None:
    """The day after which an object is to be followed up; None if nothing says one."""
    own = _latest(graph, item, today) or _first_day(item)
    if own or item.role not in (*_WORK, Role.PRIORITY):
        return own
    wholes = (one for one in graph.upwards(item, LinkKind.PART_OF) if one.role in _WORK)
    if day := next(filter(None, map(_first_day, wholes)), None):
        return day
    parts = (
        one
        for one in graph.sources(item.id, LinkKind.PART_OF)
        if one.role is Role.PLAN and graph.carries(one) and not one.proposed
    )
    return min(filter(None, map(_first_day, parts)), default=None)


def _latest(graph: Graph, item: Item, today: date) -> date | None:
    """Until when an object has been followed up."""
    made = graph.sources(item.id, LinkKind.FOLLOWS_UP)
    return max(filter(None, (followed_up_until(one, today) for one in made)), default=None)


def followed_up_until(follow_up: Item, today: date) -> date | None:
    """The last day that a follow-up counts for: that of the time which it says it is about.

    Else it counts for a day that comes soon after it was made. None: it has not been made.
    """
    made = follow_up.day(FieldName.DATE)
    if made is None or made > today:
        return None
    return follow_up.day(FieldName.PERIOD_END) or made + EARLY


def _first_day(item: Item) -> date | None:
    return item.day(FieldName.STARTS) or item.day(FieldName.VALID_FROM)
