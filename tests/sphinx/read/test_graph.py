"""Reading sphinx-needs' objects into plain data."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from policytrace.locations import Location
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.typed import Unit
from policytrace.schema.vocabulary import Direction, Status
from policytrace.values.bands import parse_band
from policytrace.values.periods import parse_period
from tests.sphinx.tiny import TinyProject


def test_an_object_becomes_an_item_with_its_links_and_fields(project: TinyProject) -> None:
    action = project.graph().items["ATG-1"]
    assert (action.role, action.title, action.status) == (
        Role.ACTION,
        "Utbilda alla chefer",
        Status.PROPOSED,
    )
    assert (action.location, action.docname) == (
        Location(file="plan.md", line=project.line("plan.md", "Utbilda alla chefer")),
        "plan",
    )
    assert action.links == {
        LinkKind.PART_OF: ("HPL-A",),
        LinkKind.OWNER: ("ORG-KS",),
        LinkKind.CONTRIBUTES_TO: ("ATA-A", "UTG-A"),
        LinkKind.USES: ("NYF-A",),
        LinkKind.CONCERNS: ("GRP-A",),
        LinkKind.MEASURED_BY: ("IND-A",),
    }
    assert action.values == {
        FieldName.STATUS: Status.PROPOSED,
        FieldName.STARTS: date(2027, 3, 1),
        FieldName.DUE: date(2028, 6, 30),
        FieldName.NEXT_FOLLOW_UP: date(2027, 11, 15),
        FieldName.GLOBAL_TARGETS: ("5.2", "16.1"),
    }
    assert action.malformed == {}


def test_every_role_of_the_plan_is_read(project: TinyProject) -> None:
    graph = project.graph()
    assert {item.role for item in graph} == set(Role) - {
        Role.FOLLOW_UP,
        Role.ANALYSIS,
        Role.WAIVER,
        Role.MILESTONE,
        Role.OPINION,
    }
    assert len(graph) == 14


def test_items_come_in_the_order_in_which_the_site_is_read(project: TinyProject) -> None:
    places = [item.location for item in project.graph()]
    assert list(dict.fromkeys(place.file for place in places)) == [
        "strategi.md",
        "plan.md",
        "matt.md",
    ]
    assert all(
        first.line < second.line for first, second in pairwise(places) if first.file == second.file
    )


def test_what_an_indicator_says_is_read_as_what_it_is(project: TinyProject) -> None:
    assert project.graph().items["IND-A"].values == {
        FieldName.STATUS: Status.PROPOSED,
        FieldName.UNIT: Unit(text="procent", noun="procent", is_per_cent=True),
        FieldName.SOURCE: "egen enkät",
        FieldName.DIRECTION: Direction.DOWN,
        FieldName.BASELINE: parse_period("2026"),
        FieldName.TARGET_VALUE: parse_band("5"),
        FieldName.TARGET_YEAR: 2029,
        FieldName.VALUE_EXPECTED: date(2027, 12, 31),
    }


def test_targets_come_in_the_order_of_their_ids_each_once(project: TinyProject) -> None:
    project.edit("plan.md", ":bidrar_till: UTG-A, ATA-A", ":bidrar_till: UTG-A, ATA-A, UTG-A")
    action = project.graph().items["ATG-1"]
    assert action.targets(LinkKind.CONTRIBUTES_TO) == ("ATA-A", "UTG-A")


def test_a_link_to_nothing_is_kept(project: TinyProject) -> None:
    project.edit("plan.md", ":använder: NYF-A", ":använder: NYF-B")
    assert project.graph().items["ATG-1"].targets(LinkKind.USES) == ("NYF-B",)


def test_an_option_left_empty_is_not_set(project: TinyProject) -> None:
    project.edit("plan.md", ":berör: GRP-A", ":berör:")
    project.edit("matt.md", ":enhet: procent", ":enhet:")
    graph = project.graph()
    assert LinkKind.CONCERNS not in graph.items["ATG-1"].links
    assert not graph.items["IND-A"].has(FieldName.UNIT)


def test_a_status_that_is_no_status_is_none(project: TinyProject) -> None:
    project.edit("matt.md", ":status: förslag", ":status: kanske")
    indicator = project.graph().items["IND-A"]
    assert indicator.status is None
    assert indicator.malformed.keys() == {FieldName.STATUS}


@pytest.mark.parametrize(
    ("right", "wrong", "name"),
    [
        (":baslinje: 2026", ":baslinje: 2026/28", FieldName.BASELINE),
        (":målvärde: 5", ":målvärde: 10..5", FieldName.TARGET_VALUE),
        (":målår: 2029", ":målår: 20290", FieldName.TARGET_YEAR),
        (":riktning: ned", ":riktning: neråt", FieldName.DIRECTION),
    ],
)
def test_what_is_no_value_of_its_field_is_kept_out_and_told(
    project: TinyProject, right: str, wrong: str, name: FieldName
) -> None:
    project.edit("matt.md", right, wrong)
    indicator = project.graph().items["IND-A"]
    assert name not in indicator.values
    assert indicator.malformed == {name: wrong.rpartition(" ")[2]}
    assert indicator.has(name)
    line = project.line("matt.md", "{indikator}")
    assert project.findings() == [("matt.md", line, "PT002")]


def test_a_file_in_a_folder_with_any_name_is_placed_from_the_projects_folder(
    project: TinyProject,
) -> None:
    text = project.read("matt.md")
    (project.root / "matt.md").unlink()
    project.write("mått och steg/första året.md", text)
    project.edit("index.md", "matt\n", "mått och steg/första året\n")
    indicator = project.graph().items["IND-A"]
    assert indicator.location == Location(file="mått och steg/första året.md", line=3)
    assert indicator.docname == "mått och steg/första året"


def test_the_graph_does_not_change_when_sphinx_needs_objects_do(project: TinyProject) -> None:
    first = project.graph()
    project.edit("plan.md", "Utbilda alla chefer", "Utbilda alla")
    second = project.graph()
    assert first.items["ATG-1"].title == "Utbilda alla chefer"
    assert second.items["ATG-1"].title == "Utbilda alla"
