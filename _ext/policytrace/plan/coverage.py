"""Coverage of measurement: how much of the adopted text, and of what is done, somebody measures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.queries import is_proposal, reached_from
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, LinkKind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many."""

    number: int
    of: int

    @property
    def per_cent(self) -> Decimal | None:
        """The share with one decimal; None of nothing."""
        return round(Decimal(100 * self.number) / self.of, 1) if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementCoverage:
    """The shares that have a live measure: one that counts, and has a value that is shown."""

    passages: Share
    """Binding passages of the adopted text that a live action with such a measure reaches."""
    passages_decided: Share
    """Those that such an action reaches that has been decided."""
    decided: Share
    """Live actions that have been decided."""
    proposed: Share
    """Live actions that nobody has decided yet."""


def measurement_coverage(graph: Graph, has_value: Callable[[str], bool]) -> MeasurementCoverage:
    """The coverage of a plan; `has_value` says by its id whether an indicator has a value.

    A passage counts once, however many objects restate it. One pass over the graph for each share.
    """
    actions = [action for action in graph.of_role(Role.ACTION) if graph.carries(action)]
    proposals = [action for action in actions if is_proposal(action)]
    decided = [action for action in actions if not is_proposal(action)]

    def is_measured(action: Item) -> bool:
        return any(
            indicator.role is Role.INDICATOR
            and graph.carries(indicator)
            and has_value(indicator.id)
            for indicator in graph.targets(action, LinkKind.MEASURED_BY)
        )

    def share(found: Collection[Item]) -> Share:
        return Share(number=sum(map(is_measured, found)), of=len(found))

    passages = _pinpoints(item for item in graph if graph.carries(item))

    def reached(found: Iterable[Item]) -> Share:
        ids = reached_from(graph, filter(is_measured, found))
        told = _pinpoints(graph.items[name] for name in ids)
        return Share(number=len(told & passages), of=len(passages))

    return MeasurementCoverage(
        passages=reached(actions),
        passages_decided=reached(decided),
        decided=share(decided),
        proposed=share(proposals),
    )


def _pinpoints(items: Iterable[Item]) -> frozenset[str]:
    """The passages that objects restate."""
    return frozenset(
        pinpoint
        for item in items
        if item.role in ADOPTED_ROLES and (pinpoint := item.text(FieldName.SOURCE))
    )
