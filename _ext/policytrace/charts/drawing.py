"""Charts become SVG: for a page, or as a picture that stands alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from markupsafe import Markup

from policytrace.charts.bar_chart import bar_chart
from policytrace.charts.dot_chart import dot_chart
from policytrace.charts.labels import FONT_SIZE
from policytrace.charts.marks import DrawnChart, paper_behind
from policytrace.charts.model import BarChart, Chart, TimeChart
from policytrace.charts.text_metrics import visible
from policytrace.charts.time_chart import time_chart
from policytrace.svg import SVG, number, picture


def draw(chart: Chart, *, font: str = "sans-serif") -> str:
    """The chart as SVG for a document, with the colours of `PALETTE` and text in `font`.

    The same chart is always drawn the same. Its title and description are not in it: they belong to
    the document.
    """
    drawn = _drawn(chart)
    root = ET.Element(
        "svg",
        {
            "xmlns": SVG.strip("{}"),
            "viewBox": " ".join(map(number, drawn.view_box)),
            "width": number(drawn.width),
            "height": number(drawn.height),
            "font-family": font,
            "font-size": number(FONT_SIZE),
        },
    )
    for at, layer in reversed([*enumerate(drawn.group)]):
        if layer.find("text") is not None:  # on a page the style sheet does it (``charts.css``)
            drawn.group.insert(at, paper_behind(layer))
    root.append(drawn.group)
    return ET.tostring(root, encoding="unicode")


def inline(
    chart: Chart, *, prefix: str, title: str | None = None, description: str | None = None
) -> Markup:
    """The chart as an element for an HTML page, whose style sheet decides colours and font.

    A screen reader reads it as one picture with `title` and, unless it is empty, `description`:
    those of the chart if they are not given. `prefix` makes the ids of the two unlike all others on
    the page. Colours are classes too (``pt-chart-stroke-women``), so that the style sheet can
    exchange them.
    """
    drawn = _drawn(chart)
    root = picture(
        title=visible(chart.title if title is None else title),
        description=visible(chart.description if description is None else description),
        prefix=prefix,
        view_box=drawn.view_box,
    )
    root.set("class", "pt-chart")
    drawn.group.set("aria-hidden", "true")
    root.append(drawn.group)
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - built here, text is escaped


def _drawn(chart: Chart) -> DrawnChart:
    if isinstance(chart, TimeChart):
        return time_chart(chart)
    if isinstance(chart, BarChart):
        return bar_chart(chart)
    return dot_chart(chart)
