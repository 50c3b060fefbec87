"""What an organisation answers for and takes part in, by the day when something is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from policytrace.messages import Message, message
from policytrace.plan import milestones
from policytrace.plan.model import Item
from policytrace.plan.queries import follow_up_to_come, passed_follow_up
from policytrace.schema.roles import FieldName, LinkKind, Role, TypeKey, in_order
from policytrace.schema.vocabulary import ActionStatus
from policytrace.snapshot import Snapshot
from policytrace.status.action_status import ActionCount

DATED = (Role.STRATEGY, Role.GOAL, Role.PRIORITY, Role.PLAN, Role.ACTION, Role.MILESTONE)
"""The roles that are listed by day. What else an organisation answers for is only named."""

LONG = 8
"""What a group has beyond this number is folded together."""

OVERDUE = "overdue"
"""The group of what should have been done by now."""

_NEAR = frozenset({OVERDUE, "soon"})
"""The groups that never stand folded together."""

SOON = timedelta(days=183)
"""Half a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """An object that the organisation has something to do with."""

    item: Item
    due: date | None
    """The last day."""
    next_follow_up: date | None
    state: ActionStatus | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityGroup:
    """Duties of about the same time: wholes before actions unless they are late, then by day."""

    key: str
    """For anchors."""
    title: Message
    responsibilities: tuple[Responsibility, ...]
    is_open: bool
    """Whether it is about what is near, or there is nothing that is nearer."""

    @property
    def has_due(self) -> bool:
        """Whether any of them has a last day."""
        return any(one.due for one in self.responsibilities)

    @property
    def has_next_follow_up(self) -> bool:
        """Whether any of them has a day for its next follow-up."""
        return any(one.next_follow_up for one in self.responsibilities)

    @property
    def proposed(self) -> bool:
        """Whether all of them are proposals, which then is said once."""
        return all_proposed(one.item for one in self.responsibilities)

    @property
    def shown(self) -> tuple[Responsibility, ...]:
        """Those that stand open; the rest is folded together."""
        return self.responsibilities[: LONG if self.is_open else 0]

    @property
    def folded(self) -> tuple[Responsibility, ...]:
        """Those that are folded together."""
        return self.responsibilities[len(self.shown) :]


