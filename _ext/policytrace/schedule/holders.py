"""Holders: the organisations, priorities and plans that something is of, each of which is followed.

An organisation has what it answers for; a priority and a plan have what belongs to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policytrace.changes.plan_state import PlanState
from policytrace.history.earlier_graph import graph_of
from policytrace.plan.model import Item
from policytrace.schedule.happenings import about, owners_of
from policytrace.schema.roles import Role
from policytrace.snapshot import Snapshot

HOLDERS = (Role.ORGANISATION, Role.PRIORITY, Role.PLAN)
"""The roles of what is followed by itself."""


@dataclass(frozen=True, slots=True)
class Holders:
    """Answers what something is of; made once for a plan, in one pass over it."""

    snapshot: Snapshot
    _plans: Mapping[str, tuple[str, ...]]
    """The ids of the plans that a plan or an action belongs to, by its id."""

    def holding(self, item_id: str) -> frozenset[str]:
        """The ids of all that an object is of, with its own; none if the plan does not have it."""
        item = self.snapshot.graph.items.get(item_id)
        return self.of((item,)) | {item_id} if item else frozenset()

    @property
    def all(self) -> tuple[Item, ...]:
        """Everything that is followed by itself."""
        return self.snapshot.graph.of_role(*HOLDERS)

    def of(self, items: Iterable[Item], *, with_owners: bool = True) -> frozenset[str]:
        """The ids of all that any of `items` is of; without who answers for them, if so asked."""
        found: set[str] = set()
        for item in items:
            if with_owners:
                found.update(owner.id for owner in owners_of(self.snapshot, item))
            for one in about(self.snapshot, item):
                priorities = self.snapshot.priorities_of.get(one.id, ())
                found.update(priority.id for priority in priorities)
                found.update(self._plans.get(one.id, ()))
        return frozenset(found)


def holders_at(state: PlanState, snapshot: Snapshot) -> Holders:
    """What was followed by itself in the plan as it was; the `snapshot` is of the same project."""
    return holders_in(
        Snapshot(graph=graph_of(state), metamodel=snapshot.metamodel, today=snapshot.today)
    )


def holders_in(snapshot: Snapshot) -> Holders:
    """What is followed by itself in a plan."""
    plans: dict[str, list[str]] = {}
    for plan, actions in snapshot.actions_by_plan.items():
        for item_id in (plan, *(action.id for action in actions)):
            plans.setdefault(item_id, []).append(plan)
    return Holders(
        snapshot, MappingProxyType({item_id: tuple(found) for item_id, found in plans.items()})
    )
