"""Targets: how they are written, and how far a value is from one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure.targets import Target, target_of
from policytrace.schema.vocabulary import Direction
from policytrace.values.bands import EQUAL, Band, parse_band

UP, DOWN, BALANCE = Direction.UP, Direction.DOWN, Direction.BALANCE


def band(low: str, high: str | None = None) -> Band:
    return Band(low=Decimal(low), high=Decimal(high or low))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("95", band("95")),
        ("42,5", band("42.5")),
        ("42.5", band("42.5")),
        ("-3", band("-3")),
        ("−3,25", band("-3.25")),
        (" 0 ", band("0")),
        ("40–60", band("40", "60")),
        ("40..60", band("40", "60")),
        ("−2..2", band("-2", "2")),
        ("-2..2", band("-2", "2")),
        ("-2–-1", band("-2", "-1")),
        ("−2,5–−1,5", band("-2.5", "-1.5")),
        ("5..5", band("5")),
    ],
)
def test_a_value_or_a_band(text: str, meant: Band) -> None:
    assert parse_band(text) == meant
    assert parse_band(text).is_point is (meant.low == meant.high)


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "1e3", "NaN", "60–40", "2..-2", "40-60", "40...60", "40–60–80", "40 – 60"),
        *("40–", "–60", "..", "+5", "5 %", "1 000", "1.2.3", "٤٠", "9" * 16, "9" * 1_000_000),
        *("0,12345678901", "40–60\nx"),
    ],
)
def test_what_is_neither(text: str) -> None:
    with pytest.raises(ValueError, match=r"neither|wrong order"):
        parse_band(text)


@pytest.mark.parametrize(
    ("direction", "band", "fits"),
    [
        (UP, band("95"), True),
        (DOWN, band("0"), True),
        (BALANCE, band("40", "60"), True),
        (UP, band("40", "60"), False),
        (DOWN, band("40", "60"), False),
        (BALANCE, band("50"), False),
    ],
)
def test_balance_needs_a_band_and_the_others_a_value(
    direction: Direction, band: Band, *, fits: bool
) -> None:
    expected = Target(direction=direction, band=band) if fits else None
    assert target_of(direction, band) == expected


@pytest.mark.parametrize(
    ("direction", "spec", "value", "distance"),
    [
        (UP, band("95"), "90", "5"),
        (UP, band("95"), "95", "0"),
        (UP, band("95"), "97", "0"),
        (DOWN, band("5"), "9", "4"),
        (DOWN, band("5"), "5", "0"),
        (DOWN, band("5"), "-1", "0"),
        (BALANCE, band("40", "60"), "30", "10"),
        (BALANCE, band("40", "60"), "40", "0"),
        (BALANCE, band("40", "60"), "50", "0"),
        (BALANCE, band("40", "60"), "60", "0"),
        (BALANCE, band("40", "60"), "75", "15"),
        (BALANCE, EQUAL, "12", "12"),
        (BALANCE, EQUAL, "-12", "12"),
        (BALANCE, band("-2", "2"), "-3", "1"),
    ],
)
def test_how_far_a_value_is_from_the_target(
    direction: Direction, spec: Band, value: str, distance: str
) -> None:
    target = Target(direction=direction, band=spec)
    assert target.distance(Decimal(value)) == Decimal(distance)


NUMBERS = st.decimals(-1000, 1000, places=2)


@given(st.sampled_from(Direction), NUMBERS, NUMBERS, NUMBERS)
def test_the_value_at_a_distance_is_that_far_away_on_the_side_where_it_began(
    direction: Direction, one: Decimal, other: Decimal, start: Decimal
) -> None:
    target = Target(direction=direction, band=Band(low=min(one, other), high=max(one, other)))
    whole = target.distance(start)
    half = target.at(whole / 2, start)
    assert target.distance(half) == whole / 2
    if whole:
        assert target.at(whole, start) == start
        assert min(start, target.at(Decimal(0), start)) <= half
        assert half <= max(start, target.at(Decimal(0), start))
