"""Areas beside each other, in the order that they are given in: never by their values."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policytrace.charts import marks
from policytrace.charts.key import KeyEntry, height_below, key_below, key_lines
from policytrace.charts.labels import FONT_SIZE, LINE_HEIGHT, width_of
from policytrace.charts.marks import DrawnChart, Frame, Layers, Plane, Scale, Segment, Text
from policytrace.charts.model import Bar, BarChart
from policytrace.charts.numerals import decimals_for, swedish
from policytrace.charts.palette import PRELIMINARY_DASH, WIDTH
from policytrace.charts.text_metrics import broken

_NAME_EMS = 12.5
_MOST_NAME_LINES = 6
_THICKNESS = 15
_BETWEEN_NAMES = 10
_BELOW = 4
_BESIDE = 8
"""Between the bars and what stands beside them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A bar, with its name to the left and its value to the right."""

    name: tuple[str, ...]
    is_main: bool
    value: Decimal | None
    is_preliminary: bool
    words: str
    """The value, or what there is instead of it."""
    top: float
    """Units from the top of the plot."""
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _BarLayout:
    """Where everything is."""

    frame: Frame
    low: float
    high: float

    @property
    def plane(self) -> Plane:
        width = self.frame.width
        return Plane(x=Scale(low=self.low, high=self.high, low_end=0, high_end=width))


def bar_chart(chart: BarChart) -> DrawnChart:
    """Draw the chart."""
    values = [bar.value for bar in chart.bars if bar.value is not None]
    decimals = decimals_for(values)
    shown = tuple(_shown(chart.bars, decimals))
    unit = broken(chart.unit, WIDTH / FONT_SIZE, 2)
    below = key_lines(_key_entries(chart.preliminary, shown))
    layout = _layout(shown, values, above=len(unit), below=height_below(below))
    return marks.picture(
        layout.frame,
        itertools.chain(
            _bars(layout, shown),
            _base(layout),
            marks.texts(_bar_texts(layout, shown)),
            marks.texts(_unit_texts(layout, unit)),
            key_below(below, layout.frame, _BELOW),
        ),
    )


def _shown(bars: Sequence[Bar], decimals: int) -> Iterator[_Shown]:
    top = 0.0
    for bar in bars:
        name = broken(bar.name, _NAME_EMS, _MOST_NAME_LINES)
        height = max(len(name), 1) * LINE_HEIGHT + _BETWEEN_NAMES
        if bar.value is None:
            words = " ".join(broken(bar.missing, _NAME_EMS, 1))
        else:
            words = swedish(bar.value, decimals)
        yield _Shown(
            name=name,
            is_main=bar.is_main,
            value=bar.value,
            is_preliminary=bar.is_preliminary,
            words=words,
            top=top,
            height=height,
        )
        top += height


def _key_entries(preliminary: str, shown: Sequence[_Shown]) -> Iterator[KeyEntry]:
    if any(bar.is_preliminary and bar.value is not None for bar in shown):
        yield KeyEntry(words=preliminary, sample="box", colour="ink", dash=PRELIMINARY_DASH)


def _layout(
    shown: Sequence[_Shown], values: Sequence[Decimal], *, above: int, below: float
) -> _BarLayout:
    names = max((width_of(line) for bar in shown for line in bar.name), default=0)
    numbers = max((width_of(bar.words) for bar in shown if bar.value is not None), default=0)
    left, right = names + _BESIDE, numbers + _BESIDE
    low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
    return _BarLayout(
        frame=Frame(
            width=WIDTH - left - right,
            height=shown[-1].top + shown[-1].height if shown else LINE_HEIGHT,
            left=left,
            top=above * LINE_HEIGHT + 6,
            right=right,
            bottom=_BELOW + below,
        ),
        low=float(low),
        high=float(high if high > low else low + 1),
    )


def _bars(layout: _BarLayout, shown: Sequence[_Shown]) -> Layers:
    """The bars; those of values that may change are hollow."""
    for colour, is_main in (("accent", True), ("edge", False)):
        rows: dict[bool, list[Segment]] = {False: [], True: []}
        for bar in shown:
            if bar.value is None or bar.is_main is not is_main:
                continue
            half = _THICKNESS / 2
            box = Segment(x=0.0, y=bar.middle - half, x2=float(bar.value), y2=bar.middle + half)
            rows[bar.is_preliminary].append(box)
        yield from marks.boxes(layout.plane, rows[False], colour=colour)
        yield from marks.hollow_boxes(
            layout.plane, rows[True], colour=colour, dash=PRELIMINARY_DASH
        )


def _base(layout: _BarLayout) -> Layers:
    """The line that bars start from."""
    down = Segment(x=0.0, y=0.0, x2=0.0, y2=layout.frame.height)
    return marks.rules(layout.plane, [down], colour="edge", thickness=1)


def _bar_texts(layout: _BarLayout, shown: Sequence[_Shown]) -> Iterator[Text]:
    for bar in shown:
        top = bar.middle - (len(bar.name) - 1) * LINE_HEIGHT / 2
        for number, line in enumerate(bar.name):
            y = top + number * LINE_HEIGHT
            yield Text(x=-layout.frame.left, y=y, words=line, colour="ink")
        if bar.value is None:
            yield Text(x=_BESIDE, y=bar.middle, words=bar.words)
        else:
            x = layout.frame.width + layout.frame.right
            yield Text(x=x, y=bar.middle, words=bar.words, anchor="end", colour="ink")


def _unit_texts(layout: _BarLayout, unit: Sequence[str]) -> Iterator[Text]:
    for number, line in enumerate(unit):
        y = (number + 0.5) * LINE_HEIGHT - layout.frame.top
        yield Text(x=-layout.frame.left, y=y, words=line)
