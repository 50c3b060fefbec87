"""PT401-PT406: dates that fit together, and what was to be done by now."""

from __future__ import annotations

from datetime import date

import pytest

from policytrace.checks.engine import run
from policytrace.checks.registry import Context
from policytrace.plan.graph import Graph
from policytrace.schema.roles import ADOPTED_ROLES, Role
from policytrace.schema.vocabulary import Status
from policytrace.settings import Settings
from policytrace.severity import Severity
from tests.plan_builder import TODAY, blamed, changed, english, findings_of, item, plan

BEFORE, AFTER = "2027-01-14", "2027-01-16"
"""The days round `TODAY`."""

LEAP_DAY, DAY_AFTER = date(2028, 2, 29), date(2028, 3, 1)

# ----------------------------------------------------------- PT401 an impossible order


@pytest.mark.parametrize(
    ("first", "last"),
    [("valid_from", "valid_to"), ("starts", "due"), ("starts", "next_follow_up")],
)
class TestOrder:
    """Two dates of one object."""

    def test_backwards(self, first: str, last: str) -> None:
        graph = plan(item("ATG-A", Role.ACTION, **{first: "2027-03-02", last: "2027-03-01"}))
        [found] = findings_of("PT401", graph)
        assert (found.item, found.severity) == ("ATG-A", Severity.ERROR)
        assert english(found.message) == f":{first}: 2027-03-02 comes after :{last}: 2027-03-01."

    def test_the_same_day(self, first: str, last: str) -> None:
        graph = plan(item("ATG-A", Role.ACTION, **{first: "2027-03-01", last: "2027-03-01"}))
        assert blamed("PT401", graph) == []

    def test_from_a_leap_day_to_the_next(self, first: str, last: str) -> None:
        graph = plan(item("ATG-A", Role.ACTION, **{first: "2028-02-29", last: "2028-03-01"}))
        assert blamed("PT401", graph) == []

    def test_only_one_of_them(self, first: str, last: str) -> None:
        assert blamed("PT401", plan(item("ATG-A", Role.ACTION, **{first: "2027-03-01"}))) == []
        assert blamed("PT401", plan(item("ATG-A", Role.ACTION, **{last: "2027-03-01"}))) == []

    @pytest.mark.parametrize("wrong", ["2027-02-29", "2028-02-30", "2028", "soon", ""])
    def test_what_is_no_date_is_left_to_the_form(self, first: str, last: str, wrong: str) -> None:
        graph = plan(item("ATG-A", Role.ACTION, **{first: wrong, last: "2027-03-01"}))
        assert blamed("PT401", graph) == []


def test_a_follow_up_is_about_no_time_after_it_was_made() -> None:
    made = item("UPF-A", Role.FOLLOW_UP, date="2027-01-10", period_end="2027-01-11")
    assert blamed("PT401", plan(made)) == ["UPF-A"]
    in_order = item("UPF-A", Role.FOLLOW_UP, date="2027-01-10", period_end="2027-01-10")
    assert blamed("PT401", plan(in_order)) == []


def test_each_pair_that_is_backwards_is_a_finding() -> None:
    action = item(
        "ATG-A", Role.ACTION, starts="2027-03-02", due="2027-03-01", next_follow_up="2027-03-01"
    )
    assert blamed("PT401", plan(action)) == ["ATG-A", "ATG-A"]


@pytest.mark.parametrize("role", [Role.STRATEGY, Role.ORGANISATION, Role.PLAN, Role.WAIVER])
def test_a_period_of_anything_must_begin_before_it_ends(role: Role) -> None:
    graph = plan(item("XXX-A", role, valid_from="2027-03-02", valid_to="2027-03-01"))
    assert blamed("PT401", graph) == ["XXX-A"]


def in_plan(**dates: str) -> Graph:
    """An action with these dates in a plan of 2027."""
    return plan(
        item("HPL-A", Role.PLAN, valid_from="2027-01-01", valid_to="2027-12-31"),
        item("ATG-A", Role.ACTION, part_of="HPL-A", **dates),
    )


