"""A priority at a glance: what is late and next, its plans, for whom, and what is decided."""

from __future__ import annotations

from bs4 import BeautifulSoup

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.views.priority_overview import MOST, PriorityOverview, priority_overview
from policytrace.site.views.registry import Options
from tests.plan_builder import item, plan
from tests.site.views.drawing import drawn_view, snapshot_of, words

PRIORITY = item("PRI-A", Role.PRIORITY, part_of="STR-A")
POINT = item("UTG-A", Role.STARTING_POINT, part_of="PRI-A")
OWN_PLAN = item("HPL-A", Role.PLAN, part_of="PRI-A")
OTHER_PLAN = item("HPL-B", Role.PLAN)


def action(
    number: str,
    *,
    status: Status = Status.PROPOSED,
    part_of: str = "HPL-A",
    to: str = "UTG-A",
    **values: str,
) -> Item:
    return item(
        f"ATG-{number}",
        Role.ACTION,
        status=status,
        part_of=part_of,
        contributes_to=to,
        **values,
    )


def graph_of(*items: Item) -> Graph:
    return plan(PRIORITY, POINT, OWN_PLAN, OTHER_PLAN, *items)


def of(graph: Graph) -> PriorityOverview:
    return priority_overview(snapshot_of(graph), Options(items={"priority": graph.items["PRI-A"]}))


def shown(graph: Graph) -> BeautifulSoup:
    return drawn_view(graph, "priority_overview", priority="PRI-A")


def section(soup: BeautifulSoup, name: str) -> str:
    found = soup.find(attrs={"aria-labelledby": f"view-1-{name}"})
    return words(found) if found else ""


def test_actions_and_measures_count_once_each_and_nothing_measures_what_is_cancelled() -> None:
    graph = graph_of(
        action("A", measured_by="IND-A"),
        action("B", measured_by="IND-A"),
        action("C", status=Status.CANCELLED, measured_by="IND-B"),
        item("IND-A", Role.INDICATOR),
        item("IND-B", Role.INDICATOR),
    )
    found = of(graph)
    assert (found.actions.number, found.actions.proposed, found.actions.cancelled) == (3, 2, 1)
    assert (found.indicators, found.with_values) == (1, 0)
    said = section(shown(graph), "next")
    assert "3 actions: 1 cancelled and 2 proposals. 1 measure, none has a value." in said


def test_each_plan_says_how_many_of_its_actions_belong_here() -> None:
    graph = graph_of(
        action("A"),
        action("B"),
        action("C", part_of="HPL-B"),
        action("D", part_of="HPL-B", to="SYF-A"),
    )
    shares = [(share.plan.id, share.number, share.total) for share in of(graph).plans]
    assert shares == [("HPL-A", 2, 2), ("HPL-B", 1, 2)]
    said = section(shown(graph), "plans")
    assert "Title of HPL-A: all its 2 actions belong here" in said
    assert "Title of HPL-B: 1 of its 2 actions belongs here" in said


def test_actions_for_none_of_the_parts_are_told_apart() -> None:
    graph = graph_of(action("A"), action("B", to="SYF-A"))
    assert [one.id for one in of(graph).others] == ["ATG-B"]
    assert "1 action is for none of the parts above Title of ATG-B" in section(
        shown(graph), "plans"
    )


def test_what_is_late_is_told_first_and_not_once_more_among_the_days() -> None:
    late = [
        action(f"L{n}", status=Status.IN_PROGRESS, due="2026-01-01", next_follow_up="2027-01-01")
        for n in range(MOST + 1)
    ]
    coming = action("N", status=Status.IN_PROGRESS, due="2027-05-01")
    found = of(graph_of(*late, coming))
    assert len(found.late) == MOST
    assert found.number_late >= MOST + 1
    assert [[one.id for one in day.items] for day in found.coming.days] == [["ATG-N"]]
    said = section(shown(graph_of(*late, coming)), "next")
    assert said.index("Title of ATG-L0") < said.index("Title of ATG-N")


def test_days_that_nobody_has_decided_are_said_to_be_proposals() -> None:
    said = section(shown(graph_of(action("A", due="2027-05-01"))), "next")
    assert "All the days are proposals, and so is who answers for them." in said


def test_the_target_groups_stand_with_their_numbers_and_those_of_nobody_too() -> None:
    graph = graph_of(
        action("A", concerns="GRP-B"),
        item("GRP-A", Role.TARGET_GROUP),
        item("GRP-B", Role.TARGET_GROUP),
    )
    found = of(graph)
    assert [(share.group.id, share.number) for share in found.groups] == [("GRP-B", 1)]
    assert [group.id for group in found.unconcerned] == ["GRP-A"]
    said = section(shown(graph), "groups")
    assert said.endswith("Title of GRP-B 1 Title of GRP-A no action")


def test_decisions_are_one_line() -> None:
    assert section(shown(graph_of(action("A"))), "decided") == (
        "Decided Nobody has decided on any of the actions."
    )
    graph = graph_of(
        action("A", status=Status.DECIDED, decided_by="BES-B"),
        action("B", status=Status.DECIDED, decided_by="BES-A"),
        action("C"),
        item("BES-A", Role.DECISION, date="2026-01-01"),
        item("BES-B", Role.DECISION, date="2026-02-01"),
    )
    assert section(shown(graph), "decided") == (
        "Decided 2 of 3 actions are decided. The latest decision: Title of BES-B."
    )


def test_it_leads_to_the_chain() -> None:
    assert shown(graph_of()).find("a", href="../kedja/PRI-A.html")
    assert not drawn_view(
        plan(item("PRI-A", Role.PRIORITY)), "priority_overview", priority="PRI-A"
    ).select("a[href*=kedja]")
