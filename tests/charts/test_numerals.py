"""Numbers as Swedish writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.charts.numerals import decimals_for, swedish


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        ("48.25", 1, "48,3"),
        ("-48.25", 1, "−48,3"),
        ("235000", 0, "235\u202f000"),
        ("-1234567.5", 1, "−1\u202f234\u202f567,5"),
        ("0", 1, "0,0"),
        ("-0.04", 1, "0,0"),
        ("1E+5", 0, "100\u202f000"),
        ("0.5", 0, "1"),
    ],
)
def test_a_number_is_written_in_swedish(value: str, decimals: int, written: str) -> None:
    assert swedish(Decimal(value), decimals) == written


@pytest.mark.parametrize(
    ("values", "decimals"),
    [
        (["48", "50"], 0),
        (["48.0", "50.00"], 0),
        (["48.2", "50"], 1),
        (["48.25", "50.125"], 1),
        (["4.25", "5"], 2),
        (["0.12345", "0.5"], 3),
        (["235000.5", "1.25"], 0),
        (["0.0000001"], 0),
        ([], 0),
    ],
)
def test_values_have_the_decimals_they_need_and_no_more(values: list[str], decimals: int) -> None:
    assert decimals_for(map(Decimal, values)) == decimals


@pytest.mark.parametrize(
    ("values", "edges", "decimals"),
    [
        (["97.0", "98.5", "99.95"], ["100"], 2),
        (["97.0", "98.5", "100"], ["100"], 1),
        (["1234.4", "999.5"], ["1000"], 1),
        (["20.25", "20.05"], ["18", "20"], 1),
        (["99.99999999"], ["100"], 0),
    ],
)
def test_a_value_near_a_target_does_not_look_as_if_it_were_there(
    values: list[str], edges: list[str], decimals: int
) -> None:
    assert decimals_for(map(Decimal, values), list(map(Decimal, edges))) == decimals


@given(st.decimals(-(10**12), 10**12, allow_nan=False), st.integers(0, 6))
def test_what_is_written_is_the_number(value: Decimal, decimals: int) -> None:
    written = swedish(value, decimals).replace("\u202f", "").replace(",", ".").replace("−", "-")
    assert abs(Decimal(written) - value) <= Decimal("0.5").scaleb(-decimals)
