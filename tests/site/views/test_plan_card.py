"""The card of a plan: how it stands, what is late and what comes, in words."""

from __future__ import annotations

from datetime import date

from bs4 import BeautifulSoup

from policytrace.plan.graph import Graph
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.views.plan_card import plan_card
from policytrace.snapshot import Snapshot
from tests.plan_builder import item, plan
from tests.site.views.drawing import METAMODEL, SWEDISH, drawn, entries, words

DECIDED = {"status": Status.IN_PROGRESS, "part_of": "HPL-A", "owner": "ORG-A"}

GRAPH = plan(
    item(
        "HPL-A",
        Role.PLAN,
        status=Status.PROPOSED,
        part_of="STR-A",
        owner="ORG-A",
        valid_from="2028-01-01",
        valid_to="2030-12-31",
        resource="Time",
    ),
    item("STR-A", Role.STRATEGY),
    item("ORG-A", Role.ORGANISATION),
    item(
        "ATG-A",
        Role.ACTION,
        starts="2028-01-01",
        due="2028-06-30",
        next_follow_up="2028-10-31",
        **DECIDED,
    ),
    item("ATG-B", Role.ACTION, starts="2028-01-01", due="2030-06-30", **DECIDED),
    item(
        "ATG-C",
        Role.ACTION,
        status=Status.PROPOSED,
        part_of="HPL-A",
        starts="2028-01-01",
        due="2030-06-30",
    ),
    item("UPF-A", Role.FOLLOW_UP, follows_up="HPL-A", date="2028-05-01", result="Half of it."),
)


def card(today: date, *, graph: Graph = GRAPH, is_page: bool = True) -> BeautifulSoup:
    """The card of HPL-A on a day."""
    snapshot = Snapshot(graph=graph, metamodel=METAMODEL, today=today)
    return drawn(
        "plan_card.html.jinja",
        renderer=SWEDISH,
        card=plan_card(snapshot, graph.items["HPL-A"]),
        content="",
        level=2,
        anchor="HPL-A",
        is_page=is_page,
    )


def test_it_says_who_when_and_how_it_stands() -> None:
    said = entries(card(date(2027, 12, 1)))
    assert said["Föreslagen ansvarig"] == ["Title of ORG-A"]
    assert said["Period"] == ["1 januari 2028 – 31 december 2030"]
    assert said["Så står det till"] == ["3 åtgärder: 2 enligt plan och 1 förslag"]
    assert said["Resource"] == ["Time"]
    assert said["Försenat just nu"] == ["Inget."]


def test_what_is_late_is_told_with_its_owner_and_what_comes_is_counted_by_day() -> None:
    said = entries(card(date(2028, 7, 1)))
    assert said["Försenat just nu"] == [
        "Title of ATG-A (Title of ORG-A): skulle ha varit klar 30 juni 2028"
    ]
    assert said["Härnäst"] == [
        "31 oktober 2028: ”Title of ATG-A” följs upp 30 juni 2030: ”Title of ATG-B” ska vara klar"
    ]


def test_a_follow_up_that_was_not_made_is_late_until_one_is() -> None:
    late = "Title of ATG-A (Title of ORG-A): skulle ha varit klar 30 juni 2028"
    assert entries(card(date(2028, 11, 1)))["Försenat just nu"] == [late]
    missed = plan(
        item("HPL-A", Role.PLAN),
        item("ATG-A", Role.ACTION, next_follow_up="2028-10-31", **DECIDED),
    )
    assert entries(card(date(2028, 11, 1), graph=missed))["Försenat just nu"] == [
        "Title of ATG-A: skulle ha följts upp 31 oktober 2028"
    ]
    done = plan(
        *missed,
        item("UPF-A", Role.FOLLOW_UP, follows_up="ATG-A", date="2028-11-01"),
    )
    assert entries(card(date(2028, 11, 1), graph=done))["Försenat just nu"] == ["Inget."]


def test_milestones_are_told_when_they_are_late_and_when_they_come() -> None:
    graph = plan(
        *GRAPH,
        item("DEL-1", Role.MILESTONE, part_of="ATG-B", due="2028-06-15"),
        item("DEL-2", Role.MILESTONE, part_of="ATG-B", due="2029-06-15"),
        item("DEL-3", Role.MILESTONE, part_of="ATG-B", due="2029-06-15", status=Status.PROPOSED),
        item("DEL-4", Role.MILESTONE, part_of="ATG-B", due="2028-06-15", status=Status.DONE),
        item("DEL-5", Role.MILESTONE, part_of="ATG-C", due="2028-06-15"),
    )
    said = entries(card(date(2028, 6, 20), graph=graph))
    assert said["Försenat just nu"] == [
        "Title of DEL-1 (Title of ORG-A): skulle ha varit nått 15 juni 2028"
    ]
    assert "15 juni 2029: ”Title of DEL-2” ska vara nått" in said["Härnäst"][0]
    assert "DEL-3" not in said["Härnäst"][0]
    together = plan(*graph, item("DEL-6", Role.MILESTONE, part_of="ATG-A", due="2029-06-15"))
    said = entries(card(date(2028, 6, 20), graph=together))
    assert "15 juni 2029: 2 delmål ska vara nådda" in said["Härnäst"][0]


def test_a_plan_that_is_all_proposal_is_never_late_and_its_days_are_said_to_be_proposed() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=Status.PROPOSED),
        *(
            item(
                f"ATG-{name}",
                Role.ACTION,
                status=Status.PROPOSED,
                part_of="HPL-A",
                starts="2028-01-01",
                due="2028-06-30",
            )
            for name in "AB"
        ),
    )
    said = entries(card(date(2027, 12, 1), graph=graph))
    assert said["Härnäst, enligt förslaget"] == [
        "1 januari 2028: 2 åtgärder börjar 30 juni 2028: 2 åtgärder ska vara klara"
    ]
    assert "Försenat just nu" not in entries(card(date(2029, 1, 1), graph=graph))


def test_a_follow_up_of_the_plan_says_what_was_seen() -> None:
    [made] = card(date(2028, 7, 1)).select(".pt-followed > li")
    assert words(made) == "Uppföljd 1 maj 2028: Half of it."


def test_the_title_is_not_said_twice_on_the_plans_own_page() -> None:
    assert words(card(date(2028, 7, 1)).h2) == "Planen i korthet"
    assert words(card(date(2028, 7, 1), is_page=False).h2) == "Title of HPL-A"
