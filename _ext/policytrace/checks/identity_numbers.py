"""Finds Swedish personal identity numbers and coordination numbers in text.

A personnummer is a birth date, three digits and a check digit (folkbokföringslagen 18 §); a
samordningsnummer adds 60 to the day. A number counts only when its date exists and its check digit
is right by the Luhn algorithm (ISO/IEC 7812-1, annex B), so most numbers that only look alike are
left in peace. Of ten digits chosen at random, seven in a thousand could be someone's number.

python-stdnum judges the check digit. Its own `personnummer` is not asked: it knows no coordination
numbers, and tells the century by the clock.

Without a hyphen some numbers cannot be told apart. ``070`` and seven digits is the mobile number of
one, and the personnummer of another who was born in 2007; a time such as ``YYYYMMDDHHMM`` could be
that of a child. Both are taken for personal, unless a word before them says what they are: what
looks like a mistake can be written in another way, what has been published cannot be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stdnum import luhn

COORDINATION = 60
"""What a coordination number adds to the day of birth."""

_SPACE = r"[ \t\u00a0\u2009\u202f]"
_NUMBER = re.compile(
    r"(?<![0-9])(?<![0-9]-)"
    rf"(?P<century>(?:18|19|20){_SPACE}?)?"
    rf"(?P<birth>[0-9]{{6}}|[0-9]{{2}}{_SPACE}[0-9]{{2}}{_SPACE}[0-9]{{2}})"
    rf"{_SPACE}?(?P<sign>[-+\u2010-\u2015\u2212])?{_SPACE}?"
    rf"(?P<last>[0-9]{{3}}{_SPACE}?[0-9])"
    r"(?![0-9])(?!-[0-9])"
)
_PART_OF_A_NUMBER = re.compile(r"[0-9][.,/]\Z")
_REST_OF_A_NUMBER = re.compile(r"[.,/][0-9]")
_SAID_TO_BE_ANOTHER = re.compile(
    r"(?:telefon\w*|mobil\w*|faktura\w*|bankgiro\w*|plusgiro\w*|tidsstämpel\w*|"
    r"(?<![^\W\d_])(?:tel|tfn|fax\w*|sms|swish|isbn|ocr\w*|version\w*|"
    r"ringa?(?: oss)?(?: på)?|nås på))[ .:]*\Z",
    re.IGNORECASE,
)
"""Words before a number that say that it is nobody's."""

_LONGEST_WORD = 30  # characters: how far back such a word is looked for


def identity_numbers(text: str) -> Iterator[str]:
    """The numbers found in `text`, as they are written there."""
    start = 0
    while found := _NUMBER.search(text, start):
        if _is_someones(found):
            yield found[0]
            start = found.end()
        else:
            # Another can begin within what only looked like one: "19 000229" is no day of 1900.
            start = found.start() + 1


def _is_someones(found: re.Match[str]) -> bool:
    birth, last = (re.sub(_SPACE, "", found[part]) for part in ("birth", "last"))
    return (
        not last.startswith("000")
        and luhn.is_valid(birth + last)
        and _is_date((found["century"] or "").strip(), birth)
        and (bool(found["sign"]) or not _is_another_number(found))
    )


def _is_date(century: str, birth: str) -> bool:
    month, day = int(birth[2:4]), int(birth[4:])
    if day > COORDINATION:
        day -= COORDINATION
    for first in [century] if century else ["19", "20"]:
        try:
            date(int(first + birth[:2]), month, day)
        except ValueError:
            continue
        return True
    return False


def _is_another_number(found: re.Match[str]) -> bool:
    """Whether digits without a hyphen are part of a decimal number, or called something else."""
    before = found.string[max(0, found.start() - _LONGEST_WORD) : found.start()]
    return bool(
        _PART_OF_A_NUMBER.search(before)
        or _SAID_TO_BE_ANOTHER.search(before)
        or _REST_OF_A_NUMBER.match(found.string, found.end())
    )
