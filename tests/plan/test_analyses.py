"""Which analyses cover a plan or an action, and which of them count."""

from __future__ import annotations

import pytest

from policytrace.plan.analyses import (
    Standing,
    counting,
    coverage,
    decisions_on,
    lacking_analyses,
    lacks_with_its_whole,
)
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from tests.plan_builder import item, plan

EQUALITY, CHILD = "jämlikhet", "barnets bästa"
PLAN = item("HPL-A", Role.PLAN, status=Status.DECIDED, decided_by="BES-P")
WITH_PLAN = item("ATG-A", Role.ACTION, status=Status.DECIDED, part_of="HPL-A")
BY_ITSELF = item("ATG-B", Role.ACTION, status=Status.DECIDED, part_of="HPL-A", decided_by="BES-B")
DECISIONS = (
    item("BES-P", Role.DECISION, date="2027-03-01"),
    item("BES-B", Role.DECISION, date="2027-09-01"),
)


def analysis(analyses: str, date: str = "", **more: str) -> Item:
    return item(
        "ANA-A", Role.ANALYSIS, analyses=analyses, date=date, analysis_kind=EQUALITY, **more
    )


def graph(*items: Item) -> Graph:
    return plan(PLAN, WITH_PLAN, BY_ITSELF, *DECISIONS, *items)


def standings(graph: Graph, item_id: str) -> list[tuple[str, Standing]]:
    """Through what the analyses cover an object, and how they stand."""
    return [
        (one.through.id if one.through else "", one.standing)
        for one in coverage(graph, graph.items[item_id])
    ]


@pytest.mark.parametrize(
    ("item_id", "analyses", "day", "expected"),
    [
        ("ATG-A", "ATG-A", "2027-02-28", [("", Standing.COUNTS)]),
        ("ATG-A", "ATG-A", "2027-03-01", [("", Standing.COUNTS)]),
        ("ATG-A", "ATG-A", "2027-03-02", [("", Standing.LATE)]),
        ("ATG-A", "ATG-A", "", [("", Standing.COUNTS)]),  # another finding
        ("ATG-A", "HPL-A", "2027-03-01", [("HPL-A", Standing.COUNTS)]),
        ("ATG-A", "HPL-A", "2027-03-02", [("HPL-A", Standing.LATE)]),
        ("ATG-A", "BES-P", "2027-02-01", [("BES-P", Standing.COUNTS)]),
        ("ATG-A", "BES-B", "2027-02-01", []),
        ("ATG-A", "ATG-B", "2027-02-01", []),
        ("HPL-A", "HPL-A", "2027-02-01", [("", Standing.COUNTS)]),
        ("HPL-A", "ATG-A", "2027-02-01", []),
        ("ATG-B", "HPL-A", "2027-02-01", [("HPL-A", Standing.EARLIER)]),
        ("ATG-B", "HPL-A", "2027-03-01", [("HPL-A", Standing.EARLIER)]),
        ("ATG-B", "HPL-A", "2027-06-01", [("HPL-A", Standing.COUNTS)]),
        ("ATG-B", "BES-B", "2027-02-01", [("BES-B", Standing.COUNTS)]),
        ("ATG-B", "BES-P", "2027-02-01", []),
    ],
)
def test_what_an_analysis_covers_and_whether_it_counts(
    item_id: str, analyses: str, day: str, expected: list[tuple[str, Standing]]
) -> None:
    assert standings(graph(analysis(analyses, day)), item_id) == expected


def test_what_nobody_has_decided_is_analysed_in_time() -> None:
    proposals = plan(
        item("HPL-C", Role.PLAN, status=Status.PROPOSED),
        item("ATG-C", Role.ACTION, status=Status.PROPOSED, part_of="HPL-C"),
        analysis("HPL-C", "2027-02-01"),
    )
    assert standings(proposals, "ATG-C") == [("HPL-C", Standing.COUNTS)]


def test_a_decision_without_a_day_may_still_come() -> None:
    undated = plan(
        item("ATG-C", Role.ACTION, status=Status.DECIDED, decided_by="BES-C"),
        item("BES-C", Role.DECISION),
        analysis("ATG-C", "2027-02-01"),
    )
    assert standings(undated, "ATG-C") == [("", Standing.COUNTS)]


def test_one_decision_after_the_analysis_is_enough() -> None:
    revised = plan(
        item("HPL-C", Role.PLAN, status=Status.DECIDED, decided_by=("BES-P", "BES-B")),
        *DECISIONS,
        analysis("HPL-C", "2027-05-01"),
    )
    assert standings(revised, "HPL-C") == [("", Standing.COUNTS)]


