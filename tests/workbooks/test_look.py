"""What all workbooks have in common: names of sheets, and text that is text."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
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
        "=Titel",
        "=HYPERLINK(1)",
        "Blad",
        "Data",
    ]
    assert page.cell(5, 1).hyperlink is not None
    assert page.protection.sheet


HOSTILE = [
    "=HYPERLINK(1)",
    "+46",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1)",
    " =1",
    "'=1",
    "\t=1",
    "- en punkt",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_excel_would_take_for_a_formula_is_marked_as_text(text: str) -> None:
    book = StyledWorkbook("Titel", date(2027, 1, 15))
    page = book.add_sheet("Data")
    for row, style in enumerate((book.style(), book.open(num_format="@"), book.head())):
        book.put(page, (row, 0), text, style)
        book.put(page, (row, 1), "som andra", style)
    sheet = openpyxl.load_workbook(io.BytesIO(book.content()))["Data"]
    for marked, other in sheet.iter_rows(max_col=2):
        assert (marked.value, marked.data_type, marked.quotePrefix) == (text, "s", True)
        assert not other.quotePrefix
        assert marked.font.b == other.font.b
        assert marked.fill.fgColor.rgb == other.fill.fgColor.rgb
        assert marked.protection.locked == other.protection.locked
        assert marked.number_format == other.number_format
