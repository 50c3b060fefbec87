"""How periods, units and those whom values are about are put into words."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from babel.dates import format_date

from policytrace.measure.tables import FROM_KOLADA
from policytrace.messages import Message, Sayable, as_it_is, message
from policytrace.schema.typed import Unit
from policytrace.schema.vocabulary import Sex, ValueStatus
from policytrace.values.alphabet import with_initial
from policytrace.values.numbers import Number
from policytrace.values.periods import Period, PeriodKind

NAMES: Mapping[Sex, Message] = MappingProxyType(
    {
        Sex.WOMEN: message("Women"),
        Sex.MEN: message("Men"),
        Sex.TOTAL: message("Total"),
    }
)
"""What those are called whom a value is about, as a heading."""

GAP_NAME = message("Difference")

_STATUSES: Mapping[str, Message] = MappingProxyType(
    {
        ValueStatus.MISSING: message("not known"),
        ValueStatus.CONFIDENTIAL: message("confidential"),
        ValueStatus.WITHDRAWN: message("withdrawn"),
        ValueStatus.PRELIMINARY: message("preliminary"),
    }
)

UNKNOWN = _STATUSES[ValueStatus.MISSING]


@dataclass(frozen=True, slots=True)
class _Day:
    """A day, written as `pattern` says (CLDR's fields of dates)."""

    day: date
    pattern: str

    def render(self, translations: gettext.NullTranslations) -> str:
        language = translations.info().get("language", "en")
        return _written(self.day, self.pattern, language)


@cache
def _written(day: date, pattern: str, language: str) -> str:
    """Months that are cut short are written without a full stop: ``dec 2020``."""
    return format_date(day, pattern, locale=language).replace(".", "")


@dataclass(frozen=True, slots=True)
class Sentences:
    """One sentence after the other."""

    parts: tuple[Sayable, ...]

    def render(self, translations: gettext.NullTranslations) -> str:
        """All of them, with a space between."""
        return " ".join(part.render(translations) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Initial:
    """A text that begins with a capital."""

    text: Sayable

    def render(self, translations: gettext.NullTranslations) -> str:
        """The text, whatever it begins with within a sentence."""
        return with_initial(self.text.render(translations))


@dataclass(frozen=True, slots=True)
class Shortest:
    """The first of several ways to say something that is short enough; else the last."""

    ways: tuple[Sayable, ...]
    most: int
    """So many words."""

    def render(self, translations: gettext.NullTranslations) -> str:
        """The way that is chosen; languages need not choose the same."""
        said = [way.render(translations) for way in self.ways]
        return next((text for text in said if len(text.split()) <= self.most), said[-1])


def period_name(period: Period) -> Message:
    """A period as people say it: 2022, the first half of 2022, May 2022."""
    year = str(period.start.year)
    if period.kind is PeriodKind.HALF:
        if period.start.month == 1:
            return message("the first half of {year}", year=year)
        return message("the second half of {year}", year=year)
    if period.kind is PeriodKind.QUARTER:
        return message(
            "quarter {number} of {year}", number=str((period.start.month + 2) // 3), year=year
        )
    if period.kind is PeriodKind.MONTH:
        return message("{month}", month=_Day(period.start, "MMMM y"))
    if period.kind is PeriodKind.SCHOOL_YEAR:
        return message("the school year {years}", years=period.text)
    return message("{text}", text=period.text)


def period_label(period: Period) -> Sayable:
    """A period as it stands below an axis: 2022, Jan–Jun 2022, May 2022, 2021/22."""
    if period.kind in (PeriodKind.HALF, PeriodKind.QUARTER):
        return message(
            "{first}–{last}",
            first=_Day(period.start, "MMM"),
            last=_Day(period.end, "MMM y"),
        )
    if period.kind is PeriodKind.MONTH:
        return _Day(period.start, "MMM y")
    return as_it_is(period.text)


def day_label(day: date) -> Sayable:
    """A day as it stands below an axis: 3 Dec 2020."""
    return _Day(day, "d MMM y")


def quantity(value: Decimal, unit: Unit, decimals: int | None = None) -> Message:
    """A value with its unit, and with just so many decimals if they are given."""
    number = Number(value, decimals, fixed=decimals is not None)
    if not unit.noun:
        return message("{number}", number=number)
    return message("{number} {unit}", number=number, unit=unit.noun)


def difference(value: Decimal, unit: Unit, decimals: int | None = None) -> Message:
    """The size of a difference with its unit; that of percentages is in percentage points."""
    return signed_difference(abs(value), unit, decimals)


def signed_difference(size: Decimal, unit: Unit, decimals: int | None = None) -> Message:
    """A difference with its sign and unit; that of percentages is in percentage points."""
    if not unit.is_per_cent:
        return quantity(size, unit, decimals)
    if abs(size) == 1:
        return message("{number} percentage point", number=Number(size, decimals))
    number = Number(size, decimals, fixed=decimals is not None)
    return message("{number} percentage points", number=number)


def unit_of_differences(unit: Unit) -> Message:
    """The unit above an axis of differences."""
    if unit.is_per_cent:
        return message("percentage points")
    return message("{text}", text=unit.text)


def status_name(status: str) -> Message:
    """What stands where a value is missing, or beside one that is not final."""
    if status in _STATUSES:
        return _STATUSES[status]
    if status.startswith(FROM_KOLADA):
        return message("Kolada says: {words}", words=status.removeprefix(FROM_KOLADA))
    return message("{text}", text=status)
