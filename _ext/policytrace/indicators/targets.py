"""What an indicator should reach: a value to get to or past, or a band to be within."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_NUMBER = r"[-−]?[0-9]{1,15}(?:[.,][0-9]{1,10})?"
_FORM = re.compile(rf"(?P<low>{_NUMBER})(?:(?:–|\.\.)(?P<high>{_NUMBER}))?")


class Direction(StrEnum):
    """Which way a value should go. The values are the words of the project's schema."""

    UP = "upp"
    DOWN = "ned"
    BALANCE = "balans"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """All from `low` to `high`; a single value if the two are equal."""

    low: Decimal
    high: Decimal

    @property
    def is_point(self) -> bool:
        """Whether it holds just one value."""
        return self.low == self.high


EQUAL = Band(low=Decimal(0), high=Decimal(0))
"""No gap at all: the target for the gap where no other is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a measure should reach, and from which side."""

    direction: Direction
    band: Band

    def distance(self, value: Decimal) -> Decimal:
        """How far `value` is from the target, in the measure's unit; 0 when it is reached."""
        below, above = self.band.low - value, value - self.band.high
        if self.direction is Direction.UP:
            return max(below, Decimal(0))
        if self.direction is Direction.DOWN:
            return max(above, Decimal(0))
        return max(below, above, Decimal(0))

    def at(self, distance: Decimal, start: Decimal) -> Decimal:
        """The value that far from the target, on the side where `start` is."""
        if self.direction is Direction.UP:
            return self.band.low - distance
        if self.direction is Direction.DOWN:
            return self.band.high + distance
        if start < self.band.low:
            return self.band.low - distance
        if start > self.band.high:
            return self.band.high + distance
        return start


def parse_band(text: str) -> Band:
    """The value or band that `text` says: ``95``, ``42,5``, ``40–60``, ``-2..2``.

    Raises:
        ValueError: it is neither, or a band whose ends are in the wrong order.
    """
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"neither a number nor a band: {text!r}")
    low = _decimal(found["low"])
    high = _decimal(found["high"]) if found["high"] else low
    if high < low:
        raise ValueError(f"the band's ends are in the wrong order: {text!r}")
    return Band(low=low, high=high)


def target_of(direction: Direction, band: Band) -> Target | None:
    """The target, if direction and band fit: balance needs a band, the others a single value."""
    if (direction is Direction.BALANCE) == band.is_point:
        return None
    return Target(direction=direction, band=band)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace(",", "."))
