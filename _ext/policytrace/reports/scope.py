"""What a report is about: a kind, and a choice of the plan's objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from policytrace.measure.target_specs import is_background
from policytrace.plan.model import Item
from policytrace.schema.roles import LinkKind, Role
from policytrace.snapshot import Snapshot


class ReportKind(StrEnum):
    """What a report is for."""

    PLAN = "plan"
    """The whole plan, for those who decide."""
    FOLLOW_UP = "follow_up"
    """How it has gone, for a board and a period."""
    MEMO = "memo"
    """The paper that prepares a decision on a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSelection:
    """Which part of the plan a report is about; None: all of it."""

    owner: Item | None = None
    priority: Item | None = None
    plan: Item | None = None
    since: date | None = None
    """The first day of the period of a follow-up; None: that of the year."""

    @property
    def is_all(self) -> bool:
        """Whether nothing has been chosen."""
        return not (self.owner or self.priority or self.plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The objects that a report is about, each in the order of reading."""

    priorities: tuple[Item, ...]
    plans: tuple[Item, ...]
    actions: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    """Those of each plan, by its id."""
    indicators: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    """What measures each priority, by its id; an indicator stands at the first of them."""
    other_indicators: tuple[Item, ...] = ()
    """Those that measure none of the priorities."""

    @property
    def all_actions(self) -> tuple[Item, ...]:
        """The actions of all plans, each once."""
        found = {one.id: one for actions in self.actions.values() for one in actions}
        return tuple(found.values())

    @property
    def all_indicators(self) -> tuple[Item, ...]:
        """The indicators of all priorities, and the others."""
        return (
            *(one for found in self.indicators.values() for one in found),
            *self.other_indicators,
        )


def scope_of(snapshot: Snapshot, chosen: ReportSelection) -> Scope:
    """What of the plan is chosen. What is cancelled is told of too, but carries no measure."""
    graph = snapshot.graph
    actions: dict[str, tuple[Item, ...]] = {}
    plans: list[Item] = []
    for plan in graph.of_role(Role.PLAN):
        if chosen.plan and plan.id != chosen.plan.id:
            continue
        held = tuple(
            one for one in snapshot.actions_by_plan[plan.id] if _is_chosen(snapshot, one, chosen)
        )
        if held or _is_chosen(snapshot, plan, chosen):
            plans.append(plan)
            actions[plan.id] = held
    scope = Scope(priorities=(), plans=tuple(plans), actions=actions)
    priorities = tuple(_priorities(snapshot, chosen, scope))
    measuring = _measuring(snapshot, chosen, (*scope.plans, *scope.all_actions))
    told: set[str] = set()
    indicators = {}
    for priority in priorities:
        found = tuple(
            one
            for one in snapshot.measures_by_priority[priority.id]
            if one.id not in told
            and not is_background(one)
            and (measuring is None or one.id in measuring)
        )
        told.update(one.id for one in found)
        indicators[priority.id] = found
    others = tuple(
        one
        for one in graph.of_role(Role.INDICATOR)
        if one.id not in told
        and not is_background(one)
        and (one.id in measuring if measuring is not None else not chosen.priority)
    )
    return Scope(
        priorities=priorities,
        plans=scope.plans,
        actions=actions,
        indicators=indicators,
        other_indicators=others,
    )


def _is_chosen(snapshot: Snapshot, item: Item, chosen: ReportSelection) -> bool:
    if chosen.owner and chosen.owner.id not in item.targets(LinkKind.OWNER):
        return False
    return not chosen.priority or chosen.priority in snapshot.priorities_of.get(item.id, ())


def _priorities(snapshot: Snapshot, chosen: ReportSelection, scope: Scope) -> Iterable[Item]:
    if chosen.priority:
        return (chosen.priority,)
    every = snapshot.graph.of_role(Role.PRIORITY)
    if chosen.is_all:
        return every
    above = {
        priority.id
        for item in (*scope.plans, *scope.all_actions)
        for priority in snapshot.priorities_of.get(item.id, ())
    }
    if chosen.plan and not chosen.owner:
        return (one for one in every if one.id in above)
    owner = chosen.owner.id if chosen.owner else ""
    return (one for one in every if one.id in above or owner in one.targets(LinkKind.OWNER))


def _measuring(
    snapshot: Snapshot, chosen: ReportSelection, items: Iterable[Item]
) -> frozenset[str] | None:
    """The indicators that measure what is chosen, or are the owner's; None: all that there are."""
    if not (chosen.plan or chosen.owner):
        return None
    graph = snapshot.graph
    found = {
        one.id
        for item in items
        if graph.carries(item)
        for one in graph.targets(item, LinkKind.MEASURED_BY)
    }
    if chosen.owner and not chosen.plan:
        found.update(
            one.id
            for one in graph.of_role(Role.INDICATOR)
            if chosen.owner.id in one.targets(LinkKind.OWNER)
            and (not chosen.priority or chosen.priority in snapshot.priorities_of.get(one.id, ()))
        )
    return frozenset(found)
