"""The year: which one is shown, what stands where, and that words say what the picture says."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup

from policytrace.measure.meetings import Meeting, Meetings
from policytrace.plan.graph import Graph
from policytrace.schedule.happenings import Happening
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.views.registry import Options
from policytrace.site.views.year_wheel import YearWheel, year_wheel
from policytrace.snapshot import Snapshot
from tests.plan_builder import english, item, plan
from tests.site.views.drawing import METAMODEL, SWEDISH, drawn, words

DECIDED = {"status": Status.DECIDED}
GRAPH = plan(
    item("HPL-A", Role.PLAN, **DECIDED, valid_from="2026-01-01", valid_to="2028-12-31"),
    item("ATG-A", Role.ACTION, part_of="HPL-A", **DECIDED, starts="2027-02-01", due="2027-11-30"),
    item("ATG-B", Role.ACTION, part_of="HPL-A", **DECIDED, next_follow_up="2027-02-20"),
    item("ATG-C", Role.ACTION, part_of="HPL-A", **DECIDED, next_follow_up="2027-02-20"),
    item("DEL-A", Role.MILESTONE, part_of="ATG-A", due="2027-05-31"),
    item("ATG-X", Role.ACTION, part_of="HPL-A", status=Status.CANCELLED, due="2027-06-30"),
    item("ORG-KF", Role.ORGANISATION, title="Fullmäktige"),
)
MEETINGS = Meetings(
    file="m.csv",
    rows=(
        Meeting(day=date(2027, 2, 15), body="ORG-KF", line=2),
        Meeting(day=date(2027, 2, 22), body="fullmäktige", line=3),
        Meeting(day=date(2028, 2, 15), body="ORG-KF", line=4),
    ),
)


def made(
    graph: Graph = GRAPH, *, today: date = date(2027, 4, 1), meetings: Meetings = MEETINGS
) -> YearWheel:
    snapshot = Snapshot(graph=graph, metamodel=METAMODEL, today=today, meetings=meetings)
    return year_wheel(snapshot, Options())


def picture(found: YearWheel) -> BeautifulSoup:
    return drawn("year_wheel.html.jinja", renderer=SWEDISH, view=found, anchor="vy", level=3)


@pytest.mark.parametrize(
    ("today", "year", "is_next"),
    [
        (date(2027, 1, 1), 2027, False),
        (date(2027, 9, 30), 2027, False),
        (date(2026, 10, 1), 2027, True),
        (date(2026, 12, 31), 2027, True),
    ],
)
def test_from_october_on_it_is_the_next_year(today: date, year: int, *, is_next: bool) -> None:
    found = made(today=today)
    assert (found.year, found.is_next, found.today is None) == (year, is_next, is_next)


def test_what_happens_stands_in_its_month_whether_it_has_passed_or_not() -> None:
    found = made()
    told = {
        month.first.month: [(one.day.day, one.happening) for one in month.days]
        for month in found.months
        if month.days
    }
    assert told == {
        2: [
            (1, Happening.BEGINS),
            (15, Happening.MEETING),
            (20, Happening.FOLLOW_UP),
            (22, Happening.MEETING),
        ],
        5: [(31, Happening.MILESTONE)],
        11: [(30, Happening.ENDS)],
    }
    assert [one.id for one in found.months[1].days[2].items] == ["ATG-B", "ATG-C"]


def test_each_kind_has_a_ring_with_how_many_days_there_are() -> None:
    found = made()
    told = [(english(ring.name), [mark.number for mark in ring.marks]) for ring in found.rings]
    assert told == [
        ("Meetings of bodies", [2]),
        ("Follow-ups", [1]),
        ("Last days", [1]),
        ("Milestones", [1]),
        ("Beginnings", [1]),
    ]
    radii = [ring.radius for ring in found.rings]
    assert radii == sorted(radii, reverse=True)
    # February is right of the top, November left of it.
    assert found.rings[0].marks[0].x > 0 > found.rings[0].marks[0].y
    assert found.rings[2].marks[0].x < 0


def test_months_and_today_go_clockwise_from_the_top() -> None:
    found = made(today=date(2027, 4, 1))
    assert found.today is not None
    assert found.today[0] > 150
    assert abs(found.today[1]) < 2
    assert [month.x > 0 for month in found.months] == [True] * 6 + [False] * 6


def test_the_picture_is_left_out_for_those_who_hear_and_all_is_in_words() -> None:
    soup = picture(made())
    figure = soup.select_one("figure.pt-wheel")
    assert figure is not None
    assert figure["aria-hidden"] == "true"
    assert [words(one) for one in soup.select("h3")] == ["Februari", "Maj", "November"]
    assert "Sammanträde: Fullmäktige" in words(soup)
    assert "Sista dagen för Title of ATG-A" in words(soup)
    assert [words(one) for one in soup.select(".pt-wheel__month")][:2] == ["jan", "feb"]
    assert [words(one) for one in soup.select(".pt-wheel__number")] == ["2", "1", "1", "1", "1"]


def test_a_year_without_anything_says_so() -> None:
    found = made(plan(), meetings=Meetings())
    assert found.is_empty
    text = words(picture(found))
    assert "Ingen dag i året är satt." in text
    assert "sammanträde" in text


def test_proposals_are_told() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=Status.PROPOSED),
        item("ATG-A", Role.ACTION, part_of="HPL-A", status=Status.PROPOSED, due="2027-06-30"),
    )
    assert made(graph, meetings=Meetings()).only_proposals
    assert not made().only_proposals
