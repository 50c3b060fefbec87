"""Finds the values in a file: its form, the sheet that holds them, and what its columns are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from policytrace.files import reason
from policytrace.messages import message
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.delimited import read_delimited
from policytrace.sources.spreadsheet.sheets import (
    Columns,
    Sheet,
    UnusableError,
    columns_of,
    has_header,
    shown,
)
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


def find_values(content: bytes, words: Words, wanted: str = "") -> tuple[Sheet, Columns]:
    """The sheet with the values, and its columns; `wanted` is the sheet's name where it is given.

    Raises:
        UnusableError: there is none, or there are several, or the file cannot be read.
    """
    if not is_workbook(content):
        if wanted:
            raise UnusableError(message("A text file has no sheets. Leave --sheet out."))
        sheet = read_delimited(content, words)
    else:
        sheet = _chosen(*read_workbook(content), wanted, words)
    return sheet, columns_of(sheet, words)


def _chosen(
    visible: tuple[Sheet, ...], hidden: tuple[Sheet, ...], wanted: str, words: Words
) -> Sheet:
    if wanted:
        for sheet in (*visible, *hidden):
            if _folded(sheet.name) == _folded(wanted):
                return sheet
        raise UnusableError(
            message(
                "There is no sheet called “{name}”. There are {names}.",
                name=shown(wanted),
                names=_listed(visible),
            )
        )
    with_values = [sheet for sheet in visible if has_header(sheet, words)] or visible[:1]
    if not with_values:
        raise UnusableError(message("The workbook has no sheet that can be seen."))
    if len(with_values) > 1:
        raise UnusableError(
            message(
                "Several sheets hold values: {names}. Choose one with --sheet.",
                names=_listed(with_values),
            )
        )
    return with_values[0]


def _listed(sheets: Iterable[Sheet]) -> str:
    return ", ".join(shown(sheet.name) for sheet in sheets)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()
