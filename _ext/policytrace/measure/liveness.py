"""Liveness of a measure: whether it has a value of the municipality that is not outdated."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from policytrace.measure.measurements import Measurements
from policytrace.measure.performance import is_outdated
from policytrace.plan.coverage import Liveness
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.schema.vocabulary import Interval
from policytrace.values.periods import Period


def liveness_of(indicator: Item, measured: Measurements, today: date) -> Liveness:
    """What values an indicator has that are shown, of the municipality and its parts."""
    own = measured.areas.own
    rows = measured.series(indicator.id).rows
    periods = {row.period for row in rows if row.value is not None and row.area in own}
    return liveness_by(periods, indicator.value(FieldName.INTERVAL, Interval), today)


def liveness_by(periods: Collection[Period], interval: Interval | None, today: date) -> Liveness:
    """What values there are, by the periods that they are for."""
    if not periods:
        return Liveness.WITHOUT_VALUES
    months = interval.months if interval else None
    outdated = all(is_outdated(period, months, today) for period in periods)
    return Liveness.OUTDATED if outdated else Liveness.LIVE
