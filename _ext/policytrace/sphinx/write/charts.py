"""Draws the charts of views and pages."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from policytrace.charts.drawing import inline
from policytrace.site.pages.registry import Charts
from policytrace.sphinx.build import Build


def draw_charts(
    build: Build, charts: Charts | None, shown: object, prefix: str
) -> Mapping[str, Markup]:
    """The charts of what is `shown`, as inline SVG by the names that its template knows them by.

    `prefix` makes their ids unlike all others on the page.
    """
    if charts is None:
        return {}
    return {
        name: inline(chart, prefix=f"{prefix}-{name}")
        for name, chart in charts(shown, build.translations).items()
    }
