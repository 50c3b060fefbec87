"""What an indicator's fields say of how its values are to be judged."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from policytrace.indicators.periods import Period, parse_period
from policytrace.indicators.targets import EQUAL, Band, Direction, parse_band
from policytrace.indicators.verdicts import Aim
from policytrace.model import FieldName, Item

INTERVALS: Mapping[str, int] = MappingProxyType(
    {
        "varje månad": 1,
        "varje kvartal": 3,
        "varje halvår": 6,
        "varje år": 12,
        "vartannat år": 24,
        "vart tredje år": 36,
        "vart fjärde år": 48,
    }
)
"""Months between one value and the next, by the words of the project's schema."""

YES = "ja"
"""How the project's schema says that values are split by sex."""


def aim_of(indicator: Item) -> Aim:
    """How the values of `indicator` are judged. What cannot be read counts as not set."""
    year = indicator.fields.get(FieldName.TARGET_YEAR, "")
    direction = indicator.fields.get(FieldName.DIRECTION)
    return Aim(
        direction=Direction(direction) if direction in set(Direction) else None,
        baseline=_period(indicator.fields.get(FieldName.BASELINE, "")),
        target=_band(indicator.fields.get(FieldName.TARGET_VALUE, "")),
        year=int(year) if year.isdecimal() else None,
        gap_target=_band(indicator.fields.get(FieldName.TARGET_GAP, "")) or EQUAL,
        interval=INTERVALS.get(indicator.fields.get(FieldName.INTERVAL, "")),
    )


def is_split(indicator: Item) -> bool:
    """Whether there are values for women and men apart."""
    return indicator.fields.get(FieldName.SPLIT_BY_SEX) == YES


def _period(text: str) -> Period | None:
    try:
        return parse_period(text)
    except ValueError:
        return None


def _band(text: str) -> Band | None:
    try:
        return parse_band(text)
    except ValueError:
        return None
