"""Each plan as a workbook to read."""

from __future__ import annotations

import io
from dataclasses import replace

from openpyxl import load_workbook

from policytrace.messages import catalogue
from policytrace.plan.queries import parts_of
from policytrace.schema.roles import Role
from policytrace.site.exports.registry import exported_files
from policytrace.site.exports.workbooks import plan_workbooks
from policytrace.site.open_files import workbook_file
from tests.plan_builder import COMPLETE, changed, item, plan
from tests.site.exports.snapshots import HOSTILE, snapshot_of

PLAN = next(one for one in COMPLETE if one.role is Role.PLAN)
SWEDISH = catalogue("sv")


def cells(content: bytes) -> list[object]:
    """What stands in all cells."""
    book = load_workbook(io.BytesIO(content))
    return [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]


def test_each_plan_has_a_workbook_with_what_is_part_of_it() -> None:
    found = cells(exported_files(snapshot_of(COMPLETE), SWEDISH)[workbook_file(PLAN)])
    parts = parts_of(plan(*COMPLETE), [PLAN])
    assert parts
    assert {PLAN.id, PLAN.title, *parts} <= set(found)
    assert "IND-A" not in found


def test_references_are_read_as_they_are_on_the_site() -> None:
    text = "Se {need}`Nämnden <ORG-A>` och {need}`ORG-A`."
    items = [replace(one, prose=text) if one.id == PLAN.id else one for one in COMPLETE]
    found = cells(plan_workbooks(snapshot_of(items), SWEDISH)[workbook_file(PLAN)])
    assert "Se Nämnden och ORG-A." in found


def test_what_no_reader_is_told_is_left_out() -> None:
    items = changed(COMPLETE, PLAN.id, short_name="HEMLIGT")
    assert "HEMLIGT" not in cells(plan_workbooks(snapshot_of(items), SWEDISH)[workbook_file(PLAN)])


def test_what_another_program_would_run_is_text() -> None:
    for hostile in HOSTILE:
        items = [replace(one, title=hostile) if one.id == PLAN.id else one for one in COMPLETE]
        book = load_workbook(
            io.BytesIO(plan_workbooks(snapshot_of(items), SWEDISH)[workbook_file(PLAN)])
        )
        found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
        assert not [cell for cell in found if cell.data_type == "f"]
        run = [cell for cell in found if str(cell.value).startswith(("=", "+", "@", "-", "'"))]
        assert all(cell.quotePrefix for cell in run)
        assert bool(run) is hostile.startswith(("=", "+", "@", "-", "'"))


def test_a_plan_whose_id_is_no_file_name_is_left_out() -> None:
    odd = item("../X", Role.PLAN)
    assert list(plan_workbooks(snapshot_of([*COMPLETE, odd]), SWEDISH)) == [workbook_file(PLAN)]
