"""Values beside each other as points on one axis: a row for each area, one or two points in each.

Rows stand in the order that they are given in: never by their values. The axis begins at 0, so that
small differences look small; every line of its grid has its value.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policytrace.charts import marks
from policytrace.charts.axis import MOST_STEPS, Axis, axis_for
from policytrace.charts.key import KeyEntry, height_below, key, key_below, key_lines
from policytrace.charts.labels import BOLD, FONT_SIZE, LINE_HEIGHT, named, width_of
from policytrace.charts.marks import (
    DrawnChart,
    Frame,
    Layers,
    Plane,
    Scale,
    Segment,
    Spot,
    Text,
)
from policytrace.charts.model import Bar, Dot, DotChart, LineKind
from policytrace.charts.numerals import decimals_for, swedish
from policytrace.charts.palette import LOOKS, PRELIMINARY_DASH, WIDTH, LineLook
from policytrace.charts.text_metrics import broken

_NAME_EMS = 11.5
_MOST_NAME_LINES = 6
_BETWEEN_NAMES = 11
_BESIDE = 10
"""Between the plot and what stands beside it, and between a point and its value."""
_BELOW = 24
_LEAST_WIDTH = 100
_BETWEEN_TICKS = 5
_MISSING_EMS = 9
_BIGGER = 1.6
"""How much larger points are than on a line."""
_ALONE = LineLook(colour="accent", name_colour="ink", thickness=2)
"""Where all points are of one kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _ShownRow:
    """A row: its name beside its points, or above them where there is too little room beside."""

    name: tuple[str, ...]
    is_main: bool
    dots: tuple[Dot, ...]
    missing: str
    top: float
    """Units from the top of the plot."""
    height: float
    name_above: bool

    @property
    def middle(self) -> float:
        """Where its points are."""
        if self.name_above:
            return self.top + self.height - LINE_HEIGHT / 2 - _BETWEEN_NAMES / 2
        return self.top + self.height / 2

    @property
    def first_line(self) -> float:
        """The middle of the first line of its name."""
        if self.name_above:
            return self.top + _BETWEEN_NAMES / 2 + LINE_HEIGHT / 2
        return self.middle - (len(self.name) - 1) * LINE_HEIGHT / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _DotLayout:
    """Where everything is."""

    frame: Frame
    axis: Axis
    decimals: int
    looks: Mapping[LineKind, LineLook]
    reference: Decimal | None
    reference_dash: tuple[float, ...]

    @property
    def plane(self) -> Plane:
        low, high = float(self.axis.low), float(self.axis.high)
        return Plane(x=Scale(low=low, high=high, low_end=0, high_end=self.frame.width))

    def x(self, value: Decimal) -> float:
        """Where a value is; one that is finer than the axis shows stays on it."""
        return min(max(self.axis.share(value), 0.0), 1.0) * self.frame.width


def dot_chart(chart: DotChart) -> DrawnChart:
    """Draw the chart."""
    reference = chart.reference.value if chart.reference else None
    values = [dot.value for row in chart.rows for dot in row.dots]
    if reference is not None:
        values.append(reference)
    decimals = decimals_for(values)
    unit = broken(chart.unit, WIDTH / FONT_SIZE, 3)
    kinds, notes = key_lines(_key_of_kinds(chart.names)), key_lines(_key_below(chart))
    compared = _reference_words(chart.reference, decimals)
    above = len(unit) + len(kinds) + len(compared)
    layout, shown = _layout(
        chart, values, decimals=decimals, above=above, below=height_below(notes)
    )
    return marks.picture(
        layout.frame,
        itertools.chain(
            _ground(layout, shown),
            _points(layout, shown),
            marks.texts(_row_texts(layout, shown)),
            marks.texts(_axis_texts(layout)),
            key(kinds, -layout.frame.left, len(unit) * LINE_HEIGHT - layout.frame.top),
            marks.texts(_texts_above(layout, unit, compared)),
            key_below(notes, layout.frame, _BELOW),
        ),
    )


