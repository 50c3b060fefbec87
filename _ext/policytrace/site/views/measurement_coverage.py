"""Coverage of measurement: an indicator of the plan itself."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from policytrace.charts.model import Bar, BarChart, Chart, Line, LineKind, Point, TimeChart
from policytrace.history.coverage import DatedCoverage, coverage_over_time
from policytrace.history.timeline import NoHistory
from policytrace.messages import Message, message
from policytrace.plan.coverage import MeasurementCoverage, Share
from policytrace.schema.vocabulary import SourcePhrase
from policytrace.site.views.registry import Options, View, register
from policytrace.snapshot import Snapshot
from policytrace.values.days import written_day


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """A share of the plan that is measured."""

    name: Message
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """The shares; those of nothing are left out."""

    rows: tuple[CoverageRow, ...]
    days: tuple[DatedCoverage, ...]
    """How it has been, the oldest first, with today; fewer than two: nothing is known of before."""
    absent: NoHistory | None
    """Why nothing is known of before."""
    own_calculation: str
    """The project's words for what has been worked out here."""


def coverage_view(snapshot: Snapshot, _options: Options) -> CoverageView:
    """How much of the plan has a live measure today."""
    found = snapshot.measurement_coverage
    today = DatedCoverage(day=snapshot.today, coverage=found)
    return CoverageView(
        days=coverage_over_time(snapshot.history, today),
        absent=snapshot.history.absent,
        rows=tuple(row for row in _rows(found) if row.share.of),
        own_calculation=snapshot.metamodel.vocabulary.of(SourcePhrase.OWN_CALCULATION),
    )


def _rows(found: MeasurementCoverage) -> tuple[CoverageRow, ...]:
    return (
        CoverageRow(name=message("Passages of the adopted text"), share=found.passages),
        CoverageRow(
            name=message("Passages, by decided actions alone"), share=found.passages_decided
        ),
        CoverageRow(name=message("Decided actions"), share=found.decided),
        CoverageRow(name=message("Proposed actions"), share=found.proposed),
    )


_LINES: tuple[tuple[Message, LineKind, Callable[[MeasurementCoverage], Share]], ...] = (
    (message("Passages"), LineKind.TOTAL, lambda found: found.passages),
    (message("Decided actions"), LineKind.GAP, lambda found: found.decided),
    (message("Proposed actions"), LineKind.COMPARISON, lambda found: found.proposed),
)
"""The lines of the chart over time; the kinds tell them apart by how they are drawn."""

_LEAST_DAYS = 2
_DAYS = 366


def _charts(shown: object, translations: gettext.NullTranslations) -> Mapping[str, Chart]:
    if not isinstance(shown, CoverageView) or not shown.rows:
        return {}

    def say(text: Message) -> str:
        return text.render(translations)

    title = say(message("How much of the plan is measured"))
    unit = say(message("per cent"))
    description = say(message("The same shares stand in the table."))
    if len(shown.days) < _LEAST_DAYS:
        bars = (Bar(name=say(row.name), value=row.share.per_cent) for row in shown.rows)
        chart = BarChart(title=title, description=description, unit=unit, bars=tuple(bars))
        return {"coverage": chart}
    language = translations.info().get("language", "en")
    days = [
        (Fraction(one.day.timetuple().tm_yday - 1, _DAYS) + one.day.year, one) for one in shown.days
    ]
    lines = (
        Line(
            name=say(name),
            kind=kind,
            points=tuple(
                Point(x=x, label=written_day(one.day, language), value=share(one.coverage).per_cent)
                for x, one in days
            ),
        )
        for name, kind, share in _LINES
    )
    return {
        "coverage": TimeChart(
            title=title,
            description=description,
            unit=unit,
            lines=tuple(lines),
            target=None,
            zero=True,
        )
    }


register(
    View(
        key="measurement_coverage",
        purpose=message(
            "How much of the adopted text and of the actions has a measure with values"
        ),
        template="measurement_coverage.html.jinja",
        compute=coverage_view,
        charts=_charts,
    )
)
