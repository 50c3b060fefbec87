"""A line as small as a word."""

from __future__ import annotations

from decimal import Decimal

from policytrace.charts import marks
from policytrace.charts.axis import axis_for
from policytrace.charts.line_series import line_series_of
from policytrace.charts.marks import Frame, Layers, Plane, Row, Specification
from policytrace.charts.model import Sparkline
from policytrace.charts.palette import TARGET_DASH
from policytrace.charts.time_axis import time_axis

WIDTH = 110
HEIGHT = 28
_MARGIN = 4


def sparkline(chart: Sparkline) -> Specification:
    """The line as a specification of Vega-Lite."""
    series, target = line_series_of(chart.points), chart.target
    values = [*(series.values if series else ()), *((target.low, target.high) if target else ())]
    axis = axis_for(values, zero=False)
    time = time_axis(series.points if series else (), None)
    plane = Plane(
        x=marks.along(time.first, time.end),
        y=marks.along(float(axis.low), float(axis.high)),
    )

    def across(value: Decimal) -> Row:
        return {"x": time.first, "x2": time.end, "y": float(value), "y2": float(value)}

    def layers() -> Layers:
        if target and target.low != target.high:
            band = {**across(target.low), "y2": float(target.high)}
            yield from marks.boxes(plane, [band], colour="soft")
        if target:
            edges = [across(edge) for edge in dict.fromkeys((target.low, target.high))]
            yield from marks.rules(plane, edges, colour="accent", thickness=1, dash=TARGET_DASH)
        if series:
            yield from marks.lines(plane, series.rows(), colour="ink", thickness=1.5)
            yield from marks.points(
                plane, series.lonely_rows(), colour="ink", shape="circle", size=20
            )
            yield from marks.points(
                plane, series.last_row(), colour="accent", shape="circle", size=40
            )

    frame = Frame(
        width=WIDTH - 2 * _MARGIN,
        height=HEIGHT - 2 * _MARGIN,
        left=_MARGIN,
        right=_MARGIN,
        top=_MARGIN,
        bottom=_MARGIN,
    )
    return marks.picture(frame, layers())
