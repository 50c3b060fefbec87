"""PT210, PT308, PT309: measures have values, values can be right, targets mean something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from policytrace.checks.registry import Context, Violation, rule, violation
from policytrace.locations import Location
from policytrace.measure.areas import OtherAreas
from policytrace.measure.measurements import IndicatorData
from policytrace.measure.performance import (
    Measure,
    Subject,
    TargetSpec,
    is_met_from_start,
    subjects,
)
from policytrace.measure.series import Series
from policytrace.measure.tables import Row
from policytrace.measure.target_specs import target_spec_of, unit_of
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Sex, TargetAgainst
from policytrace.severity import Severity
from policytrace.values.numbers import Number

HUNDRED = Decimal(100)

_EACH = r"\b(?:varje|vart och ett av|inget|ingen|alla|samtliga|each|every|no|all) (?:\w+ )?"
_AREAS = ("distrikt", "område", "områden", "area", "areas", "district", "districts")
"""How a text says that a target is for each area, besides by the names of a project's kinds."""

SLIPPED = Decimal(50)
"""From which factor on two places of decimals have slipped: a hundred, and what values vary by."""


@rule(
    "PT210",
    Severity.WARNING,
    "Nothing that measures it has a value",
    needs=("link.measured_by",),
    of_others=True,
)
def no_value(graph: Graph, context: Context) -> Iterator[Violation]:
    """A priority or an action has measures, but none of them has a value, or a day when one comes.

    A measure without values says nothing. As long as there are none, nobody can see if it helps.
    Values of other areas, as the county, do not tell that either.

    A project that keeps no values, and so has no register of areas, is not asked.

    Example:
        :::{indikator} Verksamheter med rutin för att fråga om våld
        :id: IND-VALD-RUTINER
        :::

    Instead:
        :::{indikator} Verksamheter med rutin för att fråga om våld
        :id: IND-VALD-RUTINER
        :värde_väntas: 2028-03-31
        :::

    Remedy: take values in, say on the indicator when the first one is expected, or add a measure
    that has values.
    """
    if context.measurements.areas.home is None:
        return
    valued = {one.id for one in filter(graph.carries, graph) if _has_or_gets_value(one, context)}
    for item in filter(graph.claims, graph.of_role(Role.PRIORITY, Role.ACTION)):
        if not valued.isdisjoint(item.targets(LinkKind.MEASURED_BY)):
            continue
        if any(map(graph.carries, graph.targets(item, LinkKind.MEASURED_BY))):
            yield violation(
                item,
                message("No measure of “{title}” has a value.", title=item.title),
                message(
                    "Take values in, or write on an indicator when one is expected, with "
                    ":{option}:.",
                    option=context.word("field.value_expected"),
                ),
            )


def _has_or_gets_value(indicator: Item, context: Context) -> bool:
    expected = indicator.day(FieldName.VALUE_EXPECTED)
    if expected is not None and expected >= context.today:
        return True
    return context.measurements.has_values(indicator.id)


@rule("PT308", Severity.WARNING, "A value that cannot be right")
def impossible_value(graph: Graph, context: Context) -> Iterator[Violation]:
    """A percentage is below 0 or above 100, or a value is a hundred times its neighbours.

    Most often a decimal comma is in the wrong place, or a share was written in place of a
    percentage. A wrong figure is believed.

    A measure whose target is outside 0–100 may be so too: it is a comparison, not a share.

    Example:
        2023,OMRÅDE,totalt,,0.22,,,KÄLLA,ÅÅÅÅ-MM-DD

    Instead:
        2023,OMRÅDE,totalt,,22,,,KÄLLA,ÅÅÅÅ-MM-DD

    Remedy: compare with the source, and correct the value. If it is right, let the warning stand.
    """
    for indicator in graph.of_role(Role.INDICATOR):
        data = context.measurements.by_indicator.get(indicator.id)
        if data is None:
            continue
        spec = target_spec_of(indicator)
        if unit_of(indicator).is_per_cent and not _is_comparison(spec):
            yield from (
                _at(
                    indicator,
                    data,
                    row,
                    message("{value} percent cannot be right.", value=Number(row.value)),
                )
                for row in data.table.rows
                if row.value is not None and not 0 <= row.value <= HUNDRED
            )
        for line in data.series.lines.values():
            yield from (
                _at(
                    indicator,
                    data,
                    row,
                    message(
                        "{value} is a hundred times more or less than the values beside it.",
                        value=Number(row.value or Decimal(0)),
                    ),
                )
                for row in _out_of_line([row for row in line.values() if row.value])
            )


