"""Puts into merged cells what is shown over all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policytrace.sources.spreadsheet.sheets import Sheet, SheetRow, UnusableError
from policytrace.sources.spreadsheet.workbook_faults import TOO_LARGE
from policytrace.sources.spreadsheet.workbook_inspection import MAX_PLACES

Place = tuple[int, int]
"""Number of a row, counted from 1, and place of a cell in it, counted from 0."""


def spread(sheet: Sheet) -> tuple[Sheet, frozenset[Place]]:
    """The sheet with every merged cell filled, and the places of all merged cells.

    Raises:
        UnusableError: so many cells are merged that the sheet cannot be one of values.
    """
    if not sheet.merged:
        return sheet, frozenset()
    cells = {row.number: list(row.cells) for row in sheet.rows}
    stored = {row.number: set(row.stored) for row in sheet.rows}
    merged: set[Place] = set()
    left = MAX_PLACES
    for one in sheet.merged:
        rows = range(one.first_row, one.last_row + 1)
        places = range(one.first_place, one.last_place + 1)
        left -= len(rows) * len(places)
        if left < 0:
            raise UnusableError(TOO_LARGE)
        text = _cell(cells, one.first_row, one.first_place)
        is_stored = one.first_place in stored.get(one.first_row, ())
        for row in rows:
            for place in places:
                merged.add((row, place))
                if text:
                    _put(cells.setdefault(row, []), place, text)
                if is_stored:
                    stored.setdefault(row, set()).add(place)
    return (
        replace(
            sheet,
            rows=tuple(
                SheetRow(
                    number=number,
                    cells=tuple(found),
                    stored=frozenset(stored.get(number, ())),
                )
                for number, found in sorted(cells.items())
            ),
        ),
        frozenset(merged),
    )


def _cell(cells: Mapping[int, list[str]], row: int, place: int) -> str:
    found = cells.get(row, [])
    return found[place] if place < len(found) else ""


def _put(row: list[str], place: int, text: str) -> None:
    row.extend([""] * (place + 1 - len(row)))
    row[place] = text
