"""Charts are drawn ahead in another process, the same as they would be here."""

from __future__ import annotations

import time
from pathlib import Path

from policytrace.charts.model import BarChart
from policytrace.charts.prerender import FEW, prerender
from policytrace.charts.store import ChartStore
from tests.charts.samples import bar_chart


def charts_of(number: int) -> list[BarChart]:
    return [bar_chart((str(each), each), ("Riket", 1)) for each in range(number)]


def test_many_charts_are_drawn_ahead_as_they_would_be_drawn_when_needed(tmp_path: Path) -> None:
    charts = charts_of(FEW + 5)
    ahead = ChartStore(tmp_path / "ahead")
    stop = prerender(tmp_path / "ahead", charts)
    try:
        for _ in range(600):
            if ahead.holds(charts[-1]):
                break
            time.sleep(0.1)
        assert all(map(ahead.holds, charts))
    finally:
        stop()
    here = ChartStore(tmp_path / "here")
    assert [ahead.svg(chart) for chart in charts] == [here.svg(chart) for chart in charts]


def test_it_can_be_stopped_at_any_time_and_leaves_nothing_half_drawn(tmp_path: Path) -> None:
    charts = charts_of(FEW + 5)
    prerender(tmp_path, charts)()
    store = ChartStore(tmp_path)
    assert all(store.svg(chart).startswith("<svg") for chart in charts)


def test_for_a_few_charts_no_process_is_started(tmp_path: Path) -> None:
    prerender(tmp_path / "none", charts_of(FEW))()
    assert not (tmp_path / "none").exists()
