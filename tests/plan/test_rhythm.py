from __future__ import annotations

from datetime import date

import pytest

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.queries import missed_follow_up
from policytrace.plan.rhythm import agrees, next_follow_up, with_next_days
from policytrace.schema.rhythms import RHYTHMS
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.vocabulary import Status
from tests.plan_builder import blamed, findings_of, item, plan

TODAY = date(2027, 10, 1)
BEGUN = {"status": Status.IN_PROGRESS, "starts": "2027-01-15", "rhythm": "tertial"}


def next_of(*items: Item, today: date = TODAY) -> str:
    """The next day of the first of `items`."""
    graph = Graph(items)
    found = next_follow_up(graph, graph.items[items[0].id], RHYTHMS, today)
    return found.isoformat() if found else ""


def made(day: str) -> Item:
    return item(f"UPF-{day}", Role.FOLLOW_UP, follows_up="ATG-A", date=day)


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        ("delår", "2027-08-31"),
        ("tertial", "2027-04-30"),
        ("halvår", "2027-06-30"),
        ("år", "2027-12-31"),
        ("", ""),
    ],
)
def test_before_any_follow_up_the_first_day_of_the_rhythm_after_the_start(
    rhythm: str, expected: str
) -> None:
    assert next_of(item("ATG-A", Role.ACTION, **{**BEGUN, "rhythm": rhythm})) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2027-04-30"], "2027-08-31"),
        (["2027-05-20"], "2027-08-31"),
        (["2027-03-31"], "2027-08-31"),
        (["2027-03-30"], "2027-04-30"),
        (["2027-09-01", "2027-05-02"], "2027-12-31"),
        (["2027-10-02"], "2027-04-30"),
    ],
    ids=["on-the-day", "later", "30-days-before", "31-days-before", "the-latest", "not-made-yet"],
)
def test_a_follow_up_moves_the_day_on(days: list[str], expected: str) -> None:
    assert next_of(item("ATG-A", Role.ACTION, **BEGUN), *map(made, days)) == expected


@pytest.mark.parametrize(
    ("until", "expected"),
    [("", "2027-08-31"), ("2026-12-31", "2027-04-30"), ("2027-04-05", "2027-04-30")],
)
def test_a_follow_up_made_late_counts_for_the_time_that_it_is_about(
    until: str, expected: str
) -> None:
    late = item("UPF-A", Role.FOLLOW_UP, follows_up="ATG-A", date="2027-04-05", period_end=until)
    begun = {**BEGUN, "starts": "2026-09-15"}
    assert next_of(item("ATG-A", Role.ACTION, **begun), late) == expected


def test_a_late_follow_up_of_one_time_is_none_of_the_next() -> None:
    late = item(
        "UPF-A",
        Role.FOLLOW_UP,
        follows_up="ATG-A",
        date="2027-05-10",
        period_end="2026-12-31",
    )
    action = item("ATG-A", Role.ACTION, **{**BEGUN, "starts": "2026-09-15"})
    graph = with_next_days(plan(action, late), RHYTHMS, TODAY)
    assert missed_follow_up(graph, graph.items["ATG-A"], TODAY) == date(2027, 4, 30)


def test_an_action_without_start_begins_with_its_plan() -> None:
    action = item("ATG-A", Role.ACTION, status=Status.DECIDED, part_of="HPL-A", rhythm="år")
    whole = item("HPL-A", Role.PLAN, status=Status.DECIDED, valid_from="2025-03-01")
    assert next_of(action, whole) == "2025-12-31"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.DECIDED, "2025-12-31"),
        (Status.PROPOSED, "2027-12-31"),
        (Status.CANCELLED, "2027-12-31"),
    ],
)
def test_a_priority_begins_with_its_first_plan_that_is_decided(
    status: Status, expected: str
) -> None:
    priority = item("PRI-A", Role.PRIORITY, part_of="STR-A", rhythm="år")
    strategy = item("STR-A", Role.STRATEGY, valid_from="2021-06-14")
    plans = (
        item("HPL-A", Role.PLAN, status=status, part_of="PRI-A", valid_from="2025-01-01"),
        item("HPL-B", Role.PLAN, status=status, part_of="PRI-A", valid_from="2026-01-01"),
    )
    assert next_of(priority, strategy, *plans) == expected


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.REFERRED])
def test_a_rhythm_makes_no_proposal_late(status: Status) -> None:
    action = item("ATG-A", Role.ACTION, **{**BEGUN, "status": status})
    assert next_of(action) == "2027-12-31"
    assert next_of(action, today=date(2027, 8, 31)) == "2027-08-31"
    assert next_of(action, today=date(2026, 8, 31)) == "2027-04-30"
    graph = with_next_days(plan(action), RHYTHMS, TODAY)
    assert blamed("PT402", graph, today=TODAY, strict_time=True) == []


