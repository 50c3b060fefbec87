"""Values over time: a line for each of women, men, total, and areas to compare with."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from policytrace.charts import marks
from policytrace.charts.axis import Axis, axis_for
from policytrace.charts.key import KeyEntry, height_below, key_below, key_lines
from policytrace.charts.labels import BOLD, FONT_SIZE, LINE_HEIGHT, width_of
from policytrace.charts.marks import (
    UNITS,
    DrawnChart,
    Frame,
    Layers,
    Plane,
    Scale,
    Segment,
    Spot,
    Text,
)
from policytrace.charts.model import CUT_AT, TimeChart
from policytrace.charts.name_column import Name, NameColumn, name_column
from policytrace.charts.numerals import swedish
from policytrace.charts.palette import PRELIMINARY_DASH, TARGET_DASH, WIDTH
from policytrace.charts.text_metrics import broken
from policytrace.charts.time_axis import AxisPeriod, TimeAxis, time_axis
from policytrace.charts.time_lines import DrawnLine, drawn_lines

_BELOW = 28
_LEAST_MARGIN = 8
_LEAST_NAME_EMS = 8.4
_MOST_NAME_EMS = 12.5
_BETWEEN_POINTS = 9
_BESIDE = 10
"""Between the plot and what stands beside it: the numbers, and the names at the latest point."""
_RING = 60
"""The area of the ring at what is to be reached, and when."""
_LEADER = 16
"""More room there, for lines from points to names that stand elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _TimeLayout:
    """Where everything is."""

    frame: Frame
    axis: Axis
    time: TimeAxis
    periods: tuple[AxisPeriod, ...]
    """That are written below the axis."""
    column: float
    """The left of the names."""
    led: tuple[Name, ...]
    """The names that a line leads to: all or none of those that are at an end."""

    @property
    def plane(self) -> Plane:
        width, height = self.frame.width, self.frame.height
        low, high = float(self.axis.low), float(self.axis.high)
        return Plane(
            x=Scale(low=self.time.first, high=self.time.end, low_end=0, high_end=width),
            y=Scale(low=low, high=high, low_end=height, high_end=0),
        )

    def x(self, x: float) -> float:
        return self.time.share(x) * self.frame.width

    def y(self, value: Decimal) -> float:
        return (1 - self.axis.share(value)) * self.frame.height

    def across(self, low: Decimal, high: Decimal) -> Segment:
        """All of the plot from one value to another: a line if they are the same."""
        return Segment(x=self.time.first, y=float(low), x2=self.time.end, y2=float(high))


def time_chart(chart: TimeChart) -> DrawnChart:
    """Draw the chart."""
    drawn = drawn_lines(chart.lines)
    axis = axis_for(_values(chart, drawn), zero=chart.zero, past_zero=bool(chart.zero_name))
    time = time_axis((point for line in drawn for point in line.series.points), chart.target)
    left = max(width_of(swedish(tick, axis.decimals)) for tick in axis.ticks) + _BESIDE
    room = partial(_room, time, left)
    names = name_column(chart, drawn, axis, _name_ems(time, left), room)
    unit = broken(_unit(chart, axis), WIDTH / FONT_SIZE, 2)
    below = key_lines(_key_entries(chart, drawn, names))
    layout = _layout(axis, time, names, left=left, above=len(unit), below=height_below(below))
    by_weight = sorted(drawn, key=lambda line: line.look.thickness)
    return marks.picture(
        layout.frame,
        itertools.chain(
            _ground(layout, chart),
            *(_line(layout, line) for line in by_weight),
            _leaders(layout),
            *(_points(layout, line) for line in by_weight),
            marks.texts(_axis_texts(layout, unit)),
            marks.texts(names.texts(layout.column)),
            key_below(below, layout.frame, _BELOW),
        ),
    )


def _unit(chart: TimeChart, axis: Axis) -> str:
    """The unit, and where the axis begins if that is not at 0."""
    if not (chart.cut and axis.is_cut):
        return chart.unit
    start = swedish(axis.low, axis.decimals)
    return f"{chart.unit} ({chart.cut.replace(CUT_AT, start)})"


def _values(chart: TimeChart, drawn: Sequence[DrawnLine]) -> Iterator[Decimal]:
    for line in drawn:
        yield from line.series.values
    if chart.target:
        yield chart.target.low
        yield chart.target.high
        for stage in chart.target.stages:
            yield stage.low
            yield stage.high


def _name_ems(time: TimeAxis, left: float) -> float:
    """How wide names may be: wider where the target year leaves room for them in the plot."""
    share = 1 - time.share(time.latest)
    room = share * (WIDTH - left - _LEAST_MARGIN) - _BESIDE - _LEADER
    return min(max(room / FONT_SIZE / BOLD, _LEAST_NAME_EMS), _MOST_NAME_EMS)


def _width(time: TimeAxis, left: float, beside: float) -> float:
    """Of a plot that leaves `beside` units for the names right of the latest points."""
    width = WIDTH - left - max(_LEAST_MARGIN, time.last_width / 2)
    share = time.share(time.latest)
    return min(width, (WIDTH - left - beside) / share) if share > 0 else width


def _room(time: TimeAxis, left: float, x: float, widest: float) -> float:
    """Units from the left of names that lines lead to, the widest of them so wide, to a time."""
    gutter = _BESIDE + _LEADER
    width = _width(time, left, gutter + widest)
    return (time.share(x) - time.share(time.latest)) * width - gutter


