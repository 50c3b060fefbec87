"""Coverage of measurement over time: of states what it is of the plan, and told when it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policytrace.changes.plan_state import PlanState, state_of
from policytrace.history.coverage import DatedCoverage, coverage_of, coverage_over_time
from policytrace.history.days import DatedState, History
from policytrace.plan.coverage import MeasurementCoverage, Share, measurement_coverage
from policytrace.plan.graph import Graph
from policytrace.repository import Commit
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.snapshot import Snapshot
from tests.measure.figures import figure
from tests.plan_builder import COMPLETE, TODAY, changed, item, measured, values_of
from tests.plan_builder import plan as planned
from tests.site.views.drawing import METAMODEL


def state(*items: object, values: bool = True) -> tuple[Graph, PlanState]:
    graph = planned(*COMPLETE, *items)  # type: ignore[arg-type]
    found = measured(values_of("IND-A", figure("2025", "7"))) if values else None
    return graph, state_of(graph, METAMODEL.types, found)


def test_a_state_has_the_coverage_of_the_plan_that_it_is_of() -> None:
    extra = (
        item("ATG-X", Role.ACTION, status=Status.DECIDED, part_of="HPL-A", measured_by="IND-A"),
        item("ATG-Y", Role.ACTION, status=Status.CANCELLED, part_of="HPL-A", measured_by="IND-A"),
        item("ATG-Z", Role.ACTION, status=Status.PROPOSED, part_of="HPL-A"),
    )
    graph, found = state(*extra)
    expected = measurement_coverage(graph, {"IND-A"}.__contains__)
    assert expected.decided.number > 0
    assert expected.passages.number > 0
    assert coverage_of(found) == expected


def test_without_values_nothing_was_measured() -> None:
    _, found = state(values=False)
    assert coverage_of(found).passages.number == 0


def commit(day: date) -> Commit:
    return Commit(id="a" * 40, day=day)


def test_it_is_told_on_the_first_day_when_it_changes_and_today() -> None:
    _, nothing = state(values=False)
    _, something = state()
    days = [date(2026, 1, number) for number in range(1, 6)]
    states = (nothing, nothing, None, something, something)
    history = History(
        states=tuple(
            DatedState(commit=commit(day), state=one) for day, one in zip(days, states, strict=True)
        )
    )
    today = DatedCoverage(day=TODAY, coverage=coverage_of(something))
    told = coverage_over_time(history, today)
    assert [one.day for one in told] == [days[0], days[3], TODAY]


def test_without_history_there_is_today_alone() -> None:
    share = Share(number=1, of=2)
    found = MeasurementCoverage(
        passages=share, passages_decided=share, decided=share, proposed=share
    )
    today = DatedCoverage(day=TODAY, coverage=found)
    assert coverage_over_time(History(), today) == (today,)


def test_the_snapshot_counts_only_values_that_are_shown() -> None:
    items = changed(COMPLETE, "IND-A", unit="procent")
    for count, number in ((500, 1), (2, 0)):
        row = replace(figure("2025", "7"), count=count)
        snapshot = Snapshot(
            graph=planned(*items),
            metamodel=METAMODEL,
            measurements=measured(values_of("IND-A", row)),
            today=TODAY,
        )
        found = snapshot.measurement_coverage
        assert found.decided.number + found.proposed.number == number
