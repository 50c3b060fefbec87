"""Coverage of measurement: how much of the adopted text, and of what is done, has a live measure.

A measure is *live* when it counts, and has a value of the municipality or of a part of it that is
not outdated. What other areas have says nothing of what is done here, and what was long ago nothing
of how it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.queries import is_proposal, reached_from
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, LinkKind, Role


class Liveness(StrEnum):
    """What values a measure has."""

    LIVE = "live"
    OUTDATED = "outdated"
    """Only such as newer ones should have come after by now."""
    WITHOUT_VALUES = "without_values"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many that have a live measure."""

    number: int
    outdated: int = 0
    """How many more have values, all of them outdated."""
    of: int

    @property
    def unmeasured(self) -> int:
        """How many have no value at all."""
        return self.of - self.number - self.outdated

    @property
    def per_cent(self) -> Decimal | None:
        """The share with one decimal; None of nothing."""
        return round(Decimal(100 * self.number) / self.of, 1) if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurementCoverage:
    """The shares that have a live measure."""

    passages: Share
    """Binding passages of the adopted text that a live action with such a measure reaches, be it
    decided or a proposal."""
    passages_decided: Share
    """The same, through decided actions alone."""
    decided: Share
    """Live actions that have been decided."""
    proposed: Share
    """Live actions that nobody has decided yet."""


def measurement_coverage(graph: Graph, liveness: Callable[[str], Liveness]) -> MeasurementCoverage:
    """The coverage of a plan; `liveness` says by its id what values an indicator has.

    A passage counts once, however many objects restate it. One pass over the graph for each share.
    """
    actions = [action for action in graph.of_role(Role.ACTION) if graph.carries(action)]
    proposals = [action for action in actions if is_proposal(action)]
    decided = [action for action in actions if not is_proposal(action)]

    measured: dict[Liveness, set[str]] = {one: set() for one in Liveness}
    for action in actions:
        for indicator in graph.targets(action, LinkKind.MEASURED_BY):
            if indicator.role is Role.INDICATOR and graph.carries(indicator):
                measured[liveness(indicator.id)].add(action.id)

    def share(found: Collection[Item]) -> Share:
        ids = {action.id for action in found}
        live, outdated = ids & measured[Liveness.LIVE], ids & measured[Liveness.OUTDATED]
        return Share(number=len(live), outdated=len(outdated - live), of=len(ids))

    passages = _pinpoints(item for item in graph if graph.carries(item))

    def reached(found: Iterable[Item], by: Liveness) -> frozenset[str]:
        ids = reached_from(graph, (action for action in found if action.id in measured[by]))
        return passages & _pinpoints(graph.items[name] for name in ids)

    def share_of_passages(found: Collection[Item]) -> Share:
        live, outdated = reached(found, Liveness.LIVE), reached(found, Liveness.OUTDATED)
        return Share(number=len(live), outdated=len(outdated - live), of=len(passages))

    return MeasurementCoverage(
        passages=share_of_passages(actions),
        passages_decided=share_of_passages(decided),
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
