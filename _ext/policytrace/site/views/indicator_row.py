"""An indicator in a line: its latest values, the gap, its verdicts, a line over time, its owner."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from policytrace.charts.model import Chart
from policytrace.measure.performance import Measure, Performance, has_parts
from policytrace.measure.series import Series
from policytrace.measure.tables import Row
from policytrace.measure.target_specs import target_spec_of, unit_of
from policytrace.messages import Message
from policytrace.plan.model import Item
from policytrace.schema.roles import LinkKind
from policytrace.schema.typed import Unit
from policytrace.schema.vocabulary import Sex, Verdict
from policytrace.site.views.indicator_drawing import can_be_drawn, drawn_spark
from policytrace.site.views.indicator_figures import Spark, spark_of
from policytrace.site.views.indicator_verdicts import Badge, badges, headline, of_all
from policytrace.site.views.indicator_words import NAMES, period_name
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestValue:
    """The latest value for women, men or all."""

    whose: Message | None
    """None where values are not told apart."""
    value: Decimal
    period: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator."""

    indicator: Item
    unit: Unit
    latest: tuple[LatestValue, ...]
    period: Message | None
    """That of all latest values; None if they have several."""
    only_parts: bool
    """Whether parts of the area have values, but not the area as a whole."""
    gap: Decimal | None
    """Women's latest value less men's of the same period."""
    badges: tuple[Badge, ...]
    verdict: Verdict
    """The one that it is counted under."""
    spark: Spark | None
    is_source_provisional: bool
    """Whether the source of any of the latest values is to be replaced."""
    owners: tuple[Item, ...]

    @property
    def spark_name(self) -> str:
        """The name of its chart."""
        return self.indicator.id.lower()


def indicator_row(snapshot: Snapshot, indicator: Item) -> IndicatorRow:
    """What is said of `indicator` in a line."""
    measured = snapshot.measurements
    home = measured.areas.home.name if measured.areas.home else ""
    assessments = of_all(snapshot.performance[indicator.id], home)
    unit = unit_of(indicator)
    series = measured.series(indicator.id)
    rows = _latest_rows(series, home)
    latest = tuple(map(_latest_value, rows))
    return IndicatorRow(
        indicator=indicator,
        unit=unit,
        latest=latest,
        period=latest[0].period if latest and _all_equal(latest) else None,
        only_parts=not latest and has_parts(series, measured.areas.others),
        gap=next((one.latest.value for one in assessments if _is_gap(one) and one.latest), None),
        badges=badges(assessments),
        verdict=headline(assessments),
        spark=spark_of(series, target_spec_of(indicator), unit, home),
        is_source_provisional=any(row.is_source_provisional for row in rows),
        owners=snapshot.graph.targets(indicator, LinkKind.OWNER),
    )


def row_charts(
    rows: Iterable[IndicatorRow], translations: gettext.NullTranslations
) -> Mapping[str, Chart]:
    """The small charts of the rows, by their names."""
    return {
        row.spark_name: drawn_spark(row.spark, translations)
        for row in rows
        if row.spark and can_be_drawn(row.spark.values)
    }


def _latest_rows(series: Series, home: str) -> tuple[Row, ...]:
    """Women's and men's values where both are known, as it is they who are compared; else all."""
    known = {
        sex: series.line(home, sex)[max(values)]
        for sex in Sex
        if (values := series.values(home, sex))
    }
    if Sex.WOMEN in known and Sex.MEN in known:
        known.pop(Sex.TOTAL, None)
    return tuple(known.values())


def _latest_value(row: Row) -> LatestValue:
    return LatestValue(
        whose=None if row.sex is Sex.TOTAL else NAMES[row.sex],
        value=row.value or Decimal(0),
        period=period_name(row.period),
    )


def _all_equal(latest: Iterable[LatestValue]) -> bool:
    first, *others = latest
    return all(one.period == first.period for one in others)


def _is_gap(assessment: Performance) -> bool:
    return assessment.measure is Measure.GAP
