"""Tables of actions, indicators and plans: what they choose, and that everyone can read them."""

from __future__ import annotations

import pytest
from bs4.element import Tag

from policytrace.plan.graph import Graph
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.views.registry import VIEWS
from tests.plan_builder import COMPLETE, item, plan
from tests.site.views.drawing import SWEDISH, drawn_view, rows, words

TABLES = ("action_table", "indicator_table", "plan_table")

GRAPH = plan(
    item("STR-A", Role.STRATEGY),
    item("PRI-A", Role.PRIORITY, part_of="STR-A", measured_by="IND-A"),
    item("PRI-B", Role.PRIORITY, part_of="STR-A"),
    item("UTG-A", Role.STARTING_POINT, part_of="PRI-A"),
    item("UTG-B", Role.STARTING_POINT, part_of="PRI-B", measured_by="IND-B"),
    item("HPL-ALL", Role.PLAN, part_of="STR-A", valid_from="2027-01-01", valid_to="2029-12-31"),
    item("HPL-A", Role.PLAN, part_of=("HPL-ALL", "PRI-A"), owner="ORG-A", status=Status.PROPOSED),
    item("HPL-NONE", Role.PLAN, valid_from="2027-01-01"),
    item("ATG-ALL", Role.ACTION, part_of="HPL-ALL", contributes_to="UTG-B", measured_by="IND-C"),
    item(
        "ATG-A",
        Role.ACTION,
        part_of="HPL-A",
        owner="ORG-A",
        status=Status.PROPOSED,
        due="2028-06-30",
        next_follow_up="2027-11-15",
        contributes_to=("UTG-A", "UTG-B"),
        measured_by="IND-A",
    ),
    item("ATG-STEP", Role.ACTION, part_of="ATG-A", status=Status.CANCELLED, concerns="GRP-A"),
    item("GRP-A", Role.TARGET_GROUP),
    item(
        "IND-A",
        Role.INDICATOR,
        unit="procent",
        direction="upp",
        interval="varje år",
        split_by_sex="ja",
        owner="ORG-A",
    ),
    item("IND-B", Role.INDICATOR),
    item("IND-C", Role.INDICATOR),
    item("IND-LOOSE", Role.INDICATOR),
    item("ORG-A", Role.ORGANISATION),
)


def ids(soup: Tag) -> list[str]:
    """The ids of the objects that the rows of a table are about."""
    return [
        str(link["href"]).rpartition("#")[2] for link in soup.select("tbody > tr > th > .pt-link")
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["ATG-ALL", "ATG-A", "ATG-STEP"]),
        ({"plan": "HPL-A"}, ["ATG-A", "ATG-STEP"]),
        ({"plan": "HPL-ALL"}, ["ATG-ALL", "ATG-A", "ATG-STEP"]),
        ({"priority": "PRI-A"}, ["ATG-A", "ATG-STEP"]),
        ({"priority": "PRI-B"}, ["ATG-ALL", "ATG-A"]),
        ({"plan": "HPL-A", "priority": "PRI-B"}, ["ATG-A"]),
        ({"owner": "ORG-A"}, ["ATG-A"]),
        ({"target_group": "GRP-A"}, ["ATG-STEP"]),
        ({"status": "cancelled"}, ["ATG-STEP"]),
        ({"action_status": "cancelled"}, ["ATG-STEP"]),
        ({"action_status": "not started"}, ["ATG-ALL"]),
        ({"action_status": "not started", "owner": "ORG-A"}, []),
        ({"action_status": "done"}, []),
    ],
)
def test_the_options_choose_the_actions(options: dict[str, str], expected: list[str]) -> None:
    assert ids(drawn_view(GRAPH, "action_table", **options)) == expected


def test_a_row_says_what_who_when_and_how_it_stands() -> None:
    soup = drawn_view(GRAPH, "action_table", plan="HPL-A", renderer=SWEDISH)
    assert rows(soup) == [
        ["Title of ATG-A", "Title of ORG-A", "30 juni 2028", "Förslag"],
        ["Title of ATG-STEP", "", "", "Avbruten"],
    ]


