"""The sheets of a workbook and their columns: one sheet for each kind of object that is edited."""

from __future__ import annotations

import gettext
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from types import MappingProxyType

from policytrace.markup.sections import LEAD
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan_workbook.content import ObjectContent
from policytrace.plan_workbook.labels import Labels
from policytrace.schema.fields import FieldType
from policytrace.schema.form import takes_any_text
from policytrace.schema.forms import entries_of, heading_of, is_proposed, texts_of, types_to_add
from policytrace.schema.links import ONE_TARGET, target_roles
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import (
    CustomLink,
    FieldName,
    Key,
    LinkKey,
    LinkKind,
    Role,
    TypeKey,
    in_order,
    key_name,
)
from policytrace.workbooks.look import sheet_name

TITLE_NAME = "title"
"""The name of the column with titles."""

_TEXT = "text."

_SHEETS: Mapping[TypeKey, Message] = MappingProxyType(
    {
        Role.ACTION: message("Actions"),
        Role.PLAN: message("Plans"),
        Role.MILESTONE: message("Milestones"),
        Role.FOLLOW_UP: message("Follow-ups"),
        Role.INDICATOR: message("Indicators"),
        Role.ANALYSIS: message("Analyses"),
        Role.OPINION: message("Opinions"),
        Role.DECISION: message("Decisions"),
        Role.ORGANISATION: message("Organisations"),
        Role.WAIVER: message("Waivers"),
    }
)
"""What the sheets are called, in their order; those of the project's own types come after."""


class CellKind(Enum):
    """What a cell holds."""

    TEXT = auto()
    """A short text, which is nothing else than it says, as ``2022-05``."""
    LONG = auto()
    DAY = auto()
    INTEGER = auto()
    CHOICE = auto()
    """One of some words."""
    NAMES = auto()
    """Names of objects, one on each line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column of a sheet."""

    name: str
    """What it is known by in all languages, as ``link.owner``."""
    heading: str
    kind: CellKind
    key: Key | None = None
    """The field or link; None for the title and for texts."""
    section: str | None = None
    """The section of the text; None for what is none."""
    choices: tuple[str, ...] = ()
    """What may be chosen; empty: anything."""
    one: bool = False
    """Whether only what may be chosen can stand there, and once."""
    help: str = ""

    @property
    def is_title(self) -> bool:
        """Whether it holds the titles."""
        return self.key is None and self.section is None


def text_column_name(section: str) -> str:
    """The name of the column with a section of the text."""
    return f"{_TEXT}{section}"


