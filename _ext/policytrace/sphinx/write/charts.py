"""Draws the charts of views and pages; each is drawn once and kept between builds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup
from sphinx.application import Sphinx

from policytrace.charts.inline import inline
from policytrace.charts.store import ChartStore
from policytrace.site.pages.registry import Charts
from policytrace.sphinx.project import project_of


def chart_folder(app: Sphinx) -> Path:
    """Where drawn charts are kept between builds."""
    return Path(app.doctreedir) / "charts"


def draw_charts(
    app: Sphinx, charts: Charts | None, shown: object, prefix: str
) -> Mapping[str, Markup]:
    """The charts of what is `shown`, as inline SVG by the names that its template knows them by.

    `prefix` makes their ids unlike all others on the page.
    """
    if charts is None:
        return {}
    store = ChartStore(chart_folder(app))
    return {
        name: inline(
            store.svg(chart),
            prefix=f"{prefix}-{name}",
            title=chart.title,
            description=getattr(chart, "description", ""),
        )
        for name, chart in charts(shown, project_of(app).translations).items()
    }
