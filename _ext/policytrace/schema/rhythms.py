"""Rhythms: on which days of every year something is to be followed up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date
from types import MappingProxyType

from policytrace.schema.vocabulary import Rhythm

ANY_YEAR = 2027
"""A year without a leap day: a day of every year is one of its days."""


@dataclass(frozen=True, slots=True, order=True)
class DayOfYear:
    """A day that comes every year."""

    month: int
    day: int

    def __str__(self) -> str:
        """The day as it is written: ``08-31``."""
        return f"{self.month:02d}-{self.day:02d}"


def parse_day_of_year(text: str) -> DayOfYear:
    """The day that ``08-31`` names.

    Raises:
        ValueError: it is no such text, or there is no such day in every year.
    """
    found = date.fromisoformat(f"{ANY_YEAR}-{text}")
    day = DayOfYear(found.month, found.day)
    if str(day) != text:
        raise ValueError(f"not a day as MM-DD: {text!r}")
    return day


Rhythms = Mapping[Rhythm, tuple[DayOfYear, ...]]

RHYTHMS: Rhythms = MappingProxyType(
    {
        Rhythm.PART_YEAR: (DayOfYear(8, 31),),
        Rhythm.TERTIAL: (DayOfYear(4, 30), DayOfYear(8, 31), DayOfYear(12, 31)),
        Rhythm.HALF_YEAR: (DayOfYear(6, 30), DayOfYear(12, 31)),
        Rhythm.YEAR: (DayOfYear(12, 31),),
    }
)
"""The days where a project says no others: those of a Swedish municipality's reports."""


def next_day(days: tuple[DayOfYear, ...], after: date) -> date:
    """The first of some days of every year that comes after a day."""
    coming = (
        found
        for year in range(after.year, min(after.year + 1, MAXYEAR) + 1)
        for day in days
        if (found := date(year, day.month, day.day)) > after
    )
    return min(coming, default=date.max)


def is_one_of(days: tuple[DayOfYear, ...], day: date) -> bool:
    """Whether a day is one of some days of every year."""
    return DayOfYear(day.month, day.day) in days
