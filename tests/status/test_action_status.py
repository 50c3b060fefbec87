"""How it goes with actions, plans and priorities: each rule of the table, and its edges."""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from policytrace.measure.performance import Measure, Performance
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.queries import actions_by_plan, actions_by_priority
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.vocabulary import ActionStatus, Sex, Status, Verdict
from policytrace.status.action_status import (
    ComputedStatus,
    StatusRule,
    action_statuses,
    override_of,
)
from tests.paths import REPOSITORY
from tests.plan_builder import english, item, plan

TODAY = date(2027, 6, 1)
YESTERDAY, TOMORROW = "2027-05-31", "2027-06-02"
OVERRIDABLE = {
    "state": "i riskzonen",
    "state_reason": "The room is not ready",
    "state_by": "The board",
    "state_until": "2027-06-01",
}


def verdict(found: Verdict, *, known: Verdict | None = None, **changes: str) -> Performance:
    return Performance(
        area=changes.get("area", ""),
        sex=Sex.TOTAL,
        group=changes.get("group", ""),
        measure=Measure.VALUE,
        baseline=None,
        latest=None,
        target=None,
        year=None,
        expected=None,
        verdict=found,
        known=known,
        reason=message("Because."),
    )


def all_progress(graph: Graph, **verdicts: Performance) -> dict[str, ComputedStatus]:
    performance_of = {key.replace("_", "-"): (value,) for key, value in verdicts.items()}
    return dict(
        action_statuses(
            graph,
            TODAY,
            MappingProxyType(performance_of),
            "",
            {**actions_by_plan(graph), **actions_by_priority(graph)},
        )
    )


def action(item_id: str = "ATG-A", **values: object) -> Item:
    given: dict[str, object] = {"starts": "2027-09-01", "due": "2028-06-30", **values}
    status = given.pop("status", Status.DECIDED)
    assert status is None or isinstance(status, Status)
    texts = {key: value for key, value in given.items() if isinstance(value, (str, tuple))}
    return item(item_id, Role.ACTION, status=status, **texts)


State = tuple[ActionStatus | None, str]
"""A state and its rule; no rule is empty."""

NO_STATE: State = (None, "")


def of_action(*others: Item, **values: object) -> State:
    found = all_progress(plan(action(**values), *others))["ATG-A"]
    return found.state, found.ground or ""


BEGUN = {"status": Status.IN_PROGRESS, "starts": "2027-01-01"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({"status": Status.PROPOSED}, NO_STATE, id="proposal"),
        pytest.param({"status": None}, (ActionStatus.NOT_STARTED, "L14"), id="no-status"),
        pytest.param(
            {"status": Status.PROPOSED, "starts": YESTERDAY}, NO_STATE, id="proposal-start-passed"
        ),
        pytest.param({"status": Status.PROPOSED, "due": YESTERDAY}, NO_STATE, id="proposal-late"),
        pytest.param({"starts": ""}, (ActionStatus.NOT_STARTED, "L14"), id="no-first-day"),
        pytest.param({}, (ActionStatus.NOT_STARTED, "L14"), id="decided"),
        pytest.param(
            {"starts": "2027-06-01"}, (ActionStatus.NOT_STARTED, "L14"), id="starts-today"
        ),
        pytest.param({"starts": YESTERDAY}, (ActionStatus.AT_RISK, "L11"), id="start-passed"),
        pytest.param({"due": "2027-08-30"}, (ActionStatus.AT_RISK, "L12"), id="due-in-90-days"),
        pytest.param({"due": "2027-08-31"}, (ActionStatus.NOT_STARTED, "L14"), id="due-in-91-days"),
        pytest.param({"due": YESTERDAY}, (ActionStatus.LATE, "L4"), id="decided-late"),
        pytest.param({**BEGUN, "due": "2027-06-01"}, (ActionStatus.ON_PLAN, "L16"), id="due-today"),
        pytest.param({**BEGUN, "due": YESTERDAY}, (ActionStatus.LATE, "L4"), id="late"),
        pytest.param(
            {**BEGUN, "due": TOMORROW}, (ActionStatus.ON_PLAN, "L16"), id="begun-due-soon"
        ),
        pytest.param(BEGUN, (ActionStatus.ON_PLAN, "L16"), id="begun"),
        pytest.param(
            {**BEGUN, "starts": TOMORROW},
            (ActionStatus.ON_PLAN, "L16"),
            id="begun-before-its-first-day",
        ),
        pytest.param(
            {**BEGUN, "next_follow_up": "2027-06-01"},
            (ActionStatus.ON_PLAN, "L16"),
            id="follow-up-today",
        ),
        pytest.param(
            {**BEGUN, "next_follow_up": YESTERDAY},
            (ActionStatus.AT_RISK, "L8"),
            id="follow-up-overdue",
        ),
        pytest.param(
            {**BEGUN, "next_follow_up": "2027-03-03"},
            (ActionStatus.AT_RISK, "L8"),
            id="follow-up-90-days-overdue",
        ),
        pytest.param(
            {**BEGUN, "next_follow_up": "2027-03-02"},
            (ActionStatus.LATE, "L5"),
            id="follow-up-long-overdue",
        ),
        pytest.param(
            {"status": Status.DONE, "due": YESTERDAY, "next_follow_up": YESTERDAY},
            (ActionStatus.DONE, "L2"),
            id="done",
        ),
        pytest.param(
            {"status": Status.CANCELLED, "due": YESTERDAY},
            (ActionStatus.CANCELLED, "L1"),
            id="cancelled",
        ),
    ],
)
def test_status_and_days_of_an_action_give_its_state(
    values: dict[str, object], expected: State
) -> None:
    assert of_action(**values) == expected


