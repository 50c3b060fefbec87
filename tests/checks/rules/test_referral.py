"""PT8xx about referral: late answers, last days, and whose opinion it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.severity import Severity
from tests.plan_builder import blamed, english, findings_of, item, plan


def opinion(**written: str) -> Item:
    given = {"opinion_on": "HPL-A", "sender": "enskild", "date": "2027-01-10"} | written
    return item("SYN-A", Role.OPINION, **given)


# ------------------------------------------------------------------------ PT802 a late answer


@pytest.mark.parametrize(
    ("strict_time", "severity"), [(False, Severity.WARNING), (True, Severity.ERROR)]
)
def test_a_promised_answer_is_late(severity: Severity, *, strict_time: bool) -> None:
    graph = plan(opinion(answer_due="2027-01-14"))
    [found] = findings_of("PT802", graph, strict_time=strict_time)
    assert found.severity is severity
    assert english(found.message) == "“Title of SYN-A” was to be answered by 2027-01-14."


@pytest.mark.parametrize(
    "written", [{"answer_due": "2027-01-15"}, {"answer_due": "2027-01-14", "answer": "Yes"}, {}]
)
def test_an_answer_that_is_given_or_not_yet_due_is_no_finding(written: dict[str, str]) -> None:
    assert blamed("PT802", plan(opinion(**written)), strict_time=True) == []


# ------------------------------------------------------------------------- PT803 the last day

ENDS = {"referral_ends": "2027-01-31"}


def test_what_is_sent_out_says_until_when() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=Status.REFERRED),
        item("HPL-B", Role.PLAN, status=Status.REFERRED, **ENDS),
        item("HPL-C", Role.PLAN, status=Status.PROPOSED),
        item("IND-A", Role.INDICATOR, status=Status.REFERRED),
    )
    assert blamed("PT803", graph) == ["HPL-A", "IND-A"]


def test_a_part_has_the_day_of_the_whole() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=Status.REFERRED, **ENDS),
        item("ATG-A", Role.ACTION, status=Status.REFERRED, part_of="HPL-A"),
    )
    assert blamed("PT803", graph) == []


def test_a_day_that_is_no_day_is_another_finding() -> None:
    graph = plan(item("HPL-A", Role.PLAN, status=Status.REFERRED, referral_ends="in spring"))
    assert blamed("PT803", graph) == []


@pytest.mark.parametrize(("key", "role"), [("valid_from", Role.PLAN), ("starts", Role.ACTION)])
def test_work_that_begins_before_the_last_day_is_a_warning(key: str, role: Role) -> None:
    early = item("X-A", role, status=Status.REFERRED, **ENDS, **{key: "2027-01-30"})
    same_day = item("X-B", role, status=Status.REFERRED, **ENDS, **{key: "2027-01-31"})
    [found] = findings_of("PT803", plan(early, same_day))
    assert (found.item, found.severity) == ("X-A", Severity.WARNING)


def test_what_is_decided_is_no_longer_a_question() -> None:
    sent = item("HPL-A", Role.PLAN, status=Status.REFERRED, decided_by="BES-A", **ENDS)
    [found] = findings_of("PT803", plan(sent, item("BES-A", Role.DECISION)))
    assert "yet says that it is decided" in english(found.message)


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.REFERRED])
def test_what_is_sent_out_needs_no_decision(status: Status) -> None:
    assert blamed("PT501", plan(item("HPL-A", Role.PLAN, status=status, **ENDS))) == []


def test_the_first_day_comes_before_the_last() -> None:
    graph = plan(item("HPL-A", Role.PLAN, referral_begins="2027-02-01", **ENDS))
    assert blamed("PT401", graph) == ["HPL-A"]


def test_an_answer_is_promised_for_a_day_after_the_opinion() -> None:
    graph = plan(opinion(date="2027-01-10", answer_due="2027-01-09"))
    assert blamed("PT401", graph) == ["SYN-A"]


def test_an_opinion_is_not_dated_in_the_future() -> None:
    assert blamed("PT406", plan(opinion(date="2027-01-16"))) == ["SYN-A"]


# ------------------------------------------------------------------------- PT804 whose it is


@pytest.mark.parametrize(
    ("sender", "because"),
    [
        ("Ada Exempel", "looks to be a person's name"),
        ("Enskild, 45 år, Västanfors", "says more of a private person"),
        ("Pensionärsrådet, info@exempel.se", "holds an address or a number"),
        ("Pensionärsrådet 0223-440 00", "holds an address or a number"),
    ],
)
def test_a_person_is_found(sender: str, because: str) -> None:
    [found] = findings_of("PT804", plan(opinion(sender=sender)))
    assert found.severity is Severity.ERROR
    assert because in english(found.message)


@pytest.mark.parametrize(
    "sender", ["enskild", "Enskild", "Pensionärsrådet", "Föreningen 1904", "Hela Människan"]
)
def test_a_body_and_a_private_person_are_none(sender: str) -> None:
    known = item("ORG-A", Role.ORGANISATION, title="Hela Människan")
    assert blamed("PT804", plan(known, opinion(sender=sender))) == []


@pytest.mark.parametrize("key", ["opinion_on", "sender", "date"])
def test_an_opinion_says_from_whom_on_what_and_when(key: str) -> None:
    graph = plan(replace(opinion(), values={}, links={}))
    assert any(f":{key}:" in english(found.message) for found in findings_of("PT804", graph))


def test_the_finding_does_not_repeat_the_name() -> None:
    [found] = findings_of("PT804", plan(opinion(sender="Ada Exempel")))
    assert "Ada" not in english(found.message) + english(found.hint)


def test_an_opinion_without_text_says_nothing() -> None:
    graph = plan(replace(opinion(), prose="\n"), replace(opinion(), id="SYN-B", prose="More.\n"))
    assert blamed("PT212", graph) == ["SYN-A"]
