"""Liveness: what falls, with what, and why."""

from __future__ import annotations

from itertools import pairwise

import pytest

from policytrace.plan.graph import Graph
from policytrace.plan.liveness import End
from policytrace.plan.model import Item
from policytrace.schema.roles import ADOPTED_ROLES, Role
from policytrace.schema.vocabulary import Status
from tests.plan_builder import item, plan


def fallen(*items: Item) -> dict[str, tuple[str, End]]:
    """What has fallen in a plan of these items: with what, and how that ended."""
    return {one: (fall.cause.id, fall.end) for one, fall in plan(*items).falls.items()}


@pytest.mark.parametrize("status", [None, *sorted(set(Status) - {Status.CANCELLED})])
@pytest.mark.parametrize("role", Role)
def test_what_is_not_cancelled_stands(role: Role, status: Status | None) -> None:
    assert fallen(item("XXX-A", role, status=status)) == {}


@pytest.mark.parametrize("role", Role)
def test_what_is_cancelled_falls_unless_it_restates_the_adopted_text(role: Role) -> None:
    expected = {} if role in ADOPTED_ROLES else {"XXX-A": ("XXX-A", End.CANCELLED)}
    assert fallen(item("XXX-A", role, status=Status.CANCELLED)) == expected


@pytest.mark.parametrize(
    ("status", "end"), [(Status.CANCELLED, End.CANCELLED), (Status.DONE, End.DONE)]
)
def test_what_goes_on_falls_with_its_whole_in_any_number_of_steps(status: Status, end: End) -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=status),
        item("HPL-B", Role.PLAN, part_of="HPL-A"),
        item("ATG-A", Role.ACTION, status=Status.IN_PROGRESS, part_of="HPL-B"),
        item("ATG-B", Role.ACTION, part_of="ATG-A"),
    )
    assert {one: graph.falls[one].cause.id for one in ("HPL-B", "ATG-A", "ATG-B")} == dict.fromkeys(
        ("HPL-B", "ATG-A", "ATG-B"), "HPL-A"
    )
    assert {fall.end for fall in graph.falls.values()} == {end}
    assert ("HPL-A" in graph.falls) is (status is Status.CANCELLED)


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.DONE])
def test_what_is_done_stays_done(status: Status) -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=status),
        item("ATG-A", Role.ACTION, status=Status.DONE, part_of="HPL-A"),
    )
    assert "ATG-A" not in graph.falls


def test_one_whole_that_stands_is_enough() -> None:
    assert fallen(
        item("HPL-A", Role.PLAN, status=Status.CANCELLED),
        item("HPL-B", Role.PLAN),
        item("ATG-A", Role.ACTION, part_of=("HPL-A", "HPL-B")),
    ) == {"HPL-A": ("HPL-A", End.CANCELLED)}


def test_a_whole_that_is_not_read_may_stand() -> None:
    assert fallen(
        item("HPL-A", Role.PLAN, status=Status.CANCELLED),
        item("ATG-A", Role.ACTION, part_of=("HPL-A", "HPL-UNREAD")),
    ) == {"HPL-A": ("HPL-A", End.CANCELLED)}


def test_a_circle_of_parts_falls_with_nothing() -> None:
    assert (
        fallen(item("HPL-A", Role.PLAN, part_of="HPL-B"), item("HPL-B", Role.PLAN, part_of="HPL-A"))
        == {}
    )


def test_a_body_outlives_the_one_that_it_belonged_to() -> None:
    assert "ORG-B" not in fallen(
        item("ORG-A", Role.ORGANISATION, status=Status.CANCELLED),
        item("ORG-B", Role.ORGANISATION, part_of="ORG-A"),
    )


class TestReplaced:
    """What another object takes the place of."""

    @pytest.mark.parametrize("role", Role)
    def test_it_falls(self, role: Role) -> None:
        new = item("XXX-B", role, replaces="XXX-A")
        graph = plan(item("XXX-A", role), new)
        assert list(graph.falls) == ["XXX-A"]
        assert (graph.falls["XXX-A"].end, graph.falls["XXX-A"].replaced_by) == (
            End.REPLACED,
            graph.items["XXX-B"],
        )

    def test_a_chain_of_them(self) -> None:
        assert set(
            fallen(
                item("STR-A", Role.STRATEGY),
                item("STR-B", Role.STRATEGY, replaces="STR-A"),
                item("STR-C", Role.STRATEGY, replaces="STR-B"),
            )
        ) == {"STR-A", "STR-B"}

    def test_its_parts_fall_with_it(self) -> None:
        graph = plan(
            item("STR-A", Role.STRATEGY, decided_by="BES-A"),
            item("STR-B", Role.STRATEGY, replaces="STR-A"),
            item("PRI-A", Role.PRIORITY, part_of="STR-A"),
            item("HPL-A", Role.PLAN, part_of="PRI-A"),
        )
        assert set(graph.falls) == {"STR-A", "PRI-A", "HPL-A"}
        assert [one.id for one in graph if graph.claims(one)] == ["STR-B", "HPL-A"]

    def test_a_proposal_takes_the_place_of_nothing_decided(self) -> None:
        old = item("STR-A", Role.STRATEGY, decided_by="BES-A")
        new = item("STR-B", Role.STRATEGY, status=Status.PROPOSED, replaces="STR-A")
        assert fallen(old, new) == {}

    def test_a_proposal_takes_the_place_of_a_proposal(self) -> None:
        old = item("IND-A", Role.INDICATOR, status=Status.PROPOSED)
        new = item("IND-B", Role.INDICATOR, status=Status.PROPOSED, replaces="IND-A")
        assert set(fallen(old, new)) == {"IND-A"}

    def test_what_is_cancelled_takes_the_place_of_nothing(self) -> None:
        old = item("HPL-A", Role.PLAN)
        new = item("HPL-B", Role.PLAN, status=Status.CANCELLED, replaces="HPL-A")
        assert set(fallen(old, new)) == {"HPL-B"}

    def test_nothing_takes_the_place_of_itself(self) -> None:
        assert fallen(item("HPL-A", Role.PLAN, replaces="HPL-A")) == {}

    @pytest.mark.parametrize(
        ("old", "new"), [({"valid_to": "2027-12-31"}, {}), ({}, {"valid_from": "2028-01-01"})]
    )
    def test_bodies_with_days_take_over_on_their_day(
        self, old: dict[str, str], new: dict[str, str]
    ) -> None:
        assert (
            fallen(
                item("ORG-A", Role.ORGANISATION, **old),
                item("ORG-B", Role.ORGANISATION, replaces="ORG-A", **new),
            )
            == {}
        )


def test_a_long_chain_falls_in_linear_time() -> None:
    names = [f"HPL-{number}" for number in range(3_000)]
    graph: Graph = plan(
        item(names[0], Role.PLAN, status=Status.CANCELLED),
        *(item(part, Role.PLAN, part_of=whole) for whole, part in pairwise(names)),
    )
    assert len(graph.falls) == 3_000
