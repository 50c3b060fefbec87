"""The charts of an indicator: what they show, and what they say in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from policytrace.charts.model import LineKind
from policytrace.measure.areas import AreaRegister, Division
from policytrace.measure.performance import TargetSpec
from policytrace.measure.series import Series
from policytrace.measure.tables import Row
from policytrace.messages import Message, Sayable, as_it_is, message
from policytrace.schema.typed import Unit
from policytrace.schema.vocabulary import AreaKind, Sex
from policytrace.settings import PartKind
from policytrace.site.views.indicator_findings import (
    comparison_finding,
    gap_finding,
    parts_finding,
    together_finding,
    value_finding,
)
from policytrace.site.views.indicator_values import (
    Cell,
    Credit,
    Source,
    area_name,
    cell_of,
    credits_of,
    sources_of,
)
from policytrace.site.views.indicator_words import (
    GAP_NAME,
    NAMES,
    UNKNOWN,
    Initial,
    Sentences,
    period_name,
    quantity,
    unit_of_differences,
)
from policytrace.values.bands import EQUAL, Band
from policytrace.values.numbers import Number
from policytrace.values.periods import Period

MOST_COMPARISONS = 3
"""More lines of other areas than this hide those that the chart is about."""

_KINDS = {Sex.WOMEN: LineKind.WOMEN, Sex.MEN: LineKind.MEN, Sex.TOTAL: LineKind.TOTAL}
_COMPARED = (AreaKind.COUNTRY, AreaKind.COUNTY, AreaKind.COMPARISON)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """Values over time."""

    name: Message
    kind: LineKind
    values: tuple[tuple[Period, Decimal | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a chart draws as its target."""

    band: Band
    year: Period | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """A chart of values over time."""

    name: str
    title: Sayable
    """What it shows, in a sentence or two."""
    kind: Message
    """What sort of picture it is."""
    description: Sayable
    """Its main numbers."""
    unit: Message
    lines: tuple[FigureLine, ...]
    goal: Goal | None
    zero: bool
    sources: tuple[Source, ...]
    own_calculation: bool
    """Whether what is drawn has been worked out from the values of the sources."""

    @property
    def credits(self) -> tuple[Credit, ...]:
        """Who made the values."""
        return credits_of(self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaBar:
    """An area and its value."""

    name: Sayable
    """What it is called where all are of one kind."""
    said: Sayable
    """What it is called where nothing else tells what it is."""
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaBars:
    """A chart of areas beside each other, never in the order of their values."""

    name: str
    title: Sayable
    kind: Message
    description: Sayable
    unit: Message
    period: Period
    bars: tuple[AreaBar, ...]
    reference: AreaBar | None
    """What each of them is compared with."""
    sources: tuple[Source, ...]
    division: PartKind | None = None
    """The kind of parts of the municipality that they are; None: other areas."""
    together: Message | None = None
    """Why the parts are compared with their value together, and not with the municipality's."""
    own_calculation: bool = False

    @property
    def credits(self) -> tuple[Credit, ...]:
        """Who made the values."""
        return credits_of(self.sources)


Figure = OverTime | AreaBars


def figures_of(
    series: Series, areas: AreaRegister, spec: TargetSpec, unit: Unit
) -> Iterator[Figure]:
    """The charts that the values are enough for."""
    home = areas.home
    if home is None:
        return
    values = over_time(series, areas, spec, unit, home.name)
    if values is not None:
        yield values
    elif (compared := beside_figure(series, areas, unit, home.name)) is not None:
        yield compared
    if (gap := _gap_over_time(series, spec, unit, home.name)) is not None:
        yield gap
    yield from _parts_figures(series, areas, unit)


# ---------------------------------------------------------------------------- over time


def over_time(
    series: Series, areas: AreaRegister, spec: TargetSpec, unit: Unit, home: str
) -> OverTime | None:
    """The municipality's values and those of other areas; None with a single period."""
    own = tuple(_line(series, home, sex, NAMES[sex]) for sex in Sex if series.values(home, sex))
    if all(len(_known(line)) <= 1 for line in own):
        return None
    if len(own) == 1 and own[0].kind is LineKind.TOTAL:
        own = (_line(series, home, Sex.TOTAL, message("{text}", text=home)),)
    others = tuple(
        FigureLine(
            name=area_name(area.name, areas),
            kind=LineKind.COMPARISON,
            values=_values(series, area.name, Sex.TOTAL),
        )
        for kind in _COMPARED
        for area in areas.of_kind(kind)
        if series.values(area.name, Sex.TOTAL) and series.values(home, Sex.TOTAL)
    )[:MOST_COMPARISONS]
    shown = [
        row
        for row in series.rows
        if not row.group
        and (row.area == home or row.area in {str(one.name.values["text"]) for one in others})
    ]
    return OverTime(
        name="over-tid",
        title=Sentences(
            tuple(
                said
                for sex in (_said_sexes(series, home))
                if (said := value_finding(series.values(home, sex), unit, sex, spec.baseline))
            )
        ),
        kind=message("Line chart"),
        description=Sentences(tuple(_told(line, unit) for line in (*own, *others))),
        unit=message("{text}", text=unit.text),
        lines=(*own, *others),
        goal=Goal(band=spec.target, year=spec.deadline) if spec.target else None,
        zero=False,
        sources=sources_of(shown),
        own_calculation=False,
    )


def _said_sexes(series: Series, home: str) -> tuple[Sex, ...]:
    """Women and men where both are known, as it is they who are compared; else the total."""
    split = tuple(sex for sex in (Sex.WOMEN, Sex.MEN) if series.values(home, sex))
    return split if len(split) > 1 else tuple(sex for sex in Sex if series.values(home, sex))


def _gap_over_time(series: Series, spec: TargetSpec, unit: Unit, home: str) -> OverTime | None:
    gaps = series.gaps(home)
    said = gap_finding(gaps, unit, spec.baseline)
    if said is None or len(gaps) <= 1:
        return None
    line = FigureLine(name=GAP_NAME, kind=LineKind.GAP, values=tuple(gaps.items()))
    return OverTime(
        name="skillnad",
        title=said,
        kind=message("Line chart of the difference, women's value less men's"),
        description=Sentences((_told(line, unit),)),
        unit=unit_of_differences(unit),
        lines=(line,),
        goal=Goal(band=spec.gap_target, year=spec.deadline)
        if spec.gap_target not in (None, EQUAL)
        else None,
        zero=True,
        sources=sources_of(
            row
            for row in series.rows
            if row.area == home and not row.group and row.sex is not Sex.TOTAL
        ),
        own_calculation=True,
    )


def _line(series: Series, area: str, sex: Sex, name: Message) -> FigureLine:
    return FigureLine(name=name, kind=_KINDS[sex], values=_values(series, area, sex))


def _values(series: Series, area: str, sex: Sex) -> tuple[tuple[Period, Decimal | None], ...]:
    return tuple((period, row.value) for period, row in series.line(area, sex).items())


def _known(line: FigureLine) -> Mapping[Period, Decimal]:
    return {period: value for period, value in line.values if value is not None}


def _told(line: FigureLine, unit: Unit) -> Message:
    """The main numbers of a line."""
    known = _known(line)
    first, last = min(known), max(known)
    if first == last:
        return message(
            "{name}: {value} in {period}.",
            name=line.name,
            value=quantity(known[last], unit),
            period=period_name(last),
        )
    return message(
        "{name}: {before} in {first}, {now} in {last}; lowest {low}, highest {high}.",
        name=line.name,
        before=Number(known[first]),
        first=period_name(first),
        now=quantity(known[last], unit),
        last=period_name(last),
        low=Number(min(known.values())),
        high=Number(max(known.values())),
    )


# ------------------------------------------------------------------------------ areas


def _parts_figures(series: Series, areas: AreaRegister, unit: Unit) -> Iterator[AreaBars]:
    for number, division in enumerate(areas.divisions, start=1):
        if (found := parts_figure(series, areas, division, unit)) is not None:
            yield replace(found, name=f"omraden-{number}")


def parts_figure(
    series: Series, areas: AreaRegister, division: Division, unit: Unit
) -> AreaBars | None:
    """The parts of a kind, by name, in the latest period that they have in common.

    None without any value.
    """
    parts = [area for area in division.areas if series.line(area.key, Sex.TOTAL)]
    known = {area.key: series.values(area.key, Sex.TOTAL) for area in parts}
    periods = sorted({period for values in known.values() for period in values})
    if not periods or areas.home is None:
        return None
    common = [
        period for period in periods if all(period in values for values in known.values() if values)
    ]
    period = (common or periods)[-1]
    found = {area.key: series.line(area.key, Sex.TOTAL).get(period) for area in parts}
    values = [row.value for row in found.values() if row and row.value is not None]
    said = parts_finding(values, division.kind, len(division.areas), unit, period)
    if said is None:
        return None
    home = series.line(areas.home.name, Sex.TOTAL).get(period)
    bars = tuple(
        AreaBar(
            name=message("{text}", text=area.name),
            said=message("{text}", text=area.key),
            cell=_bar_cell(found[area.key]),
        )
        for area in parts
    )
    reference, together = _fair(found, home, division, unit)
    return AreaBars(
        name="omraden",
        title=said,
        kind=message("Bar chart of {areas}, in alphabetical order", areas=division.kind.plural),
        description=_told_bars((*bars, reference) if reference else bars, unit),
        unit=message("{unit}, {period}", unit=unit.text, period=period_name(period)),
        period=period,
        bars=bars,
        reference=reference,
        sources=sources_of(row for row in (home, *found.values()) if row),
        division=division.kind,
        together=together,
    )


def _fair(
    found: Mapping[str, Row | None],
    home: Row | None,
    division: Division,
    unit: Unit,
) -> tuple[AreaBar | None, Message | None]:
    """What each part is fairly compared with: the municipality's value, or that of all parts.

    The two differ where not all that is counted for the municipality is divided between its parts,
    as votes that are counted apart. The value of all parts follows from shares and the numbers that
    they are shares of, and only if both are known for every part.
    """
    if home is None or home.value is None:
        return None, None
    own = _bar(home.area, home)
    rows = [row for row in found.values() if row and row.value is not None and row.count]
    if not (unit.is_per_cent and division.kind.whole and len(rows) == len(division.areas)):
        return own, None
    step = Series((home, *rows)).step
    counts = sum(row.count or 0 for row in rows)
    exact = sum((row.value or 0) * (row.count or 0) for row in rows) / Decimal(counts)
    together = exact.quantize(step)
    if abs(together - home.value) <= step:
        return own, None
    name = message("all {areas} together", areas=division.kind.plural)
    bar = AreaBar(name=name, said=name, cell=Cell(value=together, note=None))
    said = together_finding(together, (home.area, home.value), division.kind, unit)
    return bar, said


def sexes_figure(series: Series, unit: Unit, home: str, period: Period) -> AreaBars:
    """Women beside men in a period in which both are known."""
    rows = {sex: series.line(home, sex)[period] for sex in (Sex.WOMEN, Sex.MEN)}
    bars = tuple(
        AreaBar(name=NAMES[sex], said=NAMES[sex], cell=_bar_cell(row)) for sex, row in rows.items()
    )
    return AreaBars(
        name="kon",
        title=gap_finding({period: _value(rows[Sex.WOMEN]) - _value(rows[Sex.MEN])}, unit, None)
        or UNKNOWN,
        kind=message("Bar chart"),
        description=_told_bars(bars, unit),
        unit=message("{unit}, {period}", unit=unit.text, period=period_name(period)),
        period=period,
        bars=bars,
        reference=None,
        sources=sources_of(rows.values()),
    )


def changed_figure(series: Series, unit: Unit, home: str) -> AreaBars | None:
    """The municipality's values beside each other, the oldest first: for so few that make no line.

    None if there is no value.
    """
    sex = next((sex for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN) if series.values(home, sex)), None)
    if sex is None:
        return None
    line = series.line(home, sex)
    values = series.values(home, sex)
    bars = tuple(
        AreaBar(
            name=Initial(period_name(period)),
            said=Initial(period_name(period)),
            cell=_bar_cell(line[period]),
        )
        for period in values
    )
    return AreaBars(
        name="ar",
        title=value_finding(values, unit, sex, None) or UNKNOWN,
        kind=message("Bar chart"),
        description=_told_bars(bars, unit),
        unit=as_it_is(unit.text),
        period=max(values),
        bars=bars,
        reference=None,
        sources=sources_of(line[period] for period in values),
    )


