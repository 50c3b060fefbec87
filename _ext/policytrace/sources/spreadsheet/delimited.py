"""Reads text files with columns: CSV and tab-separated text as Excel writes them, and our own."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice

from policytrace.measure.csvfile import MAX_ROWS
from policytrace.messages import message
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.sheets import (
    HEADER_WITHIN,
    Sheet,
    SheetRow,
    UnusableError,
    known_names,
    sheet_row,
)

DELIMITERS = (";", "\t", ",")
"""What may stand between columns; the first that gives the most names of columns is taken."""

_WITH_A_MARK = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_delimited(content: bytes, words: Words) -> Sheet:
    """The rows of a text file.

    Raises:
        UnusableError: it is no text with columns, or too large.
    """
    text = _decoded(content)
    rows = tuple(islice(_rows(text, _delimiter(text, words)), MAX_ROWS + HEADER_WITHIN + 1))
    if len(rows) > MAX_ROWS + HEADER_WITHIN:
        raise UnusableError(message("The file has more than {most} rows.", most=str(MAX_ROWS)))
    return Sheet(name="", rows=rows)


def _decoded(content: bytes) -> str:
    """The text of a file that says how it is encoded, or is UTF-8, or else is from Windows."""
    marked = next((name for mark, name in _WITH_A_MARK.items() if content.startswith(mark)), "")
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnusableError(
        message("The file is neither a workbook nor text. Save it in Excel as CSV UTF-8 or .xlsx.")
    )


def _delimiter(text: str, words: Words) -> str:
    return max(DELIMITERS, key=lambda delimiter: _names_with(text, delimiter, words))


def _names_with(text: str, delimiter: str, words: Words) -> int:
    try:
        return known_names(list(islice(_rows(text, delimiter), HEADER_WITHIN)), words)
    except UnusableError:
        return 0


def _rows(text: str, delimiter: str) -> Iterator[SheetRow]:
    """The rows that are not empty, each with the line on which it begins."""
    found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        begins = found.line_num + 1
        try:
            row = sheet_row(begins, next(found))
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
        if any(row.cells):
            yield row
