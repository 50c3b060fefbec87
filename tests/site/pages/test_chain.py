"""The chain shows what is done, how it goes and how it is measured, as a list and a picture."""

from __future__ import annotations

import gettext
import re

import pytest
from bs4.element import Tag
from markupsafe import Markup

from policytrace.diagrams.source import item_id_in
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.pages.chain import Chain, ChainNode, chain, chain_pages, chain_source
from policytrace.site.rendering import Renderer
from tests.plan_builder import COMPLETE, english, item, plan
from tests.site.views.drawing import ENGLISH, SWEDISH, drawn, snapshot_of, words

STRATEGY = item("STR-A", Role.STRATEGY)
PRIORITY = item("PRI-A", Role.PRIORITY, part_of="STR-A")
PLAN = item("HPL-A", Role.PLAN, part_of="PRI-A")
NO_WORDS = gettext.NullTranslations()

Tree = dict[str, "Tree"]


def point(
    number: str, *, contributes_to: tuple[str, ...] = (), measured_by: tuple[str, ...] = ()
) -> Item:
    return item(
        f"UTG-{number}",
        Role.STARTING_POINT,
        part_of="PRI-A",
        contributes_to=contributes_to,
        measured_by=measured_by,
    )


def action(
    number: str, *to: str, measured_by: tuple[str, ...] = (), status: Status = Status.PROPOSED
) -> Item:
    return item(
        f"ATG-{number}",
        Role.ACTION,
        status=status,
        part_of="HPL-A",
        contributes_to=to,
        measured_by=measured_by,
    )


def indicator(number: str) -> Item:
    return item(f"IND-{number}", Role.INDICATOR)


def chain_for(item_id: str, graph: Graph) -> Chain:
    return chain(snapshot_of(graph), graph.items[item_id])


def tree(node: ChainNode) -> Tree:
    """The ids below a node, as they hang together."""
    return {below.item.id: tree(below) for below in node.below}


def nodes(node: ChainNode) -> list[ChainNode]:
    """A node and all below it, from the top down."""
    return [node, *(found for below in node.below for found in nodes(below))]


def counts(found: Chain) -> dict[str, tuple[int, int]]:
    return {
        node.item.id: (node.counts.actions, node.counts.indicators)
        for node in nodes(found.top)
        if node.counts
    }


MEASURED_TWICE = plan(
    STRATEGY,
    PRIORITY,
    PLAN,
    point("A"),
    point("B"),
    action("A", "UTG-A", "UTG-B", measured_by=("IND-A", "IND-B")),
    action("B", "UTG-B", measured_by=("IND-A",)),
    indicator("A"),
    indicator("B"),
)
"""An action that serves two starting points, and an indicator of two actions."""


# ------------------------------------------------------------------------ for a priority


def test_the_chain_goes_from_priority_over_starting_point_and_action_to_indicator() -> None:
    graph = plan(PRIORITY, point("A"), action("A", "UTG-A", measured_by=("IND-A",)), indicator("A"))
    found = chain_for("PRI-A", graph)
    assert found.top.item.id == "PRI-A"
    assert tree(found.top) == {"UTG-A": {"ATG-A": {"IND-A": {}}}}


def test_an_action_stands_under_each_starting_point_it_serves_and_is_named_once() -> None:
    found = chain_for("PRI-A", MEASURED_TWICE)
    assert tree(found.top) == {
        "UTG-A": {"ATG-A": {"IND-A": {}, "IND-B": {}}},
        "UTG-B": {"ATG-A": {}, "ATG-B": {"IND-A": {}}},
    }
    again = [node.item.id for node in nodes(found.top) if node.named_above]
    assert again == ["ATG-A", "IND-A"]


def test_a_cancelled_action_is_left_out() -> None:
    graph = plan(
        PRIORITY,
        point("A"),
        action("A", "UTG-A", measured_by=("IND-A",), status=Status.CANCELLED),
        indicator("A"),
    )
    found = chain_for("PRI-A", graph)
    assert tree(found.top) == {"UTG-A": {}}
    assert counts(found) == {"PRI-A": (0, 0), "UTG-A": (0, 0)}


def test_an_action_of_the_plan_that_serves_no_starting_point_stands_last() -> None:
    graph = plan(PRIORITY, PLAN, action("A", "ATA-A"), point("A"), action("B", "UTG-A"))
    assert list(tree(chain_for("PRI-A", graph).top)) == ["UTG-A", "ATG-A"]


