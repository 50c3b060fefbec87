"""What values say of a target: the table of verdicts, and what changes none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure.areas import Division, OtherAreas
from policytrace.measure.performance import Measure, Performance, TargetSpec, assess, is_outdated
from policytrace.measure.series import Series
from policytrace.measure.tables import Row
from policytrace.schema.vocabulary import Direction, Sex, TargetAgainst, TargetScope, Verdict
from policytrace.values.bands import Band, parse_band
from policytrace.values.periods import parse_period
from policytrace.values.stages import Stage, parse_stages
from tests.measure.figures import (
    AREAS,
    COUNTY,
    EAST_REGSO,
    HOME,
    NORTH,
    NORTH_REGSO,
    REGSO,
    SOUTH,
    WARD,
    WITH_REGSO,
    WORDS,
    figure,
)
from tests.plan_builder import english

TODAY = date(2026, 11, 23)

UP, DOWN, BALANCE = Direction.UP, Direction.DOWN, Direction.BALANCE


def spec(
    direction: Direction | None = UP,
    target: str | None = "100",
    baseline: str | None = "2015",
    year: int | None = 2030,
    **others: object,
) -> TargetSpec:
    made = TargetSpec(
        direction=direction,
        baseline=None if baseline is None else parse_period(baseline),
        target=None if target is None else parse_band(target),
        year=year,
    )
    return replace(made, **others)  # type: ignore[arg-type]


def totals(values: Mapping[str, str | None]) -> list[Row]:
    return [figure(period, value) for period, value in values.items()]


def sexes(values: Mapping[str, tuple[str | None, str | None]], **others: object) -> list[Row]:
    """Rows for women and men."""
    return [
        figure(period, value, sex, **others)  # type: ignore[arg-type]
        for period, pair in values.items()
        for sex, value in zip((Sex.WOMEN, Sex.MEN), pair, strict=True)
    ]


def assessed(
    rows: Sequence[Row], judged_by: TargetSpec, area: str = HOME
) -> tuple[Performance, ...]:
    return assess(Series(rows), judged_by, area, TODAY)


def of_value(values: Mapping[str, str | None], judged_by: TargetSpec) -> Performance:
    [found] = assessed(totals(values), judged_by)
    assert (found.measure, found.sex, found.group) == (Measure.VALUE, Sex.TOTAL, "")
    return found


def of_gap(gaps: Mapping[str, str], judged_by: TargetSpec) -> Performance:
    """The verdict on a gap: women are so much above men, who are always at 50."""
    rows = sexes({period: (str(50 + Decimal(gap)), "50") for period, gap in gaps.items()})
    [found] = [one for one in assessed(rows, judged_by) if one.measure is Measure.GAP]
    return found


# ------------------------------------------------------------------- the gap, by itself

NO_GAP = spec(None, None)
"""An indicator whose own values have no target: the gap should be closed by 2030."""


@pytest.mark.parametrize(
    ("gaps", "verdict"),
    [
        # Exactly on the line: 10 of 15 years, 8 of 12.
        ({"2015": "12", "2025": "4"}, Verdict.ON_TRACK),
        ({"2015": "-12", "2025": "-4"}, Verdict.ON_TRACK),
        ({"2015": "12", "2025": "1"}, Verdict.ON_TRACK),
        ({"2015": "12", "2025": "0"}, Verdict.REACHED),
        # A gap that turns round is a gap.
        ({"2015": "12", "2025": "-12"}, Verdict.UNCHANGED),
        ({"2015": "12", "2025": "-4"}, Verdict.ON_TRACK),
        ({"2015": "12", "2025": "-13"}, Verdict.UNCHANGED),  # one step of rounding
        ({"2015": "12", "2025": "-14"}, Verdict.WRONG_WAY),
        ({"2015": "4", "2025": "8"}, Verdict.WRONG_WAY),
        ({"2015": "-4", "2025": "-8"}, Verdict.WRONG_WAY),
        ({"2015": "12", "2025": "8"}, Verdict.TOO_SLOW),
        ({"2015": "12", "2025": "12"}, Verdict.UNCHANGED),
        # No gap at the baseline, and one now.
        ({"2015": "0", "2025": "0.1"}, Verdict.UNCHANGED),
        ({"2015": "0", "2025": "0.2"}, Verdict.WRONG_WAY),
        ({"2015": "0", "2025": "-0.2"}, Verdict.WRONG_WAY),
        ({"2015": "0", "2025": "0"}, Verdict.REACHED),
    ],
)
def test_a_gap_is_judged_by_its_distance_to_none(gaps: Mapping[str, str], verdict: Verdict) -> None:
    assert of_gap(gaps, NO_GAP).verdict is verdict


def test_the_example_of_the_straight_line() -> None:
    found = of_gap({"2015": "12", "2020": "9", "2025": "4"}, NO_GAP)
    assert found.baseline is not None
    assert found.latest is not None
    assert found.target is not None
    assert (str(found.baseline.period), found.baseline.value) == ("2015", 12)
    assert (str(found.latest.period), found.latest.value) == ("2025", 4)
    assert (found.expected, found.year, found.target.band) == (4, 2030, parse_band("0"))
    assert english(found.reason) == "67 percent of the way is covered, in 67 percent of the time."
    assert found.sex is Sex.TOTAL


@pytest.mark.parametrize(
    ("gaps", "verdict"),
    [
        ({"2015": "12", "2025": "2"}, Verdict.REACHED),
        ({"2015": "12", "2025": "-2"}, Verdict.REACHED),
        ({"2015": "12", "2025": "-2.1"}, Verdict.ON_TRACK),
        ({"2015": "12", "2025": "-12"}, Verdict.UNCHANGED),
        ({"2015": "1", "2025": "-1"}, Verdict.REACHED),
        ({"2015": "2", "2025": "-3"}, Verdict.UNCHANGED),
        ({"2015": "1", "2025": "-3"}, Verdict.WRONG_WAY),
    ],
)
def test_a_gap_may_be_within_a_band(gaps: Mapping[str, str], verdict: Verdict) -> None:
    band = replace(NO_GAP, gap_target=parse_band("−2..2"))
    assert of_gap(gaps, band).verdict is verdict


def test_a_gap_is_only_where_both_have_a_value_in_the_same_period() -> None:
    rows = sexes({"2015": ("62", "50"), "2024": ("54", "50"), "2025": ("54", None)})
    found = assessed(rows, NO_GAP)
    [gap] = [one for one in found if one.measure is Measure.GAP]
    assert gap.latest is not None
    assert str(gap.latest.period) == "2024"


def test_the_gap_of_what_is_only_background_is_shown_and_not_judged() -> None:
    for gaps in ({"2015": "12", "2025": "4"}, {"2015": "4", "2025": "12"}):
        found = of_gap(gaps, replace(NO_GAP, gap_target=None))
        assert (found.verdict, found.target) == (Verdict.NO_TARGET, None)


# ----------------------------------------------------------------------- every direction


@pytest.mark.parametrize(
    ("judged_by", "values", "verdict"),
    [
        # Up: 70 to 100 in 15 years, so 90 after 10.
        (spec(UP, "100"), {"2015": "70", "2025": "100"}, Verdict.REACHED),
        (spec(UP, "100"), {"2015": "70", "2025": "101"}, Verdict.REACHED),
        (spec(UP, "100"), {"2015": "70", "2025": "90"}, Verdict.ON_TRACK),
        (spec(UP, "100"), {"2015": "70", "2025": "99"}, Verdict.ON_TRACK),
        (spec(UP, "100"), {"2015": "70", "2025": "80"}, Verdict.TOO_SLOW),
        (spec(UP, "100"), {"2015": "70", "2025": "70"}, Verdict.UNCHANGED),
        (spec(UP, "100"), {"2015": "70", "2025": "60"}, Verdict.WRONG_WAY),
        (spec(UP, "100"), {"2015": "104", "2025": "101"}, Verdict.REACHED),
        (spec(UP, "100"), {"2015": "104", "2025": "98"}, Verdict.WRONG_WAY),
        # Down: 30 to 0, so 10 after 10.
        (spec(DOWN, "0"), {"2015": "30", "2025": "0"}, Verdict.REACHED),
        (spec(DOWN, "0"), {"2015": "30", "2025": "10"}, Verdict.ON_TRACK),
        (spec(DOWN, "0"), {"2015": "30", "2025": "20"}, Verdict.TOO_SLOW),
        (spec(DOWN, "0"), {"2015": "30", "2025": "40"}, Verdict.WRONG_WAY),
        # Balance, from either side.
        (spec(BALANCE, "40–60"), {"2015": "25", "2025": "40"}, Verdict.REACHED),
        (spec(BALANCE, "40–60"), {"2015": "25", "2025": "60"}, Verdict.REACHED),
        (spec(BALANCE, "40–60"), {"2015": "25", "2025": "35"}, Verdict.ON_TRACK),
        (spec(BALANCE, "40–60"), {"2015": "25", "2025": "65"}, Verdict.ON_TRACK),
        (spec(BALANCE, "40–60"), {"2015": "25", "2025": "75"}, Verdict.UNCHANGED),
        (spec(BALANCE, "40–60"), {"2015": "25", "2025": "77"}, Verdict.WRONG_WAY),
        (spec(BALANCE, "40–60"), {"2015": "75", "2025": "65"}, Verdict.ON_TRACK),
        (spec(BALANCE, "40–60"), {"2015": "75", "2025": "70"}, Verdict.TOO_SLOW),
        (spec(BALANCE, "40–60"), {"2015": "75", "2025": "90"}, Verdict.WRONG_WAY),
        (spec(BALANCE, "40–60"), {"2015": "50", "2025": "38"}, Verdict.WRONG_WAY),
        (spec(BALANCE, "−2..2"), {"2015": "-5", "2025": "-3"}, Verdict.ON_TRACK),
        (spec(BALANCE, "−2..2"), {"2015": "-5", "2025": "5"}, Verdict.UNCHANGED),
    ],
)
def test_a_value_is_judged_by_the_way_from_baseline_to_target(
    judged_by: TargetSpec, values: Mapping[str, str], verdict: Verdict
) -> None:
    assert of_value(values, judged_by).verdict is verdict


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        # From 0 to 100 in 20 years; after 10 of them 50 is on the line.
        *(("45", Verdict.ON_TRACK), ("44.999", Verdict.TOO_SLOW)),
        *(("5.001", Verdict.TOO_SLOW), ("5", Verdict.UNCHANGED), ("-5", Verdict.UNCHANGED)),
        *(("-5.001", Verdict.WRONG_WAY), ("99.999", Verdict.ON_TRACK), ("100", Verdict.REACHED)),
    ],
)
def test_five_percent_of_the_way_count_as_nothing(value: str, verdict: Verdict) -> None:
    assert of_value({"2015": "0", "2025": value}, spec(year=2035)).verdict is verdict


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        # From 100 to 0: the same on the way down.
        *(("55", Verdict.ON_TRACK), ("55.001", Verdict.TOO_SLOW)),
        *(("95", Verdict.UNCHANGED), ("105", Verdict.UNCHANGED), ("105.001", Verdict.WRONG_WAY)),
    ],
)
def test_and_on_the_way_down(value: str, verdict: Verdict) -> None:
    assert of_value({"2015": "100", "2025": value}, spec(DOWN, "0", year=2035)).verdict is verdict


@pytest.mark.parametrize(
    ("value", "verdict"),
    [("0", Verdict.ON_TRACK), ("-0.001", Verdict.UNCHANGED), ("-5.001", Verdict.WRONG_WAY)],
)
def test_little_is_asked_when_little_time_has_passed(value: str, verdict: Verdict) -> None:
    """One of twenty years is within the tolerance, but nothing that is worse is on track."""
    assert of_value({"2015": "0", "2016": value}, spec(year=2035)).verdict is verdict


@pytest.mark.parametrize("value", ["60", "70", "90", "98.5", "99.9"])
@pytest.mark.parametrize("period", ["2019", "2020", "2025"])
def test_what_is_not_reached_when_the_target_year_is_over_is_not_reached(
    value: str, period: str
) -> None:
    late = of_value({"2015": "70", period: value}, spec(year=2020, interval=12))
    assert (late.verdict, late.known) == (Verdict.NOT_REACHED, None)
    assert "2020" in english(late.reason)
    assert period in english(late.reason)


def test_the_line_ends_in_the_target_year() -> None:
    assert of_value({"2015": "70", "2025": "90"}, spec(year=2020)).expected == 100


@pytest.mark.parametrize("period", ["2025", "2026"])
def test_the_value_of_the_target_year_decides_before_it_is_over(period: str) -> None:
    found = of_value({"2015": "70", period: "90"}, spec(year=2026))
    assert found.verdict is (Verdict.NOT_REACHED if period == "2026" else Verdict.TOO_SLOW)


def test_what_is_reached_in_time_stays_reached() -> None:
    assert of_value({"2015": "70", "2020": "100"}, spec(year=2020)).verdict is Verdict.REACHED


def test_it_is_too_early_to_judge_by_the_baseline_alone() -> None:
    found = of_value({"2015": "70"}, spec())
    assert (found.verdict, found.expected) == (Verdict.TOO_EARLY, 70)
    assert found.latest == found.baseline


def test_a_target_is_not_reached_by_its_baseline() -> None:
    assert of_value({"2015": "100"}, spec()).verdict is Verdict.TOO_EARLY
    assert of_value({"2015": "100", "2025": "100"}, spec()).verdict is Verdict.REACHED


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({"2015": "0.5", "2025": "0.4"}, Verdict.UNCHANGED),  # one step of the last decimal
        ({"2015": "0.50", "2025": "0.40"}, Verdict.WRONG_WAY),  # ten steps
        ({"2015": "0.5", "2025": "0.3"}, Verdict.WRONG_WAY),
    ],
)
def test_the_margin_is_not_less_than_the_precision_of_the_values(
    values: Mapping[str, str], verdict: Verdict
) -> None:
    assert of_value(values, spec(UP, "1")).verdict is verdict


# ------------------------------------------------------------------ other values as targets


TWO_WARDS = Division(kind=WARD, areas=(AREAS.areas[NORTH], AREAS.areas[SOUTH]))
TWO_REGSO = Division(
    kind=REGSO, areas=(WITH_REGSO.areas[NORTH_REGSO], WITH_REGSO.areas[EAST_REGSO])
)


def against(rows: Sequence[Row], judged_by: TargetSpec) -> Performance:
    """The verdict on the municipality's total."""
    others = OtherAreas(country=COUNTY, divisions=(TWO_WARDS,))
    found = assess(Series(rows), judged_by, HOME, TODAY, others)
    return next(one for one in found if one.measure is Measure.VALUE and one.sex is Sex.TOTAL)


