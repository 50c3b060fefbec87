"""Puts the words and numbers of a sheet into the spelling of our data files.

What is not recognised is left as it stands, for the check of the row to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import isfinite
from types import MappingProxyType

from policytrace.schema.vocabulary import Sex, ValueStatus
from policytrace.schema.words import Words
from policytrace.values.decimals import plain

SIGNIFICANT = 12
"""How many digits of a number in a workbook are meant, of the seventeen that are stored.

Workbooks store 42.9 as 42.899999999999999, and calculations add to that. Excel itself shows fifteen
digits at most. Whole numbers are taken as they are.
"""

_DECIMALS = 10  # what a data file may hold
_EXACT = 1e15  # whole numbers below it are stored exactly

_SEXES: Mapping[str, Sex] = MappingProxyType(
    {
        **dict.fromkeys(
            ("k", "kvinna", "flickor", "flicka", "female", "females", "women", "woman", "girls"),
            Sex.WOMEN,
        ),
        **dict.fromkeys(("m", "man", "pojkar", "pojke", "male", "males", "men", "boys"), Sex.MEN),
        **dict.fromkeys(
            ("t", "total", "alla", "samtliga", "båda könen", "both sexes", "both", "all"),
            Sex.TOTAL,
        ),
    }
)
_NOT_KNOWN = frozenset({".", "..", "…"})
"""How statisticians write that there is no value. A dash is no such sign: it can stand for zero."""

_WITHHELD = re.compile(
    r"x{1,3}|skydda[dst]|sekretess?(?:skydda[dt]|belag[dt])|dold|dolt|hemligt?|röjande"
    r"|withheld|suppressed|confidential|[<≤] ?[0-9]+|färre än \w+|(?:0|1) ?[-\u2013] ?4",
    re.IGNORECASE,
)
"""How others write that a value is there and is not shown, since few persons are behind it."""

_MONTH_NAMES = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip
_MONTHS: Mapping[str, int] = MappingProxyType(
    {
        written: number
        for number, name in enumerate(_MONTH_NAMES, start=1)
        for written in (name, name[:3])
    }
)
_CENTURY_TURNS = 30  # as Excel reads years of two digits

_SPACE = "[ \u00a0\u2007\u2009\u202f]"
_NUMBER = re.compile(
    rf"(?P<sign>[-\u2212\u2013])?{_SPACE}?(?P<whole>[0-9]+|[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+)"
    rf"(?:[.,](?P<decimals>[0-9]+))?(?:{_SPACE}?%)?"
)
_GROUPED = re.compile(
    r"[-\u2212\u2013]?[0-9]{1,3}(?P<between>[.,])[0-9]{3}(?:(?P=between)[0-9]{3})*"
    rf"(?:[.,][0-9]+)?(?:{_SPACE}?%)?"
)
_YEAR = "(?P<year>[0-9]{4})"
_PERIODS = tuple(
    (re.compile(form, re.IGNORECASE), made)
    for form, made in (
        (f"{_YEAR}[ -]?(?:kvartal|kv|k|q)[ .]?(?P<part>[1-4])", "{year}-Q{part}"),
        (f"(?:kvartal|kv|k|q)[ .]?(?P<part>[1-4])[ ,-]?{_YEAR}", "{year}-Q{part}"),
        (f"{_YEAR}[ -]?(?:halvår|h)[ .]?(?P<part>[12])", "{year}-H{part}"),
        (f"(?:halvår|h)[ .]?(?P<part>[12])[ ,-]?{_YEAR}", "{year}-H{part}"),
        (f"{_YEAR}[ -]?m(?P<part>0[1-9]|1[0-2])", "{year}-{part}"),
        (f"{_YEAR}-(?P<part>0[1-9]|1[0-2])-01", "{year}-{part}"),
        (f"(?:läsår(?:et)? ?)?{_YEAR}/(?P<part>[0-9]{{2}})", "{year}/{part}"),
        (f"(?:år|årtal|year) ?:? ?{_YEAR}", "{year}"),
    )
)
_SCHOOL_YEAR = re.compile(
    rf"(?:läsår(?:et)? ?)?{_YEAR}(?:/| ?[-\u2013] ?)(?P<next>[0-9]{{4}})", re.IGNORECASE
)
_BETWEEN_YEARS = re.compile(rf"{_YEAR} ?[-\u2013] ?[0-9]{{4}}")
_NAMED_MONTH = re.compile(r"(?P<month>[a-z]+)[ -](?P<year>[0-9]{4}|[0-9]{2})", re.IGNORECASE)


def stored_number(number: float) -> str:
    """A number of a workbook, as far as its digits are meant."""
    if not isfinite(number):
        return str(number)
    if number.is_integer() and abs(number) < _EXACT:
        return str(int(number))
    return _meant(Decimal(number))


def period_of(text: str) -> str:
    """A period as data files write it."""
    for form, made in _PERIODS:
        if found := form.fullmatch(text):
            return made.format_map(found.groupdict())
    if (found := _SCHOOL_YEAR.fullmatch(text)) and int(found["next"]) == int(found["year"]) + 1:
        return f"{found['year']}/{found['next'][2:]}"
    if (found := _NAMED_MONTH.fullmatch(text)) and found["month"].casefold() in _MONTHS:
        return f"{_whole_year(found['year'])}-{_MONTHS[found['month'].casefold()]:02}"
    return text


def is_between_years(text: str) -> bool:
    """Whether a text is two years with a dash: those of a school year, or both years whole."""
    return bool(_BETWEEN_YEARS.fullmatch(text))


def sex_of(text: str, words: Words) -> str:
    """The project's word for women, men or total."""
    found = sex_named(text, words)
    return words.of(found) if found else text