@pytest.mark.parametrize(
    "dates",
    [
        {"starts": "2027-12-31"},
        {"due": "2027-01-01"},
        {"starts": "2026-06-01", "due": "2028-06-01"},
        {"starts": "2026-12-31"},
        {"due": "2028-01-01"},
        {},
    ],
)
def test_an_action_that_is_worked_on_while_its_plan_is_in_force(dates: dict[str, str]) -> None:
    assert blamed("PT401", in_plan(**dates)) == []


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"starts": "2028-01-01"}, ":starts: 2028-01-01 lies outside the plan HPL-A"),
        ({"due": "2026-12-31"}, ":due: 2026-12-31 lies outside the plan HPL-A"),
    ],
)
def test_an_action_outside_its_plan(dates: dict[str, str], said: str) -> None:
    [found] = findings_of("PT401", in_plan(**dates))
    assert found.item == "ATG-A"
    assert said in english(found.message)


def test_an_action_in_two_plans_is_asked_about_each() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, valid_from="2027-01-01", valid_to="2027-12-31"),
        item("HPL-B", Role.PLAN, valid_from="2028-01-01", valid_to="2028-12-31"),
        item("ATG-A", Role.ACTION, part_of=("HPL-A", "HPL-B"), starts="2028-02-01"),
    )
    [found] = findings_of("PT401", graph)
    assert found.message.values["plan"] == "HPL-A"


def test_an_action_that_is_part_of_another_is_not_bound_by_its_dates() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, starts="2027-01-01", due="2027-12-31"),
        item("ATG-B", Role.ACTION, part_of="ATG-A", starts="2028-02-01"),
    )
    assert blamed("PT401", graph) == []


# ------------------------------------------------------- PT402, PT403 what has passed

PASSING = [("PT402", "next_follow_up"), ("PT403", "due")]
"""The rules on time that has passed, and the day that each asks about."""


@pytest.mark.parametrize(("code", "day"), PASSING)
class TestPassed:
    """What both rules on time that has passed have in common."""

    def test_the_day_before(self, code: str, day: str) -> None:
        graph = plan(item("ATG-A", Role.ACTION, **{day: BEFORE}))
        [found] = findings_of(code, graph)
        assert (found.item, found.severity) == ("ATG-A", Severity.WARNING)
        assert BEFORE in english(found.message)

    def test_today(self, code: str, day: str) -> None:
        assert blamed(code, plan(item("ATG-A", Role.ACTION, **{day: TODAY.isoformat()}))) == []

    def test_the_day_after(self, code: str, day: str) -> None:
        assert blamed(code, plan(item("ATG-A", Role.ACTION, **{day: AFTER}))) == []

    def test_a_leap_day(self, code: str, day: str) -> None:
        graph = plan(item("ATG-A", Role.ACTION, **{day: "2028-02-29"}))
        assert blamed(code, graph, today=LEAP_DAY) == []
        assert blamed(code, graph, today=DAY_AFTER) == ["ATG-A"]

    def test_a_leap_day_of_a_year_that_has_none_is_left_to_the_form(
        self, code: str, day: str
    ) -> None:
        assert blamed(code, plan(item("ATG-A", Role.ACTION, **{day: "2026-02-29"}))) == []

    @pytest.mark.parametrize("status", [Status.DONE, Status.CANCELLED])
    def test_what_is_over(self, code: str, day: str, status: Status) -> None:
        assert blamed(code, plan(item("ATG-A", Role.ACTION, status=status, **{day: BEFORE}))) == []

    @pytest.mark.parametrize("status", [None, Status.PROPOSED, Status.DECIDED, Status.IN_PROGRESS])
    def test_what_is_not_over(self, code: str, day: str, status: Status | None) -> None:
        graph = plan(item("ATG-A", Role.ACTION, status=status, **{day: BEFORE}))
        assert blamed(code, graph) == ["ATG-A"]

    def test_is_an_error_when_time_is_strict(self, code: str, day: str) -> None:
        graph = plan(item("ATG-A", Role.ACTION, **{day: BEFORE}))
        [found] = findings_of(code, graph, strict_time=True)
        assert found.severity is Severity.ERROR

    def test_that_the_plan_has_ended_changes_nothing(self, code: str, day: str) -> None:
        ended = item("HPL-A", Role.PLAN, valid_from="2026-01-01", valid_to="2026-12-31")
        late, soon = (
            item(one, Role.ACTION, part_of="HPL-A", **{day: when})
            for one, when in (("ATG-A", BEFORE), ("ATG-B", AFTER))
        )
        assert blamed(code, plan(ended, late, soon)) == ["ATG-A"]


