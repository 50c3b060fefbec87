"""The figures of an indicator as charts, in the reader's language."""

from __future__ import annotations

import pytest

from policytrace.charts.model import Chart, TimeChart
from policytrace.measure.tables import Row
from policytrace.measure.target_specs import target_spec_of, unit_of
from policytrace.messages import catalogue
from policytrace.schema.vocabulary import Sex
from policytrace.site.views.indicator_drawing import drawn
from policytrace.site.views.indicator_figures import figures_of
from tests.measure.figures import AREAS, figure
from tests.site.views.measured import measured


def charts_of(*rows: Row, language: str = "sv", **values: str) -> dict[str, Chart]:
    """The charts of an indicator with these values, by their names."""
    graph = measured(*rows, **values)
    indicator = graph.items["IND-A"]
    series = graph.measurements.series("IND-A")
    figures = figures_of(series, AREAS, target_spec_of(indicator), unit_of(indicator))
    return dict(drawn(figures, catalogue(language)))


def over_time(*rows: Row, **values: str) -> TimeChart:
    """The chart of values over time."""
    chart = charts_of(*rows, **values)["over-tid"]
    assert isinstance(chart, TimeChart)
    return chart


@pytest.mark.parametrize(
    ("periods", "swedish", "english"),
    [
        (("2021", "2022", "2023"), "2023", "2023"),
        (("2020-10", "2020-11", "2020-12"), "dec 2020", "Dec 2020"),
        (("2021-H1", "2021-H2", "2022-H1"), "jan–juni 2022", "Jan–Jun 2022"),
        (("2021-Q1", "2021-Q2", "2021-Q3"), "juli–sep 2021", "Jul–Sep 2021"),
        (("2019/20", "2020/21", "2021/22"), "2021/22", "2021/22"),
    ],
)
def test_periods_are_written_as_people_write_them(
    periods: tuple[str, ...], swedish: str, english: str
) -> None:
    rows = [figure(period, "41", Sex.TOTAL) for period in periods]
    for language, said in (("sv", swedish), ("en", english)):
        (line,) = over_time(*rows, language=language).lines
        assert line.points[-1].label == said
