"""Coverage of measurement: what counts as measured, and what is counted apart."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from policytrace.plan.coverage import Liveness, MeasurementCoverage, Share, measurement_coverage
from policytrace.plan.model import Item
from policytrace.schema.roles import LinkKind, Role
from policytrace.schema.vocabulary import Status
from tests.plan_builder import item, plan

PASSAGES = (
    item("STR-A", Role.STRATEGY),
    item("MAL-A", Role.GOAL, part_of="STR-A", source="mal-1"),
    item("PRI-A", Role.PRIORITY, part_of="STR-A", source="pri-1"),
    item("UTG-A", Role.STARTING_POINT, part_of="PRI-A", source="utg-1"),
    item("NYF-A", Role.KEY_FACTOR, part_of="STR-A", source="nyf-1"),
    item("GRP-A", Role.TARGET_GROUP, part_of="STR-A", source="grp-1"),
    item("HPL-A", Role.PLAN, part_of="STR-A"),
    item("IND-A", Role.INDICATOR),
    item("IND-B", Role.INDICATOR),
)


def action(name: str, measured_by: str | tuple[str, ...] = "IND-A", **values: str | Status) -> Item:
    return item(name, Role.ACTION, part_of="HPL-A", measured_by=measured_by, **values)


def covered(*items: Item, outdated: tuple[str, ...] = ()) -> MeasurementCoverage:
    """The coverage where IND-A has a value of today, and `outdated` only old ones."""
    known = {"IND-A": Liveness.LIVE, **dict.fromkeys(outdated, Liveness.OUTDATED)}
    return measurement_coverage(
        plan(*PASSAGES, *items), lambda one: known.get(one, Liveness.WITHOUT_VALUES)
    )


def test_an_action_is_measured_by_a_measure_with_a_value() -> None:
    found = covered(
        action("ATG-A", status=Status.PROPOSED),
        action("ATG-B", "IND-B", status=Status.PROPOSED),
        item("ATG-C", Role.ACTION, part_of="HPL-A", status=Status.PROPOSED),
    )
    assert found.proposed == Share(number=1, of=3)


def test_what_has_only_old_values_is_told_apart() -> None:
    found = covered(
        action("ATG-A", "IND-B", status=Status.PROPOSED, contributes_to="UTG-A"),
        action("ATG-B", status=Status.PROPOSED, contributes_to="MAL-A"),
        outdated=("IND-B",),
    )
    assert found.proposed == Share(number=1, outdated=1, of=2)
    assert found.passages == Share(number=1, outdated=2, of=5)
    assert found.passages.unmeasured == 2


def test_one_live_measure_is_enough() -> None:
    found = covered(
        action("ATG-A", ("IND-B", "IND-A"), status=Status.PROPOSED, contributes_to="MAL-A"),
        action("ATG-B", "IND-B", status=Status.PROPOSED, contributes_to="MAL-A"),
        outdated=("IND-B",),
    )
    assert found.proposed == Share(number=1, outdated=1, of=2)
    assert found.passages == Share(number=1, outdated=0, of=5)


def test_proposals_are_counted_apart() -> None:
    found = covered(
        action("ATG-A", status=Status.PROPOSED),
        action("ATG-B", status=Status.REFERRED),
        action("ATG-C", status=Status.DECIDED),
        action("ATG-D", "IND-B", status=Status.IN_PROGRESS),
    )
    assert (found.proposed, found.decided) == (Share(number=2, of=2), Share(number=1, of=2))


def test_what_is_cancelled_counts_for_nothing() -> None:
    found = covered(
        action("ATG-A", status=Status.CANCELLED, contributes_to="UTG-A"), action("ATG-B", "IND-B")
    )
    assert found.decided.number + found.proposed.number == 0
    assert found.passages == Share(number=0, of=5)


def test_a_passage_is_measured_by_what_reaches_it() -> None:
    found = covered(
        action("ATG-A", status=Status.PROPOSED, contributes_to="UTG-A", uses="NYF-A"),
        action("ATG-B", status=Status.DECIDED, concerns="GRP-A"),
        action("ATG-C", "IND-B", status=Status.DECIDED, contributes_to="MAL-A"),
    )
    assert found.passages == Share(number=4, of=5)  # with the priority, which the first is part of
    assert found.passages_decided == Share(number=1, of=5)


def test_a_passage_that_two_objects_restate_counts_once() -> None:
    twice = item("UTG-B", Role.STARTING_POINT, part_of="PRI-A", source="utg-1")
    found = covered(twice, action("ATG-A", contributes_to="UTG-B"))
    assert found.passages == Share(number=2, of=5)


def test_a_measure_that_has_been_cancelled_measures_nothing() -> None:
    graph = plan(
        *(
            replace(one, values=item("IND-A", Role.INDICATOR, status=Status.CANCELLED).values)
            if one.id == "IND-A"
            else one
            for one in PASSAGES
        ),
        action("ATG-A", status=Status.PROPOSED),
    )
    assert measurement_coverage(graph, lambda _: Liveness.LIVE).proposed == Share(number=0, of=1)


def test_nothing_of_nothing_is_no_share() -> None:
    empty = measurement_coverage(plan(), lambda _: Liveness.LIVE)
    assert empty.passages.per_cent is None
    assert Share(number=1, of=3).per_cent == Decimal("33.3")


@pytest.mark.parametrize("kind", [LinkKind.CONTRIBUTES_TO, LinkKind.USES, LinkKind.CONCERNS])
def test_what_is_linked_and_is_no_passage_counts_for_none(kind: LinkKind) -> None:
    found = covered(action("ATG-A", **{kind.value: "HPL-A"}))
    assert found.passages.number == 0
