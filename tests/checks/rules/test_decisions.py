"""PT501, PT502, PT504: what is said to be decided has a decision that can be looked up."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
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


@pytest.mark.parametrize("key", ["decision_kind", "body", "date", "paragraph", "registration"])
def test_a_decision_that_lacks_one_thing(key: str) -> None:
    [found] = findings_of("PT502", plan(*changed(COMPLETE, "BES-A", **{key: None})))
    assert (found.item, found.severity) == ("BES-A", Severity.ERROR)
    assert english(found.message) == f"“Title of BES-A” (decision) has no :{key}:."


def test_each_thing_that_a_decision_lacks_is_a_finding() -> None:
    assert blamed("PT502", plan(item("BES-A", Role.DECISION))) == ["BES-A"] * 5


def test_a_number_that_is_not_known_is_told_with_the_reason_and_is_no_error() -> None:
    known = changed(COMPLETE, "BES-A", registration=None, registration_unknown="Too old.")
    [found] = findings_of("PT502", plan(*known))
    assert (found.item, found.severity) == ("BES-A", Severity.INFO)
    assert english(found.message).endswith("is not known: Too old.")


def test_a_number_that_is_known_is_not_said_to_be_unknown() -> None:
    [found] = findings_of("PT502", plan(*changed(COMPLETE, "BES-A", registration_unknown="Old.")))
    assert found.severity is Severity.ERROR


def test_a_decision_has_one_body() -> None:
    other = item("ORG-B", Role.ORGANISATION)
    graph = plan(*changed(COMPLETE, "BES-A", body=("ORG-A", "ORG-B")), other)
    [found] = findings_of("PT502", graph)
    assert found.severity is Severity.ERROR


# ------------------------------------------- PT501 what a decision that adopts nothing means


def by(kind: str, status: Status, *more: Item, role: Role = Role.PLAN) -> Graph:
    """Something that says that it is decided by a decision of some kind."""
    decisions = ("BES-A", *(one.id for one in more if one.role is Role.DECISION))
    return plan(
        item("HPL-A", role, status=status, decided_by=decisions),
        item("BES-A", Role.DECISION, decision_kind=kind),
        *more,
    )


@pytest.mark.parametrize("kind", ["antagande", "revidering", "uppdrag"])
def test_what_is_adopted_revised_or_given_as_a_task_is_decided(kind: str) -> None:
    assert blamed("PT501", by(kind, Status.DECIDED)) == []


@pytest.mark.parametrize("kind", ["avslag", "redovisning"])
@pytest.mark.parametrize("status", [Status.DECIDED, Status.IN_PROGRESS, Status.DONE])
def test_nothing_is_decided_by_what_adopts_nothing(kind: str, status: Status) -> None:
    [found] = findings_of("PT501", by(kind, status))
    assert (found.item, found.severity) == ("HPL-A", Severity.ERROR)
    assert kind in english(found.message)


@pytest.mark.parametrize("kind", ["avslag", "redovisning"])
def test_what_is_part_of_it_is_not_decided_either(kind: str) -> None:
    part = item("ATG-A", Role.ACTION, part_of="HPL-A", status=Status.DECIDED)
    assert blamed("PT501", by(kind, Status.DECIDED, part)) == ["HPL-A", "ATG-A"]


def test_what_was_rejected_once_and_adopted_later_is_decided() -> None:
    later = item("BES-B", Role.DECISION, decision_kind="antagande")
    assert blamed("PT501", by("avslag", Status.DECIDED, later)) == []


def test_what_was_rejected_is_cancelled_and_needs_no_other_reason() -> None:
    assert blamed("PT501", by("avslag", Status.CANCELLED)) == []


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.REFERRED])
def test_a_proposal_that_was_rejected_is_a_warning(status: Status) -> None:
    [found] = findings_of("PT501", by("avslag", status))
    assert (found.item, found.severity) == ("HPL-A", Severity.WARNING)


# ------------------------------------------------------- PT504 who may decide for whom


def decided_for(
    body: Mapping[str, str], owner: Mapping[str, str], *more: Item, kind: str = "antagande"
) -> Graph:
    """A plan of the owner ORG-B, with an action, decided by ORG-A."""
    return plan(
        item("ORG-A", Role.ORGANISATION, **body),
        item("ORG-B", Role.ORGANISATION, **owner),
        item("HPL-A", Role.PLAN, owner="ORG-B", decided_by="BES-A", status=Status.DECIDED),
        item("ATG-A", Role.ACTION, owner="ORG-B", part_of="HPL-A", status=Status.DECIDED),
        item("BES-A", Role.DECISION, decision_kind=kind, body="ORG-A", date="2026-12-14"),
        *more,
    )


BOARD = {"kind": "politiskt organ"}
ALL = {**BOARD, "decides_for": "hela kommunen"}


def test_a_board_does_not_decide_for_another() -> None:
    [found] = findings_of("PT504", decided_for(BOARD, BOARD))
    assert (found.item, found.severity) == ("BES-A", Severity.WARNING)
    assert english(found.message) == (
        "ORG-A (“Title of ORG-A”) may not decide for ORG-B, which answers for HPL-A, ATG-A."
    )


@pytest.mark.parametrize(
    ("body", "owner"),
    [
        (ALL, BOARD),
        (ALL, {"kind": "funktion"}),
        ({**ALL, "can_own": "nej"}, BOARD),
        (BOARD, {**BOARD, "part_of": "ORG-A"}),
        (BOARD, {**BOARD, "replaces": "ORG-A", "valid_from": "2027-01-01"}),
        ({**BOARD, "replaces": "ORG-B", "valid_from": "2020-01-01"}, BOARD),
        ({**BOARD, "kind": "gemensam nämnd"}, {"kind": "förvaltning", "part_of": "ORG-A"}),
        ({}, BOARD),
    ],
)
def test_a_body_decides_for_itself_and_what_is_part_of_it_and_some_for_all(
    body: dict[str, str], owner: dict[str, str]
) -> None:
    assert blamed("PT504", decided_for(body, owner)) == []


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "förvaltning"},
        {"kind": "funktion"},
        {"kind": "bolag"},
        {"kind": "råd"},
        {"kind": "extern part"},
        {**BOARD, "can_own": "nej"},
        {**BOARD, "decides_for": "ingen"},
    ],
)
def test_what_makes_no_decisions_is_told_once(body: dict[str, str]) -> None:
    [found] = findings_of("PT504", decided_for(body, BOARD))
    assert "makes no political decisions" in english(found.message)


@pytest.mark.parametrize("kind", ["gemensam nämnd", "förbund"])
def test_a_shared_board_and_an_association_decide_for_themselves_only(kind: str) -> None:
    assert blamed("PT504", decided_for({"kind": kind}, BOARD)) == ["BES-A"]
    own = [
        item("ORG-A", Role.ORGANISATION, kind=kind),
        item("HPL-A", Role.PLAN, owner="ORG-A", decided_by="BES-A", status=Status.DECIDED),
        item("BES-A", Role.DECISION, decision_kind="antagande", body="ORG-A", date="2026-12-14"),
    ]
    assert blamed("PT504", plan(*own)) == []


def test_it_is_enough_that_one_of_several_decisions_is_by_a_body_that_may() -> None:
    graph = plan(
        item("ORG-A", Role.ORGANISATION, **BOARD),
        item("ORG-B", Role.ORGANISATION, **BOARD),
        item("HPL-A", Role.PLAN, owner="ORG-A", decided_by="BES-A", status=Status.DECIDED),
        item(
            "ATG-A",
            Role.ACTION,
            owner="ORG-B",
            part_of="HPL-A",
            decided_by="BES-B",
            status=Status.DECIDED,
        ),
        item("BES-A", Role.DECISION, decision_kind="antagande", body="ORG-A"),
        item("BES-B", Role.DECISION, decision_kind="antagande", body="ORG-B"),
    )
    assert blamed("PT504", graph) == []


def test_a_report_may_be_given_to_any_body() -> None:
    assert blamed("PT504", decided_for(BOARD, BOARD, kind="redovisning")) == []


def test_a_body_that_may_not_adopt_may_not_reject() -> None:
    assert blamed("PT504", decided_for(BOARD, BOARD, kind="avslag")) == ["BES-A"]


@pytest.mark.parametrize(
    ("time", "wrong"),
    [
        ({"valid_from": "2026-12-14"}, []),
        ({"valid_from": "2026-12-15"}, ["BES-A"]),
        ({"valid_to": "2026-12-14"}, []),
        ({"valid_to": "2026-12-13"}, ["BES-A"]),
    ],
)
def test_a_body_decides_from_its_first_day_to_its_last(
    time: dict[str, str], wrong: list[str]
) -> None:
    assert blamed("PT504", decided_for({**ALL, **time}, BOARD)) == wrong


@pytest.mark.parametrize(
    ("last", "wrong"), [("2026-12-14", []), ("2026-12-13", ["HPL-A"]), ("2029-12-31", [])]
)
def test_a_plan_is_not_adopted_when_it_is_over(last: str, wrong: list[str]) -> None:
    graph = plan(
        item("ORG-A", Role.ORGANISATION, **ALL),
        item("HPL-A", Role.PLAN, owner="ORG-A", decided_by="BES-A", valid_to=last),
        item("BES-A", Role.DECISION, body="ORG-A", date="2026-12-14"),
    )
    assert blamed("PT504", graph) == wrong


def test_a_plan_that_was_adopted_in_time_may_be_revised_later() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, decided_by=("BES-A", "BES-B"), valid_to="2026-12-31"),
        item("BES-A", Role.DECISION, decision_kind="antagande", date="2024-12-14"),
        item("BES-B", Role.DECISION, decision_kind="revidering", date="2027-01-10"),
    )
    assert blamed("PT504", graph) == []


def test_nobody_answers_for_a_proposal() -> None:
    graph = plan(
        item("ORG-A", Role.ORGANISATION, **BOARD),
        item("ORG-B", Role.ORGANISATION, **BOARD),
        item("HPL-A", Role.PLAN, owner="ORG-A", decided_by="BES-A", status=Status.DECIDED),
        item("ATG-A", Role.ACTION, owner="ORG-B", part_of="HPL-A", status=Status.PROPOSED),
        item("BES-A", Role.DECISION, decision_kind="antagande", body="ORG-A"),
    )
    assert blamed("PT504", graph) == []
