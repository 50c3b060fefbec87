"""Frozen editions as data: what was frozen, of which decision, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from policytrace.changes.plan_state import PlanState
from policytrace.locations import Location
from policytrace.messages import Message

FOLDER = "docs/editions"
"""Where editions lie, from the project's folder: each in a folder named after its decision."""

SUMS = "SHA256SUMS.txt"
"""The checksums of an edition's other files, as ``sha256sum -c`` reads them."""

MANIFEST = "manifest.json"
"""What the edition is of."""

PLAN = "plan.json"
"""The plan document."""

CORRECTIONS = "-rattelser.csv"
"""Ends the name of the file, beside an edition's folder, in which its corrections are declared."""


def corrections_file(decision: str) -> str:
    """Where the corrections of an edition are declared, from the project's folder."""
    return f"{FOLDER}/{decision}{CORRECTIONS}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFile:
    """A frozen file."""

    name: str
    checksum: str
    """Its SHA-256."""
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A misspelling of an edition that has been mended since."""

    object: str
    part: str
    """``title``, ``text`` or the key of a field."""
    part_word: str
    """The same as the project says it."""
    before: str
    after: str
    day: date
    reason: str
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The plan as a decision adopted it."""

    decision: str
    plans: tuple[str, ...]
    decided: date
    """The day of the decision."""
    frozen: date
    files: tuple[EditionFile, ...]
    state: PlanState = field(repr=False)
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFault:
    """Something that is wrong with an edition's files, or with its corrections."""

    decision: str
    location: Location
    text: Message
    hint: Message
    of_correction: bool = False


@dataclass(frozen=True, kw_only=True)
class Editions:
    """All editions of a project, and what is wrong with those that cannot be used."""

    editions: tuple[Edition, ...] = ()
    """The newest first."""
    faults: tuple[EditionFault, ...] = ()

    @cached_property
    def newest(self) -> Mapping[str, Edition]:
        """The newest edition of each plan that has one, by the plan's id."""
        found: dict[str, Edition] = {}
        for edition in self.editions:
            for plan in edition.plans:
                found.setdefault(plan, edition)
        return MappingProxyType(found)

    @cached_property
    def frozen(self) -> frozenset[str]:
        """The decisions that have an edition, also such as cannot be used."""
        return frozenset(
            (*(one.decision for one in self.editions), *(fault.decision for fault in self.faults))
        )