def of_areas(values: Mapping[str, Mapping[str, str | None]]) -> list[Row]:
    """Rows by area and period."""
    return [
        figure(period, value, area=area)
        for area, periods in values.items()
        for period, value in periods.items()
    ]


AS_COUNTRY = spec(UP, None, against=TargetAgainst.COUNTRY)
ABOVE_LAST = spec(UP, None, against=TargetAgainst.PREVIOUS)
EVERY_AREA = spec(UP, "80", scope=TargetScope.EVERY_AREA)


@pytest.mark.parametrize(
    ("home", "country", "verdict"),
    [
        ({"2015": "70", "2025": "80"}, {"2015": "75", "2025": "80"}, Verdict.REACHED),
        ({"2015": "70", "2025": "80"}, {"2015": "75", "2025": "90"}, Verdict.WRONG_WAY),
        ({"2015": "70", "2025": "78"}, {"2015": "80", "2025": "80"}, Verdict.ON_TRACK),
        ({"2015": "70", "2025": "80"}, {"2015": "75"}, Verdict.NO_TARGET),
    ],
)
def test_a_target_may_be_the_countrys_value(
    home: Mapping[str, str], country: Mapping[str, str], verdict: Verdict
) -> None:
    assert against(of_areas({HOME: home, COUNTY: country}), AS_COUNTRY).verdict is verdict