def test_all_that_has_a_rhythm_says_its_next_day() -> None:
    written = item("ATG-B", Role.ACTION, next_follow_up="2027-11-15", starts="2027-01-15")
    graph = with_next_days(plan(item("ATG-A", Role.ACTION, **BEGUN), written), RHYTHMS, TODAY)
    days = {one.id: one.day(FieldName.NEXT_FOLLOW_UP) for one in graph}
    assert days == {"ATG-A": date(2027, 4, 30), "ATG-B": date(2027, 11, 15)}
    assert blamed("PT407", graph, today=TODAY) == []


def test_a_plan_without_rhythms_is_left_as_it_is() -> None:
    graph = plan(item("ATG-A", Role.ACTION, next_follow_up="2027-11-15"))
    assert with_next_days(graph, RHYTHMS, TODAY) is graph


def test_what_cannot_be_read_is_not_replaced() -> None:
    graph = plan(item("ATG-A", Role.ACTION, **BEGUN, next_follow_up="in spring"))
    assert with_next_days(graph, RHYTHMS, TODAY) is graph


@pytest.mark.parametrize(
    ("written", "more", "expected"),
    [
        ("2027-04-30", {}, True),
        ("2027-08-31", {}, False),
        ("2027-11-15", {}, False),
        ("2027-08-31", {"status": Status.PROPOSED}, True),
        ("2026-12-31", {"status": Status.PROPOSED}, False),
        ("2027-11-15", {"status": Status.PROPOSED}, False),
        ("2027-08-31", {"starts": ""}, True),
        ("2027-11-15", {"starts": ""}, False),
    ],
)
def test_a_day_that_is_written_beside_a_rhythm(
    written: str, more: dict[str, str], *, expected: bool
) -> None:
    action = item("ATG-A", Role.ACTION, **{**BEGUN, "next_follow_up": written, **more})
    graph = plan(action)
    assert agrees(graph, graph.items["ATG-A"], RHYTHMS, TODAY) is expected
    assert (blamed("PT407", graph, today=TODAY) == []) is expected


def test_a_written_day_is_behind_when_it_has_been_followed_up() -> None:
    action = item("ATG-A", Role.ACTION, **BEGUN, next_follow_up="2027-04-30")
    [found] = findings_of("PT407", plan(action, made("2027-05-04")), today=TODAY)
    assert found.message.values["computed"] == "2027-08-31"


def test_time_alone_brings_no_day_out_of_its_rhythm() -> None:
    """A build of last year's checkout must not fail."""
    proposed = {**BEGUN, "status": Status.PROPOSED, "next_follow_up": "2027-04-30"}
    for more in (proposed, {**BEGUN, "next_follow_up": "2027-04-30"}):
        graph = plan(item("ATG-A", Role.ACTION, **more))
        assert blamed("PT407", graph, today=date(2031, 1, 1)) == []


def test_what_has_been_cancelled_is_not_asked() -> None:
    action = {**BEGUN, "status": Status.CANCELLED, "next_follow_up": "2027-11-15"}
    assert blamed("PT407", plan(item("ATG-A", Role.ACTION, **action)), today=TODAY) == []


@pytest.mark.parametrize(("strict", "expected"), [(False, []), (True, ["ATG-A"])])
def test_an_owner_that_ends_is_no_error_because_time_passes(
    *, strict: bool, expected: list[str]
) -> None:
    owner = item("ORG-A", Role.ORGANISATION, valid_to="2027-09-30")
    action = item("ATG-A", Role.ACTION, **{**BEGUN, "status": Status.PROPOSED}, owner="ORG-A")
    graph = with_next_days(plan(action, owner), RHYTHMS, TODAY)
    assert blamed("PT206", graph, today=TODAY, strict_time=strict) == expected
