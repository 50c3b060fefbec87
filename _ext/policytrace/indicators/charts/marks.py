"""What charts are drawn with: Vega-Lite's marks, by way of altair.

No text of a chart ever becomes part of an expression, of a format or of a field's name: words and
numbers are values of the fields that the text marks draw. All places of text are worked out here,
so that a picture does not depend on the fonts of the machine that draws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt

from policytrace.indicators.charts.labels import FONT_SIZE
from policytrace.indicators.charts.palette import PALETTE

Row = Mapping[str, float | str | None]
Anchor = Literal["left", "center", "right"]
Layers = Iterable[alt.Chart]


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
    """What the fields x and y of a mark's rows mean."""

    x: alt.X
    y: alt.Y


UNITS = Plane(x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None))
"""Units of the picture, from the top left of the plot."""

# Handed over whole: altair takes 10 ms to make one of these of a name.
_X2, _Y2, _WORDS = alt.X2("x2"), alt.Y2("y2"), alt.Text("words:N")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A line of text whose middle is at the height `y`, in `UNITS`."""

    x: float
    y: float
    words: str
    anchor: Anchor = "left"
    colour: str = "quiet"
    bold: bool = False


def scale(low: float, high: float) -> alt.Scale:
    """A scale from one end of the plot to the other, not rounded to anything."""
    return alt.Scale(domain=[low, high], nice=False, zero=False)


def grid(values: Sequence[float]) -> alt.Axis:
    """Lines across the plot; their numbers are drawn as text."""
    return alt.Axis(
        values=list(values),
        labels=False,
        title=None,
        ticks=False,
        domain=False,
        grid=True,
        gridColor=PALETTE["grid"],
    )


def base(values: Sequence[float]) -> alt.Axis:
    """The line below the plot with ticks; their words are drawn as text."""
    return alt.Axis(
        values=list(values),
        labels=False,
        title=None,
        grid=False,
        domainColor=PALETTE["edge"],
        tickColor=PALETTE["edge"],
        tickSize=5,
    )


def lines(
    plane: Plane, rows: Sequence[Row], *, colour: str, thickness: float, dash: Sequence[float] = ()
) -> Layers:
    """A line through x and y of the rows, with a gap where there is no y."""
    if rows:
        yield _chart(rows, plane).mark_line(
            stroke=PALETTE[colour],
            strokeWidth=thickness,
            strokeDash=list(dash),
            strokeJoin="round",
            invalid="break-paths-show-domains",
        )


def points(plane: Plane, rows: Sequence[Row], *, colour: str, shape: str, size: float) -> Layers:
    """A point at x and y of each row, set off from what is below it."""
    if rows:
        yield _chart(rows, plane).mark_point(
            shape=shape,
            size=size,
            fill=PALETTE[colour],
            stroke=PALETTE["paper"],
            strokeWidth=1,
            opacity=1,
        )


def rings(plane: Plane, rows: Sequence[Row], *, colour: str, size: float) -> Layers:
    """A hollow point at x and y of each row."""
    if rows:
        yield _chart(rows, plane).mark_point(
            shape="circle",
            size=size,
            fill=PALETTE["paper"],
            stroke=PALETTE[colour],
            strokeWidth=2,
            opacity=1,
        )


def rules(
    plane: Plane, rows: Sequence[Row], *, colour: str, thickness: float, dash: Sequence[float] = ()
) -> Layers:
    """A straight line from x and y to x2 and y2 of each row."""
    if rows:
        yield (
            _chart(rows, plane)
            .mark_rule(stroke=PALETTE[colour], strokeWidth=thickness, strokeDash=list(dash))
            .encode(x2=_X2, y2=_Y2)
        )


def boxes(plane: Plane, rows: Sequence[Row], *, colour: str) -> Layers:
    """A filled rectangle from x and y to x2 and y2 of each row."""
    if rows:
        yield _chart(rows, plane).mark_rect(fill=PALETTE[colour]).encode(x2=_X2, y2=_Y2)


def texts(written: Iterable[Text]) -> Layers:
    """Text, one layer for each way of writing it."""
    by_style: dict[tuple[Anchor, str, bool], list[Row]] = {}
    for text in written:
        rows = by_style.setdefault((text.anchor, text.colour, text.bold), [])
        rows.append({"x": text.x, "y": text.y, "words": text.words})
    for (anchor, colour, bold), rows in by_style.items():
        yield (
            _chart(rows, UNITS)
            .mark_text(
                align=anchor,
                baseline="middle",
                fill=PALETTE[colour],
                fontSize=FONT_SIZE,
                fontWeight=600 if bold else 400,
            )
            .encode(text=_WORDS)
        )


def picture(frame: Frame, layers: Layers) -> alt.LayerChart:
    """All layers in a picture whose size is decided by its frame alone."""
    return alt.LayerChart(
        layer=list(layers),
        width=frame.width,
        height=frame.height,
        padding={
            "left": frame.left,
            "top": frame.top,
            "right": frame.right,
            "bottom": frame.bottom,
        },
        autosize="none",
        background="transparent",
        config=alt.Config(aria=False, font="sans-serif", view=alt.ViewConfig(stroke=None)),
    )


def _chart(rows: Sequence[Row], plane: Plane) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(rows))).encode(x=plane.x, y=plane.y)
