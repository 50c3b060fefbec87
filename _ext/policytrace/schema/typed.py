"""Typed values: what is written in a field, read once into what it is, and written again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from policytrace.schema.fields import FieldSpec, FieldType
from policytrace.schema.vocabulary import ActionStatus, UnitWord, YesNo
from policytrace.schema.words import Words
from policytrace.values.bands import Band, parse_band, plain_band
from policytrace.values.decimals import plain
from policytrace.values.paragraphs import canonical, on_one_line
from policytrace.values.periods import FIRST_YEAR, LAST_YEAR, Period, parse_period
from policytrace.values.stages import Stages, parse_stages, plain_stages


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What somebody wrote of how it goes."""

    text: str
    status: ActionStatus | None
    """How it goes, if the text begins with the word for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What a value is a number of."""

    text: str
    """As it is written, as ``antal hushåll``."""
    noun: str
    """What is said after a number, as ``hushåll``; empty if nothing is."""
    is_per_cent: bool
    """Whether its differences are percentage points."""


NO_UNIT = Unit(text="", noun="", is_per_cent=False)
"""Nothing is said of what a value is a number of."""

Value = (
    bool
    | int
    | Decimal
    | date
    | Period
    | Band
    | Stages
    | Assessment
    | Unit
    | StrEnum
    | tuple[str, ...]
    | str
)
"""What a field can hold."""


def parse_value(written: object, spec: FieldSpec, words: Words) -> Value:
    """The value of a field, from what is written there: text, or what a JSON value is in Python.

    Raises:
        ValueError: it has not the form of such a value.
    """
    if spec.type is FieldType.WORD and spec.vocabulary is not None:
        return words.key(spec.vocabulary, str(written).strip())
    return _PARSERS[spec.type](written, words)


def written_value(value: Value, words: Words) -> str:
    """The value as it is written in a file: what `parse_value` reads as the same value."""
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value, words)
    return str(value)


def spoken_yes_no(value: bool, words: Words) -> str:  # noqa: FBT001 - it is the value itself
    """True or false in the project's words."""
    return words.of(YesNo.YES if value else YesNo.NO)


def parse_unit(text: str, words: Words) -> Unit:
    """The unit that `text` names, in the project's words."""
    names = (words.of(UnitWord.INDEX), words.of(UnitWord.BALANCE))
    return Unit(
        text=text,
        noun="" if text in names else text.removeprefix(f"{words.of(UnitWord.NUMBER_OF)} "),
        is_per_cent=text == words.of(UnitWord.PER_CENT),
    )


def _yes_no(written: object) -> bool:
    try:
        return {"true": True, "false": False}[str(written).lower()]
    except KeyError:
        raise ValueError(f"neither true nor false: {written!r}") from None


def _list(written: object) -> tuple[str, ...]:
    if isinstance(written, list | tuple):
        return tuple(map(str, written))
    return tuple(filter(None, map(str.strip, str(written).split(","))))


def _day(text: str) -> date:
    found = date.fromisoformat(text)
    if found.isoformat() != text:
        raise ValueError(f"not a day as YYYY-MM-DD: {text!r}")
    return found


def _year(text: str) -> int:
    found = int(text)
    if not FIRST_YEAR <= found <= LAST_YEAR:
        raise ValueError(f"no year from {FIRST_YEAR} to {LAST_YEAR}: {text!r}")
    return found


def _number(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"not a number: {text!r}") from None
    if not found.is_finite():
        raise ValueError(f"not a number: {text!r}")
    return found


def _assessment(text: str, words: Words) -> Assessment:
    said = text.casefold()
    for status in ActionStatus:
        word = words.of(status).casefold()
        if said == word or (said.startswith(word) and not said[len(word)].isalnum()):
            return Assessment(text=text, status=status)
    return Assessment(text=text, status=None)


_PARSERS: Mapping[FieldType, Callable[[object, Words], Value]] = MappingProxyType(
    {
        FieldType.TEXT: lambda written, _: on_one_line(str(written)),
        FieldType.PARAGRAPHS: lambda written, _: canonical(str(written)),
        FieldType.RULE: lambda written, _: str(written).strip(),
        FieldType.WORD: lambda written, _: str(written).strip(),
        FieldType.DAY: lambda written, _: _day(str(written).strip()),
        FieldType.INTEGER: lambda written, _: int(str(written)),
        FieldType.YEAR: lambda written, _: _year(str(written)),
        FieldType.NUMBER: lambda written, _: _number(str(written)),
        FieldType.YES_NO: lambda written, _: _yes_no(written),
        FieldType.LIST: lambda written, _: _list(written),
        FieldType.PERIOD: lambda written, _: parse_period(str(written).strip()),
        FieldType.BAND: lambda written, _: parse_band(str(written)),
        FieldType.STAGES: lambda written, _: parse_stages(str(written)),
        FieldType.UNIT: lambda written, words: parse_unit(str(written).strip(), words),
        FieldType.ASSESSMENT: lambda written, words: _assessment(on_one_line(str(written)), words),
    }
)

_WRITERS: tuple[tuple[type, Callable[[Any, Words], str]], ...] = (
    (bool, lambda value, _: str(value).lower()),
    (StrEnum, lambda value, words: words.of(value)),
    (Decimal, lambda value, _: plain(value)),
    (date, lambda value, _: value.isoformat()),
    (Period, lambda value, _: value.text),
    (Assessment, lambda value, _: value.text),
    (Unit, lambda value, _: value.text),
    (Band, lambda value, _: plain_band(value)),
    (Stages, lambda value, _: plain_stages(value)),
    (tuple, lambda value, _: ", ".join(value)),
)
"""The kinds of values that are not written as they are."""
