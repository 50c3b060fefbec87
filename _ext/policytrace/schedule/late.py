"""Late: what should have been done by now, since when and by whom. No proposal is late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.messages import Message, message
from policytrace.plan.milestones import is_missed, who_answers
from policytrace.plan.model import Item
from policytrace.plan.queries import missed_follow_up
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import ActionStatus
from policytrace.snapshot import Snapshot
from policytrace.status.action_status import ComputedStatus, StatusRule

_OF_ITS_PARTS = frozenset({StatusRule.MANY_LATE})
"""Grounds that tell of something else that is late, and is listed itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LateItem:
    """Something that is late, or whose follow-up is."""

    item: Item
    owners: tuple[Item, ...]
    state: ActionStatus | None
    """Late; or what it is otherwise, when only its follow-up has not been made."""
    reason: Message
    since: date | None
    """The day that has passed; None if it is a judgement that says so."""
    days: int
    """How many days ago that was."""
    is_follow_up: bool
    """Whether it is the day for a follow-up, and not the last day."""

    @property
    def is_late(self) -> bool:
        """Whether it is late itself, and not only its follow-up."""
        return self.state is ActionStatus.LATE


def late_items(snapshot: Snapshot, items: Iterable[Item] | None = None) -> tuple[LateItem, ...]:
    """What is late first, and then what has only not been followed up; the oldest day first.

    Of all objects, or of `items`.
    """
    found = list(_late(snapshot, snapshot.graph if items is None else items))
    found.sort(key=lambda one: (not one.is_late, -one.days, one.item.location))
    return tuple(found)


def any_decided(snapshot: Snapshot) -> bool:
    """Whether any plan or action is more than a proposal."""
    return any(
        item.live and not item.proposed for item in snapshot.graph.of_role(Role.PLAN, Role.ACTION)
    )


def _late(snapshot: Snapshot, items: Iterable[Item]) -> Iterator[LateItem]:
    graph, today = snapshot.graph, snapshot.today
    for item in items:
        if item.role is Role.MILESTONE:
            yield from _late_milestone(snapshot, item)
            continue
        status = snapshot.action_statuses.get(item.id)
        missed = missed_follow_up(graph, item, today)
        if (
            status is not None
            and status.state is ActionStatus.LATE
            and status.ground not in _OF_ITS_PARTS
        ):
            since = _since(item, status, missed)
            reason = status.reason
        elif missed is not None:
            since, reason = missed, message("It should have been followed up by now.")
        else:
            continue
        yield LateItem(
            item=item,
            owners=graph.targets(item, LinkKind.OWNER),
            state=status.state if status else None,
            reason=reason,
            since=since,
            days=(today - since).days if since else 0,
            is_follow_up=since == missed,
        )


def _late_milestone(snapshot: Snapshot, milestone: Item) -> Iterator[LateItem]:
    day = milestone.day(FieldName.DUE)
    if day is not None and is_missed(snapshot.graph, milestone, snapshot.today):
        yield LateItem(
            item=milestone,
            owners=who_answers(snapshot.graph, milestone),
            state=ActionStatus.LATE,
            reason=message("It should have been reached by now."),
            since=day,
            days=(snapshot.today - day).days,
            is_follow_up=False,
        )


def _since(item: Item, status: ComputedStatus, missed: date | None) -> date | None:
    if status.ground is StatusRule.LAST_DAY_PASSED:
        return item.day(FieldName.DUE if item.role is Role.ACTION else FieldName.VALID_TO)
    if status.ground is StatusRule.FOLLOW_UP_LONG_OVERDUE:
        return missed
    return None
