"""Values that are late: a series whose next value should be known, or one that was expected."""

from __future__ import annotations

from datetime import date

from policytrace.measure.measurements import Measurements
from policytrace.measure.performance import is_outdated
from policytrace.measure.target_specs import target_spec_of
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.values.periods import Period


def outdated_period(indicator: Item, measured: Measurements, today: date) -> Period | None:
    """What the latest own value is for, if a newer one should be known by now.

    While a day to come is said for the next value, none is missed.
    """
    expected = indicator.day(FieldName.VALUE_EXPECTED)
    data = measured.by_indicator.get(indicator.id)
    if data is None or (expected is not None and expected >= today):
        return None
    own = measured.areas.own
    latest = max(
        (row.period for row in data.series.rows if row.area in own and row.value is not None),
        default=None,
    )
    interval = target_spec_of(indicator).interval
    return latest if latest is not None and is_outdated(latest, interval, today) else None


def missed_value(indicator: Item, measured: Measurements, today: date) -> date | None:
    """The day on which a value was expected, if it has passed and none has been taken in since."""
    expected = indicator.day(FieldName.VALUE_EXPECTED)
    if expected is None or expected >= today:
        return None
    data = measured.by_indicator.get(indicator.id)
    rows = data.table.rows if data else ()
    has_come = any(row.retrieved >= expected and row.value is not None for row in rows)
    return None if has_come else expected