def _is_comparison(spec: TargetSpec) -> bool:
    return spec.target is not None and not (spec.target.low >= 0 and spec.target.high <= HUNDRED)


def _out_of_line(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, in order of time and none of them 0, that are a hundred times the rest, or less.

    Of two, it is the later one.
    """
    sizes = [abs(row.value or Decimal(1)) for row in rows]
    if len(rows) < 3:  # noqa: PLR2004 - with two there is no telling which is wrong
        pairs = [(rows[-1], sizes[-1], sizes[0])] if len(rows) == 2 else []  # noqa: PLR2004
    else:
        middle = median(sizes)
        pairs = [(row, size, middle) for row, size in zip(rows, sizes, strict=True)]
    for row, size, other in pairs:
        if size >= other * SLIPPED or other >= size * SLIPPED:
            yield row


def _at(indicator: Item, data: IndicatorData, row: Row, text: Message) -> Violation:
    return Violation(
        item=indicator.id,
        location=Location(file=data.file, line=row.line),
        message=text,
        hint=message("Compare with the source, and correct the value."),
    )


@rule("PT309", Severity.WARNING, "A target that its baseline meets")
def met_from_the_start(graph: Graph, context: Context) -> Iterator[Violation]:
    """The value of the baseline already meets the target.

    The target is then reached without anything being done, and to say so means nothing.

    A target for every area is judged by the area that is furthest from it. Only the municipality's
    own value is looked at otherwise: that for all, if there is one. A text that speaks of every
    district is a finding too, if the total is judged.

    Example:
        :riktning: upp
        :baslinje: 2022
        :målvärde: 76,1

    Instead:
        :riktning: upp
        :baslinje: 2022
        :målvärde: 76,1
        :mål_gäller: varje område

    Remedy: set a target that is not met, or say whom it is for.
    """
    home = context.measurements.areas.home
    if home is None:
        return
    others = context.measurements.areas.others
    for indicator in filter(graph.claims, graph.of_role(Role.INDICATOR)):
        data = context.measurements.by_indicator.get(indicator.id)
        if data is None:
            continue
        spec = target_spec_of(indicator)
        if spec.target is not None and spec.scope is None and _is_for_each(indicator, data, others):
            yield violation(
                indicator,
                message(
                    "The text of {id} speaks of a target for each area, but the total is judged.",
                    id=indicator.id,
                ),
                message(
                    "Write :{option}: {word}, or say in the text that it is for all together.",
                    option=context.word("field.target_scope"),
                    word=context.word("target_scope.every_area"),
                ),
            )
        if any(
            is_met_from_start(data.series, spec, subject, others)
            for subject in _decisive(indicator, spec, data.series, home.name, others)
        ):
            yield violation(
                indicator,
                message("{id} meets its target already at the baseline.", id=indicator.id),
                message(
                    "Set a target that is not met, or write whom it is for, with :{option}:.",
                    option=context.word("field.target_scope"),
                ),
            )


def _is_for_each(indicator: Item, data: IndicatorData, others: OtherAreas) -> bool:
    """Whether the text says that each area is to reach the target, and areas have values."""
    there = set(data.series.areas())
    kinds = [one.kind for one in others.divisions if there.intersection(one.keys)]
    names = (*_AREAS, *(name for kind in kinds for name in (kind.name, kind.plural)))
    said = re.compile(rf"{_EACH}(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
    return bool(kinds and said.search(" ".join((indicator.prose or "").split())))


def _decisive(
    indicator: Item, spec: TargetSpec, series: Series, home: str, others: OtherAreas
) -> Iterator[Subject]:
    """What a target stands with: all together, and the gap if a target is set for it."""
    if spec.baseline is None:
        return
    judged = list(subjects(series, spec, home, "", others))
    values = [one for one in judged if one.measure is Measure.VALUE]
    total = [one for one in values if one.sex is Sex.TOTAL]
    if spec.against is not TargetAgainst.PREVIOUS:
        yield from total or values[:1]
    if indicator.has(FieldName.TARGET_GAP):
        yield from (one for one in judged if one.measure is Measure.GAP)
