"""A line's points in the order of time, some of them without a value."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from policytrace.charts.marks import Spot, Vertex
from policytrace.charts.model import Point

_TOO_FAR = Fraction(3, 2)
"""So many times what is usually between two values is a gap; months differ a little in length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSeries:
    """Points from the first value to the last, in the order of time."""

    points: tuple[Point, ...]

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The values that there are; at least one."""
        return tuple(point.value for point in self.points if point.value is not None)

    @property
    def start(self) -> float:
        """When the first value is, in years."""
        return float(self.points[0].x)

    @property
    def end(self) -> float:
        """When the last value is."""
        return float(self.points[-1].x)

    def vertices(self) -> list[Vertex]:
        """All points, for a line."""
        return [
            Vertex(x=float(point.x), y=None if point.value is None else float(point.value))
            for point in self.points
        ]

    def lonely_spots(self) -> list[Spot]:
        """The points that no line leads to or from, since their neighbours have no value."""
        return self._spots(self._lonely())

    def marked_spots(self, apart: float, width: float) -> list[Spot]:
        """The points to be marked if two marks shall be `apart` on a line that is `width` long.

        The last one, every so many before it, and those that could not be seen otherwise.
        """
        between = width / max(len(self.points) - 1, 1)
        step = max(1, math.ceil(apart / between)) if between else 1
        return self._spots({*range(len(self.points) - 1, -1, -step), *self._lonely()})

    def _spots(self, indexes: Iterable[int]) -> list[Spot]:
        """Those of the points that have a value, in the order of time."""
        chosen = (self.points[index] for index in sorted(indexes))
        return [
            Spot(x=float(point.x), y=float(point.value))
            for point in chosen
            if point.value is not None
        ]

    def _lonely(self) -> list[int]:
        values = [None, *(point.value for point in self.points), None]
        return [
            index
            for index, point in enumerate(self.points)
            if point.value is not None and values[index] is None and values[index + 2] is None
        ]


def _with_gaps(ordered: Sequence[Point]) -> Iterator[Point]:
    """The points, and one without a value wherever more time than usual lies between two.

    A line across a year that nobody has counted would say what it was then.
    """
    apart = [later.x - earlier.x for earlier, later in pairwise(ordered)]
    counted = Counter(apart)
    usual = min(counted, key=lambda one: (-counted[one], one), default=Fraction(0))
    for at, point in enumerate(ordered):
        if at and apart[at - 1] > usual * _TOO_FAR:
            yield Point(x=point.x - apart[at - 1] / 2, label="", value=None)
        yield point


def line_series_of(points: Iterable[Point]) -> LineSeries | None:
    """The points as a line series; None if none has a value."""
    ordered = list(_with_gaps(sorted(points, key=lambda point: point.x)))
    known = [index for index, point in enumerate(ordered) if point.value is not None]
    return LineSeries(points=tuple(ordered[known[0] : known[-1] + 1])) if known else None
