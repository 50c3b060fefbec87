"""Tables of actions and plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import ActionStatus, Status
from policytrace.site.views.registry import (
    ACTION_STATUS,
    OWNER,
    PLAN,
    PRIORITY,
    STATUS,
    TARGET_GROUP,
    Options,
    View,
    register,
)
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One action of the table."""

    action: Item
    state: ActionStatus | None
    """None for a proposal."""
    owners: tuple[Item, ...]
    due: date | None
    next_follow_up: date | None
    contributes_to: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTable:
    """The actions that the options choose, or all."""

    plan: Item | None
    priority: Item | None
    owner: Item | None
    target_group: Item | None
    status: Status | None
    state: ActionStatus | None
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One plan of the table."""

    plan: Item
    state: ActionStatus | None
    """None for a proposal."""
    part_of: tuple[Item, ...]
    valid_from: date | None
    valid_to: date | None
    owners: tuple[Item, ...]
    actions: int
    """How many actions it holds, those of its parts among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTable:
    """All plans."""

    rows: tuple[PlanRow, ...]


def action_table(snapshot: Snapshot, options: Options) -> ActionTable:
    """The actions that the options choose, in the order of the plan files."""
    graph, given, chosen = snapshot.graph, options.items, options.chosen
    plan, priority = given.get(PLAN), given.get(PRIORITY)
    owner, target_group = given.get(OWNER), given.get(TARGET_GROUP)
    status, state = chosen.get(STATUS), chosen.get(ACTION_STATUS)
    progress = snapshot.action_statuses
    return ActionTable(
        plan=plan,
        priority=priority,
        owner=owner,
        target_group=target_group,
        status=status if isinstance(status, Status) else None,
        state=state if isinstance(state, ActionStatus) else None,
        rows=tuple(
            ActionRow(
                action=action,
                state=progress[action.id].state,
                owners=graph.targets(action, LinkKind.OWNER),
                due=action.day(FieldName.DUE),
                next_follow_up=action.day(FieldName.NEXT_FOLLOW_UP),
                contributes_to=graph.targets(action, LinkKind.CONTRIBUTES_TO),
            )
            for action in chosen_actions(snapshot, plan, priority)
            if (owner is None or owner.id in action.targets(LinkKind.OWNER))
            and (target_group is None or target_group.id in action.targets(LinkKind.CONCERNS))
            and (status is None or action.status is status)
            and (state is None or progress[action.id].state is state)
        ),
    )


def chosen_actions(
    snapshot: Snapshot, plan: Item | None, priority: Item | None
) -> tuple[Item, ...]:
    """The actions of a plan, under a priority, of both, or all."""
    actions = snapshot.graph.of_role(Role.ACTION)
    if priority is not None:
        actions = snapshot.actions_by_priority.get(priority.id, ())
    if plan is not None:
        inside = {action.id for action in snapshot.actions_by_plan.get(plan.id, ())}
        actions = tuple(action for action in actions if action.id in inside)
    return actions


def plan_table(snapshot: Snapshot, _options: Options) -> PlanTable:
    """All plans, in the order of their files."""
    graph = snapshot.graph
    return PlanTable(
        rows=tuple(
            PlanRow(
                plan=plan,
                state=snapshot.action_statuses[plan.id].state,
                part_of=graph.targets(plan, LinkKind.PART_OF),
                valid_from=plan.day(FieldName.VALID_FROM),
                valid_to=plan.day(FieldName.VALID_TO),
                owners=graph.targets(plan, LinkKind.OWNER),
                actions=len(snapshot.actions_by_plan.get(plan.id, ())),
            )
            for plan in graph.of_role(Role.PLAN)
        )
    )


register(
    View(
        key="action_table",
        purpose=message("Actions with status, how it goes, owner and dates"),
        options={
            PLAN: frozenset({Role.PLAN}),
            PRIORITY: frozenset({Role.PRIORITY}),
            OWNER: frozenset({Role.ORGANISATION}),
            TARGET_GROUP: frozenset({Role.TARGET_GROUP}),
        },
        choices={
            STATUS: lambda metamodel: metamodel.vocabulary.by_word(Status),
            ACTION_STATUS: lambda metamodel: metamodel.vocabulary.by_word(ActionStatus),
        },
        template="action_table.html.jinja",
        compute=action_table,
    )
)
register(
    View(
        key="plan_table",
        purpose=message("All plans"),
        template="plan_table.html.jinja",
        compute=plan_table,
    )
)
