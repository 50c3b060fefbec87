"""The values of an indicator: one CSV file, validated row by row.

UTF-8 with the header of `ValueColumn` in the project's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from policytrace.measure.areas import AreaRegister
from policytrace.measure.csvfile import Issue, csv_text, issue_in, read_lines
from policytrace.messages import Message, message
from policytrace.schema.vocabulary import (
    MAY_BE_ABSENT,
    Sex,
    SourcePhrase,
    ValueColumn,
    ValueStatus,
    YesNo,
)
from policytrace.schema.words import Words
from policytrace.values.decimals import plain
from policytrace.values.periods import Period, parse_period

FROM_KOLADA = "kolada: "
"""Begins a status that Kolada has given in its own words."""

_NO_VALUE = frozenset({ValueStatus.MISSING, ValueStatus.CONFIDENTIAL, ValueStatus.WITHDRAWN})
_DECIMAL = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")


_KOLADA_S_OWN = re.compile(rf"{FROM_KOLADA}\S.{{0,60}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value, or the note that there is none."""

    period: Period
    area: str
    """The key of the area in the register: a part of the municipality with what kind it is of."""
    sex: Sex
    group: str
    """Part of the population in another respect than sex; empty for all of it."""
    value: Decimal | None
    count: int | None
    """The persons behind the value; None if it is not known how many they are."""
    status: str
    """A `ValueStatus`, or what Kolada says after `FROM_KOLADA`; empty for an ordinary value."""
    source: str
    retrieved: date
    is_source_provisional: bool = False
    """Whether the source is to be replaced: a private copy, a newspaper, an unknown producer."""
    is_own_calculation: bool = False
    """Whether the source says that the value has been worked out here from somebody else's."""
    line: int = field(default=0, compare=False)
    """The line of the file, counted from 1."""

    @property
    def is_preliminary(self) -> bool:
        """Whether the value may change."""
        return self.status == ValueStatus.PRELIMINARY

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


def _status(text: object) -> str:
    if text == "" or text in set(ValueStatus) or _KOLADA_S_OWN.fullmatch(str(text)):
        return str(text)
    raise ValueError("not a status")


def _is_so(text: object) -> bool:
    return text != "" and YesNo(str(text)) is YesNo.YES


def _day(text: object) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(text)):
        raise ValueError("not a day")
    return date.fromisoformat(str(text))


class _Cells(BaseModel):
    """A row of the file, cell by cell; the names are those of `ValueColumn`."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    period: Annotated[Period, BeforeValidator(_period)]
    area: str = Field(min_length=1)
    area_kind: str
    sex: Sex
    group: str = Field(max_length=80, pattern=r"^([^-].*)?$")
    value: Annotated[Decimal | None, BeforeValidator(_number)]
    count: Annotated[int | None, BeforeValidator(_whole)]
    status: Annotated[str, BeforeValidator(_status)]
    source: str = Field(max_length=400, pattern=r"^[^-].*$")
    provisional_source: Annotated[bool, BeforeValidator(_is_so)]
    retrieved: Annotated[date, BeforeValidator(_day)]


_AS_THEY_ARE = _Cells.model_fields.keys() - {
    column.value
    for column in (ValueColumn.AREA, ValueColumn.AREA_KIND, ValueColumn.PROVISIONAL_SOURCE)
}
"""The cells that a row holds as they were checked."""


def read_table(content: bytes, areas: AreaRegister, words: Words) -> Table:
    """The rows of a file with this content, and everything that is wrong with it."""
    header = words.all_of(ValueColumn)
    lines, issues = read_lines(content, header, frozenset(map(words.of, MAY_BE_ABSENT)))
    rows: list[Row] = []
    wrong = list(issues)
    for line in lines:
        cells = {column: line.cells.get(words.of(column), "") for column in ValueColumn}
        found = check_cells(cells, line.number, areas, words)
        if isinstance(found, Row):
            rows.append(found)
        else:
            wrong.extend(found)
    wrong.extend(wrong_together(rows, words))
    return Table(rows=tuple(rows), issues=tuple(sorted(wrong, key=lambda issue: issue.line)))


def check_cells(
    cells: Mapping[ValueColumn, str], line: int, areas: AreaRegister, words: Words
) -> Row | tuple[Issue, ...]:
    """The row with these cells, in the project's words; or all that is wrong with it."""
    header = words.all_of(ValueColumn)
    if issue := issue_in([cells[column] for column in ValueColumn], header, line):
        return (issue,)
    known = {
        **cells,
        ValueColumn.SEX: _key(words, Sex, cells[ValueColumn.SEX]),
        ValueColumn.STATUS: _key(words, ValueStatus, cells[ValueColumn.STATUS]),
        ValueColumn.PROVISIONAL_SOURCE: _key(words, YesNo, cells[ValueColumn.PROVISIONAL_SOURCE]),
    }
    try:
        checked = _Cells.model_validate({column.value: cell for column, cell in known.items()})
    except ValidationError as error:
        return tuple(
            _issue(detail, cells, line, words) for detail in error.errors(include_url=False)
        )
    area = _area(checked, areas, words)
    row = Row(
        line=line,
        area=area if isinstance(area, str) else checked.area,
        is_source_provisional=checked.provisional_source,
        is_own_calculation=is_own_calculation(checked.source, words),
        **{name: getattr(checked, name) for name in _AS_THEY_ARE},
    )
    wrong = (
        *(() if isinstance(area, str) else ((ValueColumn.AREA, *area),)),
        *_wrong_in_row(row, words),
    )
    return (
        tuple(
            Issue(line=line, message=text, hint=hint, column=words.of(column))
            for column, text, hint in wrong
        )
        or row
    )


