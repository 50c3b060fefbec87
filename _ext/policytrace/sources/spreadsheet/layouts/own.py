"""Sheets that people have made themselves, with names of their own."""

from __future__ import annotations

from policytrace.measure.kolada_catalogue import Catalogue
from policytrace.messages import Message, message
from policytrace.sources.spreadsheet.layouts.found import FoundTable
from policytrace.sources.spreadsheet.layouts.layout import FileLayout
from policytrace.sources.spreadsheet.sheets import shown

_MOST_NAMES = 6


def _names(table: FoundTable) -> str:
    names = ", ".join(map(shown, table.names[:_MOST_NAMES]))
    return f"{names} …" if len(table.names) > _MOST_NAMES else names


def _is_long(table: FoundTable, _catalogue: Catalogue) -> Message | None:
    if table.is_wide:
        return None
    return message("the columns are called {names}", names=_names(table))


def _is_wide(table: FoundTable, _catalogue: Catalogue) -> Message | None:
    if not table.is_wide:
        return None
    return message("years, sexes or areas stand over the values: {names}", names=_names(table))


OWN_LONG = FileLayout(name=message("a sheet of your own, one value a row"), recognise=_is_long)
OWN_WIDE = FileLayout(
    name=message("a sheet of your own, years, sexes or areas as columns"), recognise=_is_wide
)
