"""The tree of the plan: each object once, below what it is part of."""

from __future__ import annotations

from dataclasses import replace

from policytrace.checks.findings import Finding
from policytrace.edit.reading import PlanReading
from policytrace.edit.tree import TreeGroup, TreeNode, matching, tree_of
from policytrace.edit.workspace import CurrentPlan
from policytrace.locations import Location
from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.severity import Severity
from tests.plan_builder import METAMODEL, item, plan

ITEMS = (
    item("STR-A", Role.STRATEGY, title="Strategin"),
    item("PRI-A", Role.PRIORITY, title="Frihet", part_of="STR-A"),
    item("HPL-A", Role.PLAN, title="Planen", part_of="PRI-A", status=Status.PROPOSED),
    item("ATG-1", Role.ACTION, title="Utbilda chefer", part_of="HPL-A"),
    item("UPF-1", Role.FOLLOW_UP, title="Uppföljd", follows_up="ATG-1"),
    item("ORG-A", Role.ORGANISATION, title="Nämnden"),
)


def tree(*items: Item, findings: tuple[Finding, ...] = ()) -> tuple[TreeGroup, ...]:
    reading = PlanReading(items=tuple(plan(*items)), findings=findings)
    return tree_of(CurrentPlan(reading=reading, metamodel=METAMODEL))


def ids(node: TreeNode) -> list[str]:
    return [node.id, *(one for part in node.parts for one in ids(part))]


def everything(groups: tuple[TreeGroup, ...]) -> list[str]:
    return [one for group in groups for node in group.nodes for one in ids(node)]


def test_parts_stand_below_their_whole_and_follow_ups_below_what_they_are_about() -> None:
    groups = tree(*ITEMS)
    assert [(group.title, group.count) for group in groups] == [
        ("Strategi", 5),
        ("Organisation", 1),
    ]
    assert everything(groups) == ["STR-A", "PRI-A", "HPL-A", "ATG-1", "UPF-1", "ORG-A"]
    (strategy,) = groups[0].nodes
    assert strategy.parts[0].parts[0].status == "förslag"


def test_what_is_part_of_itself_or_of_nothing_there_is_stands_at_the_root() -> None:
    groups = tree(
        item("ATG-1", Role.ACTION, part_of="ATG-2"),
        item("ATG-2", Role.ACTION, part_of="ATG-1"),
        item("ATG-3", Role.ACTION, part_of="HPL-FINNS-INTE"),
    )
    assert sorted(everything(groups)) == ["ATG-1", "ATG-2", "ATG-3"]


def test_a_very_long_chain_is_shown_once_each() -> None:
    chain = [item("ATG-0", Role.ACTION)]
    chain += [item(f"ATG-{at}", Role.ACTION, part_of=f"ATG-{at - 1}") for at in range(1, 3000)]
    assert len(everything(tree(*chain))) == 3000


def test_findings_are_counted_at_their_object() -> None:
    found = Finding(
        code="PT204",
        severity=Severity.ERROR,
        item="ATG-1",
        location=Location(file="plan.md", line=1),
        message=message("Title"),
        hint=message("Title"),
    )
    groups = tree(*ITEMS, findings=(found, replace(found, severity=Severity.WARNING)))
    (node,) = matching(groups, "utbilda")
    assert (node.errors, node.warnings) == (1, 1)


def test_all_words_that_are_searched_for_must_be_there() -> None:
    groups = tree(*ITEMS)
    assert [node.id for node in matching(groups, "CHEFER åtgärd")] == ["ATG-1"]
    assert matching(groups, "chefer organisation") == ()
    assert [node.id for node in matching(groups, "upf-1")] == ["UPF-1"]
