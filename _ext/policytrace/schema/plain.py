"""Values as plain data, which files for other programs hold and two plans are compared by.

Keys are the code's, which stay the same whatever a project calls things. What is the project's own
has keys that begin with `OWN`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from policytrace.schema.roles import (
    CustomField,
    CustomLink,
    CustomType,
    Key,
    TypeKey,
)
from policytrace.schema.typed import Value, written_value
from policytrace.schema.words import KEYS
from policytrace.values.bands import Band
from policytrace.values.numbers import json_number

OWN = "own."
"""Begins the key of what only the project knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """All values from one to another."""

    low: int | float
    high: int | float


PlainValue = bool | int | float | str | Range
PlainData = PlainValue | tuple[PlainValue, ...]
"""What a field can hold, as plain data."""


def plain_key(key: Key | TypeKey) -> str:
    """What the code knows a field, a link or a type by; what is the project's own, by its word."""
    own = isinstance(key, CustomField | CustomLink | CustomType)
    return f"{OWN}{key.word}" if own else key.value  # type: ignore[union-attr]  # as `own` says


def plain_data(value: Value) -> PlainData:
    """The value of a field; of a list, all that it holds."""
    return value if isinstance(value, tuple) else plain_value(value)


def plain_value(value: Value) -> PlainValue:
    """One value: a day as its ISO date, a band by its ends, a word by its key."""
    match value:
        case bool() | int():
            return value
        case Decimal():
            return json_number(value)
        case Band():
            low, high = json_number(value.low), json_number(value.high)
            return low if value.is_point else Range(low=low, high=high)
        case _:
            return written_value(value, KEYS)