@pytest.mark.parametrize("code", ["PT402", "PT403"])
@pytest.mark.parametrize(
    ("set_to", "ordinary", "strict"),
    [
        (Severity.ERROR, Severity.ERROR, Severity.ERROR),
        (Severity.WARNING, Severity.WARNING, Severity.ERROR),
        (Severity.INFO, Severity.INFO, Severity.ERROR),
        (None, None, None),
    ],
)
def test_strict_time_raises_what_the_project_has_set_and_leaves_off_what_is_off(
    code: str, set_to: Severity | None, ordinary: Severity | None, strict: Severity | None
) -> None:
    graph = plan(item("ATG-A", Role.ACTION, due=BEFORE, next_follow_up=BEFORE))
    for strict_time, expected in ((False, ordinary), (True, strict)):
        context = Context(today=TODAY, strict_time=strict_time)
        found = run(graph, Settings(severities={code: set_to}), context)
        weights = [one.severity for one in found if one.code == code]
        assert weights == ([] if expected is None else [expected])


# ------------------------------------------------------------- PT402 the next follow-up


def followed_up_on(*days: str) -> Graph:
    """An action that was to be followed up the day before today, and was on `days`."""
    made = (
        item(f"UPF-{number}", Role.FOLLOW_UP, follows_up="ATG-A", **({"date": day} if day else {}))
        for number, day in enumerate(days)
    )
    return plan(item("ATG-A", Role.ACTION, next_follow_up=BEFORE), *made)


@pytest.mark.parametrize("days", [[BEFORE], [AFTER], ["2026-01-01", TODAY.isoformat()]])
def test_a_follow_up_made_on_the_day_or_later_counts(days: list[str]) -> None:
    assert blamed("PT402", followed_up_on(*days)) == []


@pytest.mark.parametrize("days", [[], ["2027-01-13"], ["2026-01-01", "2026-06-01"], [""]])
def test_a_follow_up_made_before_the_day_or_on_no_day_does_not(days: list[str]) -> None:
    assert blamed("PT402", followed_up_on(*days)) == ["ATG-A"]


def test_a_follow_up_of_something_else_does_not_count() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, next_follow_up=BEFORE),
        item("UPF-A", Role.FOLLOW_UP, follows_up="ATG-B", date=AFTER),
    )
    assert blamed("PT402", graph) == ["ATG-A"]


@pytest.mark.parametrize("role", [Role.PRIORITY, Role.GOAL, Role.PLAN, Role.STRATEGY])
def test_everything_with_a_day_for_its_follow_up_is_asked_about(role: Role) -> None:
    assert blamed("PT402", plan(item("XXX-A", role, next_follow_up=BEFORE))) == ["XXX-A"]


@pytest.mark.parametrize("role", sorted(ADOPTED_ROLES))
def test_a_status_does_not_free_the_adopted_text_from_its_follow_up(role: Role) -> None:
    graph = plan(item("XXX-A", role, status=Status.CANCELLED, next_follow_up=BEFORE))
    assert blamed("PT402", graph) == ["XXX-A"]


def test_the_hint_says_how_a_follow_up_is_recorded() -> None:
    [found] = findings_of("PT402", plan(item("ATG-A", Role.ACTION, next_follow_up=BEFORE)))
    assert "(follow_up) with :follows_up: ATG-A" in english(found.hint)


# -------------------------------------------------------------- PT403 the action's end


@pytest.mark.parametrize(
    "role", sorted(set(Role) - {Role.ACTION, Role.MILESTONE}), ids=lambda role: role.value
)
def test_only_actions_and_milestones_can_be_late(role: Role) -> None:
    assert blamed("PT403", plan(item("XXX-A", role, due=BEFORE))) == []


