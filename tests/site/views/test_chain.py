"""The chain shows what is done and how it is measured; the picture and the text say the same."""

from __future__ import annotations

import gettext
import re

import pytest
from bs4.element import Tag
from markupsafe import Markup

from policytrace.diagrams.source import item_id_in
from policytrace.messages import catalogue
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.rendering import Renderer
from policytrace.site.views.chain import Chain, ChainNode, chain, chain_source
from policytrace.site.views.registry import VIEWS, Options
from policytrace.snapshot import Snapshot
from tests.plan_builder import COMPLETE, english, item, plan
from tests.site.views.drawing import ENGLISH, METAMODEL, SWEDISH, TODAY, drawn, words

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
    return chain(
        Snapshot(graph=graph, metamodel=METAMODEL, today=TODAY),
        Options(items={"top": graph.items[item_id]}),
    )


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


def test_an_action_stands_under_each_starting_point_it_serves_and_is_measured_once() -> None:
    found = chain_for("PRI-A", MEASURED_TWICE)
    assert tree(found.top) == {
        "UTG-A": {"ATG-A": {"IND-A": {}, "IND-B": {}}},
        "UTG-B": {"ATG-A": {}, "ATG-B": {"IND-A": {}}},
    }
    again = [node.item.id for node in nodes(found.top) if node.measured_above]
    assert again == ["ATG-A"]


def test_an_action_that_nothing_measures_is_not_measured_above() -> None:
    graph = plan(PRIORITY, point("A"), point("B"), action("A", "UTG-A", "UTG-B"))
    assert not any(node.measured_above for node in nodes(chain_for("PRI-A", graph).top))


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
    assert tree(found.top) == {"SYF-A": {}, "MAL-A": {}, "PRI-A": {"UTG-A": {}}}
    assert [step.kind for step in found.steps] == [
        "Strategy",
        "Purpose",
        "Goal",
        "Priority",
        "Starting point",
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
        "PRI-A": (1, 1),
        "UTG-A": (1, 1),
    }


# --------------------------------------------------------------------- the picture, and text


def figure_of(found: Chain, renderer: Renderer = ENGLISH) -> Tag:
    soup = drawn(
        "chain.html.jinja",
        renderer=renderer,
        view=found,
        anchor="view-1",
        picture=Markup("<svg></svg>"),
    )
    (figure,) = soup.find_all("figure", recursive=False)
    return figure


def pictured(found: Chain, translations: gettext.NullTranslations = NO_WORDS) -> list[str]:
    """The ids of the boxes of the picture, from the top down."""
    lines = [
        line for line in chain_source(found, translations).splitlines() if line.startswith("*")
    ]
    addresses = [re.search(r"\[\[(\S+) ", line) for line in lines]
    return [item_id_in(address[1]) or "" for address in addresses if address]


@pytest.mark.parametrize("top", ["STR-A", "PRI-A"])
def test_the_text_has_the_same_objects_as_the_picture(top: str) -> None:
    found = chain_for(top, MEASURED_TWICE)
    links = figure_of(found).select("details a")
    expected = [node.item for node in nodes(found.top)]
    assert [link["href"] for link in links] == [f"../plan.html#{one.id}" for one in expected]
    assert [words(link) for link in links] == [one.title for one in expected]
    assert pictured(found) == [one.id for one in expected]


@pytest.mark.parametrize("top", ["STR-A", "PRI-A"])
def test_the_text_counts_as_the_picture_does(top: str) -> None:
    found = chain_for(top, MEASURED_TWICE)
    source = chain_source(found, catalogue("sv")).replace("<U+002C>", ",")
    said = words(figure_of(found, SWEDISH).details)
    remarks = re.findall(r"\d+ åtgärder?, \d+ indikator(?:er)?|Samma mått som ovan", source)
    assert remarks == re.findall(r"\d+ åtgärder?, \d+ indikator(?:er)?|Samma mått som ovan", said)
    assert remarks


def test_the_text_says_what_each_object_is() -> None:
    found = chain_for("PRI-A", plan(PRIORITY, point("A"), action("A", "UTG-A")))
    (first,) = figure_of(found).select("details > ul > li")
    assert words(first) == (
        "Priority: Title of PRI-A (1 action, 0 indicators) "
        "Starting point: Title of UTG-A (1 action, 0 indicators) "
        "Action: Title of ATG-A"
    )


def test_the_text_has_whole_titles_where_the_picture_cuts_them() -> None:
    title = " ".join(f"word{number}" for number in range(60))
    found = chain_for("PRI-A", plan(item("PRI-A", Role.PRIORITY, title=title)))
    assert title in words(figure_of(found).details)
    assert "word59" not in chain_source(found, NO_WORDS)


def test_the_shapes_are_explained() -> None:
    found = chain_for("PRI-A", MEASURED_TWICE)
    steps = figure_of(found).select(".pt-chain__step")
    assert [words(step) for step in steps] == ["Priority", "Starting point", "Action", "Indicator"]
    assert len({tuple(step["class"]) for step in steps}) == len(steps)


def test_the_figure_is_named_and_holds_the_picture() -> None:
    figure = figure_of(chain_for("PRI-A", MEASURED_TWICE))
    assert words(figure.figcaption) == "The chain for “Title of PRI-A”"
    assert figure.svg is not None


def test_a_title_is_shown_as_it_is_written() -> None:
    graph = plan(item("PRI-A", Role.PRIORITY, title="<b>[[x]]</b> {title}"))
    found = chain_for("PRI-A", graph)
    figure = figure_of(found)
    assert figure.b is None
    assert words(figure.select_one("details a")) == "<b>[[x]]</b> {title}"
    assert words(figure.figcaption) == "The chain for “<b>[[x]]</b> {title}”"
    assert "[[x" not in chain_source(found, NO_WORDS)


def test_the_picture_is_described() -> None:
    found = chain_for("PRI-A", plan(PRIORITY, point("A")))
    assert english(found.title) == "The chain for “Title of PRI-A”"
    assert english(found.description) == (
        "From the top down: Priority, Starting point. The same is said in text after the picture."
    )


def test_nothing_else_can_be_drawn() -> None:
    with pytest.raises(TypeError):
        chain_source(plan(), NO_WORDS)


# ----------------------------------------------------------------------------- the directive


def test_the_directive_must_name_a_strategy_or_a_priority() -> None:
    view = VIEWS["chain"]
    assert view.required == {"top"}
    assert view.options == {"top": {Role.STRATEGY, Role.PRIORITY}}
