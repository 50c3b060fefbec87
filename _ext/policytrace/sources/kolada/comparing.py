"""Compares what Kolada says of its measures with what the project's register says of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from policytrace.measure.kolada_catalogue import CatalogueEntry
from policytrace.messages import Message, message
from policytrace.sources.kolada.answers import Kpi
from policytrace.sources.kolada.faults import FetchError, shown


def compared(
    measures: Mapping[str, str],
    said: Mapping[str, Kpi],
    entries: Mapping[str, CatalogueEntry],
    register: str,
    today: date,
) -> tuple[CatalogueEntry, ...]:
    """The register's entries after the comparison, in its order.

    `measures` are the ids of measures by indicator, `said` is what Kolada says of them, and
    `register` the name of the register's file.

    Raises:
        FetchError: Kolada does not know a measure, or calls it something else; all such faults.
    """
    faults = [
        fault
        for indicator, measure in measures.items()
        if (fault := _fault(indicator, said.get(measure), entries.get(measure), measure, register))
    ]
    if faults:
        raise FetchError(*faults)
    return tuple(_checked(entries.values(), said, today))


def _fault(
    indicator: str, kpi: Kpi | None, entry: CatalogueEntry | None, measure: str, register: str
) -> Message | None:
    if kpi is None:
        return message(
            "{indicator}: Kolada knows no measure {measure}. Look up the id at kolada.se.",
            indicator=indicator,
            measure=shown(measure),
        )
    title = _one_line(kpi.title)
    if entry is None:
        return message(
            "{indicator}: the measure {measure} is not in {register}. Kolada calls it “{title}”. "
            "If that is what is meant, add it.",
            indicator=indicator,
            measure=measure,
            register=register,
            title=shown(title),
        )
    if title != _one_line(entry.title):
        return message(
            "{indicator}: Kolada calls {measure} “{title}”, but {register} calls it “{ours}”. "
            "If it is the same measure, correct the title there; otherwise correct the id.",
            indicator=indicator,
            measure=measure,
            title=shown(title),
            register=register,
            ours=shown(entry.title),
        )
    return None


def _checked(
    entries: Iterable[CatalogueEntry], said: Mapping[str, Kpi], today: date
) -> Iterator[CatalogueEntry]:
    for entry in entries:
        kpi = said.get(entry.id)
        yield (
            replace(entry, split_by_sex=kpi.is_divided_by_gender, checked=today) if kpi else entry
        )


def _one_line(text: str) -> str:
    """The text without differences that nobody sees: in space, and in how å is encoded."""
    return unicodedata.normalize("NFC", " ".join(text.split()))
