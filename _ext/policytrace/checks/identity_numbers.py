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
Such a word excuses nothing but what has the form of what it names: a phone number begins with a
zero, a time stamp has a century and a time of the day, an ISBN its own check digit. The number of a
case (``KS 2026/123``, ``2026-000123``) is never in the form of a person's, so no word excuses one.

Text is searched as a reader sees it: dashes of every sort are hyphens, digits of every script are
digits, the names that HTML, YAML, TOML and JSON have for signs are the signs, and what has no width
is not there.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from stdnum import isbn, luhn

COORDINATION = 60
"""What a coordination number adds to the day of birth."""

_DIGIT = re.compile(r"[0-9]")
_SPACE = r"[ \t\u00a0\u2009\u202f]"
_NUMBER = re.compile(
    r"(?<![0-9])(?<![0-9]-)"
    rf"(?P<century>(?:18|19|20){_SPACE}?)?"
    rf"(?P<birth>[0-9]{{6}}|[0-9]{{2}}{_SPACE}[0-9]{{2}}{_SPACE}[0-9]{{2}}"
    r"|[0-9]{2}-[0-9]{2}-[0-9]{2}(?=-[0-9]))"
    rf"(?:{_SPACE}{{0,3}}(?P<sign>[-+]){_SPACE}{{0,3}}|{_SPACE}?)"
    rf"(?P<last>[0-9]{{3}}{_SPACE}?[0-9])"
    r"(?![0-9])(?!-[0-9])"
)
_PART_OF_A_NUMBER = re.compile(r"[0-9][.,/]\Z")
_REST_OF_A_NUMBER = re.compile(r"[.,/][0-9]")
_PHONE = re.compile(
    r"(?:telefon\w*|mobil\w*|(?<![^\W\d_])(?:tel|tfn|fax\w*|sms|swish|"
    r"ringa?(?: oss)?(?: på)?|nås på))[ .:]*\Z",
    re.IGNORECASE,
)
_STAMP = re.compile(r"(?:tidsstämpel\w*|(?<![^\W\d_])version\w*)[ .:]*\Z", re.IGNORECASE)
_BOOK = re.compile(r"(?<![^\W\d_])isbn[ .:]*\Z", re.IGNORECASE)
"""Words before a number that say that it is nobody's, if it has the form of what they name."""

_CHECKSUM = 64  # characters of a SHA-256
_HEX_BEFORE = re.compile(r"(?<![0-9a-f])[0-9a-f]+\Z")
_HEX_AFTER = re.compile(r"[0-9a-f]+")
_LETTER = re.compile(r"[a-f]")

_LONGEST_NUMBER = 30  # characters: how much of a line can be a part of one
_LONGEST_WORD = 30  # characters: how far back such a word is looked for
_STAMPS = timedelta(days=5 * 366)
"""How far back a day with a time of the day is taken for a time stamp, and not for a child."""

_TIME = re.compile(r"(?:[01][0-9]|2[0-3])[0-5][0-9]")
_NAMED = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_OTHER = re.compile(
    r"[^\0-%'-\[\]-\x7f\u00a0\u00a7\u00ab\u00b7\u00bb\u00c0-\u024f\u2018-\u201f\u2026\u20ac]"
)
"""A sign that may be seen as another: all that are not plain letters and marks, ``&`` and `\\`."""

_DASHES = frozenset("\u2212\u2043\ufe63\uff0d\u02d7")
_BIRTH_CELL = re.compile(r"(?:(?:18|19|20)[0-9]{6}[-+]?|[0-9]{6}[-+])")
_SHORT_BIRTH_CELL = re.compile(r"[0-9]{6}")
_LAST_CELL = re.compile(r"[-+]?[0-9]{4}")
_YEAR_CELL = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A number that was found in a text."""

    start: int
    """Where it begins in the text."""
    text: str
    """As it is written there."""
    digits: str
    """Its last ten digits: the same for one number, however it is written."""
    has_century: bool
    is_signed: bool
    """Whether a hyphen or a plus sign stands before its last four digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """What two cells that do not stand beside each other may hold together."""

    line: int
    """The line that they stand on, counted from 0."""
    text: str
    """The number that they would be."""


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
                has_century=bool(found["century"]),
                is_signed=bool(found["sign"]),
            )
            start = found.end()
        else:
            # Another can begin within what only looked like one: "19 000229" is no day of 1900.
            start = found.start() + 1


def split_numbers(cells: Sequence[str], *, short: bool = False) -> Iterator[str]:
    """What two cells beside each other may hold together: a day of birth and four digits.

    With `short`, six digits alone are such a day; in tables of values they are mostly a value.
    """
    for one, other in pairwise(map(_cell, cells)):
        if _is_birth(one, short=short) and _LAST_CELL.fullmatch(other):
            yield _joined(one, other)


