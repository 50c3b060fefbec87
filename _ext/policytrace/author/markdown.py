"""Writes an object as Markdown, so that whatever it says reads back as it was said.

A field is written as it is. Texts are Markdown and may hold links and emphasis; what would make a
paragraph something else is escaped at its start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policytrace.locations import Location
from policytrace.plan.model import Item
from policytrace.schema.fields import FieldType
from policytrace.schema.forms import entries_of, heading_of, texts_of
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import (
    CustomLink,
    FieldKey,
    FieldName,
    Key,
    LinkKey,
    LinkKind,
    TypeKey,
)
from policytrace.schema.typed import parse_value

FENCE = ":::"
INDENT = "  "
_LONGEST_ON_ITS_LINE = 80

_STARTS_BLOCK = re.compile(
    r"#{1,6}(?:\s|$)"  # heading
    r"|[-+*](?:\s|$)"  # bullet
    r"|[=~:](?:\s|$)"  # underline of a heading, definition
    r"|:|>|%|\|"  # fence or option, quotation, comment, table
    r"|`{3}|~{3}"  # fence
    r"|\+\+\+"  # break between blocks
    r"|[-=][-=\s]*$"  # line, underline
    r"|[*_](?:\s*[*_]){2,}\s*$"  # line
    r"|\[[^\]]*\]:"  # definition of a link or note
    r"|\(.*\)=\s*$"  # target
    r"|\{[^}`]*\}(?!`)"  # attributes
    r"|<(?![A-Za-z][A-Za-z0-9+.-]*:)"  # HTML
)
_STARTS_NUMBER = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An object that is not yet in the project."""

    role: TypeKey
    id: str
    title: str
    fields: Mapping[FieldKey, str] = field(default_factory=dict)
    """As they are written."""
    links: Mapping[LinkKey, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Paragraphs by the name of their section."""
    texts_are_markdown: bool = False
    """Whether the paragraphs are written as they are, with lists and the like."""

    def placed(self, location: Location, metamodel: Metamodel) -> Item:
        """The object as it will be in the graph."""
        return Item(
            id=self.id,
            role=self.role,
            title=self.title,
            location=location,
            values={
                key: parse_value(text, metamodel.definitions[key].spec, metamodel.vocabulary)
                for key, text in self.fields.items()
            },
            links=self.links,
        )


def directive(draft: Draft, metamodel: Metamodel, fence: str = FENCE) -> list[str]:
    """The lines of the object's directive, without line ends."""
    lines = [f"{fence}{{{metamodel.word(draft.role)}}} {draft.title}", f":id: {draft.id}"]
    keys = (FieldName.STATUS, *entries_of(draft.role, metamodel))
    for key in keys:
        value = (
            ", ".join(draft.links.get(key, ()))
            if isinstance(key, LinkKind | CustomLink)
            else draft.fields.get(key, "")
        )
        if value and metamodel.has(key):
            lines += option_lines(metamodel.word(key), value, long=may_be_long(key, metamodel))
    asked = {heading_of(part, metamodel): part.heading for part in texts_of(draft.role)}
    for name in dict.fromkeys(["", *asked, *draft.texts]):
        if text := draft.texts.get(name, ()):
            safe = text if draft.texts_are_markdown else map(harmless, text)
            lines += ["", *section_lines(name if asked.get(name, True) else "", "\n\n".join(safe))]
    return [*lines, fence]


def may_be_long(key: Key, metamodel: Metamodel) -> bool:
    """Whether a field holds texts of several paragraphs."""
    known = None if isinstance(key, LinkKind | CustomLink) else metamodel.definitions.get(key)
    return known is not None and known.spec.type is FieldType.PARAGRAPHS


def option_lines(word: str, value: str, *, long: bool) -> Iterator[str]:
    """The lines of an option; what is long stands below it."""
    if not long or (len(value) <= _LONGEST_ON_ITS_LINE and "\n" not in value):
        yield f":{word}: {value}"
        return
    yield f":{word}:"
    for line in value.split("\n"):
        yield f"{INDENT}{line}" if line else ""


def harmless(paragraph: str) -> str:
    """The paragraph, with what would make it something else than a paragraph escaped."""
    if numbered := _STARTS_NUMBER.match(paragraph):
        return f"{numbered[1]}\\{paragraph[numbered.end(1) :]}"
    return f"\\{paragraph}" if _STARTS_BLOCK.match(paragraph) else paragraph


def heading(title: str) -> str:
    """The title as a heading that shows it as it is."""
    return re.sub(r"([\\`*_\[\]<>{}&#~])", r"\\\1", title)


def section_lines(name: str, text: str) -> Iterator[str]:
    """The lines of a section with a text in Markdown; one without a name opens the text."""
    if not name:
        yield from text.split("\n")
        return
    yield name
    for number, line in enumerate(text.split("\n")):
        yield f"{INDENT if number else ': '}{line}" if line else ""
