"""What is proposed is withdrawn for a reason, what is decided is cancelled by a decision."""

from __future__ import annotations

import pytest

from policytrace.author.values import RefusedError
from policytrace.author.withdrawing import withdrawal
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status
from tests.plan_builder import METAMODEL, WORDS, item

PROPOSED = item("ATG-1", Role.ACTION, status=Status.PROPOSED)
DECIDED = item("ATG-2", Role.ACTION, status=Status.DECIDED, decided_by="BES-1")
CANCELLED = WORDS.of(Status.CANCELLED)


def test_a_proposal_is_withdrawn_for_a_reason() -> None:
    edit = withdrawal(PROPOSED, metamodel=METAMODEL, reason="Finns redan")
    assert edit.values == {FieldName.STATUS: CANCELLED, FieldName.REASON: "Finns redan"}


def test_a_proposal_that_was_turned_down_points_to_the_decision() -> None:
    edit = withdrawal(PROPOSED, metamodel=METAMODEL, decision="BES-2")
    assert edit.values == {FieldName.STATUS: CANCELLED, LinkKind.DECIDED_BY: "BES-2"}


def test_what_is_decided_keeps_its_decision_beside_the_new_one() -> None:
    edit = withdrawal(DECIDED, metamodel=METAMODEL, decision="BES-2")
    assert edit.values[LinkKind.DECIDED_BY] == "BES-1, BES-2"


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (PROPOSED, ""),
        (DECIDED, "Vi vill inte"),
        (item("MAL-1", Role.GOAL), "Vi vill inte"),
        (item("ATG-3", Role.ACTION, status=Status.CANCELLED), "En gång till"),
    ],
)
def test_what_cannot_be_withdrawn_so_is_told(one: Item, reason: str) -> None:
    with pytest.raises(RefusedError):
        withdrawal(one, metamodel=METAMODEL, reason=reason)
