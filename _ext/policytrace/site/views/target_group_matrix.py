"""Target groups against priorities: where there are actions, and where there are none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.roles import LinkKind, Role
from policytrace.site.views.registry import PRIORITY, Options, View, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """The actions for one target group under one priority."""

    priority: Item | None
    """None: the actions that are under no priority."""
    actions: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One target group."""

    group: Item
    cells: tuple[MatrixCell, ...]
    """In the order of the matrix's columns."""
    number: int
    """How many actions of the matrix concern it, each counted once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroupMatrix:
    """All target groups, and all priorities or the one that was asked for."""

    priority: Item | None
    """The one that was asked for."""
    columns: tuple[Item | None, ...]
    """The priorities; last None, if there are actions under none of them."""
    rows: tuple[GroupRow, ...]


def target_group_matrix(snapshot: Snapshot, options: Options) -> TargetGroupMatrix:
    """The matrix of all live actions. An action counts in every cell that it belongs to."""
    graph = snapshot.graph
    chosen = options.items.get(PRIORITY)
    priorities = (chosen,) if chosen else graph.of_role(Role.PRIORITY)
    under = {
        priority.id: frozenset(
            action.id for action in snapshot.actions_by_priority.get(priority.id, ())
        )
        for priority in priorities
    }
    anywhere = frozenset().union(*under.values())
    concerning = {group.id: _actions(snapshot, group) for group in graph.of_role(Role.TARGET_GROUP)}
    others = chosen is None and any(
        action.id not in anywhere for actions in concerning.values() for action in actions
    )
    columns: tuple[Item | None, ...] = (*priorities, None) if others else priorities

    def cells(actions: tuple[Item, ...]) -> Iterator[MatrixCell]:
        for priority in columns:
            yield MatrixCell(
                priority=priority,
                actions=tuple(
                    action
                    for action in actions
                    if (
                        action.id not in anywhere
                        if priority is None
                        else action.id in under[priority.id]
                    )
                ),
            )

    def row(group: Item) -> GroupRow:
        found = tuple(cells(concerning[group.id]))
        number = len({action.id for cell in found for action in cell.actions})
        return GroupRow(group=group, cells=found, number=number)

    return TargetGroupMatrix(
        priority=chosen,
        columns=columns,
        rows=tuple(row(group) for group in graph.of_role(Role.TARGET_GROUP)),
    )


def _actions(snapshot: Snapshot, group: Item) -> tuple[Item, ...]:
    """The live actions that concern a group."""
    return tuple(
        source
        for source in snapshot.graph.sources(group.id, LinkKind.CONCERNS)
        if source.role is Role.ACTION and snapshot.graph.carries(source)
    )


register(
    View(
        key="target_group_matrix",
        purpose=message("The number of actions for each target group and priority"),
        options={PRIORITY: frozenset({Role.PRIORITY})},
        template="target_group_matrix.html.jinja",
        compute=target_group_matrix,
    )
)