def test_an_action_that_is_late_is_late_even_if_it_was_followed_up() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, due=BEFORE),
        item("UPF-A", Role.FOLLOW_UP, follows_up="ATG-A", date=AFTER),
    )
    assert blamed("PT403", graph) == ["ATG-A"]


# ------------------------------------------------------- PT404 done, and never followed up

DONE = item("ATG-A", Role.ACTION, status=Status.DONE)


def test_an_action_that_is_done_and_never_followed_up() -> None:
    [found] = findings_of("PT404", plan(DONE))
    assert (found.item, found.severity) == ("ATG-A", Severity.ERROR)
    assert "(follow_up) with :follows_up: ATG-A" in english(found.hint)


def test_an_action_that_is_done_and_followed_up() -> None:
    graph = plan(DONE, item("UPF-A", Role.FOLLOW_UP, follows_up="ATG-A", date="2026-01-01"))
    assert blamed("PT404", graph) == []


def test_a_follow_up_of_the_plan_is_none_of_its_actions() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN),
        *changed([DONE], "ATG-A", part_of="HPL-A"),
        item("UPF-A", Role.FOLLOW_UP, follows_up="HPL-A", date="2026-01-01"),
    )
    assert blamed("PT404", graph) == ["ATG-A"]


@pytest.mark.parametrize("status", [None, *sorted(set(Status) - {Status.DONE})])
def test_an_action_that_is_not_done_need_not_have_been_followed_up(status: Status | None) -> None:
    assert blamed("PT404", plan(item("ATG-A", Role.ACTION, status=status))) == []


@pytest.mark.parametrize("role", [Role.PLAN, Role.INDICATOR, Role.ANALYSIS])
def test_only_actions_must_have_been_followed_up(role: Role) -> None:
    assert blamed("PT404", plan(item("XXX-A", role, status=Status.DONE))) == []


# ------------------------------------------------------------------ a plan that has ended


@pytest.mark.parametrize("strict_time", [False, True])
@pytest.mark.parametrize("code", ["PT401", "PT402", "PT403", "PT404"])
def test_that_a_plan_has_ended_is_no_finding(code: str, *, strict_time: bool) -> None:
    graph = plan(item("HPL-A", Role.PLAN, valid_from="2025-01-01", valid_to="2026-12-31"))
    assert blamed(code, graph, strict_time=strict_time) == []


@pytest.mark.parametrize(
    ("code", "key", "strict_time"),
    [
        ("PT402", "next_follow_up", False),
        ("PT402", "next_follow_up", True),
        ("PT403", "due", False),
        ("PT403", "due", True),
    ],
)
def test_nobody_is_late_with_a_proposal(code: str, key: str, *, strict_time: bool) -> None:
    proposed = item("ATG-A", Role.ACTION, status=Status.PROPOSED, **{key: BEFORE})
    [found] = findings_of(code, plan(proposed), strict_time=strict_time)
    assert found.severity is (Severity.ERROR if strict_time else Severity.WARNING)
    assert english(found.message) == (
        "“Title of ATG-A” is a proposal that nobody has decided, and its proposed day in "
        f":{key}: has passed: 2027-01-14."
    )


# ------------------------------------------- PT405 a judgement that says too little, or has ended

JUDGEMENT = {
    "state": "i riskzonen",
    "state_reason": "No room",
    "state_by": "The board",
    "state_until": "2027-01-15",
}


