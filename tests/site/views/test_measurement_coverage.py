"""Coverage of measurement as it is shown: shares, a table, and what is not known said."""

from __future__ import annotations

from datetime import date

from bs4 import BeautifulSoup

from policytrace.changes.plan_state import state_of
from policytrace.charts.model import BarChart, TimeChart
from policytrace.history.days import DatedState, History
from policytrace.history.timeline import NoHistory
from policytrace.messages import catalogue
from policytrace.repository import Commit
from policytrace.site.views.registry import VIEWS, Options
from policytrace.snapshot import Snapshot
from tests.measure.figures import figure
from tests.plan_builder import COMPLETE, TODAY, measured, plan, values_of
from tests.site.views.drawing import METAMODEL, SWEDISH, drawn, placeholder

VIEW = VIEWS["measurement_coverage"]


def snapshot_with(history: History) -> Snapshot:
    return Snapshot(
        graph=plan(*COMPLETE),
        metamodel=METAMODEL,
        measurements=measured(values_of("IND-A", figure("2025", "7"))),
        today=TODAY,
        history=history,
    )


def shown(history: History) -> tuple[BeautifulSoup, object]:
    view = VIEW.compute(snapshot_with(history), Options())
    assert VIEW.charts is not None
    charts = VIEW.charts(view, catalogue("sv"))
    page = drawn(
        VIEW.template,
        renderer=SWEDISH,
        view=view,
        anchor="a",
        level=3,
        charts={name: placeholder(name) for name in charts},
    )
    return page, charts["coverage"]


def test_each_share_is_told_in_words_and_in_the_table() -> None:
    page, chart = shown(History(absent=NoHistory.NO_REPOSITORY))
    assert len(page.select("ul.pt-list li")) == len(page.select("tbody tr")) > 1
    assert isinstance(chart, BarChart)
    assert "utan filförrådets historik" in page.get_text()
    assert page.select_one("figcaption") is not None


def test_with_history_there_is_a_line_and_a_row_for_each_day() -> None:
    before = state_of(plan(*COMPLETE), METAMODEL.types)
    day = DatedState(commit=Commit(id="a" * 40, day=date(2026, 1, 2)), state=before)
    page, chart = shown(History(absent=None, states=(day,)))
    assert isinstance(chart, TimeChart)
    assert len(page.select("#a-tid-table tbody tr")) == 2
    assert "utan filförrådets" not in page.get_text()
