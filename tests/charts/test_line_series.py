"""Points in the order of time: what is missing is a gap, and no value goes unseen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from policytrace.charts.line_series import LineSeries, line_series_of
from policytrace.charts.marks import Spot, Vertex
from policytrace.charts.model import Line, LineKind, Point
from tests.charts.samples import Value, points


def series_of(given: Iterable[Point], *, known_between: bool = False) -> LineSeries | None:
    return line_series_of(
        Line(name="", kind=LineKind.TOTAL, points=tuple(given), known_between=known_between)
    )


def strand(*values: Value) -> LineSeries:
    found = series_of(points(values))
    assert found is not None
    return found


def values(places: Sequence[Spot | Vertex]) -> list[float | None]:
    return [place.y for place in places]


def test_points_come_in_the_order_of_time() -> None:
    found = series_of(reversed(points([1, 2, 3])))
    assert found is not None
    assert values(found.vertices()) == [1, 2, 3]


def test_nothing_is_left_before_the_first_value_and_after_the_last() -> None:
    found = strand(None, 1, None, 2, None)
    assert values(found.vertices()) == [1, None, 2]
    assert (found.start, found.end) == (2016.5, 2018.5)
    assert values(found.marked_spots(10, 0))[-1:] == [2]


def at(*years: str, known_between: bool = False) -> LineSeries:
    given = (
        Point(x=Fraction(year), label=year, value=Decimal(number))
        for number, year in enumerate(years)
    )
    found = series_of(given, known_between=known_between)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("years", "drawn"),
    [
        (["2019", "2020", "2022"], [0, 1, None, 2]),
        (["2006", "2010", "2018", "2022"], [0, 1, None, 2, 3]),
        (["2015", "2018", "2021", "2022"], [0, 1, 2, 3]),
        (["2010", "2020", "2021"], [0, None, 1, 2]),
        (["2010", "2020"], [0, 1]),
        (["2021.125", "2021.375", "2021.875", "2022.125"], [0, 1, None, 2, 3]),
        (["2024.042", "2024.125", "2024.208", "2024.292"], [0, 1, 2, 3]),
        (["2020"], [0]),
    ],
    ids=[
        "a year",
        "an election",
        "more often now",
        "once before",
        "two",
        "a quarter",
        "months",
        "1",
    ],
)
def test_no_line_leads_over_a_time_without_values(
    years: list[str], drawn: list[float | None]
) -> None:
    assert values(at(*years).vertices()) == drawn


def test_a_line_leads_over_any_time_in_which_it_is_known() -> None:
    assert values(at("2019", "2020", "2022", known_between=True).vertices()) == [0, 1, 2]


def test_values_that_may_change_have_a_line_of_their_own_to_and_from_them() -> None:
    given = points([1, 2, 3, 4, None, 6])
    given = tuple(replace(point, is_preliminary=at in (2, 5)) for at, point in enumerate(given))
    found = series_of(given)
    assert found is not None
    assert values(found.vertices()) == [1, 2, None, 3, None, 4, None, None, 6]
    assert values(found.vertices(preliminary=True)) == [1, None, 2, 3, 4, None, None, 6]
    assert values(found.preliminary_spots()) == [3, 6]
    assert values(found.lonely_spots()) == []
    assert values(found.marked_spots(1, 100)) == [1, 2, 4]


def test_points_without_any_value_are_no_strand() -> None:
    assert series_of(points([None, None])) is None
    assert series_of([]) is None


def test_a_point_between_gaps_is_lonely() -> None:
    assert values(strand(1, None, 2, None, 3, 4).lonely_spots()) == [1, 2]
    assert values(strand(1).lonely_spots()) == [1]


def test_every_point_is_marked_where_there_is_room() -> None:
    assert values(strand(1, 2, None, 4).marked_spots(10, 30)) == [1, 2, 4]


def test_where_there_is_none_some_are_marked_from_the_last_one_backwards() -> None:
    assert values(strand(1, 2, 3, 4, 5, 6).marked_spots(10, 30)) == [2, 4, 6]


def test_a_lonely_point_is_always_marked() -> None:
    assert values(strand(1, None, 3, 4, 5, 6).marked_spots(10, 1)) == [1, 6]


def test_a_single_point_is_marked() -> None:
    assert values(strand(1).marked_spots(10, 0)) == [1]
