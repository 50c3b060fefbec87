"""What a workbook holds of an object: what is written of it, whatever file it stands in."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from policytrace.markup.blocks import TooDeepError, closed_blocks
from policytrace.markup.hard_breaks import without_stray_spaces
from policytrace.markup.sections import text_sections
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import CustomLink, FieldName, Key, LinkKind, TypeKey
from policytrace.schema.typed import written_value


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectContent:
    """One object, in the form in which it is written."""

    id: str
    role: TypeKey
    title: str
    values: Mapping[Key, str]
    """By field and link; links as ids with a comma between."""
    texts: Mapping[str, str]
    """Markdown by the name of the section."""


def content_of(item: Item, metamodel: Metamodel) -> ObjectContent:
    """The content of an object of the graph, with what has been worked out besides."""
    values: dict[Key, str] = {
        key: written_value(value, metamodel.vocabulary) for key, value in item.values.items()
    }
    values.update({kind: ", ".join(targets) for kind, targets in item.links.items()})
    lines = (item.prose or "").splitlines()
    try:
        sections = tuple(text_sections(lines, closed_blocks(lines), metamodel.types))
    except TooDeepError:
        sections = ()
    return ObjectContent(
        id=item.id,
        role=item.role,
        title=item.title,
        values=values,
        texts={section.name: section.text for section in sections},
    )


def canonical(key: Key | None, text: str) -> str:
    """What is written for a field or link, or as a text, in the one form that is compared.

    The order of a link's targets says nothing, nor do spaces at the end of a line that break none.
    """
    if isinstance(key, LinkKind | CustomLink):
        return ", ".join(sorted(part for part in map(str.strip, text.split(",")) if part))
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return without_stray_spaces(composed).strip()


def fingerprint(canonical_text: str) -> str:
    """What tells one text from another, in a few signs; empty for an empty text."""
    return hashlib.sha256(canonical_text.encode()).hexdigest()[:20] if canonical_text else ""


def is_worked_out(key: Key, content: ObjectContent) -> bool:
    """Whether a value is given by another: the next follow-up by how often there is one."""
    return key is FieldName.NEXT_FOLLOW_UP and FieldName.RHYTHM in content.values