def test_what_measures_the_priority_itself_stands_last() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY, measured_by="IND-A"),
        point("A", measured_by=("IND-B",)),
        indicator("A"),
        indicator("B"),
    )
    assert tree(chain_for("PRI-A", graph).top) == {"UTG-A": {"IND-B": {}}, "IND-A": {}}


def test_an_action_that_contributes_through_several_steps_is_there() -> None:
    graph = plan(
        PRIORITY,
        point("A"),
        item("ATA-A", Role.COMMITMENT, contributes_to="UTG-A"),
        action("A", "ATA-A"),
    )
    assert tree(chain_for("PRI-A", graph).top) == {"UTG-A": {"ATG-A": {}}}


def test_a_link_to_something_that_is_no_indicator_is_left_out() -> None:
    graph = plan(PRIORITY, point("A"), action("A", "UTG-A", measured_by=("PRI-A", "IND-GONE")))
    assert tree(chain_for("PRI-A", graph).top) == {"UTG-A": {"ATG-A": {}}}


def test_each_action_and_indicator_counts_once() -> None:
    assert counts(chain_for("PRI-A", MEASURED_TWICE)) == {
        "PRI-A": (2, 2),
        "UTG-A": (1, 2),
        "UTG-B": (2, 2),
    }


def test_a_circle_is_harmless() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY, part_of="UTG-A"),
        point("A", contributes_to=("UTG-B",)),
        point("B", contributes_to=("UTG-A",)),
        action("A", "UTG-A"),
    )
    assert tree(chain_for("PRI-A", graph).top) == {"UTG-A": {"ATG-A": {}}, "UTG-B": {"ATG-A": {}}}


# ----------------------------------------------------------------------- for the strategy


def test_the_strategy_shows_aims_priorities_and_starting_points() -> None:
    graph = plan(
        STRATEGY,
        item("MAL-A", Role.GOAL, part_of="SYF-A"),
        item("SYF-A", Role.PURPOSE, part_of="STR-A"),
        item("SYF-X", Role.PURPOSE, part_of="STR-X"),
        item("ATA-A", Role.COMMITMENT, part_of="STR-A"),
        PRIORITY,
        point("A"),
        action("A", "UTG-A"),
    )
    found = chain_for("STR-A", graph)
    assert tree(found.top) == {"SYF-A": {}, "MAL-A": {}, "ATA-A": {}, "PRI-A": {"UTG-A": {}}}
    assert [step.kind for step in found.steps] == [
        "Strategy",
        "Purpose",
        "Goal",
        "Priority",
        "Starting point",
        "Commitment",
    ]


def test_the_strategy_and_the_priority_count_alike() -> None:
    for_strategy = counts(chain_for("STR-A", MEASURED_TWICE))
    for_priority = counts(chain_for("PRI-A", MEASURED_TWICE))
    assert for_strategy.pop("STR-A") == (2, 2)
    assert for_strategy == for_priority


def test_an_aim_counts_what_reaches_it() -> None:
    assert counts(chain_for("STR-A", plan(*COMPLETE))) == {
        "STR-A": (1, 1),
        "SYF-A": (1, 1),
        "MAL-A": (1, 1),
        "ATA-A": (1, 1),
        "PRI-A": (1, 1),
        "UTG-A": (1, 1),
    }


# ------------------------------------------------------------------------ the list, and picture


def page_of(found: Chain, renderer: Renderer = ENGLISH) -> Tag:
    soup = drawn(
        "chain_page.html.jinja",
        renderer=renderer,
        view=found,
        title="The chain",
        picture=Markup('<svg class="pt-picture"></svg>'),
    )
    (article,) = soup.find_all("article", recursive=False)
    return article


def pictured(found: Chain) -> list[str]:
    """The ids of the boxes of the picture, from the top down."""
    source = chain_source(found, NO_WORDS)
    lines = [line for line in source.splitlines() if line.startswith("*")]
    addresses = [re.search(r"\[\[(\S+) ", line) for line in lines]
    return [item_id_in(address[1]) or "" for address in addresses if address]


@pytest.mark.parametrize("top", ["STR-A", "PRI-A"])
def test_the_list_has_the_same_objects_as_the_picture(top: str) -> None:
    found = chain_for(top, MEASURED_TWICE)
    expected = [node.item for node in nodes(found.top)]
    first = [node.item for node in nodes(found.top) if not node.named_above][1:]
    page = page_of(found)
    assert [entry["id"] for entry in page.select(".pt-chain__list li[id]")] == [
        one.id for one in first
    ]
    assert pictured(found) == [one.id for one in expected]