@pytest.mark.parametrize("days", range(-400, 400, 37))
def test_a_proposal_has_no_state_whatever_its_days(days: int) -> None:
    day = (TODAY + timedelta(days=days)).isoformat()
    for name in ("starts", "due", "next_follow_up"):
        for others in ((), (follow_up("försenad"),)):
            assert of_action(*others, status=Status.PROPOSED, **{name: day}) == NO_STATE


def test_a_status_that_was_forgotten_hides_nothing() -> None:
    assert of_action(status=None, due=YESTERDAY) == (ActionStatus.LATE, "L4")
    found = all_progress(plan(action(status=None)))["ATG-A"]
    assert english(found.reason) == "It has not begun."


def follow_up(said: str, day: str = YESTERDAY, number: int = 1, about: str = "ATG-A") -> Item:
    return item(f"UPF-{number}", Role.FOLLOW_UP, follows_up=about, date=day, assessment=said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("försenad", (ActionStatus.LATE, "L6")),
        ("Försenad: lokalen saknas", (ActionStatus.LATE, "L6")),
        ("i riskzonen, eftersom lokalen saknas", (ActionStatus.AT_RISK, "L9")),
        ("enligt plan", (ActionStatus.ON_PLAN, "L16")),
        ("klar", (ActionStatus.ON_PLAN, "L16")),
        ("försenades inte", (ActionStatus.ON_PLAN, "L16")),
        ("det går framåt, men kan bli försenad", (ActionStatus.ON_PLAN, "L16")),
    ],
)
def test_the_latest_follow_up_counts_if_it_begins_with_a_state(said: str, expected: State) -> None:
    assert of_action(follow_up(said), **BEGUN) == expected


def test_only_the_latest_follow_up_counts() -> None:
    early, late = follow_up("försenad", "2027-03-01"), follow_up("enligt plan", "2027-04-01", 2)
    for order in ((early, late), (late, early)):
        found = all_progress(plan(action(**BEGUN), *order))["ATG-A"]
        assert found.follow_up is not None
        assert (found.state, found.follow_up.id) == (ActionStatus.ON_PLAN, "UPF-2")


def test_a_follow_up_that_was_made_is_not_overdue() -> None:
    assert of_action(follow_up("enligt plan", YESTERDAY), **BEGUN, next_follow_up=YESTERDAY) == (
        ActionStatus.ON_PLAN,
        "L16",
    )


