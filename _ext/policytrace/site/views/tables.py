"""Tables of actions and plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

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
from policytrace.site.views.row_filters import Facet, Filter, facets_of_actions
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One action of the table."""

    action: Item
    state: ActionStatus | None
    """None for a proposal."""
    owners: tuple[Item, ...]
    due: date | None
    facets: tuple[Facet, ...]
    """What the row is known by when readers narrow the table down."""

    @property
    def stands(self) -> tuple[Status | None, ActionStatus | None]:
        """What is decided of it, and how it goes."""
        return self.action.status, self.state


@dataclass(frozen=True, kw_only=True)
class ActionTable:
    """The actions that the options choose, or all.

    What they have in common is looked for once, and asked for with each row.
    """

    plan: Item | None
    priority: Item | None
    owner: Item | None
    target_group: Item | None
    status: Status | None
    state: ActionStatus | None
    rows: tuple[ActionRow, ...]
    filters: tuple[Filter, ...]

    @property
    def alike(self) -> ActionRow | None:
        """Any of the rows, if there are several, to say what they have in common."""
        return self.rows[0] if len(self.rows) > 1 else None

    @cached_property
    def same_owners(self) -> bool:
        """Whether all have the same owners, so that they are said once."""
        return self.alike is not None and len({_ids(row.owners) for row in self.rows}) == 1

    @cached_property
    def all_proposed(self) -> bool:
        """Whether all are proposals, who answers for them too."""
        return all(row.action.proposed for row in self.rows)

    @cached_property
    def same_due(self) -> bool:
        """Whether all have the same last day."""
        return self.alike is not None and len({row.due for row in self.rows}) == 1

    @cached_property
    def same_stand(self) -> bool:
        """Whether all stand alike."""
        return self.alike is not None and len({row.stands for row in self.rows}) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One plan of the table."""

    plan: Item
    state: ActionStatus | None
    """None for a proposal."""
    valid_from: date | None
    valid_to: date | None
    owners: tuple[Item, ...]
    actions: int
    """How many actions it holds, those of its parts among them."""


@dataclass(frozen=True, kw_only=True)
class PlanTable:
    """All plans. What they have in common is looked for once."""

    rows: tuple[PlanRow, ...]

    @cached_property
    def same_stand(self) -> bool:
        """Whether all stand alike, so that it is said once."""
        return len(self.rows) > 1 and len({(row.plan.status, row.state) for row in self.rows}) == 1

    @cached_property
    def all_proposed(self) -> bool:
        """Whether all are proposals, who answers for them too."""
        return all(row.plan.proposed for row in self.rows)

    @cached_property
    def same_period(self) -> bool:
        """Whether all hold for the same time."""
        return (
            len(self.rows) > 1 and len({(row.valid_from, row.valid_to) for row in self.rows}) == 1
        )


def action_table(snapshot: Snapshot, options: Options) -> ActionTable:
    """The actions that the options choose, in the order of the plan files."""
    graph, given, chosen = snapshot.graph, options.items, options.chosen
    plan, priority = given.get(PLAN), given.get(PRIORITY)
    owner, target_group = given.get(OWNER), given.get(TARGET_GROUP)
    status, state = chosen.get(STATUS), chosen.get(ACTION_STATUS)
    progress = snapshot.action_statuses
    actions = [
        action
        for action in chosen_actions(snapshot, plan, priority)
        if (owner is None or owner.id in action.targets(LinkKind.OWNER))
        and (target_group is None or target_group.id in action.targets(LinkKind.CONCERNS))
        and (status is None or action.status is status)
        and (state is None or progress[action.id].state is state)
    ]
    facets, filters = facets_of_actions(snapshot, actions)
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
                facets=facets[action.id],
            )
            for action in actions
        ),
        filters=filters,
    )


def _ids(items: tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(item.id for item in items)


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
        purpose=message("Actions with owner, last day and how they stand"),
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
