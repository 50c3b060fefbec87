"""The row of an indicator where it is written: what it says first, and its text, which opens."""

from __future__ import annotations

from dataclasses import dataclass, replace

from policytrace.plan.model import Item
from policytrace.site.views.card import Card, LinkCount, card_of
from policytrace.site.views.indicator_row import IndicatorRow, indicator_row
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """What the template draws."""

    card: Card
    """Without what links to it: that is only counted here."""
    counted: tuple[LinkCount, ...]
    row: IndicatorRow


def measure_row_of(snapshot: Snapshot, indicator: Item) -> MeasureRow:
    """The row of `indicator`."""
    card = card_of(snapshot, indicator)
    return MeasureRow(
        card=replace(card, incoming=()),
        counted=card.counted,
        row=indicator_row(snapshot, indicator),
    )
