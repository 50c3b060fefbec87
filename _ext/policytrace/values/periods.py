"""Periods of statistics: years, halves, quarters, months and school years."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

FIRST_YEAR = 1900
LAST_YEAR = 2100

_FORM = re.compile(
    r"(?P<year>[0-9]{4})(?:-H(?P<half>[12])|-Q(?P<quarter>[1-4])"
    r"|-(?P<month>0[1-9]|1[0-2])|/(?P<next>[0-9]{2}))?"
)
_MONTHS_A_YEAR = 12
_SCHOOL_YEAR_BEGINS = 7


class PeriodKind(StrEnum):
    """How long a period is."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    SCHOOL_YEAR = "school_year"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """A stretch of time that a value is about. Ordered by time."""

    start: date
    end: date
    """The last day of it."""
    kind: PeriodKind = field(compare=False)
    text: str = field(compare=False)
    """As it is written in data files."""

    @property
    def middle(self) -> Fraction:
        """Its middle on the axis of time, in years: 2022 is 2022.5, 2017/18 is 2018."""
        first = _MONTHS_A_YEAR * self.start.year + self.start.month - 1
        last = _MONTHS_A_YEAR * self.end.year + self.end.month
        return Fraction(first + last, 2 * _MONTHS_A_YEAR)

    def __str__(self) -> str:
        """The period as it is written."""
        return self.text


def parse_period(text: str) -> Period:
    """The period that `text` names: ``2022``, ``2022-H1``, ``2022-Q3``, ``2022-05``, ``2017/18``.

    Raises:
        ValueError: it is none of these, or no year from 1900 to 2100.
    """
    found = _FORM.fullmatch(text)
    year = int(found["year"]) if found else 0
    if found is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"not a period: {text!r}")
    if found["half"]:
        kind, first, length = PeriodKind.HALF, 6 * int(found["half"]) - 5, 6
    elif found["quarter"]:
        kind, first, length = PeriodKind.QUARTER, 3 * int(found["quarter"]) - 2, 3
    elif found["month"]:
        kind, first, length = PeriodKind.MONTH, int(found["month"]), 1
    elif found["next"]:
        if int(found["next"]) != (year + 1) % 100:
            raise ValueError(f"not a school year: {text!r}")
        kind, first, length = PeriodKind.SCHOOL_YEAR, _SCHOOL_YEAR_BEGINS, _MONTHS_A_YEAR
    else:
        kind, first, length = PeriodKind.YEAR, 1, _MONTHS_A_YEAR
    last_year, last_month = divmod(12 * year + first + length - 2, _MONTHS_A_YEAR)
    last_month += 1
    return Period(
        start=date(year, first, 1),
        end=date(last_year, last_month, monthrange(last_year, last_month)[1]),
        kind=kind,
        text=text,
    )
