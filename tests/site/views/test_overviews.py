"""The matrix of target groups, Agenda 2030, decisions, and the page for what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup

from policytrace.plan.graph import Graph
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.pages.not_found import NotFoundPage, not_found_page, root_of
from policytrace.site.views.global_targets import GlobalGoals, global_targets
from policytrace.site.views.registry import VIEWS, Options
from policytrace.snapshot import Snapshot
from tests.plan_builder import COMPLETE, item, plan
from tests.site.views.drawing import METAMODEL, SWEDISH, drawn, rows, words

TODAY = date(2027, 10, 1)

GRAPH = plan(
    item("STR-A", Role.STRATEGY, decided_by="BES-A"),
    item("PRI-A", Role.PRIORITY, part_of="STR-A", next_follow_up="2028-02-01", measured_by="IND-A"),
    item("PRI-B", Role.PRIORITY, part_of="STR-A", global_targets="5.2"),
    item("UTG-A", Role.STARTING_POINT, part_of="PRI-A", measured_by="IND-B"),
    item("HPL-A", Role.PLAN, part_of="PRI-A"),
    item(
        "ATG-A",
        Role.ACTION,
        part_of="HPL-A",
        status=Status.IN_PROGRESS,
        concerns=("GRP-A", "GRP-B"),
        next_follow_up="2027-11-15",
        measured_by="IND-A",
        global_targets="5.2, 16.b, 16.10, 16.2, 5.2x, 18.1, ",
    ),
    item(
        "ATG-B",
        Role.ACTION,
        part_of="HPL-A",
        status=Status.DECIDED,
        next_follow_up="2027-09-01",
        concerns="GRP-A",
    ),
    item(
        "ATG-OFF",
        Role.ACTION,
        part_of="HPL-A",
        status=Status.CANCELLED,
        next_follow_up="2027-10-02",
        concerns="GRP-B",
        global_targets="1.1",
    ),
    item(
        "ATG-DONE",
        Role.ACTION,
        part_of="HPL-A",
        status=Status.DONE,
        next_follow_up="2027-10-03",
    ),
    item("ATG-ELSE", Role.ACTION, concerns="GRP-B"),
    item("IND-A", Role.INDICATOR),
    item("IND-B", Role.INDICATOR),
    item("GRP-A", Role.TARGET_GROUP),
    item("GRP-B", Role.TARGET_GROUP),
    item("GRP-C", Role.TARGET_GROUP),
    item("BES-A", Role.DECISION, body="ORG-KF", date="2021-06-14", paragraph="§ 70"),
    item(
        "BES-B",
        Role.DECISION,
        decision_kind="avslag",
        body="ORG-SN",
        date="2027-03-01",
        paragraph="§ 7",
        registration="SN 2027/1",
    ),
    item("ORG-KF", Role.ORGANISATION, title="Kommunfullmäktige"),
    item("ORG-SN", Role.ORGANISATION, title="Nämnden"),
)


def snapshot(graph: Graph = GRAPH) -> Snapshot:
    """The plan as it stands on `TODAY`."""
    return Snapshot(graph=graph, metamodel=METAMODEL, today=TODAY)


def view(directive: str, graph: Graph = GRAPH, **options: str) -> BeautifulSoup:
    """A view in Swedish, as it stands under a heading of level 2; its options as ids."""
    found = VIEWS[directive]
    chosen = {option: graph.items[target] for option, target in options.items()}
    shown = found.compute(snapshot(graph), Options(items=chosen))
    return drawn(found.template, renderer=SWEDISH, view=shown, anchor="vy", level=3)


def test_the_matrix_counts_live_actions_and_says_where_there_are_none() -> None:
    soup = view("target_group_matrix")
    assert [words(cell) for cell in soup.select("thead th")] == [
        "Target group",
        "Title of PRI-A",
        "Title of PRI-B",
        "Ingen prioritering",
    ]
    none = "0 – ingen åtgärd"
    assert rows(soup) == [
        ["Title of GRP-A", "2 åtgärder: Title of GRP-A, Title of PRI-A", none, none],
        [
            "Title of GRP-B",
            "1 åtgärd: Title of GRP-B, Title of PRI-A",
            none,
            "1 åtgärd: Title of GRP-B, Ingen prioritering",
        ],
        ["Title of GRP-C", none, none, none],
    ]


def test_the_matrix_has_scopes_on_both_axes_and_a_region_of_its_own() -> None:
    soup = view("target_group_matrix")
    assert {cell["scope"] for cell in soup.select("thead th")} == {"col"}
    assert {cell["scope"] for cell in soup.select("tbody th")} == {"row"}
    region = soup.find(role="region")
    assert region is not None
    assert (region["tabindex"], region["aria-labelledby"]) == ("0", "vy-caption")
    assert words(soup.find(id="vy-caption")) == "Antal åtgärder för varje målgrupp och prioritering"


def test_each_number_of_the_matrix_leads_to_its_actions() -> None:
    soup = view("target_group_matrix")
    for cell in soup.select("tbody td a"):
        heading = soup.find(id=str(cell["href"]).removeprefix("#"))
        assert heading is not None
        assert heading.find_parent("details") is not None
        listed = heading.find_next_sibling("ul")
        assert listed is not None
        assert str(len(listed.find_all("li"))) == words(cell).split()[0]


def test_without_actions_elsewhere_there_is_no_column_for_them() -> None:
    graph = plan(item("PRI-A", Role.PRIORITY), item("GRP-A", Role.TARGET_GROUP))
    assert rows(view("target_group_matrix", graph)) == [["Title of GRP-A", "0 – ingen åtgärd"]]


def test_the_matrix_of_one_priority_has_its_actions_alone() -> None:
    soup = view("target_group_matrix", priority="PRI-A")
    none = "0 – ingen åtgärd"
    assert [row[1] for row in rows(soup)] == [
        "2 åtgärder: Title of GRP-A, Title of PRI-A",
        "1 åtgärd: Title of GRP-B, Title of PRI-A",
        none,
    ]
    assert words(soup.caption) == "Antal åtgärder för Title of PRI-A, efter målgrupp"
    assert [words(group.summary) for group in soup.select("details")] == [
        "Title of GRP-A: 2 åtgärder",
        "Title of GRP-B: 1 åtgärd",
    ]
    for cell in soup.select("tbody td a"):
        listed = soup.find(id=str(cell["href"]).removeprefix("#"))
        assert listed is not None
        assert str(len(listed.select("li"))) == words(cell).split()[0]


def goals() -> GlobalGoals:
    return global_targets(snapshot(), Options())


def test_targets_are_in_the_order_of_their_numbers_with_letters_last() -> None:
    assert [
        (goal.number, [target.number for target in goal.targets]) for goal in goals().goals
    ] == [
        (5, ["5.2"]),
        (16, ["16.2", "16.10", "16.b"]),
    ]


def test_a_target_lists_its_objects_by_role() -> None:
    (target,) = goals().goals[0].targets
    assert [(group.role, [item.id for item in group.items]) for group in target.groups] == [
        (Role.PRIORITY, ["PRI-B"]),
        (Role.ACTION, ["ATG-A"]),
    ]


def test_a_goal_has_its_swedish_name_and_is_reached_from_the_list() -> None:
    soup = view("global_targets")
    assert [words(heading) for heading in soup.select("h3")] == [
        "Mål 5: Jämställdhet",
        "Mål 16: Fredliga och inkluderande samhällen",
    ]
    for link in soup.select("nav a"):
        assert soup.find(id=str(link["href"]).removeprefix("#")) is not None


def test_decisions_stand_with_the_latest_first_and_what_they_decided() -> None:
    soup = view("decision_table")
    assert rows(soup) == [
        ["Title of BES-B", "Avslag", "Nämnden", "1 mars 2027", "§ 7", "SN 2027/1", ""],
        [
            "Title of BES-A",
            "",
            "Kommunfullmäktige",
            "14 juni 2021",
            "§ 70",
            "Inte känt",
            "Title of STR-A",
        ],
    ]


def test_what_was_reported_has_a_column_when_there_is_any() -> None:
    graph = plan(item("BES-A", Role.DECISION), item("UPF-A", Role.FOLLOW_UP, reported_in="BES-A"))
    assert rows(view("decision_table", graph))[0][-1] == "Title of UPF-A"


def test_decisions_about_a_priority_are_those_above_and_below_it() -> None:
    graph = plan(
        item("STR-A", Role.STRATEGY, decided_by="BES-STRATEGY"),
        item("PRI-A", Role.PRIORITY, part_of="STR-A"),
        item("PRI-B", Role.PRIORITY, part_of="STR-A"),
        item("HPL-A", Role.PLAN, part_of="PRI-A", decided_by="BES-PLANS"),
        item("HPL-B", Role.PLAN, part_of="PRI-B", decided_by=("BES-PLANS", "BES-OTHER")),
        item("ATG-A", Role.ACTION, part_of="HPL-A", decided_by="BES-ACTION"),
        item("UPF-A", Role.FOLLOW_UP, follows_up="ATG-A", reported_in="BES-REPORT"),
        item("BES-STRATEGY", Role.DECISION, date="2021-01-01"),
        item("BES-PLANS", Role.DECISION, date="2022-01-01"),
        item("BES-ACTION", Role.DECISION, date="2023-01-01"),
        item("BES-REPORT", Role.DECISION, date="2024-01-01"),
        item("BES-OTHER", Role.DECISION, date="2025-01-01"),
    )
    soup = view("decision_table", graph, priority="PRI-A")
    assert words(soup.caption) == "Beslut om Title of PRI-A"
    assert [(row[0].split()[-1], row[-2], row[-1]) for row in rows(soup)] == [
        ("BES-REPORT", "", "Title of UPF-A"),
        ("BES-ACTION", "Title of ATG-A", ""),
        ("BES-PLANS", "Title of HPL-A", ""),
        ("BES-STRATEGY", "Title of STR-A", ""),
    ]


@pytest.mark.parametrize(
    ("directive", "sentence"),
    [
        ("target_group_matrix", "Här finns inga målgrupper än."),
        ("global_targets", "Inget här anger något globalt delmål än."),
        ("decision_table", "Här finns inga beslut än."),
    ],
)
def test_with_nothing_to_show_a_sentence_says_so(directive: str, sentence: str) -> None:
    assert words(view(directive, plan())) == sentence


@pytest.mark.parametrize("directive", ["target_group_matrix", "global_targets", "decision_table"])
@pytest.mark.parametrize("graph", [GRAPH, plan(*COMPLETE)])
def test_no_inline_style_or_script_and_no_id_twice(directive: str, graph: Graph) -> None:
    soup = view(directive, graph)
    assert soup.find(["script", "style"]) is None
    assert not soup.select("[style], [onclick]")
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("site", "root"),
    [
        (None, "/"),
        ("https://plan.example", "/"),
        ("https://plan.example/", "/"),
        ("https://plan.example:8443/a/b", "/a/b/"),
    ],
)
def test_the_root_is_the_path_of_the_site(site: str | None, root: str) -> None:
    assert root_of(site) == root


@pytest.mark.parametrize(("site", "explains"), [(None, True), ("https://plan.example", False)])
def test_a_missing_page_leads_on_and_says_what_to_do_if_its_links_fail(
    site: str | None, *, explains: bool
) -> None:
    here = replace(snapshot(), metamodel=replace(METAMODEL, site=site))
    (page,) = not_found_page(here)
    assert page.name == "404"
    assert isinstance(page.view, NotFoundPage)
    soup = drawn(page.template, renderer=SWEDISH, view=page.view, title="Sidan finns inte")
    assert ("Fungerar inte länkarna" in words(soup)) is explains
    assert [words(link) for link in soup.select("a")] == [
        "Startsidan",
        "Sök, eller leta från A till Ö",
        "Title of PRI-A",
        "Title of PRI-B",
    ]
