"""Sheets with the very columns of a data file, in the project's words: each row says all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policytrace.measure.csvfile import Issue
from policytrace.messages import message
from policytrace.schema.vocabulary import MAY_BE_ABSENT, ValueColumn
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.headings import OtherMeaning, is_sum, meaning_of
from policytrace.sources.spreadsheet.layouts.found import LeftOut
from policytrace.sources.spreadsheet.sheets import Columns, Sheet, SheetRow, columns_of, shown
from policytrace.sources.spreadsheet.statements import Statement

NAME = message("the columns of a data file")
WHY = message("the columns are called as in the project's data files")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFileSheet:
    """What such a sheet says."""

    columns: Columns
    statements: tuple[Statement, ...]
    left_out: tuple[LeftOut, ...]
    issues: tuple[Issue, ...]
    has_sources: bool
    """Whether a column says where each value is from."""
    is_canonical: bool
    """Whether it is a text in the form of a data file, where a point stands before decimals."""


def read_data_file(sheet: Sheet, words: Words) -> DataFileSheet:
    """What a sheet says whose columns are those of a data file.

    Raises:
        UnusableError: the names of its columns are not as they must be.
    """
    columns = columns_of(sheet, words)
    [header] = (row for row in sheet.rows if row.number == columns.row)
    comments = {
        place: cell
        for place, cell in enumerate(header.cells)
        if cell and meaning_of(cell, words) is OtherMeaning.COMMENT
    }
    statements: list[Statement] = []
    issues: list[Issue] = []
    sums: list[int] = []
    for row in sheet.rows:
        if row.number <= columns.row:
            continue
        if _is_sum(row, columns):
            sums.append(row.number)
        elif refused := tuple(_refused(row, columns, frozenset(comments))):
            issues.extend(refused)
        else:
            statements.append(
                Statement(
                    row=row.number,
                    cells={name: _cell(row, columns, name) for name in ValueColumn},
                    is_stored=columns.places[ValueColumn.VALUE] in row.stored,
                )
            )
    return DataFileSheet(
        columns=columns,
        statements=tuple(statements),
        left_out=(
            *(
                LeftOut(what=message("a column of comments, “{name}”", name=shown(name)))
                for name in comments.values()
            ),
            *([LeftOut(what=message("rows of sums"), rows=tuple(sums))] if sums else []),
        ),
        issues=tuple(issues),
        has_sources=ValueColumn.SOURCE in columns.places,
        is_canonical=sheet.delimiter == "," and list(header.cells) == _names(header, words),
    )


def _names(header: SheetRow, words: Words) -> list[str]:
    absent = {words.of(name) for name in MAY_BE_ABSENT} - set(header.cells)
    return [name for name in words.all_of(ValueColumn) if name not in absent]


def _cell(row: SheetRow, columns: Columns, column: ValueColumn) -> str:
    place = columns.places.get(column, len(row.cells))
    return row.cells[place] if place < len(row.cells) else ""


def _is_sum(row: SheetRow, columns: Columns) -> bool:
    labels = (_cell(row, columns, name) for name in (ValueColumn.PERIOD, ValueColumn.AREA))
    return any(map(is_sum, labels))


def _refused(row: SheetRow, columns: Columns, comments: frozenset[int]) -> Iterator[Issue]:
    """What is wrong with a row before it is known what it says."""
    named = {*columns.places.values(), *comments}
    outside = [cell for place, cell in enumerate(row.cells) if cell and place not in named]
    texts = [cell for place, cell in enumerate(row.cells) if cell and place not in comments]
    if outside:
        yield Issue(
            line=row.number,
            message=message("“{text}” stands in no column.", text=shown(outside[0])),
            hint=message("Give the column a name, or take the text away."),
        )
    elif len(texts) == 1:
        yield Issue(
            line=row.number,
            message=message("The row holds nothing but “{text}”.", text=shown(texts[0])),
            hint=message("Take notes away, and let each row say all that a value needs."),
        )
