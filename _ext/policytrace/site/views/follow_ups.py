"""What is to be followed up next: when, what and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.plan.queries import missed_follow_up
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import ActionStatus, Status
from policytrace.site.views.registry import (
    NUMBER,
    OWNER,
    PLAN,
    PRIORITY,
    Options,
    View,
    lengths,
    register,
)
from policytrace.snapshot import Snapshot

_OVER = (ActionStatus.DONE, ActionStatus.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRow:
    """An object that is to be followed up."""

    day: date
    item: Item
    owners: tuple[Item, ...]
    missed: bool
    """Whether the day has passed, and no follow-up has been made since."""
    proposed: bool
    """Whether nobody has decided it, so that the day is a proposal too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUps:
    """The next follow-ups, the first day first."""

    plan: Item | None
    priority: Item | None
    owner: Item | None
    rows: tuple[FollowUpRow, ...]
    number: int
    """How many there are in all; more than there are rows if the editor asked for some."""


def follow_ups(snapshot: Snapshot, options: Options) -> FollowUps:
    """The next follow-up of each object that the options choose, of all that is not over."""
    plan, priority = options.items.get(PLAN), options.items.get(PRIORITY)
    owner = options.items.get(OWNER)
    rows = []
    for item in _chosen(snapshot, plan, priority):
        missed = missed_follow_up(snapshot.graph, item, snapshot.today) is not None
        day = item.day(FieldName.NEXT_FOLLOW_UP)
        if day is None or (day < snapshot.today and not missed):
            continue
        if owner is None or owner.id in item.targets(LinkKind.OWNER):
            rows.append(
                FollowUpRow(
                    day=day,
                    item=item,
                    owners=snapshot.graph.targets(item, LinkKind.OWNER),
                    missed=missed,
                    proposed=item.status is Status.PROPOSED,
                )
            )
    rows.sort(key=lambda row: row.day)
    return FollowUps(
        plan=plan,
        priority=priority,
        owner=owner,
        rows=tuple(rows[: options.length]),
        number=len(rows),
    )


def _chosen(snapshot: Snapshot, plan: Item | None, priority: Item | None) -> tuple[Item, ...]:
    inside = {item.id for item in snapshot.graph}
    if plan is not None:
        actions = snapshot.actions_by_plan.get(plan.id, ())
        inside &= {plan.id, *(action.id for action in actions)}
    if priority is not None:
        inside &= {
            member
            for member, priorities in snapshot.priorities_of.items()
            if priority in priorities
        }
    return tuple(
        item
        for item in snapshot.graph
        if item.id in inside
        and snapshot.graph.carries(item)
        and (
            item.id not in snapshot.action_statuses
            or snapshot.action_statuses[item.id].state not in _OVER
        )
    )


register(
    View(
        key="follow_ups",
        purpose=message("The next follow-ups: day, what and owner"),
        options={
            PLAN: frozenset({Role.PLAN}),
            PRIORITY: frozenset({Role.PRIORITY}),
            OWNER: frozenset({Role.ORGANISATION}),
        },
        choices={NUMBER: lengths},
        template="follow_ups.html.jinja",
        compute=follow_ups,
    )
)
