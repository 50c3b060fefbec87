"""What charts are drawn with: parts of a specification of Vega-Lite, as plain data.

No text of a chart ever becomes part of an expression, of a format or of a field's name: words and
numbers are values of the fields that the text marks draw. All places of text are worked out here,
so that a picture does not depend on the fonts of the machine that draws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """What the fields x and y of a mark's rows mean: `UNIT`, or a place `along` a scale."""

    x: Part
    y: Part


UNIT: Part = {"scale": None, "axis": None}
"""Units of the picture, from the left or the top of the plot."""
UNITS = Plane(x=UNIT, y=UNIT)

_TO: Part = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
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


def along(low: float, high: float, axis: Part | None = None) -> Part:
    """A scale from one end of the plot to the other, not rounded to anything."""
    return {"scale": {"domain": [low, high], "nice": False, "zero": False}, "axis": axis}


def grid(values: Sequence[float]) -> Part:
    """An axis: lines across the plot; their numbers are drawn as text."""
    return {
        "values": list(values),
        "labels": False,
        "title": None,
        "ticks": False,
        "domain": False,
        "grid": True,
        "gridColor": PALETTE["grid"],
    }


def base(values: Sequence[float]) -> Part:
    """An axis: the line below the plot with ticks; their words are drawn as text."""
    return {
        "values": list(values),
        "labels": False,
        "title": None,
        "grid": False,
        "domainColor": PALETTE["edge"],
        "tickColor": PALETTE["edge"],
        "tickSize": 5,
    }


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
    return _layer(plane, rows, mark)


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
            "data": {"values": list(rows)},
            "mark": mark,
            "encoding": {
                "x": {"field": "x", "type": "quantitative", **plane.x},
                "y": {"field": "y", "type": "quantitative", **plane.y},
                **(more or {}),
            },
        }
