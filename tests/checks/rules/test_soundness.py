"""PT210, PT308, PT309: measures have values, values can be right, targets mean something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policytrace.measure.tables import Row
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Sex, Status
from tests.measure.figures import COUNTY, HOME, NORTH, NORTH_REGSO, SOUTH, WEST, WITH_REGSO, figure
from tests.plan_builder import blamed, english, findings_of, item, measured, plan, values_of


def indicator(**fields: str) -> Item:
    return item("IND-A", Role.INDICATOR, **{"unit": "procent", **fields})


def graph_of(*rows: Row, **fields: str) -> Graph:
    """A plan with an action that one indicator measures."""
    action = item("ATG-A", Role.ACTION, measured_by="IND-A", title="Utbilda")
    return plan(action, indicator(**fields), measurements=measured(values_of("IND-A", *rows)))


def line(*values: str | None, area: str = HOME, first: int = 2015) -> list[Row]:
    """A row for each of the years from `first` on."""
    return [
        figure(str(first + at), value, area=area, line=at + 2) for at, value in enumerate(values)
    ]


# ------------------------------------------------------------------------------- PT210


def test_an_action_whose_measures_have_no_value() -> None:
    [found] = findings_of("PT210", graph_of())
    assert english(found.message) == "No measure of “Utbilda” has a value."


@pytest.mark.parametrize(
    ("fields", "blame"),
    [({"value_expected": "2027-06-30"}, False), ({"value_expected": "2027-01-14"}, True)],
)
def test_a_day_when_a_value_comes_is_enough_until_it_has_passed(
    fields: dict[str, str], *, blame: bool
) -> None:
    graph = graph_of(**fields)
    assert bool(blamed("PT210", graph, today=date(2027, 1, 15))) is blame


@pytest.mark.parametrize(("value", "blame"), [("5", False), ("0", False), (None, True)])
def test_one_value_is_enough_and_a_row_without_is_not(value: str | None, *, blame: bool) -> None:
    assert bool(blamed("PT210", graph_of(figure("2022", value)))) is blame


@pytest.mark.parametrize(("area", "blame"), [(COUNTY, True), ("Riket", True), (NORTH, False)])
def test_a_value_of_another_area_is_none_and_one_of_a_part_is(area: str, *, blame: bool) -> None:
    assert bool(blamed("PT210", graph_of(figure("2022", "5", area=area)))) is blame


def test_what_has_no_measure_or_is_cancelled_is_not_asked() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION),
        item("ATG-B", Role.ACTION, status=Status.CANCELLED, measured_by="IND-A"),
        indicator(),
        measurements=measured(values_of("IND-A")),
    )
    assert blamed("PT210", graph) == []


def test_a_project_that_keeps_no_values_is_not_asked() -> None:
    action = item("ATG-A", Role.ACTION, measured_by="IND-A")
    assert blamed("PT210", plan(action, indicator())) == []


# ------------------------------------------------------------------------------- PT308


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (("0", "100", "50"), []),
        (("-2", "50", "50"), [2]),
        (("50", "100.1", "50"), [3]),
        (("22", "0.22", "23"), [3]),
        (("22", "0.22"), [3]),
        (("0.22", "22"), [3]),
        (("22", "0.2", "21", "20"), [3]),
        (("0.10", "0.11", "10.5"), [4]),
        (("0.5", "12", "30"), []),
        (("22", "0", "23"), []),
        (("22", None, "23"), []),
        (("22",), []),
    ],
)
def test_a_value_that_cannot_be_right_is_found_on_its_line(
    values: tuple[str | None, ...], wrong: list[int]
) -> None:
    found = findings_of("PT308", graph_of(*line(*values)))
    assert [one.location.line for one in found] == wrong


@pytest.mark.parametrize(
    "fields",
    [
        {"unit": "procentenheter"},
        {"unit": "kronor"},
        {"direction": "balans", "target_value": "98–102"},
        {"direction": "upp", "target_value": "-5"},
    ],
)
def test_what_is_no_share_may_be_outside(fields: dict[str, str]) -> None:
    assert blamed("PT308", graph_of(*line("-12", "101"), **fields)) == []


def test_each_line_is_looked_at_by_itself() -> None:
    rows = [*line("0.1", "0.2"), *line("40", "41", area=NORTH)]
    assert blamed("PT308", graph_of(*rows)) == []


# ------------------------------------------------------------------------------- PT309

AIM = {"direction": "upp", "baseline": "2015", "target_value": "76.1", "target_year": "2030"}


@pytest.mark.parametrize(
    ("values", "fields", "blame"),
    [
        (("76.1",), {}, True),
        (("80", "70"), {}, True),
        (("76", "80"), {}, False),
        ((None, "80"), {}, False),
        (("76.1",), {"direction": "ned"}, True),
        (("50",), {"direction": "balans", "target_value": "40–60"}, True),
        (("30",), {"direction": "balans", "target_value": "40–60"}, False),
    ],
)
def test_a_target_that_the_baseline_meets(
    values: tuple[str | None, ...], fields: dict[str, str], *, blame: bool
) -> None:
    assert bool(blamed("PT309", graph_of(*line(*values), **(AIM | fields)))) is blame


@pytest.mark.parametrize(("north", "blame"), [("60", False), ("80", True)])
def test_a_target_for_every_area_is_met_when_all_meet_it(north: str, *, blame: bool) -> None:
    rows = [
        *line("76.1"),
        *line(north, area=NORTH),
        *line("90", area=SOUTH),
        *line("90", area=WEST),
    ]
    graph = graph_of(*rows, **(AIM | {"target_scope": "varje område"}))
    assert bool(blamed("PT309", graph)) is blame


SAYS_EACH = "Inget valdistrikt\nska ligga under 76,1 procent."


@pytest.mark.parametrize(
    ("prose", "scope", "areas", "blame"),
    [
        (SAYS_EACH, "", [SOUTH], True),
        ("I varje distrikt ska minst 76,1 procent rösta.", "", [SOUTH], True),
        (SAYS_EACH, "varje område", [SOUTH], False),
        (SAYS_EACH, "", [], False),
        ("Målet gäller varje RegSO.", "", [NORTH_REGSO], True),
        ("Målet gäller varje RegSO.", "", [SOUTH], False),
        ("Valdeltagandet i kommunen.", "", [SOUTH], False),
    ],
)
def test_a_text_that_speaks_of_every_district_while_the_total_is_judged(
    prose: str, scope: str, areas: list[str], *, blame: bool
) -> None:
    said = replace(indicator(**(AIM | {"target_scope": scope})), prose=prose)
    rows = [*line("70"), *(one for area in areas for one in line("60", area=area))]
    action = item("ATG-A", Role.ACTION, measured_by="IND-A", title="Utbilda")
    graph = plan(action, said, measurements=measured(values_of("IND-A", *rows), areas=WITH_REGSO))
    assert bool(blamed("PT309", graph)) is blame


@pytest.mark.parametrize(("men", "blame"), [("10.5", True), ("20", False)])
def test_a_target_for_the_gap_that_the_baseline_meets(men: str, *, blame: bool) -> None:
    rows = [figure("2015", "10", Sex.WOMEN), figure("2015", men, Sex.MEN)]
    fields = {"direction": "upp", "baseline": "2015", "target_gap": "-1..1", "target_year": "2030"}
    assert bool(blamed("PT309", graph_of(*rows, **fields))) is blame


def test_a_gap_that_nobody_has_set_a_target_for_is_not_asked() -> None:
    rows = [figure("2015", "10", Sex.WOMEN), figure("2015", "10", Sex.MEN)]
    fields = {"direction": "upp", "baseline": "2015", "target_value": "50", "target_year": "2030"}
    assert blamed("PT309", graph_of(*rows, **fields)) == []


def test_a_target_that_is_the_countrys_value_and_met_from_the_start() -> None:
    rows = [*line("70"), *line("60", area="Riket")]
    fields = AIM | {"target_value": "", "target_against": "riket"}
    assert blamed("PT309", graph_of(*rows, **fields)) == ["IND-A"]
    rows = [*line("50"), *line("60", area="Riket")]
    assert blamed("PT309", graph_of(*rows, **fields)) == []
