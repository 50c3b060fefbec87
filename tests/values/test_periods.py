"""Periods: how they are written, how long they are, and where they lie on the axis of time."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.values.periods import PeriodKind, parse_period

YEARS = st.integers(1900, 2100)
FORMS = st.one_of(
    YEARS.map(str),
    st.builds("{}-H{}".format, YEARS, st.integers(1, 2)),
    st.builds("{}-Q{}".format, YEARS, st.integers(1, 4)),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
    YEARS.map(lambda year: f"{year}/{(year + 1) % 100:02}"),
)
"""Every form of a period."""


@pytest.mark.parametrize(
    ("text", "kind", "start", "end", "middle"),
    [
        ("2022", PeriodKind.YEAR, date(2022, 1, 1), date(2022, 12, 31), Fraction(4045, 2)),
        ("2022-H1", PeriodKind.HALF, date(2022, 1, 1), date(2022, 6, 30), Fraction(8089, 4)),
        ("2022-H2", PeriodKind.HALF, date(2022, 7, 1), date(2022, 12, 31), Fraction(8091, 4)),
        ("2022-Q1", PeriodKind.QUARTER, date(2022, 1, 1), date(2022, 3, 31), Fraction(16177, 8)),
        ("2022-Q4", PeriodKind.QUARTER, date(2022, 10, 1), date(2022, 12, 31), Fraction(16183, 8)),
        ("2024-02", PeriodKind.MONTH, date(2024, 2, 1), date(2024, 2, 29), 2024 + Fraction(1, 8)),
        (
            "2022-12",
            PeriodKind.MONTH,
            date(2022, 12, 1),
            date(2022, 12, 31),
            2023 - Fraction(1, 24),
        ),
        ("2017/18", PeriodKind.SCHOOL_YEAR, date(2017, 7, 1), date(2018, 6, 30), Fraction(2018)),
        ("1999/00", PeriodKind.SCHOOL_YEAR, date(1999, 7, 1), date(2000, 6, 30), Fraction(2000)),
        ("1900", PeriodKind.YEAR, date(1900, 1, 1), date(1900, 12, 31), Fraction(3801, 2)),
        ("2100/01", PeriodKind.SCHOOL_YEAR, date(2100, 7, 1), date(2101, 6, 30), Fraction(2101)),
    ],
)
def test_a_period_of_each_kind(
    text: str, kind: PeriodKind, start: date, end: date, middle: Fraction
) -> None:
    period = parse_period(text)
    assert (period.kind, period.start, period.end, period.middle) == (kind, start, end, middle)
    assert (period.text, str(period)) == (text, text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "22", "20222", "1899", "2101", "0000", "-2022", "+2022", "2022 ", " 2022"),
        *("2022-H0", "2022-H3", "2022-Q0", "2022-Q5", "2022-q1", "2022-h1", "2022H1", "2022-1"),
        *("2022-00", "2022-13", "2022-05-01", "2022/24", "2022/22", "2022/2023", "2022/3"),
        *("2022–23", "2022.0", "²⁰²²", "٢٠٢٢", "2022\n", "2022\x00", "None", "9" * 10_000),
    ],
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        parse_period(text)


def test_periods_are_in_the_order_of_time_whatever_they_are_called() -> None:
    in_order = ["1999/00", "2017", "2017-11", "2017/18", "2018-Q1", "2018", "2018-H2"]
    assert [p.text for p in sorted(map(parse_period, reversed(in_order)))] == [
        "1999/00",
        "2017",
        "2017/18",
        "2017-11",
        "2018-Q1",
        "2018",
        "2018-H2",
    ]


@given(FORMS, FORMS)
def test_two_periods_are_the_same_if_they_are_written_the_same(one: str, other: str) -> None:
    assert (parse_period(one) == parse_period(other)) is (one == other)
    assert len({parse_period(one), parse_period(one)}) == 1


@given(FORMS)
def test_a_period_has_its_middle_in_the_middle_of_its_months(text: str) -> None:
    period = parse_period(text)
    first = period.start.year + Fraction(period.start.month - 1, 12)
    last = period.end.year + Fraction(period.end.month, 12)
    assert period.middle == (first + last) / 2
    assert period.start < period.end
