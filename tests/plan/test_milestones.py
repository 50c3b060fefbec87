from __future__ import annotations

from datetime import date

import pytest

from policytrace.plan.graph import Graph
from policytrace.plan.milestones import (
    action_of,
    is_missed,
    milestones_of,
    missed_milestones,
    who_answers,
)
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from tests.plan_builder import blamed, findings_of, item, plan

TODAY = date(2027, 6, 1)
ACTION = item(
    "ATG-A",
    Role.ACTION,
    status=Status.IN_PROGRESS,
    starts="2027-01-15",
    due="2027-12-31",
    owner="ORG-A",
)


def step(number: int, day: str, **more: object) -> Item:
    return item(f"DEL-{number}", Role.MILESTONE, **{"part_of": "ATG-A", "due": day, **more})  # type: ignore[arg-type]


def test_the_milestones_of_an_action_are_told_in_time() -> None:
    part = item("ATG-B", Role.ACTION, part_of="ATG-A")
    cancelled = step(4, "2027-01-31", status=Status.CANCELLED)
    graph = plan(ACTION, part, step(1, "2027-09-01"), step(2, ""), step(3, "2027-03-01"), cancelled)
    assert [one.id for one in milestones_of(graph, graph.items["ATG-A"])] == [
        "DEL-3",
        "DEL-1",
        "DEL-2",
    ]


@pytest.mark.parametrize(
    ("day", "status", "of_action", "missed"),
    [
        ("2027-05-31", None, Status.IN_PROGRESS, True),
        ("2027-06-01", None, Status.IN_PROGRESS, False),
        ("2027-05-31", Status.DECIDED, Status.DECIDED, True),
        ("2027-05-31", Status.DONE, Status.IN_PROGRESS, False),
        ("2027-05-31", Status.CANCELLED, Status.IN_PROGRESS, False),
        ("2027-05-31", Status.PROPOSED, Status.IN_PROGRESS, False),
        ("2027-05-31", None, Status.PROPOSED, False),
        ("2027-05-31", None, Status.REFERRED, False),
        ("2027-05-31", None, Status.DONE, False),
        ("2027-05-31", None, Status.CANCELLED, False),
        ("", None, Status.IN_PROGRESS, False),
    ],
)
def test_which_milestones_are_missed(
    day: str, status: Status | None, of_action: Status, *, missed: bool
) -> None:
    action = item("ATG-A", Role.ACTION, status=of_action)
    graph = plan(action, step(1, day, status=status))
    found = graph.items["DEL-1"]
    assert is_missed(graph, found, TODAY) is missed
    assert missed_milestones(graph, graph.items["ATG-A"], TODAY) == ((found,) if missed else ())


def test_the_owner_of_the_action_answers_unless_another_does() -> None:
    bodies = item("ORG-A", Role.ORGANISATION), item("ORG-B", Role.ORGANISATION)
    own = step(2, "2027-03-01", owner="ORG-B")
    alone = item("DEL-3", Role.MILESTONE, part_of="HPL-X")
    graph = Graph((ACTION, *bodies, step(1, "2027-03-01"), own, alone))
    owners = [
        [one.id for one in who_answers(graph, graph.items[f"DEL-{number}"])] for number in (1, 2, 3)
    ]
    assert owners == [["ORG-A"], ["ORG-B"], []]
    assert action_of(graph, alone) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2027-01-14", ["DEL-1"]),
        ("2027-01-15", []),
        ("2027-12-31", []),
        ("2028-01-01", ["DEL-1"]),
    ],
)
def test_a_milestone_lies_within_the_time_of_its_action(day: str, expected: list[str]) -> None:
    assert blamed("PT401", plan(ACTION, step(1, day))) == expected


@pytest.mark.parametrize("missing", ["starts", "due"])
def test_an_action_that_says_no_day_has_no_bound_there(missing: str) -> None:
    days = {"starts": "2027-01-15", "due": "2027-12-31"}
    days.pop(missing)
    day = "2020-01-01" if missing == "starts" else "2040-01-01"
    assert blamed("PT401", plan(item("ATG-A", Role.ACTION, **days), step(1, day))) == []


def test_a_milestone_that_is_late() -> None:
    graph = plan(ACTION, step(1, "2027-05-31"))
    [found] = findings_of("PT403", graph, today=TODAY)
    assert (found.item, found.severity.name) == ("DEL-1", "WARNING")
    [strict] = findings_of("PT403", graph, today=TODAY, strict_time=True)
    assert strict.severity.name == "ERROR"


def test_a_proposed_milestone_is_never_called_late() -> None:
    graph = plan(ACTION, step(1, "2027-05-31", status=Status.PROPOSED))
    [found] = findings_of("PT403", graph, today=TODAY)
    assert "is a proposal that nobody has decided" in found.message.template


def test_a_milestone_falls_silently_with_its_action() -> None:
    action = item("ATG-A", Role.ACTION, status=Status.CANCELLED, decided_by="BES-A")
    graph = plan(action, step(1, "2027-05-31"))
    assert blamed("PT110", graph) == []
    assert blamed("PT403", graph, today=TODAY) == []


def test_a_milestone_is_decided_with_its_action() -> None:
    decided = item("ATG-A", Role.ACTION, status=Status.DECIDED, decided_by="BES-A")
    decision = item("BES-A", Role.DECISION)
    reached = step(1, "2026-12-31", status=Status.DONE)
    assert blamed("PT501", plan(decided, decision, reached)) == []
    assert "DEL-1" in blamed("PT501", plan(ACTION, reached))