def alike(*, owner: str = "ORG-A", due: str = "2028-06-30") -> Graph:
    """Two proposals, of which the second may have an owner and a day of its own."""
    shared = {"part_of": "HPL-A", "status": Status.PROPOSED}
    return plan(
        item("HPL-A", Role.PLAN),
        item("ATG-A", Role.ACTION, owner="ORG-A", due="2028-06-30", **shared),
        item("ATG-B", Role.ACTION, owner=owner, due=due, **shared),
        item("ORG-A", Role.ORGANISATION),
        item("ORG-B", Role.ORGANISATION),
    )


@pytest.mark.parametrize(
    ("changed", "columns", "said"),
    [
        (
            {},
            ["Action"],
            [
                "Alla: Förslag",
                "Föreslagen ansvarig för alla: Title of ORG-A",
                "Due, alla: 30 juni 2028",
            ],
        ),
        (
            {"owner": "ORG-B"},
            ["Action", "Föreslagen ansvarig"],
            ["Alla: Förslag", "Due, alla: 30 juni 2028"],
        ),
        (
            {"owner": "ORG-B", "due": "2029-06-30"},
            ["Action", "Föreslagen ansvarig", "Due"],
            ["Alla: Förslag"],
        ),
    ],
)
def test_what_all_rows_have_in_common_is_said_once_above_them(
    changed: dict[str, str], columns: list[str], said: list[str]
) -> None:
    soup = drawn_view(alike(**changed), "action_table", renderer=SWEDISH)
    assert [words(column) for column in soup.select("thead th")] == columns
    assert [words(each) for each in soup.select(".pt-alike > div")] == said


def test_a_single_row_has_all_its_columns() -> None:
    soup = drawn_view(GRAPH, "action_table", owner="ORG-A")
    assert len(rows(soup)[0]) == len(soup.select("thead th")) == 4
    assert not soup.select(".pt-alike")


@pytest.mark.parametrize(
    ("options", "caption"),
    [
        ({}, "Alla åtgärder"),
        ({"plan": "HPL-A"}, "Åtgärder i Title of HPL-A"),
        ({"priority": "PRI-A"}, "Åtgärder för Title of PRI-A"),
        (
            {"plan": "HPL-A", "priority": "PRI-A"},
            "Åtgärder i Title of HPL-A för Title of PRI-A",
        ),
        (
            {"target_group": "GRP-A", "action_status": "cancelled"},
            "Alla åtgärder (Target group: Title of GRP-A; State: avbruten)",
        ),
    ],
)
def test_the_caption_says_which_actions(options: dict[str, str], caption: str) -> None:
    soup = drawn_view(GRAPH, "action_table", renderer=SWEDISH, **options)
    assert words(soup.caption) == caption


def test_a_plan_counts_the_actions_of_its_parts() -> None:
    soup = drawn_view(GRAPH, "plan_table", renderer=SWEDISH)
    assert rows(soup) == [
        ["Title of HPL-ALL", "", "1 januari 2027 – 31 december 2029", "3", "Ej startad"],
        ["Title of HPL-A", "Title of ORG-A", "", "2", "Förslag"],
        ["Title of HPL-NONE", "", "från och med 1 januari 2027", "0", "Ej startad"],
    ]


def test_what_all_plans_have_in_common_is_said_once() -> None:
    days = {"valid_from": "2027-01-01", "valid_to": "2029-12-31", "status": Status.PROPOSED}
    graph = plan(item("HPL-A", Role.PLAN, **days), item("HPL-B", Role.PLAN, **days))
    soup = drawn_view(graph, "plan_table", renderer=SWEDISH)
    assert [words(column) for column in soup.select("thead th")] == [
        "Plan",
        "Föreslagen ansvarig",
        "Antal åtgärder",
    ]
    assert words(soup.dl) == "Alla: Förslag Period, alla: 1 januari 2027 – 31 december 2029"


@pytest.mark.parametrize(
    ("directive", "columns"),
    [
        (
            "action_table",
            ["Action", "Owner", "Due", "State"],
        ),
        (
            "indicator_table",
            ["Indicator", "Vad värdena visar", "Läge"],
        ),
        (
            "plan_table",
            ["Plan", "Owner", "Period", "Antal åtgärder", "State"],
        ),
    ],
)
def test_the_columns_are_in_the_projects_words(directive: str, columns: list[str]) -> None:
    soup = drawn_view(GRAPH, directive, renderer=SWEDISH)
    assert [words(column) for column in soup.select("thead th")] == columns


