"""Charts become SVG: we write a specification of Vega-Lite, and vl-convert draws it."""

from __future__ import annotations

from policytrace.charts.bar_chart import bar_chart
from policytrace.charts.dot_chart import dot_chart
from policytrace.charts.marks import Specification
from policytrace.charts.model import BarChart, Chart, TimeChart
from policytrace.charts.time_chart import time_chart


def draw(chart: Chart) -> str:
    """The chart as SVG, with the colours of `PALETTE`; always the same for the same chart.

    Its title and description are not in it: they belong to the page, see `inline`.
    """
    import vl_convert  # noqa: PLC0415 - takes a while, and what draws nothing needs it not

    return vl_convert.vegalite_to_svg(specification(chart), allowed_base_urls=[])


def specification(chart: Chart) -> Specification:
    """The chart as a specification of Vega-Lite: plain data, as JSON has it."""
    if isinstance(chart, TimeChart):
        return time_chart(chart)
    if isinstance(chart, BarChart):
        return bar_chart(chart)
    return dot_chart(chart)