def test_a_target_may_be_the_value_of_similar_municipalities() -> None:
    target = spec(UP, None, against=TargetAgainst.SIMILAR)
    values = of_areas({HOME: {"2015": "50", "2025": "60"}, COUNTY: {"2015": "55", "2025": "58"}})
    similar = OtherAreas(country="Riket", similar=COUNTY)
    (found,) = assess(Series(values), target, HOME, TODAY, similar)
    assert found.verdict is Verdict.REACHED
    (unknown,) = assess(Series(values), target, HOME, TODAY, OtherAreas(country=COUNTY))
    assert unknown.verdict is Verdict.NO_TARGET


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({"2010": "69", "2015": "70", "2025": "71"}, Verdict.REACHED),
        ({"2010": "69", "2015": "70", "2025": "70"}, Verdict.UNCHANGED),
        ({"2010": "69", "2015": "70", "2025": "60"}, Verdict.WRONG_WAY),
    ],
)
def test_a_target_may_be_the_value_before(values: Mapping[str, str], verdict: Verdict) -> None:
    assert against(of_areas({HOME: values}), ABOVE_LAST).verdict is verdict


@pytest.mark.parametrize(
    ("north", "south", "verdict", "latest"),
    [
        ("85", "81", Verdict.REACHED, 81),
        ("85", "60", Verdict.UNCHANGED, 60),
        ("50", "95", Verdict.WRONG_WAY, 50),
    ],
)
def test_a_target_for_every_area_is_judged_by_the_one_furthest_from_it(
    north: str, south: str, verdict: Verdict, latest: int
) -> None:
    rows = of_areas(
        {
            HOME: {"2015": "90", "2025": "90"},
            NORTH: {"2015": "85", "2025": north},
            SOUTH: {"2015": "60", "2025": south},
        }
    )
    found = against(rows, EVERY_AREA)
    assert found.verdict is verdict
    assert found.latest is not None
    assert found.latest.value == latest
    assert "every area" in english(found.reason)


