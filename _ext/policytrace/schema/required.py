"""Requirements: what a project demands of its objects, as ``[policytrace.required]`` says it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from policytrace.schema.roles import FieldKey, Key, TypeKey
from policytrace.schema.typed import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that every object of a type must have."""

    keys: tuple[Key, ...]
    """The fields or links of which one is enough; most often there is only one."""
    when: FieldKey | None = None
    """A field without which the thing is not asked for."""
    value: Value | None = None
    """What that field must hold; None: anything."""
    unless: FieldKey | None = None
    """A field that stands in the place of the thing: where it is set, nothing else is asked for."""

    def asked(self, values: Mapping[FieldKey, Value], written: Collection[FieldKey]) -> bool:
        """Whether the thing is asked for, by the values of an object.

        `written` are the fields in which anything is written, be it a value or not.
        """
        if self.unless in written:
            return False
        if self.when is None:
            return True
        return self.when in written and self.value in (None, values.get(self.when))


Requirements = Mapping[TypeKey, tuple[Requirement, ...]]
"""What is required of the objects of each type."""
