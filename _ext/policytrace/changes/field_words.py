"""What a field holds in plain words, and the project's words for keys."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from policytrace.changes.excerpts import LONGEST, cut_short, told_apart
from policytrace.messages import Sayable, as_it_is, message
from policytrace.schema.fields import FIELDS, FieldType
from policytrace.schema.plain import OWN, PlainData, Range
from policytrace.schema.roles import FieldName
from policytrace.schema.vocabulary import VOCABULARIES
from policytrace.values.bands import Band
from policytrace.values.days import Day
from policytrace.values.numbers import Number, Span, most_decimals

Word = Callable[[str], str]
"""From a key, as ``link.owner``, to the project's word for it."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_DIGITS_OF_YEAR = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things after one another."""

    parts: tuple[Sayable, ...]
    between: str = ", "

    def render(self, translations: gettext.NullTranslations) -> str:
        """Each of them, with what stands between."""
        return self.between.join(part.render(translations) for part in self.parts)


def word_for(key: str, table: str, word: Word) -> str:
    """The project's word for a key, as it is said within a sentence."""
    name = key.removeprefix(OWN) if key.startswith(OWN) else word(f"{table}.{key}")
    return name.replace("_", " ")


def year_of(value: PlainData | None) -> str:
    """The year of a day; empty for what is none."""
    return value[:4] if isinstance(value, str) and _DAY.fullmatch(value) else ""


def value_said(key: str, value: PlainData, word: Word) -> Sayable:  # noqa: PLR0911 - one a kind
    """The value of a field, with all its decimals; of a long text, what it begins with."""
    match value:
        case tuple():
            return Listed(tuple(value_said(key, one, word) for one in value))
        case bool():
            return as_it_is(word(f"yes_no.{'yes' if value else 'no'}"))
        case int() if _can_be_year(key, value):
            return as_it_is(str(value))
        case int() | float():
            exact = _decimal(value)
            return Number(exact, most_decimals((exact,)))
        case Range():
            return Span(Band(low=_decimal(value.low), high=_decimal(value.high)), exact=True)
    if _DAY.fullmatch(value):
        try:
            return Day(date.fromisoformat(value))
        except ValueError:
            return as_it_is(value)
    if (known := _vocabulary_of(key)) is not None:
        return message("“{value}”", value=word(f"{known}.{value}"))
    return message("“{value}”", value=cut_short(value))


def _can_be_year(key: str, value: int) -> bool:
    """Whether a number is a year, or of what only the project knows may be one: no amount."""
    if key.startswith(OWN) or key not in set(FieldName):
        return len(str(value)) == _DIGITS_OF_YEAR
    return FIELDS[FieldName(key)].type is FieldType.YEAR


def _decimal(value: float) -> Decimal:
    return Decimal(str(value))


def _vocabulary_of(key: str) -> str | None:
    if key.startswith(OWN) or key not in set(FieldName):
        return None
    spec = FIELDS[FieldName(key)]
    return next((name for name, keys in VOCABULARIES.items() if keys is spec.vocabulary), None)


def both_said(
    key: str, before: PlainData | None, after: PlainData | None, word: Word
) -> tuple[Sayable | None, Sayable | None]:
    """What a field held and holds; of long texts, the part in which they differ."""
    first, second = _joined(before), _joined(after)
    if first and second and max(len(first), len(second)) > LONGEST:
        told = told_apart(first, second)
        return message("“{value}”", value=told[0]), message("“{value}”", value=told[1])
    return (
        None if before is None else value_said(key, before, word),
        None if after is None else value_said(key, after, word),
    )


def _joined(value: PlainData | None) -> str:
    """A text, or all of a list; empty for all else."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else ""
