"""Tables of actions and plans."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.model import FieldName, Item, LinkKind, Role
from policytrace.situation import Situation
from policytrace.tracing import parts_of
from policytrace.views.registry import Options, View, register

PLAN_OPTION = "plan"
PRIORITY_OPTION = "prioritering"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One action of the table."""

    action: Item
    owners: tuple[Item, ...]
    due: str
    """As written; empty if it is not set."""
    next_follow_up: str
    contributes_to: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTable:
    """The actions of a plan, under a priority, of both, or all."""

    plan: Item | None
    priority: Item | None
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One plan of the table."""

    plan: Item
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


def action_table(situation: Situation, options: Options) -> ActionTable:
    """The actions that the options choose, in the order of the plan files."""
    graph = situation.graph
    plan, priority = options.items.get(PLAN_OPTION), options.items.get(PRIORITY_OPTION)
    actions = graph.of_role(Role.ACTION)
    if priority is not None:
        actions = situation.actions_by_priority.get(priority.id, ())
    if plan is not None:
        inside = parts_of(graph, (plan,))
        actions = tuple(action for action in actions if action.id in inside)
    return ActionTable(
        plan=plan,
        priority=priority,
        rows=tuple(
            ActionRow(
                action=action,
                owners=graph.targets(action, LinkKind.OWNER),
                due=action.fields.get(FieldName.DUE, ""),
                next_follow_up=action.fields.get(FieldName.NEXT_FOLLOW_UP, ""),
                contributes_to=graph.targets(action, LinkKind.CONTRIBUTES_TO),
            )
            for action in actions
        ),
    )


def plan_table(situation: Situation, _options: Options) -> PlanTable:
    """All plans, in the order of their files."""
    graph = situation.graph
    counts: dict[str, int] = {}
    for action in graph.of_role(Role.ACTION):
        for whole in graph.upwards(action, LinkKind.PART_OF):
            counts[whole.id] = counts.get(whole.id, 0) + 1
    return PlanTable(
        rows=tuple(
            PlanRow(
                plan=plan,
                part_of=graph.targets(plan, LinkKind.PART_OF),
                valid_from=plan.fields.get(FieldName.VALID_FROM, ""),
                valid_to=plan.fields.get(FieldName.VALID_TO, ""),
                owners=graph.targets(plan, LinkKind.OWNER),
                actions=counts.get(plan.id, 0),
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
        },
        template="action_table.html.jinja",
        compute=action_table,
    )
)
register(View(directive="plantabell", template="plan_table.html.jinja", compute=plan_table))
