"""What a chart shows. All words are in the reader's language; all of them are plain text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

_MOST_DOTS = 2

LARGEST = Decimal(10) ** 12
"""No value is as large as this, whatever its sign: there is no room to write it out."""

CUT_AT = "¤"
"""Stands in a text for the value that an axis begins at."""


class LineKind(StrEnum):
    """Whom or what a line is about; it decides dashes, shape of the points, and colour."""

    WOMEN = "women"
    MEN = "men"
    TOTAL = "total"
    GAP = "gap"
    COMPARISON = "comparison"
    """Another area, to compare with: thin and grey."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A value in time; without a value it is a gap in its line.

    Raises:
        ValueError: the value is no finite number below `LARGEST`.
    """

    x: Fraction
    """The middle of the period, in years: 2022.5 for the year 2022."""
    label: str
    """The period as people write it."""
    value: Decimal | None
    is_preliminary: bool = False
    """Whether the value may change."""

    def __post_init__(self) -> None:
        _check(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Values over time, in any order. Its name stands at its end, with the last value."""

    name: str
    kind: LineKind
    points: tuple[Point, ...]
    known_between: bool = False
    """Whether no value is missing between two points, however far apart they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMark:
    """A value to reach on the way to a target, or a band if `low` and `high` differ."""

    x: Fraction
    """The middle of its year, as for points."""
    low: Decimal
    high: Decimal
    name: str
    """What stands at it or below the chart, as ``Etappmål 2027: 60``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetMark:
    """A value to reach, or a band if `low` and `high` differ.

    Raises:
        ValueError: `low` is above `high`, or one of them is no finite number below `LARGEST`.
    """

    low: Decimal
    high: Decimal
    until: Fraction | None
    """The middle of the target year, as for points; the axis then reaches that far."""
    name: str
    """What stands at the line, as ``Mål 2030: 50``."""
    stages: tuple[StageMark, ...] = ()
    """What is to be reached on the way, in the order of time."""

    def __post_init__(self) -> None:
        for stage in self.stages:
            _check(stage.low)
            _check(stage.high)
        _check(self.low)
        _check(self.high)
        if self.low > self.high:
            raise ValueError(f"the target's ends are in the wrong order: {self.low}, {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeChart:
    """Values over time. `title` and `description` stand beside the picture and are read out."""

    title: str
    description: str
    unit: str
    """Stands above the axis."""
    lines: tuple[Line, ...]
    target: TargetMark | None
    zero: bool
    """Whether the axis includes 0, which is then drawn as a line."""
    zero_name: str = ""
    """What stands at the line at 0, as ``Ingen skillnad``."""
    cut: str = ""
    """What stands beside the unit where the axis does not include 0, with `CUT_AT` in it."""
    preliminary: str = ""
    """What stands below the chart if there are values that may change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An area and its value.

    Raises:
        ValueError: the value is no finite number below `LARGEST`.
    """

    name: str
    value: Decimal | None
    missing: str = ""
    """What stands in the place of the bar when there is no value."""
    is_main: bool = True
    """Whether the chart is about it; others are there to compare with."""
    is_preliminary: bool = False
    """Whether the value may change."""

    def __post_init__(self) -> None:
        _check(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Areas beside each other, in the order that they are to be read in."""

    title: str
    description: str
    unit: str
    bars: tuple[Bar, ...]
    preliminary: str = ""
    """What stands below the chart if there are values that may change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A value as a point.

    Raises:
        ValueError: the value is no finite number below `LARGEST`.
    """

    kind: LineKind
    value: Decimal
    is_preliminary: bool = False
    """Whether the value may change."""

    def __post_init__(self) -> None:
        _check(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """An area and its values, each of another kind.

    Raises:
        ValueError: there are more than two, or two of a kind.
    """

    name: str
    dots: tuple[Dot, ...]
    missing: str = ""
    """What stands there when there is no value."""
    is_main: bool = False
    """Whether the others are there to compare with."""

    def __post_init__(self) -> None:
        if len({dot.kind for dot in self.dots}) < len(self.dots) or len(self.dots) > _MOST_DOTS:
            raise ValueError("a row has at most two dots, of two kinds")


@dataclass(frozen=True, slots=True, kw_only=True)
class DotChart:
    """Areas beside each other on one axis from 0, in the order given."""

    title: str
    description: str
    unit: str
    rows: tuple[DotRow, ...]
    names: tuple[tuple[LineKind, str], ...]
    """What the kinds of points are called; empty if there is one kind."""
    reference: Bar | None
    """A value to compare all with: a line across the rows."""
    preliminary: str = ""
    """What stands below the chart if there are points that may change."""


Chart = TimeChart | BarChart | DotChart


def _check(value: Decimal | None) -> None:
    if value is not None and not (value.is_finite() and abs(value) < LARGEST):
        raise ValueError(f"no value that can be drawn: {value}")
