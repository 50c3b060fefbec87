"""What charts are drawn with: parts of a specification of Vega-Lite, as plain data.

No text of a chart ever becomes part of an expression, of a format or of a field's name: words and
numbers are values of the fields that the text marks draw. All places are worked out here: those of
text so that a picture does not depend on the fonts of the machine that draws it, and the others
since a picture without scales and axes takes less than half the time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from policytrace.charts.labels import FONT_SIZE
from policytrace.charts.palette import PALETTE

Row = Mapping[str, float | str | None]
Anchor = Literal["left", "center", "right"]
Part = Mapping[str, object]
"""A part of a specification, as JSON has it."""
Layers = Iterable[Part]
Specification = dict[str, object]
"""A whole one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The plot and the space around it, in units of the picture."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float


_DECIMALS = 3
"""Of places; the rest cannot be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Values between two ends, and where these are in units of the picture."""

    low: float
    high: float
    low_end: float
    high_end: float

    def place(self, value: float) -> float:
        """Where a value is."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.low_end + share * (self.high_end - self.low_end), _DECIMALS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """What the fields x and y of a mark's rows mean.

    That is values on a scale, or else units from the left or the top of the plot.
    """

    x: Scale | None = None
    y: Scale | None = None


UNITS = Plane()

_TICK = 5.0

_PLACE: Part = MappingProxyType({"type": "quantitative", "scale": None, "axis": None})
_TO: Part = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
_AS_IT_IS: Part = {
    "type": "quantitative",
    "scale": {"domain": [0, 1], "range": [0, 1], "nice": False, "zero": False},
    "axis": None,
}
_GAPS: Part = {"x": {"field": "x", **_AS_IT_IS}, "y": {"field": "y", **_AS_IT_IS}}
"""Only where there is a scale does Vega-Lite leave a gap for what is missing; this changes nothing
else."""
_WORDS: Part = {"text": {"field": "words", "type": "nominal"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A line of text whose middle is at the height `y`, in `UNITS`."""

    x: float
    y: float
    words: str
    anchor: Anchor = "left"
    colour: str = "quiet"
    bold: bool = False


def grid_across(frame: Frame, places: Iterable[float]) -> Layers:
    """Lines through the whole plot at these heights."""
    rows: list[Row] = [
        {"x": 0.5, "x2": frame.width, "y": _crisp(y), "y2": _crisp(y)} for y in places
    ]
    return rules(UNITS, rows, colour="grid", thickness=1)


def grid_down(frame: Frame, places: Iterable[float]) -> Layers:
    """Lines from the top to the bottom of the plot at these places."""
    rows: list[Row] = [
        {"x": _crisp(x), "x2": _crisp(x), "y": 0.5, "y2": frame.height} for x in places
    ]
    return rules(UNITS, rows, colour="grid", thickness=1)


def base(frame: Frame, ticks: Iterable[float]) -> Layers:
    """The line below the plot, with ticks at these places."""
    y = _crisp(frame.height)
    rows: list[Row] = [
        {"x": 0.5, "x2": frame.width, "y": y, "y2": y},
        *({"x": _crisp(x), "x2": _crisp(x), "y": y, "y2": y + _TICK} for x in ticks),
    ]
    return rules(UNITS, rows, colour="edge", thickness=1)


def lines(
    plane: Plane, rows: Sequence[Row], *, colour: str, thickness: float, dash: Sequence[float] = ()
) -> Layers:
    """A line through x and y of the rows, with a gap where there is no y."""
    mark = {
        "type": "line",
        "stroke": PALETTE[colour],
        "strokeWidth": thickness,
        "strokeDash": list(dash),
        "strokeJoin": "round",
        "invalid": "break-paths-show-domains",
    }
    has_gap = any(row["y"] is None for row in rows)
    return _layer(plane, rows, mark, _GAPS if has_gap else None)


def points(plane: Plane, rows: Sequence[Row], *, colour: str, shape: str, size: float) -> Layers:
    """A point at x and y of each row, set off from what is below it."""
    mark = {
        "type": "point",
        "shape": shape,
        "size": size,
        "fill": PALETTE[colour],
        "stroke": PALETTE["paper"],
        "strokeWidth": 1,
        "opacity": 1,
    }
    return _layer(plane, rows, mark)


def rings(plane: Plane, rows: Sequence[Row], *, colour: str, size: float) -> Layers:
    """A hollow point at x and y of each row."""
    mark = {
        "type": "point",
        "shape": "circle",
        "size": size,
        "fill": PALETTE["paper"],
        "stroke": PALETTE[colour],
        "strokeWidth": 2,
        "opacity": 1,
    }
    return _layer(plane, rows, mark)


def rules(
    plane: Plane, rows: Sequence[Row], *, colour: str, thickness: float, dash: Sequence[float] = ()
) -> Layers:
    """A straight line from x and y to x2 and y2 of each row."""
    mark = {
        "type": "rule",
        "stroke": PALETTE[colour],
        "strokeWidth": thickness,
        "strokeDash": list(dash),
    }
    return _layer(plane, rows, mark, _TO)


def boxes(plane: Plane, rows: Sequence[Row], *, colour: str) -> Layers:
    """A filled rectangle from x and y to x2 and y2 of each row."""
    return _layer(plane, rows, {"type": "rect", "fill": PALETTE[colour]}, _TO)


def texts(written: Iterable[Text]) -> Layers:
    """Text, one layer for each way of writing it."""
    by_style: dict[tuple[Anchor, str, bool], list[Row]] = {}
    for text in written:
        rows = by_style.setdefault((text.anchor, text.colour, text.bold), [])
        rows.append({"x": text.x, "y": text.y, "words": text.words})
    for (anchor, colour, bold), rows in by_style.items():
        mark = {
            "type": "text",
            "align": anchor,
            "baseline": "middle",
            "fill": PALETTE[colour],
            "fontSize": FONT_SIZE,
            "fontWeight": 600 if bold else 400,
        }
        yield from _layer(UNITS, rows, mark, _WORDS)


def picture(frame: Frame, layers: Layers) -> Specification:
    """All layers in a picture whose size is decided by its frame alone."""
    return {
        "layer": list(layers),
        "width": frame.width,
        "height": frame.height,
        "padding": {
            "left": frame.left,
            "top": frame.top,
            "right": frame.right,
            "bottom": frame.bottom,
        },
        "autosize": "none",
        "background": "transparent",
        "config": {"aria": False, "font": "sans-serif", "view": {"stroke": None}},
    }


def _layer(plane: Plane, rows: Sequence[Row], mark: Part, more: Part | None = None) -> Layers:
    """A mark for each of the rows, if there are any. `more` tells what to do with more fields."""
    if rows:
        yield {
            "data": {"values": [_placed(plane, row) for row in rows]},
            "mark": mark,
            "encoding": {
                "x": {"field": "x", **_PLACE},
                "y": {"field": "y", **_PLACE},
                **(more or {}),
            },
        }


def _placed(plane: Plane, row: Row) -> Row:
    """The row with its places in units of the picture."""
    scales = {"x": plane.x, "x2": plane.x, "y": plane.y, "y2": plane.y}
    return {
        name: scale.place(value)
        if isinstance(value, float | int) and (scale := scales.get(name))
        else value
        for name, value in row.items()
    }


def _crisp(place: float) -> float:
    """A place near by at which a thin line fills whole pixels."""
    return math.floor(place + 0.5) + 0.5