def is_filled(column: SheetColumn, content: ObjectContent) -> bool:
    """Whether an object says anything in a column."""
    if column.section is not None:
        return bool(content.texts.get(column.section))
    return column.key is None or bool(content.values.get(column.key))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """A sheet: all objects of one kind, one on each row."""

    role: TypeKey
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[ObjectContent, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SheetMaker:
    """Makes sheets of objects."""

    graph: Graph
    metamodel: Metamodel
    translations: gettext.NullTranslations
    labels: Labels
    _choices: dict[frozenset[Role], tuple[str, ...]] = field(default_factory=dict)
    _value_columns: dict[tuple[TypeKey, Key], SheetColumn] = field(default_factory=dict)

    def sheets(
        self, contents: Iterable[ObjectContent], to_fill_in: Collection[TypeKey] = ()
    ) -> tuple[PlanSheet, ...]:
        """The sheets of these objects; those `to_fill_in` are there with all their columns."""
        by_role: dict[TypeKey, list[ObjectContent]] = {}
        for content in contents:
            by_role.setdefault(content.role, []).append(content)
        made: list[PlanSheet] = []
        for role in self.roles():
            rows = tuple(by_role.get(role, ()))
            if rows or role in to_fill_in:
                title = sheet_name(self._title(role), [sheet.title for sheet in made])
                columns = tuple(
                    column
                    for column in self._columns(role, rows)
                    if role in to_fill_in or any(is_filled(column, row) for row in rows)
                )
                made.append(PlanSheet(role=role, title=title, columns=columns, rows=rows))
        return tuple(made)

    def roles(self) -> tuple[TypeKey, ...]:
        """The kinds that have sheets, in their order."""
        edited = [
            role for role in types_to_add(self.metamodel).values() if self.metamodel.has(role)
        ]
        first = [role for role in _SHEETS if role in edited]
        return (*first, *(role for role in in_order(edited) if role not in _SHEETS))

    def column(self, role: TypeKey, name: str) -> SheetColumn | None:
        """The column of a sheet by its name; None if the project has no such thing any more."""
        if name == TITLE_NAME:
            return self._title_column()
        if name.startswith(_TEXT):
            return self._text_column(role, name.removeprefix(_TEXT))
        key = self._keys().get(name)
        return None if key is None else self._value_column(role, key)

    def _keys(self) -> Mapping[str, Key]:
        keys: Sequence[Key] = (*self.metamodel.fields.values(), *self.metamodel.links.values())
        return {key_name(key): key for key in keys}

    def _title(self, role: TypeKey) -> str:
        if role in _SHEETS:
            return _SHEETS[role].render(self.translations)
        return self.metamodel.role_titles.get(role, str(role))

    # -------------------------------------------------------------------- columns

    def _columns(self, role: TypeKey, rows: Sequence[ObjectContent]) -> Iterator[SheetColumn]:
        made: dict[str, SheetColumn] = {}
        headings: set[str] = set()
        for column in self._all_columns(role, rows):
            if column.name in made:
                continue
            heading = column.heading
            if heading.casefold() in headings:
                heading = f"{heading} ({column.name})"
            headings.add(heading.casefold())
            made[column.name] = replace(column, heading=heading)
        yield from made.values()

    def _all_columns(self, role: TypeKey, rows: Sequence[ObjectContent]) -> Iterator[SheetColumn]:
        yield self._title_column()
        for key in dict.fromkeys(
            [*self._usual(role), *(key for row in rows for key in row.values)]
        ):
            if self.metamodel.has(key):
                if (role, key) not in self._value_columns:
                    self._value_columns[role, key] = self._value_column(role, key)
                yield self._value_columns[role, key]
        names = [
            heading_of(part, self.metamodel) if part.heading else LEAD for part in texts_of(role)
        ]
        for name in dict.fromkeys([*names, *(name for row in rows for name in row.texts)]):
            yield self._text_column(role, name)

    def _usual(self, role: TypeKey) -> Iterator[Key]:
        """What an object of a role may say, in the order in which it is asked for."""
        if is_proposed(role):
            yield FieldName.STATUS
        yield from entries_of(role, self.metamodel)
        if is_proposed(role):
            yield LinkKind.DECIDED_BY
            yield FieldName.REASON

    def _title_column(self) -> SheetColumn:
        return SheetColumn(
            name=TITLE_NAME,
            heading=message("Title").render(self.translations),
            kind=CellKind.LONG,
            help=message("What it is called, in a few words.").render(self.translations),
        )

    def _text_column(self, role: TypeKey, name: str) -> SheetColumn:
        parts = {
            heading_of(part, self.metamodel) if part.heading else LEAD: part
            for part in texts_of(role)
        }
        part = parts.get(name)
        opening = message("Text").render(self.translations)
        return SheetColumn(
            name=text_column_name(name),
            heading=name or opening,
            kind=CellKind.LONG,
            section=name,
            help=part.question.render(self.translations) if part else "",
        )

    def _value_column(self, role: TypeKey, key: Key) -> SheetColumn:
        heading = self.metamodel.heading(key)
        if isinstance(key, LinkKind | CustomLink):
            return SheetColumn(
                name=key_name(key),
                heading=heading,
                kind=CellKind.NAMES,
                key=key,
                choices=self._targets(role, key),
                one=key in ONE_TARGET,
            )
        definition = self.metamodel.definitions[key]
        kinds = {
            FieldType.DAY: CellKind.DAY,
            FieldType.INTEGER: CellKind.INTEGER,
            FieldType.YEAR: CellKind.INTEGER,
        }
        free = CellKind.LONG if takes_any_text(definition.schema) else CellKind.TEXT
        words = tuple(map(str, definition.schema.get("enum", ())))
        return SheetColumn(
            name=key_name(key),
            heading=heading,
            kind=CellKind.CHOICE if words else kinds.get(definition.spec.type, free),
            key=key,
            choices=words,
            one=bool(words),
            help=definition.description,
        )

    def _targets(self, role: TypeKey, kind: LinkKey) -> tuple[str, ...]:
        """The names of what a link may lead to; for what is part of a plan, the plans."""
        roles = target_roles(kind, role)
        if role is Role.ACTION and kind is LinkKind.PART_OF:
            roles = frozenset({Role.PLAN})
        if roles not in self._choices:
            items = [item for item in self.graph if item.role in roles]
            self._choices[roles] = self.labels.listed(items)
        return self._choices[roles]
