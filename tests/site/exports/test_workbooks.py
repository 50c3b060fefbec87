"""Each plan as a workbook to read."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from openpyxl import load_workbook

from policytrace.messages import catalogue
from policytrace.plan.model import Item
from policytrace.plan.queries import parts_of
from policytrace.schema.roles import Role
from policytrace.site.exports.workbooks import plan_workbooks
from policytrace.site.open_files import workbook_file
from tests.plan_builder import COMPLETE, TODAY, changed, item, plan
from tests.site.exports.snapshots import HOSTILE, all_files, snapshot_of, workbooks

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


def test_a_workbook_is_made_again_when_anything_in_it_is_said_in_another_way() -> None:
    def mark(*items: Item, day: date = TODAY, language: str = "sv") -> str:
        snapshot = replace(snapshot_of(items), today=day)
        return plan_workbooks(snapshot, catalogue(language))[workbook_file(PLAN)].fingerprint

    before = mark(*COMPLETE)
    assert mark(*COMPLETE) == before
    parts = parts_of(plan(*COMPLETE), [PLAN])
    linked = {
        target
        for one in COMPLETE
        if one.id in {PLAN.id, *parts}
        for targets in one.links.values()
        for target in targets
    }
    assert linked - {PLAN.id, *parts}
    for one in COMPLETE:
        renamed = [replace(it, title="Annan") if it.id == one.id else it for it in COMPLETE]
        if one.id in {PLAN.id, *parts} | linked:
            assert mark(*renamed) != before, one.id
    assert mark(*COMPLETE, day=TODAY.replace(year=2031)) != before
    assert mark(*COMPLETE, language="en") != before