MEASURED = item("IND-A", Role.INDICATOR)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (verdict(Verdict.WRONG_WAY), ActionStatus.AT_RISK),
        (verdict(Verdict.OUTDATED, known=Verdict.WRONG_WAY), ActionStatus.AT_RISK),
        (verdict(Verdict.TOO_SLOW), ActionStatus.ON_PLAN),
        (verdict(Verdict.WRONG_WAY, group="60+"), ActionStatus.ON_PLAN),
        (verdict(Verdict.WRONG_WAY, area="Elsewhere"), ActionStatus.ON_PLAN),
    ],
)
def test_an_indicator_that_goes_the_wrong_way_is_a_risk_for_what_has_begun(
    found: Performance, expected: ActionStatus
) -> None:
    graph = plan(action(**BEGUN, measured_by="IND-A"), MEASURED)
    assert all_progress(graph, IND_A=found)["ATG-A"].state is expected


def test_an_indicator_says_nothing_of_what_has_not_begun() -> None:
    graph = plan(action(measured_by="IND-A"), MEASURED)
    found = all_progress(graph, IND_A=verdict(Verdict.WRONG_WAY))["ATG-A"]
    assert (found.state, found.ground) == (ActionStatus.NOT_STARTED, StatusRule.NOT_BEGUN)
    assert found.going_wrong == ()


# ------------------------------------------------------------------------------- milestones


def step(number: int, day: str, status: Status | None = None) -> Item:
    return item(f"DEL-{number}", Role.MILESTONE, part_of="ATG-A", due=day, status=status)


def test_a_milestone_that_has_passed_puts_the_action_at_risk_and_is_told() -> None:
    reached, missed = step(1, YESTERDAY, Status.DONE), step(2, YESTERDAY)
    graph = plan(action(**BEGUN), reached, missed, step(3, TOMORROW))
    found = all_progress(graph)["ATG-A"]
    assert (found.state, found.ground) == (ActionStatus.AT_RISK, StatusRule.MILESTONE_PASSED)
    assert found.milestones == (graph.items["DEL-2"],)


@pytest.mark.parametrize(
    ("values", "steps", "expected"),
    [
        (BEGUN, [step(1, TOMORROW)], (ActionStatus.ON_PLAN, "L16")),
        (BEGUN, [step(1, YESTERDAY, Status.CANCELLED)], (ActionStatus.ON_PLAN, "L16")),
        (BEGUN, [step(1, YESTERDAY, Status.PROPOSED)], (ActionStatus.ON_PLAN, "L16")),
        ({}, [step(1, YESTERDAY)], (ActionStatus.AT_RISK, "L10")),
        ({"status": Status.PROPOSED}, [step(1, YESTERDAY)], NO_STATE),
        ({"status": Status.DONE}, [step(1, YESTERDAY)], (ActionStatus.DONE, "L2")),
        ({**BEGUN, "due": YESTERDAY}, [step(1, YESTERDAY)], (ActionStatus.LATE, "L4")),
    ],
)
def test_which_milestones_decide(
    values: dict[str, object], steps: list[Item], expected: State
) -> None:
    assert of_action(*steps, **values) == expected


def test_milestones_are_told_only_when_they_decide() -> None:
    graph = plan(action(**BEGUN, due=YESTERDAY), step(1, YESTERDAY))
    assert all_progress(graph)["ATG-A"].milestones == ()


# ------------------------------------------------------------------------------- judgements


def test_a_judgement_goes_before_the_rules_and_both_are_told() -> None:
    found = all_progress(plan(action(**BEGUN, **OVERRIDABLE)))["ATG-A"]
    assert (found.state, found.ground.value, found.computed) == (
        ActionStatus.AT_RISK,
        "L3",
        ActionStatus.ON_PLAN,
    )
    assert found.judgement is not None
    assert found.judgement.function == "The board"


@pytest.mark.parametrize("lacking", ["state_reason", "state_by", "state_until"])
def test_a_judgement_that_lacks_something_does_not_hold(lacking: str) -> None:
    given = {name: value for name, value in OVERRIDABLE.items() if name != lacking}
    assert of_action(**BEGUN, **given) == (ActionStatus.ON_PLAN, "L16")


def test_a_judgement_holds_on_its_last_day_and_not_after() -> None:
    judged = action(**BEGUN, **OVERRIDABLE)
    assert override_of(judged, TODAY) is not None
    assert override_of(judged, TODAY + timedelta(days=1)) is None


