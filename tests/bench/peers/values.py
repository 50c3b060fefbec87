"""What an object says, as text: for formats that know no types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from policytrace.schema.roles import FieldName, LinkKind
from policytrace.schema.words import Words
from tests.bench.objects import Entry

_DEFINITION = re.compile(r"(?m)^: ")


def fields(entry: Entry, words: Words) -> Mapping[FieldName, str]:
    """The values of an object, each as it is written."""
    return {
        name: _text(value, words)
        for name, value in entry.values.items()
        if isinstance(name, FieldName) and value
    }


def links(entry: Entry) -> Mapping[LinkKind, tuple[str, ...]]:
    """The ids that an object links to."""
    return {
        kind: value
        for kind, value in entry.values.items()
        if isinstance(kind, LinkKind) and isinstance(value, tuple) and value
    }


def restructured(text: str) -> str:
    """An object's Markdown as reStructuredText: of what occurs there only definitions differ."""
    return _DEFINITION.sub("    ", text)


def _text(value: str | tuple[str, ...], words: Words) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return words.of(value) if isinstance(value, StrEnum) else value
