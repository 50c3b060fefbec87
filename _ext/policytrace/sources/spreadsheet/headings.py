"""What a heading says of the cells that it stands over or beside, in the words that people use.

The words are Swedish, and English as Open SDG and Statistics Sweden's own English pages have them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from policytrace.schema.vocabulary import Sex, ValueColumn
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.spelling import period_of, sex_named
from policytrace.values.periods import parse_period


class OtherMeaning(StrEnum):
    """What the cells of a column tell of a value, beside what a data file has columns for."""

    MEASURE = "measure"
    AREA_CODE = "area code"
    COMMENT = "comment"


Meaning = ValueColumn | OtherMeaning

_NAMES: Mapping[str, Meaning] = MappingProxyType(
    {
        **dict.fromkeys(
            ("år", "årtal", "year", "tid", "time", "timeperiod", "läsår", "kvartal", "månad",
             "halvår", "mätår", "undersökningsår", "redovisningsår", "datum"),
            ValueColumn.PERIOD,
        ),
        **dict.fromkeys(
            ("kommun", "region", "area", "geografi", "geografiskt område", "ort", "kommunnamn",
             "regionnamn", "län", "stadsdel", "municipality", "kommun/region", "enhetsnamn"),
            ValueColumn.AREA,
        ),
        **dict.fromkeys(("kon", "sex", "gender"), ValueColumn.SEX),
        **dict.fromkeys(("värden", "value", "values", "obs_value"), ValueColumn.VALUE),
        **dict.fromkeys(
            ("nyckeltal", "mått", "indikator", "indikatorer", "tabellinnehåll", "contentscode",
             "contents", "variabel", "kpi", "series", "serie", "fråga", "indicator", "measure"),
            OtherMeaning.MEASURE,
        ),
        **dict.fromkeys(
            ("kommunkod", "regionkod", "områdeskod", "länskod", "geocode", "region_code"),
            OtherMeaning.AREA_CODE,
        ),
        **dict.fromkeys(
            ("kommentar", "kommentarer", "anmärkning", "anmärkningar", "notering", "noteringar",
             "anteckning", "anteckningar", "not", "noter", "fotnot", "fotnoter", "obs",
             "anm", "anm.", "komm", "komm.",
             "comment", "comments", "note", "notes", "remark", "remarks"),
            OtherMeaning.COMMENT,
        ),
    }
)  # fmt: skip

YEAR_NAMES = frozenset({"år", "årtal", "year", "mätår", "undersökningsår", "redovisningsår"})
"""Names of columns that hold nothing but years."""

SUMS = frozenset(
    {
        "summa", "summering", "totalsumma", "delsumma", "s:a", "sum", "totalt", "total",
        "grand total", "medel", "medelvärde", "genomsnitt", "snitt", "median", "average", "mean",
    }
)  # fmt: skip
"""How a row or a column is called that has been worked out from the others."""

FIRST_DAY = re.compile("(?P<year>[0-9]{4})-01-01")
LAST_DAY = re.compile("(?P<year>[0-9]{4})-12-31")
"""Days that spreadsheets make of years."""

_LONGEST = 200  # characters of a heading
_PART_OF_A_YEAR = re.compile(r"kvartal|halvår|månad|quarter|month|vecka|week", re.IGNORECASE)


def meaning_of(name: str, words: Words) -> Meaning | None:
    """What the column of this name holds; None for a name that is not known."""
    if len(name) > _LONGEST:
        return None
    folded = name.strip().strip(":").casefold()
    own = {word.casefold(): column for word, column in words.by_word(ValueColumn).items()}
    return own.get(folded) or _NAMES.get(folded)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueHeading:
    """What one heading says of the values under it."""

    period: str = ""
    """In the sheet's spelling."""
    sex: Sex | None = None
    area: str = ""
    """In the sheet's spelling."""
    measure: str = ""
    """What it says besides."""


def heading_of(text: str, words: Words) -> ValueHeading | None:
    """What a heading with a period or a sex in it says; None if it has neither.

    “2021”, “kvinnor”, “Folkmängd 2021” and “Folkmängd män 2021” all do.
    """
    if is_period(text):
        return ValueHeading(period=text)
    if sex := sex_named(text, words):
        return ValueHeading(sex=sex)
    if len(text) > _LONGEST:
        return None
    tokens = text.split()
    periods = [token for token in tokens if is_period(token.strip(",()"))]
    sexes = [token for token in tokens if len(token) > 1 and sex_named(token.strip(",()"), words)]
    if len(periods) != 1 or len(sexes) > 1:
        return None
    rest = " ".join(token for token in tokens if token not in (*periods, *sexes)).strip(" ,-–")
    meaning = meaning_of(rest, words)
    if meaning is OtherMeaning.COMMENT or _PART_OF_A_YEAR.search(rest):
        return None
    if meaning is ValueColumn.VALUE or rest.casefold() in YEAR_NAMES:
        rest = ""
    sex = sex_named(sexes[0].strip(",()"), words) if sexes else None
    return ValueHeading(period=periods[0].strip(",()"), sex=sex, measure=rest)


def is_period(text: str) -> bool:
    """Whether a text is a period, in some spelling. The last day of a year stands for the year."""
    if LAST_DAY.fullmatch(text):
        return True
    try:
        parse_period(period_of(text))
    except ValueError:
        return False
    return True


def is_sum(text: str) -> bool:
    """Whether a label says that what it stands beside is worked out from the rest."""
    return text.strip().strip(":").casefold() in SUMS
