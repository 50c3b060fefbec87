"""The trail: one way to read from the strategy to an object and on to what measures it."""

from __future__ import annotations

import pytest

from policytrace.schema.roles import Role
from policytrace.site.pages.lineage import Lineage, lineage_of
from tests.plan_builder import COMPLETE, english, item, plan
from tests.site.views.drawing import snapshot_of

GRAPH = plan(*COMPLETE)


def told(lineage: Lineage | None) -> list[tuple[str, list[str]]]:
    """The steps by title, with the ids on each."""
    assert lineage is not None
    return [
        (english(step.title), [entry.item.id for entry in step.entries]) for step in lineage.steps
    ]


def test_an_action_stands_between_the_promise_and_the_measure() -> None:
    lineage = lineage_of(snapshot_of(GRAPH), GRAPH.items["ATG-A"])
    assert told(lineage) == [
        ("Strategy", ["STR-A"]),
        ("Purpose", ["SYF-A"]),
        ("Goal", ["MAL-A"]),
        ("Priority", ["PRI-A"]),
        ("Commitment", ["ATA-A"]),
        ("Starting point", ["UTG-A"]),
        ("Plan", ["HPL-A"]),
        ("Action", ["ATG-A"]),
        ("Measured by", ["IND-A"]),
        ("Analyses, from", ["ANA-A"]),
        ("Follows up, from", ["UPF-A"]),
    ]
    assert lineage is not None
    assert [step.here for step in lineage.steps].index(True) == 7


def test_an_indicator_stands_below_what_it_measures() -> None:
    assert told(lineage_of(snapshot_of(GRAPH), GRAPH.items["IND-A"])) == [
        ("Strategy", ["STR-A"]),
        ("Priority", ["PRI-A"]),
        ("Action", ["ATG-A"]),
        ("Indicator", ["IND-A"]),
    ]


def test_a_follow_up_stands_below_what_it_follows_up() -> None:
    steps = told(lineage_of(snapshot_of(GRAPH), GRAPH.items["UPF-A"]))
    assert steps[-2:] == [("Action", ["ATG-A"]), ("Follow up", ["UPF-A"])]


def test_a_promise_is_followed_down_to_what_measures_its_actions() -> None:
    assert told(lineage_of(snapshot_of(GRAPH), GRAPH.items["UTG-A"]))[-2:] == [
        ("Starting point", ["UTG-A"]),
        ("Its actions are measured by", ["IND-A"]),
    ]


@pytest.mark.parametrize("item_id", ["ORG-A", "BES-A"])
def test_what_stands_beside_the_chain_has_no_trail(item_id: str) -> None:
    assert lineage_of(snapshot_of(GRAPH), GRAPH.items[item_id]) is None


def test_what_hangs_on_nothing_has_no_trail() -> None:
    graph = plan(item("IND-LOOSE", Role.INDICATOR))
    assert lineage_of(snapshot_of(graph), graph.items["IND-LOOSE"]) is None


def test_an_entry_says_what_it_belongs_to_where_that_could_be_several() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("PRI-B", Role.PRIORITY),
        item("UTG-A", Role.STARTING_POINT, part_of="PRI-A"),
        item("UTG-B", Role.STARTING_POINT, part_of="PRI-B"),
        item("ATG-A", Role.ACTION, contributes_to=("UTG-A", "UTG-B")),
        item("ATG-B", Role.ACTION, contributes_to="UTG-A"),
    )
    both = lineage_of(snapshot_of(graph), graph.items["ATG-A"])
    assert both is not None
    under = {entry.item.id: [one.id for one in entry.under] for entry in both.steps[1].entries}
    assert under == {"UTG-A": ["PRI-A"], "UTG-B": ["PRI-B"]}
    one = lineage_of(snapshot_of(graph), graph.items["ATG-B"])
    assert one is not None
    assert [entry.under for entry in one.steps[1].entries] == [()]


def test_a_circle_does_no_harm() -> None:
    graph = plan(
        item("MAL-A", Role.GOAL, part_of="MAL-B"), item("MAL-B", Role.GOAL, part_of="MAL-A")
    )
    assert told(lineage_of(snapshot_of(graph), graph.items["MAL-A"])) == [
        ("Goal", ["MAL-B"]),
        ("Goal", ["MAL-A"]),
        ("Goal", ["MAL-B"]),
    ]


def test_what_measures_an_action_says_nothing_of_the_group_that_it_concerns() -> None:
    assert told(lineage_of(snapshot_of(GRAPH), GRAPH.items["GRP-A"])) == [
        ("Strategy", ["STR-A"]),
        ("Target group", ["GRP-A"]),
    ]
