"""The plan as three tables, for spreadsheets and statistics: its objects, links and values.

Headings are the reader's words: the project's own for what it has named. What the code calls each
stands beside it in ``datapackage.json``, so that a program can find its way in any project's files.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from policytrace.measure.csvfile import csv_text
from policytrace.measure.tables import in_file_order, row_cells
from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.schema.fields import FieldSpec, FieldType, is_told
from policytrace.schema.plain import plain_key
from policytrace.schema.roles import FieldKey, FieldName, Role
from policytrace.schema.typed import Value, spoken_yes_no, written_value
from policytrace.schema.vocabulary import ValueColumn
from policytrace.site.exports.plan_document import ObjectEntry, PlanDocument
from policytrace.site.open_files import FOLDER, LINKS, OBJECTS, VALUES
from policytrace.site.signs import seen_signs
from policytrace.site.views.indicator_values import published_rows
from policytrace.snapshot import Snapshot


class ColumnType(StrEnum):
    """What the cells of a column hold, as Frictionless' Table Schema calls it."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    YES_NO = "boolean"
    DAY = "date"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenColumn:
    """A column of a table."""

    name: str
    """Its heading."""
    key: str
    """What the code calls it, in all projects and languages."""
    says: str
    """What it holds, in a sentence."""
    type: ColumnType = ColumnType.TEXT
    required: bool = False
    """Whether every row has it."""


@dataclass(frozen=True, kw_only=True)
class OpenTable:
    """A table with a row for each thing of a kind."""

    file: str
    """The address of its file, from the site's root."""
    title: str
    says: str
    columns: tuple[OpenColumn, ...]
    rows: tuple[Sequence[str], ...]
    """Cells in the order of the columns, empty where there is nothing."""
    refers: Mapping[str, str]
    """Headings of columns with ids of objects, and the heading that these have in that table."""

    @property
    def name(self) -> str:
        """What it is called among the tables, as its file without the suffix."""
        return self.file.removeprefix(FOLDER).removesuffix(".csv")

    @cached_property
    def content(self) -> bytes:
        """Its file."""
        headings = [column.name for column in self.columns]
        seen = cache(seen_signs)
        return csv_text(headings, (tuple(map(seen, row)) for row in self.rows)).encode()


_FIELD_TYPES: Mapping[FieldType, ColumnType] = {
    FieldType.INTEGER: ColumnType.INTEGER,
    FieldType.NUMBER: ColumnType.NUMBER,
    FieldType.YES_NO: ColumnType.YES_NO,
    FieldType.DAY: ColumnType.DAY,
    FieldType.YEAR: ColumnType.YEAR,
}

_VALUE_TYPES: Mapping[ValueColumn, ColumnType] = {
    ValueColumn.VALUE: ColumnType.NUMBER,
    ValueColumn.COUNT: ColumnType.INTEGER,
    ValueColumn.RETRIEVED: ColumnType.DAY,
}

_VALUE_COLUMNS: Mapping[ValueColumn, Message] = {
    ValueColumn.PERIOD: message(
        "A year, or as 2022-H1, 2022-Q3, 2022-05, or a school year as 2017/18."
    ),
    ValueColumn.AREA: message("The name of the place that it is about."),
    ValueColumn.AREA_KIND: message("What kind of place it is."),
    ValueColumn.SEX: message("Whom it is about."),
    ValueColumn.GROUP: message("The part of the population that it is about; empty: all of it."),
    ValueColumn.VALUE: message("The value; empty: there is none, or it is held back."),
    ValueColumn.COUNT: message("The number of persons behind it; empty: it is not known."),
    ValueColumn.STATUS: message("Why there is no value, or that it may change."),
    ValueColumn.SOURCE: message("Who has made the value."),
    ValueColumn.PROVISIONAL_SOURCE: message(
        "Filled in if the source is to be replaced: a private copy, a newspaper or an unknown "
        "producer."
    ),
    ValueColumn.RETRIEVED: message("When it was taken from there."),
}

Cell = Callable[[Item, ObjectEntry], str]
"""What a column of the table of objects holds of an object."""


