"""PT801: what is decided has been analysed before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrace.checks.engine import run
from policytrace.checks.registry import RULES
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.settings import Settings
from tests.plan_builder import context_of, english, item, plan

ALONE = Settings(severities={other: None for other in RULES if other != "PT801"})
DECISION = item("BES-A", Role.DECISION, date="2027-03-01")
ACTION = item("ATG-A", Role.ACTION, title="Ask", status=Status.DECIDED, decided_by="BES-A")


def said(*items: Item) -> list[tuple[str, str, str]]:
    """At which objects something is found, what, and the remedy."""
    graph = plan(DECISION, *items)
    context = replace(context_of(graph), analyses={"jämlikhet": Status.DECIDED})
    return [
        (found.item, english(found.message), english(found.hint))
        for found in run(graph, ALONE, context)
    ]


def analysis(**more: str | Status) -> Item:
    known = {"analyses": "ATG-A", "analysis_kind": "jämlikhet", "date": "2027-02-01", **more}
    return item("ANA-A", Role.ANALYSIS, **known)  # type: ignore[arg-type]


def test_an_action_that_is_analysed_before_is_in_order() -> None:
    assert said(ACTION, analysis()) == []


def test_an_action_that_is_not_analysed() -> None:
    assert said(ACTION) == [
        (
            "ATG-A",
            "“Ask” has no analysis of the kind “jämlikhet”.",
            (
                "Write the analysis: ./policytrace new analysis. It may name this object, its plan "
                "or the decision in :analyses:."
            ),
        )
    ]


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (
            analysis(date="2027-03-02"),
            (
                "“Ask” was decided on 2027-03-01, but the analysis ANA-A of the kind “jämlikhet” "
                "was made afterwards, on 2027-03-02."
            ),
        ),
        (
            analysis(status=Status.CANCELLED),
            (
                "“Ask” has no analysis of the kind “jämlikhet” that counts: ANA-A has been "
                "cancelled or replaced."
            ),
        ),
    ],
)
def test_an_analysis_that_does_not_count_is_named(made: Item, message: str) -> None:
    [(item_id, text, remedy)] = said(ACTION, made)
    assert (item_id, text) == ("ATG-A", message)
    assert remedy.startswith("Name the analysis that was made before the decision.")


def test_an_analysis_for_an_earlier_decision_on_the_plan_is_named() -> None:
    found = said(
        item("HPL-A", Role.PLAN, status=Status.DECIDED, decided_by="BES-P"),
        item("BES-P", Role.DECISION, date="2027-02-15"),
        replace(ACTION, links={**ACTION.links, **item("X", Role.ACTION, part_of="HPL-A").links}),
        analysis(analyses="HPL-A"),
    )
    assert [(item_id, text) for item_id, text, _ in found] == [
        (
            "ATG-A",
            (
                "“Ask” was decided on 2027-03-01. The analysis ANA-A of the kind “jämlikhet”, of "
                "2027-02-01, was made for an earlier decision on the plan."
            ),
        )
    ]


def test_what_is_decided_with_a_plan_is_told_of_at_the_plan() -> None:
    found = said(
        item("HPL-A", Role.PLAN, status=Status.DECIDED, decided_by="BES-A"),
        item("ATG-B", Role.ACTION, status=Status.DECIDED, part_of="HPL-A", decided_by="BES-A"),
        item("ATG-C", Role.ACTION, status=Status.IN_PROGRESS, part_of="HPL-A"),
    )
    assert [item_id for item_id, *_ in found] == ["HPL-A"]


def test_nothing_is_demanded_of_a_project_that_demands_nothing() -> None:
    graph = plan(DECISION, ACTION)
    assert run(graph, ALONE, context_of(graph)) == ()
