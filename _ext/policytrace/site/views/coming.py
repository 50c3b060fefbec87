"""What comes next: on which days something begins, ends, is followed up or is to be known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policytrace.messages import message
from policytrace.plan import milestones
from policytrace.plan.model import Item
from policytrace.plan.referral import who_answers
from policytrace.schema.roles import FieldName, LinkKind, Role, TypeKey
from policytrace.schema.vocabulary import ActionStatus, Status
from policytrace.site.views.owner_counts import OwnerGroup, by_owner
from policytrace.site.views.registry import (
    NUMBER,
    OWNER,
    PLAN,
    PRIORITY,
    STATE_PAGE,
    Options,
    View,
    lengths,
    register,
)
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


_NEVER_PROPOSED = frozenset({Happening.REFERRAL, Happening.MEETING})
"""What somebody else than a plan has set the day for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingDay:
    """What is to happen with some objects on a day."""

    day: date
    happening: Happening
    role: TypeKey
    items: tuple[Item, ...]
    owners: tuple[OwnerGroup, ...]
    """By whom."""
    proposed: bool
    """Whether nobody has decided it, so that the day is a proposal too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The days to come, the nearest first."""

    days: tuple[ComingDay, ...]
    number: int
    """How many there are in all; more than there are days if the editor asked for some."""
    is_short: bool
    """Whether the editor asked for some."""
    only_proposals: bool
    """Whether all the days are proposals."""
    page: str = STATE_PAGE
    """Where all is told."""


def coming_days(snapshot: Snapshot, options: Options) -> Coming:
    """What is to happen, from the day of the snapshot on, with the objects that are chosen."""
    return coming_within(snapshot, _chosen(snapshot, options), options.length)


def coming_within(snapshot: Snapshot, items: Iterable[Item], most: int | None) -> Coming:
    """What is to happen with some objects, from the snapshot's day on: the first `most` days."""
    to_come = (one for one in happenings(snapshot, items) if one[0] >= snapshot.today)
    days = by_day(snapshot, to_come)
    return Coming(
        days=days[:most],
        number=len(days),
        is_short=most is not None,
        only_proposals=all(one.proposed for one in days),
    )


def by_day(
    snapshot: Snapshot, happening_days: Iterable[tuple[date, Happening, Item]]
) -> tuple[ComingDay, ...]:
    """What happens, like things on the same day together, in the order of days."""
    found: dict[tuple[date, Happening, TypeKey, bool], list[Item]] = {}
    for day, happening, item in happening_days:
        proposed = _is_proposed(snapshot, item) and happening not in _NEVER_PROPOSED
        found.setdefault((day, happening, item.role, proposed), []).append(item)
    order = tuple(Happening)
    days = [
        ComingDay(
            day=day,
            happening=happening,
            role=role,
            items=tuple(members),
            owners=_by_whom(snapshot, members, happening),
            proposed=proposed,
        )
        for (day, happening, role, proposed), members in found.items()
    ]
    days.sort(key=lambda one: (one.day, one.proposed, order.index(one.happening)))
    return tuple(days)


def _is_proposed(snapshot: Snapshot, item: Item) -> bool:
    if item.role is Role.MILESTONE:
        return milestones.is_proposed(snapshot.graph, item)
    return item.proposed


def _by_whom(
    snapshot: Snapshot, items: Iterable[Item], happening: Happening
) -> tuple[OwnerGroup, ...]:
    graph = snapshot.graph
    if happening is Happening.MEETING:
        return ()
    if happening is Happening.ANSWER:
        return by_owner(graph, items, of=lambda opinion: who_answers(graph, opinion))
    if happening is Happening.MILESTONE:
        return by_owner(graph, items, of=lambda one: milestones.who_answers(graph, one))
    kind = LinkKind.TARGET_SET_BY if happening is Happening.TARGET else LinkKind.OWNER
    return by_owner(graph, items, kind)


