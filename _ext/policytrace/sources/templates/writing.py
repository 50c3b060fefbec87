"""Writes the template of one indicator or of several as a workbook of Excel (.xlsx)."""

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
from policytrace.schema.vocabulary import Sex, ValueColumn, ValueStatus, YesNo
from policytrace.schema.words import Words
from policytrace.sources.templates.content import BegunRow, TemplateContent
from policytrace.sources.templates.marks import (
    COLUMNS,
    EXISTING_MARK,
    INDICATOR_MARK,
    MARK_PLACE,
    TEMPLATE_MARK,
    VALUES_MARK,
    checksum,
)
from policytrace.workbooks.look import ExplainingLine, StyledWorkbook, sheet_name

SPARE_ROWS = 25
"""How many empty rows there are below those that are begun."""

_LISTS = "_listor"
_WIDTHS: Mapping[ValueColumn, float] = MappingProxyType(
    {
        ValueColumn.PERIOD: 11,
        ValueColumn.AREA: 28,
        ValueColumn.AREA_KIND: 15,
        ValueColumn.SEX: 10,
        ValueColumn.GROUP: 18,
        ValueColumn.VALUE: 11,
        ValueColumn.COUNT: 10,
        ValueColumn.STATUS: 13,
        ValueColumn.SOURCE: 44,
        ValueColumn.PROVISIONAL_SOURCE: 13,
        ValueColumn.RETRIEVED: 12.5,
    }
)
_NUMBERS = frozenset({ValueColumn.VALUE, ValueColumn.COUNT})
_EARLIEST, _LATEST = date(1990, 1, 1), date(2199, 12, 31)


def template_workbook(
    contents: Sequence[TemplateContent],
    title: str,
    day: date,
    words: Words,
    translations: gettext.NullTranslations,
) -> bytes:
    """The workbook as a file, with a sheet for each indicator and one that explains."""
    return _TemplateWriter(
        contents=contents,
        book=StyledWorkbook(title, day),
        title=title,
        words=words,
        translations=translations,
    ).write()


def template_title(
    contents: Sequence[TemplateContent], translations: gettext.NullTranslations
) -> str:
    """What the workbook is called."""
    title = (
        message("Template for new values: {title}", title=contents[0].title)
        if len(contents) == 1
        else message("Template for new values")
    )
    return title.render(translations)