def test_a_target_for_every_area_has_no_data_without_areas() -> None:
    found = against(of_areas({HOME: {"2015": "90", "2025": "90"}}), EVERY_AREA)
    assert found.verdict is Verdict.NO_DATA


def test_values_before_the_baseline_do_not_count() -> None:
    assert of_value({"2010": "99", "2015": "70", "2025": "90"}, spec()).verdict is Verdict.ON_TRACK


@pytest.mark.parametrize(
    ("baseline", "latest", "year", "expected"),
    [
        ("2020", "2025", 2030, "50"),
        ("2020-H1", "2020-H2", 2021, "40"),
        ("2020-Q4", "2021-Q2", 2021, "80"),
        ("2020-01", "2020-07", 2021, "34.28"),
        ("2019/20", "2024/25", 2024, "100"),
        ("2019/20", "2021/22", 2023, "57.14"),
    ],
)
def test_time_is_counted_from_middle_to_middle_of_periods_of_any_length(
    baseline: str, latest: str, year: int, expected: str
) -> None:
    found = of_value({baseline: "0", latest: "1"}, spec(UP, "100", baseline, year))
    assert found.expected is not None
    assert abs(found.expected - Decimal(expected)) < Decimal("0.01")


# --------------------------------------------------------------- what cannot be judged


def test_without_rows_there_is_one_verdict() -> None:
    [found] = assessed([], spec())
    assert (found.verdict, found.area, found.sex) == (Verdict.NO_DATA, HOME, Sex.TOTAL)
    assert (found.baseline, found.latest, found.expected) == (None, None, None)


def test_values_of_parts_alone_are_no_lack_of_data_where_no_target_is_set() -> None:
    rows = of_areas({NORTH: {"2025": "90"}, SOUTH: {"2025": "60"}})
    no_target = TargetSpec(direction=UP)
    found = against(rows, no_target)
    assert (found.verdict, found.area, found.division) == (Verdict.NO_TARGET, HOME, "")
    assert found.latest is None
    assert english(found.reason) == "No target is set. Only parts of the area have values."
    assert against(rows, spec()).verdict is Verdict.NO_DATA
    assert against(rows, ABOVE_LAST).verdict is Verdict.NO_DATA
    hidden = of_areas({NORTH: {"2025": None}})
    assert against(hidden, no_target).verdict is Verdict.NO_DATA
    elsewhere = of_areas({COUNTY: {"2025": "90"}})
    assert against(elsewhere, no_target).verdict is Verdict.NO_DATA


def test_rows_without_values_are_no_data() -> None:
    assert of_value({"2015": None, "2025": None}, spec()).verdict is Verdict.NO_DATA


def test_without_a_value_for_the_baseline() -> None:
    found = of_value({"2015": None, "2016": "70", "2025": "80"}, spec())
    assert found.verdict is Verdict.NO_TARGET
    assert english(found.reason) == "There is no value for the baseline to count from."


@pytest.mark.parametrize("year", [2014, 2015])
def test_a_target_year_that_does_not_come_after_the_baseline(year: int) -> None:
    found = of_value({"2015": "70", "2025": "80"}, spec(year=year))
    assert found.verdict is Verdict.NO_TARGET
    assert english(found.reason) == "The target year does not come after the baseline."


@pytest.mark.parametrize(
    "judged_by",
    [
        spec(None),
        spec(target=None),
        spec(year=None),
        spec(UP, "40–60"),
        spec(BALANCE, "50"),
    ],
    ids=["no direction", "no target", "no year", "a band to get up to", "a point of balance"],
)
def test_without_a_target(judged_by: TargetSpec) -> None:
    found = of_value({"2015": "70", "2025": "80"}, judged_by)
    assert (found.verdict, found.expected) == (Verdict.NO_TARGET, None)
    assert english(found.reason) == "No target is set."


