"""The charts of an indicator: what they show, and what they say in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from policytrace.changes.field_words import Listed
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
    signed_difference,
    unit_of_differences,
)
from policytrace.values.bands import EQUAL, Band
from policytrace.values.numbers import Number, Span, shared_decimals
from policytrace.values.periods import Period
from policytrace.values.stages import Stage

MOST_COMPARISONS = 3
"""More lines of other areas than this hide those that the chart is about."""

LEAST_PERIODS = 3
"""Fewer values make no line."""

_SPOKEN = {Sex.WOMEN: message("women"), Sex.MEN: message("men")}
_KINDS = {Sex.WOMEN: LineKind.WOMEN, Sex.MEN: LineKind.MEN, Sex.TOTAL: LineKind.TOTAL}
_COMPARED = (AreaKind.COUNTRY, AreaKind.COUNTY, AreaKind.COMPARISON)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """Values over time."""

    name: Message
    kind: LineKind
    values: tuple[tuple[Period, Decimal | None], ...]
    preliminary: tuple[Period, ...]
    """Those whose values may change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a chart draws as its target."""

    band: Band
    year: Period | None
    stages: tuple[Stage, ...] = ()
    """What is to be reached on the way."""


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
    compared: tuple[str, ...] = ()
    """The other areas that are drawn, by their names in the register."""
    left_out: tuple[Message, ...] = ()
    """Those that have values and are not drawn: women or men with too few, and areas."""

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
    is_main: bool = True
    """Whether the chart is about it; others are there to compare with."""


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
    compared: tuple[str, ...] = ()
    """The other areas that stand beside the municipality, by their names in the register."""
    together: Message | None = None
    """Why the parts are compared with their value together, and not with the municipality's."""
    own_calculation: bool = False

    @property
    def credits(self) -> tuple[Credit, ...]:
        """Who made the values."""
        return credits_of(self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class SexesRow:
    """The values of women and men in an area."""

    area: str
    """Its key in the register."""
    name: Message
    women: Cell
    men: Cell
    is_main: bool
    total: Cell | None = None
    """Where neither is known, to compare with: the value of both together."""

    @property
    def missing(self) -> Message | None:
        """Why there is no value at all."""
        if self.women.value is not None or self.men.value is not None or self.total:
            return None
        return self.women.note or self.men.note or UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class SexesBeside:
    """A chart of women beside men, area by area."""

    name: str
    title: Sayable
    kind: Message
    description: Sayable
    unit: Message
    period: Period
    rows: tuple[SexesRow, ...]
    sources: tuple[Source, ...]
    division: PartKind | None = None
    """The kind of parts of the municipality that they are; None: other areas."""
    own_calculation: bool = False

    @property
    def credits(self) -> tuple[Credit, ...]:
        """Who made the values."""
        return credits_of(self.sources)


Figure = OverTime | AreaBars | SexesBeside


def figures_of(
    series: Series, areas: AreaRegister, spec: TargetSpec, unit: Unit
) -> Iterator[Figure]:
    """The charts that the values are enough for."""
    home = areas.home
    if home is None:
        return
    values = over_time(series, areas, spec, unit, home.name)
    sexes = sexes_figure(series, areas, unit)
    if values is not None:
        yield values
    if sexes is not None and not (values and shows_sexes(values)):
        yield sexes
    if values is None:
        if (compared := beside_figure(series, areas, unit, home.name)) is not None:
            yield compared
        changed = changed_figure(series, unit, home.name)
        if changed is not None and len(changed.bars) > 1:
            yield changed
    if (gap := _gap_over_time(series, spec, unit, home.name)) is not None:
        yield gap
    yield from _parts_figures(series, areas, unit)


# ---------------------------------------------------------------------------- over time


def over_time(
    series: Series, areas: AreaRegister, spec: TargetSpec, unit: Unit, home: str
) -> OverTime | None:
    """The municipality's values and those of other areas; None with fewer than three periods.

    Two values make no line: a change between them looks like a direction.
    """
    own = tuple(
        _line(series, home, sex, NAMES[sex])
        for sex in Sex
        if len(series.values(home, sex)) >= LEAST_PERIODS
    )
    if not own:
        return None
    if len(own) == 1 and own[0].kind is LineKind.TOTAL:
        own = (_line(series, home, Sex.TOTAL, message("{text}", text=home)),)
    drawn = {line.kind for line in own}
    sexes = tuple(sex for sex, kind in _KINDS.items() if kind in drawn)
    found = tuple(_comparisons(series, areas, sexes))
    others, left_out = found[:MOST_COMPARISONS], found[MOST_COMPARISONS:]
    shown = {(home, sex) for sex in sexes} | {key for key, _ in others}
    lines = (*own, *(line for _, line in others))
    return OverTime(
        name="over-tid",
        title=_over_time_title(series, home, sexes, unit, spec.baseline),
        kind=message("Line chart"),
        description=Sentences((*(_told(line, unit) for line in lines), *map(_stage, spec.stages))),
        unit=message("{text}", text=unit.text),
        lines=lines,
        goal=Goal(band=spec.target, year=spec.deadline, stages=spec.stages)
        if spec.target
        else None,
        zero=False,
        sources=sources_of(
            row for row in series.rows if not row.group and (row.area, row.sex) in shown
        ),
        own_calculation=False,
        compared=tuple(dict.fromkeys(area for (area, _), _ in others)),
        left_out=(
            *(NAMES[sex] for sex in Sex if sex not in sexes and series.values(home, sex)),
            *(line.name for _, line in left_out),
        ),
    )


def _stage(stage: Stage) -> Message:
    return message(
        "To be reached on the way, in {year}: {value}.",
        year=str(stage.year),
        value=Span(stage.band),
    )


def shows_sexes(figure: OverTime) -> bool:
    """Whether women and men have a line each."""
    return {LineKind.WOMEN, LineKind.MEN} <= {line.kind for line in figure.lines}


def _comparisons(
    series: Series, areas: AreaRegister, drawn: Collection[Sex]
) -> Iterator[tuple[tuple[str, Sex], FigureLine]]:
    """Lines of other areas: of all, or of women and of men where only they are drawn."""
    sexes = (Sex.TOTAL,) if Sex.TOTAL in drawn else drawn
    for kind in _COMPARED:
        for area in areas.of_kind(kind):
            for sex in sexes:
                if series.values(area.name, sex):
                    name = area_name(area.name, areas)
                    if sex is not Sex.TOTAL:
                        name = message("{area}, {whose}", area=name, whose=_SPOKEN[sex])
                    line = _line(series, area.name, sex, name)
                    yield (area.name, sex), replace(line, kind=LineKind.COMPARISON)


def _over_time_title(
    series: Series, home: str, drawn: Collection[Sex], unit: Unit, since: Period | None
) -> Sayable:
    """Women's and men's latest values where both are drawn; else how the value has changed."""
    women, men = series.values(home, Sex.WOMEN), series.values(home, Sex.MEN)
    both = women.keys() & men.keys()
    if both and {Sex.WOMEN, Sex.MEN} <= set(drawn):
        period = max(both)
        decimals = shared_decimals(women[period], men[period])
        return message(
            "Women {women} and men {men} in {period}",
            women=Number(women[period], decimals, fixed=True),
            men=quantity(men[period], unit, decimals),
            period=period_name(period),
        )
    sex = Sex.TOTAL if Sex.TOTAL in drawn else next(iter(drawn))
    return value_finding(series.values(home, sex), unit, sex, since) or UNKNOWN


def _gap_over_time(series: Series, spec: TargetSpec, unit: Unit, home: str) -> OverTime | None:
    gaps = series.gaps(home)
    said = gap_finding(gaps, unit, spec.baseline)
    if said is None or len(gaps) < LEAST_PERIODS:
        return None
    line = FigureLine(
        name=GAP_NAME,
        kind=LineKind.GAP,
        values=tuple(gaps.items()),
        preliminary=_preliminary(*(series.line(home, sex) for sex in (Sex.WOMEN, Sex.MEN))),
    )
    return OverTime(
        name="skillnad",
        title=said,
        kind=message("Line chart of the difference, women's value less men's"),
        description=Sentences((_told_gap(line, unit),)),
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
    rows = series.line(area, sex)
    return FigureLine(
        name=name,
        kind=_KINDS[sex],
        values=tuple((period, row.value) for period, row in rows.items()),
        preliminary=_preliminary(rows),
    )


def _preliminary(*lines: Mapping[Period, Row]) -> tuple[Period, ...]:
    """The periods in which a value of any of the lines may change, in the order of time."""
    found = {period for rows in lines for period, row in rows.items() if row.is_preliminary}
    return tuple(sorted(found))


def _known(line: FigureLine) -> Mapping[Period, Decimal]:
    return {period: value for period, value in line.values if value is not None}


def _told(line: FigureLine, unit: Unit) -> Sayable:
    """The main numbers of a line."""
    return _told_with(line, lambda value: quantity(value, unit))


def _told_gap(line: FigureLine, unit: Unit) -> Sayable:
    """The main numbers of a line of differences."""
    return _told_with(line, lambda value: signed_difference(value, unit))


def _told_with(line: FigureLine, said: Callable[[Decimal], Message]) -> Sayable:
    numbers, known = _numbers(line, said), _known(line)
    uncertain = tuple(period_name(period) for period in line.preliminary if period in known)
    if not uncertain:
        return numbers
    return Sentences((numbers, message("Preliminary: {periods}.", periods=Listed(uncertain))))


def _numbers(line: FigureLine, said: Callable[[Decimal], Message]) -> Message:
    known = _known(line)
    first, last = min(known), max(known)
    if first == last:
        return message(
            "{name}: {value} in {period}.",
            name=line.name,
            value=said(known[last]),
            period=period_name(last),
        )
    return message(
        "{name}: {before} in {first}, {now} in {last}; lowest {low}, highest {high}.",
        name=line.name,
        before=Number(known[first]),
        first=period_name(first),
        now=said(known[last]),
        last=period_name(last),
        low=Number(min(known.values())),
        high=Number(max(known.values())),
    )


# ------------------------------------------------------------------------------ areas


def _parts_figures(
    series: Series, areas: AreaRegister, unit: Unit
) -> Iterator[AreaBars | SexesBeside]:
    for number, division in enumerate(areas.divisions, start=1):
        if (found := parts_figure(series, areas, division, unit)) is not None:
            yield replace(found, name=f"omraden-{number}")
        if (sexes := _sexes_of_parts(series, division, unit)) is not None:
            yield replace(sexes, name=f"omraden-kon-{number}")


def parts_figure(
    series: Series, areas: AreaRegister, division: Division, unit: Unit
) -> AreaBars | None:
    """All parts of a kind, by name, in the latest period that those with values have in common.

    A part without a value stands there too, and says so. None if none has any.
    """
    parts = division.areas
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
        kind=message("Dot plot of {areas}, in alphabetical order", areas=division.kind.plural),
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
    own = _bar(message("{text}", text=home.area), home)
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
    uncertain = any(row.is_preliminary for row in rows)
    cell = Cell(value=together, note=None, is_preliminary=uncertain)
    bar = AreaBar(name=name, said=name, cell=cell)
    said = together_finding(together, (home.area, home.value), division.kind, unit)
    return bar, said


def sexes_figure(series: Series, areas: AreaRegister, unit: Unit) -> SexesBeside | None:
    """Women beside men in the latest period in which both are known, in other areas as well.

    Of an area that is known in total alone, that is shown. None if there is no such period.
    """
    home = areas.home
    if home is None:
        return None
    gaps = series.gaps(home.name)
    if not gaps:
        return None
    period = max(gaps)
    others = (area for kind in _COMPARED for area in areas.of_kind(kind))
    found = (
        _with_total(
            series, _sexes_row(series, area.key, area_name(area.name, areas), period), period
        )
        for area in (home, *others)
    )
    rows = tuple(replace(row, is_main=row.area == home.key) for row in found if row.missing is None)
    said = gap_finding({period: gaps[period]}, unit, None)
    return _sexes_beside(series, rows, unit, period, said)


def _sexes_of_parts(series: Series, division: Division, unit: Unit) -> SexesBeside | None:
    """Women beside men in all parts of a kind; None if they are known in none."""
    gaps = {area.key: series.gaps(area.key) for area in division.areas}
    periods = {period for known in gaps.values() for period in known}
    if not periods:
        return None
    period = max(periods)
    rows = tuple(
        _sexes_row(series, area.key, message("{text}", text=area.name), period)
        for area in division.areas
    )
    said = message(
        "Women and men in {areas}, {period}",
        areas=division.kind.plural,
        period=period_name(period),
    )
    return replace(
        _sexes_beside(series, rows, unit, period, said), division=division.kind, name="omraden-kon"
    )


def _sexes_row(series: Series, area: str, name: Message, period: Period) -> SexesRow:
    women, men = (series.line(area, sex).get(period) for sex in (Sex.WOMEN, Sex.MEN))
    return SexesRow(area=area, name=name, women=_bar_cell(women), men=_bar_cell(men), is_main=False)


def _with_total(series: Series, row: SexesRow, period: Period) -> SexesRow:
    """With the total of an area where it is all that is known."""
    total = series.line(row.area, Sex.TOTAL).get(period)
    if row.missing is None or total is None or total.value is None:
        return row
    return replace(row, total=_bar_cell(total))


def _sexes_beside(
    series: Series,
    rows: tuple[SexesRow, ...],
    unit: Unit,
    period: Period,
    title: Sayable | None,
) -> SexesBeside:
    in_total = {row.area: row.total is not None for row in rows}
    return SexesBeside(
        name="kon",
        title=title or UNKNOWN,
        kind=message("Dot plot of women and men"),
        description=Sentences(tuple(_told_sexes(row, unit) for row in rows)),
        unit=message("{unit}, {period}", unit=unit.text, period=period_name(period)),
        period=period,
        rows=rows,
        sources=sources_of(
            row
            for row in series.rows
            if row.period == period
            and row.area in in_total
            and (row.sex is Sex.TOTAL) is in_total[row.area]
            and not row.group
        ),
    )


def _told_sexes(row: SexesRow, unit: Unit) -> Message:
    if row.total is not None:
        return message("{name}: {value}.", name=row.name, value=_said(row.total, unit))
    women, men = (_said(cell, unit) for cell in (row.women, row.men))
    return message("{name}: women {women}, men {men}.", name=row.name, women=women, men=men)


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
    bars = tuple(
        replace(_bar(area_name(name, areas), one), is_main=name == home)
        for name, one in rows.items()
    )
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
        compared=tuple(found),
    )


def _bar(name: Message, row: Row | None) -> AreaBar:
    return AreaBar(name=name, said=name, cell=_bar_cell(row))


def _bar_cell(row: Row | None) -> Cell:
    cell = cell_of(row)
    return Cell(value=None, note=UNKNOWN) if cell.value is None and cell.note is None else cell


def _told_bars(bars: Iterable[AreaBar], unit: Unit) -> Sentences:
    return Sentences(tuple(_told_bar(bar, unit) for bar in bars))


def _told_bar(bar: AreaBar, unit: Unit) -> Message:
    return message("{name}: {value}.", name=bar.said, value=_said(bar.cell, unit))


def _said(cell: Cell, unit: Unit) -> Message:
    """A value, and whether it may change; or why there is none."""
    if cell.value is None:
        return cell.note or UNKNOWN
    value = quantity(cell.value, unit)
    return message("{value} (preliminary)", value=value) if cell.is_preliminary else value
