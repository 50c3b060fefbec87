"""What a file of values holds, before it is known what it means: rows of text, and their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from policytrace.messages import Message, message
from policytrace.schema.vocabulary import ValueColumn
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.headings import OtherMeaning, heading_of, meaning_of

HEADER_WITHIN = 20
"""In how many of the first rows the names of the columns are looked for."""

NEEDED = (ValueColumn.PERIOD, ValueColumn.AREA, ValueColumn.SEX, ValueColumn.VALUE)
"""The columns that must be there; what the others hold can be told otherwise, or is nothing."""

_LEAST_NAMES = 3
_MOST_LISTED = 8
_LONGEST_SHOWN = 40  # characters
_LINE_BREAKS = re.compile(r"(?<!\s)(?=\s*[\r\n\t\v\f])\s+")


class UnusableError(ValueError):
    """A file that no values can be read from; `text` says why, and what to do."""

    def __init__(self, text: Message, row: int = 0) -> None:
        """`row` is where it shows, counted from 1; 0 if it is nowhere in particular."""
        super().__init__(text.template)
        self.text = text
        self.row = row


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row that is not empty. Its cells are in Unicode's composed form, each on one line."""

    number: int
    """Counted from 1, as spreadsheets and editors do."""
    cells: tuple[str, ...]
    stored: frozenset[int] = frozenset()
    """The places whose cells a workbook stores as numbers or days, so that they are read in one way
    only; counted from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedCells:
    """Cells of a workbook that are shown as one. Only the first of them holds anything."""

    first_row: int
    """Counted from 1, as rows are."""
    last_row: int
    first_place: int
    """Counted from 0, as places are."""
    last_place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a workbook, or a text file."""

    name: str
    """Empty for a text file."""
    rows: tuple[SheetRow, ...]
    merged: tuple[MergedCells, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    """The rows that cannot be seen, as in a list that is filtered. They are read all the same."""
    hides_columns: bool = False
    """Whether any column cannot be seen."""
    delimiter: str = ""
    """What stands between the columns of a text file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where the names of the columns stand, and what each column holds."""

    row: int
    """The row with the names, counted from 1."""
    places: Mapping[ValueColumn, int]
    """The place of each column that there is, counted from 0."""


def sheet_row(number: int, cells: Iterable[str], stored: Iterable[int] = ()) -> SheetRow:
    """A row of cells as they were found."""
    return SheetRow(number=number, cells=tuple(map(_clean, cells)), stored=frozenset(stored))


def is_data_file(sheet: Sheet, words: Words) -> bool:
    """Whether the columns are meant to be those of a data file: all that are needed, or most."""
    best = _best(sheet, words)
    if best is None:
        return False
    names = _names(best, words)
    others = [cell for cell in best.cells if cell and meaning_of(cell, words) not in names]
    return set(NEEDED) <= set(names) or (
        len(names) >= _LEAST_NAMES
        and not any(meaning_of(cell, words) or heading_of(cell, words) for cell in others)
    )


def columns_of(sheet: Sheet, words: Words) -> Columns:
    """The columns of a sheet. Rows above their names, and empty columns, are nothing.

    Raises:
        UnusableError: there are no names, or they are not as they must be.
    """
    best = _best(sheet, words)
    if best is None:
        raise no_names(sheet.rows, words)
    _refuse_unknown(best, words)
    names = _names(best, words)
    twice = [words.of(name) for name in ValueColumn if names.count(name) > 1]
    if twice:
        raise UnusableError(
            message("Two columns are called {name}.", name=", ".join(twice)), best.number
        )
    missing = [words.of(name) for name in NEEDED if name not in names]
    if missing:
        raise UnusableError(
            message("There is no column called {names}.", names=", ".join(missing)), best.number
        )
    places = {
        words.key(ValueColumn, _folded(cell)): place
        for place, cell in enumerate(best.cells)
        if cell and meaning_of(cell, words) is not OtherMeaning.COMMENT
    }
    return Columns(row=best.number, places=MappingProxyType(places))


def shown(text: str) -> str:
    """A text from a file as it may be shown in a terminal: short, and of signs that can be seen."""
    line = "".join(sign if sign.isprintable() else "·" for sign in text[: _LONGEST_SHOWN + 1])
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"


def no_names(rows: Iterable[SheetRow], words: Words) -> UnusableError:
    """That a file has none of the known forms, what it begins with, and what to do."""
    begins = next((row for row in rows if sum(map(bool, row.cells)) > 1), None)
    return UnusableError(
        message(
            "The file has none of the forms that are known: no row among the first {number} names "
            "its columns.{cells} Call the columns {names}, or write the values in a template: "
            "./policytrace indicators template FILE.",
            number=str(HEADER_WITHIN),
            cells=message(" This row says {cells}.", cells=listed(filter(None, begins.cells)))
            if begins
            else "",
            names=", ".join(map(words.of, NEEDED)),
        ),
        begins.number if begins else 0,
    )


def listed(texts: Iterable[str]) -> str:
    """The first few of the texts, as they may be shown."""
    all_ = list(texts)
    first = ", ".join(map(shown, all_[:_MOST_LISTED]))
    return f"{first} …" if len(all_) > _MOST_LISTED else first


def _best(sheet: Sheet, words: Words) -> SheetRow | None:
    """The row with the most names of columns; None if there is none with any."""
    best = max(sheet.rows[:HEADER_WITHIN], key=lambda row: len(_names(row, words)), default=None)
    return best if best and _names(best, words) else None


def _refuse_unknown(row: SheetRow, words: Words) -> None:
    header = words.all_of(ValueColumn)
    known = _columns_by_name(words)
    unknown = [
        cell
        for cell in row.cells
        if cell
        and _folded(cell) not in known
        and meaning_of(cell, words) is not OtherMeaning.COMMENT
    ]
    if not unknown:
        return
    near = get_close_matches(_folded(unknown[0])[:100], header, n=1)
    if near and len(unknown) == 1:
        raise UnusableError(
            message(
                "There can be no column called “{name}”. Did you mean {nearest}?",
                name=shown(unknown[0]),
                nearest=near[0],
            ),
            row.number,
        )
    raise UnusableError(
        message(
            "There can be no columns called {names}. The columns are {known}.",
            names=", ".join(map(shown, unknown)),
            known=", ".join(header),
        ),
        row.number,
    )


def _names(row: SheetRow, words: Words) -> Sequence[ValueColumn]:
    known = _columns_by_name(words)
    return [known[name] for name in map(_folded, row.cells) if name in known]


def _columns_by_name(words: Words) -> Mapping[str, ValueColumn]:
    return {_folded(word): column for word, column in words.by_word(ValueColumn).items()}


def _folded(name: str) -> str:
    return name.casefold()


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", _LINE_BREAKS.sub(" ", text)).strip()
