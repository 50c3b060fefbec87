"""The axis of values: from where to where, and which values are written beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from policytrace.charts.numerals import FINEST, rounded_to

MOST_STEPS = 5

_LEAST_SPAN = Decimal("0.1")
"""The least that an axis spans, as a share of its largest value: small changes stay small."""

_NEAR_ZERO = Decimal("0.66")
"""The share of a line chart's axis that is kept for the sake of 0: a cut makes changes steep."""

_WHOLE = Decimal(100)
"""Values that all are at most this may be shares of a whole; no axis goes past it for room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """An axis of values."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    """From low to high, equally far apart."""
    decimals: int
    """How many of them the ticks need."""

    @property
    def is_cut(self) -> bool:
        """Whether 0 is not on it."""
        return self.low > 0 or self.high < 0

    def share(self, value: Decimal) -> float:
        """Where `value` is: 0 at the low end, 1 at the high end."""
        return float((value - self.low) / (self.high - self.low))


def axis_for(
    values: Iterable[Decimal],
    *,
    zero: bool = False,
    past_zero: bool = False,
    steps: int = MOST_STEPS,
) -> Axis:
    """An axis with room for all of `values`, and if asked for, for 0 or for both sides of 0.

    It is not cut off if that would leave out less than a share of it. Its ends and ticks are
    round numbers, no more than about so many `steps` apart.
    """
    rounded = [rounded_to(value, FINEST) for value in values] or [Decimal(0), Decimal(1)]
    low, high = _span(min(rounded), max(rounded), zero=zero or past_zero)
    step = _step((high - low) / steps)
    first, last = math.floor(low / step), math.ceil(high / step)
    if past_zero:
        first, last = min(first, -1), max(last, 1)
    exponent = step.normalize().as_tuple().exponent
    return Axis(
        low=first * step,
        high=last * step,
        ticks=tuple(number * step for number in range(first, last + 1)),
        decimals=max(0, -exponent) if isinstance(exponent, int) else 0,
    )


def _span(low: Decimal, high: Decimal, *, zero: bool) -> tuple[Decimal, Decimal]:
    if zero or 0 <= low <= high * _NEAR_ZERO:
        low = min(low, Decimal(0))
    if zero or 0 >= high >= low * _NEAR_ZERO:
        high = max(high, Decimal(0))
    largest = max(abs(low), abs(high))
    lacking = (largest * _LEAST_SPAN or Decimal(1)) - (high - low)
    if lacking <= 0:
        return low, high
    return _widened(low, high, lacking)


def _widened(low: Decimal, high: Decimal, lacking: Decimal) -> tuple[Decimal, Decimal]:
    """Add `lacking` on both sides, but not below 0 or above the whole if no value is."""
    wide_low, wide_high = low - lacking / 2, high + lacking / 2
    if low >= 0 > wide_low:
        return Decimal(0), high + lacking - low
    if high <= _WHOLE < wide_high:
        return low - lacking + (_WHOLE - high), _WHOLE
    return wide_low, wide_high


def _step(least: Decimal) -> Decimal:
    """The least number of 1, 2 and 5 times a power of ten that is not below `least`."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least)