@pytest.mark.parametrize("top", ["STR-A", "PRI-A"])
def test_an_object_is_a_link_where_it_is_named_first(top: str) -> None:
    links = [link["href"] for link in page_of(chain_for(top, MEASURED_TWICE)).select("li a")]
    assert len(links) == len(set(links))
    assert links


def test_what_is_named_again_stands_on_one_line_and_leads_back() -> None:
    again = page_of(chain_for("PRI-A", MEASURED_TWICE)).select(".pt-chain__again")
    assert [words(one) for one in again] == [
        "See above too: Title of IND-A.",
        "See above too: Title of ATG-A.",
    ]
    assert not [one.a for one in again if one.a]


def test_the_measures_of_the_whole_stand_together_last() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY, measured_by=("IND-A", "IND-B")),
        point("A"),
        indicator("A"),
        indicator("B"),
    )
    *_, last = page_of(chain_for("PRI-A", graph)).select(".pt-chain__list > li")
    assert words(last.p) == "2 measures of all of it"
    assert [one["id"] for one in last.select("li")] == ["IND-A", "IND-B"]


def test_each_node_says_how_it_stands() -> None:
    graph = plan(
        PRIORITY,
        point("A"),
        point("B"),
        action("A", "UTG-A", measured_by=("IND-A",)),
        action("B", "UTG-A", status=Status.IN_PROGRESS),
        indicator("A"),
    )
    listed = page_of(chain_for("PRI-A", graph)).select(".pt-chain__list li")
    said = [words(entry.p) for entry in listed]
    assert said == [
        (
            "Starting point Title of UTG-A 2 actions: 1 on plan and 1 proposal. "
            "1 measure, none has a value"
        ),
        "Action: Title of ATG-A Proposed",
        "Indicator: Title of IND-A no data",
        "Action: Title of ATG-B On plan",
        "Starting point Title of UTG-B No actions",
    ]


def test_the_strategy_leads_to_the_chains_of_its_priorities() -> None:
    leads = page_of(chain_for("STR-A", MEASURED_TWICE)).select("a[href^='../kedja/']")
    assert [(link["href"], words(link)) for link in leads] == [
        ("../kedja/PRI-A.html", "All of its chain: Title of PRI-A")
    ]


def test_the_picture_is_passed_by() -> None:
    page = page_of(chain_for("PRI-A", MEASURED_TWICE))
    drawn_below = page.select_one("details:not([open]) > [aria-hidden=true]")
    assert drawn_below is not None
    assert drawn_below.svg is not None
    steps = drawn_below.select(".pt-chain__step")
    assert [words(step) for step in steps] == ["Priority", "Starting point", "Action", "Indicator"]
    assert len({tuple(step["class"]) for step in steps}) == len(steps)


def test_a_title_is_shown_as_it_is_written() -> None:
    graph = plan(
        PRIORITY, item("UTG-A", Role.STARTING_POINT, title="<b>[[x]]</b>", part_of="PRI-A")
    )
    found = chain_for("PRI-A", graph)
    page = page_of(found)
    assert page.b is None
    assert words(page.select_one("li a")) == "<b>[[x]]</b>"
    assert "[[x" not in chain_source(found, NO_WORDS)


def test_it_speaks_swedish() -> None:
    said = words(page_of(chain_for("PRI-A", MEASURED_TWICE), SWEDISH))
    assert "2 åtgärder, alla förslag. 2 mått, inget har något värde" in said
    assert "Står också ovan:" in said


def test_nothing_else_can_be_drawn() -> None:
    with pytest.raises(TypeError):
        chain_source(plan(), NO_WORDS)


# ---------------------------------------------------------------------------------- the pages


def test_there_is_a_page_for_what_anything_hangs_on() -> None:
    graph = plan(STRATEGY, PRIORITY, point("A"), item("PRI-B", Role.PRIORITY))
    pages = list(chain_pages(snapshot_of(graph)))
    assert [page.name for page in pages] == ["kedja/STR-A", "kedja/PRI-A"]
    assert [page.about for page in pages] == [graph.items["STR-A"], graph.items["PRI-A"]]
    assert english(pages[1].title) == "The chain for “Title of PRI-A”"
