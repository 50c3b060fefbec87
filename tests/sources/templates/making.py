"""Makes templates, and fills them in as a person does in Excel."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from policytrace.measure.tables import Row
from policytrace.messages import catalogue
from policytrace.schema.roles import Role
from policytrace.sources.templates.content import TemplateContent, template_content
from policytrace.sources.templates.writing import template_workbook
from tests.measure.figures import WORDS
from tests.plan_builder import item
from tests.sources.spreadsheet.making import AREAS

DAY = date(2027, 1, 15)


def content(rows: Sequence[Row] = (), name: str = "IND-A", **values: str) -> TemplateContent:
    """The content of an indicator's template."""
    indicator = item(name, Role.INDICATOR, title=f"Mått {name}", **values)
    return template_content(indicator, rows, AREAS, WORDS)


def made(*contents: TemplateContent) -> bytes:
    """The workbook for these."""
    return template_workbook(contents, "Mall", DAY, WORDS, catalogue("sv"))


def opened(template: bytes) -> openpyxl.Workbook:
    """The workbook as Excel would show it."""
    return openpyxl.load_workbook(io.BytesIO(template))


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook as it is saved."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def header(sheet: Worksheet) -> int:
    """The row with the names of the columns."""
    return next(row for row in range(1, 40) if sheet.cell(row, 1).value == "Period")


def fill_in(template: bytes, rows: Iterable[Sequence[object]], sheet: str = "IND-A") -> bytes:
    """The template with these rows written over those that are begun."""
    book = opened(template)
    page = book[sheet]
    for number, cells in enumerate(rows, start=header(page) + 1):
        for place in range(1, 12):
            page.cell(number, place).value = None
        for place, cell in enumerate(cells, start=1):
            page.cell(number, place).value = cell  # type: ignore[assignment]
    return saved(book)