def sex_named(text: str, words: Words) -> Sex | None:
    """Women, men or total, in some spelling; None for anything else."""
    folded = text.casefold()
    own = {word.casefold(): sex for word, sex in words.by_word(Sex).items()}
    return own.get(folded) or _SEXES.get(folded)


def number_of(text: str) -> str:
    """A number with a decimal point, and no space or percent sign."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return text
    whole = re.sub(_SPACE, "", found["whole"])
    decimals = found["decimals"] or ""
    sign = "-" if found["sign"] else ""
    number = Decimal(f"{sign}{whole}.{decimals or 0}")
    return _meant(number) if len(decimals) > _DECIMALS else plain(number)


def is_number(text: str) -> bool:
    """Whether a text is a number, however its thousands are parted."""
    return bool(_NUMBER.fullmatch(text) or _GROUPED.fullmatch(text))


def is_like_a_value(text: str) -> bool:
    """Whether a text can stand for a value: a number, or a sign that there is none."""
    return is_number(text) or text in _NOT_KNOWN or bool(_WITHHELD.fullmatch(text))


def count_of(text: str) -> str:
    """A number of persons; nothing if it is said not to be known."""
    return "" if text in _NOT_KNOWN else number_of(text)


def value_and_status(value: str, status: str, words: Words) -> tuple[str, str]:
    """A value and its status, either of which may stand in the place of the value."""
    known = words.all_of(ValueStatus)
    status = _withheld(_status_of(status, known), words)
    value = _withheld(value, words)
    if value in _NOT_KNOWN:
        return "", status or words.of(ValueStatus.MISSING)
    if not status and _status_of(value, known) in known:
        return "", _status_of(value, known)
    return number_of(value), status


def _status_of(text: str, known: Sequence[str]) -> str:
    return next((word for word in known if word.casefold() == text.casefold()), text)


def _withheld(text: str, words: Words) -> str:
    """The project's word for a value that is held back, if the text says so in other words."""
    return words.of(ValueStatus.CONFIDENTIAL) if _WITHHELD.fullmatch(text) else text


def _meant(number: Decimal) -> str:
    digits = Decimal(f"{number:.{SIGNIFICANT}g}")
    return plain(digits if digits.adjusted() > SIGNIFICANT else round(digits, _DECIMALS))


def _whole_year(text: str) -> int:
    """A year that may be written with its last two digits, which are then read as Excel does."""
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - the digits of such a year
        return year
    return year + (2000 if year < _CENTURY_TURNS else 1900)
