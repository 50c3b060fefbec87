"""Tables of Statistics Sweden's database, and of others that use the same program, PxWeb.

The title says “… efter region, kön och år”; regions are numbered, as “1982 Fagersta”.
Each value has a row of its own, or years and sexes stand side by side, as the person chose.
"""

from __future__ import annotations

import re

from policytrace.messages import Message, message
from policytrace.schema.vocabulary import ValueColumn
from policytrace.sources.spreadsheet.layouts.found import FoundTable
from policytrace.sources.spreadsheet.layouts.layout import FileLayout
from policytrace.sources.spreadsheet.sheets import shown

_TITLE = re.compile(r"\b(?:efter|by) region\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:[0-9]{4}|[0-9]{2})(?:\s.*)?")
_REGION = "region"


def _why(table: FoundTable) -> Message | None:
    if _REGION not in (name.casefold() for name in table.names) and not _TITLE.search(table.title):
        return None
    areas = (entry.cells.get(ValueColumn.AREA, "") for entry in table.entries)
    numbered = next((area for area in areas if _NUMBERED.fullmatch(area)), "")
    if numbered:
        return message("regions are numbered, as “{area}”", area=shown(numbered))
    if _TITLE.search(table.title):
        return message("the title says “{title}”", title=shown(table.title))
    return None


SCB_LONG = FileLayout(
    name=message("Statistics Sweden, one value a row"),
    recognise=lambda table, _catalogue: None if table.is_wide else _why(table),
    has_other_areas=True,
)
SCB_WIDE = FileLayout(
    name=message("Statistics Sweden, years or sexes as columns"),
    recognise=lambda table, _catalogue: _why(table) if table.is_wide else None,
    has_other_areas=True,
)