def plan_tables(
    snapshot: Snapshot, document: PlanDocument, translations: gettext.NullTranslations
) -> tuple[OpenTable, ...]:
    """The tables of a plan; `document` tells of the same."""
    maker = _TableMaker(snapshot, document, translations)
    return maker.objects(), maker.links(), maker.values()


class _TableMaker:
    """Makes the tables in one language."""

    def __init__(
        self, snapshot: Snapshot, document: PlanDocument, translations: gettext.NullTranslations
    ) -> None:
        self.snapshot = snapshot
        self.document = document
        self.translations = translations
        self.id = self.said(message("id"))

    def said(self, text: Message) -> str:
        return text.render(self.translations)

    def column(
        self, key: str, name: Message, says: Message, *, required: bool = True
    ) -> OpenColumn:
        """A column of our own."""
        return OpenColumn(key=key, name=self.said(name), says=self.said(says), required=required)

    def objects(self) -> OpenTable:
        ours = tuple(self.own_columns())
        fields = tuple(self.fields({column.name for column, _ in ours}))
        cells = tuple(cell for _, cell in ours)
        places = {name: place for place, (_, name) in enumerate(fields, start=len(cells))}
        items = self.snapshot.graph.items
        return OpenTable(
            file=OBJECTS,
            title=self.said(message("Objects")),
            says=self.said(message("All objects of the plan, with what is said of each.")),
            columns=(*(column for column, _ in ours), *(column for column, _ in fields)),
            rows=tuple(
                self.row(items[entry.id], entry, cells, places) for entry in self.document.objects
            ),
            refers={},
        )

    def row(
        self, item: Item, entry: ObjectEntry, cells: Sequence[Cell], places: Mapping[FieldKey, int]
    ) -> Sequence[str]:
        """The row of an object: our cells, and its fields at their places; most have few."""
        row = [cell(item, entry) for cell in cells] + [""] * len(places)
        for name, value in item.values.items():
            if name in places:
                row[places[name]] = self.field_cell(value)
        return row

    def own_columns(self) -> Iterator[tuple[OpenColumn, Cell]]:
        yield (
            self.column("id", message("id"), message("Its id, which stays.")),
            lambda item, _: item.id,
        )
        yield (
            self.column("type.word", message("kind"), message("What it is.")),
            lambda _, entry: entry.type.word,
        )
        yield (
            self.column(
                "type.key",
                message("kind_key"),
                message("What it is, in all projects and languages; empty: the project's own."),
                required=False,
            ),
            lambda _, entry: entry.type.key or "",
        )
        yield (
            self.column("title", message("title"), message("What it is called.")),
            lambda item, _: item.title,
        )
        yield (
            self.column(
                "status.word",
                message("stage"),
                message("Where it is on its way from proposal to result."),
                required=False,
            ),
            lambda _, entry: entry.status.word if entry.status else "",
        )
        yield (
            self.column(
                "status.key",
                message("stage_key"),
                message("The same, in all projects and languages."),
                required=False,
            ),
            lambda _, entry: (entry.status.key if entry.status else "") or "",
        )
        yield (
            self.column(
                "action_status.state.word",
                message("state"),
                message("For actions, plans and priorities: how it goes."),
                required=False,
            ),
            lambda _, entry: entry.action_status.state.word if entry.action_status else "",
        )
        yield (
            self.column(
                "action_status.state.key",
                message("state_key"),
                message("The same, in all projects and languages."),
                required=False,
            ),
            lambda _, entry: (entry.action_status.state.key if entry.action_status else "") or "",
        )
        yield (
            self.column(
                "action_status.rule",
                message("state_rule"),
                message("The rule that gave it, L1 to L16; empty for a proposal."),
                required=False,
            ),
            lambda _, entry: (entry.action_status.rule if entry.action_status else "") or "",
        )
        yield (
            self.column(
                "action_status.reason",
                message("state_reason"),
                message("Why, in a sentence."),
                required=False,
            ),
            lambda _, entry: entry.action_status.reason if entry.action_status else "",
        )
        yield (
            self.column(
                "page", message("page"), message("The address of its page, from the site's root.")
            ),
            lambda _, entry: entry.page,
        )
        yield (
            self.column(
                "text",
                message("text"),
                message("What is written of it, in Markdown; empty: nothing is."),
                required=False,
            ),
            lambda _, entry: entry.text,
        )

    def fields(self, taken: set[str]) -> Iterator[tuple[OpenColumn, FieldKey]]:
        """A column for each field; one whose word is `taken` is called by its key."""
        for name, definition in self.snapshot.metamodel.definitions.items():
            if not is_told(name):
                continue
            key = plain_key(name)
            yield (
                OpenColumn(
                    name=key if definition.word in taken else definition.word,
                    key=f"fields.{key}",
                    says=definition.description or definition.title,
                    type=_type_of(definition.spec),
                ),
                name,
            )

    def field_cell(self, value: Value) -> str:
        words = self.snapshot.metamodel.vocabulary
        if isinstance(value, bool):
            return spoken_yes_no(value, words)
        return written_value(value, words)

    def links(self) -> OpenTable:
        words = self.document.words.links
        source, target = self.said(message("from")), self.said(message("to"))
        titles = {entry.id: entry.title for entry in self.document.objects}
        return OpenTable(
            file=LINKS,
            title=self.said(message("Links")),
            says=self.said(message("All links between objects, each where it is written.")),
            columns=(
                self.column("from", message("from"), message("The id of the object it is on.")),
                self.column("from.title", message("from_title"), message("What that is called.")),
                self.column("link.word", message("link"), message("What the link says.")),
                self.column(
                    "link.key",
                    message("link_key"),
                    message("The same, in all projects and languages."),
                ),
                self.column("to", message("to"), message("The id of the object it leads to.")),
                self.column("to.title", message("to_title"), message("What that is called.")),
            ),
            rows=tuple(
                (entry.id, entry.title, words[key].word, key, end, titles[end])
                for entry in self.document.objects
                for key, targets in entry.links.items()
                for end in targets
            ),
            refers={source: self.id, target: self.id},
        )

    def values(self) -> OpenTable:
        words = self.snapshot.measurements.words
        indicator = self.snapshot.metamodel.word(Role.INDICATOR)
        return OpenTable(
            file=VALUES,
            title=self.said(message("Values")),
            says=self.said(
                message(
                    "All values of all indicators, as the site shows them. What is held back there "
                    "since few persons are behind it is held back here."
                )
            ),
            columns=(
                OpenColumn(
                    name=indicator,
                    key="indicator",
                    says=self.said(message("The id of the indicator.")),
                    required=True,
                ),
                self.column(
                    "indicator.title", message("title"), message("What the indicator is called.")
                ),
                OpenColumn(
                    name=self.snapshot.metamodel.word(FieldName.UNIT),
                    key="indicator.unit",
                    says=self.said(message("What the values are in.")),
                ),
                *(
                    OpenColumn(
                        name=words.of(column),
                        key=column.value,
                        says=self.said(says),
                        type=_VALUE_TYPES.get(column, ColumnType.TEXT),
                        required=column in (ValueColumn.PERIOD, ValueColumn.AREA, ValueColumn.SEX),
                    )
                    for column, says in _VALUE_COLUMNS.items()
                ),
            ),
            rows=tuple(self.value_rows()),
            refers={indicator: self.id},
        )

    def value_rows(self) -> Iterator[Sequence[str]]:
        measured = self.snapshot.measurements
        areas, words = measured.areas, measured.words
        for indicator in self.snapshot.graph.of_role(Role.INDICATOR):
            unit = indicator.values.get(FieldName.UNIT)
            about = (
                indicator.id,
                indicator.title,
                "" if unit is None else written_value(unit, words),
            )
            rows = published_rows(measured.series(indicator.id), measured)
            for row in in_file_order(rows, areas):
                yield (*about, *row_cells(row, areas, words))


def _type_of(spec: FieldSpec) -> ColumnType:
    return _FIELD_TYPES.get(spec.type, ColumnType.TEXT)
