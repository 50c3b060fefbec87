"""The folded card of an action: how it stands, what was seen of it, and no bookkeeping."""

from __future__ import annotations

from bs4 import BeautifulSoup
from markupsafe import Markup

from policytrace.plan.graph import Graph
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.views.action_card import action_card
from tests.plan_builder import item, plan
from tests.site.views.drawing import SWEDISH, drawn, entries, snapshot_of, words

GRAPH = plan(
    item(
        "ATG-A",
        Role.ACTION,
        status=Status.IN_PROGRESS,
        part_of="HPL-A",
        owner=("ORG-A", "ORG-B"),
        due="2028-06-30",
        legal_duty="ja",
        concerns="GRP-A",
    ),
    item("HPL-A", Role.PLAN),
    item("ORG-A", Role.ORGANISATION),
    item("ORG-B", Role.ORGANISATION),
    item("GRP-A", Role.TARGET_GROUP),
    item("UPF-A", Role.FOLLOW_UP, follows_up="ATG-A", date="2026-05-01", result="Begun."),
    item("UPF-B", Role.FOLLOW_UP, follows_up="ATG-A", date="2026-10-01", result="Half of it."),
)


def card(graph: Graph = GRAPH) -> BeautifulSoup:
    """The card of ATG-A."""
    return drawn(
        "action_card.html.jinja",
        renderer=SWEDISH,
        card=action_card(snapshot_of(graph), graph.items["ATG-A"]),
        content=Markup("<p>What is to be done.</p>"),
        level=3,
        anchor="ATG-A",
        is_page=False,
    )


def test_a_link_to_it_leads_into_what_is_folded_so_that_browsers_unfold_it() -> None:
    soup = card()
    assert soup.details is not None
    assert not soup.details.has_attr("id")
    assert words(soup.select_one("details > summary > h3")) == "Title of ATG-A"
    body = soup.select_one("details > #ATG-A")
    assert body is not None
    assert body["aria-labelledby"] == "ATG-A-title"


def test_what_follow_ups_saw_stands_under_it_the_latest_first() -> None:
    assert [words(made) for made in card().select(".pt-followed > li")] == [
        "Uppföljd 1 oktober 2026: Half of it.",
        "Uppföljd 1 maj 2026: Begun.",
    ]


def test_facts_are_short_and_the_rest_is_a_page_away() -> None:
    soup = card()
    assert entries(soup) == {
        "Owner": ["Title of ORG-A, Title of ORG-B"],
        "Due": ["30 juni 2028"],
    }
    assert "ATG-A" not in words(soup).replace("Title of ATG-A", "")
    assert soup.select_one(".pt-own")["href"] == "../objekt/ATG-A.html"
    assert "Lagkrav" in words(soup.select_one(".pt-action__state"))


def test_who_answers_for_a_proposal_is_said_to_be_proposed() -> None:
    proposal = item("ATG-A", Role.ACTION, status=Status.PROPOSED, owner="ORG-A")
    soup = card(plan(proposal, item("ORG-A", Role.ORGANISATION)))
    assert entries(soup) == {"Föreslagen ansvarig": ["Title of ORG-A"]}
