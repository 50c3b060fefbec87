"""What the page about an indicator shows of its values: verdicts, charts, tables, a file."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from policytrace.charts.model import Chart
from policytrace.measure.target_specs import target_spec_of, unit_of
from policytrace.messages import Message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.schema.typed import Unit
from policytrace.site.views.indicator_drawing import drawn
from policytrace.site.views.indicator_figures import Figure, figures_of
from policytrace.site.views.indicator_findings import Values, gap_finding
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
    VerdictRow,
    VerdictRule,
    of_all,
    verdict_rows,
    whose_in,
    worsening,
    worsening_parts,
)
from policytrace.site.views.indicator_words import period_name
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Worse:
    """A group for which it goes the wrong way."""

    whose: tuple[Message, ...]
    latest: Decimal
    period: Message


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
    figures: tuple[Figure, ...]
    gap_finding: Message | None
    """What there is to say of the gap where it is known for one period, and no chart shows it."""
    tables: tuple[ValueTable, ...]
    confidential: bool
    """Whether any value is held back."""
    means: bool
    """Whether any value is an unweighted mean of municipalities."""
    sources: tuple[Source, ...]
    file: OfferedFile | None
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
    return IndicatorPart(
        home=home,
        unit=unit,
        verdicts=verdict_rows(
            one for one in of_all(performance_of, home) if one.latest is not None
        ),
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
        gap_finding=_gap_once(series.gaps(home), unit),
        figures=tuple(figures_of(series, areas, target_spec_of(indicator), unit)),
        tables=tuple(value_tables(series, areas, sources)),
        confidential=has_confidential(series),
        means=has_means(series, areas),
        sources=sources,
        file=data_file(indicator.id, series, measured),
        kolada=indicator.text(FieldName.KOLADA),
    )


def _gap_once(gaps: Values, unit: Unit) -> Message | None:
    return gap_finding(gaps, unit, None) if len(gaps) == 1 else None


def part_charts(
    part: IndicatorPart | None, translations: gettext.NullTranslations
) -> Mapping[str, Chart]:
    """The charts of the page, by name."""
    return drawn(part.figures, translations) if part else {}


def part_files(part: IndicatorPart | None) -> Mapping[str, str]:
    """The files that the page offers."""
    return {part.file.name: part.file.text} if part and part.file else {}