def is_own_calculation(source: str, words: Words) -> bool:
    """Whether a source says that a value has been worked out here from somebody else's."""
    return source.casefold().startswith(words.of(SourcePhrase.OWN_CALCULATION).casefold())


def _key(words: Words, vocabulary: type[StrEnum], word: str) -> str:
    """The key that a word stands for. A word that stands for none is no key either."""
    try:
        return words.key(vocabulary, word).value
    except ValueError:
        return f"?{word}" if word in set(vocabulary) else word


def wrong_together(rows: Sequence[Row], words: Words) -> tuple[Issue, ...]:
    """What is wrong with rows that are right one by one, at the later of those that disagree."""
    return (*_repeated(rows, words), *_mixed(rows))


def table_text(rows: Iterable[Row], areas: AreaRegister, words: Words) -> str:
    """The file for these rows, in its one canonical form."""
    in_order = in_file_order(rows, areas)
    return csv_text(words.all_of(ValueColumn), (row_cells(row, areas, words) for row in in_order))


def in_file_order(rows: Iterable[Row], areas: AreaRegister) -> Sequence[Row]:
    """Rows as a file has them."""
    return sorted(rows, key=file_order(areas))


def file_order(areas: AreaRegister) -> Callable[[Row], tuple[int, str, str, int, Period]]:
    """The order of rows in a file: by area as the register does, then group, sex and period."""
    place = {name: number for number, name in enumerate(areas.areas)}
    sexes = list(Sex)
    return lambda row: (
        place.get(row.area, len(place)),
        row.area,
        row.group,
        sexes.index(row.sex),
        row.period,
    )


def row_cells(row: Row, areas: AreaRegister, words: Words) -> tuple[str, ...]:
    """The cells of a row as files hold them, in the order of `ValueColumn`."""
    area = areas.areas.get(row.area)
    return (
        row.period.text,
        row.area if area is None else area.name,
        "" if area is None else area.kind_word(words),
        words.of(row.sex),
        row.group,
        "" if row.value is None else plain(row.value),
        "" if row.count is None else str(row.count),
        status_word(row.status, words),
        row.source,
        words.of(YesNo.YES) if row.is_source_provisional else "",
        row.retrieved.isoformat(),
    )


def status_word(status: str, words: Words) -> str:
    """The status of a row as files hold it."""
    return words.of(ValueStatus(status)) if status in set(ValueStatus) else status


