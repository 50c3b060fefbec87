"""How the plan hangs together: what actions reach, and what is part of what."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.plan.graph import Graph
from policytrace.plan.queries import (
    actions_by_priority,
    belonging_to,
    follow_up_to_come,
    linked_from_action,
    parts_of,
    reached_by_action,
)
from policytrace.schema.roles import LinkKind, Role
from policytrace.schema.vocabulary import Status
from tests.plan_builder import item, plan


def test_an_action_reaches_what_it_contributes_to_and_all_that_leads_to() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to="UTG-A"),
        item("UTG-A", Role.STARTING_POINT, contributes_to="MAL-A", part_of="PRI-A"),
        item("MAL-A", Role.GOAL, part_of="STR-A"),
        item("PRI-A", Role.PRIORITY, part_of="STR-A"),
        item("STR-A", Role.STRATEGY),
        item("SYF-A", Role.PURPOSE, part_of="STR-A"),
    )
    assert reached_by_action(graph) == {"UTG-A", "MAL-A", "PRI-A", "STR-A"}


def test_an_action_does_not_reach_itself_nor_what_it_is_part_of() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, part_of="HPL-A", contributes_to="MAL-A"),
        item("HPL-A", Role.PLAN),
        item("MAL-A", Role.GOAL),
    )
    assert reached_by_action(graph) == {"MAL-A"}


def test_nothing_is_reached_through_something_cancelled() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to="ATG-B"),
        item("ATG-B", Role.ACTION, status=Status.CANCELLED, contributes_to="MAL-A"),
        item("MAL-A", Role.GOAL),
    )
    assert reached_by_action(graph) == frozenset()


def test_what_restates_the_adopted_text_cannot_be_cancelled() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to="MAL-A"),
        item("MAL-A", Role.GOAL, status=Status.CANCELLED, part_of="MAL-B"),
        item("MAL-B", Role.GOAL),
    )
    assert reached_by_action(graph) == {"MAL-A", "MAL-B"}


def test_links_that_lead_nowhere_reach_nothing() -> None:
    assert reached_by_action(plan(item("ATG-A", Role.ACTION, contributes_to="MAL-X"))) == set()


def test_what_an_action_links_to_brings_its_wholes_along_but_nothing_else() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, uses="NYF-B", concerns="GRP-A"),
        item("NYF-A", Role.KEY_FACTOR),
        item("NYF-B", Role.KEY_FACTOR, part_of="NYF-A", contributes_to="MAL-A"),
        item("GRP-A", Role.TARGET_GROUP),
        item("MAL-A", Role.GOAL),
    )
    assert linked_from_action(graph, LinkKind.USES) == {"NYF-B", "NYF-A"}
    assert linked_from_action(graph, LinkKind.CONCERNS) == {"GRP-A"}


def test_parts_are_found_in_any_number_of_steps() -> None:
    graph = plan(
        item("STR-A", Role.STRATEGY),
        item("PRI-A", Role.PRIORITY, part_of="STR-A"),
        item("HPL-A", Role.PLAN, part_of="PRI-A"),
        item("HPL-B", Role.PLAN),
    )
    assert parts_of(graph, [graph.items["STR-A"]]) == {"PRI-A", "HPL-A"}
    assert parts_of(graph, []) == frozenset()


def test_a_whole_is_a_part_of_itself_only_in_a_circle() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, part_of="HPL-B"),
        item("HPL-B", Role.PLAN, part_of="HPL-A"),
        item("HPL-C", Role.PLAN),
    )
    assert parts_of(graph, [graph.items["HPL-A"]]) == {"HPL-A", "HPL-B"}
    assert parts_of(graph, [graph.items["HPL-C"]]) == frozenset()


# ------------------------------------------------------------- actions under a priority


def under(graph: Graph) -> dict[str, list[str]]:
    """Ids of the actions under each priority."""
    return {
        priority: [action.id for action in actions]
        for priority, actions in actions_by_priority(graph).items()
    }


def test_an_action_is_under_the_priority_of_the_starting_point_it_contributes_to() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("PRI-B", Role.PRIORITY),
        item("UTG-A", Role.STARTING_POINT, part_of="PRI-A"),
        item("ATG-A", Role.ACTION, contributes_to="UTG-A"),
    )
    assert under(graph) == {"PRI-A": ["ATG-A"], "PRI-B": []}


def test_an_action_is_under_the_priority_that_its_plan_is_part_of() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("HPL-A", Role.PLAN, part_of="PRI-A"),
        item("ATG-A", Role.ACTION, part_of="HPL-A"),
        item("ATG-B", Role.ACTION, part_of="ATG-A"),
    )
    assert under(graph) == {"PRI-A": ["ATG-A", "ATG-B"]}


def test_an_action_that_is_under_a_priority_in_two_ways_is_listed_once() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("UTG-A", Role.STARTING_POINT, part_of="PRI-A"),
        item("UTG-B", Role.STARTING_POINT, part_of="PRI-A"),
        item("HPL-A", Role.PLAN, part_of="PRI-A"),
        item("ATG-A", Role.ACTION, part_of="HPL-A", contributes_to=("UTG-A", "UTG-B")),
    )
    assert under(graph) == {"PRI-A": ["ATG-A"]}


def test_an_action_may_be_under_several_priorities() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("PRI-B", Role.PRIORITY),
        item("UTG-B", Role.STARTING_POINT, part_of="PRI-B"),
        item("HPL-A", Role.PLAN, part_of="PRI-A"),
        item("ATG-A", Role.ACTION, part_of="HPL-A", contributes_to="UTG-B"),
    )
    assert under(graph) == {"PRI-A": ["ATG-A"], "PRI-B": ["ATG-A"]}


def test_cancelled_actions_are_listed_in_the_order_of_the_graph() -> None:
    graph = plan(
        item("ATG-B", Role.ACTION, contributes_to="UTG-A"),
        item("ATG-A", Role.ACTION, status=Status.CANCELLED, contributes_to="UTG-A"),
        item("UTG-A", Role.STARTING_POINT, part_of="PRI-A"),
        item("PRI-A", Role.PRIORITY),
    )
    assert under(graph) == {"PRI-A": ["ATG-B", "ATG-A"]}


# --------------------------------------------------------------- against a naive oracle

IDS = [f"X-{number}" for number in range(8)]
TARGETS = st.lists(st.sampled_from([*IDS, "X-unknown"]), max_size=3, unique=True).map(tuple)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Eight items of any role and status that link to each other at random, circles included."""
    return plan(
        *(
            item(
                one,
                draw(st.sampled_from([Role.ACTION, Role.GOAL, Role.PRIORITY, Role.PLAN])),
                status=draw(st.sampled_from([None, Status.CANCELLED, Status.DONE])),
                contributes_to=draw(TARGETS),
                part_of=draw(TARGETS),
            )
            for one in IDS
        )
    )


