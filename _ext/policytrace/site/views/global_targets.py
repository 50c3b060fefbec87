"""Agenda 2030: which of the world's targets the plan's objects serve."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, TypeKey, in_order
from policytrace.site.views.registry import Options, View, register
from policytrace.snapshot import Snapshot
from policytrace.values.global_goals import GOALS, goal_and_target


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGroup:
    """The objects of one role that serve a target."""

    role: TypeKey
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalTarget:
    """A target, as 5.2."""

    number: str
    groups: tuple[RoleGroup, ...]
    """By role, in the order of `Role`."""

    @property
    def key(self) -> str:
        """Its number as part of an address."""
        return self.number.replace(".", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalGoal:
    """A goal and those of its targets that something serves."""

    number: int
    name: Message
    targets: tuple[GlobalTarget, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalGoals:
    """The goals that something serves."""

    goals: tuple[GlobalGoal, ...]


def global_targets(snapshot: Snapshot, _options: Options) -> GlobalGoals:
    """The targets that live objects name, by goal. What is no target of a goal is left out."""
    found: dict[tuple[int, int, str], dict[str, Item]] = {}
    for item in snapshot.graph:
        if not snapshot.graph.carries(item):
            continue
        for written in item.value(FieldName.GLOBAL_TARGETS, tuple) or ():
            if place := goal_and_target(written):
                found.setdefault(place, {})[item.id] = item
    by_goal: dict[int, list[GlobalTarget]] = {}
    for place in sorted(found):
        goal, number, letter = place
        target = GlobalTarget(
            number=f"{goal}.{letter or number}", groups=_by_role(found[place].values())
        )
        by_goal.setdefault(goal, []).append(target)
    return GlobalGoals(
        goals=tuple(
            GlobalGoal(number=goal, name=GOALS[goal], targets=tuple(targets))
            for goal, targets in by_goal.items()
        )
    )


def _by_role(items: Iterable[Item]) -> tuple[RoleGroup, ...]:
    by_role: dict[TypeKey, list[Item]] = {}
    for item in items:
        by_role.setdefault(item.role, []).append(item)
    return tuple(RoleGroup(role=role, items=tuple(by_role[role])) for role in in_order(by_role))


register(
    View(
        key="global_targets",
        purpose=message("The global targets and what serves them"),
        template="global_targets.html.jinja",
        compute=global_targets,
    )
)
