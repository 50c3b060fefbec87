"""The axis of time: periods as they are written, as many as there is room for."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from policytrace.charts.marks import Frame
from policytrace.charts.model import Point, TargetMark
from policytrace.charts.time_axis import TimeAxis, time_axis
from policytrace.values.periods import parse_period
from tests.charts.samples import decimal, points, target


def axis(*labels: str, until: TargetMark | None = None) -> TimeAxis:
    """An axis for periods that all have a value."""
    found = [Point(x=parse_period(text).middle, label=text, value=decimal(1)) for text in labels]
    return time_axis(found, until)


def years(first: int, last: int) -> list[str]:
    return [str(year) for year in range(first, last + 1)]


def frame(width: float) -> Frame:
    return Frame(width=width, height=196, left=30, top=30, right=30, bottom=28)


def written(found: TimeAxis, width: float = 240) -> list[str]:
    return [period.label for period in found.written(frame(width))]


def test_few_periods_are_all_written() -> None:
    assert written(axis("2015", "2018", "2022")) == ["2015", "2018", "2022"]


@pytest.mark.parametrize("last", range(2006, 2031))
def test_of_many_periods_at_most_seven_are_written_the_latest_always(last: int) -> None:
    found = written(axis(*years(2000, last)))
    assert 3 <= len(found) <= 7
    assert found[-1] == str(last)


def test_the_first_period_is_written_if_there_is_room() -> None:
    assert written(axis(*years(1999, 2023)), 300) == [
        "1999",
        "2003",
        "2008",
        "2013",
        "2018",
        "2023",
    ]


def test_school_years_and_months_are_written_as_they_are() -> None:
    assert written(axis("2019/20", "2020/21", "2021/22")) == ["2019/20", "2020/21", "2021/22"]
    months = [f"2021-{month:02}" for month in range(1, 13)]
    assert written(axis(*months)) == ["2021-04", "2021-08", "2021-12"]


def test_a_label_that_is_moved_into_the_picture_is_not_over_the_next() -> None:
    labels = ("1 sep 2020", "1 nov 2020", "1 jan 2021", "1 mars 2021")
    found = time_axis(
        [
            Point(x=Fraction(4 * 2020 + at, 4), label=text, value=decimal(1))
            for at, text in enumerate(labels)
        ],
        None,
    )
    for width in range(180, 400, 4):
        shown = found.written(frame(width))
        for before, after in pairwise(shown):
            apart = found.middle(after, frame(width)) - found.middle(before, frame(width))
            assert apart > (before.width + after.width) / 2


def test_periods_without_a_value_are_not_written() -> None:
    assert written(time_axis(points([None, 1, None, 2]), None)) == ["2016", "2018"]


def test_the_axis_reaches_to_the_target_year() -> None:
    found = axis("2015", "2022", until=target(1, year=2030))
    assert found.end == 2030.5
    assert written(found) == ["2015", "2022", "2030"]


def test_a_target_year_too_near_the_latest_period_is_not_written() -> None:
    assert written(axis(*years(1999, 2023), until=target(1, year=2024)))[-1] == "2023"


@pytest.mark.parametrize("year", [None, 1990, 2018, 2022])
def test_a_target_year_that_has_passed_changes_nothing(year: int | None) -> None:
    found = axis("2015", "2022", until=target(1, year=year))
    assert (found.first, found.latest, found.end) == (2015.5, 2022.5, 2022.5)
    assert found.target is None


def test_a_single_period_is_in_the_middle() -> None:
    found = axis("2022")
    assert found.share(found.latest) == 0.5
    assert written(found) == ["2022"]


def test_without_periods_there_is_an_axis_all_the_same() -> None:
    assert written(time_axis([], None)) == []
    assert written(time_axis([], target(1, year=2030))) == []


def test_a_label_of_any_length_is_cut() -> None:
    point = Point(x=Fraction(2022), label="x" * 500, value=decimal(1))
    (label,) = written(time_axis([point], None))
    assert len(label) < 15
    assert label.endswith("…")
