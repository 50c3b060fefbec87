"""Referral: what has been sent out, until when, and which opinions came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policytrace.plan.model import Item
from policytrace.plan.referral import (
    asked_until,
    came_late,
    opinions_on,
    promised_and_late,
    referral_of,
    referrals,
)
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.vocabulary import Status
from tests.plan_builder import TODAY, item, plan

SENT = item("HPL-A", Role.PLAN, status=Status.REFERRED, referral_ends="2027-01-31")


def opinion(number: int, on: str | tuple[str, ...], **written: str) -> Item:
    return item(f"SYN-{number}", Role.OPINION, opinion_on=on, sender="enskild", **written)


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.REFERRED, None])
def test_what_is_proposed_in_a_plan_is_sent_out_with_it(status: Status | None) -> None:
    action = item("ATG-A", Role.ACTION, status=status, part_of="HPL-A")
    found = referral_of(plan(SENT, action), action)
    assert found is not None
    assert (found.item.id, found.last) == ("HPL-A", date(2027, 1, 31))


@pytest.mark.parametrize("status", [Status.DECIDED, Status.DONE, Status.CANCELLED])
def test_what_is_decided_is_not(status: Status) -> None:
    action = item("ATG-A", Role.ACTION, status=status, part_of="HPL-A")
    assert referral_of(plan(SENT, action), action) is None


def test_a_part_that_says_a_day_of_its_own_has_it() -> None:
    action = item(
        "ATG-A",
        Role.ACTION,
        status=Status.REFERRED,
        part_of="HPL-A",
        referral_begins="2027-02-01",
        referral_ends="2027-02-28",
    )
    graph = plan(SENT, action)
    found = referral_of(graph, action)
    assert found is not None
    assert (found.item.id, found.first, found.last) == (
        "ATG-A",
        date(2027, 2, 1),
        date(2027, 2, 28),
    )
    assert [one.item.id for one in referrals(graph)] == ["HPL-A", "ATG-A"]


def test_a_plan_is_not_sent_out_with_the_strategy() -> None:
    strategy = item("STR-A", Role.STRATEGY, status=Status.REFERRED, referral_ends="2027-01-31")
    goal = item("MAL-A", Role.GOAL, part_of="STR-A")
    proposed = item("HPL-B", Role.PLAN, status=Status.PROPOSED, part_of="STR-A")
    graph = plan(strategy, goal, proposed)
    assert referral_of(graph, proposed) is None
    found = referral_of(graph, goal)
    assert found is not None
    assert found.item.id == "STR-A"


def test_on_the_last_day_one_can_still_answer() -> None:
    found = referral_of(plan(SENT), SENT)
    assert found is not None
    assert not found.is_over(date(2027, 1, 31))
    assert found.is_over(date(2027, 2, 1))


def test_an_opinion_is_late_after_the_last_day_also_when_the_plan_is_decided() -> None:
    decided = replace(SENT, values={**SENT.values, FieldName.STATUS: Status.DECIDED})
    action = item("ATG-A", Role.ACTION, status=Status.DECIDED, part_of="HPL-A")
    on_the_day, after = (
        opinion(1, "ATG-A", date="2027-01-31"),
        opinion(2, "ATG-A", date="2027-02-01"),
    )
    graph = plan(decided, action, on_the_day, after)
    assert asked_until(graph, after) == date(2027, 1, 31)
    assert not came_late(graph, on_the_day)
    assert came_late(graph, after)
    assert [one.id for one in opinions_on(graph, [decided, action])] == ["SYN-1", "SYN-2"]


def test_an_opinion_on_what_was_never_sent_out_is_not_late() -> None:
    graph = plan(item("ATG-A", Role.ACTION), given := opinion(1, "ATG-A", date="2027-01-31"))
    assert not came_late(graph, given)


def test_an_opinion_on_several_things_is_told_once() -> None:
    one, other = item("ATG-A", Role.ACTION), item("ATG-B", Role.ACTION)
    graph = plan(one, other, opinion(1, ("ATG-A", "ATG-B")))
    assert [found.id for found in opinions_on(graph, [one, other])] == ["SYN-1"]


@pytest.mark.parametrize(
    ("written", "late"),
    [
        ({"answer_due": "2027-01-14"}, True),
        ({"answer_due": "2027-01-15"}, False),
        ({"answer_due": "2027-01-14", "answer": "Yes"}, False),
        ({}, False),
    ],
)
def test_a_promise_is_late_the_day_after(written: dict[str, str], *, late: bool) -> None:
    assert (promised_and_late(opinion(1, "HPL-A", **written), TODAY) is not None) is late
