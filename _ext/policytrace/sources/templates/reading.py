"""Reads what has been filled in of a template, sheet by sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policytrace.measure.csvfile import Issue
from policytrace.messages import message
from policytrace.schema.vocabulary import ValueColumn
from policytrace.sources.spreadsheet.sheets import Sheet, SheetRow, UnusableError, shown
from policytrace.sources.spreadsheet.statements import Statement
from policytrace.sources.templates.marks import (
    COLUMNS,
    EXISTING_MARK,
    INDICATOR_MARK,
    MARK_PLACE,
    TEMPLATE_MARK,
    VALUES_MARK,
    checksum,
)

_FILLED_IN = (ValueColumn.VALUE, ValueColumn.COUNT, ValueColumn.STATUS)
"""A row without any of these has not been filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledTemplate:
    """What has been filled in on one sheet."""

    indicator: str
    sheet: str
    header: int
    """The row with the names of the columns."""
    statements: tuple[Statement, ...]
    not_filled_in: int
    """How many rows are begun and have no value."""
    existing: int
    """How many values are shown that were there already."""
    issues: tuple[Issue, ...]


def is_template(sheet: Sheet) -> bool:
    """Whether a sheet is one of a template."""
    first = next(iter(sheet.rows), None)
    return first is not None and _cell(first, MARK_PLACE) == TEMPLATE_MARK


def read_template(sheet: Sheet) -> FilledTemplate:
    """What has been filled in on a sheet.

    Raises:
        UnusableError: its marks are gone.
    """
    marks = {mark: row for row in sheet.rows if (mark := _cell(row, MARK_PLACE))}
    indicator = next((mark for mark in marks if mark.startswith(INDICATOR_MARK)), "")
    existing = next((mark for mark in marks if mark.startswith(EXISTING_MARK)), "")
    if not (indicator and existing and VALUES_MARK in marks):
        raise UnusableError(
            message(
                "The template has lost rows or columns that it is known by. Copy the new values "
                "to a new template."
            )
        )
    header, end = marks[VALUES_MARK].number, marks[existing].number
    filled = [row for row in sheet.rows if header < row.number < end]
    statements, issues, not_filled_in = _statements(filled)
    shown_rows = [row.cells[:MARK_PLACE] for row in sheet.rows if row.number > end]
    if checksum(shown_rows) != existing.removeprefix(EXISTING_MARK):
        issues.append(
            Issue(
                line=end,
                message=message("The grey rows with the values that are there have been changed."),
                hint=message("Write a correction on a white row, in a template that is unchanged."),
            )
        )
    return FilledTemplate(
        indicator=indicator.removeprefix(INDICATOR_MARK),
        sheet=sheet.name,
        header=header,
        statements=tuple(statements),
        not_filled_in=not_filled_in,
        existing=len(shown_rows),
        issues=tuple(issues),
    )


def _statements(rows: Sequence[SheetRow]) -> tuple[list[Statement], list[Issue], int]:
    statements: list[Statement] = []
    issues: list[Issue] = []
    begun = 0
    for row in rows:
        outside = next((cell for cell in row.cells[MARK_PLACE:] if cell), "")
        cells = {column: _cell(row, place) for place, column in enumerate(COLUMNS)}
        if outside:
            issues.append(
                Issue(
                    line=row.number,
                    message=message("“{text}” stands in no column.", text=shown(outside)),
                    hint=message("Give the column a name, or take the text away."),
                )
            )
        elif any(cells[column] for column in _FILLED_IN):
            is_stored = COLUMNS.index(ValueColumn.VALUE) in row.stored
            statements.append(Statement(row=row.number, cells=cells, is_stored=is_stored))
        elif any(cells.values()):
            begun += 1
    return statements, issues, begun


def _cell(row: SheetRow, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""
