"""Finds Swedish personal identity numbers and coordination numbers in text.

A personnummer is a birth date, three digits and a check digit (folkbokföringslagen 18 §); a
samordningsnummer adds 60 to the day. A number counts only when its date exists and its check digit
is right by the Luhn algorithm (ISO/IEC 7812-1, annex B), so most numbers that only look alike are
left in peace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

COORDINATION = 60
"""What a coordination number adds to the day of birth."""

_CANDIDATE = re.compile(
    r"(?<![0-9])(?<![0-9][-.,/])"
    r"(?P<century>(?:18|19|20)[ ]?)?"
    r"(?P<year>[0-9]{2})[ ]?(?P<month>[0-9]{2})[ ]?(?P<day>[0-9]{2})"
    r"(?P<sign>[ ]?[-+\u2010-\u2013\u2212][ ]?|[ ]?)"
    r"(?P<number>[0-9]{3})[ ]?(?P<check>[0-9])"
    r"(?![0-9])(?![-.,/][0-9])"
)


def identity_numbers(text: str) -> Iterator[str]:
    """The numbers found in `text`, as they are written there."""
    for found in _CANDIDATE.finditer(text):
        digits = "".join(
            found[part] for part in ("year", "month", "day", "number", "check") if found[part]
        )
        if _is_date(found) and luhn_sum(digits) % 10 == 0:
            yield found[0].strip()


def luhn_sum(digits: str) -> int:
    """The weighted sum of `digits`, the last of which is the check digit; right if it ends in 0."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the digits' sum
    return total


def _is_date(found: re.Match[str]) -> bool:
    day = int(found["day"])
    if day > COORDINATION:
        day -= COORDINATION
    centuries = [found["century"].strip()] if found["century"] else ["19", "20"]
    for century in centuries:
        try:
            date(int(century + found["year"]), int(found["month"]), day)
        except ValueError:
            continue
        return True
    return False
