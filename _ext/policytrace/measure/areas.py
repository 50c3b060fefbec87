"""The register of areas that values may be about.

A CSV file, UTF-8, with the header of `AreaColumn` in the project's words: one row for each area,
the municipality itself among them. The last column is the area's code in Kolada, or empty.

Parts of the municipality are of kinds that the project defines. Parts of two kinds may have the
same name, so a part is known by name and kind together, as “Per Ols (valdistrikt)”. Values of one
kind are never added to, or compared with, those of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from policytrace.measure.csvfile import CsvLine, Issue, read_lines
from policytrace.messages import message
from policytrace.schema.vocabulary import AreaColumn, AreaKind
from policytrace.schema.words import Words
from policytrace.settings import PartKind
from policytrace.values.alphabet import sort_key

_CODE = re.compile(r"[0-9]{4}|G[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An area of the register."""

    name: str
    kind: AreaKind | PartKind
    kolada: str = ""
    """Its code in Kolada, as ``1982`` or ``G37363``; empty if Kolada does not know it."""
    line: int = 1

    @property
    def key(self) -> str:
        """What it is known by, and called where other areas may stand beside it."""
        return f"{self.name} ({self.kind.name})" if isinstance(self.kind, PartKind) else self.name

    @property
    def is_own(self) -> bool:
        """Whether it is the municipality or a part of it."""
        return self.kind is AreaKind.MUNICIPALITY or isinstance(self.kind, PartKind)

    def kind_word(self, words: Words) -> str:
        """What it is, in the project's word for files."""
        return self.kind.word if isinstance(self.kind, PartKind) else words.of(self.kind)

    @property
    def is_mean_of_municipalities(self) -> bool:
        """Whether it is one of Kolada's groups, whose values are means that weigh all alike."""
        return self.kolada.startswith("G")


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """The parts of the municipality that are of one kind."""

    kind: PartKind
    areas: tuple[Area, ...]
    """By name, in Swedish order: never by their values."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What its areas are known by."""
        return tuple(area.key for area in self.areas)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAreas:
    """The areas that the municipality's target may speak of, besides the municipality itself."""

    country: str = ""
    """Its name; empty if the register has none."""
    similar: str = ""
    """The municipalities that it is compared with; empty if the register has none."""
    divisions: tuple[Division, ...] = ()
    """The parts of the municipality, by kind."""


NO_OTHERS = OtherAreas()


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRegister:
    """All areas by their keys, in the register's order, and what is wrong with the register."""

    areas: Mapping[str, Area] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    home: Area | None = field(init=False, repr=False, compare=False)
    """The municipality whose plan it is."""
    divisions: tuple[Division, ...] = field(init=False, repr=False, compare=False)
    """The parts of the municipality by kind, in the order in which the kinds first occur."""
    _by_name: Mapping[str, tuple[Area, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look up once what is asked for with every value."""
        found: dict[str, list[Area]] = {}
        for area in self.areas.values():
            found.setdefault(area.name, []).append(area)
        named = {name: tuple(areas) for name, areas in found.items()}
        home = next(iter(self.of_kind(AreaKind.MUNICIPALITY)), None)
        object.__setattr__(self, "_by_name", MappingProxyType(named))
        object.__setattr__(self, "home", home)
        object.__setattr__(self, "divisions", _divisions(self.areas.values()))

    def called(self, name: str) -> tuple[Area, ...]:
        """The areas of this name, of whatever kinds."""
        return self._by_name.get(name, ())

    @property
    def names(self) -> tuple[str, ...]:
        """All names, each once."""
        return tuple(self._by_name)

    def is_mean_of_municipalities(self, area: str) -> bool:
        """Whether the values of an area with this name are means that weigh all alike."""
        known = self.areas.get(area)
        return known is not None and known.is_mean_of_municipalities

    @property
    def others(self) -> OtherAreas:
        """The areas that a target may speak of."""
        country = next(iter(self.of_kind(AreaKind.COUNTRY)), None)
        similar = next(iter(self.of_kind(AreaKind.COMPARISON)), None)
        return OtherAreas(
            country=country.name if country else "",
            similar=similar.name if similar else "",
            divisions=self.divisions,
        )

    @property
    def own(self) -> frozenset[str]:
        """The keys of the municipality and its parts."""
        return frozenset(key for key, area in self.areas.items() if area.is_own)

    def of_kind(self, *kinds: AreaKind) -> tuple[Area, ...]:
        """The areas of these kinds, in the register's order; parts are in `divisions`."""
        return tuple(area for area in self.areas.values() if area.kind in kinds)


def _divisions(areas: Iterable[Area]) -> tuple[Division, ...]:
    found: dict[PartKind, list[Area]] = {}
    for area in areas:
        if isinstance(area.kind, PartKind):
            found.setdefault(area.kind, []).append(area)
    return tuple(
        Division(kind=kind, areas=tuple(sorted(parts, key=lambda area: sort_key(area.name))))
        for kind, parts in found.items()
    )


def read_areas(content: bytes, words: Words, parts: Iterable[PartKind]) -> AreaRegister:
    """The register in a file with this content, and all that is wrong with it.

    `parts` are the kinds of parts of the municipality that the project has.
    """
    lines, issues = read_lines(content, words.all_of(AreaColumn))
    kinds: Mapping[str, AreaKind | PartKind] = {
        **words.by_word(AreaKind),
        **{kind.word: kind for kind in parts},
    }
    areas: dict[str, Area] = {}
    found = list(issues)
    for line in lines:
        area = _area(line, areas, kinds)
        if isinstance(area, Issue):
            found.append(area)
        else:
            areas[area.key] = area
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


def _area(
    line: CsvLine, known: Mapping[str, Area], kinds: Mapping[str, AreaKind | PartKind]
) -> Area | Issue:
    name, word, kolada = line.cells.values()
    if not name:
        text = message("The row names no area.")
        hint = message("Give each area one row, with its name first.")
    elif word not in kinds:
        text = message("“{value}” is no kind of area.", value=word)
        hint = message("Write one of: {names}.", names=", ".join(kinds))
    elif kolada and not _CODE.fullmatch(kolada):
        text = message("“{value}” is no code of an area in Kolada.", value=kolada)
        hint = message("Write four digits, G and digits, or nothing.")
    else:
        area = Area(name=name, kind=kinds[word], kolada=kolada, line=line.number)
        if area.key not in known:
            return area
        text = message("{name} is listed twice.", name=area.key)
        hint = message("Give each area one row, with its name first.")
    return Issue(line=line.number, message=text, hint=hint)
