"""Writes sheets as a workbook of Excel (.xlsx): to be read, or to be changed and taken in again.

The one that is to be changed has locked cells for what must not, lists to choose from, and two
hidden sheets: the lists, and what each cell held (`base`), by which it is known what a person has
changed. The same content on the same day gives the same bytes.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from policytrace.messages import Message, message
from policytrace.plan_workbook.base import BASE_SHEET, NOT_EXPORTED, base_rows
from policytrace.plan_workbook.cells import LONGEST_CELL, cell_of, written_in
from policytrace.plan_workbook.columns import CellKind, PlanSheet, SheetColumn
from policytrace.plan_workbook.content import ObjectContent, fingerprint
from policytrace.plan_workbook.labels import Labels
from policytrace.workbooks.look import ExplainingLine, StyledWorkbook

LISTS_SHEET = "_listor"
ID_HEADING = "Id"
NEW_ROWS = 200
"""So many rows below the last can hold new objects."""

_FIRST_ROW = 1
_WIDTHS: Mapping[CellKind, float] = MappingProxyType(
    {
        CellKind.TEXT: 16,
        CellKind.LONG: 36,
        CellKind.DAY: 12.5,
        CellKind.INTEGER: 9,
        CellKind.CHOICE: 14,
        CellKind.NAMES: 34,
    }
)
_ID_WIDTH, _TITLE_WIDTH, _TEXT_WIDTH = 22.0, 40.0, 60.0
_HEAD_HEIGHT = 33


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook that is to be written."""

    title: str
    day: date
    about_title: str
    """What the first sheet is called."""
    about: Sequence[ExplainingLine]
    sheets: Sequence[PlanSheet]
    editable: bool


def workbook_bytes(book: Book, labels: Labels, translations: gettext.NullTranslations) -> bytes:
    """The workbook as a file."""
    return _BookWriter(book=book, labels=labels, translations=translations).write()