def _layout(
    axis: Axis, time: TimeAxis, names: NameColumn, *, left: float, above: int, below: float
) -> _TimeLayout:
    """As wide a plot as leaves room for the names right of the latest points.

    `above` are the lines of text above it, `below` the units that a key needs below the axis.
    """
    at_end = tuple(name for name in names.names if name.end is not None)
    away = any(name.is_moved or name.end != time.latest for name in at_end)
    led = at_end if away else ()
    gutter = _BESIDE + (_LEADER if led else 0)
    width = _width(time, left, gutter + names.width)
    frame = Frame(
        width=width,
        height=names.plot_height,
        left=left,
        top=LINE_HEIGHT * above + max(12, 4 - names.top),
        right=WIDTH - left - width,
        bottom=_BELOW + below,
    )
    return _TimeLayout(
        frame=frame,
        axis=axis,
        time=time,
        periods=time.written(frame),
        column=time.share(time.latest) * width + gutter,
        led=led,
    )


def _ground(layout: _TimeLayout, chart: TimeChart) -> Layers:
    """What lies below the lines: the axes, the target and the line at 0."""
    frame, plane, axis, target = layout.frame, layout.plane, layout.axis, chart.target
    yield from marks.grid_across(frame, (layout.y(tick) for tick in axis.ticks[1:]))
    yield from marks.base(frame, (layout.x(period.x) for period in layout.periods))
    if target and target.low != target.high:
        band = layout.across(target.low, target.high)
        yield from marks.boxes(plane, [band], colour="soft")
    if axis.low < 0 < axis.high:
        zero = layout.across(Decimal(0), Decimal(0))
        yield from marks.rules(plane, [zero], colour="ink", thickness=1)
    if target:
        edges = [layout.across(end, end) for end in dict.fromkeys((target.low, target.high))]
        yield from marks.rules(plane, edges, colour="accent", thickness=1.5, dash=TARGET_DASH)
        if target.until and target.until > layout.time.latest and target.low == target.high:
            goal = Spot(x=float(target.until), y=float(target.low))
            yield from marks.hollow_points(plane, [goal], colour="accent", size=_RING)
        for stage in target.stages:
            ends = dict.fromkeys((stage.low, stage.high))
            rings = [Spot(x=float(stage.x), y=float(end)) for end in ends]
            yield from marks.hollow_points(plane, rings, colour="accent", size=_RING)


def _key_entries(
    chart: TimeChart, drawn: Sequence[DrawnLine], names: NameColumn
) -> Iterator[KeyEntry]:
    if chart.target and not names.names_target:
        yield KeyEntry(words=chart.target.name, sample="line", colour="accent", dash=TARGET_DASH)
    if chart.target and not names.names_stages:
        for stage in chart.target.stages:
            yield KeyEntry(words=stage.name, sample="hollow", colour="accent", size=_RING)
    if any(line.series.has_preliminary for line in drawn):
        yield KeyEntry(
            words=chart.preliminary, sample="stretch", colour="ink", dash=PRELIMINARY_DASH
        )


def _line(layout: _TimeLayout, line: DrawnLine) -> Layers:
    """A line, with other dashes where it leads to a value that may change."""
    look, strand = line.look, line.series
    for preliminary in (False, True) if strand.has_preliminary else (False,):
        yield from marks.lines(
            layout.plane,
            strand.vertices(preliminary=preliminary),
            colour=look.colour,
            thickness=look.thickness,
            dash=PRELIMINARY_DASH if preliminary else look.dash,
        )


def _points(layout: _TimeLayout, line: DrawnLine) -> Layers:
    look, strand = line.look, line.series
    length = layout.x(strand.end) - layout.x(strand.start)
    shown = strand.marked_spots(_BETWEEN_POINTS, length) if look.marked else strand.lonely_spots()
    colour, shape, size = look.colour, look.shape, look.size
    yield from marks.points(layout.plane, shown, colour=colour, shape=shape, size=size)
    if strand.has_preliminary:
        hollow = strand.preliminary_spots()
        yield from marks.hollow_points(layout.plane, hollow, colour=colour, shape=shape, size=size)


def _leaders(layout: _TimeLayout) -> Layers:
    """Thin lines from the ends of lines to names that do not stand right beside them."""
    rows = [
        Segment(
            x=layout.x(name.end) + _BESIDE / 2,
            y=layout.y(name.value),
            x2=layout.column - 3,
            y2=name.place,
        )
        for name in layout.led
        if name.end is not None
    ]
    return marks.rules(UNITS, rows, colour="edge", thickness=1)


def _axis_texts(layout: _TimeLayout, unit: Sequence[str]) -> Iterator[Text]:
    frame = layout.frame
    for number, line in enumerate(unit):
        y = (number + 0.5) * LINE_HEIGHT - frame.top
        yield Text(x=2 - frame.left, y=y, words=line)
    for tick in layout.axis.ticks:
        words = swedish(tick, layout.axis.decimals)
        yield Text(x=-_BESIDE + 2, y=layout.y(tick), words=words, anchor="end")
    for period in layout.periods:
        x = layout.time.middle(period, frame)
        yield Text(x=x, y=frame.height + 17, words=period.label, anchor="middle")
