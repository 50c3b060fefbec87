"""Values beside each other as points on one axis: a row for each area, one or two points in each.

Rows stand in the order that they are given in: never by their values. Points need no axis from 0;
where it is cut, the picture says so.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policytrace.charts import marks
from policytrace.charts.axis import Axis, axis_for
from policytrace.charts.labels import BOLD, FONT_SIZE, LINE_HEIGHT, named, width_of
from policytrace.charts.marks import Frame, Layers, Plane, Row, Specification, Text
from policytrace.charts.model import Bar, Dot, DotChart, LineKind
from policytrace.charts.numerals import decimals_for, swedish
from policytrace.charts.palette import LOOKS, WIDTH, LineLook
from policytrace.charts.text_metrics import broken

_NAME_EMS = 11.5
_MOST_NAME_LINES = 6
_BETWEEN_NAMES = 11
_BESIDE = 10
"""Between the plot and what stands beside it, and between a point and its value."""
_BELOW = 24
_LEAST_WIDTH = 110
_BIGGER = 1.6
"""How much larger points are than on a line."""
_ALONE = LineLook(colour="accent", name_colour="ink", thickness=2)
"""Where all points are of one kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A row, with its name to the left."""

    name: tuple[str, ...]
    is_main: bool
    dots: tuple[Dot, ...]
    missing: str
    top: float
    """Units from the top of the plot."""
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Where everything is."""

    frame: Frame
    axis: Axis
    decimals: int
    looks: Mapping[LineKind, LineLook]
    reference: Decimal | None

    @property
    def plane(self) -> Plane:
        ticks = [float(tick) for tick in self.axis.ticks]
        return Plane(x=marks.along(ticks[0], ticks[-1], marks.grid(ticks)), y=marks.UNIT)

    def x(self, value: Decimal) -> float:
        return self.axis.share(value) * self.frame.width


def dot_chart(chart: DotChart) -> Specification:
    """The chart as a specification of Vega-Lite."""
    values = [dot.value for row in chart.rows for dot in row.dots]
    mark = chart.reference.value if chart.reference else None
    if mark is not None:
        values.append(mark)
    decimals = decimals_for(values)
    shown = tuple(_shown(chart))
    unit = broken(chart.unit, WIDTH / FONT_SIZE, 3)
    reference = _reference_words(chart.reference, decimals)
    above = len(unit) + len(reference) + bool(chart.names)
    layout = _layout(chart, shown, values, decimals=decimals, above=above)
    return marks.picture(
        layout.frame,
        itertools.chain(
            _ground(layout, shown, mark),
            _points(layout, shown),
            marks.texts(_row_texts(layout, shown)),
            marks.texts(_axis_texts(layout, chart.cut)),
            _key(layout, chart, len(unit)),
            marks.texts(_texts_above(layout, unit, reference, mark)),
        ),
    )


def _shown(chart: DotChart) -> Iterator[_Shown]:
    top = 0.0
    for row in chart.rows:
        name = broken(row.name, _NAME_EMS / (BOLD if row.is_main else 1), _MOST_NAME_LINES)
        height = max(len(name), 1) * LINE_HEIGHT + _BETWEEN_NAMES
        missing = " ".join(broken(row.missing, _NAME_EMS, 1)) if not row.dots else ""
        yield _Shown(
            name=name,
            is_main=row.is_main,
            dots=row.dots,
            missing=missing,
            top=top,
            height=height,
        )
        top += height


def _layout(
    chart: DotChart,
    shown: Sequence[_Shown],
    values: Sequence[Decimal],
    *,
    decimals: int,
    above: int,
) -> _Layout:
    names = max((width_of(line, bold=row.is_main) for row in shown for line in row.name), default=0)
    numbers = max((width_of(swedish(value, decimals)) for value in values), default=0)
    axis = axis_for(values)
    # Values stand on both sides of their points: the outermost may need room outside the axis.
    reference = chart.reference.value if chart.reference else None
    shares = [
        axis.share(dot.value) for row in shown for dot, is_left in _sides(row, reference) if is_left
    ]
    outside = max(0.0, numbers + _BESIDE - min(shares) * _LEAST_WIDTH) if shares else 0.0
    left, right = names + _BESIDE + outside, numbers + _BESIDE
    cut_lines = len(broken(chart.cut, WIDTH / FONT_SIZE, 2)) if axis.is_cut else 0
    kinds = {dot.kind for row in chart.rows for dot in row.dots}
    return _Layout(
        frame=Frame(
            width=max(WIDTH - left - right, _LEAST_WIDTH),
            height=shown[-1].top + shown[-1].height if shown else LINE_HEIGHT,
            left=left,
            top=above * LINE_HEIGHT + 8,
            right=right,
            bottom=_BELOW + cut_lines * LINE_HEIGHT,
        ),
        axis=axis,
        decimals=decimals,
        looks=LOOKS if len(kinds) > 1 or chart.names else dict.fromkeys(kinds, _ALONE),
        reference=reference,
    )


