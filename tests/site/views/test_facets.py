"""What a search can be narrowed down by."""

from __future__ import annotations

from policytrace.plan.graph import Graph
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.views.facets import OWNER, PRIORITY, STATE, STATUS, TYPE, facets_of
from tests.plan_builder import item, plan
from tests.site.views.drawing import METAMODEL, snapshot_of
from tests.site.views.own import OWN, risk


def facets(
    graph: Graph, item_id: str, *, metamodel: Metamodel = METAMODEL
) -> list[tuple[str, str]]:
    return list(facets_of(snapshot_of(graph, metamodel=metamodel), graph.items[item_id]))


def test_an_object_is_found_by_type_priority_owner_and_status() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("UTG-A", Role.STARTING_POINT, part_of="PRI-A"),
        item("ORG-A", Role.ORGANISATION),
        item("ORG-B", Role.ORGANISATION),
        item(
            "ATG-A",
            Role.ACTION,
            status=Status.IN_PROGRESS,
            contributes_to="UTG-A",
            owner=("ORG-A", "ORG-B"),
        ),
    )
    assert facets(graph, "ATG-A") == [
        (TYPE, "Action"),
        (PRIORITY, "Title of PRI-A"),
        (OWNER, "Title of ORG-A"),
        (OWNER, "Title of ORG-B"),
        (STATE, "On plan"),
        (STATUS, "In progress"),
    ]


def test_a_proposal_has_no_state_to_be_found_by() -> None:
    graph = plan(item("ATG-A", Role.ACTION, status=Status.PROPOSED))
    assert facets(graph, "ATG-A") == [(TYPE, "Action"), (STATUS, "Proposed")]


def test_a_status_about_what_was_added_is_not_that_of_the_adopted_text() -> None:
    graph = plan(item("PRI-A", Role.PRIORITY, status=Status.PROPOSED))
    assert STATUS not in dict(facets(graph, "PRI-A"))


def test_what_an_object_does_not_say_is_no_facet() -> None:
    assert facets(plan(item("ATG-A", Role.ACTION)), "ATG-A") == [
        (TYPE, "Action"),
        (STATE, "Not started"),
    ]


def test_an_object_of_the_project_s_own_type_is_found_by_its_name() -> None:
    graph = plan(risk(owner="ORG-A"), item("ORG-A", Role.ORGANISATION))
    assert facets(graph, "RIS-A", metamodel=OWN) == [
        (TYPE, "Risk att väga"),
        (OWNER, "Title of ORG-A"),
    ]
