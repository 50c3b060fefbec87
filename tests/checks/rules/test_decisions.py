"""PT501, PT502: what is said to be decided has a decision that can be looked up."""

from __future__ import annotations

import pytest

from policytrace.schema.roles import ADOPTED_ROLES, Role
from policytrace.schema.vocabulary import Status
from policytrace.severity import Severity
from tests.plan_builder import COMPLETE, blamed, changed, english, findings_of, item, plan

BEYOND_PROPOSAL = [status for status in Status if not status.is_proposal]

# ------------------------------------------------------- PT501 a status without a decision


@pytest.mark.parametrize("status", sorted(set(BEYOND_PROPOSAL) - {Status.CANCELLED}))
@pytest.mark.parametrize("role", [Role.PLAN, Role.ACTION, Role.GOAL, Role.STRATEGY, Role.INDICATOR])
def test_a_status_beyond_proposal_without_decision(role: Role, status: Status) -> None:
    graph = plan(item("XXX-A", role, status=status))
    [found] = findings_of("PT501", graph)
    assert (found.item, found.severity) == ("XXX-A", Severity.ERROR)


@pytest.mark.parametrize("status", BEYOND_PROPOSAL)
def test_a_status_with_a_decision(status: Status) -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=status, decided_by="BES-A"), item("BES-A", Role.DECISION)
    )
    assert blamed("PT501", graph) == []


@pytest.mark.parametrize("status", [None, Status.PROPOSED])
def test_a_proposal_needs_no_decision(status: Status | None) -> None:
    assert blamed("PT501", plan(item("HPL-A", Role.PLAN, status=status))) == []


@pytest.mark.parametrize("role", [Role.PLAN, Role.ACTION, Role.STRATEGY, Role.INDICATOR])
def test_a_proposal_is_withdrawn_with_a_reason_and_no_decision(role: Role) -> None:
    graph = plan(item("XXX-A", role, status=Status.CANCELLED, reason="It is there already"))
    assert blamed("PT501", graph) == []


@pytest.mark.parametrize("role", [Role.PLAN, Role.ACTION, Role.STRATEGY, Role.INDICATOR])
def test_a_proposal_withdrawn_without_a_reason_is_a_warning(role: Role) -> None:
    [found] = findings_of("PT501", plan(item("XXX-A", role, status=Status.CANCELLED)))
    assert (found.item, found.severity) == ("XXX-A", Severity.WARNING)
    assert english(found.hint) == "Add :reason: with why, or :decided_by: if it had been decided."


@pytest.mark.parametrize("role", sorted(ADOPTED_ROLES))
def test_what_restates_the_adopted_text_is_no_proposal_to_withdraw(role: Role) -> None:
    graph = plan(item("XXX-A", role, status=Status.CANCELLED, reason="It is there already"))
    [found] = findings_of("PT501", graph)
    assert found.severity is Severity.ERROR
    assert english(found.hint) == "Take :status: away. A new strategy replaces the old one."


@pytest.mark.parametrize("role", sorted(ADOPTED_ROLES))
def test_what_is_adopted_cannot_be_cancelled_by_itself(role: Role) -> None:
    strategy = item("STR-A", Role.STRATEGY, decided_by="BES-A")
    cancelled = item("XXX-A", role, status=Status.CANCELLED, part_of="STR-A")
    assert blamed("PT501", plan(strategy, cancelled, item("BES-A", Role.DECISION))) == ["XXX-A"]


@pytest.mark.parametrize(
    ("said", "blame"),
    [({}, True), ({"reason": "It is there already"}, False), ({"decided_by": "BES-A"}, False)],
)
def test_an_action_of_a_decided_plan_is_not_cancelled_in_silence(
    said: dict[str, str], *, blame: bool
) -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, decided_by="BES-A"),
        item("ATG-A", Role.ACTION, status=Status.CANCELLED, part_of="HPL-A", **said),
        item("BES-A", Role.DECISION),
    )
    assert bool(blamed("PT501", graph)) is blame


@pytest.mark.parametrize("status", sorted(set(BEYOND_PROPOSAL) - {Status.CANCELLED}))
def test_a_reason_stands_for_no_other_decision(status: Status) -> None:
    graph = plan(item("ATG-A", Role.ACTION, status=status, reason="Everybody wants it"))
    assert blamed("PT501", graph) == ["ATG-A"]


def test_a_decision_that_does_not_exist_is_none() -> None:
    graph = plan(item("HPL-A", Role.PLAN, status=Status.DECIDED, decided_by="BES-X"))
    assert blamed("PT501", graph) == ["HPL-A"]