def test_an_analysis_that_has_been_cancelled_or_replaced_counts_no_more() -> None:
    cancelled = item(
        "ANA-A", Role.ANALYSIS, status=Status.CANCELLED, analyses="ATG-A", analysis_kind=EQUALITY
    )
    replaced = analysis("ATG-A", "2027-02-01")
    newer = item("ANA-B", Role.ANALYSIS, analyses="ATG-A", replaces="ANA-A", analysis_kind=EQUALITY)
    assert standings(graph(cancelled), "ATG-A") == [("", Standing.ENDED)]
    assert standings(graph(replaced, newer), "ATG-A") == [
        ("", Standing.ENDED),
        ("", Standing.COUNTS),
    ]


def test_an_analysis_that_names_both_is_told_once_by_what_counts() -> None:
    both = item(
        "ANA-A",
        Role.ANALYSIS,
        analyses=("HPL-A", "BES-B"),
        date="2027-02-01",
        analysis_kind=EQUALITY,
    )
    assert standings(graph(both), "ATG-B") == [("BES-B", Standing.COUNTS)]


def test_of_those_that_count_the_latest_is_told() -> None:
    found = coverage(
        graph(
            analysis("ATG-A", "2027-01-01"),
            item(
                "ANA-B",
                Role.ANALYSIS,
                analyses="HPL-A",
                date="2027-02-01",
                analysis_kind=EQUALITY,
            ),
        ),
        WITH_PLAN,
    )
    latest = counting(found, EQUALITY)
    assert latest is not None
    assert latest.analysis.id == "ANA-B"
    assert counting(found, CHILD) is None


def test_the_decisions_on_an_action_are_its_own_or_the_plan_s() -> None:
    found = graph()
    assert [one.id for one in decisions_on(found, WITH_PLAN)] == ["BES-P"]
    assert [one.id for one in decisions_on(found, BY_ITSELF)] == ["BES-B"]


# ------------------------------------------------------------------------- what lacks one


def lacking(
    *items: Item, first: Status = Status.DECIDED, kind: str = EQUALITY
) -> dict[str, list[str]]:
    """What lacks an analysis, with those that do not count."""
    found = lacking_analyses(plan(*items), {kind: first})
    return {
        item_id: [one.analysis.id for one in covering] for (item_id, _), covering in found.items()
    }


@pytest.mark.parametrize(
    ("status", "decided_by", "first", "expected"),
    [
        (Status.PROPOSED, "", Status.DECIDED, False),
        (Status.PROPOSED, "", Status.PROPOSED, True),
        (Status.REFERRED, "", Status.DECIDED, False),
        (Status.REFERRED, "", Status.REFERRED, True),
        (Status.PROPOSED, "", Status.REFERRED, False),
        (Status.DECIDED, "", Status.DECIDED, True),
        (Status.DECIDED, "", Status.IN_PROGRESS, False),
        (Status.DONE, "BES-P", Status.DECIDED, True),
        (Status.CANCELLED, "BES-P", Status.DECIDED, False),
        (None, "", Status.DECIDED, False),
        (None, "BES-P", Status.DECIDED, True),
    ],
)
def test_from_which_status_on_an_analysis_must_be_there(
    status: Status | None, decided_by: str, first: Status, *, expected: bool
) -> None:
    action = item("ATG-C", Role.ACTION, status=status, decided_by=decided_by or ())
    assert bool(lacking(action, *DECISIONS, first=first)) is expected


def test_only_an_analysis_of_the_same_kind_will_do() -> None:
    items = (PLAN, *DECISIONS, analysis("HPL-A", "2027-02-01"))
    assert lacking(*items) == {}
    assert lacking(*items, kind=CHILD) == {"HPL-A": []}
    late = (PLAN, *DECISIONS, analysis("HPL-A", "2027-04-01"))
    assert lacking(*late) == {"HPL-A": ["ANA-A"]}


def test_nothing_is_lacking_where_nothing_is_demanded() -> None:
    assert lacking_analyses(graph(), {}) == {}


def test_what_is_decided_with_a_plan_lacks_what_the_plan_lacks() -> None:
    found = graph()
    missing = lacking_analyses(found, {EQUALITY: Status.DECIDED})
    assert [item_id for item_id, _ in missing] == ["HPL-A", "ATG-A", "ATG-B"]
    assert [
        lacks_with_its_whole(found, missing, found.items[key], EQUALITY) for key, _ in missing
    ] == [
        False,
        True,
        False,
    ]
