"""What a chart cannot show is refused when the chart is made."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from policytrace.charts.model import LARGEST, Bar, Point, TargetMark


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+12", "-1E+999"])
def test_a_value_that_cannot_be_drawn_is_refused(value: str) -> None:
    number = Decimal(value)
    with pytest.raises(ValueError, match="no value that can be drawn"):
        Point(x=Fraction(2022), label="2022", value=number)
    with pytest.raises(ValueError, match="no value that can be drawn"):
        Bar(name="Norra", value=number)
    with pytest.raises(ValueError, match="no value that can be drawn"):
        TargetMark(low=Decimal(0), high=number, until=None, name="Mål")


def test_a_band_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="wrong order"):
        TargetMark(low=Decimal(2), high=Decimal(1), until=None, name="Mål")


def test_the_largest_values_are_fine() -> None:
    Point(x=Fraction(2022), label="2022", value=LARGEST - 1)
    Point(x=Fraction(2022), label="2022", value=1 - LARGEST)
