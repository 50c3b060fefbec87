"""The plan snapshot: the plan as it stands on a day, from which all that is said is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import TypeVar, cast

from policytrace.checks.findings import Finding
from policytrace.editions.edition import Editions
from policytrace.history.coverage import (
    DatedCoverage,
    EditionCoverage,
    coverage_of_editions,
    coverage_over_time,
)
from policytrace.history.days import History
from policytrace.measure.liveness import liveness_of
from policytrace.measure.measurements import Measurements
from policytrace.measure.meetings import Meetings
from policytrace.measure.performance_report import PerformanceByIndicator, performance_of
from policytrace.plan.addresses import AddressRegister
from policytrace.plan.analyses import Lacking, lacking_analyses
from policytrace.plan.coverage import Liveness, MeasurementCoverage, measurement_coverage
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item, Passage
from policytrace.plan.queries import actions_by_plan, actions_by_priority, decided, parts_of
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import LinkKind, Role
from policytrace.status.action_status import ComputedStatus, action_statuses

Made = TypeVar("Made")


@dataclass(frozen=True, kw_only=True, eq=False)
class Snapshot:
    """What is known of the plan. What is worked out from it is worked out once, when asked for."""

    graph: Graph
    metamodel: Metamodel
    measurements: Measurements = field(default_factory=Measurements)
    today: date
    addresses: AddressRegister = field(default_factory=AddressRegister)
    """Which ids have been published, and where they lead."""
    meetings: Meetings = field(default_factory=Meetings)
    """When bodies meet."""
    editions: Editions = field(default_factory=Editions)
    """What has been frozen of decided plans."""
    history: History = field(default_factory=History)
    """What has changed in the plan, day by day."""
    findings: tuple[Finding, ...] = ()
    """What the gate has found; known when the rules have been run."""
    _kept: dict[object, object] = field(default_factory=dict, repr=False)
    """What the functions marked `once_an_object` have given."""

    @property
    def home(self) -> str:
        """The name of the municipality among the areas; empty if nothing is measured."""
        home = self.measurements.areas.home
        return home.name if home else ""

    @cached_property
    def performance(self) -> PerformanceByIndicator:
        """How each indicator stands to its target."""
        return performance_of(self.graph, self.measurements, self.today)

    @cached_property
    def action_statuses(self) -> Mapping[str, ComputedStatus]:
        """How it goes with each action, plan and priority."""
        actions = {**self.actions_by_plan, **self.actions_by_priority}
        return action_statuses(self.graph, self.today, self.performance, self.home, actions)

    @cached_property
    def actions_by_plan(self) -> Mapping[str, tuple[Item, ...]]:
        """The actions of each plan and of its parts, by the plan's id."""
        return actions_by_plan(self.graph)

    @cached_property
    def actions_by_priority(self) -> Mapping[str, tuple[Item, ...]]:
        """The actions under each priority, by its id."""
        return actions_by_priority(self.graph)

    @cached_property
    def decided(self) -> frozenset[str]:
        """Ids of all that has a decision, and of what is decided with it."""
        return decided(self.graph)

    @cached_property
    def lacking_analyses(self) -> Lacking:
        """What lacks an analysis that the project demands by now."""
        return lacking_analyses(self.graph, self.metamodel.analyses)

    @cached_property
    def measurement_coverage(self) -> MeasurementCoverage:
        """How much of the adopted text and of the actions has a live measure."""
        return measurement_coverage(self.graph, self.liveness)

    @cached_property
    def coverage_over_time(self) -> tuple[DatedCoverage, ...]:
        """The same on the days that are known of, the oldest first, with today."""
        today = DatedCoverage(day=self.today, coverage=self.measurement_coverage)
        return coverage_over_time(self.history, today)

    @cached_property
    def coverage_of_editions(self) -> tuple[EditionCoverage, ...]:
        """How much of each frozen edition had a live measure, the newest first."""
        return tuple(coverage_of_editions(self.editions.editions))

    def first_id(self, item: Item) -> str:
        """The id that an object had first, by which other programs know it since."""
        first = self.addresses.first(item.id)
        return item.id if first in self.graph.items else first

    def liveness(self, indicator: str) -> Liveness:
        """What values an indicator has today, by its id."""
        return liveness_of(self.graph.items[indicator], self.measurements, self.today)

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """The passages of the adopted text, by pinpoint."""
        return {passage.pinpoint: passage for passage in self.graph.passages}

    @cached_property
    def measures_by_priority(self) -> Mapping[str, tuple[Item, ...]]:
        """What measures each priority, its parts and the live actions under it, by its id."""
        graph = self.graph
        found: dict[str, tuple[Item, ...]] = {}
        for priority in graph.of_role(Role.PRIORITY):
            members = map(graph.items.__getitem__, sorted(self._inside(priority)))
            measures = {
                indicator.id: indicator
                for member in members
                if member is priority or graph.carries(member)
                for indicator in graph.targets(member, LinkKind.MEASURED_BY)
                if indicator.role is Role.INDICATOR
            }
            found[priority.id] = tuple(measures.values())
        return found

    def _inside(self, priority: Item) -> set[str]:
        """Ids of a priority, of its parts and of the actions under it."""
        actions = self.actions_by_priority.get(priority.id, ())
        parts = parts_of(self.graph, (priority,))
        return {priority.id, *parts, *(action.id for action in actions)}

    @cached_property
    def priorities_of(self) -> Mapping[str, tuple[Item, ...]]:
        """The priorities that an object is part of, acts for or measures, by its id."""
        found: dict[str, list[Item]] = {}
        for priority in self.graph.of_role(Role.PRIORITY):
            measures = (indicator.id for indicator in self.measures_by_priority[priority.id])
            for member in self._inside(priority).union(measures):
                found.setdefault(member, []).append(priority)
        return {member: tuple(priorities) for member, priorities in found.items()}


def once_an_object(make: Callable[[Snapshot, Item], Made]) -> Callable[[Snapshot, Item], Made]:
    """Mark a function of the snapshot and one of its objects; what it gives is kept there."""

    @wraps(make)
    def kept(snapshot: Snapshot, item: Item) -> Made:
        known, key = snapshot._kept, (make, item.id)  # noqa: SLF001 - this is what keeps it
        if key not in known:
            known[key] = make(snapshot, item)
        return cast(Made, known[key])

    return kept
