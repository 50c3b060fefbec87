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
from policytrace.charts.model import Line, Point

_TOO_FAR = Fraction(3, 2)
"""So many times what is usually between two values is a gap; months differ a little in length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSeries:
    """Points from the first value to the last, in the order of time."""

    points: tuple[Point, ...]
    has_preliminary: bool
    """Whether a value may change."""

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

    def vertices(self, *, preliminary: bool = False) -> list[Vertex]:
        """What a line leads through: to and from values that may change, or between the others."""
        found = [_vertex(self.points[0])]
        for before, after in pairwise(self.points):
            if (before.is_preliminary or after.is_preliminary) is not preliminary:
                found.append(Vertex(x=float(after.x), y=None))
            found.append(_vertex(after))
        return found

    def preliminary_spots(self) -> list[Spot]:
        """The points whose values may change."""
        return _spots(point for point in self.points if point.is_preliminary)

    def lonely_spots(self) -> list[Spot]:
        """Of the other points those that no line leads to or from: no neighbour has a value."""
        return self._final_spots(self._lonely())

    def marked_spots(self, apart: float, width: float) -> list[Spot]:
        """Of them those to be marked if two marks shall be `apart` on a line `width` long.

        The last one, every so many before it, and those that could not be seen otherwise.
        """
        between = width / max(len(self.points) - 1, 1)
        step = max(1, math.ceil(apart / between)) if between else 1
        return self._final_spots({*range(len(self.points) - 1, -1, -step), *self._lonely()})

    def _final_spots(self, indexes: Iterable[int]) -> list[Spot]:
        chosen = (self.points[index] for index in sorted(indexes))
        return _spots(point for point in chosen if not point.is_preliminary)

    def _lonely(self) -> list[int]:
        values = [None, *(point.value for point in self.points), None]
        return [
            index
            for index, point in enumerate(self.points)
            if point.value is not None and values[index] is None and values[index + 2] is None
        ]


def _vertex(point: Point) -> Vertex:
    return Vertex(x=float(point.x), y=None if point.value is None else float(point.value))


def _spots(points: Iterable[Point]) -> list[Spot]:
    """Those of the points that have a value."""
    return [
        Spot(x=float(point.x), y=float(point.value)) for point in points if point.value is not None
    ]


def _with_gaps(ordered: Sequence[Point]) -> Iterator[Point]:
    """The points, and one without a value wherever more time than usual lies between two.

    A line across a year that nobody has counted would say what it was then.
    """
    apart = [later.x - earlier.x for earlier, later in pairwise(ordered)]
    counted = Counter(apart)
    usual = min(counted, key=lambda one: (-counted[one], one), default=Fraction(0))
    most = usual * _TOO_FAR
    for at, point in enumerate(ordered):
        if at and apart[at - 1] > most:
            yield Point(x=point.x - apart[at - 1] / 2, label="", value=None)
        yield point


def line_series_of(line: Line) -> LineSeries | None:
    """The points of a line as a line series; None if none has a value."""
    ordered = sorted(line.points, key=lambda point: point.x)
    if not line.known_between:
        ordered = list(_with_gaps(ordered))
    known = [index for index, point in enumerate(ordered) if point.value is not None]
    if not known:
        return None
    shown = tuple(ordered[known[0] : known[-1] + 1])
    return LineSeries(points=shown, has_preliminary=any(point.is_preliminary for point in shown))
