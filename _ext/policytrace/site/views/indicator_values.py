"""All values of an indicator as tables for readers, and as a file to take along.

Both are made of the series without small groups, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from policytrace.measure.areas import AreaRegister, Division
from policytrace.measure.measurements import Measurements
from policytrace.measure.series import Series
from policytrace.measure.suppression import is_withheld
from policytrace.measure.tables import Row, table_text
from policytrace.messages import Message, message
from policytrace.schema.vocabulary import AreaKind, Sex, SourcePhrase
from policytrace.site.views.indicator_words import (
    GAP_NAME,
    NAMES,
    UNKNOWN,
    period_name,
    status_name,
)
from policytrace.values.alphabet import with_initial
from policytrace.values.periods import Period

HOME, OTHERS, GROUPS = "kommunen", "andra", "grupper"
"""Tables by their names, which are parts of their anchors."""

LONG = 12
"""A table with more rows than this is folded together."""

_BEFORE_WORKING = ": "
"""Stands in a source between who made a value and how it has been worked out."""

_SourceKey = tuple[str, date, bool, bool]
"""Who made values, when they were taken in, whether they have been worked out here, and whether the
source is provisional."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """How values have been worked out, as ``3/45``, and which: area, group, sex and period."""

    text: str
    about: tuple[tuple[Message, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who has made values, and when they were taken in from there."""

    number: int
    text: str
    """Without the working."""
    retrieved: date
    is_own_calculation: bool
    """Whether the value has been worked out here from somebody else's."""
    is_provisional: bool = False
    """Whether it is to be replaced: a private copy, a newspaper, an unknown producer."""
    workings: tuple[Working, ...] = ()

    @property
    def key(self) -> _SourceKey:
        """What it is known by."""
        return self.text, self.retrieved, self.is_own_calculation, self.is_provisional

    @property
    def short(self) -> str:
        """The source without the place where it was read."""
        return self.text.partition(" (")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What stands below a chart: who made its values, and when they were taken in."""

    text: str
    retrieved: date
    is_own_calculation: bool
    is_provisional: bool = False


def credits_of(sources: Iterable[Source]) -> tuple[Credit, ...]:
    """Each maker once for each day."""
    return tuple(
        dict.fromkeys(
            Credit(
                text=source.short,
                retrieved=source.retrieved,
                is_own_calculation=source.is_own_calculation,
                is_provisional=source.is_provisional,
            )
            for source in sources
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value, or what stands in its place."""

    value: Decimal | None
    note: Message | None
    """Why there is no value, or that it may change."""
    is_preliminary: bool = False
    """Whether it may change."""


