"""An indicator in a line: what its values say first, or when they come, and its verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.schema.vocabulary import Verdict
from policytrace.site.views.headline_figure import HeadlineFigure, headline_figure
from policytrace.site.views.indicator_verdicts import Badge, badges, headline, of_all
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator."""

    indicator: Item
    headline: HeadlineFigure | None
    """What it says first; None without a value that may be shown."""
    expected: date | None
    """When the first or next value should be there; None if nobody has said."""
    badges: tuple[Badge, ...]
    verdict: Verdict
    """The one that it is counted under."""

    @property
    def is_source_provisional(self) -> bool:
        """Whether the source of any of the values that it tells of is to be replaced."""
        return self.headline is not None and any(
            credit.is_provisional for credit in self.headline.figure.credits
        )


def indicator_row(snapshot: Snapshot, indicator: Item) -> IndicatorRow:
    """What is said of `indicator` in a line."""
    assessments = of_all(snapshot.performance[indicator.id], snapshot.home)
    return IndicatorRow(
        indicator=indicator,
        headline=headline_figure(snapshot, indicator),
        expected=indicator.day(FieldName.VALUE_EXPECTED),
        badges=badges(assessments),
        verdict=headline(assessments),
    )
