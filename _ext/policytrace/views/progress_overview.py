"""How many actions are in each state: of a plan, under a priority, or all."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.model import Item, Role
from policytrace.progress import Progress, State
from policytrace.situation import Situation
from policytrace.views.registry import Options, View, register
from policytrace.views.tables import PLAN_OPTION, PRIORITY_OPTION, chosen_actions


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The actions in one state, as a part of a bar that is 100 long."""

    state: State
    number: int
    start: float
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressOverview:
    """The actions by state."""

    plan: Item | None
    priority: Item | None
    progress: Progress | None
    """How it goes with the plan or the priority; None if both are given, or neither."""
    number: int
    parts: tuple[Part, ...]


def progress_overview(situation: Situation, options: Options) -> ProgressOverview:
    """The actions that the options choose, by state."""
    plan, priority = options.items.get(PLAN_OPTION), options.items.get(PRIORITY_OPTION)
    actions = chosen_actions(situation, plan, priority)
    one = (plan or priority) if plan is None or priority is None else None
    states = [situation.progress[action.id].state for action in actions]
    return ProgressOverview(
        plan=plan,
        priority=priority,
        progress=situation.progress[one.id] if one else None,
        number=len(states),
        parts=_parts(states),
    )


def _parts(states: list[State]) -> tuple[Part, ...]:
    parts, start = [], 0.0
    for state in State:
        if number := states.count(state):
            length = round(100 * number / len(states), 2)
            parts.append(Part(state=state, number=number, start=round(start, 2), length=length))
            start += length
    return tuple(parts)


register(
    View(
        directive="lägesöversikt",
        options={
            PLAN_OPTION: frozenset({Role.PLAN}),
            PRIORITY_OPTION: frozenset({Role.PRIORITY}),
        },
        template="progress_overview.html.jinja",
        compute=progress_overview,
    )
)
