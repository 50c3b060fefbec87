"""Values that have come, have been corrected or are no longer shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from policytrace.changes.comparing import compare
from policytrace.changes.plan_state import (
    Place,
    PlanObject,
    PlanState,
    StatedValue,
    ValueKey,
    state_of,
)
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
    return stated({about: StatedValue(value=Decimal(value)) for about, value in values})


def stated(values: Mapping[ValueKey, StatedValue]) -> PlanState:
    found = {"IND-1": values} if values else {}
    return PlanState.of((INDICATOR,), values=found, home="Lillköping")


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


def test_values_that_differ_are_told_with_the_decimals_that_show_it() -> None:
    before, after = state((key("2022"), "22.54")), state((key("2022"), "22.5"))
    assert swedish(before, after) == ["Värde ändrat: 22,54 → 22,50 (2022)"]


def noted(
    status: str = "",
    source: str = "SCB",
    value: str = "22",
    *,
    provisional: bool = False,
    count: int | None = None,
) -> PlanState:
    return stated(
        {
            key(year): StatedValue(
                value=Decimal(value),
                count=count,
                status=status,
                source=source,
                is_source_provisional=provisional,
            )
            for year in ("2021", "2022")
        }
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            noted("preliminary"),
            noted(),
            ["Inte längre märkt ”preliminärt”: 22 (2022), 22 (2021)"],
        ),
        (noted(), noted("preliminary"), ["Märkt ”preliminärt”: 22 (2022), 22 (2021)"]),
        (
            noted("preliminary"),
            noted("own.Reviderad"),
            ["Märkt ”Reviderad” och inte längre ”preliminärt”: 22 (2022), 22 (2021)"],
        ),
        (
            noted(),
            noted(source="Egen enkät"),
            ["Källa ändrad från ”SCB” till ”Egen enkät” för 22 (2022), 22 (2021)"],
        ),
        (
            noted("preliminary"),
            noted(value="23"),
            [
                "Värden ändrade: 22 → 23 (2022), 22 → 23 (2021)",
                "Inte längre märkt ”preliminärt”: 23 (2022), 23 (2021)",
            ],
        ),
        (noted(source=""), noted(), []),
        (
            noted(),
            noted(count=1200),
            ["Antal personer ändrat: inte angivet → 1 200 (2022), inte angivet → 1 200 (2021)"],
        ),
        (
            noted(count=45),
            noted(count=200, value="23"),
            [
                "Värden ändrade: 22 → 23 (2022), 22 → 23 (2021)",
                "Antal personer ändrat: 45 → 200 (2022), 45 → 200 (2021)",
            ],
        ),
        (
            noted(provisional=True),
            noted(),
            ["Källan är inte längre preliminär för 22 (2022), 22 (2021)"],
        ),
        (
            noted(),
            noted(provisional=True),
            ["Källan anges som preliminär för 22 (2022), 22 (2021)"],
        ),
    ],
)
def test_what_is_said_of_values_besides_what_they_are(
    before: PlanState, after: PlanState, told: list[str]
) -> None:
    assert swedish(before, after) == told


def test_the_number_of_a_value_that_is_no_longer_shown_is_not_told() -> None:
    said_of_it = swedish(state((key("2022", "women"), "75")), state())
    assert said_of_it == ["Värde som inte visas längre: 2022, kvinnor"]


def test_values_that_are_no_longer_shown_can_be_told_apart() -> None:
    gone = swedish(state((key("2022", "women"), "75"), (key("2022", "men"), "76")), state())
    assert gone == ["Värden som inte visas längre: 2022, kvinnor; 2022, män"]
    gone = swedish(state((key("2022"), "75"), (key("2021"), "76")), state())
    assert gone == ["Värden som inte visas längre: 2022, 2021"]


def test_a_place_with_another_name_is_the_same_if_its_code_is() -> None:
    def named(name: str, code: str = "0001") -> PlanState:
        place = Place(name=name, kind="municipality", code=code)
        there = state((key("2022", area=name), "75"))
        return replace(there, places=frozenset({place}), home="")

    assert swedish(named("Ebeling"), named("Ebelinge")) == []
    assert len(swedish(named("Ebeling"), named("Ebelinge", "0002"))) == 2
    home = replace(state((key("2022", area="Storköping"), "75")), home="Storköping")
    assert swedish(home, state((key("2022"), "75"))) == []


def test_places_that_take_each_others_names_stay_apart() -> None:
    def named(*names: str) -> PlanState:
        found = {key("2022", area=name): value for name, value in zip(names, "78", strict=True)}
        return replace(
            state(*found.items()),
            places=frozenset(
                Place(name=name, kind="municipality", code=code)
                for name, code in zip(names, ("0001", "0002"), strict=True)
            ),
        )

    assert swedish(named("A", "B"), named("B", "A")) == []
    assert swedish(named("A", "B"), named("B", "C")) == []


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
    values = {about.period: str(value.value) for about, value in found.values["IND-A"].items()}
    assert values == {"2021": "22.5"}
