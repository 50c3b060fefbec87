"""A plan over the years: where days are drawn, and that words say what the picture says."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup

from policytrace.plan.graph import Graph
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.views.registry import VIEWS, Options
from policytrace.site.views.timeline import Timeline, TimelineBar, timeline
from policytrace.snapshot import Snapshot
from tests.plan_builder import item, plan
from tests.site.views.drawing import METAMODEL, SWEDISH, drawn, words

GRAPH = plan(
    item("HPL-A", Role.PLAN, valid_from="2027-01-01", valid_to="2028-12-31"),
    item(
        "ATG-LATER",
        Role.ACTION,
        part_of="HPL-A",
        starts="2028-01-01",
        due="2028-12-31",
        next_follow_up="2029-05-01",
    ),
    item(
        "ATG-FIRST",
        Role.ACTION,
        part_of="HPL-A",
        status=Status.CANCELLED,
        starts="2027-07-02",
        due="2028-07-01",
        next_follow_up="2028-01-01",
    ),
    item("ATG-STEP", Role.ACTION, part_of="ATG-LATER"),
    item("ATG-ELSE", Role.ACTION, starts="2031-01-01", due="2031-12-31"),
    item("UPF-A", Role.FOLLOW_UP, follows_up="ATG-FIRST", date="2027-12-31"),
)


def made(graph: Graph = GRAPH, *, today: date = date(2027, 7, 2)) -> Timeline:
    """The timeline of the plan HPL-A on a day."""
    snapshot = Snapshot(graph=graph, metamodel=METAMODEL, today=today)
    return timeline(snapshot, Options(items={"plan": graph.items["HPL-A"]}))


def picture(found: Timeline) -> BeautifulSoup:
    return drawn("timeline.html.jinja", renderer=SWEDISH, view=found, anchor="vy", level=3)


def test_the_actions_of_the_plan_and_of_its_parts_stand_by_their_first_days() -> None:
    assert [line.item.id for line in made().lines] == ["ATG-FIRST", "ATG-LATER", "ATG-STEP"]


def test_years_are_equally_long_and_days_are_where_they_are_in_their_year() -> None:
    found = made()
    assert (found.years, found.year_starts, found.today_at) == ((2027, 2028), (500,), 250)
    first, later, step = found.lines
    assert first.bar == TimelineBar(
        start=250, end=749, overrun=None, next_follow_up=None, followed_up=(500,), milestones=()
    )
    assert later.bar == TimelineBar(
        start=500, end=1000, overrun=None, next_follow_up=None, followed_up=(), milestones=()
    )
    assert step.bar is None


def test_milestones_are_squares_and_told_in_words() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, valid_from="2027-01-01", valid_to="2028-12-31"),
        item(
            "ATG-A",
            Role.ACTION,
            status=Status.IN_PROGRESS,
            part_of="HPL-A",
            starts="2027-01-01",
            due="2028-12-31",
        ),
        item("DEL-1", Role.MILESTONE, part_of="ATG-A", due="2027-07-01"),
        item("DEL-2", Role.MILESTONE, part_of="ATG-A", due="2027-02-01", status=Status.DONE),
        item("DEL-3", Role.MILESTONE, part_of="ATG-A", due="2028-01-01", status=Status.PROPOSED),
        item("DEL-4", Role.MILESTONE, part_of="ATG-A", due="2028-12-31"),
        item("DEL-5", Role.MILESTONE, part_of="ATG-A", due="2029-12-31"),
    )
    found = made(graph)
    (line,) = found.lines
    assert line.bar is not None
    assert line.bar.milestones == (43, 249, 500, 1000)
    soup = picture(found)
    assert len(soup.select(".pt-timeline__bar .pt-timeline__step")) == 4
    assert "Delmål" in words(soup.select_one(".pt-timeline__key"))
    days = words(soup.select_one(".pt-timeline__days"))
    assert "Delmål 1 februari 2027: Title of DEL-2, nått" in days
    assert "Delmål 1 juli 2027: Title of DEL-1, inte nått" in days
    assert "Delmål 1 januari 2028: Title of DEL-3, föreslaget" in days
    assert "Delmål 31 december 2028: Title of DEL-4Delmål" in days
    assert days.endswith("Title of DEL-5 I riskzonen")


@pytest.mark.parametrize("today", [date(2026, 12, 31), date(2029, 1, 1)])
def test_a_day_outside_the_years_is_not_drawn(today: date) -> None:
    found = made(today=today)
    assert found.today_at is None
    soup = picture(found)
    assert not soup.select(".pt-timeline__today, .pt-timeline__sign--today")


def test_today_is_marked_on_each_line_and_explained() -> None:
    soup = picture(made())
    pictures = soup.select("svg.pt-timeline__bar")
    assert len(soup.select("line.pt-timeline__today")) == len(pictures) == 2
    assert words(soup.select_one(".pt-timeline__sign--today")) == "I dag"


def test_words_say_what_the_picture_says() -> None:
    soup = picture(made())
    first = soup.select("ol > li")[0]
    assert words(first.select_one(".pt-timeline__days")) == (
        "2 juli 2027 – 1 juli 2028Uppföljd 31 december 2027 Avbruten"
    )
    later = words(soup.select("ol > li")[1].select_one(".pt-timeline__days"))
    assert later == "1 januari 2028 – 31 december 2028. Next follow up 1 maj 2029"
    assert {svg["aria-hidden"] for svg in soup.select("svg.pt-timeline__bar")} == {"true"}
    assert "pt-timeline__time--cancelled" in str(first.svg)


@pytest.mark.parametrize(
    ("status", "made_on", "shown"),
    [
        (Status.IN_PROGRESS, "", date(2027, 10, 1)),
        (Status.IN_PROGRESS, "2027-09-30", date(2027, 10, 1)),
        (Status.IN_PROGRESS, "2027-10-01", None),
        (Status.DONE, "", None),
        (Status.CANCELLED, "", None),
    ],
)
def test_a_follow_up_that_is_made_or_not_needed_is_no_longer_the_next(
    status: Status, made_on: str, shown: date | None
) -> None:
    graph = plan(
        item("HPL-A", Role.PLAN),
        item("ATG-A", Role.ACTION, part_of="HPL-A", status=status, next_follow_up="2027-10-01"),
        *([item("UPF-A", Role.FOLLOW_UP, follows_up="ATG-A", date=made_on)] if made_on else []),
    )
    (line,) = made(graph, today=date(2027, 10, 1)).lines
    assert (line.next_follow_up, line.missed) == (shown, False)


def test_a_follow_up_that_was_not_made_is_said_to_be_missed() -> None:
    (line, _) = made(today=date(2029, 5, 2)).lines[1:]
    assert line.missed
    found = picture(made(today=date(2029, 5, 2)))
    assert "Skulle ha följts upp 1 maj 2029" in words(found)


@pytest.mark.parametrize(
    ("status", "today", "shape", "overrun"),
    [
        (Status.PROPOSED, date(2027, 7, 2), "proposed", None),
        (Status.PROPOSED, date(2028, 12, 31), "proposed", None),
        (Status.IN_PROGRESS, date(2027, 7, 2), "going", None),
        (Status.DECIDED, date(2027, 7, 2), "at_risk", None),
        (Status.IN_PROGRESS, date(2027, 12, 31), "going", None),
        (Status.IN_PROGRESS, date(2028, 12, 31), "late", 1000),
        (Status.IN_PROGRESS, date(2040, 1, 1), "late", 1000),
        (Status.DONE, date(2040, 1, 1), "done", None),
        (Status.CANCELLED, date(2040, 1, 1), "cancelled", None),
    ],
)
def test_late_has_a_shape_of_its_own_and_reaches_beyond_its_last_day(
    status: Status, today: date, shape: str, overrun: int | None
) -> None:
    days = {"starts": "2027-01-01", "due": "2027-12-31"}
    graph = plan(
        item("HPL-A", Role.PLAN, valid_from="2027-01-01", valid_to="2028-12-31"),
        item("ATG-A", Role.ACTION, part_of="HPL-A", status=status, **days),
    )
    found = made(graph, today=today)
    (line,) = found.lines
    assert line.bar is not None
    assert (line.shape, line.bar.overrun) == (shape, overrun)
    assert found.shapes == (shape,)
    soup = picture(found)
    assert soup.select(f".pt-timeline__key .pt-timeline__time--{shape}")
    assert bool(soup.select("li .pt-timeline__stripes")) == (shape == "late")
    assert bool(soup.select("li .pt-timeline__overrun")) == (overrun is not None)


def test_a_time_that_is_turned_round_or_not_known_is_not_drawn() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, valid_from="2028-01-01", valid_to="2027-01-01"),
        item("ATG-A", Role.ACTION, part_of="HPL-A", starts="2027-02-30"),
    )
    found = made(graph)
    assert [line.bar for line in found.lines] == [None]


@pytest.mark.parametrize("last", ["", "2060-12-31"])
def test_a_plan_without_days_or_over_very_many_years_is_told_in_words(last: str) -> None:
    days = {"valid_from": "2027-01-01", "valid_to": last} if last else {}
    graph = plan(
        item("HPL-A", Role.PLAN, **days),
        item("ATG-A", Role.ACTION, part_of="HPL-A"),
    )
    soup = picture(made(graph))
    assert soup.svg is None
    assert not soup.select(".pt-timeline__years, .pt-timeline__key")
    assert "Title of ATG-A" in words(soup)


def test_a_plan_without_actions_says_so() -> None:
    assert "Här finns inga åtgärder än." in words(picture(made(plan(item("HPL-A", Role.PLAN)))))


def test_no_inline_style() -> None:
    assert not picture(made()).select("[style]")


def test_the_plan_must_be_named() -> None:
    view = VIEWS["timeline"]
    assert (view.required, view.options) == ({"plan"}, {"plan": {Role.PLAN}})