def test_what_was_reported_in_a_decision_is_not_decided_by_it() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=Status.DECIDED, reported_in="BES-A"),
        item("BES-A", Role.DECISION),
    )
    assert blamed("PT501", graph) == ["HPL-A"]


def test_an_action_is_decided_with_its_plan() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, decided_by="BES-A"),
        item("ATG-A", Role.ACTION, status=Status.IN_PROGRESS, part_of="HPL-A"),
        item("BES-A", Role.DECISION),
    )
    assert blamed("PT501", graph) == []


def test_an_action_is_decided_with_its_plan_in_several_steps() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, decided_by="BES-A"),
        item("HPL-B", Role.PLAN, status=Status.DECIDED, part_of="HPL-A"),
        item("ATG-A", Role.ACTION, status=Status.DECIDED, part_of="HPL-B"),
        item("ATG-B", Role.ACTION, status=Status.DONE, part_of="ATG-A"),
        item("BES-A", Role.DECISION),
    )
    assert blamed("PT501", graph) == []


def test_one_of_several_plans_with_a_decision_is_enough() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN),
        item("HPL-B", Role.PLAN, decided_by=("BES-A", "BES-B", "BES-X")),
        item("ATG-A", Role.ACTION, status=Status.DECIDED, part_of=("HPL-A", "HPL-B")),
        item("BES-A", Role.DECISION),
        item("BES-B", Role.DECISION),
    )
    assert blamed("PT501", graph) == []


def test_an_action_with_a_decision_of_its_own_decides_nothing_of_its_plan() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=Status.DECIDED),
        item("ATG-A", Role.ACTION, status=Status.DECIDED, part_of="HPL-A", decided_by="BES-A"),
        item("ATG-B", Role.ACTION, status=Status.DECIDED, part_of="HPL-A"),
        item("BES-A", Role.DECISION),
    )
    assert blamed("PT501", graph) == ["HPL-A", "ATG-B"]


@pytest.mark.parametrize("role", sorted(ADOPTED_ROLES))
def test_the_adopted_text_is_decided_with_its_strategy(role: Role) -> None:
    graph = plan(
        item("STR-A", Role.STRATEGY, decided_by="BES-A"),
        item("XXX-A", role, status=Status.DECIDED, part_of="STR-A"),
        item("BES-A", Role.DECISION),
    )
    assert blamed("PT501", graph) == []


def test_a_plan_is_not_decided_with_its_strategy() -> None:
    graph = plan(
        item("STR-A", Role.STRATEGY, decided_by="BES-A"),
        item("PRI-A", Role.PRIORITY, part_of="STR-A", decided_by="BES-A"),
        item("HPL-A", Role.PLAN, status=Status.DECIDED, part_of="STR-A"),
        item("HPL-B", Role.PLAN, status=Status.DECIDED, part_of="PRI-A"),
        item("ATG-A", Role.ACTION, status=Status.DECIDED, part_of="HPL-A"),
        item("BES-A", Role.DECISION),
    )
    assert blamed("PT501", graph) == ["HPL-A", "HPL-B", "ATG-A"]


def test_plans_that_are_part_of_each_other_are_decided_with_each_other() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=Status.DECIDED, part_of="HPL-B"),
        item("HPL-B", Role.PLAN, status=Status.DECIDED, part_of="HPL-A", decided_by="BES-A"),
        item("BES-A", Role.DECISION),
    )
    assert blamed("PT501", graph) == []


def test_the_hint_names_both_ways_out() -> None:
    graph = plan(item("HPL-A", Role.PLAN, status=Status.DECIDED))
    [found] = findings_of("PT501", graph)
    assert english(found.hint) == "Add :decided_by: with the decision, or write :status: förslag."


# --------------------------------------------------- PT502 a decision to be looked up


def test_a_decision_that_says_all_that_it_must() -> None:
    assert blamed("PT502", plan(*COMPLETE)) == []


@pytest.mark.parametrize("key", ["body", "date", "paragraph"])
def test_a_decision_that_lacks_one_thing(key: str) -> None:
    [found] = findings_of("PT502", plan(*changed(COMPLETE, "BES-A", **{key: None})))
    assert (found.item, found.severity) == ("BES-A", Severity.ERROR)
    assert english(found.message) == f"“Title of BES-A” (decision) has no :{key}:."


def test_each_thing_that_a_decision_lacks_is_a_finding() -> None:
    assert blamed("PT502", plan(item("BES-A", Role.DECISION))) == ["BES-A"] * 3


def test_a_decision_need_not_have_a_registration_number() -> None:
    graph = plan(*changed(COMPLETE, "BES-A", registration=None))
    assert blamed("PT502", graph) == []