def _issue(
    detail: ErrorDetails, cells: Mapping[ValueColumn, str], line: int, words: Words
) -> Issue:
    column = ValueColumn(str(detail["loc"][0]))
    name, value = words.of(column), cells[column]
    text = (
        message("{name}: “{value}” cannot be used.", name=name, value=value[:40])
        if value
        else message("{name} is empty.", name=name)
    )
    return Issue(line=line, message=text, hint=_remedy(column, words), column=name)


def _remedy(column: ValueColumn, words: Words) -> Message:
    """What to write in a column."""
    match column:
        case ValueColumn.SEX:
            return message("Write one of: {names}.", names=", ".join(words.all_of(Sex)))
        case ValueColumn.STATUS:
            return message(
                "Write nothing, or one of: {names}.", names=", ".join(words.all_of(ValueStatus))
            )
        case ValueColumn.PROVISIONAL_SOURCE:
            return message("Write {yes}, or nothing.", yes=words.of(YesNo.YES))
        case _:
            return _REMEDIES[column]


_REMEDIES: Mapping[ValueColumn, Message] = MappingProxyType(
    {
        ValueColumn.PERIOD: message("Write 2022, 2022-H1, 2022-Q3, 2022-05 or 2017/18."),
        ValueColumn.AREA: message("Write the name of an area in the register of areas."),
        ValueColumn.GROUP: message(
            "Write at most 80 characters that begin with no dash, or nothing."
        ),
        ValueColumn.VALUE: message(
            "Write the number alone, without a unit; in the project's own files with a decimal "
            "point, as 42.9. Or write nothing and a status."
        ),
        ValueColumn.COUNT: message("Write a whole number of persons, or nothing."),
        ValueColumn.SOURCE: message("Say where the value is from, in at most 400 characters."),
        ValueColumn.RETRIEVED: message(
            "Write the day when the value was taken from its source, as 2026-11-23."
        ),
    }
)
"""What to write in each column that takes no words."""


def _area(cells: _Cells, areas: AreaRegister, words: Words) -> str | tuple[Message, Message]:
    """The key of the area that a row is about; or what is wrong, and what to do."""
    called = areas.called(cells.area)
    kinds = {area.kind_word(words): area for area in called}
    if not cells.area_kind and len(called) == 1:
        return called[0].key
    if cells.area_kind in kinds:
        return kinds[cells.area_kind].key
    if areas.issues or not areas.areas:
        # What is wrong with the register is told by itself. Areas are still told apart.
        return f"{cells.area} ({cells.area_kind})" if cells.area_kind else cells.area
    return _unknown(cells, areas, list(kinds), words)


def _unknown(
    cells: _Cells, areas: AreaRegister, kinds: Sequence[str], words: Words
) -> tuple[Message, Message]:
    """What is wrong with the area of a row, and what to do; `kinds` are those of its name."""
    name, kind = cells.area, cells.area_kind
    if not kinds:
        near = get_close_matches(name[:100], areas.names, n=1)
        return (
            message("“{area}” is not in the register of areas.", area=name),
            message("Did you mean {name}? Otherwise add it to the register.", name=near[0])
            if near
            else message("Write the name as the register has it, or add it there."),
        )
    return (
        message("“{area}” is no {kind} in the register of areas.", area=name, kind=kind)
        if kind
        else message("Several areas are called “{area}”.", area=name),
        message(
            "Write in {column} which it is: {names}.",
            column=words.of(ValueColumn.AREA_KIND),
            names=", ".join(kinds),
        ),
    )


def _wrong_in_row(row: Row, words: Words) -> Iterator[tuple[ValueColumn, Message, Message]]:
    if row.value is None and not row.status:
        yield (
            ValueColumn.VALUE,
            message("The row has neither a value nor a status."),
            message(
                "Write the value, or one of: {names}.",
                names=", ".join(map(words.of, (ValueStatus.MISSING, ValueStatus.CONFIDENTIAL))),
            ),
        )
    if row.value is not None and row.status in _NO_VALUE:
        yield (
            ValueColumn.STATUS,
            message(
                "The status says {status}, but there is a value.",
                status=status_word(row.status, words),
            ),
            message("Take one of the two away."),
        )


def _repeated(rows: Iterable[Row], words: Words) -> Iterator[Issue]:
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
                    sex=words.of(row.sex),
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
