"""What a file of values holds, before it is known what it means: rows of text, and their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from types import MappingProxyType

from policytrace.messages import Message, message
from policytrace.schema.vocabulary import ValueColumn
from policytrace.schema.words import Words

HEADER_WITHIN = 20
"""In how many of the first rows the names of the columns are looked for."""

NEEDED = (ValueColumn.PERIOD, ValueColumn.AREA, ValueColumn.SEX, ValueColumn.VALUE)
"""The columns that must be there; what the others hold can be told otherwise, or is nothing."""

_LEAST_NAMES = 2
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a workbook, or a text file."""

    name: str
    """Empty for a text file."""
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where the names of the columns stand, and what each column holds."""

    row: int
    """The row with the names, counted from 1."""
    places: Mapping[ValueColumn, int]
    """The place of each column that there is, counted from 0."""


def sheet_row(number: int, cells: Iterable[str]) -> SheetRow:
    """A row of cells as they were found."""
    return SheetRow(number=number, cells=tuple(map(_clean, cells)))


def known_names(rows: Iterable[SheetRow], words: Words) -> int:
    """How many names of columns stand in one of the first rows, at most."""
    return max((len(_names(row, words)) for row in islice(rows, HEADER_WITHIN)), default=0)


def has_header(sheet: Sheet, words: Words) -> bool:
    """Whether the names of columns stand anywhere near the top."""
    return known_names(sheet.rows, words) >= _LEAST_NAMES


def columns_of(sheet: Sheet, words: Words) -> Columns:
    """The columns of a sheet. Rows above their names, and empty columns, are nothing.

    Raises:
        UnusableError: there are no names, or they are not as they must be.
    """
    best = max(sheet.rows[:HEADER_WITHIN], key=lambda row: len(_names(row, words)), default=None)
    if best is None or len(_names(best, words)) < _LEAST_NAMES:
        raise UnusableError(
            message(
                "There is no row with the names of the columns among the first {number}. It must "
                "hold {needed}, and may hold {others}.",
                number=str(HEADER_WITHIN),
                needed=", ".join(map(words.of, NEEDED)),
                others=", ".join(words.of(name) for name in ValueColumn if name not in NEEDED),
            )
        )
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
        if cell
    }
    return Columns(row=best.number, places=MappingProxyType(places))


def shown(text: str) -> str:
    """A text from a file as it may be shown in a terminal: short, and of signs that can be seen."""
    line = "".join(sign if sign.isprintable() else "·" for sign in text[: _LONGEST_SHOWN + 1])
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"


def _refuse_unknown(row: SheetRow, words: Words) -> None:
    header = words.all_of(ValueColumn)
    known = _columns_by_name(words)
    unknown = [cell for cell in row.cells if cell and _folded(cell) not in known]
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
