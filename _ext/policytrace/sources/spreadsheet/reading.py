"""From the rows of a sheet to the rows of a series; all that is wrong is told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.checks.identity_numbers import identity_numbers, split_numbers
from policytrace.measure.areas import AreaRegister
from policytrace.measure.csvfile import Issue
from policytrace.measure.tables import Row, Table, check_cells
from policytrace.messages import message
from policytrace.schema.vocabulary import ValueColumn, ValueStatus
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.sheets import Columns, Sheet, SheetRow, shown
from policytrace.sources.spreadsheet.spelling import count_of, period_of, sex_of, value_and_status

_ERROR = re.compile(r"#[A-ZÅÄÖ/0]+[!?]?")
"""What a cell shows when its formula has failed, in English and Swedish."""

_DASHES = frozenset("-–—−")


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What holds for rows that do not say."""

    source: str
    retrieved: date


def read_rows(
    sheet: Sheet, columns: Columns, defaults: Defaults, areas: AreaRegister, words: Words
) -> Table:
    """The values of a sheet, and everything that is wrong with them; a line is a sheet's row."""
    rows: list[Row] = []
    issues: list[Issue] = []
    for row in sheet.rows:
        if refused := tuple(_refused(row, columns, words)):
            issues.extend(refused)
        elif row.number > columns.row:
            found = check_cells(_cells(row, columns, defaults, words), row.number, areas, words)
            if isinstance(found, Row):
                rows.append(found)
            else:
                issues.extend(found)
    return Table(rows=tuple(rows), issues=tuple(issues))


def _cells(
    row: SheetRow, columns: Columns, defaults: Defaults, words: Words
) -> dict[ValueColumn, str]:
    """The cells of a data file, in the project's words."""
    found = {column: _cell(row, columns, column) for column in ValueColumn}
    value, status = value_and_status(found[ValueColumn.VALUE], found[ValueColumn.STATUS], words)
    return {
        **found,
        ValueColumn.PERIOD: period_of(found[ValueColumn.PERIOD]),
        ValueColumn.SEX: sex_of(found[ValueColumn.SEX], words),
        ValueColumn.VALUE: value,
        ValueColumn.STATUS: status,
        ValueColumn.COUNT: count_of(found[ValueColumn.COUNT]),
        ValueColumn.SOURCE: found[ValueColumn.SOURCE] or defaults.source,
        ValueColumn.RETRIEVED: found[ValueColumn.RETRIEVED] or defaults.retrieved.isoformat(),
    }


def _cell(row: SheetRow, columns: Columns, column: ValueColumn) -> str:
    place = columns.places.get(column, len(row.cells))
    return row.cells[place] if place < len(row.cells) else ""


def _refused(row: SheetRow, columns: Columns, words: Words) -> Iterator[Issue]:
    """What is wrong with a row before it is known what it says. A number of a person goes first."""
    if any(next(identity_numbers(text), None) for text in (*row.cells, *split_numbers(row.cells))):
        yield Issue(
            line=row.number,
            message=message("The row holds a personal identity number."),
            hint=message("Take it out of the file. No person may be known from the values."),
        )
        return
    if row.number <= columns.row:
        return
    named = set(columns.places.values())
    outside = [cell for place, cell in enumerate(row.cells) if cell and place not in named]
    if outside:
        yield Issue(
            line=row.number,
            message=message("“{text}” stands in no column.", text=shown(outside[0])),
            hint=message("Give the column a name, or take the text away."),
        )
    elif sum(map(bool, row.cells)) == 1:
        yield Issue(
            line=row.number,
            message=message(
                "The row holds nothing but “{text}”.", text=shown(next(filter(None, row.cells)))
            ),
            hint=message("Take notes away, and let each row say all that a value needs."),
        )
    else:
        yield from _failed(row, columns, words)


def _failed(row: SheetRow, columns: Columns, words: Words) -> Iterator[Issue]:
    for name in columns.places:
        cell = _cell(row, columns, name)
        if _ERROR.fullmatch(cell):
            yield Issue(
                line=row.number,
                message=message(
                    "{name}: the cell shows the error {error}", name=words.of(name), error=cell
                ),
                hint=message("Mend the formula in the sheet."),
            )
        elif name is ValueColumn.VALUE and cell in _DASHES:
            yield Issue(
                line=row.number,
                message=message("A dash for a value can stand for zero, or for nothing."),
                hint=message("Write 0, or {missing}.", missing=words.of(ValueStatus.MISSING)),
            )