NOTHING = Cell(value=None, note=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """The values for a period, an area and a group."""

    labels: tuple[Message, ...]
    """What it is about, in the order of the table's first columns."""
    cells: tuple[Cell, ...]
    """In the order of the table's sexes."""
    gap: Decimal | None
    """Women's value less men's."""
    sources: tuple[Source, ...]

    @property
    def is_own_calculation(self) -> bool:
        """Whether any of its values has been worked out here."""
        return any(source.is_own_calculation for source in self.sources)

    @property
    def has_provisional_source(self) -> bool:
        """Whether any of its values has a source that is to be replaced."""
        return any(source.is_provisional for source in self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueTable:
    """Values of areas of one kind, or of groups."""

    name: str
    caption: Message
    columns: tuple[Message, ...]
    rows: tuple[ValueRow, ...]

    @property
    def has_gaps(self) -> bool:
        """Whether there is a gap for any row."""
        return any(row.gap is not None for row in self.rows)

    @property
    def is_long(self) -> bool:
        """Whether it is to be folded together."""
        return len(self.rows) > LONG


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedFile:
    """A file with all values."""

    name: str
    """Its address from the site's root."""
    text: str

    @property
    def size(self) -> int:
        """Thousands of bytes, at least one."""
        return max(1, round(len(self.text.encode()) / 1000))


def data_file(indicator: str, series: Series, measured: Measurements) -> OfferedFile | None:
    """The file with all values that may be shown; None if there are none."""
    address = data_address(indicator, series)
    if address is None:
        return None
    text = table_text(published_rows(series, measured), measured.areas, measured.words)
    return OfferedFile(name=address, text=text)


def data_address(indicator: str, series: Series) -> str | None:
    """The address of that file; None if there is none."""
    return f"data/{indicator.lower()}.csv" if series.rows else None


def published_rows(series: Series, measured: Measurements) -> Iterator[Row]:
    """The rows of that file."""
    return (_as_published(row, measured) for row in series.rows)


def _as_published(row: Row, measured: Measurements) -> Row:
    """The row with how its value is made, which nobody sees who has only the file."""
    note = measured.words.of(SourcePhrase.UNWEIGHTED_MEAN)
    if not is_mean(row, measured.areas) or row.source.endswith(note):
        return row
    return replace(row, source=f"{row.source}, {note}")


def sources_of(rows: Iterable[Row]) -> tuple[Source, ...]:
    """The sources of the rows, numbered from 1 in the order in which they occur."""
    found: dict[_SourceKey, dict[str, list[tuple[Message, ...]]]] = {}
    for row in rows:
        workings = found.setdefault(_source_key(row), {})
        if working := row.source[len(_source_key(row)[0]) :].removeprefix(_BEFORE_WORKING):
            workings.setdefault(working, []).append(_about(row))
    return tuple(
        Source(
            number=number,
            text=text,
            retrieved=retrieved,
            is_own_calculation=is_own,
            is_provisional=is_provisional,
            workings=tuple(
                Working(text=working, about=tuple(about)) for working, about in workings.items()
            ),
        )
        for number, ((text, retrieved, is_own, is_provisional), workings) in enumerate(
            found.items(), start=1
        )
    )


def _source_key(row: Row) -> _SourceKey:
    """Who made the value, without how it was worked out, and when it was taken in."""
    maker, end, _ = row.source.rpartition(")" + _BEFORE_WORKING)
    made_by = maker + ")" if end else row.source
    return made_by, row.retrieved, row.is_own_calculation, row.is_source_provisional


def _about(row: Row) -> tuple[Message, ...]:
    names = (row.area, row.group) if row.group else (row.area,)
    sex = () if row.sex is Sex.TOTAL else (NAMES[row.sex],)
    return (*(message("{text}", text=name) for name in names), *sex, period_name(row.period))


def value_tables(
    series: Series, areas: AreaRegister, sources: Sequence[Source]
) -> Iterator[ValueTable]:
    """All values: of the municipality, its parts kind by kind, other areas, and of groups."""
    numbered = {source.key: source for source in sources}
    home = areas.home
    whole = [row for row in series.rows if not row.group]

    def of(keys: Collection[str]) -> list[Row]:
        return [row for row in whole if row.area in keys]

    if home and (rows := of({home.key})):
        yield _table(HOME, message("{text}", text=home.name), rows, areas, numbered)
    for number, division in enumerate(areas.divisions, start=1):
        if rows := of(frozenset(division.keys)):
            caption = message("{text}", text=division.kind.heading)
            yield _table(f"omraden-{number}", caption, rows, areas, numbered, division)
    others = areas.of_kind(AreaKind.COUNTY, AreaKind.COUNTRY, AreaKind.COMPARISON)
    if rows := of({area.key for area in others}):
        yield _table(OTHERS, message("To compare with"), rows, areas, numbered)
    if groups := [row for row in series.rows if row.group]:
        yield _table(GROUPS, message("Groups"), groups, areas, numbered)


def _table(
    name: str,
    caption: Message,
    rows: Sequence[Row],
    areas: AreaRegister,
    sources: Mapping[_SourceKey, Source],
    division: Division | None = None,
) -> ValueTable:
    together: dict[tuple[str, str, Period], dict[Sex, Row]] = {}
    for row in rows:
        together.setdefault((row.area, row.group, row.period), {})[row.sex] = row
    sexes = tuple(sex for sex in Sex if any(sex in found for found in together.values()))
    order = {area: place for place, area in enumerate(division.keys if division else areas.areas)}
    places = sorted(
        together, key=lambda key: (order.get(key[0], len(order)), key[1], -key[2].middle)
    )
    labels = _Labels(
        register=areas,
        groups=any(row.group for row in rows),
        areas=name != HOME and (name != GROUPS or len({row.area for row in rows}) > 1),
        division=division,
    )
    drawn = tuple(_row(labels.of(*key), together[key], sexes, sources) for key in places)
    gap = (GAP_NAME,) if any(row.gap is not None for row in drawn) else ()
    return ValueTable(
        name=name,
        caption=caption,
        columns=(*labels.names, *(NAMES[sex] for sex in sexes), *gap, message("Source")),
        rows=drawn,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labels:
    """Which columns say what a row is about."""

    register: AreaRegister
    groups: bool
    areas: bool
    division: Division | None
    """Set if all areas are parts of one kind; then their column says which."""

    @property
    def names(self) -> tuple[Message, ...]:
        chosen = (
            *((message("Group"),) if self.groups else ()),
            *((self._area_column,) if self.areas else ()),
        )
        return (*chosen, message("Period"))

    def of(self, area: str, group: str, period: Period) -> tuple[Message, ...]:
        return (
            *((message("{text}", text=group),) if self.groups else ()),
            *((self._area(area),) if self.areas else ()),
            period_name(period),
        )

    @property
    def _area_column(self) -> Message:
        if self.division is None:
            return message("Area")
        return message("{text}", text=with_initial(self.division.kind.name))

    def _area(self, area: str) -> Message:
        if self.division is None:
            return area_name(area, self.register)
        return message("{text}", text=self.register.areas[area].name)


def _row(
    labels: tuple[Message, ...],
    found: Mapping[Sex, Row],
    sexes: Sequence[Sex],
    sources: Mapping[_SourceKey, Source],
) -> ValueRow:
    women, men = (found[sex].value if sex in found else None for sex in (Sex.WOMEN, Sex.MEN))
    used = [sources[_source_key(row)] for row in found.values()]
    return ValueRow(
        labels=labels,
        cells=tuple(cell_of(found.get(sex)) for sex in sexes),
        gap=None if women is None or men is None else women - men,
        sources=tuple({source.number: source for source in used}.values()),
    )


def cell_of(row: Row | None) -> Cell:
    """What stands in the cell of a row."""
    if row is None:
        return NOTHING
    if row.value is None:
        return Cell(value=None, note=status_name(row.status) if row.status else UNKNOWN)
    note = status_name(row.status) if row.status else None
    return Cell(value=row.value, note=note, is_preliminary=row.is_preliminary)


def has_confidential(series: Series) -> bool:
    """Whether any value is held back because few persons are behind it."""
    return any(is_withheld(row) for row in series.rows)


def area_name(area: str, register: AreaRegister) -> Message:
    """What an area is called beside its values: with how these are made, if they are a mean."""
    if register.is_mean_of_municipalities(area):
        return message("{text} (unweighted mean)", text=area)
    return message("{text}", text=area)


def has_means(series: Series, register: AreaRegister) -> bool:
    """Whether any value is a mean in which small municipalities weigh as much as large ones."""
    return any(is_mean(row, register) for row in series.rows)


def is_mean(row: Row, register: AreaRegister) -> bool:
    """Whether a row has a value, and that is such a mean."""
    return row.value is not None and register.is_mean_of_municipalities(row.area)
