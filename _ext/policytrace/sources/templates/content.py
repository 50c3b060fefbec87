"""What the template of an indicator holds: what it is about, and rows for the next values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policytrace.measure.areas import AreaRegister
from policytrace.measure.tables import Row, in_file_order, row_cells
from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.schema.typed import written_value
from policytrace.schema.vocabulary import Sex, YesNo
from policytrace.schema.words import Words
from policytrace.values.periods import Period, PeriodKind, parse_period

MOST_PROPOSED = 60
"""How many rows of the next period are begun."""

_NEXT_PERIODS = 3
_PARTS = {PeriodKind.HALF: ("H", 2), PeriodKind.QUARTER: ("Q", 4)}
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunRow:
    """A row that says what a value is to be about."""

    period: str
    area: str
    area_kind: str
    sex: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateContent:
    """What the sheet of one indicator holds, in the project's words."""

    id: str
    title: str
    facts: tuple[tuple[Message, str], ...]
    """What it is about: its unit, direction and source in words."""
    periods: tuple[str, ...]
    """Those there are values for, and the next ones."""
    areas: tuple[str, ...]
    kinds: tuple[str, ...]
    begun: tuple[BegunRow, ...]
    existing: tuple[tuple[str, ...], ...]
    """The cells of the values that are there, as a data file holds them."""


def template_content(
    indicator: Item, rows: Sequence[Row], areas: AreaRegister, words: Words
) -> TemplateContent:
    """The content for an indicator; `rows` are those of its values that may be shown."""
    ordered = in_file_order(rows, areas)
    periods = sorted({row.period for row in ordered})
    coming = _coming(periods[-1]) if periods else ()
    return TemplateContent(
        id=indicator.id,
        title=indicator.title,
        facts=tuple(_facts(indicator, words)),
        periods=(*(period.text for period in periods), *coming),
        areas=areas.names,
        kinds=tuple(dict.fromkeys(area.kind_word(words) for area in areas.areas.values())),
        begun=tuple(_begun(indicator, ordered, periods, coming, areas, words)),
        existing=tuple(row_cells(row, areas, words) for row in ordered),
    )


def _facts(indicator: Item, words: Words) -> list[tuple[Message, str]]:
    wanted = (
        (FieldName.UNIT, message("Unit")),
        (FieldName.DIRECTION, message("Wanted direction")),
        (FieldName.SOURCE, message("Source")),
        (FieldName.KOLADA, message("Id in Kolada")),
        (FieldName.CAUTION, message("Caution")),
    )
    found: list[tuple[Message, str]] = []
    for name, said in wanted:
        value = indicator.values.get(name)
        if value is not None:
            found.append((said, written_value(value, words)))
    return found


def _begun(
    indicator: Item,
    rows: Sequence[Row],
    periods: Sequence[Period],
    coming: Sequence[str],
    areas: AreaRegister,
    words: Words,
) -> list[BegunRow]:
    """A row for each that the latest period has a value for; else one for each sex."""
    if not periods:
        home = areas.home
        sexes = (
            [Sex.TOTAL] if indicator.value(FieldName.SPLIT_BY_SEX, YesNo) is YesNo.NO else list(Sex)
        )
        return [
            BegunRow(
                period="",
                area=home.name if home else "",
                area_kind=home.kind_word(words) if home else "",
                sex=words.of(sex),
                group="",
            )
            for sex in sexes
        ]
    latest = [row for row in rows if row.period == periods[-1]]
    return [
        BegunRow(
            period=coming[0] if coming else "",
            area=areas.areas[row.area].name if row.area in areas.areas else row.area,
            area_kind=areas.areas[row.area].kind_word(words) if row.area in areas.areas else "",
            sex=words.of(row.sex),
            group=row.group,
        )
        for row in latest[:MOST_PROPOSED]
    ]


def _coming(latest: Period) -> tuple[str, ...]:
    """The next periods of the same length."""
    found: list[str] = []
    period = latest
    for _ in range(_NEXT_PERIODS):
        try:
            period = parse_period(_after(period))
        except ValueError:  # after the last year that there can be values for
            break
        found.append(period.text)
    return tuple(found)


def _after(period: Period) -> str:
    year = period.start.year
    if period.kind is PeriodKind.YEAR:
        return str(year + 1)
    if period.kind is PeriodKind.SCHOOL_YEAR:
        return f"{year + 1}/{(year + 2) % 100:02}"
    if period.kind is PeriodKind.MONTH:
        months = year * _MONTHS + period.start.month
        return f"{months // _MONTHS}-{months % _MONTHS + 1:02}"
    letter, number = _PARTS[period.kind]
    part = (period.start.month - 1) // (_MONTHS // number) + 1
    return f"{year}-{letter}{part + 1}" if part < number else f"{year + 1}-{letter}1"