@pytest.mark.parametrize(
    ("judged_by", "values"),
    [
        (spec(UP, None), {"2015": "70", "2025": "66"}),
        (spec(DOWN, None), {"2015": "70", "2025": "74"}),
        (spec(UP, "100", None), {"2015": "70", "2025": "66"}),
        (spec(UP, "100", "2014"), {"2015": "70", "2025": "66"}),
        (spec(UP, "100", year=None), {"2015": "70", "2025": "66"}),
        (spec(UP, "100", year=2015), {"2015": "70", "2025": "66"}),
        (spec(UP, "40–60"), {"2015": "70", "2025": "66"}),
        (spec(BALANCE, "40–60", None), {"2015": "50", "2025": "66"}),
        (spec(DOWN, None), {"2015": "0", "2025": "0.2"}),
        (spec(UP, None), {"2015": "-10", "2025": "-12"}),
    ],
)
def test_what_becomes_worse_is_told_although_there_is_nothing_to_count_from(
    judged_by: TargetSpec, values: Mapping[str, str]
) -> None:
    found = of_value(values, judged_by)
    assert found.verdict is Verdict.WRONG_WAY
    assert "worse since 2015" in english(found.reason)


@pytest.mark.parametrize(
    ("judged_by", "values"),
    [
        (spec(UP, None), {"2015": "100", "2025": "95"}),
        (spec(DOWN, None), {"2015": "100", "2025": "105"}),
        (spec(UP, None), {"2015": "70", "2025": "75"}),
        (spec(None, None), {"2015": "70", "2025": "7"}),
        (spec(BALANCE, None), {"2015": "70", "2025": "7"}),
        (spec(UP, None), {"2015": "0", "2025": "0"}),
        (spec(UP, None), {"2025": "1"}),
    ],
)
def test_what_does_not_is_only_without_target(
    judged_by: TargetSpec, values: Mapping[str, str]
) -> None:
    assert of_value(values, judged_by).verdict is Verdict.NO_TARGET


@pytest.mark.parametrize("lacking", [{"baseline": None}, {"year": None}])
def test_a_gap_that_widens_is_told_without_baseline_or_year(lacking: dict[str, None]) -> None:
    widening = {"2015": "4", "2025": "-8"}
    assert of_gap(widening, replace(NO_GAP, **lacking)).verdict is Verdict.WRONG_WAY
    narrowing = {"2015": "8", "2025": "-4"}
    assert of_gap(narrowing, replace(NO_GAP, **lacking)).verdict is Verdict.NO_TARGET


# ------------------------------------------------------------------------- outdated


@pytest.mark.parametrize(
    ("latest", "interval", "last_day"),
    [
        ("2022", 12, date(2024, 12, 31)),
        ("2022", 24, date(2025, 12, 31)),
        ("2022", 48, date(2027, 12, 31)),
        ("2022-H1", 6, date(2023, 6, 30)),
        ("2022-Q3", 3, date(2023, 3, 31)),
        ("2022-11", 1, date(2023, 1, 31)),
        ("2021/22", 12, date(2024, 6, 30)),
    ],
)
def test_a_series_is_outdated_when_the_next_value_should_be_published(
    latest: str, interval: int, last_day: date
) -> None:
    period = parse_period(latest)
    assert not is_outdated(period, interval, last_day)
    assert is_outdated(period, interval, date.fromordinal(last_day.toordinal() + 1))


def test_a_series_that_is_updated_nobody_knows_how_often_is_never_outdated() -> None:
    assert not is_outdated(parse_period("1900"), None, date(2100, 1, 1))


def test_what_is_outdated_keeps_what_it_was() -> None:
    found = of_value({"2015": "70", "2020": "90"}, spec(interval=12))
    assert (found.verdict, found.known) == (Verdict.OUTDATED, Verdict.ON_TRACK)
    assert found.expected == 80
    assert "2020" in english(found.reason)


def test_what_is_outdated_and_was_going_the_wrong_way_is_known_to() -> None:
    found = of_value({"2015": "70", "2020": "60"}, spec(interval=12))
    assert (found.verdict, found.known) == (Verdict.OUTDATED, Verdict.WRONG_WAY)
    without = of_value({"2015": "70", "2020": "60"}, spec(UP, None, interval=12))
    assert (without.verdict, without.known) == (Verdict.OUTDATED, Verdict.WRONG_WAY)


def test_what_has_no_value_is_not_outdated() -> None:
    found = of_value({"2015": None}, spec(interval=12))
    assert (found.verdict, found.known) == (Verdict.NO_DATA, None)


# ---------------------------------------------------------------- whom it is about


def measures(found: Sequence[Performance]) -> list[tuple[str, Measure, Sex]]:
    return [(one.group, one.measure, one.sex) for one in found]


def test_women_men_total_and_gap_each_get_a_verdict() -> None:
    rows = [*sexes({"2015": ("70", "50")}), *totals({"2015": "60"})]
    assert measures(assessed(rows, spec())) == [
        ("", Measure.VALUE, Sex.WOMEN),
        ("", Measure.VALUE, Sex.MEN),
        ("", Measure.VALUE, Sex.TOTAL),
        ("", Measure.GAP, Sex.TOTAL),
    ]


