"""Reads a file from anywhere into sheets."""

from __future__ import annotations

from pathlib import Path

from policytrace.files import reason
from policytrace.messages import message
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.delimited import read_delimited
from policytrace.sources.spreadsheet.sheets import Sheet, UnusableError
from policytrace.sources.spreadsheet.workbook import is_workbook, read_workbook

MAX_FILE = 20_000_000  # bytes


def read_file(path: Path) -> bytes:
    """The content of a file.

    Raises:
        UnusableError: there is no such file, or it is too large.
    """
    if not path.is_file():
        raise UnusableError(message("There is no such file."))
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except OSError as error:
        raise UnusableError(
            message("The file cannot be read: {error}", error=reason(error))
        ) from None
    if len(content) > MAX_FILE:
        raise UnusableError(
            message("The file is larger than {most} bytes.", most=f"{MAX_FILE:,}".replace(",", " "))
        )
    if not content.strip():
        raise UnusableError(message("The file is empty."))
    return content


def sheets_of(content: bytes, words: Words) -> tuple[tuple[Sheet, ...], tuple[Sheet, ...]]:
    """The sheets of a file that can be seen, and those that are hidden; a text has one.

    Raises:
        UnusableError: the file cannot be read.
    """
    if is_workbook(content):
        return read_workbook(content)
    return (read_delimited(content, words),), ()
