"""The plan as it stands on a day: all that pages and reports are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from policytrace.findings import Finding
from policytrace.indicators.status import Standings, standings
from policytrace.metamodel import Metamodel
from policytrace.model import Graph, Item
from policytrace.tracing import actions_by_priority


@dataclass(frozen=True, kw_only=True, eq=False)
class Situation:
    """What is known of the plan. What is worked out from it is worked out once, when asked for."""

    graph: Graph
    metamodel: Metamodel
    today: date
    findings: tuple[Finding, ...] = ()
    """What the gate has found; known when the rules have been run."""

    @cached_property
    def standings(self) -> Standings:
        """How each indicator stands to its target."""
        return standings(self.graph, self.today)

    @cached_property
    def actions_by_priority(self) -> Mapping[str, tuple[Item, ...]]:
        """The actions under each priority, by its id."""
        return actions_by_priority(self.graph)