def _ground(layout: _Layout, shown: Sequence[_Shown], reference: Decimal | None) -> Layers:
    """A line for each row, a stronger one between a pair, and that to compare with."""
    ends = float(layout.axis.low), float(layout.axis.high)
    rows: list[Row] = [
        {"x": ends[0], "x2": ends[1], "y": row.middle, "y2": row.middle} for row in shown
    ]
    yield from marks.rules(layout.plane, rows, colour="grid", thickness=1)
    pairs: list[Row] = [
        {
            "x": float(min(dot.value for dot in row.dots)),
            "x2": float(max(dot.value for dot in row.dots)),
            "y": row.middle,
            "y2": row.middle,
        }
        for row in shown
        if len(row.dots) > 1
    ]
    yield from marks.rules(layout.plane, pairs, colour="edge", thickness=2)
    if reference is not None:
        x = float(reference)
        down: list[Row] = [{"x": x, "x2": x, "y": 0.0, "y2": layout.frame.height}]
        yield from marks.rules(layout.plane, down, colour="ink", thickness=1.5)


def _points(layout: _Layout, shown: Sequence[_Shown]) -> Layers:
    kinds = dict.fromkeys(dot.kind for row in shown for dot in row.dots)
    for kind in kinds:
        look = layout.looks[kind]
        rows: list[Row] = [
            {"x": float(dot.value), "y": row.middle}
            for row in shown
            for dot in row.dots
            if dot.kind is kind
        ]
        yield from marks.points(
            layout.plane, rows, colour=look.colour, shape=look.shape, size=look.size * _BIGGER
        )


def _row_texts(layout: _Layout, shown: Sequence[_Shown]) -> Iterator[Text]:
    for row in shown:
        top = row.middle - (len(row.name) - 1) * LINE_HEIGHT / 2
        for number, line in enumerate(row.name):
            y = top + number * LINE_HEIGHT
            yield Text(x=-layout.frame.left, y=y, words=line, colour="ink", bold=row.is_main)
        if row.missing:
            yield Text(x=4, y=row.middle, words=row.missing)
        yield from _value_texts(layout, row)


def _sides(row: _Shown, reference: Decimal | None) -> Iterator[tuple[Dot, bool]]:
    """The points of a row, and whether their values stand to the left of them.

    Those of a pair stand on its two sides; a single one away from what it is compared with.
    """
    ordered = sorted(row.dots, key=lambda dot: dot.value)
    alone = len(ordered) == 1
    for place, dot in enumerate(ordered):
        if alone:
            yield dot, reference is not None and dot.value < reference
        else:
            yield dot, place == 0


def _value_texts(layout: _Layout, row: _Shown) -> Iterator[Text]:
    for dot, is_left in _sides(row, layout.reference):
        yield Text(
            x=layout.x(dot.value) + (-_BESIDE if is_left else _BESIDE),
            y=row.middle,
            words=swedish(dot.value, layout.decimals),
            anchor="right" if is_left else "left",
            colour=layout.looks[dot.kind].name_colour,
        )


def _axis_texts(layout: _Layout, cut: str) -> Iterator[Text]:
    y = layout.frame.height + 14
    ticks = layout.axis.ticks
    decimals = layout.axis.decimals
    widest = max(width_of(swedish(tick, decimals)) for tick in ticks) + 8
    apart = layout.frame.width / max(len(ticks) - 1, 1)
    step = max(1, -(-widest // max(int(apart), 1)))
    for tick in ticks[::step]:
        yield Text(x=layout.x(tick), y=y, words=swedish(tick, decimals), anchor="center")
    if layout.axis.is_cut:
        for number, line in enumerate(broken(cut, WIDTH / FONT_SIZE, 2), start=1):
            yield Text(x=-layout.frame.left, y=y + number * LINE_HEIGHT, words=line)


def _key(layout: _Layout, chart: DotChart, lines_above: int) -> Layers:
    """What the points are, each with its name."""
    x, y = -layout.frame.left, (lines_above + 0.5) * LINE_HEIGHT - layout.frame.top
    for kind, name in chart.names:
        look = layout.looks[kind]
        point: list[Row] = [{"x": x + 5, "y": y}]
        yield from marks.points(
            marks.UNITS, point, colour=look.colour, shape=look.shape, size=look.size * _BIGGER
        )
        words = " ".join(broken(name, _NAME_EMS, 1))
        yield from marks.texts(
            [Text(x=x + 15, y=y, words=words, colour=look.name_colour, bold=True)]
        )
        x += 15 + width_of(words, bold=True) + 18


def _reference_words(reference: Bar | None, decimals: int) -> tuple[str, ...]:
    if reference is None or reference.value is None:
        return ()
    value = swedish(reference.value, decimals)
    return named(reference.name, value, ems=WIDTH / FONT_SIZE / BOLD, most=3)


def _texts_above(
    layout: _Layout, unit: Sequence[str], reference: Sequence[str], value: Decimal | None
) -> Iterator[Text]:
    """The unit, and right above the plot the name of the line to compare with, at that line."""
    left = -layout.frame.left
    for number, line in enumerate(unit):
        yield Text(x=left, y=(number + 0.5) * LINE_HEIGHT - layout.frame.top, words=line)
    for number, line in enumerate(reversed(reference)):
        half = width_of(line, bold=True) / 2
        x = max(min(layout.x(value or Decimal(0)), left + WIDTH - half), left + half)
        y = -(number + 0.5) * LINE_HEIGHT - 4
        yield Text(x=x, y=y, words=line, anchor="center", colour="ink", bold=True)
