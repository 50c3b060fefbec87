"""Analyses: which cover a plan or an action, and which count. The one definition.

An analysis covers what it names. One of a plan covers the plan's actions too, and one of a decision
all that was decided by it. It counts if it was made no later than the decision; one that was made
for an earlier decision on the plan says nothing of an action that was decided afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from policytrace.plan.decisions import adopting
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.queries import decided
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status

ANALYSED = (Role.PLAN, Role.ACTION)
"""What must be analysed before it is decided."""


class Standing(Enum):
    """How an analysis stands to what it covers."""

    COUNTS = auto()
    LATE = auto()
    """It was made after the decision."""
    EARLIER = auto()
    """It was made for an earlier decision on the plan."""
    ENDED = auto()
    """It has been cancelled or replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """An analysis that covers an object."""

    analysis: Item
    through: Item | None
    """The plan, action or decision that it names; None: the object itself."""
    standing: Standing

    @property
    def kind(self) -> str:
        """The project's word for its kind; empty if it says none."""
        return self.analysis.text(FieldName.ANALYSIS_KIND)

    @property
    def day(self) -> date | None:
        """When it was made."""
        return self.analysis.day(FieldName.DATE)


def coverage(graph: Graph, item: Item) -> tuple[Coverage, ...]:
    """Every analysis that covers a plan or an action: its own first, then the nearest whole's."""
    levels = (item, *wholes(graph, item))
    decisions = _decisions_on(graph, levels)
    days = _days(decisions)
    found: dict[str, Coverage] = {}
    for holder in (*levels, *decisions):
        analyses = graph.sources(holder.id, LinkKind.ANALYSES)
        through = None if holder is item else holder
        before = _days(adopting(graph, holder)) if through and analyses else ()
        for analysis in analyses:
            made = Coverage(
                analysis=analysis,
                through=through,
                standing=_standing(graph, analysis, days, before),
            )
            known = found.get(analysis.id)
            if known is None or known.standing is not Standing.COUNTS:
                found[analysis.id] = made if known is None or _counts(made) else known
    return tuple(found.values())


def counting(coverages: Iterable[Coverage], kind: str) -> Coverage | None:
    """The latest of the analyses of a kind that count; None if none does."""
    return max(
        (one for one in coverages if one.kind == kind and _counts(one)),
        key=lambda one: one.day or date.min,
        default=None,
    )


def decisions_on(graph: Graph, item: Item) -> tuple[Item, ...]:
    """The decisions on a plan or an action: its own, or those on what it is decided with."""
    return _decisions_on(graph, (item, *wholes(graph, item)))


def _decisions_on(graph: Graph, levels: Iterable[Item]) -> tuple[Item, ...]:
    """The decisions on the first of the `levels` that has any."""
    for one in levels:
        if decisions := adopting(graph, one):
            return decisions
    return ()


def wholes(graph: Graph, item: Item) -> tuple[Item, ...]:
    """The plans and actions that a plan or an action is part of, the nearest first."""
    above = graph.upwards(item, LinkKind.PART_OF)
    return tuple(whole for whole in above if whole.role in ANALYSED)


_PLACES = {status: place for place, status in enumerate(Status)}
"""How far each status is on the way from proposal to result."""

Lacking = Mapping[tuple[str, str], tuple[Coverage, ...]]
"""By an object's id and a kind: the analyses of the kind that cover it, none of which counts."""


def lacking_analyses(graph: Graph, demanded: Mapping[str, Status]) -> Lacking:
    """What lacks an analysis that is `demanded`, by its kind, from a status on."""
    if not demanded:
        return {}
    found: dict[tuple[str, str], tuple[Coverage, ...]] = {}
    by_decision = decided(graph)
    for item in filter(graph.claims, graph.of_role(*ANALYSED)):
        due = [kind for kind, first in demanded.items() if _reached(item, first, by_decision)]
        covering = coverage(graph, item) if due else ()
        for kind in due:
            if counting(covering, kind) is None:
                found[item.id, kind] = tuple(one for one in covering if one.kind == kind)
    return found


def lacks_with_its_whole(graph: Graph, lacking: Lacking, item: Item, kind: str) -> bool:
    """Whether an object was decided with a whole that lacks the same: to analyse that is enough."""
    decisions = set(item.targets(LinkKind.DECIDED_BY))
    return any(
        (whole.id, kind) in lacking and decisions <= set(whole.targets(LinkKind.DECIDED_BY))
        for whole in wholes(graph, item)
    )


def _reached(item: Item, first: Status, by_decision: frozenset[str]) -> bool:
    """Whether an object has come as far as `first`; what has a decision is decided, if silent."""
    status = item.status
    if status is None:
        status = Status.DECIDED if item.id in by_decision else Status.PROPOSED
    return status is not Status.CANCELLED and _PLACES[status] >= _PLACES[first]


def _counts(one: Coverage) -> bool:
    return one.standing is Standing.COUNTS


def _days(decisions: Iterable[Item]) -> tuple[date, ...]:
    """The days of decisions; one that says none may have been at any time to come."""
    return tuple(decision.day(FieldName.DATE) or date.max for decision in decisions)


def _standing(
    graph: Graph, analysis: Item, days: tuple[date, ...], before: tuple[date, ...]
) -> Standing:
    """How an analysis stands to what was decided on `days`; those `before` were on the whole."""
    made = analysis.day(FieldName.DATE)
    if not graph.carries(analysis):
        return Standing.ENDED
    if made is None:
        return Standing.COUNTS
    in_time = [day for day in days or (date.max,) if made <= day]
    if not in_time:
        return Standing.LATE
    if all(any(made <= other < day for other in before) for day in in_time):
        return Standing.EARLIER
    return Standing.COUNTS
