"""Values found by what they are about."""

from __future__ import annotations

from decimal import Decimal

from policytrace.measure.series import Series
from policytrace.schema.vocabulary import Sex
from tests.measure.figures import COUNTY, HOME, NORTH, figure

SERIES = Series(
    [
        figure("2023", "4", Sex.WOMEN),
        figure("2021", "1", Sex.WOMEN),
        figure("2022", None, Sex.WOMEN),
        figure("2022", "3", Sex.MEN),
        figure("2023", "6.5", Sex.MEN),
        figure("2023", "90", Sex.WOMEN, group="unga"),
        figure("2023", "5", area=COUNTY),
        figure("2023", "6", area=NORTH, group="äldre"),
    ]
)


def written(values: object) -> dict[str, str]:
    return {str(period): str(value) for period, value in dict(values).items()}  # type: ignore[call-overload]


def test_a_strand_is_in_order_of_time_with_what_is_missing() -> None:
    assert [str(period) for period in SERIES.line(HOME, Sex.WOMEN)] == ["2021", "2022", "2023"]


def test_values_are_without_what_is_missing() -> None:
    assert written(SERIES.values(HOME, Sex.WOMEN)) == {"2021": "1", "2023": "4"}


def test_a_group_is_never_taken_for_all() -> None:
    assert written(SERIES.values(HOME, Sex.WOMEN, "unga")) == {"2023": "90"}
    assert written(SERIES.values(NORTH, Sex.TOTAL)) == {}
    assert written(SERIES.values(HOME, Sex.TOTAL)) == {}


def test_a_gap_is_women_s_value_less_men_s_where_there_are_both() -> None:
    assert written(SERIES.gaps(HOME)) == {"2023": str(Decimal("-2.5"))}
    assert written(SERIES.gaps(HOME, "unga")) == {}


def test_groups_begin_with_all_of_the_population() -> None:
    assert SERIES.groups(HOME) == ("", "unga")
    assert SERIES.groups(NORTH) == ("äldre",)
    assert SERIES.groups("nowhere") == ()


def test_areas_are_in_the_order_of_the_rows() -> None:
    assert SERIES.areas() == (HOME, COUNTY, NORTH)


def test_two_series_of_other_rows_do_not_look_the_same() -> None:
    assert repr(Series([figure(value="1")])) != repr(Series([figure(value="2")]))
    assert repr(Series([figure()])) == repr(Series([figure()]))


def test_an_empty_series() -> None:
    assert Series().rows == ()
    assert written(Series().values(HOME, Sex.TOTAL)) == {}
