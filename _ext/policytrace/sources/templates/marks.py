"""How a sheet of a template is known again: marks in a hidden column, and a checksum.

The values that are there already are shown, but locked; they are never taken in. If the checksum of
their cells is another, somebody has changed them in vain, which must be told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from policytrace.schema.vocabulary import ValueColumn

COLUMNS = tuple(ValueColumn)
"""The columns of a template, in their order."""

MARK_PLACE = len(COLUMNS)
"""The hidden column, to the right of all others; counted from 0."""

TEMPLATE_MARK = "policytrace:template:1"
"""In the first row."""
INDICATOR_MARK = "indicator:"
"""In the second row, with the id."""
VALUES_MARK = "values"
"""In the row with the names of the columns."""
EXISTING_MARK = "existing:"
"""In the row above the values that are there, with their checksum."""


def checksum(rows: Iterable[Sequence[str]]) -> str:
    """A checksum of cells as they are read; empty cells at the end of a row are nothing."""
    digest = hashlib.sha256()
    for row in rows:
        cells = [cell.strip() for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        digest.update(("\x1f".join(cells) + "\x1e").encode())
    return digest.hexdigest()[:16]
