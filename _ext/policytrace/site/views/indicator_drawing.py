"""The figures of an indicator as charts, in the reader's language."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from policytrace.charts.model import (
    CUT_AT,
    LARGEST,
    Bar,
    BarChart,
    Chart,
    Dot,
    DotChart,
    DotRow,
    Line,
    LineKind,
    Point,
    StageMark,
    TargetMark,
    TimeChart,
)
from policytrace.messages import message
from policytrace.schema.vocabulary import Sex
from policytrace.site.views.indicator_figures import (
    AreaBar,
    AreaBars,
    Figure,
    FigureLine,
    Goal,
    SexesBeside,
    SexesRow,
)
from policytrace.site.views.indicator_values import Cell
from policytrace.site.views.indicator_words import NAMES, period_label
from policytrace.values.numbers import Span
from policytrace.values.periods import Period
from policytrace.values.stages import Stage

_CUT = message("the axis begins at {value}", value=CUT_AT)
_PRELIMINARY = message("preliminary value, may change")
_SEXES = (
    (LineKind.WOMEN, Sex.WOMEN),
    (LineKind.MEN, Sex.MEN),
    (LineKind.TOTAL, Sex.TOTAL),
)


def drawn(figures: Iterable[Figure], translations: gettext.NullTranslations) -> Mapping[str, Chart]:
    """The figures as charts, by their names, in the language of `translations`."""
    return {figure.name: _chart(figure, translations) for figure in figures if _fits(figure)}


def _chart(figure: Figure, translations: gettext.NullTranslations) -> Chart:
    title, description, unit, preliminary = (
        text.render(translations)
        for text in (figure.kind, figure.description, figure.unit, _PRELIMINARY)
    )
    if isinstance(figure, SexesBeside):
        return DotChart(
            title=title,
            description=description,
            unit=unit,
            rows=tuple(_sexes_row(row, translations) for row in figure.rows),
            names=tuple(
                (kind, NAMES[sex].render(translations))
                for kind, sex in _SEXES
                if sex is not Sex.TOTAL or any(row.total for row in figure.rows)
            ),
            reference=None,
            preliminary=preliminary,
        )
    if isinstance(figure, AreaBars) and figure.division:
        return DotChart(
            title=title,
            description=description,
            unit=unit,
            rows=tuple(_part_row(bar, translations) for bar in figure.bars),
            names=(),
            reference=_reference(figure.reference, translations) if figure.reference else None,
            preliminary=preliminary,
        )
    if isinstance(figure, AreaBars):
        return BarChart(
            title=title,
            description=description,
            unit=unit,
            bars=tuple(_bar(bar, translations) for bar in figure.bars),
            preliminary=preliminary,
        )
    return TimeChart(
        title=title,
        description=description,
        unit=unit,
        lines=tuple(
            Line(
                name=line.name.render(translations),
                kind=line.kind,
                points=_points(line, translations),
            )
            for line in figure.lines
        ),
        target=_target(figure.goal, translations),
        zero=figure.zero,
        zero_name=message("No difference").render(translations) if figure.zero else "",
        cut=_CUT.render(translations),
        preliminary=preliminary,
    )


def _points(line: FigureLine, translations: gettext.NullTranslations) -> tuple[Point, ...]:
    return tuple(
        Point(
            x=period.middle,
            label=period_label(period).render(translations),
            value=value,
            is_preliminary=period in line.preliminary,
        )
        for period, value in line.values
    )


def _bar(bar: AreaBar, translations: gettext.NullTranslations) -> Bar:
    missing = bar.cell.note.render(translations) if bar.cell.note else ""
    return Bar(
        name=bar.name.render(translations),
        value=bar.cell.value,
        missing=missing,
        is_main=bar.is_main,
        is_preliminary=bar.cell.is_preliminary,
    )


def _reference(bar: AreaBar, translations: gettext.NullTranslations) -> Bar:
    """What parts are compared with; a line has no room for hollow points."""
    drawn = _bar(bar, translations)
    if not drawn.is_preliminary:
        return drawn
    name = message("{name}, preliminary", name=drawn.name).render(translations)
    return replace(drawn, name=name)


def _part_row(bar: AreaBar, translations: gettext.NullTranslations) -> DotRow:
    dot = _dot(LineKind.TOTAL, bar.cell)
    return DotRow(
        name=bar.name.render(translations),
        dots=(dot,) if dot else (),
        missing=bar.cell.note.render(translations) if bar.cell.note else "",
    )


def _sexes_row(row: SexesRow, translations: gettext.NullTranslations) -> DotRow:
    found = (
        _dot(LineKind.WOMEN, row.women),
        _dot(LineKind.MEN, row.men),
        _dot(LineKind.TOTAL, row.total),
    )
    return DotRow(
        name=row.name.render(translations),
        dots=tuple(dot for dot in found if dot),
        missing=row.missing.render(translations) if row.missing else "",
        is_main=row.is_main,
    )


def _dot(kind: LineKind, cell: Cell | None) -> Dot | None:
    if cell is None or cell.value is None:
        return None
    return Dot(kind=kind, value=cell.value, is_preliminary=cell.is_preliminary)


def _target(goal: Goal | None, translations: gettext.NullTranslations) -> TargetMark | None:
    if goal is None:
        return None
    value = Span(goal.band)
    name = (
        message("Target {year}: {value}", year=goal.year.text, value=value)
        if goal.year
        else message("Target: {value}", value=value)
    )
    return TargetMark(
        low=goal.band.low,
        high=goal.band.high,
        until=goal.year.middle if goal.year else None,
        name=name.render(translations),
        stages=tuple(
            StageMark(
                x=stage.period.middle,
                low=stage.band.low,
                high=stage.band.high,
                name=_stage_name(stage, translations),
            )
            for stage in goal.stages
        ),
    )


def _stage_name(stage: Stage, translations: gettext.NullTranslations) -> str:
    """What a stage is called, with the year and the value on one line."""
    dated = f"{stage.year}:\u00a0{Span(stage.band).render(translations)}"
    return message("Interim target {dated}", dated=dated).render(translations)


def _fits(figure: Figure) -> bool:
    if isinstance(figure, AreaBars):
        bars = (*figure.bars, *((figure.reference,) if figure.reference else ()))
        return can_be_drawn((figure.period, bar.cell.value) for bar in bars)
    if isinstance(figure, SexesBeside):
        cells = [cell for row in figure.rows for cell in (row.women, row.men, row.total) if cell]
        return can_be_drawn((figure.period, cell.value) for cell in cells)
    return all(can_be_drawn(line.values) for line in figure.lines)


def can_be_drawn(values: Iterable[tuple[Period, Decimal | None]]) -> bool:
    """Whether no value is too large for a chart; such values are in the tables alone."""
    return all(value is None or abs(value) < LARGEST for _, value in values)
