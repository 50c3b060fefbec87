"""The project's register of Kolada's measures: which id has which title.

A CSV file, UTF-8, with the header of `KoladaColumn` in the project's words. The last column is the
day when the row was last compared with Kolada's own answer, or empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from policytrace.measure.csvfile import CsvLine, Issue, csv_text, read_lines
from policytrace.messages import Message, message
from policytrace.schema.typed import spoken_yes_no
from policytrace.schema.vocabulary import KoladaColumn, YesNo
from policytrace.schema.words import Words

KOLADA_ID = re.compile(r"[NU][0-9]{5}")
"""The form of a measure's id."""


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


def read_catalogue(content: bytes, words: Words) -> Catalogue:
    """The register in a file with this content, and all that is wrong with it."""
    lines, issues = read_lines(content, words.all_of(KoladaColumn))
    entries: dict[str, CatalogueEntry] = {}
    wrong = list(issues)
    for line in lines:
        found = _entry(line, entries, words)
        if isinstance(found, CatalogueEntry):
            entries[found.id] = found
        else:
            text, hint = found
            wrong.append(Issue(line=line.number, message=text, hint=hint))
    return Catalogue(entries=MappingProxyType(entries), issues=tuple(wrong))


def catalogue_text(entries: Iterable[CatalogueEntry], words: Words) -> str:
    """The file for these measures, sorted by id."""
    return csv_text(
        words.all_of(KoladaColumn),
        (
            (
                entry.id,
                entry.title,
                spoken_yes_no(entry.split_by_sex, words),
                entry.checked.isoformat() if entry.checked else "",
            )
            for entry in sorted(entries, key=lambda entry: entry.id)
        ),
    )


def _entry(
    line: CsvLine, known: Mapping[str, CatalogueEntry], words: Words
) -> CatalogueEntry | tuple[Message, Message]:
    name, title, split, checked = line.cells.values()
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
    yes, no = map(words.of, (YesNo.YES, YesNo.NO))
    if split not in (yes, no):
        return (
            message("“{value}” is neither {yes} nor {no}.", value=split, yes=yes, no=no),
            message(
                "Write {yes} if Kolada has values for women and men apart, else {no}.",
                yes=yes,
                no=no,
            ),
        )
    try:
        day = date.fromisoformat(checked) if checked else None
    except ValueError:
        return (
            message("“{value}” is no day.", value=checked),
            message("Write a day as 2026-11-23, or nothing."),
        )
    return CatalogueEntry(
        id=name, title=title, split_by_sex=split == yes, checked=day, line=line.number
    )
