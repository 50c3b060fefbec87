"""What all workbooks have in common: names of sheets, and text that is text."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from policytrace.workbooks.look import ExplainingLine, StyledWorkbook, sheet_name


@given(st.lists(st.text(max_size=60), max_size=6))
def test_every_sheet_gets_a_name_of_its_own_that_excel_takes(wanted: list[str]) -> None:
    names: list[str] = []
    for text in wanted:
        names.append(sheet_name(text, names))
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_the_first_sheet_explains_and_leads_to_the_others() -> None:
    book = StyledWorkbook("Titel", date(2027, 1, 15))
    book.explain(
        "Läs",
        "=Titel",
        [
            ExplainingLine(text="=HYPERLINK(1)"),
            ExplainingLine(text="Blad", is_heading=True),
            ExplainingLine(text="Data", beside="det andra", sheet="Data"),
        ],
    )
    book.add_sheet("Data")
    page = openpyxl.load_workbook(io.BytesIO(book.content()))["Läs"]
    assert [page.cell(row, 1).value for row in (1, 3, 4, 5)] == [
        "'=Titel",
        "'=HYPERLINK(1)",
        "Blad",
        "Data",
    ]
    assert page.cell(5, 1).hyperlink is not None
    assert page.protection.sheet
