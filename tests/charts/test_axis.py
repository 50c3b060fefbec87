"""The axis of values: round numbers around all values, and no drama that is not in them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.charts.axis import Axis, axis_for

VALUES = st.lists(
    st.decimals(-(10**11), 10**11, allow_nan=False, allow_infinity=False), min_size=1, max_size=9
)


def axis(*values: str, zero: bool = False, past_zero: bool = False) -> Axis:
    return axis_for(map(Decimal, values), zero=zero, past_zero=past_zero)


def written(found: Axis) -> list[str]:
    return [f"{tick:.{found.decimals}f}" for tick in found.ticks]


def test_ticks_are_round_numbers_around_the_values() -> None:
    assert written(axis("41.3", "52.9")) == ["40", "45", "50", "55"]
    assert written(axis("0.62", "0.81")) == ["0.60", "0.65", "0.70", "0.75", "0.80", "0.85"]
    assert written(axis("218500", "301200")) == [
        "200000",
        "220000",
        "240000",
        "260000",
        "280000",
        "300000",
        "320000",
    ]


def test_an_axis_may_be_cut_off_unless_zero_is_asked_for() -> None:
    assert axis("45", "55").low == 44
    assert axis("45", "55", zero=True).low == 0
    assert axis("-45", "-55", zero=True).high == 0


def test_an_axis_is_not_cut_off_just_above_zero() -> None:
    assert axis("3", "11").low == 0
    assert axis("-3", "-11").high == 0


def test_both_sides_of_zero_are_there_if_asked_for() -> None:
    found = axis("4", "12", past_zero=True)
    assert found.low < 0 < found.high
    found = axis("-4", "-12", past_zero=True)
    assert found.low < 0 < found.high


def test_a_change_of_next_to_nothing_looks_like_it() -> None:
    found = axis("48.1", "48.2")
    assert found.high - found.low >= Decimal("4.8")


@pytest.mark.parametrize("value", ["0", "48", "-48", "100", "0.001", "999999999999"])
def test_values_that_are_all_equal_have_an_axis(value: str) -> None:
    found = axis(value, value)
    assert found.low <= Decimal(value) <= found.high
    assert len(found.ticks) > 1


def test_room_is_not_made_where_no_value_can_be() -> None:
    assert axis("100").low == 90
    assert axis("100").high == 100
    assert axis("0").low == 0
    assert axis("0.2", "0.2").low >= 0


def test_no_values_have_an_axis_too() -> None:
    found = axis_for([])
    assert found.low == 0
    assert found.high == 1


@given(VALUES, st.sampled_from(["", "zero", "past_zero"]))
def test_every_axis_holds_its_values_and_has_few_ticks(values: list[Decimal], wish: str) -> None:
    found = axis_for(values, zero=wish == "zero", past_zero=wish == "past_zero")
    rounded = Decimal("0.000001")
    assert found.low - rounded <= min(values)
    assert max(values) <= found.high + rounded
    assert found.ticks[0] == found.low
    assert found.ticks[-1] == found.high
    assert 2 <= len(found.ticks) <= 9
    assert len(set(written(found))) == len(found.ticks)
    assert not wish or found.low <= 0 <= found.high


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=9).filter(any))
def test_mirrored_values_have_a_mirrored_axis(numbers: list[int]) -> None:
    values = [Decimal(number) for number in numbers]
    found = axis_for(values, zero=True)
    mirrored = axis_for([-value for value in values], zero=True)
    assert (mirrored.low, mirrored.high) == (-found.high, -found.low)
