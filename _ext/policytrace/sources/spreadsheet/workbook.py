"""Reads workbooks of Excel (.xlsx), which may come from anyone.

calamine does the reading. What it does not tell, or does not guard against, is looked for first:

- It lays a sheet out place by place to the last cell, and makes room for as many texts as the file
  says that it has, so that one cell far out, or one number, ends the process. Both are measured.
- A cell whose formula has failed comes as an empty one, and would pass for what nobody filled in:
  for all of the population in a column of groups, for an unknown number of persons in another.
- A cell that shows ``42,9 %`` comes as 0.429.

Other forms of workbooks cannot be looked through like that, and are not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from policytrace.sources.spreadsheet.package import packed, unpacked
from policytrace.sources.spreadsheet.sheets import (
    MergedCells,
    Sheet,
    UnusableError,
    sheet_row,
)
from policytrace.sources.spreadsheet.spelling import stored_number
from policytrace.sources.spreadsheet.workbook_faults import (
    DAMAGED,
    LOCKED,
    NOT_COMPUTED,
    OTHER_FORM,
)
from policytrace.sources.spreadsheet.workbook_inspection import (
    RELATIONS,
    STRINGS,
    STYLES,
    WORKBOOK,
    Place,
    WorkbookShape,
    looked_through,
)

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_PART = "EncryptedPackage".encode("utf-16-le")
_CORE = frozenset(
    {
        "[Content_Types].xml",
        "_rels/.rels",
        WORKBOOK,
        RELATIONS,
        STYLES,
        STRINGS,
    }
)
"""The parts that are read, beside the sheets."""


def is_workbook(content: bytes) -> bool:
    """Whether it is a workbook of some form, whatever the file is called."""
    return content.startswith((_ZIP, _COMPOUND))


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSheet:
    """A sheet as it stands: its cells, and what is seen of them besides what they hold."""

    name: str
    hidden: bool
    rows: Sequence[Sequence[object]]
    """What the cells hold, from the first row and column on; an empty text for nothing."""
    merged: tuple[MergedCells, ...]
    shape: WorkbookShape


def read_workbook(content: bytes) -> tuple[tuple[Sheet, ...], tuple[Sheet, ...]]:
    """The sheets of a workbook that can be seen, and those that are hidden.

    Raises:
        UnusableError: it is damaged, locked, too large, or of another form.
    """
    found = read_cells(content)
    for sheet in found:
        for row, _ in sheet.shape.not_computed:
            raise UnusableError(NOT_COMPUTED, row + 1)
    return (
        tuple(_sheet(sheet) for sheet in found if not sheet.hidden),
        tuple(_sheet(sheet) for sheet in found if sheet.hidden),
    )


def read_cells(content: bytes) -> tuple[CellSheet, ...]:
    """The sheets of a workbook, with what their cells hold.

    Raises:
        UnusableError: it is damaged, locked, too large, or of another form.
    """
    if content.startswith(_COMPOUND):
        raise UnusableError(LOCKED if _LOCKED_PART in content else OTHER_FORM)
    parts = unpacked(content)
    if WORKBOOK not in parts:
        raise UnusableError(OTHER_FORM)
    try:
        looks = looked_through(parts)
        names = (_CORE & parts.keys()) | {look.part for look in looks.values()}
        with CalamineWorkbook.from_filelike(packed({name: parts[name] for name in names})) as book:
            return tuple(
                _cells(
                    book.get_sheet_by_name(sheet.name),
                    looks[sheet.name],
                    hidden=sheet.visible is not SheetVisibleEnum.Visible,
                )
                for sheet in book.sheets_metadata
                if sheet.typ is SheetTypeEnum.WorkSheet
            )
    except (UnusableError, KeyboardInterrupt):
        raise
    except BaseException as error:  # calamine's panics are no Exception
        raise UnusableError(DAMAGED) from error


def _cells(found: CalamineSheet, shape: WorkbookShape, *, hidden: bool) -> CellSheet:
    rows = found.to_python(skip_empty_area=False)
    return CellSheet(
        name=found.name,
        hidden=hidden,
        rows=rows,
        merged=_merged(found, len(rows), max(map(len, rows), default=0)),
        shape=shape,
    )


def _sheet(found: CellSheet) -> Sheet:
    rows = []
    for row, values in enumerate(found.rows):
        cells = [_text(value, (row, column), found.shape) for column, value in enumerate(values)]
        if any(cells):
            stored = (
                column
                for column, value in enumerate(values)
                if isinstance(value, int | float | date) and not isinstance(value, bool)
            )
            rows.append(sheet_row(row + 1, cells, stored))
    return Sheet(
        name=found.name,
        hidden_rows=tuple(row for row in found.shape.hidden_rows if row <= len(found.rows)),
        hides_columns=found.shape.hides_columns,
        rows=tuple(rows),
        merged=found.merged,
    )


def _merged(found: CalamineSheet, height: int, width: int) -> tuple[MergedCells, ...]:
    """The merged cells, as far as the sheet is in use: a file may say that all are."""
    return tuple(
        MergedCells(
            first_row=first_row + 1,
            last_row=min(last_row + 1, height),
            first_place=first_place,
            last_place=min(last_place, width - 1),
        )
        for (first_row, first_place), (last_row, last_place) in found.merged_cell_ranges or ()
    )


def _text(value: object, place: Place, look: WorkbookShape) -> str:
    """A cell as a person would write it."""
    if place in look.failed:
        return look.failed[place]
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return (
            f"{stored_number(value * 100)}%" if place in look.percentages else stored_number(value)
        )
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