RoleCount = tuple[TypeKey, int]
"""A role, and how many objects there are of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDue:
    """What comes next of what an organisation answers for."""

    items: tuple[Item, ...]
    """All that falls on the day; if nothing has a day, the first that is listed."""
    day: date | None
    is_follow_up: bool
    """Whether all of it is to be followed up then, and not to be done."""

    @property
    def counts(self) -> tuple[RoleCount, ...]:
        """How many there are of each role."""
        return _counts(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibilities:
    """All that an organisation answers for and takes part in."""

    organisation: Item
    owned_counts: tuple[RoleCount, ...]
    shared_counts: tuple[RoleCount, ...]
    """Of that in which it takes part without answering for it."""
    proposed: bool
    """Whether all that it answers for is proposed."""
    partly_proposed: bool
    """Whether some of it is proposed and some is decided."""
    shared_proposed: bool
    next: NextDue | None
    """What it answers for that comes next; None if nothing is due."""
    owned: tuple[ResponsibilityGroup, ...]
    """What it answers for."""
    shared: tuple[ResponsibilityGroup, ...]
    """What it takes part in without answering for it."""

    states: tuple[ActionCount, ...]
    """How many of the actions that it answers for are in each state, the proposals last."""

    @property
    def number_of_actions(self) -> int:
        """How many actions it answers for."""
        return sum(number for _, number in self.states)

    @property
    def overdue(self) -> int:
        """How much of what it answers for should have been done by now."""
        return sum(len(group.responsibilities) for group in self.owned if group.key == OVERDUE)

    @property
    def number_shared(self) -> int:
        """How many objects it takes part in."""
        return sum(len(group.responsibilities) for group in self.shared)

    @property
    def items(self) -> frozenset[str]:
        """The ids of all objects that are listed."""
        groups = (*self.owned, *self.shared)
        return frozenset(
            responsibility.item.id for group in groups for responsibility in group.responsibilities
        )


def responsibilities_of(snapshot: Snapshot, organisation: Item) -> Responsibilities:
    """What `organisation` answers for on the day of the snapshot."""
    graph = snapshot.graph
    owned = {item.id: item for item in graph.sources(organisation.id, LinkKind.OWNER)}
    shared = {
        item.id: item
        for item in graph.sources(organisation.id, LinkKind.PARTICIPANT)
        if item.id not in owned
    }
    groups = tuple(_groups(snapshot, owned.values()))
    return Responsibilities(
        organisation=organisation,
        owned_counts=_counts(owned.values()),
        shared_counts=_counts(shared.values()),
        proposed=all_proposed(owned.values()),
        partly_proposed=not all_proposed(owned.values())
        and any(item.proposed for item in owned.values()),
        shared_proposed=all_proposed(shared.values()),
        next=_next(groups, snapshot.today),
        states=tuple(_states(snapshot, owned.values())),
        owned=groups,
        shared=tuple(_groups(snapshot, shared.values())),
    )


def all_proposed(items: Iterable[Item]) -> bool:
    """Whether there is a status among `items`, and none of them says more than a proposal."""
    stated = [item for item in items if item.status]
    return bool(stated) and all(item.proposed for item in stated)


def _counts(items: Iterable[Item]) -> tuple[RoleCount, ...]:
    number = Counter(item.role for item in items)
    return tuple((role, number[role]) for role in in_order(number))


def _next(groups: Iterable[ResponsibilityGroup], today: date) -> NextDue | None:
    for group in groups:
        if group.key not in ("soon", "later"):
            continue
        days = {
            one.item.id: [day for day in (one.due, one.next_follow_up) if day and day >= today]
            for one in group.responsibilities
        }
        first = min((day for found in days.values() for day in found), default=None)
        if first is None:
            return NextDue(items=(group.responsibilities[0].item,), day=None, is_follow_up=False)
        then = [one for one in group.responsibilities if first in days[one.item.id]]
        return NextDue(
            items=tuple(one.item for one in then),
            day=first,
            is_follow_up=all(one.next_follow_up == first != one.due for one in then),
        )
    return None


def _states(snapshot: Snapshot, owned: Iterable[Item]) -> Iterator[ActionCount]:
    found = Counter(
        snapshot.action_statuses[item.id].state for item in owned if item.role is Role.ACTION
    )
    for state in (*ActionStatus, None):
        if found[state]:
            yield state, found[state]


def _groups(snapshot: Snapshot, items: Iterable[Item]) -> Iterator[ResponsibilityGroup]:
    titles = {
        OVERDUE: message("Overdue"),
        "soon": message("In the next six months"),
        "later": message("Later"),
        "passed": message("Proposals whose days have passed"),
        "over": message("Done or cancelled"),
    }
    sorted_in: dict[str, list[tuple[date, Item]]] = {key: [] for key in titles}
    for item in items:
        if item.role in DATED:
            key, day = _when(snapshot, item)
            sorted_in[key].append((day, item))
    nothing_yet = True
    for key, title in titles.items():
        found = sorted(
            sorted_in[key],
            key=lambda pair: (
                key != OVERDUE and pair[1].role is Role.ACTION,
                pair[0],
                pair[1].location,
            ),
        )
        if found:
            yield ResponsibilityGroup(
                key=key,
                title=title,
                responsibilities=tuple(_responsibility(snapshot, item) for _, item in found),
                is_open=key in _NEAR or nothing_yet,
            )
            nothing_yet = False


def _when(snapshot: Snapshot, item: Item) -> tuple[str, date]:
    """The group of an object, and the day that it is sorted by there."""
    today = snapshot.today
    if item.role is Role.MILESTONE:
        return _when_milestone(snapshot, item)
    progress = snapshot.action_statuses.get(item.id)
    if progress is not None and progress.state in (ActionStatus.DONE, ActionStatus.CANCELLED):
        return "over", item.day(_last_day(item)) or date.max
    missed = passed_follow_up(snapshot.graph, item, today)
    days = (item.day(_last_day(item)), follow_up_to_come(snapshot.graph, item), missed)
    passed = [day for day in (days[0], missed) if day is not None and day < today]
    if passed:
        proposed = progress is not None and progress.state is None
        return "passed" if proposed else OVERDUE, min(passed)
    coming = min((day for day in days if day is not None and day >= today), default=date.max)
    return ("soon" if coming - today <= SOON else "later"), coming


def _when_milestone(snapshot: Snapshot, milestone: Item) -> tuple[str, date]:
    graph, today = snapshot.graph, snapshot.today
    day = milestone.day(FieldName.DUE) or date.max
    if milestones.is_over(graph, milestone):
        return "over", day
    if day < today:
        return "passed" if milestones.is_proposed(graph, milestone) else OVERDUE, day
    return ("soon" if day - today <= SOON else "later"), day


def _last_day(item: Item) -> FieldName:
    return FieldName.DUE if item.role in (Role.ACTION, Role.MILESTONE) else FieldName.VALID_TO


def _responsibility(snapshot: Snapshot, item: Item) -> Responsibility:
    progress = snapshot.action_statuses.get(item.id)
    return Responsibility(
        item=item,
        due=item.day(_last_day(item)),
        next_follow_up=follow_up_to_come(snapshot.graph, item),
        state=progress.state if progress else None,
    )
