"""What is to be followed up next: which days are told, and in what order."""

from __future__ import annotations

import pytest

from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from tests.plan_builder import item, plan
from tests.site.views.drawing import SWEDISH, drawn_view, linked, rows, words

GRAPH = plan(
    item("PRI-A", Role.PRIORITY, next_follow_up="2027-11-15", owner="ORG-A"),
    item("PRI-B", Role.PRIORITY),
    item("HPL-A", Role.PLAN, part_of="PRI-A", next_follow_up="2027-06-01", owner="ORG-A"),
    item("ATG-LATE", Role.ACTION, part_of="HPL-A", next_follow_up="2026-11-22", owner="ORG-B"),
    item("ATG-TODAY", Role.ACTION, part_of="HPL-A", next_follow_up="2026-11-23", owner="ORG-B"),
    item("ATG-MADE", Role.ACTION, part_of="HPL-A", next_follow_up="2026-10-01"),
    item("UPF-A", Role.FOLLOW_UP, follows_up="ATG-MADE", date="2026-10-02"),
    item(
        "ATG-DONE",
        Role.ACTION,
        part_of="HPL-A",
        next_follow_up="2027-01-01",
        status=Status.DONE,
    ),
    item(
        "ATG-NONE",
        Role.ACTION,
        part_of="HPL-A",
        next_follow_up="2027-01-01",
        status=Status.CANCELLED,
    ),
    item("IND-A", Role.INDICATOR, next_follow_up="2028-01-01", owner="ORG-A"),
    item("ORG-A", Role.ORGANISATION),
    item("ORG-B", Role.ORGANISATION),
    item("ORG-C", Role.ORGANISATION),
)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["ATG-LATE", "ATG-TODAY", "HPL-A", "PRI-A", "IND-A"]),
        ({"owner": "ORG-A"}, ["HPL-A", "PRI-A", "IND-A"]),
        ({"plan": "HPL-A"}, ["ATG-LATE", "ATG-TODAY", "HPL-A"]),
        ({"priority": "PRI-A"}, ["ATG-LATE", "ATG-TODAY", "HPL-A", "PRI-A"]),
        ({"priority": "PRI-A", "owner": "ORG-B"}, ["ATG-LATE", "ATG-TODAY"]),
        ({"number": "3"}, ["ATG-LATE", "ATG-TODAY", "HPL-A"]),
        ({"number": "50"}, ["ATG-LATE", "ATG-TODAY", "HPL-A", "PRI-A", "IND-A"]),
    ],
)
def test_the_nearest_day_is_first_and_what_is_over_is_left_out(
    options: dict[str, str], expected: list[str]
) -> None:
    soup = drawn_view(GRAPH, "follow_ups", **options)
    assert [linked(row.th) for row in soup.select("tbody tr")] == (expected)


def test_a_day_that_has_passed_is_said_to_have_passed() -> None:
    late, today, *_ = rows(drawn_view(GRAPH, "follow_ups", renderer=SWEDISH))
    assert late == [
        "Title of ATG-LATE Action",
        "22 november 2026Skulle ha gjorts",
        "Title of ORG-B",
    ]
    assert today[1] == "23 november 2026"


def test_what_is_left_out_is_counted() -> None:
    soup = drawn_view(GRAPH, "follow_ups", number="3", renderer=SWEDISH)
    assert words(soup.select_one(".pt-nothing")) == "De första 3 av 5 visas."


def test_the_caption_says_what_was_chosen() -> None:
    soup = drawn_view(GRAPH, "follow_ups", plan="HPL-A", owner="ORG-A", renderer=SWEDISH)
    assert words(soup.caption) == "Nästa uppföljningar: Title of HPL-A; Title of ORG-A"


def test_nothing_to_follow_up_is_a_sentence() -> None:
    assert words(drawn_view(GRAPH, "follow_ups", priority="PRI-B")) == (
        "No follow-up is planned here."
    )
