"""Happenings: on which days something begins, ends, is followed up or is to be known, and by whom.

Pages, calendars and reminders all tell of these, so that none of them knows of a day that the
others do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from policytrace.measure.meetings import bodies_of
from policytrace.plan import milestones
from policytrace.plan.model import Item
from policytrace.plan.queries import follow_up_to_come
from policytrace.plan.referral import who_answers
from policytrace.schema.roles import FieldName, LinkKind, Role, TypeKey
from policytrace.schema.vocabulary import ActionStatus, Status
from policytrace.snapshot import Snapshot
from policytrace.values.periods import Period

_OVER = (ActionStatus.DONE, ActionStatus.CANCELLED)


class Happening(StrEnum):
    """What happens on a day."""

    BEGINS = "begins"
    FOLLOW_UP = "follow_up"
    MILESTONE = "milestone"
    """A milestone is to be reached by then."""
    ENDS = "ends"
    TARGET = "target"
    """A target is to be set by then."""
    VALUE = "value"
    """A value is expected."""
    REFERRAL = "referral"
    """The last day to give an opinion."""
    MEETING = "meeting"
    """A body meets."""
    ANSWER = "answer"
    """Answers to opinions are promised for then."""


NEVER_PROPOSED = frozenset({Happening.REFERRAL, Happening.MEETING})
"""What somebody else than a plan has set the day for."""

HappeningDay = tuple[date, Happening, Item]
"""A day, what happens on it, and with which object."""

_DAYS_OF: Mapping[TypeKey, tuple[tuple[FieldName, Happening], ...]] = {
    Role.PLAN: (
        (FieldName.VALID_FROM, Happening.BEGINS),
        (FieldName.VALID_TO, Happening.ENDS),
    ),
    Role.ACTION: ((FieldName.STARTS, Happening.BEGINS), (FieldName.DUE, Happening.ENDS)),
    Role.MILESTONE: ((FieldName.DUE, Happening.MILESTONE),),
    Role.WAIVER: ((FieldName.VALID_TO, Happening.ENDS),),
}
"""On which days something begins and ends."""


def happenings(snapshot: Snapshot, items: Iterable[Item]) -> Iterator[HappeningDay]:
    """What some objects say is to happen, on which day, whether that has passed or not."""
    for item in items:
        if is_over(snapshot, item):
            continue
        for name, happening in _DAYS_OF.get(item.role, ()):
            if day := item.day(name):
                yield day, happening, item
        if item.status is Status.REFERRED and (day := item.day(FieldName.REFERRAL_ENDS)):
            yield day, Happening.REFERRAL, item
        if (day := item.day(FieldName.ANSWER_DUE)) and not item.has(FieldName.ANSWER):
            yield day, Happening.ANSWER, item
        if day := follow_up_to_come(snapshot.graph, item):
            yield day, Happening.FOLLOW_UP, item
        if day := item.day(FieldName.VALUE_EXPECTED):
            yield day, Happening.VALUE, item
        if month := item.value(FieldName.TARGET_SET, Period):
            yield month.end, Happening.TARGET, item


def all_happenings(snapshot: Snapshot) -> Iterator[HappeningDay]:
    """What all objects say is to happen, and when bodies meet."""
    yield from happenings(snapshot, snapshot.graph)
    bodies = bodies_of(snapshot.graph)
    for meeting in snapshot.meetings.rows:
        if body := bodies.get(meeting.body.casefold()):
            yield meeting.day, Happening.MEETING, body


def is_proposed(snapshot: Snapshot, item: Item, happening: Happening) -> bool:
    """Whether nobody has decided what happens with an object, so that its day is a proposal too."""
    if happening in NEVER_PROPOSED:
        return False
    if item.role is Role.MILESTONE:
        return milestones.is_proposed(snapshot.graph, item)
    return item.proposed


def by_whom(snapshot: Snapshot, item: Item, happening: Happening) -> tuple[Item, ...]:
    """The organisations that answer for what happens with an object; none for a meeting."""
    graph = snapshot.graph
    if happening is Happening.MEETING:
        return ()
    if happening is Happening.TARGET:
        return graph.targets(item, LinkKind.TARGET_SET_BY)
    return owners_of(snapshot, item)


def owners_of(snapshot: Snapshot, item: Item) -> tuple[Item, ...]:
    """Who answers for an object, for a milestone's action, or is to answer an opinion."""
    if item.role is Role.MILESTONE:
        return milestones.who_answers(snapshot.graph, item)
    if item.role is Role.OPINION:
        return who_answers(snapshot.graph, item)
    return snapshot.graph.targets(item, LinkKind.OWNER)


def about(snapshot: Snapshot, item: Item) -> tuple[Item, ...]:
    """The object; of an opinion, what it is about; of a milestone, its action."""
    if item.role is Role.MILESTONE:
        return snapshot.graph.targets(item, LinkKind.PART_OF)
    if item.role is Role.OPINION:
        return snapshot.graph.targets(item, LinkKind.OPINION_ON)
    return (item,)


def is_over(snapshot: Snapshot, item: Item) -> bool:
    """Whether nothing happens with an object any more."""
    if item.role is Role.MILESTONE:
        return milestones.is_over(snapshot.graph, item)
    status = snapshot.action_statuses.get(item.id)
    return not snapshot.graph.carries(item) or (status is not None and status.state in _OVER)
