"""Tables of actions and plans."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import ActionStatus, Status
from policytrace.site.views.registry import Options, View, register
from policytrace.snapshot import Snapshot

PLAN_OPTION = "plan"
PRIORITY_OPTION = "prioritering"
OWNER_OPTION = "ansvarig"
TARGET_GROUP_OPTION = "målgrupp"
STATUS_OPTION = "status"
STATE_OPTION = "läge"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One action of the table."""

    action: Item
    state: ActionStatus
    owners: tuple[Item, ...]
    due: str
    """As written; empty if it is not set."""
    next_follow_up: str
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
    state: ActionStatus
    part_of: tuple[Item, ...]
    valid_from: str
    valid_to: str
    owners: tuple[Item, ...]
    actions: int
    """How many actions it holds, those of its parts among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTable:
    """All plans."""

    rows: tuple[PlanRow, ...]


def action_table(snapshot: Snapshot, options: Options) -> ActionTable:
    """The actions that the options choose, in the order of the plan files."""
    graph, given, words = snapshot.graph, options.items, options.words
    plan, priority = given.get(PLAN_OPTION), given.get(PRIORITY_OPTION)
    owner, target_group = given.get(OWNER_OPTION), given.get(TARGET_GROUP_OPTION)
    status = snapshot.metamodel.statuses[words[STATUS_OPTION]] if STATUS_OPTION in words else None
    state = ActionStatus(words[STATE_OPTION]) if STATE_OPTION in words else None
    progress = snapshot.action_statuses
    return ActionTable(
        plan=plan,
        priority=priority,
        owner=owner,
        target_group=target_group,
        status=status,
        state=state,
        rows=tuple(
            ActionRow(
                action=action,
                state=progress[action.id].state,
                owners=graph.targets(action, LinkKind.OWNER),
                due=action.fields.get(FieldName.DUE, ""),
                next_follow_up=action.fields.get(FieldName.NEXT_FOLLOW_UP, ""),
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
                valid_from=plan.fields.get(FieldName.VALID_FROM, ""),
                valid_to=plan.fields.get(FieldName.VALID_TO, ""),
                owners=graph.targets(plan, LinkKind.OWNER),
                actions=len(snapshot.actions_by_plan.get(plan.id, ())),
            )
            for plan in graph.of_role(Role.PLAN)
        )
    )


register(
    View(
        directive="åtgärdstabell",
        options={
            PLAN_OPTION: frozenset({Role.PLAN}),
            PRIORITY_OPTION: frozenset({Role.PRIORITY}),
            OWNER_OPTION: frozenset({Role.ORGANISATION}),
            TARGET_GROUP_OPTION: frozenset({Role.TARGET_GROUP}),
        },
        choices={
            STATUS_OPTION: lambda metamodel: tuple(metamodel.statuses),
            STATE_OPTION: lambda _metamodel: tuple(state.value for state in ActionStatus),
        },
        template="action_table.html.jinja",
        compute=action_table,
    )
)
register(View(directive="plantabell", template="plan_table.html.jinja", compute=plan_table))
