"""Kolada's export: a title, then two empty cells and the years, then measure, area and values."""

from __future__ import annotations

from policytrace.measure.kolada_catalogue import Catalogue
from policytrace.messages import Message, message
from policytrace.sources.kolada.rows import SOURCE
from policytrace.sources.spreadsheet.layouts.found import FoundTable
from policytrace.sources.spreadsheet.layouts.kolada_measures import measure_called
from policytrace.sources.spreadsheet.layouts.layout import FileLayout
from policytrace.sources.spreadsheet.sheets import shown


def _recognise(table: FoundTable, catalogue: Catalogue) -> Message | None:
    if not (table.is_wide and table.has_area):
        return None
    measures = dict.fromkeys(entry.measure for entry in table.entries)
    known = next((one for one in measures if measure_called(one, catalogue)), "")
    if known:
        return message(
            "the years stand over the values, and “{measure}” is a measure of Kolada's",
            measure=shown(known),
        )
    if measures and not table.has_area_names and SOURCE.casefold() in table.title.casefold():
        return message("the years stand over the values, and the title names Kolada")
    return None


KOLADA = FileLayout(
    name=message("Kolada's export"),
    recognise=_recognise,
    source=SOURCE,
    has_other_areas=True,
    names_measures_of_kolada=True,
)
