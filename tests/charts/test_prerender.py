"""Charts are drawn ahead in another process, the same as they would be here."""

from __future__ import annotations

import time
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from policytrace.charts.model import Point, Sparkline
from policytrace.charts.prerender import FEW, prerender
from policytrace.charts.store import ChartStore


def sparklines(number: int) -> list[Sparkline]:
    return [
        Sparkline(
            title=str(each),
            points=tuple(
                Point(x=Fraction(year), label=str(year), value=Decimal(each + year % 3))
                for year in range(2020, 2024)
            ),
            target=None,
        )
        for each in range(number)
    ]


def test_many_charts_are_drawn_ahead_as_they_would_be_drawn_when_needed(tmp_path: Path) -> None:
    charts = sparklines(FEW + 5)
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
    charts = sparklines(FEW + 5)
    prerender(tmp_path, charts)()
    store = ChartStore(tmp_path)
    assert all(store.svg(chart).startswith("<svg") for chart in charts)


def test_for_a_few_charts_no_process_is_started(tmp_path: Path) -> None:
    prerender(tmp_path / "none", sparklines(FEW))()
    assert not (tmp_path / "none").exists()
