"""The metamodel of a project: its types, fields and links, their words, and what is required."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policytrace.locations import Location
from policytrace.messages import DEFAULT_LANGUAGE
from policytrace.schema.changes_freely import BY_DEFAULT
from policytrace.schema.fields import FieldSpec
from policytrace.schema.required import Requirements
from policytrace.schema.rhythms import RHYTHMS, Rhythms
from policytrace.schema.roles import (
    CustomField,
    CustomLink,
    FieldKey,
    Key,
    LinkKey,
    LinkKind,
    TypeKey,
    key_name,
)
from policytrace.schema.vocabulary import Status
from policytrace.schema.words import KEYS, Words
from policytrace.settings import (
    Accessibility,
    AdoptedTextSetting,
    IndicatorSettings,
    Publisher,
    SearchSettings,
    Support,
)
from policytrace.severity import Severity
from policytrace.values.alphabet import with_initial

CONFIG_FILE = "ubproject.toml"
"""The file with a project's metamodel."""

SETTINGS = "conf.py"
"""The file with a project's settings for Sphinx."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTitles:
    """What a link is called, read from its source and from its target."""

    outgoing: str
    incoming: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDefinition:
    """A field as the project defines it."""

    word: str
    spec: FieldSpec
    description: str = ""
    """What it is for, in the project's own words."""
    schema: Mapping[str, Any] = field(default_factory=dict)
    """JSON Schema of its values, as sphinx-needs applies it."""

    @property
    def title(self) -> str:
        """What it is called on the site: the word, as a heading."""
        text = self.word.replace("_", " ")
        return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetting:
    """What a project has decided about a rule."""

    severity: Severity | None
    """None switches the rule off."""
    location: Location


@dataclass(frozen=True, kw_only=True)
class Metamodel:
    """Everything that a project says of the kinds of its objects."""

    types: Mapping[str, TypeKey]
    """By the directive's word."""
    language: str = DEFAULT_LANGUAGE
    """The language of the site, and of what the program writes in the project's files."""
    links: Mapping[str, LinkKey]
    """By the option's word."""
    fields: Mapping[str, FieldKey]
    """By the option's word."""
    role_titles: Mapping[TypeKey, str]
    link_titles: Mapping[LinkKey, LinkTitles]
    definitions: Mapping[FieldKey, FieldDefinition]
    prefixes: Mapping[TypeKey, str]
    """What the ids of a type begin with."""
    id_form: str = ""
    """Regular expression that every id matches; empty if any will do."""
    required: Requirements = field(default_factory=dict)
    analyses: Mapping[str, Status] = field(default_factory=dict)
    """From which status on a plan or an action must have an analysis, by the kind's word."""
    changes_freely: frozenset[str] = BY_DEFAULT
    """The keys of fields and links of something decided that may change without a new decision."""
    history_since: date | None = None
    """The day that the history begins on; None: with the first edition."""
    vocabulary: Words = KEYS
    """The words that the code compares."""
    overviews: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The words for views and their options, by key, in the tables ``view`` and ``view_option``."""
    words: Mapping[str, str]
    """The project's word by key, as ``link.owner`` → ``ansvarig``; see `Context.word`."""
    passages: str | None = None
    """Path of the passage register from the project's folder; None: the project has none."""
    addresses: str | None = None
    """Path of the register of published addresses from there; None: the project has none."""
    meetings: str | None = None
    """Path of the file that says when bodies meet; None: the project has none."""
    adopted_text: AdoptedTextSetting | None = None
    """Where the project has the text that the register is of; None: it does not have it."""
    site: str | None = None
    """The public address of the site, without a slash at its end; None: it is not known."""
    repository: str | None = None
    """The address where a file is edited, less the file's path; None: there is none."""
    publisher: Publisher = field(default_factory=Publisher)
    """Who stands behind the site."""
    accessibility: Accessibility = field(default_factory=Accessibility)
    """The facts of the accessibility statement."""
    support: Support | None = None
    """Help numbers for those whom a priority concerns; None: the project has none."""
    search: SearchSettings = field(default_factory=SearchSettings)
    """How questions to the search are understood."""
    indicators: IndicatorSettings
    """Where the project keeps what it has measured."""
    rhythms: Rhythms = field(default_factory=lambda: RHYTHMS)
    """On which days of the year things are followed up."""
    rules: Mapping[str, RuleSetting] = field(default_factory=dict)
    """What it has decided about rules, by code."""
    text: str = field(default="", repr=False)
    """The file that it was read from."""

    def word(self, key: TypeKey | Key) -> str:
        """The project's word for a type, a field or a link; the key's own where it has none."""
        return self.words.get(key_name(key), str(key))

    def has(self, key: TypeKey | Key) -> bool:
        """Whether the project has a type, a field or a link."""
        return isinstance(key, CustomField | CustomLink) or key_name(key) in self.words

    def title(self, key: Key) -> str:
        """What a field or a link is called for a reader."""
        if isinstance(key, LinkKind | CustomLink):
            titles = self.link_titles.get(key)
            return titles.outgoing if titles else str(key)
        return self.field_title(key)

    def field_title(self, name: FieldKey) -> str:
        """What a field is called on the site."""
        known = self.definitions.get(name)
        return known.title if known else str(name)

    def headings(self) -> dict[str, str]:
        """The project's words by their keys, those of fields and links as headings."""
        keys: tuple[Key, ...] = (*self.fields.values(), *self.links.values())
        return {**self.words, **{key_name(key): self.heading(key) for key in keys}}

    def heading(self, key: Key) -> str:
        """What a field or a link is called above its values."""
        return with_initial(self.title(key))

    def place(self, table: tuple[str, ...], key: str) -> Location:
        """Where `key` is set in a table of the file; the table's line, or 1, if it is not found."""
        return Location(file=CONFIG_FILE, line=line_of(self.text, table, key))


def line_of(text: str, table: tuple[str, ...], key: str) -> int:
    """The line of a TOML file where `key` is set in `table`; the table's line, or 1, if not."""
    header = re.compile(r"\s*\[([^\[\]]+)\]")
    inside, best = not table, 1
    for number, line in enumerate(text.splitlines(), start=1):
        if opened := header.match(line):
            name = tuple(part.strip(" \"'") for part in opened[1].split("."))
            inside = name == table
            if inside or name == (*table, key):
                best = number
        elif inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return best
