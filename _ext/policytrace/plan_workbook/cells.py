"""What a cell holds for what is written of an object, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from policytrace.messages import Message, message
from policytrace.plan_workbook.columns import CellKind, SheetColumn
from policytrace.plan_workbook.content import ObjectContent, canonical, is_worked_out
from policytrace.plan_workbook.labels import Labels
from policytrace.sources.spreadsheet.spelling import stored_number

LONGEST_CELL = 32_000  # characters; Excel keeps 32 767

_FIRST_YEAR = 1901
"""Excel counts days from 1900, and one of that year wrongly."""
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")

CellValue = str | int | date
"""What is put in a cell; an empty text leaves it empty."""


class CellError(ValueError):
    """A cell that cannot be taken in; `reasons` say why, and what would do."""

    def __init__(self, *reasons: Message) -> None:
        """Keep the reasons, to be read one after the other."""
        super().__init__(" ".join(reason.template for reason in reasons))
        self.reasons = reasons


def written_in(column: SheetColumn, content: ObjectContent, *, worked_out: bool) -> str:
    """What is written of an object in a column; what is `worked_out` only if it is asked for."""
    if column.section is not None:
        return canonical(None, content.texts.get(column.section, ""))
    if column.key is None:
        return canonical(None, content.title)
    if not worked_out and is_worked_out(column.key, content):
        return ""
    return canonical(column.key, content.values.get(column.key, ""))


def cell_of(column: SheetColumn, written: str, labels: Labels) -> CellValue:
    """What a cell of the column holds for what is `written`."""
    match column.kind:
        case CellKind.NAMES:
            names = sorted(map(labels.of, filter(None, written.split(", "))), key=str.casefold)
            return "\n".join(names)
        case CellKind.DAY:
            try:
                day = date.fromisoformat(written)
            except ValueError:
                return written
            return day if day.year >= _FIRST_YEAR else written
        case CellKind.INTEGER if _WHOLE.fullmatch(written):
            return int(written)
    return written


def read_cell(column: SheetColumn, value: object, labels: Labels) -> str:
    """What is to be written for what a cell holds; empty for an empty cell.

    Raises:
        CellError: it holds what cannot stand there.
    """
    text = canonical(None, _text(value))
    if not text:
        return ""
    if column.kind is CellKind.NAMES:
        return canonical(column.key, ", ".join(dict.fromkeys(_ids(text, labels))))
    if column.kind is CellKind.CHOICE:
        words = {word.casefold(): word for word in column.choices}
        if text.casefold() not in words:
            raise CellError(
                message("“{text}” cannot be chosen.", text=_shown(text)),
                message("Choose one of: {choices}.", choices=", ".join(column.choices)),
            )
        return words[text.casefold()]
    return text


def _text(value: object) -> str:
    """A cell as a person would write it."""
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return stored_number(value)
        case datetime():
            return (value.date() if value.time() == time() else value).isoformat()
        case timedelta():
            return str(value)
        case date() | time():
            return value.isoformat()
    return str(value)


def as_it_stands(column: SheetColumn, value: object, labels: Labels) -> str:
    """What a cell says, whether it can be taken in or not."""
    text = canonical(None, _text(value))
    if column.kind is not CellKind.NAMES:
        return text
    ids = (found or name for name, found in _named(text, labels))
    return canonical(column.key, ", ".join(dict.fromkeys(ids)))


def _ids(text: str, labels: Labels) -> Iterator[str]:
    for name, found in _named(text, labels):
        if found is None:
            raise CellError(
                message("Nothing in the plan is called “{name}”.", name=_shown(name)),
                message("Choose in the list, and write several names one on each line."),
            )
        yield found


def _named(text: str, labels: Labels) -> Iterator[tuple[str, str | None]]:
    """Each name and the id that goes by it: one on a line, or with semicolons between."""
    for line in filter(None, map(str.strip, text.split("\n"))):
        if whole := labels.id_of(line):
            yield line, whole
            continue
        for name in filter(None, map(str.strip, line.split(";"))):
            yield name, labels.id_of(name)


def _shown(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004 - one line
