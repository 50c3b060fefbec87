"""Requirements: what a project demands of its objects, as ``[policytrace.required]`` says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policytrace.schema.roles import FieldKey, Key, TypeKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that every object of a type must have."""

    keys: tuple[Key, ...]
    """The fields or links of which one is enough; most often there is only one."""
    when: FieldKey | None = None
    """A field without which the thing is not asked for."""


Requirements = Mapping[TypeKey, tuple[Requirement, ...]]
"""What is required of the objects of each type."""
