"""How it goes with actions, plans and priorities: each rule of the table, and its edges."""

from __future__ import annotations

import re
import sys
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from policytrace.indicators.tables import Sex
from policytrace.indicators.verdicts import Assessment, Measure, Verdict
from policytrace.messages import message
from policytrace.model import FieldName, Graph, Item, Role, Status
from policytrace.progress import STATES, Ground, Progress, State, judgement_of, progress
from policytrace.tracing import actions_by_plan, actions_by_priority
from tests.plan_builder import english, item, plan

REPOSITORY = Path(__file__).parents[1]
TODAY = date(2027, 6, 1)
YESTERDAY, TOMORROW = "2027-05-31", "2027-06-02"
JUDGED = {
    "state": "i riskzonen",
    "state_reason": "The room is not ready",
    "state_by": "The board",
    "state_until": "2027-06-01",
}


def verdict(found: Verdict, *, known: Verdict | None = None, **changes: str) -> Assessment:
    return Assessment(
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


def all_progress(graph: Graph, **verdicts: Assessment) -> dict[str, Progress]:
    standings = {key.replace("_", "-"): (value,) for key, value in verdicts.items()}
    return dict(
        progress(
            graph,
            TODAY,
            MappingProxyType(standings),
            {**actions_by_plan(graph), **actions_by_priority(graph)},
        )
    )


def action(item_id: str = "ATG-A", **values: object) -> Item:
    given: dict[str, object] = {"starts": "2027-09-01", "due": "2028-06-30", **values}
    status = given.pop("status", Status.PROPOSED)
    assert status is None or isinstance(status, Status)
    texts = {key: value for key, value in given.items() if isinstance(value, (str, tuple))}
    return item(item_id, Role.ACTION, status=status, **texts)


def of_action(*others: Item, **values: object) -> tuple[State, str]:
    found = all_progress(plan(action(**values), *others))["ATG-A"]
    return found.state, found.ground.value


BEGUN = {"status": Status.IN_PROGRESS, "starts": "2027-01-01"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({}, (State.NOT_STARTED, "L13"), id="proposal"),
        pytest.param({"status": None}, (State.NOT_STARTED, "L13"), id="no-status"),
        pytest.param({"starts": ""}, (State.NOT_STARTED, "L13"), id="no-first-day"),
        pytest.param({"status": Status.DECIDED}, (State.NOT_STARTED, "L13"), id="decided"),
        pytest.param({"starts": "2027-06-01"}, (State.NOT_STARTED, "L13"), id="starts-today"),
        pytest.param({"starts": YESTERDAY}, (State.AT_RISK, "L10"), id="proposal-start-passed"),
        pytest.param(
            {"status": Status.DECIDED, "starts": YESTERDAY},
            (State.AT_RISK, "L10"),
            id="decided-start-passed",
        ),
        pytest.param({"due": "2027-08-30"}, (State.AT_RISK, "L11"), id="due-in-90-days"),
        pytest.param({"due": "2027-08-31"}, (State.NOT_STARTED, "L13"), id="due-in-91-days"),
        pytest.param({"due": YESTERDAY}, (State.LATE, "L4"), id="proposal-late"),
        pytest.param({**BEGUN, "due": "2027-06-01"}, (State.ON_PLAN, "L15"), id="due-today"),
        pytest.param({**BEGUN, "due": YESTERDAY}, (State.LATE, "L4"), id="late"),
        pytest.param({**BEGUN, "due": TOMORROW}, (State.ON_PLAN, "L15"), id="begun-due-soon"),
        pytest.param(BEGUN, (State.ON_PLAN, "L15"), id="begun"),
        pytest.param(
            {**BEGUN, "starts": TOMORROW}, (State.ON_PLAN, "L15"), id="begun-before-its-first-day"
        ),
        pytest.param(
            {**BEGUN, "next_follow_up": "2027-06-01"},
            (State.ON_PLAN, "L15"),
            id="follow-up-today",
        ),
        pytest.param(
            {**BEGUN, "next_follow_up": YESTERDAY}, (State.AT_RISK, "L8"), id="follow-up-overdue"
        ),
        pytest.param(
            {**BEGUN, "next_follow_up": "2027-03-03"},
            (State.AT_RISK, "L8"),
            id="follow-up-90-days-overdue",
        ),
        pytest.param(
            {**BEGUN, "next_follow_up": "2027-03-02"},
            (State.LATE, "L5"),
            id="follow-up-long-overdue",
        ),
        pytest.param(
            {"status": Status.DONE, "due": YESTERDAY, "next_follow_up": YESTERDAY},
            (State.DONE, "L2"),
            id="done",
        ),
        pytest.param(
            {"status": Status.CANCELLED, "due": YESTERDAY}, (State.CANCELLED, "L1"), id="cancelled"
        ),
    ],
)
def test_status_and_days_of_an_action_give_its_state(
    values: dict[str, object], expected: tuple[State, str]
) -> None:
    assert of_action(**values) == expected


