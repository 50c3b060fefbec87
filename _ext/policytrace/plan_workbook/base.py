"""What the cells of a workbook held when it was written, kept in a sheet of its own.

By it, what a person has changed in the workbook can be told from what has changed in the files
since. For each cell there is a fingerprint only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from policytrace.plan_workbook.columns import PlanSheet
from policytrace.schema.roles import key_name

BASE_SHEET = "_underlag"

NOT_EXPORTED = "-"
"""Stands for the fingerprint of a cell that did not get what is written, since it is too long."""

_FORM = "policytrace 1"
_FILE, _NAME, _SHEET, _COLUMN, _OBJECT = "file", "name", "sheet", "column", "object"


Fingerprints = Mapping[tuple[str, str], str]
"""By the id of the object and the name of the column; cells that were empty are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a workbook held when it was written."""

    day: str
    sheets: Mapping[str, str]
    """The key of the type that a sheet is of, by its name."""
    headings: Mapping[str, Mapping[str, str]]
    """The names of columns by their headings, for each sheet."""
    objects: Mapping[str, str]
    """The sheet that each object stood on, by its id."""
    names: Mapping[str, str]
    """The ids of objects, by the names that they go by in the workbook."""
    fingerprints: Fingerprints


def base_rows(
    day: date, sheets: Sequence[PlanSheet], cells: Fingerprints, names: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """The rows of the sheet; `names` are those of all objects, by their ids."""
    yield _FILE, _FORM, day.isoformat()
    for item_id, name in names.items():
        yield _NAME, item_id, name
    for sheet in sheets:
        yield _SHEET, sheet.title, key_name(sheet.role)
        for column in sheet.columns:
            yield _COLUMN, sheet.title, column.heading, column.name
        for content in sheet.rows:
            held = (
                f"{told} {column.name}"
                for column in sheet.columns
                if (told := cells.get((content.id, column.name)))
            )
            yield _OBJECT, sheet.title, content.id, "\n".join(held)


def read_base(rows: Iterable[Sequence[object]]) -> Base | None:
    """What the sheet says; None if it is not of the form that this program writes."""
    texts = ([str(cell) for cell in row] for row in rows)
    first = next(texts, [])
    if first[:2] != [_FILE, _FORM] or len(first) < 3:  # noqa: PLR2004 - the day is the third
        return None
    names: dict[str, str] = {}
    sheets: dict[str, str] = {}
    headings: dict[str, dict[str, str]] = {}
    objects: dict[str, str] = {}
    cells: dict[tuple[str, str], str] = {}
    for row in texts:
        match [cell for cell in row if cell]:
            case [kind, item_id, name] if kind == _NAME:
                names[name] = item_id
            case [kind, sheet, role] if kind == _SHEET:
                sheets[sheet] = role
            case [kind, sheet, heading, name] if kind == _COLUMN:
                headings.setdefault(sheet, {})[heading] = name
            case [kind, sheet, item_id, *held] if kind == _OBJECT:
                objects[item_id] = sheet
                for line in filter(None, "".join(held).split("\n")):
                    told, _, name = line.partition(" ")
                    cells[item_id, name] = told
            case _:
                return None
    return Base(
        day=first[2],
        names=names,
        sheets=sheets,
        headings=headings,
        objects=objects,
        fingerprints=cells,
    )
