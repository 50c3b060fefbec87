"""PT110: what goes on does not hang on what has come to its end."""

from __future__ import annotations

from datetime import date

import pytest

from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.severity import Severity
from tests.plan_builder import (
    COMPLETE,
    all_findings,
    blamed,
    changed,
    english,
    findings_of,
    item,
    plan,
)

GOES_ON = [None, Status.PROPOSED, Status.DECIDED, Status.IN_PROGRESS]


@pytest.mark.parametrize("status", GOES_ON)
@pytest.mark.parametrize("end", [Status.CANCELLED, Status.DONE])
def test_an_action_that_goes_on_in_a_plan_that_does_not(end: Status, status: Status | None) -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=end),
        item("ATG-A", Role.ACTION, status=status, part_of="HPL-A"),
    )
    [found] = findings_of("PT110", graph)
    assert (found.item, found.severity) == ("ATG-A", Severity.ERROR)
    word = "cancelled" if end is Status.CANCELLED else "done"
    assert english(found.message) == (
        f"“Title of ATG-A” goes on, but HPL-A (“Title of HPL-A”) is {word}."
    )
    assert english(found.hint) == (
        "Write something that goes on in :part_of:, or :status: avbruten here too."
    )


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.DONE])
def test_what_has_ended_itself_is_not_asked(status: Status) -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=Status.CANCELLED),
        item("ATG-A", Role.ACTION, status=status, part_of="HPL-A"),
    )
    assert blamed("PT110", graph) == []


def test_the_finding_stands_where_the_chain_breaks() -> None:
    graph = plan(
        item("STR-A", Role.STRATEGY, status=Status.CANCELLED),
        item("PRI-A", Role.PRIORITY, part_of="STR-A"),
        item("HPL-A", Role.PLAN, part_of="PRI-A"),
        item("HPL-B", Role.PLAN, part_of="HPL-A"),
        item("ATG-A", Role.ACTION, part_of="HPL-B", contributes_to="MAL-A"),
        item("MAL-A", Role.GOAL, part_of="STR-A"),
    )
    assert blamed("PT110", graph) == ["HPL-A"]


def test_a_plan_under_a_replaced_strategy_is_told_what_has_come_instead() -> None:
    graph = plan(
        item("STR-A", Role.STRATEGY),
        item("STR-B", Role.STRATEGY, replaces="STR-A"),
        item("HPL-A", Role.PLAN, part_of="STR-A"),
    )
    [found] = findings_of("PT110", graph)
    assert english(found.hint) == (
        "Write what goes on instead in :part_of:: STR-B, or what belongs to it."
    )


def test_nothing_is_asked_of_the_text_of_a_replaced_strategy() -> None:
    graph = plan(
        item("STR-A", Role.STRATEGY, owner="ORG-A"),
        item("STR-B", Role.STRATEGY, replaces="STR-A"),
        item("MAL-A", Role.GOAL, part_of="STR-A"),
        item("PRI-A", Role.PRIORITY, part_of="STR-A"),
        item("GRP-A", Role.TARGET_GROUP, part_of="STR-A"),
        item("NYF-A", Role.KEY_FACTOR, part_of="STR-A"),
        item("ORG-A", Role.ORGANISATION),
    )
    assert all_findings(graph) == []


@pytest.mark.parametrize(
    ("role", "key", "target"),
    [
        (Role.ACTION, "measured_by", Role.INDICATOR),
        (Role.PRIORITY, "measured_by", Role.INDICATOR),
        (Role.PRIORITY, "owner", Role.ORGANISATION),
        (Role.ACTION, "participant", Role.ORGANISATION),
        (Role.ACTION, "contributes_to", Role.GOAL),
        (Role.ACTION, "uses", Role.KEY_FACTOR),
        (Role.PLAN, "concerns", Role.TARGET_GROUP),
        (Role.PLAN, "decided_by", Role.DECISION),
    ],
)
def test_a_link_to_what_is_replaced(role: Role, key: str, target: Role) -> None:
    graph = plan(
        item("XXX-A", role, **{key: ("YYY-A", "YYY-C")}),
        item("YYY-A", target),
        item("YYY-B", target, replaces="YYY-A"),
        item("YYY-C", target),
    )
    [found] = findings_of("PT110", graph)
    assert found.item == "XXX-A"
    assert english(found.message) == (
        f":{key}: points to YYY-A, but YYY-A (“Title of YYY-A”) is replaced by YYY-B."
    )