def test_values_for_women_and_men_only() -> None:
    assert measures(assessed(sexes({"2015": ("70", "50")}), spec())) == [
        ("", Measure.VALUE, Sex.WOMEN),
        ("", Measure.VALUE, Sex.MEN),
        ("", Measure.GAP, Sex.TOTAL),
    ]


def test_a_total_only_has_no_gap() -> None:
    assert measures(assessed(totals({"2015": "60"}), spec())) == [("", Measure.VALUE, Sex.TOTAL)]


def test_women_only_have_no_gap() -> None:
    assert measures(assessed([figure(sex=Sex.WOMEN)], spec())) == [("", Measure.VALUE, Sex.WOMEN)]


def test_a_group_s_row_is_never_taken_for_the_total() -> None:
    rows = [figure("2015", "70"), figure("2025", "90"), figure("2025", "10", group="unga")]
    whole, part = assessed(rows, spec())
    assert (whole.group, whole.verdict) == ("", Verdict.ON_TRACK)
    assert whole.latest is not None
    assert whole.latest.value == 90
    assert (part.group, part.verdict) == ("unga", Verdict.NO_TARGET)


def test_groups_alone_leave_all_of_the_population_without_data() -> None:
    rows = [figure("2015", "70", group="unga"), figure("2025", "10", group="unga")]
    whole, part = assessed(rows, spec())
    assert (whole.group, whole.verdict) == ("", Verdict.NO_DATA)
    assert (part.group, part.verdict) == ("unga", Verdict.WRONG_WAY)


def test_each_group_has_a_gap_of_its_own() -> None:
    rows = [
        *sexes({"2015": ("62", "50"), "2025": ("54", "50")}),
        *sexes({"2015": ("54", "50"), "2025": ("58", "50")}, group="unga"),
    ]
    gaps = [one for one in assessed(rows, NO_GAP) if one.measure is Measure.GAP]
    assert [(one.group, one.verdict) for one in gaps] == [
        ("", Verdict.ON_TRACK),
        ("unga", Verdict.WRONG_WAY),
    ]


def test_an_area_s_row_is_never_taken_for_another_s() -> None:
    rows = [figure("2015", "70"), figure("2025", "10", area=NORTH), figure("2025", "90")]
    [here] = assessed(rows, spec())
    [there] = assessed(rows, spec(), NORTH)
    assert (here.verdict, there.verdict) == (Verdict.ON_TRACK, Verdict.NO_TARGET)


# --------------------------------------------------------------- what changes no verdict

YEARS = st.integers(2010, 2026).map(str)
VALUES = st.none() | st.decimals(-200, 200, places=1)
BANDS = st.tuples(st.integers(-100, 100), st.integers(0, 50)).map(
    lambda ends: Band(low=Decimal(ends[0]), high=Decimal(ends[0] + ends[1]))
)


# ----------------------------------------------------------------- what is reached on the way


def stages(text: str) -> tuple[Stage, ...]:
    return parse_stages(text).steps


@pytest.mark.parametrize(
    ("on_the_way", "value", "verdict"),
    [
        # From 0 in 2015 to 100 in 2030. In 2025 the straight line asks for 66.7.
        ("80 (2020)", "80", Verdict.TOO_SLOW),
        ("80 (2020)", "90", Verdict.ON_TRACK),
        ("80 (2020)", "85", Verdict.ON_TRACK),  # 90, less the margin of 5
        ("80 (2020)", "84.9", Verdict.TOO_SLOW),
        ("10 (2020)", "50.1", Verdict.ON_TRACK),
        ("10 (2020)", "49.9", Verdict.TOO_SLOW),
        ("10 (2020), 20 (2025)", "20", Verdict.ON_TRACK),
        ("10 (2020), 20 (2025)", "14.9", Verdict.TOO_SLOW),
        ("10 (2020), 20 (2025)", "100", Verdict.REACHED),
        ("10 (2020), 20 (2025)", "-6", Verdict.WRONG_WAY),
        ("0 (2020), 0 (2026)", "0", Verdict.ON_TRACK),
    ],
)
def test_the_line_goes_through_what_is_to_be_reached_on_the_way(
    on_the_way: str, value: str, verdict: Verdict
) -> None:
    judged_by = spec(stages=stages(on_the_way))
    assert of_value({"2015": "0", "2025": value}, judged_by).verdict is verdict


def test_what_came_of_each_is_told() -> None:
    found = of_value(
        {"2015": "0", "2020-06": "29", "2020-11": "31", "2022": "20"},
        spec(stages=stages("30 (2020), 60 (2022), 80 (2028)")),
    )
    told = [(one.stage.year, one.value and one.value.value, one.is_met) for one in found.stages]
    assert told == [(2020, Decimal(31), True), (2022, Decimal(20), False), (2028, None, None)]
    assert found.expected == 60
    assert english(found.reason) == (
        "20 percent of the way is covered. The line through the targets asks for 60 percent by "
        "then."
    )


def test_balance_is_come_to_through_wider_bands_from_either_side() -> None:
    judged_by = spec(BALANCE, "40–60", stages=stages("30–75 (2020)"))
    assert of_value({"2015": "20", "2020": "30"}, judged_by).expected == 30
    assert of_value({"2015": "90", "2020": "75"}, judged_by).expected == 75


def test_the_gap_has_its_own_way() -> None:
    judged_by = spec(None, None, stages=stages("30 (2020)"))
    found = of_gap({"2015": "12", "2025": "4"}, judged_by)
    assert (found.verdict, found.stages) == (Verdict.ON_TRACK, ())


