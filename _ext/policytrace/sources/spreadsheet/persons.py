"""Refuses rows that tell of a person, whatever column it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policytrace.checks.identity_numbers import identity_numbers, split_numbers
from policytrace.measure.csvfile import Issue
from policytrace.messages import message
from policytrace.sources.spreadsheet.sheets import SheetRow

_SHORTEST = 10  # characters of such a number


def rows_with_persons(rows: Iterable[SheetRow]) -> Iterator[Issue]:
    """The rows that hold a personal identity number, which is not repeated."""
    for row in rows:
        texts = (text for text in row.cells if len(text) >= _SHORTEST)
        if any(next(identity_numbers(text), None) for text in texts) or any(
            next(identity_numbers(text), None) for text in split_numbers(row.cells)
        ):
            yield Issue(
                line=row.number,
                message=message("The row holds a personal identity number."),
                hint=message("Take it out of the file. No person may be known from the values."),
            )