def _shown(chart: DotChart, *, name_above: bool) -> Iterator[_ShownRow]:
    top = 0.0
    for row in chart.rows:
        ems = WIDTH / FONT_SIZE if name_above else _NAME_EMS
        name = broken(row.name, ems / (BOLD if row.is_main else 1), _MOST_NAME_LINES)
        lines = len(name) + 1 if name_above else max(len(name), 1)
        height = lines * LINE_HEIGHT + _BETWEEN_NAMES
        missing = " ".join(broken(row.missing, _MISSING_EMS, 1)) if not row.dots else ""
        yield _ShownRow(
            name=name,
            is_main=row.is_main,
            dots=row.dots,
            missing=missing,
            top=top,
            height=height,
            name_above=name_above,
        )
        top += height


def _layout(
    chart: DotChart, values: Sequence[Decimal], *, decimals: int, above: int, below: float
) -> tuple[_DotLayout, tuple[_ShownRow, ...]]:
    """Where everything is, with names beside the points if that leaves room enough for these."""
    axis = axis_for(values, zero=True)
    reference = chart.reference.value if chart.reference else None
    ticks = max(width_of(swedish(tick, axis.decimals)) for tick in axis.ticks) / 2
    numbers = max((width_of(swedish(value, decimals)) for value in values), default=0)
    right = max(numbers + _BESIDE, ticks)
    # Values stand on both sides of their points: the outermost may need room outside the axis.
    shares = [
        axis.share(dot.value)
        for row in chart.rows
        for dot, is_left in _sides(row.dots, reference)
        if is_left
    ]
    outside = max(0.0, numbers + _BESIDE + 1 - min(shares) * _LEAST_WIDTH) if shares else 0.0
    shown = tuple(_shown(chart, name_above=False))
    names = max((width_of(line, bold=row.is_main) for row in shown for line in row.name), default=0)
    left = max(names + _BESIDE + outside, ticks)
    if WIDTH - left - right < _LEAST_WIDTH:
        shown = tuple(_shown(chart, name_above=True))
        left = max(outside, ticks)
    kinds = {dot.kind for row in chart.rows for dot in row.dots}
    axis = _labelled(values, WIDTH - left - right)
    layout = _DotLayout(
        frame=Frame(
            width=WIDTH - left - right,
            height=shown[-1].top + shown[-1].height if shown else LINE_HEIGHT,
            left=left,
            top=above * LINE_HEIGHT + 8,
            right=right,
            bottom=_BELOW + below,
        ),
        axis=axis,
        decimals=decimals,
        looks=LOOKS if len(kinds) > 1 or chart.names else dict.fromkeys(kinds, _ALONE),
        reference=reference,
        reference_dash=PRELIMINARY_DASH
        if chart.reference and chart.reference.is_preliminary
        else (),
    )
    return layout, shown


def _ground(layout: _DotLayout, shown: Sequence[_ShownRow]) -> Layers:
    """A line for each row, a stronger one between a pair, and that to compare with."""
    yield from marks.grid_down(layout.frame, map(layout.x, layout.axis.ticks))
    ends = float(layout.axis.low), float(layout.axis.high)
    rows = [Segment(x=ends[0], y=row.middle, x2=ends[1], y2=row.middle) for row in shown]
    yield from marks.rules(layout.plane, rows, colour="grid", thickness=1)
    pairs = [
        Segment(
            x=float(min(dot.value for dot in row.dots)),
            y=row.middle,
            x2=float(max(dot.value for dot in row.dots)),
            y2=row.middle,
        )
        for row in shown
        if len(row.dots) > 1
    ]
    yield from marks.rules(layout.plane, pairs, colour="edge", thickness=2)
    if layout.reference is not None:
        x = float(layout.reference)
        down = Segment(x=x, y=0.0, x2=x, y2=layout.frame.height)
        yield from marks.rules(
            layout.plane, [down], colour="ink", thickness=1.5, dash=layout.reference_dash
        )


def _points(layout: _DotLayout, shown: Sequence[_ShownRow]) -> Layers:
    kinds = dict.fromkeys(dot.kind for row in shown for dot in row.dots)
    for kind in kinds:
        look = layout.looks[kind]
        for drawn, is_preliminary in ((marks.points, False), (marks.hollow_points, True)):
            spots = [
                Spot(x=float(dot.value), y=row.middle)
                for row in shown
                for dot in row.dots
                if dot.kind is kind and dot.is_preliminary is is_preliminary
            ]
            yield from drawn(
                layout.plane, spots, colour=look.colour, shape=look.shape, size=look.size * _BIGGER
            )


