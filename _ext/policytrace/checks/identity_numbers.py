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

Text is searched as a reader sees it: dashes of every sort are hyphens, digits of every script are
digits, HTML's names for signs are the signs, and what has no width is not there.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from stdnum import luhn

COORDINATION = 60
"""What a coordination number adds to the day of birth."""

_SPACE = r"[ \t\u00a0\u2009\u202f]"
_NUMBER = re.compile(
    r"(?<![0-9])(?<![0-9]-)"
    rf"(?P<century>(?:18|19|20){_SPACE}?)?"
    rf"(?P<birth>[0-9]{{6}}|[0-9]{{2}}{_SPACE}[0-9]{{2}}{_SPACE}[0-9]{{2}}"
    r"|[0-9]{2}-[0-9]{2}-[0-9]{2}(?=-[0-9]))"
    rf"{_SPACE}?(?P<sign>[-+])?{_SPACE}?"
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

_CASE = re.compile(
    r"(?:\bdnr|diari[eu]\w*|ärendenummer)[ .:]*(?:[A-ZÅÄÖ]{2,5} ?)?\Z", re.IGNORECASE
)
"""Words before the number of a case, which may have a hyphen."""

_LONGEST_WORD = 30  # characters: how far back such a word is looked for
_STAMPS = timedelta(days=5 * 366)
"""How far back a day with a time of the day is taken for a time stamp, and not for a child."""

_TIME = re.compile(r"(?:[01][0-9]|2[0-3])[0-5][0-9]")
_NAMED = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_DASHES = frozenset("\u2212\u2043\ufe63\uff0d\u02d7")
_BIRTH_CELL = re.compile(r"(?:(?:18|19|20)[0-9]{6}[-+]?|[0-9]{6}[-+])")
_SHORT_BIRTH_CELL = re.compile(r"[0-9]{6}")
_LAST_CELL = re.compile(r"[-+]?[0-9]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A number that was found in a text."""

    start: int
    """Where it begins in the text."""
    text: str
    """As it is written there."""
    digits: str
    """Its last ten digits: the same for one number, however it is written."""


def identity_numbers(text: str, today: date | None = None) -> Iterator[str]:
    """The numbers found in `text`, as they are written there; see `find_numbers`."""
    return (found.text for found in find_numbers(text, today))


def find_numbers(text: str, today: date | None = None) -> Iterator[Found]:
    """The numbers found in `text`.

    With `today`, a day after it is nobody's day of birth, and a late day with a time of that day is
    a time stamp.
    """
    plain, places = _as_seen(text)
    start = 0
    while found := _NUMBER.search(plain, start):
        if _is_someones(found, today):
            first, last = found.start(), found.end() - 1
            yield Found(
                start=places[first],
                text=text[places[first] : places[last + 1]],
                digits=re.sub(r"[^0-9]", "", found["birth"] + found["last"]),
            )
            start = found.end()
        else:
            # Another can begin within what only looked like one: "19 000229" is no day of 1900.
            start = found.start() + 1


def split_numbers(cells: Sequence[str], *, short: bool = False) -> Iterator[str]:
    """What two cells beside each other may hold together: a day of birth and four digits.

    With `short`, six digits alone are such a day; in tables of values they are mostly a value.
    """
    for one, other in pairwise(_as_seen(cell)[0].strip() for cell in cells):
        born = _BIRTH_CELL.fullmatch(one) or (short and _SHORT_BIRTH_CELL.fullmatch(one))
        if born and _LAST_CELL.fullmatch(other):
            sign = "+" if "+" in one + other else "-"
            yield f"{one.rstrip('-+')}{sign}{other.lstrip('-+')}"


def _as_seen(text: str) -> tuple[str, Sequence[int]]:
    """The text as it is seen, and for each place in it the place in `text`, with that of its end.

    Where one sign stands for another, its place is the first of those that make it up.
    """
    if text.isascii() and "&" not in text:
        return text, range(len(text) + 1)
    seen: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        named = _NAMED.match(text, at) if text[at] == "&" else None
        end = named.end() if named else at + 1
        for sign in html.unescape(named[0]) if named else text[at]:
            if plain := _plain_sign(sign):
                seen.append(plain)
                places.append(at)
        at = end
    return "".join(seen), (*places, len(text))


def _plain_sign(sign: str) -> str:
    """The sign that a reader takes it for; nothing if it is not seen."""
    if sign.isascii():
        return sign
    if sign in _DASHES or unicodedata.category(sign) == "Pd":
        return "-"
    if unicodedata.category(sign) in {"Cf", "Mn"}:
        return ""
    digit = unicodedata.digit(sign, None)
    return sign if digit is None else str(digit)


def _is_someones(found: re.Match[str], today: date | None) -> bool:
    birth, last = (re.sub(r"[^0-9]", "", found[part]) for part in ("birth", "last"))
    if last.startswith("000") or not luhn.is_valid(birth + last):
        return False
    day = _day((found["century"] or "").strip(), birth, today)
    if day is None or _is_case(found):
        return False
    if today is not None and found["century"] and _TIME.fullmatch(last) and day > today - _STAMPS:
        return False
    return bool(found["sign"]) or not _is_another_number(found)


def _day(century: str, birth: str, today: date | None) -> date | None:
    """The first day that six digits may stand for, coordination numbers included."""
    month, day = int(birth[2:4]), int(birth[4:])
    if day > COORDINATION:
        day -= COORDINATION
    for first in [century] if century else ["19", "20"]:
        try:
            found = date(int(first + birth[:2]), month, day)
        except ValueError:
            continue
        if today is None or found <= today:
            return found
    return None


def _before(found: re.Match[str]) -> str:
    return found.string[max(0, found.start() - _LONGEST_WORD) : found.start()]


def _is_case(found: re.Match[str]) -> bool:
    return bool(_CASE.search(_before(found)))


def _is_another_number(found: re.Match[str]) -> bool:
    """Whether digits without a hyphen are part of a decimal number, or called something else."""
    before = _before(found)
    return bool(
        _PART_OF_A_NUMBER.search(before)
        or _SAID_TO_BE_ANOTHER.search(before)
        or _REST_OF_A_NUMBER.match(found.string, found.end())
    )
