"""What an indicator's fields say of how its values are to be judged."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from policytrace.measure.performance import TargetSpec
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.schema.vocabulary import Direction
from policytrace.values.bands import EQUAL, Band, parse_band
from policytrace.values.periods import Period, PeriodKind, parse_period

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


def target_spec_of(indicator: Item) -> TargetSpec:
    """How the values of `indicator` are judged. What cannot be read counts as not set.

    A gap should be closed if nothing else is said; but an indicator without a direction is shown as
    background, and its gap is not judged either.
    """
    word = indicator.fields.get(FieldName.DIRECTION)
    direction = Direction(word) if word in set(Direction) else None
    gap = band_in(indicator, FieldName.TARGET_GAP)
    return TargetSpec(
        direction=direction,
        baseline=period_in(indicator, FieldName.BASELINE),
        target=band_in(indicator, FieldName.TARGET_VALUE),
        year=_year(indicator.fields.get(FieldName.TARGET_YEAR, "")),
        gap_target=gap or (EQUAL if direction else None),
        interval=INTERVALS.get(indicator.fields.get(FieldName.INTERVAL, "")),
    )


def is_split(indicator: Item) -> bool:
    """Whether there are values for women and men apart."""
    return indicator.fields.get(FieldName.SPLIT_BY_SEX) == YES


def period_in(indicator: Item, name: FieldName) -> Period | None:
    """The period that a field says; None if it says none."""
    try:
        return parse_period(indicator.fields.get(name, ""))
    except ValueError:
        return None


def band_in(indicator: Item, name: FieldName) -> Band | None:
    """The value or band that a field says; None if it says neither."""
    try:
        return parse_band(indicator.fields.get(name, ""))
    except ValueError:
        return None


def _year(text: str) -> int | None:
    try:
        found = parse_period(text)
    except ValueError:
        return None
    return found.start.year if found.kind is PeriodKind.YEAR else None
