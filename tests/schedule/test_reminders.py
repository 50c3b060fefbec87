"""Who is reminded of what: of all that is late and of what comes, and of no proposal's days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from policytrace.measure.tables import Row
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schedule.happenings import Happening
from policytrace.schedule.reminders import Lack, OwnerReminders, reminders_of
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.snapshot import Snapshot
from tests.measure.figures import figure
from tests.plan_builder import METAMODEL, TODAY, item, leading, measured, plan, values_of, with_id
from tests.plan_builder import measurements_of as known

SOCIAL = item("ORG-SN", Role.ORGANISATION, title="Socialnämnden")
BOARD = item("ORG-KS", Role.ORGANISATION, title="Kommunstyrelsen")
PLAN = item(
    "HPL-A", Role.PLAN, owner="ORG-KS", status=Status.DECIDED, valid_to="2030-12-31", title="Planen"
)


def days_from_now(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def action(status: Status = Status.IN_PROGRESS, **written: str) -> Item:
    said = {"part_of": "HPL-A", "owner": "ORG-SN", **written}
    return item("ATG-1", Role.ACTION, status=status, **said)


def snapshot_of(*items: Item, rows: tuple[Row, ...] = ()) -> Snapshot:
    graph = plan(*items, measurements=measured(values_of("IND-A", *rows)) if rows else None)
    return Snapshot(graph=graph, metamodel=METAMODEL, measurements=known(graph), today=TODAY)


def told(snapshot: Snapshot, days: int = 30) -> list[tuple[str, str, str, bool]]:
    """Whom, of which object, of what, and whether it is late."""
    return [
        (one.owner.id if one.owner else "", each.item.id, each.what, each.is_late)
        for one in reminders_of(snapshot, days).owners
        for each in one.all
    ]


@pytest.mark.parametrize(
    ("written", "what", "is_late"),
    [
        ({"due": days_from_now(0)}, Happening.ENDS, False),
        ({"due": days_from_now(30)}, Happening.ENDS, False),
        ({"due": days_from_now(-1)}, Happening.ENDS, True),
        ({"starts": days_from_now(3)}, Happening.BEGINS, False),
        ({"next_follow_up": days_from_now(1)}, Happening.FOLLOW_UP, False),
        ({"next_follow_up": days_from_now(-1)}, Happening.FOLLOW_UP, True),
    ],
)
def test_who_answers_for_it_is_reminded_of_its_days(
    written: dict[str, str], what: Happening, *, is_late: bool
) -> None:
    found = told(snapshot_of(PLAN, SOCIAL, BOARD, action(**written)))
    assert found == [("ORG-SN", "ATG-1", what, is_late)]


def test_what_comes_later_is_left_for_later() -> None:
    snapshot = snapshot_of(PLAN, SOCIAL, BOARD, action(due=days_from_now(31)))
    assert told(snapshot, 30) == []
    assert told(snapshot, 31) == [("ORG-SN", "ATG-1", Happening.ENDS, False)]


@pytest.mark.parametrize("days", [-400, -1, 0, 10])
@pytest.mark.parametrize("status", [Status.PROPOSED, Status.REFERRED])
def test_nobody_is_reminded_of_a_proposals_days(days: int, status: Status) -> None:
    day = days_from_now(days)
    proposal = action(status, due=day, starts=day, next_follow_up=day)
    step = item("DEL-1", Role.MILESTONE, part_of="ATG-1", due=day)
    target = item(
        *("IND-A", Role.INDICATOR),
        status=Status.PROPOSED,
        target_set="2027-01",
        target_set_by="ORG-KS",
    )
    plain = replace(PLAN, values={**item("X", Role.PLAN, status=status, valid_to=day).values})
    assert told(snapshot_of(plain, SOCIAL, BOARD, proposal, step, target)) == []


@pytest.mark.parametrize("status", [Status.DONE, Status.CANCELLED])
def test_what_is_over_reminds_nobody(status: Status) -> None:
    done = action(status, due=days_from_now(-5), next_follow_up=days_from_now(5))
    assert told(snapshot_of(PLAN, SOCIAL, BOARD, done)) == []


@pytest.mark.parametrize(("days", "is_late"), [(-2, True), (2, False)])
def test_a_referral_and_a_promised_answer_are_acted_on_although_it_is_a_proposal(
    days: int, *, is_late: bool
) -> None:
    day = days_from_now(days)
    sent = item(
        "HPL-B",
        Role.PLAN,
        owner="ORG-KS",
        status=Status.REFERRED,
        referral_ends=day,
        title="Utkast",
    )
    opinion = item("SYN-1", Role.OPINION, opinion_on="HPL-B", owner="ORG-SN", answer_due=day)
    assert told(snapshot_of(sent, SOCIAL, BOARD, opinion)) == [
        ("ORG-KS", "HPL-B", Happening.REFERRAL, is_late),
        ("ORG-SN", "SYN-1", Happening.ANSWER, is_late),
    ]


def test_an_answer_that_has_been_given_reminds_nobody() -> None:
    opinion = item(
        "SYN-1",
        Role.OPINION,
        owner="ORG-SN",
        answer_due=days_from_now(-3),
        answer="Tack, det gör vi.",
    )
    assert told(snapshot_of(SOCIAL, opinion)) == []


def indicator(**written: str) -> Item:
    said = {"owner": "ORG-KS", "unit": "procent", "interval": "varje år", **written}
    return item("IND-A", Role.INDICATOR, status=Status.PROPOSED, **said)


def test_figures_that_are_old_are_to_be_renewed_also_of_a_proposed_measure() -> None:
    old = (figure("2019", "12"),)
    assert told(snapshot_of(BOARD, indicator(), rows=old)) == [
        ("ORG-KS", "IND-A", Lack.FIGURES, True)
    ]
    assert told(snapshot_of(BOARD, indicator(), rows=(figure("2026", "12"),))) == []


def test_while_a_day_is_said_for_the_next_value_that_is_what_is_told() -> None:
    old = (figure("2019", "12"),)
    soon = indicator(value_expected=days_from_now(7))
    assert told(snapshot_of(BOARD, soon, rows=old)) == [("ORG-KS", "IND-A", Happening.VALUE, False)]


def test_a_value_that_has_not_come_is_late_until_one_has() -> None:
    missed = indicator(value_expected=days_from_now(-7))
    before, after = (
        replace(figure("2026", "12"), retrieved=TODAY + timedelta(days=days)) for days in (-8, -7)
    )
    assert told(snapshot_of(BOARD, missed, rows=(before,))) == [
        ("ORG-KS", "IND-A", Happening.VALUE, True)
    ]
    assert told(snapshot_of(BOARD, missed, rows=(after,))) == []


def test_a_target_that_was_to_be_set_is_late_with_who_sets_it() -> None:
    decided = item(
        *("IND-A", Role.INDICATOR),
        owner="ORG-SN",
        status=Status.DECIDED,
        target_set="2026-12",
        target_set_by="ORG-KS",
    )
    assert told(snapshot_of(SOCIAL, BOARD, decided)) == [
        ("ORG-KS", "IND-A", Happening.TARGET, True)
    ]


def test_a_milestone_reminds_who_answers_for_its_action() -> None:
    step = item("DEL-1", Role.MILESTONE, part_of="ATG-1", due=days_from_now(-4))
    found = told(snapshot_of(PLAN, SOCIAL, BOARD, action(), step))
    assert found == [("ORG-SN", "DEL-1", Happening.MILESTONE, True)]


def test_a_waiver_that_ends_is_told_before_it_has_ended() -> None:
    waiver = item("UND-1", Role.WAIVER, owner="ORG-KS", valid_to=days_from_now(9))
    assert told(snapshot_of(BOARD, waiver)) == [("ORG-KS", "UND-1", Happening.ENDS, False)]


def test_a_judgement_that_it_is_late_has_no_day_but_a_reason() -> None:
    judged = action(
        state="försenad",
        state_reason="Ingen har tid.",
        state_by="Socialchefen",
        state_until="2027-12-31",
    )
    ((reminder,),) = (
        one.late for one in reminders_of(snapshot_of(PLAN, SOCIAL, BOARD, judged), 30).owners
    )
    assert (reminder.what, reminder.day) == (Lack.PROGRESS, None)
    assert reminder.reason is not None


def test_a_waiver_and_a_judgement_that_have_run_out_are_told() -> None:
    waiver = item("UND-1", Role.WAIVER, owner="ORG-KS", valid_to=days_from_now(-1))
    judged = action(state="försenad", state_reason="x", state_by="y", state_until=days_from_now(-2))
    assert told(snapshot_of(PLAN, SOCIAL, BOARD, waiver, judged)) == [
        ("ORG-KS", "UND-1", Happening.ENDS, True),
        ("ORG-SN", "ATG-1", Lack.JUDGEMENT, True),
    ]


def test_what_several_answer_for_reminds_each_and_what_nobody_does_comes_last() -> None:
    due = days_from_now(1)
    both = item("ATG-1", Role.ACTION, owner=("ORG-SN", "ORG-KS"), status=Status.DECIDED, due=due)
    alone = item("ATG-2", Role.ACTION, status=Status.DECIDED, due=due)
    found = told(snapshot_of(SOCIAL, BOARD, both, alone))
    assert [(who, what) for who, what, *_ in found] == [
        ("ORG-KS", "ATG-1"),
        ("ORG-SN", "ATG-1"),
        ("", "ATG-2"),
    ]


def test_one_can_be_asked_for() -> None:
    snapshot = snapshot_of(PLAN, SOCIAL, BOARD, action(due=days_from_now(1)))
    assert reminders_of(snapshot, 30, BOARD).owners == ()
    (only,) = reminders_of(snapshot, 30, SOCIAL).owners
    assert isinstance(only, OwnerReminders)
    assert only.owner is not None
    assert only.owner.id == "ORG-SN"


def test_the_oldest_comes_first_and_the_nearest() -> None:
    many = [
        item(
            f"ATG-{days}",
            Role.ACTION,
            owner="ORG-SN",
            status=Status.DECIDED,
            due=days_from_now(days),
        )
        for days in (5, -3, 1, -40)
    ]
    (only,) = reminders_of(snapshot_of(SOCIAL, *many), 30).owners
    assert [one.item.id for one in only.late] == ["ATG--40", "ATG--3"]
    assert [one.item.id for one in only.coming] == ["ATG-1", "ATG-5"]


def test_an_analysis_is_asked_for_while_a_plan_is_out_for_opinions() -> None:
    sent = item(
        "HPL-B", Role.PLAN, owner="ORG-KS", status=Status.REFERRED, referral_ends=days_from_now(9)
    )
    metamodel = replace(METAMODEL, analyses={"jämlikhet": Status.DECIDED})
    snapshot = Snapshot(graph=plan(sent, BOARD), metamodel=metamodel, today=TODAY)
    assert told(snapshot) == [
        ("ORG-KS", "HPL-B", Lack.ANALYSIS, False),
        ("ORG-KS", "HPL-B", Happening.REFERRAL, False),
    ]
    made = item(
        "ANA-1", Role.ANALYSIS, analyses="HPL-B", analysis_kind="jämlikhet", date="2027-01-02"
    )
    analysed = replace(snapshot, graph=plan(sent, BOARD, made))
    assert [what for _, _, what, _ in told(analysed)] == [Happening.REFERRAL]


def test_the_end_of_time_is_no_trouble() -> None:
    snapshot = replace(snapshot_of(SOCIAL), today=date.max)
    assert reminders_of(snapshot, 999).until == date.max
    empty = Snapshot(graph=Graph((), ()), metamodel=METAMODEL, today=TODAY)
    assert reminders_of(empty, 30).owners == ()


def test_a_reminder_is_the_same_one_when_its_object_or_owner_gets_another_id() -> None:
    def keys(snapshot: Snapshot) -> list[tuple[str, list[str]]]:
        owners = reminders_of(snapshot, 30).owners
        return [(one.first_id, [each.key for each in one.all]) for one in owners]

    before = (SOCIAL, PLAN, BOARD, action(due=days_from_now(-1), next_follow_up=days_from_now(9)))
    after = with_id(with_id(before, "ATG-1", "ATG-9"), "ORG-SN", "ORG-S")
    register = leading({"ATG-1": "ATG-9", "ORG-SN": "ORG-S"})
    assert keys(snapshot_of(*before)) == keys(replace(snapshot_of(*after), addresses=register))
    assert keys(snapshot_of(*before)) == [("ORG-SN", ["ATG-1/ends", "ATG-1/follow_up"])]
