"""Coverage of measurement over time: of states what it is of the plan, and told when it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policytrace.changes.document import read_document
from policytrace.changes.plan_state import PlanState, state_of
from policytrace.editions.edition import Edition
from policytrace.history.coverage import (
    DatedCoverage,
    coverage_of,
    coverage_of_editions,
    coverage_over_time,
)
from policytrace.history.days import DatedState, History
from policytrace.measure.tables import Row
from policytrace.messages import catalogue
from policytrace.plan.coverage import Liveness, MeasurementCoverage, Share, measurement_coverage
from policytrace.plan.graph import Graph
from policytrace.repository import Commit
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status, Verdict
from policytrace.site.exports.plan_json import plan_document
from policytrace.snapshot import Snapshot
from tests.measure.figures import COUNTY, HOME, NORTH, figure
from tests.plan_builder import COMPLETE, TODAY, changed, item, measured, values_of
from tests.plan_builder import plan as planned
from tests.site.exports.snapshots import snapshot_of
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
    expected = measurement_coverage(
        graph, lambda one: Liveness.LIVE if one == "IND-A" else Liveness.WITHOUT_VALUES
    )
    assert expected.decided.number > 0
    assert expected.passages.number > 0
    assert coverage_of(found, TODAY) == expected


def counted(*rows: Row, day: date = TODAY, **changes: str) -> MeasurementCoverage:
    """The coverage of a plan whose one measure has these values; the same now and of its state."""
    graph = planned(*changed(COMPLETE, "IND-A", **changes))
    figures = measured(values_of("IND-A", *rows))
    now = Snapshot(graph=graph, metamodel=METAMODEL, measurements=figures, today=day)
    state = state_of(graph, METAMODEL.types, figures)
    assert coverage_of(state, day) == now.measurement_coverage
    return now.measurement_coverage


def test_a_value_of_another_area_measures_nothing() -> None:
    for area, number in ((COUNTY, 0), ("Riket", 0), (HOME, 1), (NORTH, 1)):
        found = counted(figure("2026", "7", area=area))
        assert found.proposed == Share(number=number, of=1), area


@pytest.mark.parametrize(
    ("period", "interval", "expected"),
    [
        ("2026", "varje år", Share(number=1, of=1)),
        ("2025", "varje år", Share(number=1, of=1)),
        ("2024", "varje år", Share(number=0, outdated=1, of=1)),
        ("2024", "vartannat år", Share(number=1, of=1)),
        ("2026-08", "varje månad", Share(number=0, outdated=1, of=1)),
    ],
)
def test_a_value_that_is_outdated_is_no_live_measure(
    period: str, interval: str, expected: Share
) -> None:
    found = counted(figure(period, "7"), interval=interval)
    assert found.proposed == expected
    assert (found.passages.number, found.passages.outdated) == (
        (7, 0) if expected.number else (0, 7)
    )


def test_without_an_interval_no_value_is_outdated() -> None:
    assert counted(figure("2015", "7")).proposed == Share(number=1, of=1)


def test_one_fresh_value_of_any_group_or_part_is_enough() -> None:
    old, fresh = figure("2015", "7"), figure("2026", "7", area=NORTH, group="unga")
    assert counted(old, fresh, interval="varje år").proposed == Share(number=1, of=1)


def test_on_an_earlier_day_it_was_not_yet_outdated() -> None:
    for day, number in ((date(2026, 1, 15), 1), (date(2029, 1, 15), 0)):
        assert counted(figure("2024", "7"), day=day, interval="varje år").proposed.number == number


def test_what_is_live_has_a_verdict_that_is_neither_no_data_nor_outdated() -> None:
    for rows in ([figure("2026", "7")], [figure("2015", "7")], [figure("2026", "7", area=COUNTY)]):
        graph = planned(*changed(COMPLETE, "IND-A", interval="varje år"))
        figures = measured(values_of("IND-A", *rows))
        now = Snapshot(graph=graph, metamodel=METAMODEL, measurements=figures, today=TODAY)
        told = {one.verdict for one in now.performance["IND-A"]}
        assert (now.liveness("IND-A") is Liveness.LIVE) == bool(
            told - {Verdict.NO_DATA, Verdict.OUTDATED}
        )


def edition(*rows: Row, **changes: str) -> Edition:
    """An edition of a plan whose action is decided."""
    items = changed(COMPLETE, "ATG-A", status=Status.DECIDED)
    snapshot = snapshot_of(changed(items, "IND-A", **changes), *rows)
    return Edition(
        decision="BES-A",
        plans=("HPL-A",),
        decided=date(2026, 6, 15),
        frozen=date(2026, 7, 1),
        files=(),
        state=read_document(plan_document(snapshot, catalogue("sv")).as_json()),
    )


def test_an_edition_tells_how_much_of_its_actions_was_measured_when_it_was_frozen() -> None:
    made = (
        edition(figure("2025", "7"), interval="varje år"),
        edition(figure("2020", "7"), interval="varje år"),
        edition(figure("2025", "7", area=COUNTY)),
        edition(),
    )
    assert [one.actions for one in coverage_of_editions(made)] == [
        Share(number=1, of=1),
        Share(number=0, outdated=1, of=1),
        Share(number=0, of=1),
        Share(number=0, of=1),
    ]
    assert {(one.decision, one.day) for one in coverage_of_editions(made)} == {
        ("BES-A", date(2026, 7, 1))
    }


def test_an_edition_counts_no_actions_of_other_plans() -> None:
    frozen = replace(edition(figure("2025", "7")), plans=("HPL-B",))
    assert [one.actions.of for one in coverage_of_editions((frozen,))] == [0]


def test_a_period_of_an_edition_that_is_none_measures_nothing() -> None:
    frozen = edition(figure("2025", "7"))
    key, value = next(iter(frozen.state.values["IND-A"].items()))
    state = replace(frozen.state, values={"IND-A": {replace(key, period="<b>"): value}})
    (found,) = coverage_of_editions((replace(frozen, state=state),))
    assert found.actions.number == 0


def test_without_values_nothing_was_measured() -> None:
    _, found = state(values=False)
    assert coverage_of(found, TODAY).passages.number == 0


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
    today = DatedCoverage(day=TODAY, coverage=coverage_of(something, TODAY))
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
