"""The names right of the lines of a chart over time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from policytrace.charts.axis import Axis
from policytrace.charts.labels import LINE_HEIGHT, Label, named, spread, spread_around
from policytrace.charts.marks import Text
from policytrace.charts.model import Point, StageMark, TimeChart
from policytrace.charts.numerals import decimals_for, swedish
from policytrace.charts.text_metrics import broken, ems_of
from policytrace.charts.time_axis import shown_label
from policytrace.charts.time_lines import DrawnLine

_LEAST_HEIGHT = 196
"""Of the plot beside the names."""
_LINES = 5
_MOVED = 5
"""How far a name may stand from its point without a line between the two."""
_RING = 7
"""Half of what is kept free around the ring of what is to be reached on the way."""
_FAR = 1.5 * LINE_HEIGHT
"""How far the target's name may be moved where there are rings that it could seem to name."""
_OFF = 10
"""How far from a line through the whole plot the middle of its name stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name and where it stands."""

    label: Label
    value: Decimal
    """Where on the axis it belongs."""
    end: float | None
    """When the line ends that it names; None: it goes through the whole plot."""
    place: float
    """Where its middle is: units from the top of the plot."""

    @property
    def is_moved(self) -> bool:
        """Whether it stands elsewhere than what it names."""
        return abs(self.place - self.label.wanted) > _MOVED


@dataclass(frozen=True, slots=True, kw_only=True)
class NameColumn:
    """All names of a chart."""

    names: tuple[Name, ...]
    plot_height: float
    """Enough for all of them."""
    names_stages: bool = False
    """Whether what is to be reached on the way is among them."""
    names_target: bool = True
    """Whether the target is, if there is one."""

    @property
    def width(self) -> float:
        """Of the widest name."""
        return max((name.label.width for name in self.names), default=0)

    @property
    def top(self) -> float:
        """Where the highest begins: units from the top of the plot, negative above it."""
        return min((name.place - name.label.height / 2 for name in self.names), default=0)

    def texts(self, left: float) -> Iterator[Text]:
        """The names as text that begins at `left`."""
        for name in self.names:
            label = name.label
            first = name.place - (len(label.lines) - 1) * LINE_HEIGHT / 2
            for number, line in enumerate(label.lines):
                y = first + number * LINE_HEIGHT
                yield Text(x=left, y=y, words=line, colour=label.colour, bold=label.bold)