@pytest.mark.parametrize("status", [None, Status.PROPOSED])
@pytest.mark.parametrize("days", range(-400, 400, 37))
def test_a_proposal_never_looks_as_if_it_had_begun(status: Status | None, days: int) -> None:
    day = (TODAY + timedelta(days=days)).isoformat()
    for name in ("starts", "due", "next_follow_up"):
        state, _ = of_action(status=status, **{name: day})
        assert state in (State.NOT_STARTED, State.AT_RISK, State.LATE)


def follow_up(said: str, day: str = YESTERDAY, number: int = 1, about: str = "ATG-A") -> Item:
    return item(f"UPF-{number}", Role.FOLLOW_UP, follows_up=about, date=day, assessment=said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("försenad", (State.LATE, "L6")),
        ("Försenad: lokalen saknas", (State.LATE, "L6")),
        ("i riskzonen, eftersom lokalen saknas", (State.AT_RISK, "L9")),
        ("enligt plan", (State.ON_PLAN, "L15")),
        ("klar", (State.ON_PLAN, "L15")),
        ("försenades inte", (State.ON_PLAN, "L15")),
        ("det går framåt, men kan bli försenad", (State.ON_PLAN, "L15")),
    ],
)
def test_the_latest_follow_up_counts_if_it_begins_with_a_state(
    said: str, expected: tuple[State, str]
) -> None:
    assert of_action(follow_up(said), **BEGUN) == expected


def test_only_the_latest_follow_up_counts() -> None:
    early, late = follow_up("försenad", "2027-03-01"), follow_up("enligt plan", "2027-04-01", 2)
    for order in ((early, late), (late, early)):
        found = all_progress(plan(action(**BEGUN), *order))["ATG-A"]
        assert found.follow_up is not None
        assert (found.state, found.follow_up.id) == (State.ON_PLAN, "UPF-2")


def test_a_follow_up_that_was_made_is_not_overdue() -> None:
    assert of_action(follow_up("enligt plan", YESTERDAY), **BEGUN, next_follow_up=YESTERDAY) == (
        State.ON_PLAN,
        "L15",
    )


MEASURED = item("IND-A", Role.INDICATOR)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (verdict(Verdict.WRONG_WAY), State.AT_RISK),
        (verdict(Verdict.OUTDATED, known=Verdict.WRONG_WAY), State.AT_RISK),
        (verdict(Verdict.TOO_SLOW), State.ON_PLAN),
        (verdict(Verdict.WRONG_WAY, group="60+"), State.ON_PLAN),
        (verdict(Verdict.WRONG_WAY, area="Elsewhere"), State.ON_PLAN),
    ],
)
def test_an_indicator_that_goes_the_wrong_way_is_a_risk_for_what_has_begun(
    found: Assessment, expected: State
) -> None:
    graph = plan(action(**BEGUN, measured_by="IND-A"), MEASURED)
    assert all_progress(graph, IND_A=found)["ATG-A"].state is expected


def test_an_indicator_says_nothing_of_what_has_not_begun() -> None:
    graph = plan(action(measured_by="IND-A"), MEASURED)
    found = all_progress(graph, IND_A=verdict(Verdict.WRONG_WAY))["ATG-A"]
    assert (found.state, found.ground) == (State.NOT_STARTED, Ground.NOT_BEGUN)
    assert found.going_wrong == ()


# ------------------------------------------------------------------------------- judgements


def test_a_judgement_goes_before_the_rules_and_both_are_told() -> None:
    found = all_progress(plan(action(**BEGUN, **JUDGED)))["ATG-A"]
    assert (found.state, found.ground.value, found.computed) == (
        State.AT_RISK,
        "L3",
        State.ON_PLAN,
    )
    assert found.judgement is not None
    assert found.judgement.function == "The board"


@pytest.mark.parametrize("lacking", ["state_reason", "state_by", "state_until"])
def test_a_judgement_that_lacks_something_does_not_hold(lacking: str) -> None:
    given = {name: value for name, value in JUDGED.items() if name != lacking}
    assert of_action(**BEGUN, **given) == (State.ON_PLAN, "L15")


def test_a_judgement_holds_on_its_last_day_and_not_after() -> None:
    judged = action(**BEGUN, **JUDGED)
    assert judgement_of(judged, TODAY) is not None
    assert judgement_of(judged, TODAY + timedelta(days=1)) is None


@pytest.mark.parametrize("state", ["klar", "avbruten", "bra"])
def test_what_is_decided_cannot_be_judged(state: str) -> None:
    assert judgement_of(action(**BEGUN, **{**JUDGED, "state": state}), TODAY) is None


def test_a_proposal_cannot_be_judged_to_be_on_plan() -> None:
    assert of_action(**{**JUDGED, "state": "enligt plan"}) == (State.NOT_STARTED, "L13")


@pytest.mark.parametrize(
    ("status", "expected"), [(Status.DONE, State.DONE), (Status.CANCELLED, State.CANCELLED)]
)
def test_a_judgement_does_not_go_before_what_is_decided(status: Status, expected: State) -> None:
    assert of_action(status=status, **JUDGED)[0] is expected


