"""Looks a workbook through before it is read: how large its sheets are, and what cells show.

The parts are SpreadsheetML (ECMA-376-1, 18). They hold no entities, so one that declares any is
refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.parsers import expat

from policytrace.sources.spreadsheet.sheets import UnusableError
from policytrace.sources.spreadsheet.workbook_faults import DAMAGED, TOO_LARGE

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"

MAX_PLACES = 1_000_000
"""How many places for cells there may be in all sheets, from the first to the last in use."""

_TRUE = frozenset({"1", "true"})
_LONGEST_VALUE = 40  # characters: longer ones are no errors
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_PERCENT = frozenset({"9", "10"})
"""The built-in number formats that show a percentage (18.8.30)."""
_AS_IT_STANDS = re.compile(r'"[^"]*"|\\.')
"""Text within a number format."""

Place: TypeAlias = tuple[int, int]
"""Row and column of a cell, counted from 0."""

_Attributes: TypeAlias = dict[str, str]


@dataclass(slots=True, kw_only=True)
class WorkbookShape:
    """What is seen of a sheet before it is read."""

    part: str
    percent_styles: frozenset[str]
    rows: int = 0
    columns: int = 0
    percentages: set[Place] = field(default_factory=set)
    failed: dict[Place, str] = field(default_factory=dict)
    """What cells show whose formulas have failed."""
    hidden_rows: list[int] = field(default_factory=list)
    """The rows that cannot be seen, counted from 1."""
    hides_columns: bool = False
    """Whether any column cannot be seen."""
    formulas: list[Place] = field(default_factory=list)
    """The cells that hold a formula, in their order."""
    not_computed: list[Place] = field(default_factory=list)
    """Those of them that hold no number yet."""
    _row: int = -1
    _column: int = -1
    _attributes: _Attributes = field(default_factory=dict)
    _has_formula: bool = False
    _in_value: bool = False
    _value: str = ""

    def start(self, name: str, attributes: _Attributes) -> None:
        """An element begins."""
        if name == "row":
            self._row = int(attributes.get("r", self._row + 2)) - 1
            self._column = -1
            if attributes.get("hidden") in _TRUE:
                self.hidden_rows.append(self._row + 1)
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self.hides_columns = True
        elif name == "c":
            self._row, self._column = self._place(attributes)
            self._attributes, self._has_formula, self._value = attributes, False, ""
            self._measure()
        elif name == "f":
            self._has_formula = True
            self.formulas.append((self._row, self._column))
        self._in_value = name in ("v", "t")

    def end(self, name: str) -> None:
        """An element ends."""
        self._in_value = False
        if name != "c":
            return
        place, kind = (self._row, self._column), self._attributes.get("t", "n")
        if kind == "e":
            self.failed[place] = self._value or "#"
        elif kind == "n" and self._has_formula and not self._value:
            self.not_computed.append(place)
        elif kind == "n" and self._attributes.get("s", "") in self.percent_styles:
            self.percentages.add(place)

    def text(self, text: str) -> None:
        """Text within an element."""
        if self._in_value and len(self._value) < _LONGEST_VALUE:
            self._value += text

    def _place(self, attributes: _Attributes) -> Place:
        if "r" not in attributes:
            return self._row, self._column + 1
        found = _PLACE.fullmatch(attributes["r"])
        if not found:
            raise UnusableError(DAMAGED)
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        return int(found[2]) - 1, column - 1

    def _measure(self) -> None:
        if self._row < 0:
            raise UnusableError(DAMAGED)
        self.rows = max(self.rows, self._row + 1)
        self.columns = max(self.columns, self._column + 1)
        if self.rows * self.columns > MAX_PLACES:
            raise UnusableError(TOO_LARGE)


def looked_through(parts: Mapping[str, bytes]) -> Mapping[str, WorkbookShape]:
    """What is seen of each sheet, by its name.

    Raises:
        UnusableError: the workbook is too large, or damaged.
    """
    targets: dict[str, str] = {}
    names: dict[str, str] = {}

    def relation(name: str, attributes: _Attributes) -> None:
        if name == "Relationship":
            path = posixpath.join("/xl", attributes["Target"])
            targets[attributes["Id"]] = posixpath.normpath(path).lstrip("/")

    def sheet(name: str, attributes: _Attributes) -> None:
        if name == "sheet":
            names[attributes["name"]] = attributes["id"]

    def strings(name: str, attributes: _Attributes) -> None:
        # Room is made for as many texts as the part says that it has.
        said = (attributes.get(number, "0") for number in ("count", "uniqueCount"))
        if name == "sst" and max(map(int, said)) > MAX_PLACES:
            raise UnusableError(TOO_LARGE)

    if STRINGS in parts:
        _parse(parts[STRINGS], strings)
    _parse(parts[RELATIONS], relation)
    _parse(parts[WORKBOOK], sheet)
    percent_styles = _percent_styles(parts.get(STYLES, b""))
    looks: dict[str, WorkbookShape] = {}
    places = 0
    for name, relation_id in names.items():
        look = WorkbookShape(part=targets[relation_id], percent_styles=percent_styles)
        _parse(parts[look.part], look.start, look.end, look.text)
        places += look.rows * look.columns
        if places > MAX_PLACES:
            raise UnusableError(TOO_LARGE)
        looks[name] = look
    return looks


def _percent_styles(styles: bytes) -> frozenset[str]:
    """The numbers of the cell styles that show a number as a percentage."""
    formats = set(_PERCENT)
    found: list[str] = []
    within: list[str] = []

    def start(name: str, attributes: _Attributes) -> None:
        within.append(name)
        if name == "numFmt" and "%" in _AS_IT_STANDS.sub("", attributes["formatCode"]):
            formats.add(attributes["numFmtId"])
        elif within[-2:] == ["cellXfs", "xf"]:
            found.append(attributes.get("numFmtId", "0"))

    def end(_name: str) -> None:
        within.pop()

    if styles:
        _parse(styles, start, end)
    return frozenset(str(number) for number, form in enumerate(found) if form in formats)


def _parse(
    content: bytes,
    start: Callable[[str, _Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Parse a part; elements and attributes go by their names without a namespace."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def started(name: str, attributes: _Attributes) -> None:
        # One that has a namespace does not stand for one that has none.
        start(_local(name), {_local(key): value for key, value in attributes.items()} | attributes)

    def ended(name: str) -> None:
        if end:
            end(_local(name))

    def refuse(*_declaration: object) -> None:
        raise UnusableError(DAMAGED)

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse  # no entities: a workbook has none
    parser.Parse(content, True)  # noqa: FBT003 - it takes no names


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
