"""Coverage of measurement: an indicator of the plan itself."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass

from policytrace.charts.model import Bar, BarChart, Chart
from policytrace.messages import Message, message
from policytrace.plan.coverage import MeasurementCoverage, Share
from policytrace.schema.vocabulary import SourcePhrase
from policytrace.site.views.registry import Options, View, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """A share of the plan that is measured."""

    name: Message
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """The shares; those of nothing are left out."""

    rows: tuple[CoverageRow, ...]
    own_calculation: str
    """The project's words for what has been worked out here."""


def coverage_view(snapshot: Snapshot, _options: Options) -> CoverageView:
    """How much of the plan has a live measure today."""
    found = snapshot.measurement_coverage
    return CoverageView(
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


def _charts(shown: object, translations: gettext.NullTranslations) -> Mapping[str, Chart]:
    if not isinstance(shown, CoverageView) or not shown.rows:
        return {}

    def say(text: Message) -> str:
        return text.render(translations)

    return {
        "coverage": BarChart(
            title=say(message("How much of the plan is measured")),
            description=say(message("The same shares stand in the table.")),
            unit=say(message("per cent")),
            bars=tuple(Bar(name=say(row.name), value=row.share.per_cent) for row in shown.rows),
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