@pytest.mark.parametrize(
    ("role", "key", "target"),
    [
        (Role.FOLLOW_UP, "follows_up", Role.PLAN),
        (Role.ANALYSIS, "analyses", Role.PLAN),
        (Role.OPINION, "opinion_on", Role.PLAN),
        (Role.PLAN, "reported_in", Role.DECISION),
    ],
)
def test_what_tells_of_the_past_may_link_to_it(role: Role, key: str, target: Role) -> None:
    graph = plan(
        item("XXX-A", role, **{key: "YYY-A"}),
        item("YYY-A", target),
        item("YYY-B", target, replaces="YYY-A"),
    )
    assert blamed("PT110", graph) == []


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.DONE])
def test_what_has_ended_may_link_to_it(status: Status) -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, status=status, measured_by="IND-A"),
        item("IND-A", Role.INDICATOR),
        item("IND-B", Role.INDICATOR, replaces="IND-A"),
    )
    assert blamed("PT110", graph) == []


def test_a_cancelled_measure_is_told_once_by_the_rule_that_asks_for_one() -> None:
    graph = plan(*changed(COMPLETE, "IND-A", status=Status.CANCELLED, reason="Nobody counts it"))
    assert sorted(all_findings(graph)) == [("PT202", "PRI-A"), ("PT209", "ATG-A")]


def test_a_cancelled_measure_beside_one_that_is_not() -> None:
    items = changed(COMPLETE, "PRI-A", measured_by=("IND-A", "IND-B"))
    items = changed(items, "ATG-A", measured_by=("IND-A", "IND-B"))
    dropped = item("IND-B", Role.INDICATOR, status=Status.CANCELLED, reason="Nobody counts it")
    assert all_findings(plan(*items, dropped)) == []


def test_what_no_rule_asks_for_is_told_when_all_of_it_is_cancelled() -> None:
    graph = plan(
        item("MAL-A", Role.GOAL, measured_by="IND-A"),
        item("IND-A", Role.INDICATOR, status=Status.CANCELLED),
    )
    assert blamed("PT110", graph) == ["MAL-A"]


def test_a_cancelled_plan_carries_no_promise() -> None:
    graph = plan(*changed(COMPLETE, "HPL-A", status=Status.CANCELLED, reason="No longer needed"))
    found = all_findings(graph)
    assert ("PT110", "ATG-A") in found
    assert {code for code, _ in found} == {"PT101", "PT106", "PT107", "PT110"}


class TestOutOfTime:
    """What lasts longer than what it is part of."""

    GRAPH = plan(
        item("HPL-A", Role.PLAN, valid_to="2026-12-31"),
        item("ATG-A", Role.ACTION, part_of="HPL-A", due="2027-06-30"),
    )

    def test_a_warning_since_time_alone_stops_no_build(self) -> None:
        [found] = findings_of("PT110", self.GRAPH)
        assert (found.item, found.severity) == ("ATG-A", Severity.WARNING)

    def test_an_error_with_strict_time(self) -> None:
        [found] = findings_of("PT110", self.GRAPH, strict_time=True)
        assert found.severity is Severity.ERROR

    def test_the_last_day_is_still_in_time(self) -> None:
        assert blamed("PT110", self.GRAPH, today=date(2026, 12, 31)) == []

    def test_what_is_late_itself_is_told_by_another_rule(self) -> None:
        assert blamed("PT110", self.GRAPH, today=date(2027, 7, 1)) == []


def test_an_owner_that_is_replaced_from_a_day_is_not_valid_after_it() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY, owner="ORG-A", next_follow_up="2028-01-01"),
        item("PRI-B", Role.PRIORITY, owner="ORG-A", next_follow_up="2027-12-31"),
        item("ORG-A", Role.ORGANISATION),
        item("ORG-B", Role.ORGANISATION, replaces="ORG-A", valid_from="2028-01-01"),
    )
    assert blamed("PT206", graph) == ["PRI-A"]
    assert blamed("PT110", graph) == []
