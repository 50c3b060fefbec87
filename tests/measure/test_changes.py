"""What becomes of a series, and how that is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure.changes import MOST_SHOWN, changes, changes_text
from policytrace.measure.tables import Row
from policytrace.messages import catalogue
from policytrace.schema.vocabulary import Sex, ValueStatus
from policytrace.values.periods import parse_period
from tests.measure.figures import WORDS

SWEDISH = catalogue("sv")


def row(period: str = "2022", sex: Sex = Sex.WOMEN, value: str = "42.9", **others: object) -> Row:
    made = Row(
        period=parse_period(period),
        area="Lilla kommun",
        sex=sex,
        group="",
        value=Decimal(value) if value else None,
        count=None,
        status="" if value else "saknas",
        source="egen enkät",
        retrieved=date(2026, 11, 1),
    )
    return replace(made, **others)  # type: ignore[arg-type]


def test_a_row_is_known_by_what_it_is_about() -> None:
    was, becomes, gone, new = row("2020"), row("2020", value="43"), row("2019"), row("2021")
    found = changes([gone, was], [new, becomes])
    assert found.new == (new,)
    assert found.changed == ((was, becomes),)
    assert found.gone == (gone,)
    assert found.same == ()


@pytest.mark.parametrize(
    "difference",
    [
        {"value": Decimal("42.8")},
        {"value": None},
        {"count": 12},
        {"status": "preliminärt"},
        {"source": "Kolada"},
    ],
)
def test_a_difference_that_is_one(difference: dict[str, object]) -> None:
    found = changes([row()], [row(**difference)])  # type: ignore[arg-type]
    assert found
    assert len(found.changed) == 1


@pytest.mark.parametrize(
    "difference",
    [{"retrieved": date(2026, 11, 2)}, {"line": 7}, {"value": Decimal("42.900")}],
)
def test_a_difference_that_is_none(difference: dict[str, object]) -> None:
    was = row()
    found = changes([was], [row(**difference)])  # type: ignore[arg-type]
    assert not found
    assert found.same == (was,)
    assert found.same[0].retrieved == was.retrieved


@pytest.mark.parametrize(
    "difference", [{"sex": Sex.MEN}, {"group": "18–24 år"}, {"area": "Stora kommun"}]
)
def test_a_value_about_something_else_is_another_row(difference: dict[str, object]) -> None:
    found = changes([row()], [row(**difference)])  # type: ignore[arg-type]
    assert (len(found.new), len(found.changed), len(found.gone)) == (1, 0, 1)


VALUES = st.dictionaries(st.integers(1950, 2050), st.integers(0, 3), max_size=12)


@given(VALUES, VALUES)
def test_the_series_becomes_the_new_one_and_every_row_is_told_of_once(
    before: dict[int, int], after: dict[int, int]
) -> None:
    old = [row(str(year), value=str(value)) for year, value in before.items()]
    new = [row(str(year), value=str(value)) for year, value in after.items()]
    found = changes(old, new)
    assert sorted(found.rows, key=lambda one: one.period) == sorted(new, key=lambda one: one.period)
    assert len(found.gone) + len(found.changed) + len(found.same) == len(old)
    assert bool(found) == (before != after)


def test_what_is_shown() -> None:
    old = [row("2018"), row("2019", count=1500), row("2020", value="1234.5")]
    new = [
        row("2018"),
        row("2020", value="-7", source="Kolada"),
        row("2021", value=""),
    ]
    assert changes_text(changes(old, new), SWEDISH, WORDS) == (
        "Nya rader: 1\n"
        "  period  område        kön      värde  status  källa\n"
        "  2021    Lilla kommun  kvinnor      –  saknas  egen enkät\n"
        "\n"
        "Ändrade rader: 1\n"
        "  period  område        kön             värde  källa\n"
        "  2020    Lilla kommun  kvinnor  1\xa0234,5 → -7  egen enkät → Kolada\n"
        "\n"
        "Rader som försvinner: 1\n"
        "  period  område        kön      värde  antal  källa\n"
        "  2019    Lilla kommun  kvinnor   42,9  1\xa0500  egen enkät\n"
        "\n"
        "Oförändrade rader: 1\n"
    )


def test_what_a_value_has_gained_or_lost_is_shown() -> None:
    text = changes_text(
        changes([row(status=ValueStatus.PRELIMINARY)], [row(count=12)]), SWEDISH, WORDS
    )
    assert text.startswith(
        "Ändrade rader: 1\n"
        "  period  område        kön       antal  status\n"
        "  2022    Lilla kommun  kvinnor  – → 12  preliminärt → –\n"
    )


def test_of_many_rows_the_first_are_shown_and_the_rest_counted() -> None:
    many = [row(str(year)) for year in range(1950, 2050)]
    text = changes_text(changes([], many), SWEDISH, WORDS)
    assert text.count("Lilla kommun") == MOST_SHOWN
    assert f"\n  … och {100 - MOST_SHOWN} till\n" in text
    assert "… och" not in changes_text(changes([], many[:MOST_SHOWN]), SWEDISH, WORDS)


def test_a_long_source_is_cut() -> None:
    text = changes_text(changes([], [row(source="Undersökningen " * 20)]), SWEDISH, WORDS)
    assert max(map(len, text.splitlines())) < 100
    assert "…\n" in text
