"""What is known of the parts of the municipality: kind by kind, and never of two kinds together.

The parts stand in alphabetical order. Nothing says which of them has the highest or lowest value.
What tells who lives in an area is shown only where an editor asks for it, and then alone.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from policytrace.charts.model import Chart
from policytrace.measure.areas import AreaRegister, Division
from policytrace.measure.series import Series
from policytrace.measure.target_specs import is_background, unit_of
from policytrace.messages import Message, Sayable, message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.typed import Unit
from policytrace.schema.vocabulary import YesNo
from policytrace.settings import PartKind
from policytrace.site.views.indicator_drawing import drawn
from policytrace.site.views.indicator_figures import AreaBars, parts_figure
from policytrace.site.views.indicator_values import Cell
from policytrace.site.views.indicator_words import difference, period_name
from policytrace.site.views.registry import BACKGROUND, Options, View, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """The value of one part, beside what it is compared with."""

    name: Sayable
    cell: Cell
    compared: Message | None
    """How much higher or lower it is; None if one of the two is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredInParts:
    """An indicator with values for parts of one kind."""

    indicator: Item
    unit: Unit
    period: Message
    caution: str
    """What its figures cannot tell; empty if nothing is said."""
    figure: AreaBars
    rows: tuple[PartRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOfKind:
    """All that is known of the parts of one kind."""

    kind: PartKind
    names: tuple[str, ...]
    measured: tuple[MeasuredInParts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaOverview:
    """What the template draws."""

    kinds: tuple[KnownOfKind, ...]


def area_overview(snapshot: Snapshot, options: Options) -> AreaOverview:
    """The indicators that have values for parts of the municipality, by kind of part.

    What tells who lives there stands by itself, with the option for it: beside a measure of what
    people do it would invite to judge some by others.
    """
    background = options.chosen.get(BACKGROUND) is YesNo.YES
    areas = snapshot.measurements.areas
    found = [
        (indicator, snapshot.measurements.series(indicator.id))
        for indicator in snapshot.graph.of_role(Role.INDICATOR)
        if is_background(indicator) is background
    ]
    kinds = (
        KnownOfKind(
            kind=division.kind,
            names=tuple(area.name for area in division.areas),
            measured=tuple(_measured(found, areas, number)),
        )
        for number, division in enumerate(areas.divisions)
    )
    return AreaOverview(kinds=tuple(kind for kind in kinds if kind.measured or not background))


def _measured(
    found: Sequence[tuple[Item, Series]], areas: AreaRegister, number: int
) -> Iterator[MeasuredInParts]:
    division: Division = areas.divisions[number]
    for indicator, series in found:
        unit = unit_of(indicator)
        figure = parts_figure(series, areas, division, unit)
        if figure is not None:
            name = f"{indicator.id.lower()}-{number + 1}"
            yield _of_indicator(indicator, unit, replace(figure, name=name))


def _of_indicator(indicator: Item, unit: Unit, figure: AreaBars) -> MeasuredInParts:
    reference = figure.reference.cell.value if figure.reference else None
    return MeasuredInParts(
        indicator=indicator,
        unit=unit,
        period=period_name(figure.period),
        caution=indicator.text(FieldName.CAUTION),
        figure=figure,
        rows=tuple(
            PartRow(
                name=bar.name,
                cell=bar.cell,
                compared=_compared(bar.cell.value, reference, unit),
            )
            for bar in figure.bars
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


def _charts(shown: object, translations: gettext.NullTranslations) -> Mapping[str, Chart]:
    kinds: Sequence[KnownOfKind] = shown.kinds if isinstance(shown, AreaOverview) else ()
    return drawn((one.figure for kind in kinds for one in kind.measured), translations)


register(
    View(
        key="area_overview",
        purpose=message("What is known of the parts of the municipality"),
        choices={BACKGROUND: lambda metamodel: metamodel.vocabulary.by_word(YesNo)},
        template="area_overview.html.jinja",
        compute=area_overview,
        charts=_charts,
    )
)