@given(
    start=st.integers(-50, 99),
    value=st.integers(-100, 120),
    year=st.integers(2016, 2029),
    latest=st.integers(2016, 2026),
)
def test_a_value_on_the_straight_line_changes_no_verdict(
    start: int, value: int, year: int, latest: int
) -> None:
    on_line = Fraction(start) + Fraction(100 - start) * (year - 2015) / 15
    if on_line.denominator not in {1, 5}:
        return
    exact = Decimal(on_line.numerator) / on_line.denominator
    stage = Stage(band=Band(low=exact, high=exact), year=year)
    values = {"2015": str(start), str(latest): str(value)}
    with_stage, without = (of_value(values, spec(stages=given)) for given in ((stage,), ()))
    assert (with_stage.verdict, with_stage.expected) == (without.verdict, without.expected)


@given(
    one=st.integers(0, 100),
    other=st.integers(0, 100),
    latest=st.integers(2016, 2026),
)
def test_what_is_on_the_line_or_better_is_on_track(one: int, other: int, latest: int) -> None:
    low, high = sorted((one, other))
    judged_by = spec(stages=stages(f"{low} (2018), {high} (2024)"))
    expected = of_value({"2015": "0", str(latest): "0"}, judged_by).expected
    assert expected is not None
    found = of_value({"2015": "0", str(latest): str(expected)}, judged_by)
    assert found.verdict in {Verdict.ON_TRACK, Verdict.REACHED}


@st.composite
def any_rows(draw: st.DrawFn) -> list[Row]:
    keys = draw(
        st.lists(st.tuples(YEARS, st.sampled_from(Sex), st.sampled_from(["", "unga"])), unique=True)
    )
    rows = []
    for year, sex, group in keys:
        value = draw(VALUES)
        rows.append(figure(year, None if value is None else str(value), sex, group=group))
    return rows


@st.composite
def any_aim(draw: st.DrawFn) -> TargetSpec:
    direction = draw(st.none() | st.sampled_from(Direction))
    target = draw(st.none() | BANDS)
    if target is not None and direction is not BALANCE and draw(st.booleans()):
        target = Band(low=target.low, high=target.low)
    baseline = draw(st.none() | YEARS)
    return TargetSpec(
        direction=direction,
        baseline=None if baseline is None else parse_period(baseline),
        target=target,
        year=draw(st.none() | st.integers(2010, 2040)),
        gap_target=draw(BANDS) if direction else draw(st.none() | BANDS),
        interval=draw(st.sampled_from([None, 1, 12, 48])),
    )


def verdicts(rows: Sequence[Row], judged_by: TargetSpec) -> list[tuple[object, ...]]:
    return [
        (one.group, one.measure, one.sex, one.verdict, one.known)
        for one in assessed(rows, judged_by)
    ]


def scaled(band: Band | None, factor: Decimal) -> Band | None:
    return band and Band(low=band.low * factor, high=band.high * factor)


@given(any_rows(), any_aim(), st.sampled_from(["0.001", "0.3", "7", "1000"]).map(Decimal))
def test_another_unit_changes_no_verdict(
    rows: list[Row], judged_by: TargetSpec, factor: Decimal
) -> None:
    others = [replace(row, value=None if row.value is None else row.value * factor) for row in rows]
    other_aim = replace(
        judged_by,
        target=scaled(judged_by.target, factor),
        gap_target=scaled(judged_by.gap_target, factor),
    )
    assert verdicts(others, other_aim) == verdicts(rows, judged_by)


def mirrored(band: Band | None) -> Band | None:
    return band and Band(low=-band.high, high=-band.low)


@given(any_rows(), any_aim())
def test_a_gap_is_judged_the_same_whoever_has_more(rows: list[Row], judged_by: TargetSpec) -> None:
    other = {Sex.WOMEN: Sex.MEN, Sex.MEN: Sex.WOMEN, Sex.TOTAL: Sex.TOTAL}
    swapped = [replace(row, sex=other[row.sex]) for row in rows]
    there = verdicts(swapped, replace(judged_by, gap_target=mirrored(judged_by.gap_target)))
    assert [one for one in there if one[1] is Measure.GAP] == [
        one for one in verdicts(rows, judged_by) if one[1] is Measure.GAP
    ]


@given(any_rows(), any_aim(), st.randoms())
def test_the_order_of_rows_changes_nothing(
    rows: list[Row], judged_by: TargetSpec, chance: object
) -> None:
    before = assessed(rows, judged_by)
    chance.shuffle(rows)  # type: ignore[attr-defined]
    assert assessed(rows, judged_by) == before


@given(any_rows(), any_rows(), any_aim())
def test_areas_to_compare_with_change_nothing(
    rows: list[Row], others: list[Row], judged_by: TargetSpec
) -> None:
    elsewhere = [replace(row, area=COUNTY) for row in others]
    assert assessed([*elsewhere, *rows], judged_by) == assessed(rows, judged_by)


@given(any_rows(), any_aim())
def test_what_is_worse_than_at_the_baseline_is_never_called_good(
    rows: list[Row], judged_by: TargetSpec
) -> None:
    for one in assessed(rows, judged_by):
        if one.target and one.baseline and one.latest:
            worse = one.target.distance(one.latest.value) > one.target.distance(one.baseline.value)
            good = {Verdict.REACHED, Verdict.ON_TRACK}
            assert not (worse and {one.verdict, one.known} & good)
            assert (one.verdict is Verdict.REACHED) <= (one.target.distance(one.latest.value) == 0)


