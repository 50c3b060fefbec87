"""Coverage of measurement: an indicator of the plan itself."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from policytrace.charts.model import Bar, BarChart, Chart, Line, LineKind, Point, TimeChart
from policytrace.history.coverage import DatedCoverage
from policytrace.history.days import History
from policytrace.history.timeline import NoHistory
from policytrace.messages import Message, as_it_is, message
from policytrace.plan.coverage import MeasurementCoverage, Share
from policytrace.plan.model import Item
from policytrace.schema.vocabulary import SourcePhrase
from policytrace.site.views.indicator_words import day_label
from policytrace.site.views.registry import Options, View, register
from policytrace.site.views.told_history import extent_notes
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """A share of the plan that is measured."""

    name: Message
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """The share of the actions of a frozen edition that was measured when it was frozen."""

    decision: Item | None
    """None if the plan has it no longer."""
    name: str
    """The id of the decision."""
    day: date
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """The shares; those of nothing are left out."""

    rows: tuple[CoverageRow, ...]
    none_decided: bool
    """Whether there are only proposals."""
    days: tuple[DatedCoverage, ...]
    """How it has been, the oldest first, with today; fewer than two: nothing is known of before."""
    editions: tuple[EditionRow, ...]
    """The newest first."""
    notes: tuple[Message, ...]
    """What is not known of before, in sentences."""
    own_calculation: str
    """The project's words for what has been worked out here."""


def coverage_view(snapshot: Snapshot, _options: Options) -> CoverageView:
    """How much of the plan has a live measure today."""
    found = snapshot.measurement_coverage
    items = snapshot.graph.items
    return CoverageView(
        rows=tuple(row for row in _rows(found) if row.share.of),
        none_decided=not found.decided.of,
        days=snapshot.coverage_over_time,
        editions=tuple(
            EditionRow(
                decision=items.get(one.decision),
                name=one.decision,
                day=one.day,
                share=one.actions,
            )
            for one in snapshot.coverage_of_editions
        ),
        notes=tuple(_notes(snapshot.history)),
        own_calculation=snapshot.metamodel.vocabulary.of(SourcePhrase.OWN_CALCULATION),
    )


def _rows(found: MeasurementCoverage) -> tuple[CoverageRow, ...]:
    return (
        CoverageRow(
            name=message("Passages of the adopted text, through decided actions"),
            share=found.passages_decided,
        ),
        CoverageRow(
            name=message("Passages of the adopted text, if proposals are counted too"),
            share=found.passages,
        ),
        CoverageRow(name=message("Decided actions"), share=found.decided),
        CoverageRow(name=message("Proposed actions"), share=found.proposed),
    )


def _notes(history: History) -> Iterator[Message]:
    match history.absent:
        case NoHistory.NO_REPOSITORY:
            yield message(
                "How it has changed cannot be told: the site was built without the history of its "
                "files."
            )
        case NoHistory.NOTHING_COMMITTED:
            yield message("Nothing has been saved in the history of the files yet.")
        case NoHistory.NOT_BEGUN:
            yield message(
                "How it changes is told from the first edition on: the plan as it was decided for "
                "the first time. There is none yet, so there is nothing to compare with."
            )
    yield from extent_notes(history)
    if history.unread:
        yield message(
            "The program of today cannot read the plan as it was on some days, so nothing is shown "
            "of them: {days}.",
            days=as_it_is(", ".join(one.day.isoformat() for one in reversed(history.unread))),
        )


_LINES: tuple[tuple[Message, LineKind, Callable[[MeasurementCoverage], Share]], ...] = (
    (
        message("Passages, through decided actions"),
        LineKind.TOTAL,
        lambda found: found.passages_decided,
    ),
    (message("Passages, with proposals"), LineKind.COMPARISON, lambda found: found.passages),
    (message("Decided actions"), LineKind.GAP, lambda found: found.decided),
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
    days = [
        (Fraction(one.day.timetuple().tm_yday - 1, _DAYS) + one.day.year, one) for one in shown.days
    ]
    lines = (
        Line(
            name=say(name),
            kind=kind,
            known_between=True,
            points=tuple(
                Point(
                    x=x,
                    label=day_label(one.day).render(translations),
                    value=share(one.coverage).per_cent,
                )
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
        purpose=message("How much of the adopted text and of the actions has a live measure"),
        template="measurement_coverage.html.jinja",
        compute=coverage_view,
        charts=_charts,
    )
)
