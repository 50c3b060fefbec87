"""Whether the gaps between women and men close: what the values say, whatever the targets are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from policytrace.measure.performance import TOLERANCE
from policytrace.measure.series import Series
from policytrace.measure.target_specs import target_spec_of, unit_of
from policytrace.measure.targets import Target
from policytrace.messages import Message
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Direction
from policytrace.site.views.indicator_words import difference, period_name
from policytrace.snapshot import Snapshot
from policytrace.values.periods import Period

_ENOUGH = Fraction(1, 4)
"""The part of the measures that must be known for anything to be said of them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapChange:
    """A gap when it was first known, and now."""

    indicator: Item
    first: Period
    last: Period
    before: Message
    """Its size at first, with the unit."""
    now: Message
    turned: bool
    """Whether the one who had the larger value now has the smaller."""

    @property
    def first_period(self) -> Message:
        """The first period as people say it."""
        return period_name(self.first)

    @property
    def last_period(self) -> Message:
        """The last period as people say it."""
        return period_name(self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class GapTrend:
    """How many gaps are known, and how many of them have changed since they were first known."""

    measures: int
    """How many measures have a gap between women and men that is to close."""
    known: int
    """How many of them have a value for women and one for men of the same period."""
    smaller: tuple[Item, ...]
    """Those in which the gap is closer to its target than at first."""
    larger: tuple[Item, ...]
    unchanged: tuple[Item, ...]
    only: GapChange | None
    """How the gap has changed that alone is known for more than one period."""

    @property
    def compared(self) -> int:
        """How many gaps are known for more than one period."""
        return len(self.smaller) + len(self.larger) + len(self.unchanged)

    @property
    def is_little(self) -> bool:
        """Whether it is known for too few of the measures to say how it goes on the whole."""
        return self.compared < self.measures * _ENOUGH


def gap_trend(snapshot: Snapshot) -> GapTrend:
    """How the gaps of the municipality as a whole have changed.

    Only gaps that are to be closed count: a measure without a direction is background.
    """
    indicators = snapshot.graph.of_role(Role.INDICATOR)
    found: dict[int, list[Item]] = {-1: [], 0: [], 1: []}
    measures = known = 0
    changes: list[GapChange] = []
    for indicator in indicators:
        series = snapshot.measurements.series(indicator.id)
        band = target_spec_of(indicator).gap_target
        gaps = series.gaps(snapshot.home)
        if band is None:
            continue
        measures += 1
        known += bool(gaps)
        if len(gaps) > 1:
            target = Target(direction=Direction.BALANCE, band=band)
            found[_change(gaps, target, series)].append(indicator)
            changes.append(_gap_change(indicator, gaps))
    return GapTrend(
        measures=measures,
        known=known,
        smaller=tuple(found[-1]),
        unchanged=tuple(found[0]),
        larger=tuple(found[1]),
        only=changes[0] if len(changes) == 1 else None,
    )


def _gap_change(indicator: Item, gaps: Mapping[Period, Decimal]) -> GapChange:
    first, last, unit = min(gaps), max(gaps), unit_of(indicator)
    return GapChange(
        indicator=indicator,
        first=first,
        last=last,
        before=difference(gaps[first], unit),
        now=difference(gaps[last], unit),
        turned=gaps[first] * gaps[last] < 0,
    )


def _change(gaps: Mapping[Period, Decimal], target: Target, series: Series) -> int:
    """-1 if the gap has come closer to its target than at first, 1 if it has gone further, else 0.

    Less than the margin that verdicts have is no change.
    """
    before, now = target.distance(gaps[min(gaps)]), target.distance(gaps[max(gaps)])
    margin = max(before * TOLERANCE.numerator / TOLERANCE.denominator, series.step)
    if abs(now - before) < margin:
        return 0
    return 1 if now > before else -1
