"""A workbook, as Excel opens it: what can be changed, what can be chosen, and what cells are."""

from __future__ import annotations

from datetime import datetime

import pytest

from policytrace.plan_workbook.writing import NEW_ROWS
from policytrace.schema.roles import Role
from tests.plan_builder import item
from tests.plan_workbook.books import ACTIONS, ITEMS, column, opened, row, written


def test_sheets_come_in_the_order_of_what_is_edited() -> None:
    book = opened(written())
    assert book.sheetnames[:4] == ["Så gör du", ACTIONS, "Planer", "Delmål"]
    assert {sheet.title: sheet.sheet_state for sheet in book if sheet.title.startswith("_")} == {
        "_listor": "hidden",
        "_underlag": "veryHidden",
    }


def test_names_stand_instead_of_ids_and_those_alike_are_told_apart() -> None:
    sheet = opened(written())[ACTIONS]
    number = row(sheet, "ATG-1")
    assert sheet.cell(number, column(sheet, "Ansvarig")).value == "Kommunstyrelsen"
    assert sheet.cell(number, column(sheet, "Medverkar")).value == (
        "Nämnden (ORG-B)\nNämnden (ORG-C)"
    )


def test_a_day_is_a_date_and_text_is_text() -> None:
    sheet = opened(written())[ACTIONS]
    number = row(sheet, "ATG-1")
    day = sheet.cell(number, column(sheet, "Klar senast"))
    assert (day.value, day.number_format) == (datetime(2028, 6, 30), "yyyy-mm-dd")  # noqa: DTZ001
    assert sheet.cell(number, column(sheet, "Resurs")).data_type == "s"


def test_only_ids_headings_and_instructions_are_locked() -> None:
    book = opened(written())
    sheet = book[ACTIONS]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sheet["A2"].protection.locked
    assert sheet["B1"].protection.locked
    for heading in ("Rubrik", "Ansvarig", "Klar senast", "Varför"):
        at = column(sheet, heading)
        assert not sheet.cell(2, at).protection.locked
        below = next(one for one in sheet.column_dimensions.values() if one.min <= at <= one.max)
        assert not below.protection.locked
    assert book["Så gör du"].protection.sheet


def test_lists_offer_what_may_stand_there_in_new_rows_too() -> None:
    book = opened(written())
    sheet = book[ACTIONS]
    by_column = {
        str(one.sqref).split(":")[0].rstrip("0123456789"): one
        for one in sheet.data_validations.dataValidation
    }

    def rule(heading: str) -> object:
        return by_column[sheet.cell(1, column(sheet, heading)).column_letter]

    def choices(heading: str) -> list[str]:
        reference = rule(heading).formula1.replace("$", "")  # type: ignore[attr-defined]
        name, _, span = reference.partition("!")
        return [cell.value for line in book[name][span] for cell in line]

    assert choices("Ansvarig") == ["Kommunstyrelsen", "Nämnden (ORG-B)", "Nämnden (ORG-C)"]
    assert choices("Del av") == ["Planen"]
    assert "förslag" in choices("Status")
    assert rule("Status").showErrorMessage  # type: ignore[attr-defined]
    assert not rule("Medverkar").showErrorMessage  # type: ignore[attr-defined]
    assert rule("Klar senast").type == "date"  # type: ignore[attr-defined]
    last = str(rule("Ansvarig").sqref).rpartition(":")[2]  # type: ignore[attr-defined]
    assert int("".join(filter(str.isdigit, last))) > NEW_ROWS


def test_headings_stay_in_view_and_can_be_filtered_by() -> None:
    sheet = opened(written())[ACTIONS]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.print_title_rows == "$1:$1"
    long = sheet.cell(2, column(sheet, "Varför"))
    assert long.alignment.wrap_text
    assert sheet.column_dimensions["B"].width > 30


@pytest.mark.parametrize("editable", [True, False])
def test_what_would_be_a_formula_is_text_as_it_was_written(editable: bool) -> None:  # noqa: FBT001
    hostile = [
        item("HPL-X", Role.PLAN, title="=HYPERLINK(1)"),
        item("ATG-X", Role.ACTION, title="+1", resource="-1+1", part_of="HPL-X"),
        item("ORG-X", Role.ORGANISATION, title="@SUM(A1)"),
    ]
    book = opened(written((*ITEMS, *hostile), editable=editable))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
    sheet = book[ACTIONS]
    for heading, text in (("Rubrik", "+1"), ("Resurs", "-1+1"), ("Del av", "=HYPERLINK(1)")):
        cell = sheet.cell(row(sheet, "ATG-X"), column(sheet, heading))
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_the_copy_to_read_has_no_hidden_sheets_no_locks_and_no_empty_columns() -> None:
    book = opened(written(editable=False))
    assert all(sheet.sheet_state == "visible" for sheet in book)
    sheet = book[ACTIONS]
    assert not sheet.protection.sheet
    assert sheet.data_validations.dataValidation == []
    headings = [cell.value for cell in sheet[1]]
    assert headings == [
        *("Id", "Rubrik", "Status", "Del av", "Ansvarig", "Medverkar", "Klar senast", "Resurs"),
    ]


@pytest.mark.parametrize("editable", [True, False])
def test_the_same_plan_on_the_same_day_gives_the_same_bytes(editable: bool) -> None:  # noqa: FBT001
    assert written(editable=editable) == written(editable=editable)