@pytest.mark.parametrize("state", ["klar", "avbruten", "bra"])
def test_what_is_decided_cannot_be_judged(state: str) -> None:
    assert override_of(action(**BEGUN, **{**OVERRIDABLE, "state": state}), TODAY) is None


@pytest.mark.parametrize("state", ["ej startad", "enligt plan", "i riskzonen", "försenad"])
def test_a_proposal_cannot_be_judged(state: str) -> None:
    judged = {**OVERRIDABLE, "state": state}
    assert of_action(status=Status.PROPOSED, **judged) == NO_STATE


def test_what_says_nothing_of_its_status_cannot_be_judged_to_be_on_plan() -> None:
    judged = {**OVERRIDABLE, "state": "enligt plan"}
    assert of_action(status=None, **judged) == (ActionStatus.NOT_STARTED, "L14")


@pytest.mark.parametrize(
    ("status", "expected"),
    [(Status.DONE, ActionStatus.DONE), (Status.CANCELLED, ActionStatus.CANCELLED)],
)
def test_a_judgement_does_not_go_before_what_is_decided(
    status: Status, expected: ActionStatus
) -> None:
    assert of_action(status=status, **OVERRIDABLE)[0] is expected


# ------------------------------------------------------------------------ plans, priorities

NOT_STARTED: dict[str, object] = {}
LATE: dict[str, object] = {"due": YESTERDAY}
RISKY: dict[str, object] = {"starts": YESTERDAY}
DONE: dict[str, object] = {"status": Status.DONE}
CANCELLED: dict[str, object] = {"status": Status.CANCELLED}
PROPOSED: dict[str, object] = {"status": Status.PROPOSED, "due": YESTERDAY}


def of_whole(*actions: dict[str, object], role: Role = Role.PLAN, **values: object) -> State:
    status = values.pop("status", Status.DECIDED)
    assert status is None or isinstance(status, Status)
    texts = {key: str(value) for key, value in values.items()}
    graph = plan(
        item("TOP", role, status=status, **texts),
        item("HPL-A", Role.PLAN, part_of="TOP"),
        *(
            action(f"ATG-{number}", part_of="HPL-A", **given)
            for number, given in enumerate(actions)
        ),
        MEASURED,
    )
    found = all_progress(graph, IND_A=verdict(Verdict.WRONG_WAY))["TOP"]
    assert found.number_of_actions == len(actions)
    return found.state, found.ground or ""


@pytest.mark.parametrize("role", [Role.PLAN, Role.PRIORITY])
@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ((), (ActionStatus.NOT_STARTED, "L14")),
        ((NOT_STARTED,) * 3, (ActionStatus.NOT_STARTED, "L14")),
        ((CANCELLED,) * 2, (ActionStatus.CANCELLED, "L1")),
        ((DONE, CANCELLED), (ActionStatus.DONE, "L2")),
        ((DONE, NOT_STARTED), (ActionStatus.ON_PLAN, "L16")),
        ((BEGUN, NOT_STARTED), (ActionStatus.ON_PLAN, "L16")),
        ((LATE, *(BEGUN,) * 3), (ActionStatus.LATE, "L7")),
        ((LATE, *(BEGUN,) * 4), (ActionStatus.AT_RISK, "L13")),
        ((LATE, *(BEGUN,) * 2, *(CANCELLED,) * 4), (ActionStatus.LATE, "L7")),
        ((RISKY, *(BEGUN,) * 3), (ActionStatus.AT_RISK, "L13")),
        ((RISKY, *(BEGUN,) * 4), (ActionStatus.ON_PLAN, "L16")),
        ((RISKY, *(NOT_STARTED,) * 4), (ActionStatus.NOT_STARTED, "L14")),
        ((NOT_STARTED, *(PROPOSED,) * 4), (ActionStatus.NOT_STARTED, "L14")),
        ((LATE, *(BEGUN,) * 3, *(PROPOSED,) * 9), (ActionStatus.LATE, "L7")),
        ((DONE, PROPOSED), (ActionStatus.ON_PLAN, "L16")),
    ],
)
def test_its_actions_give_the_state_of_a_plan_or_a_priority(
    role: Role, actions: tuple[dict[str, object], ...], expected: State
) -> None:
    assert of_whole(*actions, role=role) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"status": Status.DONE}, (ActionStatus.DONE, "L2")),
        ({"status": Status.CANCELLED}, (ActionStatus.CANCELLED, "L1")),
        ({"valid_to": YESTERDAY}, (ActionStatus.LATE, "L4")),
        ({"next_follow_up": YESTERDAY}, (ActionStatus.AT_RISK, "L8")),
        ({"next_follow_up": "2027-01-01"}, (ActionStatus.LATE, "L5")),
        ({"status": Status.PROPOSED}, NO_STATE),
        ({"status": Status.PROPOSED, "valid_from": YESTERDAY}, NO_STATE),
        ({"status": Status.PROPOSED, "next_follow_up": YESTERDAY, **OVERRIDABLE}, NO_STATE),
        ({"status": Status.DECIDED, "valid_from": YESTERDAY}, (ActionStatus.ON_PLAN, "L16")),
        ({"measured_by": "IND-A"}, (ActionStatus.AT_RISK, "L15")),
        (OVERRIDABLE, (ActionStatus.AT_RISK, "L3")),
    ],
)
def test_a_plan_has_a_status_days_and_indicators_of_its_own(
    values: dict[str, object], expected: State
) -> None:
    assert of_whole(BEGUN, BEGUN, **values) == expected


