"""Milestones: the dated steps of an action, and which of them have passed without being reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status

_OVER = (Status.DONE, Status.CANCELLED)


def milestones_of(graph: Graph, action: Item) -> tuple[Item, ...]:
    """The milestones of an action that have not been cancelled, the earliest first."""
    return in_time(
        part
        for part in graph.sources(action.id, LinkKind.PART_OF)
        if part.role is Role.MILESTONE and part.live
    )


def in_time(milestones: Iterable[Item]) -> tuple[Item, ...]:
    """Milestones by their days; those without a day come last."""
    return tuple(sorted(milestones, key=lambda one: one.day(FieldName.DUE) or date.max))


def action_of(graph: Graph, milestone: Item) -> Item | None:
    """The action that a milestone is part of; None if it is part of none."""
    return next(
        (one for one in graph.targets(milestone, LinkKind.PART_OF) if one.role is Role.ACTION), None
    )


def is_proposed(graph: Graph, milestone: Item) -> bool:
    """Whether nobody has decided a milestone: it says so itself, or its action does."""
    action = action_of(graph, milestone)
    return milestone.proposed or (action is not None and action.proposed)


def is_over(graph: Graph, milestone: Item) -> bool:
    """Whether a milestone is reached or given up, or its action is."""
    action = action_of(graph, milestone)
    return (
        milestone.status in _OVER
        or not graph.carries(milestone)
        or (action is not None and action.status in _OVER)
    )


def passed_by(graph: Graph, milestone: Item, today: date) -> date | None:
    """The day of a milestone, if it has passed and the milestone is not reached.

    Nobody is late with a proposal: see `is_missed`.
    """
    day = milestone.day(FieldName.DUE)
    return None if day is None or day >= today or is_over(graph, milestone) else day


def is_missed(graph: Graph, milestone: Item, today: date) -> bool:
    """Whether a milestone that has been decided has passed and is not reached."""
    return passed_by(graph, milestone, today) is not None and not is_proposed(graph, milestone)


def missed_milestones(graph: Graph, action: Item, today: date) -> tuple[Item, ...]:
    """The milestones of an action that have been decided, have passed and are not reached."""
    return tuple(
        milestone
        for milestone in milestones_of(graph, action)
        if is_missed(graph, milestone, today)
    )


def who_answers(graph: Graph, milestone: Item) -> tuple[Item, ...]:
    """Who answers for a milestone: who it says, or else who answers for its action."""
    own, action = graph.targets(milestone, LinkKind.OWNER), action_of(graph, milestone)
    return own or (graph.targets(action, LinkKind.OWNER) if action else ())