class TestJudgement:
    """What somebody has judged of how it goes."""

    @pytest.mark.parametrize("role", [Role.ACTION, Role.PLAN, Role.PRIORITY])
    def test_it_holds_on_its_last_day(self, role: Role) -> None:
        assert blamed("PT405", plan(item("ONE-A", role, **JUDGEMENT))) == []

    @pytest.mark.parametrize("lacking", JUDGEMENT)
    def test_each_part_is_needed(self, lacking: str) -> None:
        given = {name: value for name, value in JUDGEMENT.items() if name != lacking}
        [found] = findings_of("PT405", plan(item("ATG-A", Role.ACTION, **given)))
        assert found.severity is Severity.ERROR
        assert english(found.message) == f"The judgement on “Title of ATG-A” lacks :{lacking}:."

    @pytest.mark.parametrize(
        ("strict", "severity"), [(False, Severity.WARNING), (True, Severity.ERROR)]
    )
    def test_time_alone_ends_it_without_stopping_a_build(
        self, *, strict: bool, severity: Severity
    ) -> None:
        ended = item("ATG-A", Role.ACTION, **{**JUDGEMENT, "state_until": BEFORE})
        [found] = findings_of("PT405", plan(ended), strict_time=strict)
        assert found.severity is severity
        assert english(found.message) == (
            "The judgement on “Title of ATG-A” held until 2027-01-14."
        )

    @pytest.mark.parametrize(
        ("role", "status", "expected"),
        [
            (Role.ACTION, None, ["ONE-A"]),
            (Role.ACTION, Status.PROPOSED, ["ONE-A"]),
            (Role.PLAN, Status.PROPOSED, ["ONE-A"]),
            (Role.ACTION, Status.IN_PROGRESS, []),
            (Role.PRIORITY, Status.PROPOSED, []),
        ],
    )
    def test_a_proposal_cannot_be_on_plan(
        self, role: Role, status: Status | None, expected: list[str]
    ) -> None:
        judged = item("ONE-A", role, status=status, **{**JUDGEMENT, "state": "enligt plan"})
        assert blamed("PT405", plan(judged)) == expected

    @pytest.mark.parametrize("state", ["ej startad", "i riskzonen", "försenad"])
    @pytest.mark.parametrize("role", [Role.ACTION, Role.PLAN])
    def test_a_proposal_cannot_be_judged_at_all(self, role: Role, state: str) -> None:
        judged = {**JUDGEMENT, "state": state}
        [found] = findings_of("PT405", plan(item("ONE-A", role, status=Status.PROPOSED, **judged)))
        assert english(found.message) == (
            "“Title of ONE-A” is a proposal that nobody has decided, so there is nothing to judge."
        )

    def test_only_what_has_a_state_can_be_judged(self) -> None:
        [found] = findings_of("PT405", plan(item("IND-A", Role.INDICATOR, **JUDGEMENT)))
        assert english(found.hint) == "Take the judgement away."

    def test_what_nobody_has_judged_is_not_asked(self) -> None:
        assert blamed("PT405", plan(item("ATG-A", Role.ACTION))) == []


# ------------------------------------------------------- PT406 what happens later

PAST = [Role.FOLLOW_UP, Role.ANALYSIS, Role.DECISION, Role.OPINION]


@pytest.mark.parametrize("role", PAST)
def test_what_has_happened_tomorrow(role: Role) -> None:
    [found] = findings_of("PT406", plan(item("XXX-A", role, date=AFTER)))
    assert (found.item, found.severity) == ("XXX-A", Severity.ERROR)
    assert english(found.message) == (
        f"“Title of XXX-A” ({role}) is dated 2027-01-16, which is after 2027-01-15."
    )


@pytest.mark.parametrize("role", PAST)
@pytest.mark.parametrize("day", ["", BEFORE, TODAY.isoformat(), "2027-02-30"])
def test_what_has_happened_by_today_or_on_no_day(role: Role, day: str) -> None:
    assert blamed("PT406", plan(item("XXX-A", role, date=day))) == []


@pytest.mark.parametrize("role", sorted(set(Role) - set(PAST)))
def test_only_what_tells_of_the_past_is_asked(role: Role) -> None:
    graph = plan(item("XXX-A", role, date=AFTER, starts=AFTER, due=AFTER, next_follow_up=AFTER))
    assert blamed("PT406", graph) == []


@pytest.mark.parametrize("role", PAST)
def test_a_status_is_no_way_round(role: Role) -> None:
    graph = plan(item("XXX-A", role, date=AFTER, status=Status.CANCELLED))
    assert blamed("PT406", graph) == ["XXX-A"]


def test_what_was_in_the_future_is_not_when_the_day_comes() -> None:
    graph = plan(item("UPF-A", Role.FOLLOW_UP, date=AFTER))
    assert blamed("PT406", graph, today=date(2027, 1, 16), strict_time=True) == []