Room = Callable[[float, float], float]
"""How many units it is to a time from the left of names of which the widest is so wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ring:
    """A ring in the plot: where it is from the top, and how far right of the left of the names."""

    middle: float
    room: float

    @property
    def taken(self) -> tuple[float, float]:
        """From where to where no name may stand that reaches it."""
        return self.middle - _RING, self.middle + _RING

    def is_hit(self, name: Name) -> bool:
        """Whether the name is over it."""
        apart = abs(name.place - self.middle)
        return name.label.width > self.room - _RING and apart < name.label.height / 2 + _RING


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """A name before it has its place."""

    lines: tuple[str, ...]
    colour: str
    bold: bool = False
    value: Decimal
    end: float | None = None
    lift: float = 0
    """How much higher than its value it should stand, in units."""
    most: float = math.inf
    """How much further away it may stand."""


def name_column(
    chart: TimeChart, drawn: Sequence[DrawnLine], axis: Axis, ems: float, room: Room
) -> NameColumn:
    """The names of the lines, the target and the line at 0, in lines no wider than `ems`.

    Where lines end at different times, each says when the value is from that stands there. What is
    to be reached on the way is named too, if all of it is to come and there is room beside it. No
    name stands over its rings; if the target's would stand far from its line then, it is left out.
    """
    latest = max((line.series.end for line in drawn), default=-math.inf)
    stages = chart.target.stages if chart.target else ()
    to_come = tuple(stage for stage in stages if stage.x > latest)
    lines = (*_line_names(chart, drawn, ems), *_zero_name(chart, ems))
    with_target = (*lines, *_target_name(chart, ems))
    needed = sum(len(name.lines) * LINE_HEIGHT + 2 for name in with_target)
    height = max(_LEAST_HEIGHT, needed)
    if to_come == stages:
        on_the_way = (_stage(stage, ems) for stage in stages)
        if found := _beside((*with_target, *on_the_way), stages, axis, height, room):
            return replace(found, names_stages=True)
    if found := _beside(with_target, to_come, axis, height, room):
        return found
    for taller in (1, 1.5, 2, 3):
        if found := _beside(lines, to_come, axis, taller * height, room):
            return replace(found, names_target=False)
    labels = _labels(lines, axis, height)
    placed = _column(lines, labels, spread(labels, *_ends(labels, height)), height)
    return replace(placed, names_target=False)


def _beside(
    wanted: Sequence[_Wanted],
    stages: Iterable[StageMark],
    axis: Axis,
    height: float,
    room: Room,
) -> NameColumn | None:
    """The names where they are over no ring; None if a plot of this height has no room for that."""
    labels = _labels(wanted, axis, height)
    widest = max((label.width for label in labels), default=0)
    rings = [
        _Ring(middle=(1 - axis.share(end)) * height, room=room(float(stage.x), widest))
        for stage in stages
        for end in dict.fromkeys((stage.low, stage.high))
    ]
    avoided: list[_Ring] = []
    while True:
        taken = [ring.taken for ring in avoided]
        places = spread_around(labels, *_ends(labels, height), taken)
        if places is None:
            return None
        found = _column(wanted, labels, places, height)
        hit = [ring for ring in rings if ring not in avoided and any(map(ring.is_hit, found.names))]
        if not hit:
            return found if _are_near(wanted, found) else None
        avoided += hit


def _are_near(wanted: Iterable[_Wanted], found: NameColumn) -> bool:
    """Whether each name stands so near to where it should that it is clear what it names."""
    return all(
        abs(name.place - name.label.wanted) <= one.most
        for one, name in zip(wanted, found.names, strict=True)
    )


def _ends(labels: Iterable[Label], height: float) -> tuple[float, float]:
    """From where to where names may stand."""
    margin = LINE_HEIGHT / 2
    top = min([-margin, *(label.wanted - label.height / 2 for label in labels)])
    return top, height + margin


def _column(
    wanted: Iterable[_Wanted], labels: Iterable[Label], places: Iterable[float], height: float
) -> NameColumn:
    return NameColumn(
        names=tuple(
            Name(label=label, value=name.value, end=name.end, place=place)
            for name, label, place in zip(wanted, labels, places, strict=True)
        ),
        plot_height=height,
    )


def _labels(wanted: Iterable[_Wanted], axis: Axis, height: float) -> list[Label]:
    return [
        Label(
            lines=name.lines,
            wanted=(1 - axis.share(name.value)) * height - name.lift,
            colour=name.colour,
            bold=name.bold,
        )
        for name in wanted
    ]


def _line_names(chart: TimeChart, drawn: Sequence[DrawnLine], ems: float) -> Iterator[_Wanted]:
    edges = (chart.target.low, chart.target.high) if chart.target else ()
    decimals = decimals_for((value for line in drawn for value in line.series.values), edges)
    dated = len({line.series.end for line in drawn}) > 1
    for line in drawn:
        last = line.series.values[-1]
        words = swedish(last, decimals)
        after = _dated(words, line.series.points[-1], ems) if dated else (words,)
        yield _Wanted(
            lines=named(line.name, *after, ems=ems, most=_LINES),
            colour=line.look.name_colour,
            bold=not line.is_comparison,
            value=last,
            end=line.series.end,
        )


def _target_name(chart: TimeChart, ems: float) -> Iterator[_Wanted]:
    if (target := chart.target) is not None:
        lines = broken(target.name, ems, _LINES)
        most = _FAR if target.stages else math.inf
        yield _Wanted(lines=lines, colour="accent", value=target.high, lift=_off(lines), most=most)


def _zero_name(chart: TimeChart, ems: float) -> Iterator[_Wanted]:
    if chart.zero_name:
        lines = broken(chart.zero_name, ems, _LINES)
        yield _Wanted(lines=lines, colour="ink", value=Decimal(0), lift=-_off(lines))


def _stage(stage: StageMark, ems: float) -> _Wanted:
    lines = broken(stage.name, ems, _LINES)
    half = (len(lines) * LINE_HEIGHT + 2) / 2
    return _Wanted(lines=lines, colour="accent", value=stage.high, lift=_RING + half, most=_MOVED)


def _dated(value: str, last: Point, ems: float) -> tuple[str, ...]:
    """A value with its period: together if there is room for that on a line."""
    period = f"({shown_label(last.label)})"
    together = f"{value} {period}"
    return (together,) if ems_of(together) <= ems else (value, period)


def _off(lines: Sequence[str]) -> float:
    """How far from a line the middle of its name is, if the name stands just beside it."""
    return _OFF + (len(lines) - 1) * LINE_HEIGHT / 2
