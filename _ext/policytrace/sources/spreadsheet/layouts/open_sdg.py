"""Data of Open SDG: Year, what the values are split by, Value. An empty cell is for all.

See https://open-sdg.readthedocs.io/en/latest/data-format/.
"""

from __future__ import annotations

from policytrace.measure.kolada_catalogue import Catalogue
from policytrace.messages import Message, message
from policytrace.sources.spreadsheet.layouts.found import FoundTable
from policytrace.sources.spreadsheet.layouts.layout import FileLayout

_NEEDED = frozenset({"year", "value"})


def _recognise(table: FoundTable, _catalogue: Catalogue) -> Message | None:
    if table.is_wide or not {name.casefold() for name in table.names} >= _NEEDED:
        return None
    return message("the columns are called Year and Value")


OPEN_SDG = FileLayout(
    name=message("Open SDG"), recognise=_recognise, has_other_areas=True, blank_is_total=True
)
