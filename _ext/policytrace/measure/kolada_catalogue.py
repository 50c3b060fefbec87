"""The project's register of Kolada's measures: which id has which title.

A CSV file, UTF-8, with the header ``id,titel,könsuppdelad,kontrollerad``. The last column is the
day when the row was last compared with Kolada's own answer, or empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from policytrace.measure.csvfile import Issue, Line, csv_text, read_lines
from policytrace.messages import Message, message

HEADER = ("id", "titel", "könsuppdelad", "kontrollerad")

KOLADA_ID = re.compile(r"[NU][0-9]{5}")
"""The form of a measure's id."""

_YES_NO = {"ja": True, "nej": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """One measure."""

    id: str
    title: str
    split_by_sex: bool
    checked: date | None
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All measures by id, in the register's order, and what is wrong with the register."""

    entries: Mapping[str, CatalogueEntry] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def read_catalogue(content: bytes) -> Catalogue:
    """The register in a file with this content, and all that is wrong with it."""
    lines, issues = read_lines(content, HEADER)
    entries: dict[str, CatalogueEntry] = {}
    wrong = list(issues)
    for line in lines:
        found = _entry(line, entries)
        if isinstance(found, CatalogueEntry):
            entries[found.id] = found
        else:
            text, hint = found
            wrong.append(Issue(line=line.number, message=text, hint=hint))
    return Catalogue(entries=MappingProxyType(entries), issues=tuple(wrong))


def catalogue_text(entries: Iterable[CatalogueEntry]) -> str:
    """The file for these measures, sorted by id."""
    words = {value: word for word, value in _YES_NO.items()}
    return csv_text(
        HEADER,
        (
            (
                entry.id,
                entry.title,
                words[entry.split_by_sex],
                entry.checked.isoformat() if entry.checked else "",
            )
            for entry in sorted(entries, key=lambda entry: entry.id)
        ),
    )


def _entry(
    line: Line, known: Mapping[str, CatalogueEntry]
) -> CatalogueEntry | tuple[Message, Message]:
    name, title, split, checked = (line.cells[column] for column in HEADER)
    if not KOLADA_ID.fullmatch(name):
        return (
            message("“{value}” is no id of a measure in Kolada.", value=name),
            message("Write N or U and five digits."),
        )
    if name in known:
        return (
            message("{name} is listed twice.", name=name),
            message("Keep one of the two rows."),
        )
    if not title:
        return (
            message("The measure {name} has no title.", name=name),
            message("Write its title, as Kolada has it."),
        )
    if split not in _YES_NO:
        return (
            message("“{value}” is neither ja nor nej.", value=split),
            message("Write ja if Kolada has values for women and men apart, else nej."),
        )
    try:
        day = date.fromisoformat(checked) if checked else None
    except ValueError:
        return (
            message("“{value}” is no day.", value=checked),
            message("Write a day as 2026-11-23, or nothing."),
        )
    return CatalogueEntry(
        id=name, title=title, split_by_sex=_YES_NO[split], checked=day, line=line.number
    )