def fixed_point(graph: Graph, start: set[str], steps: set[tuple[str, str]]) -> set[str]:
    """Everything that `steps` lead to from `start`, by adding one step until nothing is new."""
    found = start & graph.items.keys()
    while more := {after for before, after in steps if before in found} - found:
        found |= more
    return found


@given(graphs())
def test_what_actions_reach_is_what_a_naive_search_reaches(graph: Graph) -> None:
    live = {one.id for one in graph if graph.carries(one)}
    links = [link for link in graph.links() if link.target in live]
    start = {
        link.target
        for link in links
        if link.kind is LinkKind.CONTRIBUTES_TO
        and link.source in live
        and graph.items[link.source].role is Role.ACTION
    }
    steps = {(link.source, link.target) for link in links}
    assert reached_by_action(graph) == fixed_point(graph, start, steps)


@given(graphs())
def test_parts_are_what_a_naive_search_finds(graph: Graph) -> None:
    plans = graph.of_role(Role.PLAN)
    steps = {(link.target, link.source) for link in graph.links() if link.kind is LinkKind.PART_OF}
    start = {part for whole, part in steps if whole in {one.id for one in plans}}
    assert parts_of(graph, plans) == fixed_point(graph, start, steps)


@given(graphs())
def test_an_action_is_under_a_priority_by_the_shape_of_the_graph_alone(graph: Graph) -> None:
    up = {(link.source, link.target) for link in graph.links() if link.kind is LinkKind.PART_OF}
    up = {(part, whole) for part, whole in up if whole in graph.items}
    expected = {one.id: set() for one in graph.of_role(Role.PRIORITY)}
    for action in graph.of_role(Role.ACTION):
        first = {
            *action.targets(LinkKind.CONTRIBUTES_TO),
            *action.targets(LinkKind.PART_OF),
        }
        for reached in fixed_point(graph, first, up) & expected.keys():
            expected[reached].add(action.id)
    assert {one: set(actions) for one, actions in under(graph).items()} == expected


