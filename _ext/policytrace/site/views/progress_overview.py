"""How many actions are in each state: of a plan, under a priority, or all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.roles import LinkKind, Role
from policytrace.schema.vocabulary import ActionStatus
from policytrace.site.views.registry import PLAN, PRIORITY, Options, View, register
from policytrace.site.views.tables import chosen_actions
from policytrace.site.views.tallies import ActionTally, tally
from policytrace.snapshot import Snapshot
from policytrace.status.action_status import ComputedStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusShare:
    """The actions in one state, as a part of a bar that is 100 long."""

    state: ActionStatus | None
    """None: the proposals, that have no state."""
    number: int
    start: float
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProgress:
    """How far a plan has come."""

    plan: Item
    state: ActionStatus | None
    """None for a proposal."""
    owners: tuple[Item, ...]
    actions: ActionTally
    """Those of its parts among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressOverview:
    """The actions by state."""

    plan: Item | None
    priority: Item | None
    progress: ComputedStatus | None
    """How it goes with the plan or the priority; None if both are given, or neither."""
    actions: ActionTally
    parts: tuple[StatusShare, ...]
    plans: tuple[PlanProgress, ...]
    """Each plan by itself, where all actions are asked for."""

    @property
    def all_proposed(self) -> bool:
        """Whether all these plans are proposals, who answers for them too."""
        return all(one.plan.proposed for one in self.plans)


def progress_overview(snapshot: Snapshot, options: Options) -> ProgressOverview:
    """The actions that the options choose, by state."""
    plan, priority = options.items.get(PLAN), options.items.get(PRIORITY)
    actions = chosen_actions(snapshot, plan, priority)
    one = (plan or priority) if plan is None or priority is None else None
    counted = _tally(snapshot, actions)
    everything = plan is None and priority is None
    return ProgressOverview(
        plan=plan,
        priority=priority,
        progress=snapshot.action_statuses[one.id] if one else None,
        actions=counted,
        parts=_parts(counted),
        plans=tuple(_plans(snapshot)) if everything else (),
    )


def _plans(snapshot: Snapshot) -> Iterator[PlanProgress]:
    for plan in snapshot.graph.of_role(Role.PLAN):
        yield PlanProgress(
            plan=plan,
            state=snapshot.action_statuses[plan.id].state,
            owners=snapshot.graph.targets(plan, LinkKind.OWNER),
            actions=_tally(snapshot, snapshot.actions_by_plan.get(plan.id, ())),
        )


def _tally(snapshot: Snapshot, actions: Iterable[Item]) -> ActionTally:
    return tally(snapshot.action_statuses[action.id].state for action in actions)


def _parts(actions: ActionTally) -> tuple[StatusShare, ...]:
    parts, start = [], 0.0
    for state, number in actions.states:
        length = round(100 * number / actions.number, 2)
        parts.append(StatusShare(state=state, number=number, start=round(start, 2), length=length))
        start += length
    return tuple(parts)


register(
    View(
        key="status_overview",
        purpose=message("How many actions are in which state"),
        options={
            PLAN: frozenset({Role.PLAN}),
            PRIORITY: frozenset({Role.PRIORITY}),
        },
        template="progress_overview.html.jinja",
        compute=progress_overview,
    )
)
