"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.values.bands import parse_band
from policytrace.values.numbers import (
    decimals_of,
    exact_band,
    exact_number,
    written_band,
    written_number,
)


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        ("0", "0", "0"),
        ("-0.001", "−0,001", "-0.001"),
        ("42.9", "42,9", "42.9"),
        ("42.90", "42,9", "42.9"),
        ("1234.5", "1\u202f234,5", "1,234.5"),
        ("1234567", "1\u202f234\u202f567", "1,234,567"),
        ("-12", "−12", "-12"),
        ("-1234.567", "−1\u202f234,57", "-1,234.57"),
        ("0.125", "0,13", "0.13"),
        ("-0.125", "−0,13", "-0.13"),
        ("0.135", "0,14", "0.14"),
        ("1E+3", "1\u202f000", "1,000"),
        ("1E+30", "1" + 10 * "\u202f000", "1" + 10 * ",000"),
        ("999999999999999.0123456789", "999\u202f999\u202f999\u202f999\u202f999,01", None),
    ],
)
def test_a_number(value: str, swedish: str, english: str | None) -> None:
    assert written_number(Decimal(value), "sv") == swedish
    if english:
        assert written_number(Decimal(value), "en") == english


@pytest.mark.parametrize(
    ("value", "swedish"),
    [
        ("0.125", "0,125"),
        ("1234.50", "1\u202f234,5"),
        ("-0.001", "−0,001"),
        ("-0.0", "0"),
        ("0E+5", "0"),
        ("1E-12", "0,000000000001"),
        ("100000000000000000000000000000.5", "100" + 9 * "\u202f000" + ",5"),
        ("1E+308", "100" + 102 * "\u202f000"),
    ],
)
def test_a_number_with_all_its_decimals(value: str, swedish: str) -> None:
    assert exact_number(Decimal(value), "sv") == swedish


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40))
def test_a_number_with_all_its_decimals_is_that_number(value: Decimal) -> None:
    written = exact_number(value, "sv")
    read = written.replace("\u202f", "").replace("−", "-").replace(",", ".")
    assert Decimal(read) == value


@pytest.mark.parametrize(
    ("band", "swedish", "english"),
    [
        ("95", "95", "95"),
        ("40–60", "40–60", "40–60"),
        ("42,5–1000", "42,5–1\u202f000", "42.5–1,000"),
        ("−2..2", "−2 – 2", "-2 – 2"),
        ("−2..−1", "−2 – −1", "-2 – -1"),
        ("−0,001..2", "−0,001 – 2", "-0.001 – 2"),
    ],
)
def test_a_band(band: str, swedish: str, english: str) -> None:
    assert written_band(parse_band(band), "sv") == swedish
    assert written_band(parse_band(band), "en") == english


def test_a_band_with_all_its_decimals() -> None:
    assert exact_band(parse_band("42,125"), "sv") == "42,125"
    assert exact_band(parse_band("−0,001..2"), "sv") == "−0,001 – 2"


NUMBERS = st.decimals(
    min_value=-1_000_000, max_value=1_000_000, allow_nan=False, allow_infinity=False, places=6
)


@given(NUMBERS, NUMBERS)
def test_values_that_differ_look_different(one: Decimal, other: Decimal) -> None:
    decimals = decimals_of(one, other)
    written = {written_number(value, "sv", decimals) for value in (one, other)}
    assert len(written) == len({one, other})


@given(NUMBERS)
def test_what_is_not_nothing_does_not_look_like_nothing(value: Decimal) -> None:
    assert (written_number(value, "sv") == "0") is (value == 0)
