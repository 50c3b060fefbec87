"""Marks that charts are drawn with, as SVG: lines, boxes, points and texts.

All places are worked out here, those of text too, so that a picture depends neither on the fonts of
the machine that draws it nor on those of the one that shows it. Marks that look alike are a layer:
a group that says once how they look.
"""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from policytrace.charts.labels import FONT_SIZE
from policytrace.charts.palette import PALETTE, PointShape
from policytrace.charts.text_metrics import ems_of, visible
from policytrace.svg import number

Anchor = Literal["start", "middle", "end"]
"""What part of a text stands at its place."""
Layers = Iterable[ET.Element]


class Spot(NamedTuple):
    """A place in the plot."""

    x: float
    y: float


class Vertex(NamedTuple):
    """A place that a line leads through, or a gap in it."""

    x: float
    y: float | None


class Segment(NamedTuple):
    """From one place to another: the ends of a straight line, or opposite corners of a box."""

    x: float
    y: float
    x2: float
    y2: float


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
class Scale:
    """Values between two ends, and where these are in units of the picture."""

    low: float
    high: float
    low_end: float
    high_end: float

    def place(self, value: float) -> float:
        """Where a value is."""
        share = (value - self.low) / (self.high - self.low)
        return self.low_end + share * (self.high_end - self.low_end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """What x and y of marks mean.

    That is values on a scale, or else units from the left or the top of the plot.
    """

    x: Scale | None = None
    y: Scale | None = None

    def across(self, x: float) -> float:
        """Units from the left of the plot."""
        return self.x.place(x) if self.x else x

    def down(self, y: float) -> float:
        """Units from the top of the plot."""
        return self.y.place(y) if self.y else y


UNITS = Plane()

_NARROW = 0.9
"""How wide text in documents is at most, as a share of what `ems_of` says."""

_TICK = 5.0
_BASELINE = round(0.3 * FONT_SIZE)
"""How far below the middle of a line of text its letters stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A line of text whose middle is at the height `y`, in `UNITS`."""

    x: float
    y: float
    words: str
    anchor: Anchor = "start"
    colour: str = "quiet"
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnChart:
    """A chart as one group, and how large it is."""

    width: float
    height: float
    group: ET.Element

    @property
    def view_box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height."""
        return 0, 0, self.width, self.height


def grid_across(frame: Frame, places: Iterable[float]) -> Layers:
    """Lines through the whole plot at these heights."""
    rows = [Segment(x=0.5, y=_crisp(y), x2=frame.width, y2=_crisp(y)) for y in places]
    return rules(UNITS, rows, colour="grid", thickness=1)


def grid_down(frame: Frame, places: Iterable[float]) -> Layers:
    """Lines from the top to the bottom of the plot at these places."""
    rows = [Segment(x=_crisp(x), y=0.5, x2=_crisp(x), y2=frame.height) for x in places]
    return rules(UNITS, rows, colour="grid", thickness=1)


def base(frame: Frame, ticks: Iterable[float]) -> Layers:
    """The line below the plot, with ticks at these places."""
    y = _crisp(frame.height)
    rows = [
        Segment(x=0.5, y=y, x2=frame.width, y2=y),
        *(Segment(x=_crisp(x), y=y, x2=_crisp(x), y2=y + _TICK) for x in ticks),
    ]
    return rules(UNITS, rows, colour="edge", thickness=1)


def lines(
    plane: Plane,
    vertices: Sequence[Vertex],
    *,
    colour: str,
    thickness: float,
    dash: Sequence[float] = (),
) -> Layers:
    """A line through the vertices, interrupted where they have a gap."""
    runs: list[list[str]] = [[]]
    for vertex in vertices:
        if vertex.y is None:
            runs.append([])
        else:
            runs[-1].append(_pair(plane.across(vertex.x), plane.down(vertex.y)))
    path = "".join(f"M{'L'.join(run)}" for run in runs if len(run) > 1)
    if path:
        layer = _layer(stroke=colour, thickness=thickness, dash=dash)
        layer.set("stroke-linejoin", "round")
        ET.SubElement(layer, "path", {"d": path})
        yield layer


def points(
    plane: Plane, spots: Sequence[Spot], *, colour: str, shape: PointShape, size: float
) -> Layers:
    """A point at each of the spots, of this area, set off from what is below it."""
    return _symbols(plane, spots, _layer(fill=colour, stroke="paper", thickness=1), shape, size)


def hollow_points(
    plane: Plane, spots: Sequence[Spot], *, colour: str, size: float, shape: PointShape = "circle"
) -> Layers:
    """A hollow point at each of the spots."""
    layer = _layer(fill="paper", stroke=colour, thickness=2)
    return _symbols(plane, spots, layer, shape, size)


def rules(
    plane: Plane,
    segments: Sequence[Segment],
    *,
    colour: str,
    thickness: float,
    dash: Sequence[float] = (),
) -> Layers:
    """A straight line for each of the segments."""
    if not segments:
        return
    layer = _layer(stroke=colour, thickness=thickness, dash=dash)
    for segment in segments:
        ends = {
            "x1": plane.across(segment.x),
            "y1": plane.down(segment.y),
            "x2": plane.across(segment.x2),
            "y2": plane.down(segment.y2),
        }
        ET.SubElement(layer, "line", _numbers(ends))
    yield layer


def boxes(plane: Plane, segments: Sequence[Segment], *, colour: str) -> Layers:
    """A filled rectangle for each of the segments."""
    return _rectangles(plane, segments, _layer(fill=colour))


def hollow_boxes(
    plane: Plane, segments: Sequence[Segment], *, colour: str, dash: Sequence[float] = ()
) -> Layers:
    """The outline of a rectangle for each of the segments."""
    layer = _layer(fill="paper", stroke=colour, thickness=1.5, dash=dash)
    return _rectangles(plane, segments, layer)


def _rectangles(plane: Plane, segments: Sequence[Segment], layer: ET.Element) -> Layers:
    if not segments:
        return
    for segment in segments:
        left, right = sorted((plane.across(segment.x), plane.across(segment.x2)))
        top, bottom = sorted((plane.down(segment.y), plane.down(segment.y2)))
        box = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        ET.SubElement(layer, "rect", _numbers(box))
    yield layer


def texts(written: Iterable[Text]) -> Layers:
    """Text, one layer for each way of writing it."""
    layers: dict[tuple[Anchor, str, bool], ET.Element] = {}
    for text in written:
        look = (text.anchor, text.colour, text.bold)
        if look not in layers:
            layers[look] = _layer(fill=text.colour)
            if text.anchor != "start":
                layers[look].set("text-anchor", text.anchor)
            if text.bold:
                layers[look].set("font-weight", "600")
        place = _numbers({"x": text.x, "y": text.y + _BASELINE})
        ET.SubElement(layers[look], "text", place).text = visible(text.words)
    return layers.values()


def paper_behind(layer: ET.Element) -> ET.Element:
    """A layer to lie below one of `texts`, so that no line runs through the words."""
    behind = _layer(fill="paper")
    for text in layer:
        width = ems_of(text.text or "") * FONT_SIZE * _NARROW
        share = {"middle": 0.5, "end": 1.0}.get(layer.get("text-anchor", ""), 0.0)
        box = {
            "x": float(text.get("x", "0")) - share * width,
            "y": float(text.get("y", "0")) - _BASELINE - FONT_SIZE / 2,
            "width": width,
            "height": FONT_SIZE,
        }
        ET.SubElement(behind, "rect", _numbers(box))
    return behind


def picture(frame: Frame, layers: Layers) -> DrawnChart:
    """All layers in a picture whose size is decided by its frame alone."""
    moved = f"translate({_pair(frame.left, frame.top)})"
    # What is not told to be filled is not: shapes are black otherwise.
    group = ET.Element("g", {"fill": "none", "stroke-miterlimit": "10", "transform": moved})
    group.extend(layers)
    return DrawnChart(
        width=frame.left + frame.width + frame.right,
        height=frame.top + frame.height + frame.bottom,
        group=group,
    )


def _layer(
    *, fill: str = "", stroke: str = "", thickness: float = 0, dash: Sequence[float] = ()
) -> ET.Element:
    """A group for marks that look alike. Colours become classes too, for the style sheet."""
    layer = ET.Element("g")
    classes = []
    for key, colour in (("fill", fill), ("stroke", stroke)):
        if colour:
            layer.set(key, PALETTE[colour])
            classes.append(f"pt-chart-{key}-{colour}")
    layer.set("class", " ".join(classes))
    if stroke:
        layer.set("stroke-width", number(thickness))
    if dash:
        layer.set("stroke-dasharray", ",".join(map(number, dash)))
    return layer


def _symbols(
    plane: Plane, spots: Sequence[Spot], layer: ET.Element, shape: PointShape, size: float
) -> Layers:
    """The layer with a symbol at each of the spots. `size` is the area of a square around it."""
    if not spots:
        return
    r = math.sqrt(size) / 2
    for spot in spots:
        x, y = plane.across(spot.x), plane.down(spot.y)
        if shape == "circle":
            ET.SubElement(layer, "circle", _numbers({"cx": x, "cy": y, "r": r}))
        elif shape == "square":
            box = {"x": x - r, "y": y - r, "width": 2 * r, "height": 2 * r}
            ET.SubElement(layer, "rect", _numbers(box))
        else:
            # Sides that are the same for each take little room where pages are compressed.
            sides = f"l{_pair(r, -r)}l{_pair(r, r)}l{_pair(-r, r)}Z"
            ET.SubElement(layer, "path", {"d": f"M{_pair(x - r, y)}{sides}"})
    yield layer


def _numbers(values: Mapping[str, float]) -> dict[str, str]:
    """Attributes with numbers for values."""
    return {name: number(value) for name, value in values.items()}


def _pair(x: float, y: float) -> str:
    return f"{number(x)},{number(y)}"


def _crisp(place: float) -> float:
    """A place near by at which a thin line fills whole pixels."""
    return math.floor(place + 0.5) + 0.5
