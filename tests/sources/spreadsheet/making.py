"""Makes workbooks and text files as an administrator's programs do, and a project to take them in.

The areas and figures are made up.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

import xlsxwriter

from policytrace.measure.areas import Area, AreaRegister
from policytrace.measure.kolada_catalogue import Catalogue, CatalogueEntry
from policytrace.measure.tables import Row, Table, table_text
from policytrace.schema.vocabulary import AreaKind
from policytrace.sources.spreadsheet.choices import NOTHING_SAID, FileChoice, FileChoices
from policytrace.sources.spreadsheet.layouts.area_names import AreaNames
from policytrace.sources.spreadsheet.layouts.selected import Known
from policytrace.sources.spreadsheet.layouts.understanding import understand
from policytrace.sources.spreadsheet.statements import Defaults, rows_of
from tests.measure.figures import HEADER, WARD, WORDS

Cell = str | float | bool | date | datetime | None
Rows = Iterable[Sequence[Cell]]

AREAS = AreaRegister(
    areas={
        area.key: area
        for area in (
            Area(name="Lilla kommun", kind=AreaKind.MUNICIPALITY, kolada="9999"),
            Area(name="Ängen, norra", kind=WARD),
            Area(name="Riket", kind=AreaKind.COUNTRY, kolada="0000"),
        )
    }
)

CATALOGUE = Catalogue(
    entries={
        entry.id: entry
        for entry in (
            CatalogueEntry(id=name, title=title, split_by_sex=True, checked=None)
            for name, title in (
                ("N00001", "Provad andel, andel (%)"),
                ("N00002", "Provat antal, antal/1000 inv"),
            )
        )
    }
)
KNOWN = Known(words=WORDS, areas=AreaNames(register=AREAS), catalogue=CATALOGUE)

TODAY = date(2027, 1, 15)
DEFAULTS = Defaults(source="", retrieved=TODAY)

FIRST = ("2022", "Lilla kommun", "kvinnor", "", "42.9", "120", "", "egen enkät", "2026-11-01")
SECOND = ("2022", "Lilla kommun", "män", "", "38", "", "preliminärt", "egen enkät", "2026-11-01")


def xlsx(rows: Rows, *, sheet: str = "Data", top: int = 0, left: int = 0) -> bytes:
    """A workbook with one sheet, whose first cell is `top` rows down and `left` to the right."""
    return workbook({sheet: rows}, top=top, left=left)


def workbook(sheets: Mapping[str, Rows], *, top: int = 0, left: int = 0) -> bytes:
    """A workbook with these sheets."""

    def fill(book: xlsxwriter.Workbook) -> None:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows, start=top):
                for place, cell in enumerate(cells, start=left):
                    if isinstance(cell, str):
                        sheet.write_string(number, place, cell)
                    elif cell is not None:
                        sheet.write(number, place, cell)

    return made_by(fill)


def made_by(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """A workbook that `fill` has written to."""
    made = io.BytesIO()
    settings = {"in_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(made, settings) as book:
        fill(book)
    return made.getvalue()


def with_parts(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A package with parts put in or, with None, taken out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return made.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    """A part of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def delimited(rows: Iterable[Sequence[str]], delimiter: str = ";") -> str:
    """Text with columns, and Windows' line ends."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter).writerows(rows)
    return made.getvalue()


def table(
    content: bytes, *, choices: FileChoices = NOTHING_SAID, defaults: Defaults = DEFAULTS
) -> Table:
    """What is taken in from a file with this content, of whatever measures."""
    found = understand(content, choices, KNOWN)
    tables = [rows_of(one.statements, defaults, AREAS, WORDS) for one in found.series]
    return Table(
        rows=tuple(row for table in tables for row in table.rows),
        issues=(
            *(issue for one in found.series for issue in one.issues),
            *(issue for table in tables for issue in table.issues),
        ),
    )


def in_sheet(name: str) -> FileChoices:
    """The choice of a sheet; none for no name."""
    return NOTHING_SAID.with_answer(FileChoice.SHEET, name) if name else NOTHING_SAID


def canonical(rows: Iterable[Row]) -> str:
    """The data file for these rows."""
    return table_text(rows, AREAS, WORDS)


def taken(*rows: Sequence[Cell], header: Sequence[str] = HEADER) -> Table:
    """What is taken in from a workbook with these rows."""
    return table(xlsx([header, *rows]))
