"""What the page about an indicator shows of its values: what they say, verdicts, charts, tables."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from policytrace.charts.model import Chart
from policytrace.measure.target_specs import target_spec_of, unit_of
from policytrace.messages import Message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind
from policytrace.schema.typed import Unit
from policytrace.schema.vocabulary import Verdict
from policytrace.site.value_template_files import ALL, template_path
from policytrace.site.views.headline_figure import (
    HeadlineFigure,
    headline_charts,
    headline_figure,
)
from policytrace.site.views.indicator_drawing import drawn
from policytrace.site.views.indicator_figures import Figure, figures_of
from policytrace.site.views.indicator_values import (
    OfferedFile,
    Source,
    ValueTable,
    data_file,
    has_confidential,
    has_means,
    sources_of,
    value_tables,
)
from policytrace.site.views.indicator_verdicts import (
    RULES_PAGE,
    VERDICT_RULES,
    Badge,
    VerdictRow,
    VerdictRule,
    of_all,
    verdict_rows,
    whose_in,
    worsening,
    worsening_parts,
)
from policytrace.site.views.indicator_words import period_name
from policytrace.site.views.recomputed import Recomputed, recomputed
from policytrace.snapshot import Snapshot
from policytrace.values.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Worse:
    """A group for which it goes the wrong way."""

    whose: tuple[Message, ...]
    latest: Decimal
    period: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict and why, with all those whom it is about."""

    whose: tuple[Message, ...]
    """Empty: all that there are values for."""
    badge: Badge
    reason: Message
    then: Verdict | None
    """For what is outdated: what it was when the value was new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPart:
    """What the template draws."""

    home: str
    """The municipality; empty if the project has no register of areas."""
    unit: Unit
    verdicts: tuple[VerdictRow, ...]
    worse: tuple[Worse, ...]
    worse_parts: tuple[Message, ...]
    """In how many parts of the municipality it goes the wrong way, by kind."""
    caution: str
    """What its figures cannot tell; empty if nothing is said."""
    headline: HeadlineFigure | None
    """What it says first; None without a value that may be shown."""
    figures: tuple[Figure, ...]
    """The other charts."""
    judgements: tuple[Judgement, ...]
    """What is said of the target, each thing once."""
    owners: tuple[Item, ...]
    """Who is to produce the values."""
    expected: date | None
    """When the first or next value should be there; None if nobody has said."""
    is_late: bool
    """Whether that day has passed."""
    set_in: Period | None
    """When a target is to be set; None if nobody has said, or there is one."""
    tables: tuple[ValueTable, ...]
    confidential: bool
    """Whether any value is held back."""
    means: bool
    """Whether any value is an unweighted mean of municipalities."""
    sources: tuple[Source, ...]
    file: OfferedFile | None
    recomputed: Recomputed
    """How a reader arrives at the verdicts."""
    template: str
    """The address of the workbook for new values; empty if values have no place."""
    template_of_all: str
    """The address of the one for all indicators."""
    kolada: str
    """Its id in Kolada; empty if it has none."""
    rules: tuple[VerdictRule, ...] = VERDICT_RULES
    rules_page: str = RULES_PAGE

    @property
    def has_baseline(self) -> bool:
        """Whether any verdict counts from a value."""
        return any(row.assessment.baseline for row in self.verdicts)

    @property
    def has_target(self) -> bool:
        """Whether any verdict has a target that is to be reached by a year."""
        return any(row.assessment.target and row.assessment.year for row in self.verdicts)

    @property
    def has_stages(self) -> bool:
        """Whether anything is to be reached on the way."""
        return any(row.assessment.stages for row in self.verdicts)

    @property
    def has_expected(self) -> bool:
        """Whether any verdict has a line to compare with."""
        return any(row.assessment.expected is not None for row in self.verdicts)

    @property
    def has_gaps(self) -> bool:
        """Whether any table holds differences."""
        return any(table.has_gaps for table in self.tables)

    @property
    def has_provisional_source(self) -> bool:
        """Whether any value has a source that is to be replaced."""
        return any(source.is_provisional for source in self.sources)

    @property
    def number(self) -> int:
        """How many values the tables hold."""
        return sum(
            cell.value is not None
            for table in self.tables
            for row in table.rows
            for cell in row.cells
        )

    @property
    def has_data(self) -> bool:
        """Whether there is any row of data."""
        return bool(self.tables)


def indicator_part(snapshot: Snapshot, indicator: Item) -> IndicatorPart:
    """All that the page about `indicator` shows of its values."""
    measured = snapshot.measurements
    series, areas = measured.series(indicator.id), measured.areas
    home = areas.home.name if areas.home else ""
    unit = unit_of(indicator)
    performance_of = snapshot.performance[indicator.id]
    sources = sources_of(series.rows)
    headline = headline_figure(snapshot, indicator)
    assessments = of_all(performance_of, home)
    spec = target_spec_of(indicator)
    return IndicatorPart(
        home=home,
        unit=unit,
        verdicts=verdict_rows(one for one in assessments if one.latest is not None),
        judgements=judgements(verdict_rows(assessments)),
        owners=snapshot.graph.targets(indicator, LinkKind.OWNER),
        expected=indicator.day(FieldName.VALUE_EXPECTED),
        is_late=_has_passed(indicator, snapshot.today),
        set_in=indicator.value(FieldName.TARGET_SET, Period),
        headline=headline,
        worse=tuple(
            Worse(
                whose=tuple(whose_in(one)),
                latest=one.latest.value,
                period=period_name(one.latest.period),
            )
            for one in worsening(performance_of, home)
            if one.latest
        ),
        worse_parts=tuple(worsening_parts(performance_of, areas.divisions)),
        caution=indicator.text(FieldName.CAUTION),
        figures=tuple(
            figure
            for figure in figures_of(series, areas, spec, unit)
            if headline is None or not _is_shown(figure, headline)
        ),
        tables=tuple(value_tables(series, areas, sources)),
        confidential=has_confidential(series),
        means=has_means(series, areas),
        sources=sources,
        file=data_file(indicator.id, series, measured),
        recomputed=recomputed(snapshot, indicator, verdict_rows(assessments)),
        template=template_path(indicator.id) if measured.settings.data else "",
        template_of_all=ALL,
        kolada=indicator.text(FieldName.KOLADA),
    )


def _has_passed(indicator: Item, today: date) -> bool:
    expected = indicator.day(FieldName.VALUE_EXPECTED)
    return expected is not None and expected < today


def _is_shown(figure: Figure, headline: HeadlineFigure) -> bool:
    """Whether a figure is that of the headline; parts of each kind have one of their own."""
    return replace(headline.figure, name=figure.name) == figure


def judgements(rows: Iterable[VerdictRow]) -> tuple[Judgement, ...]:
    """The verdicts, those alike together, in their order."""
    given = tuple(rows)
    groups: dict[str, list[VerdictRow]] = {}
    for row in given:
        groups.setdefault(repr((row.badge, row.reason, row.then)), []).append(row)
    return tuple(
        Judgement(
            whose=tuple(row.whose for row in alike) if len(groups) > 1 else (),
            badge=alike[0].badge,
            reason=alike[0].reason,
            then=alike[0].then,
        )
        for alike in groups.values()
    )


def part_charts(
    part: IndicatorPart | None, translations: gettext.NullTranslations
) -> Mapping[str, Chart]:
    """The charts of the page, by name."""
    if part is None:
        return {}
    headlines = headline_charts((part.headline,), translations)
    return {**headlines, **drawn(part.figures, translations)}


def part_files(part: IndicatorPart | None) -> Mapping[str, str]:
    """The files that the page offers."""
    if part is None:
        return {}
    files = (part.file, part.recomputed.script)
    return {file.name: file.text for file in files if file}