@pytest.mark.parametrize("directive", TABLES)
def test_every_cell_belongs_to_a_column_and_a_row(directive: str) -> None:
    soup = drawn_view(GRAPH, directive)
    columns = [words(column) for column in soup.select("thead th[scope=col]")]
    for row in soup.select("tbody > tr"):
        cells = row.find_all(["th", "td"], recursive=False)
        assert [cell["data-label"] for cell in cells] == columns
        assert cells[0].name == "th"
        assert cells[0]["scope"] == "row"
        assert cells[0].a["href"].startswith("../plan.html#")


@pytest.mark.parametrize("directive", TABLES)
def test_the_roles_survive_a_style_that_breaks_the_table_up(directive: str) -> None:
    soup = drawn_view(GRAPH, directive)
    roles = {
        "table": "table",
        "thead": "rowgroup",
        "tbody": "rowgroup",
        "tr": "row",
        "thead th": "columnheader",
        "tbody th": "rowheader",
        "td": "cell",
    }
    for selector, role in roles.items():
        assert {tag["role"] for tag in soup.select(selector)} == {role}


@pytest.mark.parametrize("directive", TABLES)
def test_the_region_is_named_by_the_caption_and_reached_by_keyboard(directive: str) -> None:
    soup = drawn_view(GRAPH, directive, anchor="view-7")
    region = soup.find(role="region")
    assert region["tabindex"] == "0"
    assert region["aria-labelledby"] == soup.caption["id"] == "view-7-caption"


@pytest.mark.parametrize(
    ("directive", "sentence"),
    [
        ("action_table", "Här finns inga åtgärder än."),
        ("indicator_table", "Här finns inga indikatorer än."),
        ("plan_table", "Här finns inga handlingsplaner än."),
    ],
)
def test_a_table_with_nothing_in_it_is_a_sentence(directive: str, sentence: str) -> None:
    soup = drawn_view(plan(item("STR-A", Role.STRATEGY)), directive, renderer=SWEDISH)
    assert soup.table is None
    assert words(soup.p) == sentence


def test_the_options_name_objects_of_the_right_roles() -> None:
    assert VIEWS["action_table"].options == {
        "plan": {Role.PLAN},
        "priority": {Role.PRIORITY},
        "owner": {Role.ORGANISATION},
        "target_group": {Role.TARGET_GROUP},
    }
    assert VIEWS["action_table"].choices.keys() == {"status", "action_status"}
    assert VIEWS["indicator_table"].options == {"priority": {Role.PRIORITY}}
    assert VIEWS["plan_table"].options == {}


@pytest.mark.parametrize("directive", TABLES)
def test_no_inline_style_or_script(directive: str) -> None:
    soup = drawn_view(plan(*COMPLETE), directive)
    assert soup.find(["script", "style"]) is None
    assert not soup.select("[style], [onclick]")


def cycle() -> Graph:
    return plan(
        item("HPL-A", Role.PLAN, part_of="HPL-B"),
        item("HPL-B", Role.PLAN, part_of="HPL-A"),
        item("ATG-A", Role.ACTION, part_of="HPL-A"),
    )


def test_plans_in_a_circle_do_no_harm() -> None:
    assert [row[2] for row in rows(drawn_view(cycle(), "plan_table"))] == ["1", "1"]
    assert ids(drawn_view(cycle(), "action_table", plan="HPL-B")) == ["ATG-A"]


def test_what_no_action_fits_is_said_and_not_that_there_are_none() -> None:
    soup = drawn_view(GRAPH, "action_table", action_status="done")
    assert words(soup) == "There are no such actions."


def test_a_table_that_can_be_sorted_brings_the_words_for_it() -> None:
    table = drawn_view(GRAPH, "action_table", renderer=SWEDISH).select_one("table")
    assert table is not None
    assert table["data-pt-sort"] == "Sortera efter"
    assert table["data-pt-count"] == "{shown} av {all} rader visas."
    assert not drawn_view(GRAPH, "plan_table").select("table[data-pt-sort]")
