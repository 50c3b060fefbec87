"""A priority at a glance: how far it has come, what is late, what is next, its plans, for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from policytrace.measure.target_specs import governs
from policytrace.messages import message
from policytrace.plan.decisions import adopting
from policytrace.plan.model import Item
from policytrace.plan.queries import has_chain
from policytrace.plan.referral import opinions_on
from policytrace.schedule.late import LateItem, late_items
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.site.views.coming import Coming, coming_within
from policytrace.site.views.promise import has_values, parts_of_priority
from policytrace.site.views.registry import PRIORITY, Options, View, register
from policytrace.site.views.tallies import ActionTally, tally
from policytrace.site.views.work import work_of
from policytrace.snapshot import Snapshot

MOST = 3
"""So many of what is late, and of the days to come, are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShare:
    """A plan that holds actions of the priority."""

    plan: Item
    number: int
    """How many of the priority's actions it holds, those that are cancelled among them."""
    total: int
    """How many actions it holds in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupShare:
    """A target group that actions of the priority concern."""

    group: Item
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityOverview:
    """What the template draws."""

    priority: Item
    actions: ActionTally
    others: tuple[Item, ...]
    """The actions that are for none of its parts."""
    indicators: int
    """What measures it, its parts and its actions, each once."""
    governing: int
    with_values: int
    late: tuple[LateItem, ...]
    number_late: int
    """More than there are in `late` if these are only the first."""
    coming: Coming
    plans: tuple[PlanShare, ...]
    groups: tuple[GroupShare, ...]
    """Those that most actions concern first."""
    unconcerned: tuple[Item, ...]
    """The target groups that no action concerns."""
    decision: Item | None
    """The latest decision on any of the actions or plans."""
    has_chain: bool


def priority_overview(snapshot: Snapshot, options: Options) -> PriorityOverview:
    """The priority that the option names."""
    graph, priority = snapshot.graph, options.items[PRIORITY]
    under = snapshot.actions_by_priority.get(priority.id, ())
    actions = tuple(action for action in under if graph.carries(action))
    parts = parts_of_priority(graph, priority)
    plans = tuple(_plans(snapshot, under))
    within = {item.id: item for item in (priority, *parts, *_own_plans(snapshot, priority), *under)}
    late = late_items(snapshot, within.values())
    told = {one.item.id for one in late}
    indicators = snapshot.measures_by_priority[priority.id]
    groups = Counter(group.id for action in actions for group in _concerned(snapshot, action))
    every = graph.of_role(Role.TARGET_GROUP)
    return PriorityOverview(
        priority=priority,
        actions=tally(snapshot.action_statuses[action.id].state for action in under),
        others=tuple(_others(snapshot, parts, actions)),
        indicators=len(indicators),
        governing=sum(map(governs, graph.targets(priority, LinkKind.MEASURED_BY))),
        with_values=sum(has_values(snapshot, indicator) for indicator in indicators),
        late=late[:MOST],
        number_late=len(late),
        coming=coming_within(
            snapshot,
            (
                *(item for item in within.values() if item.id not in told),
                *opinions_on(graph, within.values()),
            ),
            MOST,
        ),
        plans=plans,
        groups=tuple(
            GroupShare(group=group, number=groups[group.id])
            for group in sorted(every, key=lambda group: -groups[group.id])
            if groups[group.id]
        ),
        unconcerned=tuple(group for group in every if not groups[group.id]),
        decision=_latest_decision(snapshot, (*actions, *(share.plan for share in plans))),
        has_chain=has_chain(graph, priority),
    )


def _own_plans(snapshot: Snapshot, priority: Item) -> Iterator[Item]:
    """The plans that are part of the priority: what is late with others is told with these."""
    for part in snapshot.graph.sources(priority.id, LinkKind.PART_OF):
        if part.role is Role.PLAN:
            yield part


def _plans_of(snapshot: Snapshot, action: Item) -> tuple[Item, ...]:
    wholes = snapshot.graph.targets(action, LinkKind.PART_OF)
    return tuple(whole for whole in wholes if whole.role is Role.PLAN)


def _plans(snapshot: Snapshot, actions: tuple[Item, ...]) -> Iterator[PlanShare]:
    """The plans that hold the actions, those with the most first."""
    number = Counter(plan.id for action in actions for plan in _plans_of(snapshot, action))
    plans = (plan for plan in snapshot.graph.of_role(Role.PLAN) if number[plan.id])
    for plan in sorted(plans, key=lambda plan: -number[plan.id]):
        total = len(snapshot.actions_by_plan.get(plan.id, ()))
        yield PlanShare(plan=plan, number=number[plan.id], total=total)


def _others(
    snapshot: Snapshot, parts: tuple[Item, ...], actions: tuple[Item, ...]
) -> Iterator[Item]:
    told = {
        entry.action.id
        for part in parts
        if (work := work_of(snapshot, part))
        for entry in work.entries
    }
    return (action for action in actions if action.id not in told)


def _concerned(snapshot: Snapshot, action: Item) -> Iterator[Item]:
    for target in snapshot.graph.targets(action, LinkKind.CONCERNS):
        if target.role is Role.TARGET_GROUP:
            yield target


def _latest_decision(snapshot: Snapshot, items: tuple[Item, ...]) -> Item | None:
    found = [
        (day, decision)
        for item in items
        for decision in adopting(snapshot.graph, item)
        if (day := decision.day(FieldName.DATE))
    ]
    return max(found, key=lambda one: (one[0], one[1].id))[1] if found else None


register(
    View(
        key="priority_overview",
        purpose=message(
            "A priority at a glance: how far it has come, what is late, what is next, plans"
        ),
        options={PRIORITY: frozenset({Role.PRIORITY})},
        required=frozenset({PRIORITY}),
        template="priority_overview.html.jinja",
        compute=priority_overview,
    )
)
