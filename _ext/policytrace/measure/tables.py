"""The values of an indicator: one CSV file, validated row by row.

UTF-8 with the header ``period,område,kön,grupp,värde,antal,status,källa,hämtad``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from policytrace.measure.areas import AreaRegister
from policytrace.measure.csvfile import Issue, csv_text, issue_in, read_lines
from policytrace.messages import Message, message
from policytrace.schema.vocabulary import Sex
from policytrace.values.periods import Period, parse_period

HEADER = ("period", "område", "kön", "grupp", "värde", "antal", "status", "källa", "hämtad")

MISSING = "saknas"
"""The value does not exist, or is not known."""
CONFIDENTIAL = "sekretess"
"""The value is not shown, since few persons are behind it."""
WITHDRAWN = "återkallat"
"""The value was published and has been taken back."""
PRELIMINARY = "preliminärt"
"""The value may change."""
FROM_KOLADA = "kolada: "
"""Begins a status that Kolada has given in its own words."""

_NO_VALUE = frozenset({MISSING, CONFIDENTIAL, WITHDRAWN})
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value, or the note that there is none."""

    period: Period
    area: str
    sex: Sex
    group: str
    """Part of the population in another respect than sex; empty for all of it."""
    value: Decimal | None
    count: int | None
    """The persons behind the value; None if it is not known how many they are."""
    status: str
    source: str
    retrieved: date
    line: int = field(default=0, compare=False)
    """The line of the file, counted from 1."""

    @property
    def key(self) -> tuple[Period, str, Sex, str]:
        """What the value is about; a file holds each once."""
        return self.period, self.area, self.sex, self.group


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a file holds, and what is wrong with it."""

    rows: tuple[Row, ...] = ()
    issues: tuple[Issue, ...] = ()


def _period(text: object) -> Period:
    return parse_period(str(text))


def _number(text: object) -> Decimal | None:
    if text == "":
        return None
    if not _DECIMAL.fullmatch(str(text)):
        raise ValueError("not a number with a decimal point")
    return Decimal(str(text))


def _whole(text: object) -> int | None:
    if text == "":
        return None
    if not re.fullmatch(r"[0-9]{1,9}", str(text)):
        raise ValueError("not a whole number")
    return int(str(text))


def _day(text: object) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(text)):
        raise ValueError("not a day")
    return date.fromisoformat(str(text))


class _Cells(BaseModel):
    """A row of the file, cell by cell; the names are the header's."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    period: Annotated[Period, BeforeValidator(_period)]
    area: str = Field(alias="område", min_length=1)
    sex: Sex = Field(alias="kön")
    group: str = Field(alias="grupp", max_length=80, pattern=r"^([^-].*)?$")
    value: Annotated[Decimal | None, BeforeValidator(_number)] = Field(alias="värde")
    count: Annotated[int | None, BeforeValidator(_whole)] = Field(alias="antal")
    status: str = Field(pattern=r"^(saknas|sekretess|återkallat|preliminärt|kolada: \S.{0,60})?$")
    source: str = Field(alias="källa", max_length=400, pattern=r"^[^-].*$")
    retrieved: Annotated[date, BeforeValidator(_day)] = Field(alias="hämtad")


def read_table(content: bytes, areas: AreaRegister) -> Table:
    """The rows of a file with this content, and everything that is wrong with it."""
    lines, issues = read_lines(content, HEADER)
    rows: list[Row] = []
    wrong = list(issues)
    for line in lines:
        found = check_cells(line.cells, line.number, areas)
        if isinstance(found, Row):
            rows.append(found)
        else:
            wrong.extend(found)
    wrong.extend(wrong_together(rows))
    return Table(rows=tuple(rows), issues=tuple(sorted(wrong, key=lambda issue: issue.line)))


def check_cells(
    cells: Mapping[str, str], line: int, areas: AreaRegister
) -> Row | tuple[Issue, ...]:
    """The row with these cells, by the header's names; or all that is wrong with it."""
    if issue := issue_in([cells[name] for name in HEADER], HEADER, line):
        return (issue,)
    try:
        checked = _Cells.model_validate(cells)
    except ValidationError as error:
        return tuple(_issue(detail, cells, line) for detail in error.errors(include_url=False))
    row = Row(line=line, **{name: getattr(checked, name) for name in _Cells.model_fields})
    issues = tuple(
        Issue(line=line, message=text, hint=hint) for text, hint in _wrong_in_row(row, areas)
    )
    return issues or row


