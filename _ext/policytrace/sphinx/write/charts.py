"""Draws the charts of views and pages; each is drawn once and kept between builds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from policytrace.charts.inline import inline
from policytrace.charts.store import ChartStore
from policytrace.site.pages.registry import Charts
from policytrace.sphinx.build import Build


def chart_folder(build: Build) -> Path:
    """Where drawn charts are kept between builds."""
    return Path(build.app.doctreedir) / "charts"


def draw_charts(
    build: Build, charts: Charts | None, shown: object, prefix: str
) -> Mapping[str, Markup]:
    """The charts of what is `shown`, as inline SVG by the names that its template knows them by.

    `prefix` makes their ids unlike all others on the page.
    """
    if charts is None:
        return {}
    store = ChartStore(chart_folder(build))
    return {
        name: inline(
            store.svg(chart),
            prefix=f"{prefix}-{name}",
            title=chart.title,
            description=getattr(chart, "description", ""),
        )
        for name, chart in charts(shown, build.translations).items()
    }
