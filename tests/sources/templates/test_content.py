"""What the template of an indicator holds: rows begun for the next period, and what there is."""

from __future__ import annotations

import pytest

from policytrace.schema.vocabulary import Sex
from policytrace.sources.templates.content import MOST_PROPOSED
from tests.measure.figures import WORDS, figure
from tests.plan_builder import english
from tests.sources.templates.making import content


def begun(rows: list[str]) -> list[str]:
    """The rows that are begun after these periods."""
    series = [figure(period, "7.5", Sex.WOMEN, area="Riket") for period in rows]
    return [f"{row.period} {row.area} {row.area_kind} {row.sex}" for row in content(series).begun]


@pytest.mark.parametrize(
    ("there", "following"),
    [
        (["2018", "2019"], ("2020", "2021", "2022")),
        (["2018-H1"], ("2018-H2", "2019-H1", "2019-H2")),
        (["2018-Q3"], ("2018-Q4", "2019-Q1", "2019-Q2")),
        (["2018-11"], ("2018-12", "2019-01", "2019-02")),
        (["1998/99"], ("1999/00", "2000/01", "2001/02")),
        (["2099"], ("2100",)),
        (["2100"], ()),
    ],
)
def test_the_next_periods_are_as_long_as_those_there_are(
    there: list[str], following: tuple[str, ...]
) -> None:
    series = [figure(period, "7.5", Sex.WOMEN, area="Riket") for period in there]
    assert content(series).periods == (*there, *following)
    [row] = content(series).begun
    assert row.period == (following[0] if following else "")


def test_a_row_is_begun_for_each_value_of_the_latest_period() -> None:
    series = [
        figure("2018", "7", Sex.TOTAL, area="Riket"),
        figure("2019", "7", Sex.WOMEN, area="Riket"),
        figure("2019", "8", Sex.MEN, area="Riket"),
    ]
    assert [(row.period, row.sex) for row in content(series).begun] == [
        ("2020", "kvinnor"),
        ("2020", "män"),
    ]


def test_without_values_a_row_is_begun_for_each_sex_of_the_municipality() -> None:
    assert [(row.period, row.area, row.sex) for row in content().begun] == [
        ("", "Lilla kommun", word) for word in WORDS.all_of(Sex)
    ]
    assert [row.sex for row in content(split_by_sex="nej").begun] == ["totalt"]


def test_no_more_rows_are_begun_than_a_person_can_see() -> None:
    series = [figure("2019", "7", Sex.WOMEN, area="Riket", group=f"g{n}") for n in range(200)]
    assert len(content(series).begun) == MOST_PROPOSED
    assert len(content(series).existing) == 200


def test_it_says_what_is_measured_and_how() -> None:
    found = content(unit="procent", direction="ned", source="Egen enkät")
    assert [(english(name), text) for name, text in found.facts] == [
        ("Unit", "procent"),
        ("Wanted direction", "ned"),
        ("Source", "Egen enkät"),
    ]