def _value(row: Row) -> Decimal:
    return row.value or Decimal(0)


def beside_figure(series: Series, areas: AreaRegister, unit: Unit, home: str) -> AreaBars | None:
    """The municipality beside other areas, where values over time are not known."""
    own = series.values(home, Sex.TOTAL)
    if not own:
        return None
    period = max(own)
    found = {
        area.name: row
        for kind in _COMPARED
        for area in areas.of_kind(kind)
        if (row := series.line(area.name, Sex.TOTAL).get(period)) and row.value is not None
    }
    if not found:
        return None
    other, row = next(iter(found.items()))
    compared = row.value
    if compared is None:
        return None
    said = comparison_finding(home, own[period], other, compared, unit, period)
    rows = {home: series.line(home, Sex.TOTAL)[period], **found}
    bars = tuple(_bar(name, one) for name, one in rows.items())
    return AreaBars(
        name="jamforelse",
        title=said,
        kind=message("Bar chart"),
        description=_told_bars(bars, unit),
        unit=message("{unit}, {period}", unit=unit.text, period=period_name(period)),
        period=period,
        bars=bars,
        reference=None,
        sources=sources_of(rows.values()),
    )


def _bar(name: str, row: Row | None) -> AreaBar:
    said = message("{text}", text=name)
    return AreaBar(name=said, said=said, cell=_bar_cell(row))


