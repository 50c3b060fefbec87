"""What is known of the parts of the municipality: kind by kind, and never of two kinds together.

The parts stand in alphabetical order. Nothing says which of them has the highest or lowest value.
What tells who lives in an area is shown only where an editor asks for it, and then alone. Where few
things are known of a kind each has a chart; else they are tables, theme by theme.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policytrace.charts.model import Chart
from policytrace.measure.areas import Division
from policytrace.measure.target_specs import is_background, unit_of
from policytrace.messages import Message, Sayable, message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.typed import Unit
from policytrace.schema.vocabulary import YesNo
from policytrace.settings import PartKind
from policytrace.site.views.headline_figure import finding_in_parts
from policytrace.site.views.indicator_drawing import drawn
from policytrace.site.views.indicator_figures import AreaBars, parts_figure
from policytrace.site.views.indicator_values import Cell, Credit
from policytrace.site.views.indicator_words import period_name
from policytrace.site.views.registry import BACKGROUND, Options, View, register
from policytrace.site.views.shared_cautions import SharedCaution, shared_cautions
from policytrace.snapshot import Snapshot

MOST_CHARTS = 6
"""Of a kind of which more is known, there are tables alone; each measure has its own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredInParts:
    """An indicator with values for parts of one kind."""

    indicator: Item
    unit: Unit
    period: Message
    caution: str
    """What its figures cannot tell; empty if nothing is said."""
    finding: Sayable
    """What the figure shows, with what is measured."""
    figure: AreaBars

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The values of all parts, by name."""
        return tuple(bar.cell for bar in self.figure.bars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What is known of one priority."""

    priority: Item | None
    """None: of none of them."""
    measured: tuple[MeasuredInParts, ...]

    @property
    def cautions(self) -> list[SharedCaution]:
        """What the figures cannot tell, and which of them."""
        said = {one.indicator.id: one.caution for one in self.measured}
        return shared_cautions(said, (one.indicator for one in self.measured))

    @property
    def compared(self) -> tuple[Sayable, ...]:
        """What the values stand beside, each once."""
        names = (one.figure.reference.name for one in self.measured if one.figure.reference)
        return tuple({repr(name): name for name in names}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOfKind:
    """All that is known of the parts of one kind."""

    kind: PartKind
    names: tuple[str, ...]
    drawn: tuple[MeasuredInParts, ...]
    """What has a chart: all or nothing."""
    themes: tuple[Theme, ...]

    @property
    def credits(self) -> tuple[Credit, ...]:
        """Who made what is drawn, each once."""
        return tuple(dict.fromkeys(credit for one in self.drawn for credit in one.figure.credits))


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
        indicator
        for indicator in snapshot.graph.of_role(Role.INDICATOR)
        if is_background(indicator) is background
    ]
    kinds = (
        _known(snapshot, division, tuple(_measured(snapshot, found, number)))
        for number, division in enumerate(areas.divisions)
    )
    return AreaOverview(kinds=tuple(kind for kind in kinds if kind.themes or not background))


def _known(
    snapshot: Snapshot, division: Division, measured: tuple[MeasuredInParts, ...]
) -> KnownOfKind:
    is_little = len(measured) <= MOST_CHARTS
    return KnownOfKind(
        kind=division.kind,
        names=tuple(area.name for area in division.areas),
        drawn=measured if is_little else (),
        themes=(Theme(priority=None, measured=measured),)
        if is_little and measured
        else tuple(_themes(snapshot, measured)),
    )


def _themes(snapshot: Snapshot, measured: Iterable[MeasuredInParts]) -> Iterator[Theme]:
    """The measures by the first priority that they belong to, in the priorities' order."""
    by_priority: dict[str, list[MeasuredInParts]] = {}
    for one in measured:
        priorities = snapshot.priorities_of.get(one.indicator.id, ())
        by_priority.setdefault(priorities[0].id if priorities else "", []).append(one)
    for priority in snapshot.graph.of_role(Role.PRIORITY):
        if priority.id in by_priority:
            yield Theme(priority=priority, measured=tuple(by_priority[priority.id]))
    if "" in by_priority:
        yield Theme(priority=None, measured=tuple(by_priority[""]))


def _measured(snapshot: Snapshot, found: Iterable[Item], number: int) -> Iterator[MeasuredInParts]:
    measurements = snapshot.measurements
    division = measurements.areas.divisions[number]
    for indicator in found:
        unit = unit_of(indicator)
        series = measurements.series(indicator.id)
        figure = parts_figure(series, measurements.areas, division, unit)
        if figure is not None:
            yield MeasuredInParts(
                indicator=indicator,
                unit=unit,
                period=period_name(figure.period),
                caution=indicator.text(FieldName.CAUTION),
                finding=finding_in_parts(snapshot, indicator, division) or figure.title,
                figure=replace(figure, name=f"{indicator.id.lower()}-{number + 1}"),
            )


def _charts(shown: object, translations: gettext.NullTranslations) -> Mapping[str, Chart]:
    kinds: Sequence[KnownOfKind] = shown.kinds if isinstance(shown, AreaOverview) else ()
    return drawn((one.figure for kind in kinds for one in kind.drawn), translations)


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
