"""What an indicator should reach: a value to get to or past, or a band to be within."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from policytrace.schema.vocabulary import Direction
from policytrace.values.bands import Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a measure should reach, and from which side."""

    direction: Direction
    band: Band

    def distance(self, value: Decimal) -> Decimal:
        """How far `value` is from the target, in the measure's unit; 0 when it is reached."""
        return max(self.short_of(value), Decimal(0))

    def short_of(self, value: Decimal) -> Decimal:
        """The distance, but less than 0 for a value that has something to spare."""
        below, above = self.band.low - value, value - self.band.high
        if self.direction is Direction.UP:
            return below
        if self.direction is Direction.DOWN:
            return above
        return max(below, above)

    def left_at(self, stage: Band, start: Decimal) -> Decimal:
        """How far it is from a stage on the way to the target, on the side where `start` is."""
        if self.direction is Direction.UP:
            return self.band.low - stage.low
        if self.direction is Direction.DOWN:
            return stage.high - self.band.high
        if start < self.band.low:
            return self.band.low - stage.low
        return stage.high - self.band.high

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


def target_of(direction: Direction, band: Band) -> Target | None:
    """The target, if direction and band fit: balance needs a band, the others a single value."""
    if (direction is Direction.BALANCE) == band.is_point:
        return None
    return Target(direction=direction, band=band)