def numbers_apart(
    lines: Iterable[Sequence[str]], *, short: bool = False, beside: bool = False
) -> Iterator[Apart]:
    """What two cells of a row (or column) may hold together without standing beside each other.

    Far from each other, a day and four digits mostly have nothing to do with one another. They are
    taken for a number only where no other cell of the line holds a digit, the four are no year, and
    all lines with a day and digits in the same two places make up valid numbers: one in ten does by
    chance. With `beside`, they may stand beside each other too.
    """
    found: dict[tuple[int, int], list[Apart]] = {}
    for at, line in enumerate(lines):
        cells = [_cell(cell) for cell in line]
        places = _places_apart(cells, short=short)
        if places and (beside or places[1] != places[0] + 1):
            birth, last = (cells[place] for place in places)
            is_other = not _LAST_CELL.fullmatch(last) or _YEAR_CELL.fullmatch(last)
            text = "" if is_other else _joined(birth, last)
            found.setdefault(places, []).append(Apart(line=at, text=text))
    for together in found.values():
        if all(next(find_numbers(apart.text), None) for apart in together):
            yield from together


def numbers_over_lines(one: str, other: str) -> Iterator[Found]:
    """The numbers that begin at the end of a line and go on at the beginning of the next.

    They must have a hyphen or a century: two numbers that only meet are no rarity.
    """
    before = one.rstrip()[-_LONGEST_NUMBER:]
    both = f"{before} {other.lstrip()[:_LONGEST_NUMBER]}"
    for found in find_numbers(both):
        if found.start < len(before) < found.start + len(found.text) and (
            found.is_signed or found.has_century
        ):
            yield found


def _cell(text: str) -> str:
    return _as_seen(text)[0].strip()


def _is_birth(cell: str, *, short: bool) -> bool:
    return bool(_BIRTH_CELL.fullmatch(cell) or (short and _SHORT_BIRTH_CELL.fullmatch(cell)))


def _joined(birth: str, last: str) -> str:
    sign = "+" if "+" in birth + last else "-"
    return f"{birth.rstrip('-+')}{sign}{last.lstrip('-+')}"


def _places_apart(cells: Sequence[str], *, short: bool) -> tuple[int, int] | None:
    """Where a day and something else with digits stand, if no other cell of the line has digits."""
    filled = [place for place, cell in enumerate(cells) if _DIGIT.search(cell)]
    if len(filled) != 2:  # noqa: PLR2004 - the day and the four digits
        return None
    birth, last = sorted(filled, key=lambda place: not _is_birth(cells[place], short=short))
    return (birth, last) if _is_birth(cells[birth], short=short) else None


def _as_seen(text: str) -> tuple[str, Sequence[int]]:
    """The text as it is seen, and for each place in it the place in `text`, with that of its end.

    Where one sign stands for another, its place is the first of those that make it up.
    """
    if not _OTHER.search(text):
        return text, range(len(text) + 1)
    seen: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        signs, end = _sign_at(text, at)
        for sign in signs:
            if plain := _plain_sign(sign):
                seen.append(plain)
                places.append(at)
        at = end
    return "".join(seen), (*places, len(text))


def _sign_at(text: str, at: int) -> tuple[str, int]:
    """What stands at a place in the text, or is named there, and where it ends."""
    if named := _NAMED.match(text, at):
        return html.unescape(named[0]), named.end()
    escaped = _ESCAPED.match(text, at)
    number = int(escaped[1] or escaped[2] or escaped[3], 16) if escaped else 0
    if escaped and number <= sys.maxunicode:
        return chr(number), escaped.end()
    return text[at], at + 1


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
    if day is None:
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


def _is_another_number(found: re.Match[str]) -> bool:
    """Whether digits without a hyphen are part of a decimal number, or are what they are called."""
    before = found.string[max(0, found.start() - _LONGEST_WORD) : found.start()]
    digits = re.sub(r"[^0-9]", "", found[0])
    return bool(
        _PART_OF_A_NUMBER.search(before)
        or _REST_OF_A_NUMBER.match(found.string, found.end())
        or (_PHONE.search(before) and digits.startswith("0"))
        or (_STAMP.search(before) and found["century"] and _TIME.fullmatch(digits[-4:]))
        or (_BOOK.search(before) and isbn.is_valid(digits))
        or _is_in_checksum(found)
    )


def _is_in_checksum(found: re.Match[str]) -> bool:
    """Whether it stands in a SHA-256, as of a frozen file: 64 hexadecimal digits."""
    text, start, end = found.string, found.start(), found.end()
    before = _HEX_BEFORE.search(text[max(0, start - _CHECKSUM) : start])
    after = _HEX_AFTER.match(text, end, end + _CHECKSUM)
    first = start - len(before[0]) if before else start
    last = after.end() if after else end
    whole = text[first:last]
    alone = not any(sign.isalnum() for sign in (text[first - 1 : first], text[last : last + 1]))
    return len(whole) == _CHECKSUM and alone and _LETTER.search(whole) is not None
