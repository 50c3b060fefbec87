"""Coverage of measurement as it is shown: shares, a table, and what is not known said."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup

from policytrace.changes.plan_state import state_of
from policytrace.charts.model import BarChart, TimeChart
from policytrace.editions.edition import Edition, Editions
from policytrace.history.days import DatedState, History
from policytrace.history.timeline import NoHistory
from policytrace.messages import catalogue
from policytrace.plan.model import Item
from policytrace.repository import Commit
from policytrace.schema.vocabulary import Status
from policytrace.site.views.registry import VIEWS, Options
from policytrace.snapshot import Snapshot
from tests.measure.figures import figure
from tests.plan_builder import COMPLETE, TODAY, changed, measured, plan, values_of
from tests.site.views.drawing import METAMODEL, SWEDISH, drawn, placeholder

VIEW = VIEWS["measurement_coverage"]


def snapshot_with(
    history: History, items: tuple[Item, ...] = COMPLETE, editions: Editions | None = None
) -> Snapshot:
    return Snapshot(
        editions=editions or Editions(),
        graph=plan(*items),
        metamodel=METAMODEL,
        measurements=measured(values_of("IND-A", figure("2025", "7"))),
        today=TODAY,
        history=history,
    )


def shown(
    history: History, items: tuple[Item, ...] = COMPLETE, editions: Editions | None = None
) -> tuple[BeautifulSoup, object]:
    view = VIEW.compute(snapshot_with(history, items, editions), Options())
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
    assert "utan filernas historik" in page.get_text()
    assert page.select_one("figcaption") is not None


def test_with_history_there_is_a_line_and_a_row_for_each_day() -> None:
    before = state_of(plan(*COMPLETE), METAMODEL.types)
    day = DatedState(commit=Commit(id="a" * 40, day=date(2026, 1, 2)), state=before)
    page, chart = shown(History(absent=None, states=(day,)))
    assert isinstance(chart, TimeChart)
    assert len(page.select("#a-tid-table tbody tr")) == 2
    assert [point.label for point in chart.lines[0].points] == ["2 jan 2026", "15 jan 2027"]
    assert all(line.known_between for line in chart.lines)
    assert "utan filernas" not in page.get_text()


def test_what_rests_on_proposals_alone_says_so() -> None:
    page, _ = shown(History())
    told = [one.get_text(" ", strip=True) for one in page.select("ul.pt-list li")]
    assert told[0].startswith("Ställen i den antagna texten, genom beslutade åtgärder: 0 av 7")
    assert told[1].startswith("Ställen i den antagna texten, om också förslagen räknas: 7 av 7")
    assert "Ingen åtgärd är beslutad än" in page.get_text()


def test_when_something_has_been_decided_it_is_not_said_that_nothing_has() -> None:
    items = changed(COMPLETE, "ATG-A", status=Status.DECIDED)
    page, _ = shown(History(), items)
    assert "Ingen åtgärd är beslutad än" not in page.get_text()


def test_only_old_values_are_told_beside_the_share() -> None:
    page, _ = shown(History(), changed(COMPLETE, "IND-A", interval="varje månad"))
    assert "0 av 1 (0 procent), och 1 till med bara gamla värden" in " ".join(
        page.get_text().split()
    )


def test_days_that_cannot_be_read_are_told() -> None:
    unread = (Commit(id="b" * 40, day=date(2026, 3, 2)), Commit(id="a" * 40, day=date(2026, 1, 2)))
    page, _ = shown(History(absent=None, unread=unread))
    assert "2026-01-02, 2026-03-02" in page.get_text()


@pytest.mark.parametrize(
    ("history", "said"),
    [
        (History(absent=NoHistory.NOT_BEGUN), "från den första utgåvan"),
        (History(absent=NoHistory.NOTHING_COMMITTED), "sparats"),
        (History(absent=None, is_shallow=True), "inte hel"),
        (History(absent=None, is_cut=True), "de senaste dagarna"),
    ],
)
def test_why_no_more_is_known_of_before_is_said(history: History, said: str) -> None:
    page, _ = shown(history)
    assert said in page.get_text()


def test_each_edition_has_a_row_with_its_decision() -> None:
    frozen = Edition(
        decision="BES-A",
        plans=("HPL-A",),
        decided=date(2026, 6, 15),
        frozen=date(2026, 7, 1),
        files=(),
        state=state_of(plan(*changed(COMPLETE, "ATG-A", status=Status.DECIDED)), METAMODEL.types),
    )
    page, _ = shown(History(), editions=Editions(editions=(frozen,)))
    (row,) = page.select("#a-utgavor-table tbody tr")
    assert "BES-A" in row.get_text()
    assert "0 av 1" in row.get_text()
