"""What is known of each district: by indicator, with the municipality beside, and by district."""

from __future__ import annotations

import gettext
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from policytrace.charts.model import Chart
from policytrace.measure.series import Series
from policytrace.measure.target_specs import unit_of
from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.typed import Unit
from policytrace.schema.vocabulary import AreaKind, Sex
from policytrace.site.views.indicator_drawing import drawn
from policytrace.site.views.indicator_figures import Ranking, ranking
from policytrace.site.views.indicator_values import Cell, cell_of
from policytrace.site.views.indicator_words import UNKNOWN, difference, period_name
from policytrace.site.views.registry import Options, View, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictRow:
    """The value of one district, beside the municipality's."""

    area: str
    cell: Cell
    compared: Message | None
    """How much higher or lower it is; None if one of the two is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredInDistricts:
    """An indicator with values for districts."""

    indicator: Item
    unit: Unit
    period: Message
    figure: Ranking
    rows: tuple[DistrictRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The latest value of an indicator for a district."""

    indicator: Item
    unit: Unit
    cell: Cell
    period: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """All that is known of one district."""

    name: str
    known: tuple[Known, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaOverview:
    """What the template draws."""

    home: str
    measured: tuple[MeasuredInDistricts, ...]
    districts: tuple[District, ...]


def area_overview(snapshot: Snapshot, _options: Options) -> AreaOverview:
    """Every indicator that has values for districts, and every district of the register."""
    graph = snapshot.graph
    areas = snapshot.measurements.areas
    measured: list[tuple[MeasuredInDistricts, Series]] = []
    for indicator in graph.of_role(Role.INDICATOR):
        series = snapshot.measurements.series(indicator.id)
        unit = unit_of(indicator)
        if (figure := ranking(series, areas, unit)) is not None:
            figure = replace(figure, name=indicator.id.lower())
            measured.append((_measured(indicator, unit, figure), series))
    return AreaOverview(
        home=areas.home.name if areas.home else "",
        measured=tuple(found for found, _ in measured),
        districts=tuple(
            District(
                name=area.name,
                known=tuple(_known(found, series, area.name) for found, series in measured),
            )
            for area in areas.of_kind(AreaKind.DISTRICT)
        ),
    )


def _measured(indicator: Item, unit: Unit, figure: Ranking) -> MeasuredInDistricts:
    reference = figure.reference.cell.value if figure.reference else None
    in_order = sorted(figure.bars, key=lambda bar: (bar.cell.value is None, -(bar.cell.value or 0)))
    return MeasuredInDistricts(
        indicator=indicator,
        unit=unit,
        period=period_name(figure.period),
        figure=figure,
        rows=tuple(
            DistrictRow(
                area=bar.area,
                cell=bar.cell,
                compared=_compared(bar.cell.value, reference, unit),
            )
            for bar in in_order
        ),
    )


def _compared(value: Decimal | None, reference: Decimal | None, unit: Unit) -> Message | None:
    if value is None or reference is None:
        return None
    if value == reference:
        return message("the same")
    if value > reference:
        return message("{size} higher", size=difference(value - reference, unit))
    return message("{size} lower", size=difference(value - reference, unit))


def _known(found: MeasuredInDistricts, series: Series, area: str) -> Known:
    known = series.line(area, Sex.TOTAL)
    last = max(known, default=None)
    return Known(
        indicator=found.indicator,
        unit=found.unit,
        cell=Cell(value=None, note=UNKNOWN) if last is None else cell_of(known[last]),
        period=None if last is None else period_name(last),
    )


def _charts(shown: object, translations: gettext.NullTranslations) -> Mapping[str, Chart]:
    found: Sequence[MeasuredInDistricts] = shown.measured if isinstance(shown, AreaOverview) else ()
    return drawn((one.figure for one in found), translations)


register(
    View(
        key="area_overview",
        purpose=message("What is known of each district"),
        template="area_overview.html.jinja",
        compute=area_overview,
        charts=_charts,
    )
)