# ------------------------------------------------------------------------ plans, priorities

NOT_STARTED: dict[str, object] = {}
LATE: dict[str, object] = {"due": YESTERDAY}
RISKY: dict[str, object] = {"starts": YESTERDAY}
DONE: dict[str, object] = {"status": Status.DONE}
CANCELLED: dict[str, object] = {"status": Status.CANCELLED}


def of_whole(
    *actions: dict[str, object], role: Role = Role.PLAN, **values: object
) -> tuple[State, str]:
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
    return found.state, found.ground.value


@pytest.mark.parametrize("role", [Role.PLAN, Role.PRIORITY])
@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ((), (State.NOT_STARTED, "L13")),
        ((NOT_STARTED,) * 3, (State.NOT_STARTED, "L13")),
        ((CANCELLED,) * 2, (State.CANCELLED, "L1")),
        ((DONE, CANCELLED), (State.DONE, "L2")),
        ((DONE, NOT_STARTED), (State.ON_PLAN, "L15")),
        ((BEGUN, NOT_STARTED), (State.ON_PLAN, "L15")),
        ((LATE, *(BEGUN,) * 3), (State.LATE, "L7")),
        ((LATE, *(BEGUN,) * 4), (State.AT_RISK, "L12")),
        ((LATE, *(BEGUN,) * 2, *(CANCELLED,) * 4), (State.LATE, "L7")),
        ((RISKY, *(BEGUN,) * 3), (State.AT_RISK, "L12")),
        ((RISKY, *(BEGUN,) * 4), (State.ON_PLAN, "L15")),
        ((RISKY, *(NOT_STARTED,) * 4), (State.NOT_STARTED, "L13")),
    ],
)
def test_its_actions_give_the_state_of_a_plan_or_a_priority(
    role: Role, actions: tuple[dict[str, object], ...], expected: tuple[State, str]
) -> None:
    assert of_whole(*actions, role=role) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"status": Status.DONE}, (State.DONE, "L2")),
        ({"status": Status.CANCELLED}, (State.CANCELLED, "L1")),
        ({"valid_to": YESTERDAY}, (State.LATE, "L4")),
        ({"next_follow_up": YESTERDAY}, (State.AT_RISK, "L8")),
        ({"next_follow_up": "2027-01-01"}, (State.LATE, "L5")),
        ({"status": Status.PROPOSED}, (State.NOT_STARTED, "L13")),
        ({"status": Status.PROPOSED, "valid_from": YESTERDAY}, (State.AT_RISK, "L10")),
        ({"status": Status.DECIDED, "valid_from": YESTERDAY}, (State.ON_PLAN, "L15")),
        ({"measured_by": "IND-A"}, (State.AT_RISK, "L14")),
        (JUDGED, (State.AT_RISK, "L3")),
    ],
)
def test_a_plan_has_a_status_days_and_indicators_of_its_own(
    values: dict[str, object], expected: tuple[State, str]
) -> None:
    assert of_whole(BEGUN, BEGUN, **values) == expected


def test_the_status_of_a_priority_is_not_that_of_the_adopted_text() -> None:
    begun = of_whole(BEGUN, role=Role.PRIORITY, status=Status.CANCELLED)
    assert begun == (State.ON_PLAN, "L15")


def test_a_whole_counts_its_actions_by_state() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN),
        action("ATG-1", part_of="HPL-A"),
        action("ATG-2", part_of="HPL-A", **BEGUN),
        action("ATG-3", part_of="HPL-A"),
    )
    assert all_progress(graph)["HPL-A"].actions == ((State.NOT_STARTED, 2), (State.ON_PLAN, 1))


# ---------------------------------------------------------------------------------- in all


def test_the_rule_and_what_it_looked_at_are_told() -> None:
    graph = plan(
        action(**BEGUN, next_follow_up="2028-01-01", measured_by="IND-A"),
        MEASURED,
        follow_up("enligt plan"),
    )
    found = all_progress(graph, IND_A=verdict(Verdict.WRONG_WAY))["ATG-A"]
    assert found.days == (
        (FieldName.STARTS, "2027-01-01"),
        (FieldName.DUE, "2028-06-30"),
        (FieldName.NEXT_FOLLOW_UP, "2028-01-01"),
    )
    assert found.follow_up is not None
    assert found.going_wrong == (graph.items["IND-A"],)
    assert english(found.reason) == "At least one of its indicators goes the wrong way."


def test_every_state_has_a_name() -> None:
    assert STATES.keys() == set(State)


def test_the_table_and_its_page_name_every_rule_in_order() -> None:
    rules = [ground.value for ground in Ground]
    table = (sys.modules[progress.__module__].__doc__ or "").partition("Rule  State")[2]
    assert re.findall(r"(?m)^(L\d+) ", table) == rules
    page = (REPOSITORY / "docs" / "lage.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\| (L\d+) ", page) == rules