def _row_texts(layout: _DotLayout, shown: Sequence[_ShownRow]) -> Iterator[Text]:
    for row in shown:
        for number, line in enumerate(row.name):
            y = row.first_line + number * LINE_HEIGHT
            yield Text(x=-layout.frame.left, y=y, words=line, colour="ink", bold=row.is_main)
        if row.missing:
            yield Text(x=4, y=row.middle, words=row.missing)
        yield from _value_texts(layout, row)


def _sides(dots: Sequence[Dot], reference: Decimal | None) -> Iterator[tuple[Dot, bool]]:
    """The points of a row, and whether their values stand to the left of them.

    Those of a pair stand on its two sides; a single one away from what it is compared with.
    """
    alone = len(dots) == 1
    for place, dot in enumerate(sorted(dots, key=lambda dot: dot.value)):
        if alone:
            yield dot, reference is not None and dot.value < reference
        else:
            yield dot, place == 0


def _value_texts(layout: _DotLayout, row: _ShownRow) -> Iterator[Text]:
    for dot, is_left in _sides(row.dots, layout.reference):
        yield Text(
            x=layout.x(dot.value) + (-_BESIDE if is_left else _BESIDE),
            y=row.middle,
            words=swedish(dot.value, layout.decimals),
            anchor="end" if is_left else "start",
            colour=layout.looks[dot.kind].name_colour,
        )


def _axis_texts(layout: _DotLayout) -> Iterator[Text]:
    y = layout.frame.height + 14
    ticks, decimals = layout.axis.ticks, layout.axis.decimals
    # Numbers so long that there is no room for two of them, as nothing else, leave some out.
    step = max(1, math.ceil(_room_for_ticks(layout.axis) / layout.frame.width))
    for tick in ticks[::step]:
        words = swedish(tick, decimals)
        yield Text(x=layout.x(tick), y=y, words=words, anchor="middle")


def _labelled(values: Sequence[Decimal], width: float) -> Axis:
    """An axis with as many ticks as there is room to write out below `width` units."""
    for steps in range(MOST_STEPS, 1, -1):
        axis = axis_for(values, zero=True, steps=steps)
        if _room_for_ticks(axis) <= width:
            return axis
    return axis_for(values, zero=True, steps=1)


def _room_for_ticks(axis: Axis) -> float:
    widest = max(width_of(swedish(tick, axis.decimals)) for tick in axis.ticks)
    return (widest + _BETWEEN_TICKS) * (len(axis.ticks) - 1)


def _key_of_kinds(names: Sequence[tuple[LineKind, str]]) -> Iterator[KeyEntry]:
    """What the points are, each with its name."""
    for kind, name in names:
        look = LOOKS[kind]
        yield KeyEntry(
            words=name,
            sample="point",
            colour=look.colour,
            shape=look.shape,
            size=look.size * _BIGGER,
            words_colour=look.name_colour,
            bold=True,
        )


def _key_below(chart: DotChart) -> Iterator[KeyEntry]:
    if any(dot.is_preliminary for row in chart.rows for dot in row.dots):
        size = _ALONE.size * _BIGGER
        yield KeyEntry(words=chart.preliminary, sample="hollow", colour="ink", size=size)


def _reference_words(reference: Bar | None, decimals: int) -> tuple[str, ...]:
    if reference is None or reference.value is None:
        return ()
    value = swedish(reference.value, decimals)
    return named(reference.name, value, ems=WIDTH / FONT_SIZE / BOLD, most=3)


def _texts_above(
    layout: _DotLayout, unit: Sequence[str], compared: Sequence[str]
) -> Iterator[Text]:
    """The unit, and right above the plot the name of the line to compare with, at that line."""
    left = -layout.frame.left
    for number, line in enumerate(unit):
        yield Text(x=left, y=(number + 0.5) * LINE_HEIGHT - layout.frame.top, words=line)
    for number, line in enumerate(reversed(compared)):
        half = width_of(line, bold=True) / 2
        at = layout.x(layout.reference or Decimal(0))
        x = max(min(at, left + WIDTH - half), left + half)
        y = -(number + 0.5) * LINE_HEIGHT - 4
        yield Text(x=x, y=y, words=line, anchor="middle", colour="ink", bold=True)