def wrong_together(rows: Sequence[Row]) -> tuple[Issue, ...]:
    """What is wrong with rows that are right one by one, at the later of those that disagree."""
    return (*_repeated(rows), *_mixed(rows))


def table_text(rows: Iterable[Row], areas: AreaRegister) -> str:
    """The file for these rows, in its one canonical form."""
    place = {name: number for number, name in enumerate(areas.areas)}
    sexes = list(Sex)
    in_order = sorted(
        rows,
        key=lambda row: (
            place.get(row.area, len(place)),
            row.area,
            row.group,
            sexes.index(row.sex),
            row.period,
        ),
    )
    return csv_text(HEADER, (_cells(row) for row in in_order))


def plain(value: Decimal) -> str:
    """A number as data files write it: decimal point, no exponent, no zeros at the end."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.period.text,
        row.area,
        row.sex.value,
        row.group,
        "" if row.value is None else plain(row.value),
        "" if row.count is None else str(row.count),
        row.status,
        row.source,
        row.retrieved.isoformat(),
    )


def _issue(detail: ErrorDetails, cells: Mapping[str, str], line: int) -> Issue:
    name = str(detail["loc"][0])
    value = cells.get(name, "")
    text = (
        message("{name}: “{value}” cannot be used.", name=name, value=value[:40])
        if value
        else message("{name} is empty.", name=name)
    )
    return Issue(line=line, message=text, hint=_HINTS[name])


_HINTS: Mapping[str, Message] = MappingProxyType(
    {
        "period": message("Write 2022, 2022-H1, 2022-Q3, 2022-05 or 2017/18."),
        "område": message("Write the name of an area in the register of areas."),
        "kön": message("Write one of: {names}.", names=", ".join(Sex)),
        "grupp": message("Write at most 80 characters that begin with no dash, or nothing."),
        "värde": message("Write a number with a decimal point, as 42.9, or nothing and a status."),
        "antal": message("Write a whole number of persons, or nothing."),
        "status": message(
            "Write nothing, or one of: {names}.",
            names=f"{MISSING}, {CONFIDENTIAL}, {WITHDRAWN}, {PRELIMINARY}",
        ),
        "källa": message("Say where the value is from, in at most 400 characters."),
        "hämtad": message("Write the day when the value was taken from its source, as 2026-11-23."),
    }
)
"""What to write in each column."""


def _wrong_in_row(row: Row, areas: AreaRegister) -> Iterator[tuple[Message, Message]]:
    if areas.areas and row.area not in areas.areas:
        near = get_close_matches(row.area[:100], list(areas.areas), n=1)
        yield (
            message("“{area}” is not in the register of areas.", area=row.area),
            message("Did you mean {name}? Otherwise add it to the register.", name=near[0])
            if near
            else message("Write the name as the register has it, or add it there."),
        )
    if row.value is None and not row.status:
        yield (
            message("The row has neither a value nor a status."),
            message("Write the value, or one of: {names}.", names=f"{MISSING}, {CONFIDENTIAL}"),
        )
    if row.value is not None and row.status in _NO_VALUE:
        yield (
            message("The status says {status}, but there is a value.", status=row.status),
            message("Take one of the two away."),
        )


def _repeated(rows: Iterable[Row]) -> Iterator[Issue]:
    first: dict[tuple[Period, str, Sex, str], int] = {}
    for row in rows:
        if row.key in first:
            yield Issue(
                line=row.line,
                message=message(
                    "The same value stands on line {line}: {period}, {area}, {sex} {group}",
                    line=str(first[row.key]),
                    period=row.period.text,
                    area=row.area,
                    sex=row.sex.value,
                    group=row.group,
                ),
                hint=message("Keep one of the two."),
            )
        else:
            first[row.key] = row.line


def _mixed(rows: Iterable[Row]) -> Iterator[Issue]:
    kind = None
    for row in rows:
        kind = kind or row.period.kind
        if row.period.kind is not kind:
            yield Issue(
                line=row.line,
                message=message(
                    "{period} is longer or shorter than the file's other periods.",
                    period=row.period.text,
                ),
                hint=message("Let a file hold periods of one length."),
            )
