"""What is typed about values, as a form has it: read, checked, and what is wrong at which field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from policytrace.edit.desk import one
from policytrace.edit.guard import Fields
from policytrace.measure.csvfile import Issue
from policytrace.measure.measurements import Measurements
from policytrace.measure.tables import Row, check_cells
from policytrace.messages import Message, message
from policytrace.schema.vocabulary import Sex, ValueColumn

_COMMON = (ValueColumn.PERIOD, ValueColumn.AREA, ValueColumn.GROUP)
_ORIGIN = (ValueColumn.SOURCE, ValueColumn.RETRIEVED)
_BY_SEX = (ValueColumn.VALUE, ValueColumn.COUNT, ValueColumn.STATUS)
_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_SPACE = re.compile(r"(?<=[0-9])[\s\u00a0\u202f](?=[0-9]{3})")
_OPEN = re.compile(r"(?P<whole>[-\u2212]?[1-9][0-9]{0,2})\.(?P<rest>[0-9]{3})")
"""What is one thousand and something in Sweden, and a little more than one in England."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedValues:
    """What was written in the form, by columns; of values, counts and notes one for each sex."""

    common: Mapping[ValueColumn, str]
    by_sex: Mapping[Sex, Mapping[ValueColumn, str]]

    @classmethod
    def of(cls, given: Fields) -> TypedValues:
        """What a form holds."""
        return cls(
            common={
                column: " ".join(one(given, column.value).split())
                for column in (*_COMMON, *_ORIGIN, ValueColumn.PROVISIONAL_SOURCE)
            },
            by_sex={
                sex: {column: one(given, f"{column}-{sex}").strip() for column in _BY_SEX}
                for sex in Sex
            },
        )

    @property
    def rows(self) -> Mapping[Sex, Mapping[ValueColumn, str]]:
        """The cells of the rows that are to be added; a sex of which nothing is said has none."""
        return {
            sex: {
                **self.common,
                **cells,
                ValueColumn.VALUE: _number(cells[ValueColumn.VALUE]),
                ValueColumn.COUNT: _number(cells[ValueColumn.COUNT]),
            }
            for sex, cells in self.by_sex.items()
            if any(cells.values())
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongCell:
    """What is to be mended in a field of the form."""

    name: str
    """What the field is called in the page."""
    said: Message
    hint: Message


def checked(
    typed: TypedValues, measured: Measurements
) -> tuple[tuple[Row, ...], tuple[WrongCell, ...]]:
    """The rows that were written, and all that is wrong with them, each thing once."""
    rows: list[Row] = []
    wrong: dict[tuple[str, str], WrongCell] = {}
    areas = {named(measured, key): key for key in measured.areas.areas}
    for number, (sex, cells) in enumerate(typed.rows.items(), start=1):
        area = measured.areas.areas.get(areas.get(cells[ValueColumn.AREA], ""))
        known = {
            **cells,
            ValueColumn.SEX: measured.words.of(sex),
            ValueColumn.AREA: area.name if area else cells[ValueColumn.AREA],
            ValueColumn.AREA_KIND: area.kind_word(measured.words) if area else "",
        }
        found: list[WrongCell] = []
        if asked := _open(typed, sex, measured):
            found.append(asked)
            # The rest is checked all the same: who mends one thing shall not be told of the next.
            known[ValueColumn.VALUE] = "0"
        row = check_cells(known, number, measured.areas, measured.words)
        if not isinstance(row, Row):
            found.extend(_wrong(issue, typed, sex, measured) for issue in row)
        elif not found:
            rows.append(replace(row, line=number))
        wrong.update({(cell.name, repr(cell.said)): cell for cell in found})
    return tuple(rows), tuple(wrong.values())


def named(measured: Measurements, key: str) -> str:
    """What an area is called in the form: its name, with its kind where several have it."""
    area = measured.areas.areas[key]
    if len(measured.areas.called(area.name)) == 1:
        return area.name
    return f"{area.name} ({area.kind_word(measured.words)})"


def _open(typed: TypedValues, sex: Sex, measured: Measurements) -> WrongCell | None:
    """A value that can be read in two ways; None if it cannot."""
    text = typed.by_sex[sex][ValueColumn.VALUE]
    found = _OPEN.fullmatch(text)
    if found is None:
        return None
    return WrongCell(
        name=f"{ValueColumn.VALUE}-{sex}",
        said=message(
            "{name}: “{value}” can be read in two ways.",
            name=_label(ValueColumn.VALUE, sex, measured),
            value=text,
        ),
        hint=message(
            "Write {large} or {small}.",
            large=f"{found['whole']}{found['rest']}",
            small=f"{found['whole']},{found['rest']}",
        ),
    )


def _wrong(issue: Issue, typed: TypedValues, sex: Sex, measured: Measurements) -> WrongCell:
    """What is wrong with a cell of a file, as it is told of the field that the cell is from."""
    column = measured.words.key(ValueColumn, issue.column) if issue.column else None
    if column is None or column not in _BY_SEX:
        return WrongCell(name=column or "", said=issue.message, hint=issue.hint)
    name, label = f"{column}-{sex}", _label(column, sex, measured)
    text = typed.by_sex[sex][column]
    if column is ValueColumn.STATUS:
        said = message("{name}: {said}", name=label, said=issue.message)
        return WrongCell(name=name, said=said, hint=issue.hint)
    if not text:
        said = message("{name} is empty.", name=label)
        return WrongCell(name=name, said=said, hint=issue.hint)
    return WrongCell(
        name=name,
        said=message("{name}: “{value}” cannot be used.", name=label, value=text[:40]),
        hint=_DECIMAL_COMMA if column is ValueColumn.VALUE else issue.hint,
    )


_DECIMAL_COMMA = message(
    "Write a number, as 42 or 42,9. Leave this empty and choose a status, if there is none."
)


def _label(column: ValueColumn, sex: Sex, measured: Measurements) -> str:
    """What a field is called that each sex has one of."""
    return f"{measured.words.of(column).capitalize()}, {measured.words.of(sex)}"


def _number(text: str) -> str:
    """A number as files hold it, from one with a decimal comma and spaces between thousands."""
    return _COMMA.sub(".", _SPACE.sub("", text)).replace("\u2212", "-")
