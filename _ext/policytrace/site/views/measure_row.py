"""The row of an indicator where it is written: what it says first, and its text, which opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.site.views.card import Card, card_of
from policytrace.site.views.headline_figure import HeadlineFigure, headline_figure
from policytrace.site.views.indicator_row import IndicatorRow, indicator_row
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """What the template draws."""

    card: Card
    row: IndicatorRow
    headline: HeadlineFigure | None
    """What it says first; None without a value that may be shown."""
    expected: date | None
    """When the first or next value should be there; None if nobody has said."""


def measure_row_of(snapshot: Snapshot, indicator: Item) -> MeasureRow:
    """The row of `indicator`."""
    return MeasureRow(
        card=card_of(snapshot, indicator),
        row=indicator_row(snapshot, indicator),
        headline=headline_figure(snapshot, indicator),
        expected=indicator.day(FieldName.VALUE_EXPECTED),
    )
