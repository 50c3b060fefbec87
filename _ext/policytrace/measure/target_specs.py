"""Target specs: what an indicator's fields say of how its values are to be judged."""

from __future__ import annotations

from policytrace.measure.performance import TargetSpec
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.schema.typed import NO_UNIT, Unit
from policytrace.schema.vocabulary import (
    Direction,
    Interval,
    TargetAgainst,
    TargetScope,
    YesNo,
)
from policytrace.values.bands import EQUAL, Band
from policytrace.values.periods import Period
from policytrace.values.stages import Stages


def target_spec_of(indicator: Item) -> TargetSpec:
    """How the values of `indicator` are judged.

    A gap should be closed if nothing else is said; but an indicator without a direction is shown as
    background, and its gap is not judged either.
    """
    direction = indicator.value(FieldName.DIRECTION, Direction)
    gap = indicator.value(FieldName.TARGET_GAP, Band)
    stages = indicator.value(FieldName.TARGET_STAGES, Stages)
    interval = indicator.value(FieldName.INTERVAL, Interval)
    return TargetSpec(
        direction=direction,
        baseline=indicator.value(FieldName.BASELINE, Period),
        target=indicator.value(FieldName.TARGET_VALUE, Band),
        year=indicator.value(FieldName.TARGET_YEAR, int),
        stages=stages.steps if stages else (),
        gap_target=gap or (EQUAL if direction else None),
        against=indicator.value(FieldName.TARGET_AGAINST, TargetAgainst),
        scope=indicator.value(FieldName.TARGET_SCOPE, TargetScope),
        interval=interval.months if interval else None,
    )


def is_split(indicator: Item) -> bool:
    """Whether there are values for women and men apart."""
    return indicator.value(FieldName.SPLIT_BY_SEX, YesNo) is YesNo.YES


def governs(indicator: Item) -> bool:
    """Whether it is one of the few measures that govern their priority."""
    return indicator.value(FieldName.GOVERNING, YesNo) is YesNo.YES


def is_background(indicator: Item) -> bool:
    """Whether it tells who lives in an area, and so never stands beside other measures."""
    return indicator.value(FieldName.BACKGROUND, YesNo) is YesNo.YES


def unit_of(indicator: Item) -> Unit:
    """What the values of `indicator` are numbers of."""
    return indicator.value(FieldName.UNIT, Unit) or NO_UNIT
