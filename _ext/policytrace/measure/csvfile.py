"""Reads the CSV files of a project: UTF-8, commas, one exact header line.

Everything in them is hostile until checked, so a file is read within limits, and all that is wrong
with its form is told at once.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from policytrace.conflicts import CONFLICT, REMEDY, conflicts
from policytrace.messages import Message, message

MAX_BYTES = 5_000_000
MAX_ROWS = 50_000
MAX_CELL = 1_000

_LOST_LETTER = "\ufffd"

_NUMBER = re.compile(r"-?[0-9.]+")
"""A cell that is a number, which may be negative, and which stands as it is everywhere."""

_PLACE = r"(?:\A|(?<=[;\t\n]))"
"""Where a cell begins: ours, or one of whoever keeps cells apart by semicolons or tabs. To such a
reader our quotation marks stand within a cell, so that quoting alone holds nothing together."""

_BEGINNING = r"""(?:[^\S\t\r\n]|")*[-=+@\t\r]"""
"""How a text begins that a spreadsheet would take for a formula; space and quotation marks before
it are what some readers leave out."""

_FORMULA = re.compile(rf"{_PLACE}{_BEGINNING}|\A\n")

_GUARDED_FIRST = re.compile(rf"'*(?:{_BEGINNING}|\n)")
_GUARDED_BEHIND = re.compile(rf"[;\t\n](?='*{_BEGINNING})")
"""Where one apostrophe more is written: before the text, and behind a sign that keeps cells apart.
What has apostrophes already gets one too, so that whoever takes one away from each such place has
the text."""

_GUARD = re.compile(rf"{_PLACE}'(?='*{_BEGINNING})|\A'(?='*\n)")
"""The apostrophes that were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that is wrong with a file."""

    line: int
    """Counted from 1."""
    message: Message
    hint: Message
    column: str = ""
    """The header's name of the cell that is to be mended; empty where it is no single one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvLine:
    """A row of a file: its cells by the header's names, without space around them."""

    number: int
    """The line of the file on which it begins, counted from 1."""
    cells: Mapping[str, str]


TAKE_IN = message("Take it in with: ./policytrace indicators import FILE")
"""How a file of values gets the form that it should have."""


def read_lines(
    content: bytes,
    header: Sequence[str],
    may_be_absent: frozenset[str] = frozenset(),
    remedy: Message = TAKE_IN,
) -> tuple[tuple[CsvLine, ...], tuple[Issue, ...]]:
    """The rows of a file that must have exactly this header, and what is wrong with its form.

    Columns that `may_be_absent` are left out of the cells where the file does not have them. A row
    with a flaw is left out. Empty lines are skipped. `remedy` tells how a file that is none such is
    mended.
    """
    text = _text(content, remedy)
    if isinstance(text, Issue):
        return (), (text,)
    if torn := tuple(conflicts(text.split("\n"))):
        return (), tuple(Issue(line=line, message=CONFLICT, hint=REMEDY) for line in torn)
    found: list[CsvLine] = []
    issues: list[Issue] = []
    for number, cells in _rows(text):
        if cells is None:
            issues.append(
                Issue(
                    line=number,
                    message=message("From here on the file cannot be told apart into cells."),
                    hint=message("Look for a quotation mark too many or too few."),
                )
            )
        elif number == 1:
            wanted = [name for name in header if name in cells or name not in may_be_absent]
            if cells != wanted:
                return (), (_wrong_header(header, remedy),)
            header = wanted
        elif cells and len(found) + len(issues) == MAX_ROWS:
            return (), (_too_large(),)
        elif wrong := issue_in(cells, header, number):
            issues.append(wrong)
        elif cells:
            found.append(CsvLine(number=number, cells=dict(zip(header, cells, strict=True))))
    return tuple(found), tuple(issues)


def issue_in(cells: Sequence[str], header: Sequence[str], number: int) -> Issue | None:
    """What is wrong with the form of a row; None if nothing is, or if the line is empty."""
    if cells and len(cells) != len(header):
        return Issue(
            line=number,
            message=message(
                "The row has {found} columns, but should have {expected}.",
                found=str(len(cells)),
                expected=str(len(header)),
            ),
            hint=message("Put text that holds a comma within quotation marks."),
        )
    for column, cell in zip(header, cells, strict=False):
        if len(cell) > MAX_CELL:
            return Issue(
                line=number,
                message=message(
                    "“{text} …” is longer than {limit} characters.",
                    text=cell[:40],
                    limit=str(MAX_CELL),
                ),
                hint=message("Write less."),
                column=column,
            )
        if unseen := _unseen(cell):
            return Issue(
                line=number,
                message=message(
                    "The line holds a sign that cannot be seen: {sign}.",
                    sign=f"U+{ord(unseen):04X}",
                ),
                hint=message("Take the sign away, or type the line anew."),
                column=column,
            )
        if not _NUMBER.fullmatch(cell) and (formula := _FORMULA.search(cell)):
            return Issue(
                line=number,
                message=message(
                    "“{text}” begins as a formula, which a spreadsheet would run.",
                    text=cell[formula.start() :][:40].strip(),
                ),
                hint=message("Begin the text with a letter or a digit."),
                column=column,
            )
    return None


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A file in the one way that we write: commas, line feeds, quotation marks where needed.

    Where a spreadsheet would take a cell for a formula it gets an apostrophe, and so does what it
    would find behind a semicolon, a tab or a line feed if it keeps cells apart by them.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    # Most cells are empty, or as others in the file.
    first_cell, other_cell = cache(_first_cell), cache(_other_cell)
    for first, *others in rows:
        writer.writerow((first_cell(first), *map(other_cell, others)))
    return out.getvalue()


def _first_cell(cell: str) -> str:
    return _guarded(_lines(cell))


def _other_cell(cell: str) -> str:
    return guarded(_lines(cell))


def _lines(cell: str) -> str:
    """The cell, with line feeds for all line ends: Python leaves a carriage return unquoted."""
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell


def guarded(cell: str) -> str:
    """The cell as it can stand in any file of values: whoever reads it finds text or a number."""
    return cell if _NUMBER.fullmatch(cell) else _guarded(cell)


def _guarded(cell: str) -> str:
    """The cell, a negative number guarded too: so begins a row that somebody takes for one cell."""
    behind = _GUARDED_BEHIND.sub(r"\g<0>'", cell)
    return f"'{behind}" if _GUARDED_FIRST.match(cell) else behind


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return _GUARD.sub("", cell)


def _unseen(cell: str) -> str:
    """The first sign that no reader sees, that turns text around, or that is a lost letter."""
    if cell.isprintable() and _LOST_LETTER not in cell:
        return ""
    return next(
        (
            sign
            for sign in cell
            if sign == _LOST_LETTER
            or unicodedata.category(sign) in {"Zl", "Zp"}
            or unicodedata.category(sign).startswith("C")
        ),
        "",
    )


def _text(content: bytes, remedy: Message) -> str | Issue:
    if len(content) > MAX_BYTES:
        return _too_large()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Issue(
            line=content.count(b"\n", 0, error.start) + 1,
            message=message("The file is not UTF-8."),
            hint=remedy,
        )
    if not text.strip():
        return Issue(
            line=1,
            message=message("The file is empty."),
            hint=message("Fill it, or remove it."),
        )
    return text


def _rows(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each row with the line on which it begins; None ends them if one cannot be read."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        begins = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield begins, None
            return
        yield begins, [cell.strip() for cell in cells]


def _wrong_header(header: Sequence[str], remedy: Message) -> Issue:
    return Issue(
        line=1,
        message=message("The file does not begin with the line {header}.", header=",".join(header)),
        hint=remedy,
    )


def _too_large() -> Issue:
    return Issue(
        line=1,
        message=message(
            "The file is larger than {bytes} bytes or {rows} rows.",
            bytes=str(MAX_BYTES),
            rows=str(MAX_ROWS),
        ),
        hint=message("Split it, or take away what is not needed."),
    )
