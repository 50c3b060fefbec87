"""From what a sheet says of each value to the rows of a series; all that is wrong is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from policytrace.measure.areas import AreaRegister
from policytrace.measure.csvfile import Issue
from policytrace.measure.tables import Row, Table, check_cells
from policytrace.messages import message
from policytrace.schema.vocabulary import ValueColumn, ValueStatus
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.choices import AmbiguousError, FileChoice, FileChoices
from policytrace.sources.spreadsheet.decimal_marks import decimal_mark, ungrouped
from policytrace.sources.spreadsheet.spelling import count_of, period_of, sex_of, value_and_status

ERROR = re.compile(r"#[A-ZÅÄÖ/0]+[!?]?")
"""What a cell shows when its formula has failed, in English and Swedish."""

DASHES = frozenset("-–—−")
ZERO = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What holds for rows that do not say."""

    source: str
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a sheet says of one value, in its own spelling."""

    row: int
    cells: Mapping[ValueColumn, str]
    """What is said; a column that is not there is empty."""
    is_stored: bool = False
    """Whether the value is a number of a workbook, so that it is read in one way only."""


def spelt(
    statements: Sequence[Statement], choices: FileChoices, words: Words, *, comma_is_usual: bool
) -> tuple[Statement, ...]:
    """The statements with numbers that can be read in one way only, and without dashes.

    Raises:
        AmbiguousError: that is not known of one of them.
    """
    mark = decimal_mark(
        (_value(one) for one in statements if not one.is_stored),
        said=choices[FileChoice.DECIMAL],
        comma_is_usual=comma_is_usual,
    )
    dashes = [one.row for one in statements if _value(one) in DASHES]
    missing = words.of(ValueStatus.MISSING)
    if dashes and not choices[FileChoice.DASH]:
        raise AmbiguousError(
            message("A dash for a value can stand for zero, or for nothing. Which is it?"),
            FileChoice.DASH,
            MappingProxyType({ZERO: message("zero"), missing: message("the value is missing")}),
            dashes[0],
        )

    def plain(one: Statement) -> Statement:
        text = _value(one)
        if text in DASHES:
            text = ZERO if choices[FileChoice.DASH] == ZERO else missing
        elif not one.is_stored:
            text = ungrouped(text, mark)
        return replace(one, cells={**one.cells, ValueColumn.VALUE: text})

    return tuple(map(plain, statements))


def rows_of(
    statements: Iterable[Statement], defaults: Defaults, areas: AreaRegister, words: Words
) -> Table:
    """The rows that are right, and everything that is wrong with the others."""
    rows: list[Row] = []
    issues: list[Issue] = []
    for one in statements:
        if failed := tuple(_failed(one, words)):
            issues.extend(failed)
            continue
        found = check_cells(_in_our_words(one, defaults, words), one.row, areas, words)
        if isinstance(found, Row):
            rows.append(found)
        else:
            issues.extend(found)
    return Table(rows=tuple(rows), issues=tuple(issues))


def _value(one: Statement) -> str:
    return one.cells.get(ValueColumn.VALUE, "")


def _in_our_words(one: Statement, defaults: Defaults, words: Words) -> dict[ValueColumn, str]:
    """The cells of a data file, in the project's words."""
    found = {column: one.cells.get(column, "") for column in ValueColumn}
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


def _failed(one: Statement, words: Words) -> Iterator[Issue]:
    for name, cell in one.cells.items():
        if ERROR.fullmatch(cell):
            yield Issue(
                line=one.row,
                message=message(
                    "{name}: the cell shows the error {error}", name=words.of(name), error=cell
                ),
                hint=message("Mend the formula in the sheet."),
            )
