"""Reads text files with columns: CSV and tab-separated text as Excel writes them, and our own."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from policytrace.measure.csvfile import MAX_ROWS
from policytrace.messages import message
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.headings import heading_of, meaning_of
from policytrace.sources.spreadsheet.sheets import (
    HEADER_WITHIN,
    Sheet,
    SheetRow,
    UnusableError,
    sheet_row,
)

DELIMITERS = (";", "\t", ",")
"""What may stand between columns; the first that gives the most names of columns is taken."""

_WITH_A_MARK = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

_OLDER = ("cp1252", "mac_roman", "cp850")
"""How Windows, a Mac and DOS wrote text; the first where nothing tells them apart."""

_TOLD_DELIMITER = re.compile(r"\"?sep=(?P<sign>[;,\t|])\"?[;,\t ]*(?=[\r\n])", re.IGNORECASE)
"""A first line that tells Excel what stands between the columns."""

_SWEDISH = re.compile("[åäöÅÄÖ]")
MAX_CELL = 100_000  # characters; less than csv's own limit, which others in the process may move

_ENOUGH = 1_000  # bytes, to see how a text is written
_ENOUGH_CELLS = 200  # of a row, to see what stands between them


def read_delimited(content: bytes, words: Words) -> Sheet:
    """The rows of a text file.

    Raises:
        UnusableError: it is no text with columns, or too large.
    """
    text = _decoded(content, words)
    told = _TOLD_DELIMITER.match(text)
    delimiter = told["sign"] if told else _delimiter(text, words)
    text = text[told.end() :] if told else text  # its end of line is left: lines are counted
    rows = tuple(islice(_rows(text, delimiter), MAX_ROWS + HEADER_WITHIN + 1))
    if len(rows) > MAX_ROWS + HEADER_WITHIN:
        raise UnusableError(message("The file has more than {most} rows.", most=str(MAX_ROWS)))
    return Sheet(name="", rows=rows, delimiter=delimiter)


def _decoded(content: bytes, words: Words) -> str:
    """The text of a file that says how it is encoded, or is UTF-8, or else is from an older system.

    Those systems write the letters of Swedish in ways of their own, so what gives the most names of
    columns, and then the most such letters, is right.
    """
    marked = next((name for mark, name in _WITH_A_MARK.items() if content.startswith(mark)), "")
    for encoding in [marked] if marked else ["utf-8", *_halves(content)]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    found = [] if marked or b"\0" in content else list(_older(content, words))
    if not found:
        raise UnusableError(
            message(
                "The file is neither a workbook nor text. Save it in Excel as CSV UTF-8 or .xlsx."
            )
        )
    return max(found)[-1]


def _halves(content: bytes) -> Iterator[str]:
    """The form of UTF-16 that the zeros between the letters of Latin script tell of."""
    first = content[:_ENOUGH]
    if first[1::2].count(0) > len(first) / 4:
        yield "utf-16-le"
    elif first[::2].count(0) > len(first) / 4:
        yield "utf-16-be"


def _older(content: bytes, words: Words) -> Iterator[tuple[int, int, int, str]]:
    """The text in each of the older ways, after how well it looks: names, letters, and likelihood.

    What is not from Windows is so only if it holds names of columns.
    """
    for place, encoding in enumerate(_OLDER):
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            names = max(_names_with(text, delimiter, words) for delimiter in DELIMITERS)
            if names or place == 0:
                yield names, len(_SWEDISH.findall(text)), -place, text


def _delimiter(text: str, words: Words) -> str:
    return max(DELIMITERS, key=lambda delimiter: _names_with(text, delimiter, words))


def _names_with(text: str, delimiter: str, words: Words) -> int:
    """How many headings stand in one of the first rows, at most."""
    try:
        rows = list(islice(_rows(text, delimiter), HEADER_WITHIN))
    except UnusableError:
        return 0
    return max((_headings(row, words) for row in rows), default=0)


def _headings(row: SheetRow, words: Words) -> int:
    return sum(
        meaning_of(cell, words) is not None or heading_of(cell, words) is not None
        for cell in row.cells[:_ENOUGH_CELLS]
        if cell
    )


def _rows(text: str, delimiter: str) -> Iterator[SheetRow]:
    """The rows that are not empty, each with the line on which it begins."""
    found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        begins = found.line_num + 1
        try:
            cells = next(found)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnusableError(
                message(
                    "The file is no CSV: {error}. Look for a quotation mark too many or too few.",
                    error=str(error),
                ),
                begins,
            ) from None
        if any(len(cell) > MAX_CELL for cell in cells):
            raise UnusableError(
                message(
                    "The file is no CSV: a cell has more than {most} characters. "
                    "Look for a quotation mark too many or too few.",
                    most=str(MAX_CELL),
                ),
                begins,
            )
        row = sheet_row(begins, cells)
        if any(row.cells):
            yield row