@pytest.mark.parametrize("kind", [LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF])
def test_a_chain_of_thousands_of_steps_is_followed_to_its_end(kind: LinkKind) -> None:
    chain = (
        item(f"MAL-{number}", Role.GOAL, **{kind.value: f"MAL-{number + 1}"})
        for number in range(2_000)
    )
    graph = plan(item("ATG-A", Role.ACTION, contributes_to="MAL-0"), *chain)
    assert len(reached_by_action(graph)) == 2_000


def test_what_belongs_to_a_priority_is_found_from_below() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY, part_of="STR-A", measured_by="IND-A"),
        item("UTG-A", Role.STARTING_POINT, part_of="PRI-A", contributes_to="MAL-A"),
        item("HPL-A", Role.PLAN, part_of="PRI-A"),
        item("ATG-A", Role.ACTION, part_of="HPL-A", measured_by="IND-B"),
        item("ATG-B", Role.ACTION, part_of="HPL-B", contributes_to="UTG-A"),
        item("UPF-B", Role.FOLLOW_UP, follows_up="ATG-B"),
        item("ANA-B", Role.ANALYSIS, analyses="UPF-B"),
        item("IND-A", Role.INDICATOR),
        item("IND-B", Role.INDICATOR),
        item("STR-A", Role.STRATEGY, measured_by="IND-C"),
        item("MAL-A", Role.GOAL, part_of="STR-A"),
        item("HPL-B", Role.PLAN, part_of="STR-A"),
        item("ATG-C", Role.ACTION, part_of="HPL-B", contributes_to="MAL-A", measured_by="IND-B"),
        item("IND-C", Role.INDICATOR),
        item("ATG-D", Role.ACTION, part_of="HPL-B", contributes_to=("UTG-A", "MAL-A")),
    )
    inside = {"PRI-A", "UTG-A", "HPL-A", "ATG-A", "ATG-B", "UPF-B", "ANA-B", "IND-A", "IND-B"}
    assert belonging_to(graph, (graph.items["PRI-A"],)) == inside
    assert belonging_to(graph, ()) == frozenset()


def test_what_belongs_to_a_circle_is_found_all_the_same() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY, part_of="PRI-B"), item("PRI-B", Role.PRIORITY, part_of="PRI-A")
    )
    assert belonging_to(graph, (graph.items["PRI-A"],)) == {"PRI-A", "PRI-B"}


@pytest.mark.parametrize(
    ("made", "day"),
    [
        (None, date(2027, 11, 15)),
        ("2027-11-14", date(2027, 11, 15)),
        ("2027-11-15", None),
        ("2027-12-20", None),
    ],
)
def test_a_day_that_a_follow_up_has_answered_is_not_to_come(
    made: str | None, day: date | None
) -> None:
    action = item("ATG-1", Role.ACTION, next_follow_up="2027-11-15")
    follow_up = item("UPF-1", Role.FOLLOW_UP, follows_up="ATG-1", date=made)
    graph = plan(action, follow_up)
    assert follow_up_to_come(graph, graph.items["ATG-1"]) == day
