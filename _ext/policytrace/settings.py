"""What a project has decided about the rules and about what it measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policytrace.locations import Location
from policytrace.severity import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a project has decided about the rules."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    """Severity by rule code, where it differs from the rule's own; None switches the rule off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedTextSetting:
    """Where a project has the text that its register lists the passages of."""

    file: str
    """Path from the project's folder, with ``/``."""
    location: Location
    """Where it says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartKind:
    """A kind of parts that the municipality is divided into, as its electoral districts."""

    word: str
    """What its areas are in the register and in data files."""
    name: str
    """What one of them is called: it stands with the name of each, in brackets."""
    plural: str
    """What several are called within a sentence."""
    heading: str
    description: str
    """What they are and what they are for, in a sentence or two for readers."""
    whole: bool
    """Whether they are all of the municipality together, so that their values add up to its own."""
    caution: str = ""
    """What a figure about one of them cannot tell; shown beside figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSettings:
    """Where a project keeps what it has measured. Paths are from its folder, with ``/``."""

    areas: str | None = None
    """The register of areas; None: the project measures nothing."""
    data: str | None = None
    """The folder with one file for each indicator."""
    parts: tuple[PartKind, ...] = ()
    """The kinds of parts of the municipality, in the order in which they are shown."""
    kolada: str | None = None
    """The register of Kolada's measures; None: the project takes nothing from there."""
    smallest_group: int = 5
    """Values on fewer persons than this are not shown."""
    count_units: frozenset[str] = frozenset()
    """The units whose values are numbers of persons."""
    calculation: str = r"(?!)"
    """Regular expression, in any case, of what in a source tells that a value has been worked out
    from others. Nothing does where nothing is measured; a project with `data` says what does."""