@dataclass(kw_only=True)
class _BookWriter:
    book: Book
    labels: Labels
    translations: gettext.NullTranslations
    _lists: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Where each list stands, as a reference of Excel."""
    _base: dict[tuple[str, str], str] = field(default_factory=dict)

    def write(self) -> bytes:
        book = self.book
        self._made = StyledWorkbook(book.title, book.day)
        self._made.explain(book.about_title, book.title, book.about)
        pages = [(sheet, self._made.add_sheet(sheet.title)) for sheet in book.sheets]
        hidden = self._made.add_sheet(LISTS_SHEET) if book.editable else None
        for sheet, page in pages:
            self._sheet(sheet, page, hidden)
        if hidden is not None:
            hidden.hide()
            base = self._made.add_sheet(BASE_SHEET)
            rows = base_rows(book.day, book.sheets, self._base, self.labels.all)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    base.write_string(number, column, cell)
            base.very_hidden()
        return self._made.content()

    # -------------------------------------------------------------------- a sheet of objects

    def _sheet(self, sheet: PlanSheet, page: Worksheet, lists: Worksheet | None) -> None:
        head, locked = self._made.head(), self._made.locked()
        page.set_row(0, _HEAD_HEIGHT)
        page.write_string(0, 0, ID_HEADING, head)
        page.set_column(0, 0, _ID_WIDTH, locked if lists is not None else None)
        last = max(len(sheet.rows), 1)
        columns = [(column, self._style(column)) for column in sheet.columns]
        for at, (column, style) in enumerate(columns, start=1):
            width = _WIDTHS[column.kind] if column.section is None else _TEXT_WIDTH
            width = _TITLE_WIDTH if column.is_title else width
            page.set_column(at, at, width, style)
            self._made.put(page, (0, at), column.heading, head)
            if lists is not None:
                self._validate(page, at, column, last + NEW_ROWS, lists)
        for number, content in enumerate(sheet.rows, start=_FIRST_ROW):
            page.write_string(number, 0, content.id, locked)
            for at, (column, style) in enumerate(columns, start=1):
                self._cell(page, (number, at), column, content, style)
        page.freeze_panes(1, 2)
        page.autofilter(0, 0, last, len(sheet.columns))
        page.ignore_errors(
            {"number_stored_as_text": f"A1:{xl_col_to_name(len(sheet.columns))}{last + NEW_ROWS}"}
        )
        page.set_landscape()
        page.set_paper(8)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_footer("&L&A&R&P/&N")
        if lists is not None:
            page.protect(
                "",
                {
                    "format_columns": True,
                    "format_rows": True,
                    "autofilter": True,
                    "select_locked_cells": True,
                    "select_unlocked_cells": True,
                },
            )

    def _cell(
        self,
        page: Worksheet,
        place: tuple[int, int],
        column: SheetColumn,
        content: ObjectContent,
        style: Format,
    ) -> None:
        editable = self.book.editable
        written = written_in(column, content, worked_out=not editable)
        value = cell_of(column, written, self.labels)
        too_long = isinstance(value, str) and len(value) > LONGEST_CELL
        if editable and (told := NOT_EXPORTED if too_long else fingerprint(written)):
            self._base[content.id, column.name] = told
        if too_long:
            text = message("This text is too long for Excel. Change it in the file.")
            value = text.render(self.translations)
            style = self._made.locked(italic=True, text_wrap=True)
        if value == "":
            page.write_blank(*place, None, style)
        elif isinstance(value, str):
            self._made.put(page, place, value, style)
        elif isinstance(value, date):
            page.write_datetime(*place, value, style)
        else:
            page.write_number(*place, value, style)

    def _style(self, column: SheetColumn) -> Format:
        form = {
            CellKind.DAY: "yyyy-mm-dd",
            CellKind.INTEGER: "0",
            # What is chosen in a list is taken as if it had been typed.
            **dict.fromkeys((CellKind.TEXT, CellKind.CHOICE, CellKind.NAMES), "@"),
        }
        return self._made.open(
            text_wrap=column.kind in (CellKind.LONG, CellKind.NAMES),
            num_format=form.get(column.kind, "General"),
            align="left",
            bold=column.is_title,
        )

    # -------------------------------------------------------------------- what may be chosen

    def _validate(
        self, page: Worksheet, at: int, column: SheetColumn, last: int, lists: Worksheet
    ) -> None:
        say = self._say
        span = (_FIRST_ROW, at, last, at)
        if column.choices:
            page.data_validation(
                *span,
                {
                    "validate": "list",
                    "source": self._list(column.choices, lists),
                    "show_error": column.one,
                    "error_title": say(message("Choose in the list")),
                    "error_message": say(
                        message("Only what stands in the list can be written here.")
                    ),
                },
            )
        elif column.kind is CellKind.DAY:
            page.data_validation(
                *span,
                {
                    "validate": "date",
                    "criteria": "between",
                    "minimum": date(1901, 1, 1),
                    "maximum": date(2199, 12, 31),
                    "error_title": say(message("Write a date")),
                    "error_message": say(message("Write a date that exists, as 2027-11-15.")),
                },
            )
        elif column.kind is CellKind.INTEGER:
            page.data_validation(
                *span,
                {
                    "validate": "integer",
                    "criteria": "between",
                    "minimum": -999_999_999,
                    "maximum": 999_999_999,
                    "error_title": say(message("Write a whole number")),
                    "error_message": say(message("Write a whole number.")),
                },
            )

    def _list(self, choices: tuple[str, ...], lists: Worksheet) -> str:
        if choices not in self._lists:
            column = len(self._lists)
            for row, choice in enumerate(choices):
                self._made.put(lists, (row, column), choice, self._made.style())
            letters = xl_col_to_name(column)
            self._lists[choices] = f"={LISTS_SHEET}!${letters}$1:${letters}${len(choices)}"
        return self._lists[choices]

    def _say(self, text: Message) -> str:
        return text.render(self.translations)
