"""The plan as plain data: what an item says of itself, and what the graph knows of its links."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.locations import Location
from policytrace.plan.graph import Graph
from policytrace.plan.model import Link
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status
from tests.plan_builder import item, plan


def ids(items: object) -> list[str]:
    """The ids of `items`, in their order."""
    return [one.id for one in items]  # type: ignore[attr-defined]


def test_a_location_reads_as_editors_write_it() -> None:
    assert str(Location(file="strategy/index.md", line=7)) == "strategy/index.md:7"


def test_locations_sort_by_file_and_then_by_number_of_the_line() -> None:
    places = [Location(file="b", line=1), Location(file="a", line=10), Location(file="a", line=9)]
    assert [str(place) for place in sorted(places)] == ["a:9", "a:10", "b:1"]


def test_an_item_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        item("MAL-A", Role.GOAL).title = "Another"  # type: ignore[misc]


@pytest.mark.parametrize("status", [None, *Status])
def test_only_what_is_cancelled_is_not_live(status: Status | None) -> None:
    assert item("ATG-A", Role.ACTION, status=status).live is (status is not Status.CANCELLED)


@pytest.mark.parametrize("role", Role)
def test_what_restates_the_adopted_text_cannot_be_cancelled(role: Role) -> None:
    assert item("XXX-A", role, status=Status.CANCELLED).live is (role in ADOPTED_ROLES)


def test_targets_come_in_the_order_written() -> None:
    action = item("ATG-A", Role.ACTION, contributes_to=("MAL-B", "MAL-A"))
    assert action.targets(LinkKind.CONTRIBUTES_TO) == ("MAL-B", "MAL-A")
    assert action.targets(LinkKind.USES) == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-11-15", date(2027, 11, 15)),
        ("2028-02-29", date(2028, 2, 29)),
        ("2027-02-29", None),
        ("2027-13-01", None),
        ("15 november", None),
        ("", None),
    ],
)
def test_a_field_is_read_as_a_day_when_it_is_one(text: str, day: date | None) -> None:
    assert item("ATG-A", Role.ACTION, due=text).day(FieldName.DUE) == day


def test_a_field_that_is_not_set_is_no_day() -> None:
    assert item("ATG-A", Role.ACTION).day(FieldName.DUE) is None


def test_a_graph_keeps_its_items_in_the_order_of_their_places() -> None:
    graph = plan(
        item("MAL-A", Role.GOAL, at=Location(file="b.md", line=1)),
        item("SYF-A", Role.PURPOSE, at=Location(file="a.md", line=10)),
        item("MAL-B", Role.GOAL, at=Location(file="a.md", line=9)),
    )
    assert len(graph) == 3
    assert ids(graph) == ["MAL-B", "SYF-A", "MAL-A"]
    assert ids(graph.of_role(Role.GOAL)) == ["MAL-B", "MAL-A"]


def test_several_roles_come_in_the_order_asked_for() -> None:
    graph = plan(item("MAL-A", Role.GOAL), item("SYF-A", Role.PURPOSE))
    assert ids(graph.of_role(Role.PURPOSE, Role.GOAL)) == ["SYF-A", "MAL-A"]
    assert graph.of_role(Role.WAIVER) == ()


def test_targets_that_do_not_exist_are_left_out_of_the_items_but_not_of_the_links() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, owner=("ORG-X", "ORG-A")), item("ORG-A", Role.ORGANISATION)
    )
    assert ids(graph.targets(graph.items["ATG-A"], LinkKind.OWNER)) == ["ORG-A"]
    assert list(graph.links()) == [
        Link(source="ATG-A", kind=LinkKind.OWNER, target="ORG-X"),
        Link(source="ATG-A", kind=LinkKind.OWNER, target="ORG-A"),
    ]


def test_sources_are_told_apart_by_kind() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, owner="ORG-A"),
        item("ATG-B", Role.ACTION, participant="ORG-A"),
        item("ORG-A", Role.ORGANISATION),
    )
    assert ids(graph.sources("ORG-A", LinkKind.OWNER)) == ["ATG-A"]
    assert ids(graph.sources("ORG-A", LinkKind.USES)) == []
    assert {kind: ids(found) for kind, found in graph.incoming("ORG-A").items()} == {
        LinkKind.OWNER: ["ATG-A"],
        LinkKind.PARTICIPANT: ["ATG-B"],
    }
    assert graph.incoming("ATG-A") == {}


def test_a_graph_cannot_be_changed_through_its_answers() -> None:
    graph = plan(item("ATG-A", Role.ACTION, owner="ATG-A"))
    with pytest.raises(TypeError):
        graph.items["ATG-B"] = graph.items["ATG-A"]  # type: ignore[index]
    with pytest.raises(TypeError):
        graph.incoming("ATG-A")[LinkKind.OWNER] = ()  # type: ignore[index]


def test_upwards_comes_nearest_first_and_each_once() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to=("MAL-A", "MAL-B")),
        item("MAL-A", Role.GOAL, part_of="STR-A"),
        item("MAL-B", Role.GOAL, part_of="STR-A"),
        item("STR-A", Role.STRATEGY),
    )
    above = graph.upwards(graph.items["ATG-A"], LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF)
    assert ids(above) == ["MAL-A", "MAL-B", "STR-A"]
    assert ids(graph.upwards(graph.items["ATG-A"], LinkKind.PART_OF)) == []


def test_upwards_leaves_out_the_start_even_when_it_is_in_a_circle() -> None:
    graph = plan(
        item("MAL-A", Role.GOAL, part_of="MAL-B"), item("MAL-B", Role.GOAL, part_of="MAL-A")
    )
    assert ids(graph.upwards(graph.items["MAL-A"], LinkKind.PART_OF)) == ["MAL-B"]


@given(
    st.dictionaries(
        st.sampled_from("ABCDEFG"),
        st.lists(st.sampled_from("ABCDEFGX"), unique=True, max_size=5).map(tuple),
    )
)
def test_incoming_links_are_the_outgoing_ones_turned_round(
    arrows: dict[str, tuple[str, ...]],
) -> None:
    graph = Graph(item(one, Role.GOAL, part_of=targets) for one, targets in arrows.items())
    outgoing = {(link.source, link.target) for link in graph.links()}
    incoming = {
        (source.id, target)
        for target in "ABCDEFGX"
        for source in graph.sources(target, LinkKind.PART_OF)
    }
    assert incoming == outgoing
