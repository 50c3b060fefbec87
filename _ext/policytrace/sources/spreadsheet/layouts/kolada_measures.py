"""Which of Kolada's measures a title in a file names, and which sex it names with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from policytrace.measure.kolada_catalogue import KOLADA_ID, Catalogue, CatalogueEntry

_SEX_AT_THE_END = re.compile(
    r"(?:,\s?| |\()(?P<sex>kvinnor|män|totalt|flickor|pojkar|total)\)?", re.IGNORECASE
)
_LONGEST_SEX = 12  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMeasure:
    """A measure of the register, as a file names it."""

    id: str
    sex: str = ""
    """As it is written; empty if the title names none."""


def measure_called(title: str, catalogue: Catalogue) -> NamedMeasure | None:
    """The measure of this title, or whose id the title holds; None if it is none of the register's.

    A sex at the end is one only where the title without it is a measure's.
    """
    folded = _folded(title)
    for entry in catalogue.entries.values():
        if _folded(entry.title) == folded:
            return NamedMeasure(id=entry.id)
    bare, sex = _without_sex(folded)
    for entry in catalogue.entries.values():
        if sex and _folded(entry.title) == bare:
            return NamedMeasure(id=entry.id, sex=sex)
    return _by_id(title, sex, catalogue.entries)


def _by_id(title: str, sex: str, entries: Mapping[str, CatalogueEntry]) -> NamedMeasure | None:
    ids = {found for found in KOLADA_ID.findall(title) if found in entries}
    return NamedMeasure(id=ids.pop(), sex=sex) if len(ids) == 1 else None


def _without_sex(folded: str) -> tuple[str, str]:
    """A title and the sex at its end, which is empty if there is none."""
    for found in _SEX_AT_THE_END.finditer(folded, max(0, len(folded) - _LONGEST_SEX)):
        if found.end() == len(folded):
            return folded[: found.start()].rstrip(), found["sex"]
    return folded, ""


def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()
