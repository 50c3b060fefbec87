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
class IndicatorSettings:
    """Where a project keeps what it has measured. Paths are from its folder, with ``/``."""

    areas: str | None = None
    """The register of areas; None: the project measures nothing."""
    data: str | None = None
    """The folder with one file for each indicator."""
    kolada: str | None = None
    """The register of Kolada's measures; None: the project takes nothing from there."""
    smallest_group: int = 5
    """Values on fewer persons than this are not shown."""
    count_units: frozenset[str] = frozenset()
    """The units whose values are numbers of persons."""
    calculation: str = r"(?!)"
    """Regular expression, in any case, of what in a source tells that a value has been worked out
    from others. Nothing does where nothing is measured; a project with `data` says what does."""