def _bar_cell(row: Row | None) -> Cell:
    cell = cell_of(row)
    return Cell(value=None, note=UNKNOWN) if cell.value is None and cell.note is None else cell


def _told_bars(bars: Iterable[AreaBar], unit: Unit) -> Sentences:
    return Sentences(tuple(_told_bar(bar, unit) for bar in bars))


def _told_bar(bar: AreaBar, unit: Unit) -> Message:
    if bar.cell.value is None:
        return message("{name}: {value}.", name=bar.said, value=bar.cell.note or UNKNOWN)
    return message("{name}: {value}.", name=bar.said, value=quantity(bar.cell.value, unit))


# ------------------------------------------------------------------------------ sparklines


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A line as small as a word, and what it says."""

    title: Sayable
    values: tuple[tuple[Period, Decimal | None], ...]
    goal: Goal | None


def spark_of(series: Series, spec: TargetSpec, unit: Unit, home: str) -> Spark | None:
    """The line that says most of an indicator in little room; None with a single value.

    The gap where only that has a target, else the total, else women's value.
    """
    gaps = series.gaps(home)
    if spec.target is None and spec.year is not None and len(gaps) > 1:
        said = gap_finding(gaps, unit, spec.baseline)
        if said is not None and spec.gap_target is not None:
            return Spark(
                title=said, values=tuple(gaps.items()), goal=Goal(band=spec.gap_target, year=None)
            )
    for sex in (Sex.TOTAL, Sex.WOMEN, Sex.MEN):
        values = series.values(home, sex)
        said = value_finding(values, unit, sex, spec.baseline)
        if len(values) > 1 and said is not None:
            return Spark(
                title=said,
                values=_values(series, home, sex),
                goal=Goal(band=spec.target, year=None) if spec.target else None,
            )
    return None
