"""Values that have come, have been corrected or are no longer shown."""

from __future__ import annotations

from decimal import Decimal

from policytrace.changes.comparing import compare
from policytrace.changes.plan_state import PlanObject, PlanState, ValueKey, state_of
from policytrace.changes.words import said
from policytrace.measure.tables import Row
from policytrace.messages import catalogue
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Sex
from tests.measure.figures import figure
from tests.plan_builder import METAMODEL, item, measured, plan, values_of

INDICATOR = PlanObject(id="IND-1", kind="indicator", title="Samtal")


def key(period: str, sex: str = "total", area: str = "Lillköping", group: str = "") -> ValueKey:
    return ValueKey(period=period, area=area, area_kind="municipality", sex=sex, group=group)


def state(*values: tuple[ValueKey, str]) -> PlanState:
    found = {about: Decimal(value) for about, value in values}
    return PlanState.of((INDICATOR,), values={"IND-1": found} if found else {}, home="Lillköping")


def swedish(before: PlanState, after: PlanState) -> list[str]:
    found = compare(before, after)
    return [
        said(change, lambda key: METAMODEL.words.get(key, key)).render(catalogue("sv"))
        for change in found
    ]


def test_a_value_that_has_come_is_told_with_its_period_and_decimals() -> None:
    before = state((key("2021"), "21.5"))
    after = state((key("2021"), "21.5"), (key("2022"), "22"))
    assert swedish(before, after) == ["Värde tillkommet: 22,0 (2022)"]
    assert swedish(state(), after) == ["Värden tillkomna: 22,0 (2022), 21,5 (2021)"]


def test_whom_and_where_a_value_is_about_is_told_unless_it_is_everybody() -> None:
    own = ValueKey(period="2022", area="Norra", area_kind="own.kommundel", sex="women", group="65+")
    assert swedish(state(), state((own, "8"))) == [
        "Värde tillkommet: 8 (2022, kvinnor, 65+, Norra [kommundel])"
    ]


def test_a_corrected_value_is_told_as_it_was_and_is() -> None:
    before, after = state((key("2022"), "22.5")), state((key("2022"), "23.25"))
    assert swedish(before, after) == ["Värde ändrat: 22,50 → 23,25 (2022)"]
    assert swedish(state((key("2022"), "22.0")), state((key("2022"), "22"))) == []


def test_the_number_of_a_value_that_is_no_longer_shown_is_not_told() -> None:
    said_of_it = swedish(state((key("2022", "women"), "75")), state())
    assert said_of_it == ["Värde som inte visas längre: 2022, kvinnor"]


def test_of_many_values_the_newest_are_told_and_the_rest_counted() -> None:
    values = [(key(str(year), sex), "1") for year in range(2000, 2020) for sex in ("total", "men")]
    assert swedish(state(), state(*values)) == [
        "Värden tillkomna: 1 (2019), 1 (2018), 1 (2017) och 37 till"
    ]


def test_the_values_of_a_new_indicator_come_with_it() -> None:
    assert swedish(PlanState.of(()), state((key("2022"), "1"))) == ["Nytt: indikator"]
    assert swedish(state((key("2022"), "1")), PlanState.of(())) == ["Borttaget: indikator"]


def test_a_state_of_the_graph_has_the_values_that_are_shown_and_no_others() -> None:
    def row(year: str, value: str, count: int) -> Row:
        return figure(year, value, sex=Sex.WOMEN, count=count)

    rows = (row("2021", "22.5", 120), row("2022", "75", 3))
    measurements = measured(values_of("IND-A", *rows, unit="procent"))
    graph = plan(item("IND-A", Role.INDICATOR, unit="procent"))
    found = state_of(graph, METAMODEL.types, measurements)
    assert found.home == "Lillköping"
    values = {about.period: str(value) for about, value in found.values["IND-A"].items()}
    assert values == {"2021": "22.5"}
