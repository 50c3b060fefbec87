"""What a reader takes to recompute the verdicts on an indicator: rules, their input, a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from policytrace.measure.performance import Measure, TargetSpec
from policytrace.measure.series import Series
from policytrace.measure.target_specs import target_spec_of
from policytrace.messages import Message, as_it_is, message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.schema.vocabulary import Interval, Sex, SourcePhrase, TargetAgainst
from policytrace.site.views.indicator_values import OfferedFile
from policytrace.site.views.indicator_verdicts import VERDICT_RULES, VerdictRow, VerdictRule
from policytrace.site.views.indicator_words import period_name
from policytrace.site.views.recomputation import Judged, recomputing_script
from policytrace.snapshot import Snapshot
from policytrace.values.numbers import Number, Span
from policytrace.values.periods import Period, parse_period

FOLDER = "data/rakna-om"
"""Where the scripts are published."""

_WITHOUT_TARGET = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedBy:
    """Something that values are judged by."""

    name: Message
    value: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedValue:
    """A value that a verdict was given by."""

    whose: Message
    use: Message
    """Which of the values it is: the first, that of the baseline, the latest."""
    period: Message
    value: Decimal
    is_own_calculation: bool
    """Whether it has been worked out here: a gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """What the template draws."""

    rules: tuple[VerdictRule, ...]
    """Those that gave the verdicts."""
    judged_by: tuple[JudgedBy, ...]
    values: tuple[JudgedValue, ...]
    own_calculation: str
    """The project's words for what has been worked out here."""
    script: OfferedFile


def recomputed(snapshot: Snapshot, indicator: Item, rows: Iterable[VerdictRow]) -> Recomputed:
    """How the verdicts are recomputed; `rows`, those on the municipality, are gone through."""
    measured, given = snapshot.measurements, tuple(rows)
    series, spec = measured.series(indicator.id), target_spec_of(indicator)
    used = {row.rule for row in given}
    judged = Judged(
        id=indicator.id,
        series=series,
        spec=spec,
        areas=measured.areas,
        words=snapshot.metamodel.vocabulary,
        today=snapshot.today,
    )
    return Recomputed(
        rules=tuple(rule for rule in VERDICT_RULES if rule.number in used),
        judged_by=tuple(_judged_by(snapshot, indicator, spec, series)),
        values=tuple(value for row in given for value in _values(row, series)),
        own_calculation=snapshot.metamodel.vocabulary.of(SourcePhrase.OWN_CALCULATION),
        script=OfferedFile(
            name=f"{FOLDER}/{indicator.id.lower()}.py", text=recomputing_script(judged)
        ),
    )


def _judged_by(
    snapshot: Snapshot, indicator: Item, spec: TargetSpec, series: Series
) -> Iterator[JudgedBy]:
    words, today = snapshot.metamodel.vocabulary, snapshot.today

    def of(name: Message, value: Message) -> JudgedBy:
        return JudgedBy(name=name, value=value)

    if spec.direction:
        yield of(message("Direction"), as_it_is(words.of(spec.direction)))
    yield of(message("Target"), _target(snapshot, spec))
    if spec.stages:
        parts = [
            message("{value} ({year})", value=Span(one.band), year=str(one.year))
            for one in spec.stages
        ]
        yield of(message("On the way to the target"), _listed(parts))
    if spec.gap_target and any(row.sex is not Sex.TOTAL for row in series.rows):
        target = message("{value}", value=Span(spec.gap_target))
        yield of(message("Target for the difference"), target)
    baseline = period_name(spec.baseline) if spec.baseline else message("Not set")
    yield of(message("Baseline"), baseline)
    if spec.year:
        yield of(message("Target year"), as_it_is(str(spec.year)))
    interval = indicator.value(FieldName.INTERVAL, Interval)
    if interval:
        months = interval.months + min(interval.months, 12)
        outdated = message(
            "{interval}; a value is outdated {months} months after the end of its period",
            interval=words.of(interval),
            months=str(months),
        )
        yield of(message("New values"), outdated)
    margin = message(
        "5 percent of the way, but at least {step}, one step in the last decimal",
        step=Number(series.step),
    )
    yield of(message("Margin"), margin)
    month = parse_period(f"{today.year}-{today.month:02}")
    yield of(message("Judged in"), period_name(month))


def _target(snapshot: Snapshot, spec: TargetSpec) -> Message:
    words = snapshot.metamodel.vocabulary
    if spec.against is TargetAgainst.PREVIOUS:
        found = message("Better than the value before ({word})", word=words.of(spec.against))
    elif spec.against:
        found = message(
            "At least as good in the same period as: {word}", word=words.of(spec.against)
        )
    elif spec.target:
        found = message("{value}", value=Span(spec.target))
    else:
        return message("Not set")
    if spec.scope:
        return message("{target}, {scope}", target=found, scope=words.of(spec.scope))
    return found


def _listed(parts: list[Message]) -> Message:
    first, *rest = parts
    for part in rest:
        first = message("{first}, {rest}", first=first, rest=part)
    return first


def _values(row: VerdictRow, series: Series) -> Iterator[JudgedValue]:
    """The values that the rules took: the first where there is nothing to count from."""
    found = row.assessment
    is_gap = found.measure is Measure.GAP

    def of(use: Message, period: Period, value: Decimal) -> JudgedValue:
        return JudgedValue(
            whose=row.whose,
            use=use,
            period=period_name(period),
            value=value,
            is_own_calculation=is_gap,
        )

    if row.rule == _WITHOUT_TARGET and not found.division:
        values = series.gaps(found.area) if is_gap else series.values(found.area, found.sex)
        if values and found.latest and min(values) != found.latest.period:
            yield of(message("The first value"), min(values), values[min(values)])
    elif found.baseline:
        yield of(message("Baseline"), found.baseline.period, found.baseline.value)
    if found.latest:
        yield of(message("The latest value"), found.latest.period, found.latest.value)
