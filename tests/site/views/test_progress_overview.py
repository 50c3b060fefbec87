"""How many actions are in each state: in words, and as a bar that says no more than they do."""

from __future__ import annotations

import pytest

from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from tests.plan_builder import item, plan
from tests.site.views.drawing import SWEDISH, drawn_view, words

GRAPH = plan(
    item("PRI-A", Role.PRIORITY),
    item("PRI-B", Role.PRIORITY),
    item("HPL-A", Role.PLAN, part_of="PRI-A", status=Status.DECIDED),
    item("ATG-1", Role.ACTION, part_of="HPL-A", status=Status.IN_PROGRESS),
    item("ATG-2", Role.ACTION, part_of="HPL-A", status=Status.IN_PROGRESS, due="2026-11-22"),
    item("ATG-3", Role.ACTION, part_of="HPL-A", status=Status.PROPOSED),
    item("ATG-4", Role.ACTION, status=Status.PROPOSED),
)


@pytest.mark.parametrize(
    ("options", "caption", "said"),
    [
        ({}, "Läget för alla åtgärder", ["1 enligt plan", "1 försenad", "2 förslag"]),
        (
            {"plan": "HPL-A"},
            "Läget för Title of HPL-A",
            ["1 enligt plan", "1 försenad", "1 förslag"],
        ),
        (
            {"priority": "PRI-A"},
            "Läget för Title of PRI-A",
            ["1 enligt plan", "1 försenad", "1 förslag"],
        ),
    ],
)
def test_the_actions_are_counted_in_words(
    options: dict[str, str], caption: str, said: list[str]
) -> None:
    soup = drawn_view(GRAPH, "status_overview", renderer=SWEDISH, **options)
    assert words(soup.figcaption) == caption
    assert [words(entry) for entry in soup.select(".pt-states__list li")] == said


def test_a_plan_or_a_priority_says_how_it_goes_and_why() -> None:
    soup = drawn_view(GRAPH, "status_overview", renderer=SWEDISH, plan="HPL-A")
    assert words(soup.select_one(".pt-progress__state")) == (
        "Försenad Minst en fjärdedel av åtgärderna är försenade."
    )


def test_the_bar_is_as_long_as_its_parts_and_is_not_read_aloud() -> None:
    soup = drawn_view(GRAPH, "status_overview")
    bar = soup.select_one("svg.pt-bar")
    assert bar is not None
    assert bar["aria-hidden"] == "true"
    widths = [float(str(part["width"])) for part in bar.select("rect")]
    assert widths == [25, 25, 50]
    assert [float(str(part["x"])) for part in bar.select("rect")] == [0, 25, 50]


def test_what_is_only_proposed_says_so() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("HPL-A", Role.PLAN, part_of="PRI-A", status=Status.PROPOSED, valid_to="2026-01-01"),
        item("ATG-1", Role.ACTION, part_of="HPL-A", status=Status.PROPOSED, due="2026-01-01"),
    )
    for options in ({"plan": "HPL-A"}, {"priority": "PRI-A"}, {}):
        soup = drawn_view(graph, "status_overview", renderer=SWEDISH, **options)
        assert "1 åtgärd, ett förslag." in words(soup.figure)
        assert not soup.select("svg, .pt-states__list")
        assert not soup.select(".pt-badge")


def test_nothing_to_count_is_a_sentence() -> None:
    soup = drawn_view(GRAPH, "status_overview", priority="PRI-B")
    assert words(soup.select_one(".pt-nothing")) == "There are no actions here yet."
    assert not soup.select("svg")
