"""Each plan as a workbook to read."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from policytrace.messages import catalogue
from policytrace.plan.model import Item
from policytrace.plan.queries import parts_of
from policytrace.schema.roles import Role
from policytrace.site.exports.registry import FileToMake
from policytrace.site.exports.workbooks import plan_workbooks
from policytrace.site.open_files import workbook_file
from tests.plan_builder import COMPLETE, TODAY, changed, item, plan
from tests.site.exports.snapshots import HOSTILE, all_files, snapshot_of, variations, workbooks

PLAN = next(one for one in COMPLETE if one.role is Role.PLAN)


def cells(content: bytes) -> list[object]:
    """What stands in all cells."""
    book = load_workbook(io.BytesIO(content))
    return [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]


def test_each_plan_has_a_workbook_with_what_is_part_of_it() -> None:
    found = cells(all_files(snapshot_of(COMPLETE))[workbook_file(PLAN)])
    parts = parts_of(plan(*COMPLETE), [PLAN])
    assert parts
    assert {PLAN.id, PLAN.title, *parts} <= set(found)
    assert "IND-A" not in found


def test_references_are_read_as_they_are_on_the_site() -> None:
    text = "Se {need}`Nämnden <ORG-A>` och {need}`ORG-A`."
    items = [replace(one, prose=text) if one.id == PLAN.id else one for one in COMPLETE]
    found = cells(workbooks(snapshot_of(items))[workbook_file(PLAN)])
    assert "Se Nämnden och ORG-A." in found


def test_what_no_reader_is_told_is_left_out() -> None:
    items = changed(COMPLETE, PLAN.id, short_name="HEMLIGT")
    assert "HEMLIGT" not in cells(workbooks(snapshot_of(items))[workbook_file(PLAN)])


def test_what_another_program_would_run_is_text() -> None:
    for hostile in HOSTILE:
        items = [replace(one, title=hostile) if one.id == PLAN.id else one for one in COMPLETE]
        book = load_workbook(io.BytesIO(workbooks(snapshot_of(items))[workbook_file(PLAN)]))
        found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
        assert not [cell for cell in found if cell.data_type == "f"]
        run = [cell for cell in found if str(cell.value).startswith(("=", "+", "@", "-", "'"))]
        assert all(cell.quotePrefix for cell in run)
        assert bool(run) is hostile.startswith(("=", "+", "@", "-", "'"))


def test_a_plan_whose_id_is_no_file_name_is_left_out() -> None:
    odd = item("../X", Role.PLAN)
    assert list(workbooks(snapshot_of([*COMPLETE, odd]))) == [workbook_file(PLAN)]


def file_of(*items: Item, day: date = TODAY, language: str = "sv") -> FileToMake:
    """The workbook of the plan."""
    snapshot = replace(snapshot_of(items), today=day)
    return plan_workbooks(snapshot, catalogue(language))[workbook_file(PLAN)]


@pytest.mark.parametrize("item_id", [one.id for one in COMPLETE])
def test_a_workbook_is_made_again_when_anything_in_it_is_said_in_another_way(item_id: str) -> None:
    """And whatever has changed, what is not made again would come out as it was."""
    before = file_of(*COMPLETE)
    assert file_of(*COMPLETE).fingerprint == before.fingerprint
    content = before.make()
    one = next(it for it in COMPLETE if it.id == item_id)
    for other in variations(one):
        after = file_of(*(other if it.id == item_id else it for it in COMPLETE))
        if after.fingerprint == before.fingerprint:
            assert after.make() == content, other


def test_a_workbook_tells_of_its_day_and_is_in_a_language() -> None:
    marks = {
        file_of(*COMPLETE).fingerprint,
        file_of(*COMPLETE, day=TODAY.replace(year=2031)).fingerprint,
        file_of(*COMPLETE, language="en").fingerprint,
    }
    assert len(marks) == 3


def test_what_is_in_no_workbook_makes_none_anew() -> None:
    """Nor does what stands in a list to choose from, since no reader's workbook has any."""
    elsewhere = (
        item("HPL-NY", Role.PLAN, title="Annan plan"),
        item("ATG-NY", Role.ACTION, title="Annan åtgärd", part_of="HPL-NY", owner="ORG-NY"),
        item("ORG-NY", Role.ORGANISATION, title="Annan nämnd"),
    )
    before = file_of(*COMPLETE, *elsewhere).fingerprint
    for one in elsewhere:
        renamed = (replace(it, title="Ny") if it.id == one.id else it for it in elsewhere)
        assert file_of(*COMPLETE, *renamed).fingerprint == before


def test_what_comes_to_be_called_as_another_is_told_from_it() -> None:
    before = file_of(*COMPLETE).fingerprint
    owner = next(one for one in COMPLETE if one.id == "ORG-A")
    twin = item("ORG-NY", Role.ORGANISATION, title=owner.title)
    assert file_of(*COMPLETE, twin).fingerprint != before