@dataclass(slots=True, kw_only=True)
class _TemplateWriter:
    contents: Sequence[TemplateContent]
    book: StyledWorkbook
    title: str
    words: Words
    translations: gettext.NullTranslations
    _lists: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Where each list stands, as a reference of Excel."""
    _open: Mapping[ValueColumn, Format] = field(init=False)
    """The look of the cells in each column that are to be filled in."""

    def __post_init__(self) -> None:
        self._open = {column: self._opened(column) for column in COLUMNS}

    def write(self) -> bytes:
        about = self._say(message("Read this first"))
        names: list[str] = [about, _LISTS]
        for content in self.contents:
            names.append(sheet_name(content.id, names))
        sheets = names[2:]
        self.book.explain(about, self.title, self._explanation(sheets))
        pages = [self.book.add_sheet(name) for name in sheets]
        lists = self.book.add_sheet(_LISTS)
        lists.hide()
        for content, page in zip(self.contents, pages, strict=True):
            self._sheet(content, page, lists)
        return self.book.content()

    def _explanation(self, sheets: Sequence[str]) -> list[ExplainingLine]:
        steps = (
            message(
                "1. Write each new value on a row of its own in the white cells. Rows for the next "
                "period are begun; change them, or leave those without a value as they are."
            ),
            message(
                "2. Say on each row where the value is from, and when you took it from there. If "
                "it is not known how many persons are behind it, leave that cell empty."
            ),
            message(
                "3. If a value is missing or confidential, leave it empty and choose a status. A "
                "value on fewer persons than the limit is refused."
            ),
            message("4. To correct a value that is there, write it anew on a white row."),
            message(
                "5. Save, and take it in: ./policytrace indicators import FILE. It shows what "
                "changes before anything is written."
            ),
        )
        lines = [ExplainingLine(text=self._say(step)) for step in steps]
        heading = message("The grey cells cannot be changed. Never write anybody's name or number.")
        lines += [
            ExplainingLine(text=self._say(heading)),
            ExplainingLine(text=self._say(message("Indicators")), is_heading=True),
        ]
        return lines + [
            ExplainingLine(text=content.id, beside=content.title, sheet=sheet)
            for content, sheet in zip(self.contents, sheets, strict=True)
        ]

    # -------------------------------------------------------------------- one indicator

    def _sheet(self, content: TemplateContent, page: Worksheet, lists: Worksheet) -> None:
        page.set_row(0, 24, self.book.title())
        self.book.put(page, (0, 0), content.title, self.book.title())
        page.set_row(1, None, self.book.style())
        page.write_string(0, MARK_PLACE, TEMPLATE_MARK)
        page.write_string(1, 0, content.id, self.book.style(bold=True))
        page.write_string(1, MARK_PLACE, f"{INDICATOR_MARK}{content.id}")
        row = 2
        for name, text in content.facts:
            said = message("{name}: {text}", name=name, text=text)
            self.book.put(page, (row, 0), self._say(said), self.book.style())
            row += 1
        row += 1
        for place, column in enumerate(COLUMNS):
            page.set_column(place, place, _WIDTHS[column], self._open[column])
            word = self.words.of(column).replace("_", " ")
            page.write_string(row, place, word[:1].upper() + word[1:], self.book.head())
        page.write_string(row, MARK_PLACE, VALUES_MARK)
        page.set_row(row, 31)
        page.freeze_panes(row + 1, 0)
        first, last = row + 1, row + len(content.begun) + SPARE_ROWS
        for number, begun in enumerate(content.begun, start=first):
            self._new(page, number, begun)
        closed = self.book.style()
        for number in (*range(2, row), last + 1):
            page.set_row(number, None, closed)
        for column, choices in self._choices(content).items():
            self._choose(page, lists, column, choices, (first, last))
        self._demand(page, (first, last))
        self._existing(content, page, last + 2)
        page.set_column(MARK_PLACE, MARK_PLACE, None, None, {"hidden": True})
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(row)
        page.protect("", {"format_columns": True, "format_rows": True})

    def _new(self, page: Worksheet, number: int, begun: BegunRow) -> None:
        said = {
            ValueColumn.PERIOD: begun.period,
            ValueColumn.AREA: begun.area,
            ValueColumn.AREA_KIND: begun.area_kind,
            ValueColumn.SEX: begun.sex,
            ValueColumn.GROUP: begun.group,
        }
        for place, column in enumerate(COLUMNS):
            if text := said.get(column, ""):
                self.book.put(page, (number, place), text, self._open[column])

    def _opened(self, column: ValueColumn) -> Format:
        if column in _NUMBERS:
            return self.book.open(align="right")
        if column is ValueColumn.RETRIEVED:
            return self.book.open(num_format="yyyy-mm-dd", align="left")
        return self.book.open(num_format="@")

    def _existing(self, content: TemplateContent, page: Worksheet, row: int) -> None:
        """The values that are there: to be seen, not to be changed."""
        heading = message(
            "Values that are there already: {number}", number=str(len(content.existing))
        )
        page.set_row(row, 24, self.book.style())
        page.write_string(row, 0, self._say(heading), self.book.style(bold=True, font_size=13))
        cells = content.existing
        page.write_string(row, MARK_PLACE, f"{EXISTING_MARK}{checksum(cells)}")
        plain, right = self.book.locked(), self.book.locked(align="right")
        for number, line in enumerate(cells, start=row + 1):
            for place, (column, text) in enumerate(zip(COLUMNS, line, strict=True)):
                self.book.put(page, (number, place), text, right if column in _NUMBERS else plain)
        if cells:
            last = xl_col_to_name(len(COLUMNS) - 1)
            page.ignore_errors(
                {"number_stored_as_text": f"A{row + 1}:{last}{row + len(cells) + 1}"}
            )

    # -------------------------------------------------------------------- what may be chosen

    def _choices(self, content: TemplateContent) -> Mapping[ValueColumn, tuple[str, ...]]:
        words = self.words
        return {
            ValueColumn.PERIOD: content.periods,
            ValueColumn.AREA: content.areas,
            ValueColumn.AREA_KIND: content.kinds,
            ValueColumn.SEX: words.all_of(Sex),
            ValueColumn.STATUS: words.all_of(ValueStatus),
            ValueColumn.PROVISIONAL_SOURCE: (words.of(YesNo.YES),),
        }

    def _choose(
        self,
        page: Worksheet,
        lists: Worksheet,
        column: ValueColumn,
        choices: tuple[str, ...],
        rows: tuple[int, int],
    ) -> None:
        if not choices:
            return
        if choices not in self._lists:
            place = len(self._lists)
            for number, choice in enumerate(choices):
                self.book.put(lists, (number, place), choice, self.book.style())
            letters = xl_col_to_name(place)
            self._lists[choices] = f"={_LISTS}!${letters}$1:${letters}${len(choices)}"
        place = COLUMNS.index(column)
        # Other periods can be written than those that are listed.
        is_open = column is ValueColumn.PERIOD
        page.data_validation(
            rows[0],
            place,
            rows[1],
            place,
            {
                "validate": "list",
                "source": self._lists[choices],
                "error_type": "warning" if is_open else "stop",
                "error_title": self._say(message("Choose in the list")),
                "error_message": self._say(
                    message("This period is not in the list. Is it right?")
                    if is_open
                    else message("Only what stands in the list can be written here.")
                ),
            },
        )

    def _demand(self, page: Worksheet, rows: tuple[int, int]) -> None:
        """Let cells hold only numbers, and days, where those belong."""
        for column, settings, error in (
            (
                ValueColumn.VALUE,
                {"validate": "decimal", "minimum": -1e12, "maximum": 1e12},
                message("Write a number. If there is none, choose a status."),
            ),
            (
                ValueColumn.COUNT,
                {"validate": "integer", "minimum": 0, "maximum": 999_999_999},
                message("Write a whole number of persons, or nothing."),
            ),
            (
                ValueColumn.RETRIEVED,
                {"validate": "date", "minimum": _EARLIEST, "maximum": _LATEST},
                message("Write a date that exists, as 2027-11-15."),
            ),
        ):
            place = COLUMNS.index(column)
            page.data_validation(
                rows[0],
                place,
                rows[1],
                place,
                {**settings, "criteria": "between", "error_message": self._say(error)},
            )

    def _say(self, text: Message) -> str:
        return text.render(self.translations)