def _chosen(snapshot: Snapshot, options: Options) -> Iterator[Item]:
    """What is part of the plan and of the priority that are named, and has the owner."""
    plan, priority = options.items.get(PLAN), options.items.get(PRIORITY)
    owner = options.items.get(OWNER)
    actions = snapshot.actions_by_plan.get(plan.id, ()) if plan else ()
    planned = {one.id for one in (plan, *actions) if one}
    for item in snapshot.graph:
        about = _about(snapshot, item)
        if (
            (plan is None or any(one.id in planned for one in about))
            and (
                priority is None
                or any(priority in snapshot.priorities_of.get(one.id, ()) for one in about)
            )
            and (owner is None or owner.id in _owners(snapshot, item))
        ):
            yield item


def _about(snapshot: Snapshot, item: Item) -> tuple[Item, ...]:
    """The object; of an opinion, what it is about; of a milestone, its action."""
    if item.role is Role.MILESTONE:
        return snapshot.graph.targets(item, LinkKind.PART_OF)
    if item.role is Role.OPINION:
        return snapshot.graph.targets(item, LinkKind.OPINION_ON)
    return (item,)


def _owners(snapshot: Snapshot, item: Item) -> tuple[str, ...]:
    """Ids of who answers for an object, or is to answer an opinion."""
    if item.role is Role.MILESTONE:
        return tuple(one.id for one in milestones.who_answers(snapshot.graph, item))
    if item.role is Role.OPINION:
        return tuple(one.id for one in who_answers(snapshot.graph, item))
    return item.targets(LinkKind.OWNER)


def happenings(snapshot: Snapshot, items: Iterable[Item]) -> Iterator[tuple[date, Happening, Item]]:
    """What some objects say is to happen, on which day, whether that has passed or not."""
    for item in items:
        if _is_over(snapshot, item):
            continue
        for name, happening in _DAYS_OF.get(item.role, ()):
            if day := item.day(name):
                yield day, happening, item
        if item.status is Status.REFERRED and (day := item.day(FieldName.REFERRAL_ENDS)):
            yield day, Happening.REFERRAL, item
        if (day := item.day(FieldName.ANSWER_DUE)) and not item.has(FieldName.ANSWER):
            yield day, Happening.ANSWER, item
        if day := item.day(FieldName.NEXT_FOLLOW_UP):
            yield day, Happening.FOLLOW_UP, item
        if day := item.day(FieldName.VALUE_EXPECTED):
            yield day, Happening.VALUE, item
        if month := item.value(FieldName.TARGET_SET, Period):
            yield month.end, Happening.TARGET, item


def _is_over(snapshot: Snapshot, item: Item) -> bool:
    """Whether nothing happens with an object any more."""
    if item.role is Role.MILESTONE:
        return milestones.is_over(snapshot.graph, item)
    status = snapshot.action_statuses.get(item.id)
    return not snapshot.graph.carries(item) or (status is not None and status.state in _OVER)


_DAYS_OF: Mapping[TypeKey, tuple[tuple[FieldName, Happening], ...]] = {
    Role.PLAN: (
        (FieldName.VALID_FROM, Happening.BEGINS),
        (FieldName.VALID_TO, Happening.ENDS),
    ),
    Role.ACTION: ((FieldName.STARTS, Happening.BEGINS), (FieldName.DUE, Happening.ENDS)),
    Role.MILESTONE: ((FieldName.DUE, Happening.MILESTONE),),
}
"""On which days something begins and ends."""


register(
    View(
        key="coming",
        purpose=message("What comes next: day, what and owner"),
        options={
            PLAN: frozenset({Role.PLAN}),
            PRIORITY: frozenset({Role.PRIORITY}),
            OWNER: frozenset({Role.ORGANISATION}),
        },
        choices={NUMBER: lengths},
        template="coming.html.jinja",
        compute=coming_days,
    )
)