@pytest.mark.parametrize("others", [(), (CANCELLED,)])
def test_a_priority_with_nothing_but_proposals_has_no_state(
    others: tuple[dict[str, object], ...],
) -> None:
    values = {"next_follow_up": YESTERDAY}
    assert of_whole(PROPOSED, *others, role=Role.PRIORITY, **values) == NO_STATE
    assert of_whole(PROPOSED, *others, **values) != NO_STATE


def test_a_priority_with_nothing_but_proposals_can_be_judged() -> None:
    assert of_whole(PROPOSED, role=Role.PRIORITY, **OVERRIDABLE) == (ActionStatus.AT_RISK, "L3")


def test_the_status_of_a_priority_is_not_that_of_the_adopted_text() -> None:
    begun = of_whole(BEGUN, role=Role.PRIORITY, status=Status.CANCELLED)
    assert begun == (ActionStatus.ON_PLAN, "L16")


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.DECIDED])
def test_a_whole_counts_its_actions_by_state_and_the_proposals_apart(status: Status) -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=status),
        action("ATG-1", part_of="HPL-A"),
        action("ATG-2", part_of="HPL-A", **BEGUN),
        action("ATG-3", part_of="HPL-A"),
        action("ATG-4", part_of="HPL-A", **PROPOSED),
    )
    assert all_progress(graph)["HPL-A"].actions == (
        (ActionStatus.NOT_STARTED, 2),
        (ActionStatus.ON_PLAN, 1),
        (None, 1),
    )


# ---------------------------------------------------------------------------------- in all


def test_the_rule_and_what_it_looked_at_are_told() -> None:
    graph = plan(
        action(**BEGUN, next_follow_up="2028-01-01", measured_by="IND-A"),
        MEASURED,
        follow_up("enligt plan"),
    )
    found = all_progress(graph, IND_A=verdict(Verdict.WRONG_WAY))["ATG-A"]
    assert found.days == (
        (FieldName.STARTS, date(2027, 1, 1)),
        (FieldName.DUE, date(2028, 6, 30)),
        (FieldName.NEXT_FOLLOW_UP, date(2028, 1, 1)),
    )
    assert found.follow_up is not None
    assert found.going_wrong == (graph.items["IND-A"],)
    assert english(found.reason) == "At least one of its indicators goes the wrong way."


def test_the_table_and_its_page_name_every_rule_in_order() -> None:
    rules = [ground.value for ground in StatusRule]
    table = (sys.modules[action_statuses.__module__].__doc__ or "").partition("Rule  State")[2]
    assert re.findall(r"(?m)^(L\d+) ", table) == rules
    page = (REPOSITORY / "docs" / "lage.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\| (L\d+) ", page) == rules