def test_the_words_of_the_verdicts_are_a_contract() -> None:
    assert [WORDS.of(verdict) for verdict in Verdict] == [
        "uppnått",
        "inte uppnått",
        "på väg",
        "för långsamt",
        "oförändrat",
        "fel riktning",
        "saknar data",
        "saknar mål",
        "för tidigt att säga",
        "inaktuellt",
    ]


@pytest.mark.parametrize("value", ["99", "95"])
def test_a_target_that_the_baseline_met_with_something_to_spare_is_lost(value: str) -> None:
    assert of_value({"2015": "104", "2016": value}, spec(UP, "100")).verdict is Verdict.WRONG_WAY


def test_what_is_not_all_of_the_way_is_not_said_to_be() -> None:
    found = of_value({"2015": "0", "2029": "99.7"}, spec(UP, "100"))
    assert found.verdict is Verdict.ON_TRACK
    assert "99.7 percent of the way" in english(found.reason)


def test_a_period_in_which_an_area_is_not_known_decides_nothing() -> None:
    rows = of_areas({NORTH: {"2015": "60", "2025": "90"}, SOUTH: {"2015": "60"}})
    rows.append(figure("2025", None, area=SOUTH))
    found = against(rows + of_areas({HOME: {"2015": "60", "2025": "85"}}), EVERY_AREA)
    assert found.latest is not None
    assert str(found.latest.period) == "2015"
    assert found.verdict is not Verdict.REACHED


@pytest.mark.parametrize(
    ("last", "verdict", "said"),
    [
        ("56", Verdict.REACHED, "better than the one before"),
        ("55", Verdict.UNCHANGED, "not better than the one before"),
        ("53", Verdict.WRONG_WAY, "worse than the one before"),
    ],
)
def test_what_is_no_better_than_before_is_never_on_track(
    last: str, verdict: Verdict, said: str
) -> None:
    values = {"2018": "40", "2020": "50", "2022": "55", "2024": last}
    found = against(of_areas({HOME: values}), replace(ABOVE_LAST, baseline=parse_period("2020")))
    assert found.verdict is verdict
    assert said in english(found.reason)
    assert found.target is not None
    assert found.target.band.low == 55


def test_every_area_must_be_known_and_counts_for_the_gap_too() -> None:
    one_known = of_areas({NORTH: {"2015": "60", "2025": "90"}})
    assert against(one_known, EVERY_AREA).verdict is Verdict.NO_DATA
    rows = [
        *sexes({"2015": ("80", "80"), "2025": ("80", "80")}),
        *sexes({"2015": ("80", "80"), "2025": ("60", "85")}, area=NORTH),
        *sexes({"2015": ("80", "80"), "2025": ("81", "80")}, area=SOUTH),
    ]
    others = OtherAreas(country=COUNTY, divisions=(TWO_WARDS,))
    found = assess(Series(rows), EVERY_AREA, HOME, TODAY, others)
    [gap] = [one for one in found if one.measure is Measure.GAP]
    assert gap.verdict is Verdict.WRONG_WAY


def test_areas_alone_are_enough_for_a_target_for_every_area() -> None:
    rows = of_areas({NORTH: {"2015": "60", "2025": "90"}, SOUTH: {"2015": "60", "2025": "85"}})
    assert against(rows, EVERY_AREA).verdict is Verdict.REACHED


def test_the_reason_says_how_many_areas_are_left_and_names_none() -> None:
    def reason(north: str, south: str) -> str:
        values = {NORTH: {"2015": "60", "2025": north}, SOUTH: {"2015": "70", "2025": south}}
        return english(against(of_areas(values), EVERY_AREA).reason)

    assert "1 of 2 valdistrikt have not reached it" in reason("75", "85")
    assert "2 of 2 valdistrikt have not reached it" in reason("75", "79")
    assert "all 2 valdistrikt have reached it" in reason("90", "85")
    assert "Norra" not in reason("75", "85")
    assert "Södra" not in reason("75", "85")


def test_areas_of_two_kinds_are_judged_apart() -> None:
    values = {
        NORTH: {"2015": "60", "2025": "90"},
        SOUTH: {"2015": "70", "2025": "85"},
        NORTH_REGSO: {"2015": "60", "2025": "50"},
        EAST_REGSO: {"2015": "70", "2025": "85"},
    }
    others = OtherAreas(divisions=(TWO_WARDS, TWO_REGSO))
    found = assess(Series(of_areas(values)), EVERY_AREA, HOME, TODAY, others)
    assert [(one.division, one.verdict) for one in found] == [
        ("valdistrikt", Verdict.REACHED),
        ("RegSO", Verdict.WRONG_WAY),
    ]
    of_wards = assess(Series(of_areas(values)[:4]), EVERY_AREA, HOME, TODAY, others)
    assert [one.division for one in of_wards] == ["valdistrikt"]


def test_a_part_that_is_missing_is_not_made_up_for_by_one_of_another_kind() -> None:
    values = {
        NORTH: {"2015": "60", "2025": "90"},
        NORTH_REGSO: {"2015": "60", "2025": "90"},
    }
    others = OtherAreas(divisions=(TWO_WARDS, TWO_REGSO))
    found = assess(Series(of_areas(values)), EVERY_AREA, HOME, TODAY, others)
    assert {one.verdict for one in found} == {Verdict.NO_DATA}
