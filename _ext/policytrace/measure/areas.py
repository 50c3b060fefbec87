"""The register of areas that values may be about.

A CSV file, UTF-8, with the header of `AreaColumn` in the project's words: one row for each area,
the municipality itself among them. The last column is the area's code in Kolada, or empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from policytrace.measure.csvfile import CsvLine, Issue, read_lines
from policytrace.messages import message
from policytrace.schema.vocabulary import AreaColumn, AreaKind
from policytrace.schema.words import Words

_CODE = re.compile(r"[0-9]{4}|G[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An area of the register."""

    name: str
    kind: AreaKind
    kolada: str = ""
    """Its code in Kolada, as ``1982`` or ``G37363``; empty if Kolada does not know it."""
    line: int = 1

    @property
    def is_mean_of_municipalities(self) -> bool:
        """Whether it is one of Kolada's groups, whose values are means that weigh all alike."""
        return self.kolada.startswith("G")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAreas:
    """The areas that the municipality's target may speak of, besides the municipality itself."""

    country: str = ""
    """Its name; empty if the register has none."""
    parts: tuple[str, ...] = ()
    """The parts of the municipality."""


NO_OTHERS = OtherAreas()


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRegister:
    """All areas, in the register's order, and what is wrong with the register."""

    areas: Mapping[str, Area] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()

    @property
    def home(self) -> Area | None:
        """The municipality whose plan it is."""
        return next(iter(self.of_kind(AreaKind.MUNICIPALITY)), None)

    def is_mean_of_municipalities(self, area: str) -> bool:
        """Whether the values of an area with this name are means that weigh all alike."""
        known = self.areas.get(area)
        return known is not None and known.is_mean_of_municipalities

    @property
    def others(self) -> OtherAreas:
        """The areas that a target may speak of."""
        country = next(iter(self.of_kind(AreaKind.COUNTRY)), None)
        return OtherAreas(
            country=country.name if country else "",
            parts=tuple(area.name for area in self.of_kind(AreaKind.DISTRICT)),
        )

    def of_kind(self, *kinds: AreaKind) -> tuple[Area, ...]:
        """The areas of these kinds, in the register's order."""
        return tuple(area for area in self.areas.values() if area.kind in kinds)


def read_areas(content: bytes, words: Words) -> AreaRegister:
    """The register in a file with this content, and all that is wrong with it."""
    lines, issues = read_lines(content, words.all_of(AreaColumn))
    areas: dict[str, Area] = {}
    found = list(issues)
    for line in lines:
        if issue := _issue(line, areas, words):
            found.append(issue)
            continue
        name, kind, kolada = line.cells.values()
        areas[name] = Area(
            name=name, kind=words.key(AreaKind, kind), kolada=kolada, line=line.number
        )
    homes = [area for area in areas.values() if area.kind is AreaKind.MUNICIPALITY]
    if not found and len(homes) != 1:
        found.append(
            Issue(
                line=homes[1].line if homes else 1,
                message=message(
                    "The register must hold one {kind}, but holds {number}.",
                    kind=words.of(AreaKind.MUNICIPALITY),
                    number=str(len(homes)),
                ),
                hint=message("Let the register hold the municipality whose plan it is, once."),
            )
        )
    return AreaRegister(areas=MappingProxyType(areas), issues=tuple(found))


def _issue(line: CsvLine, known: Mapping[str, Area], words: Words) -> Issue | None:
    name, kind, kolada = line.cells.values()
    if not name or name in known:
        text = (
            message("{name} is listed twice.", name=name)
            if name
            else message("The row names no area.")
        )
        hint = message("Give each area one row, with its name first.")
    elif kind not in words.all_of(AreaKind):
        text = message("“{value}” is no kind of area.", value=kind)
        hint = message("Write one of: {names}.", names=", ".join(words.all_of(AreaKind)))
    elif kolada and not _CODE.fullmatch(kolada):
        text = message("“{value}” is no code of an area in Kolada.", value=kolada)
        hint = message("Write four digits, G and digits, or nothing.")
    else:
        return None
    return Issue(line=line.number, message=text, hint=hint)
