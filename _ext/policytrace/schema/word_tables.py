"""Reads ``[policytrace.words]``: the project's word for each key that the code compares."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from policytrace.messages import message
from policytrace.schema.toml_file import TomlFile
from policytrace.schema.vocabulary import OPTIONAL_COLUMNS, VOCABULARIES
from policytrace.schema.words import Words

OVERVIEWS = ("view", "view_option")
"""The tables of words whose keys are the views' own; see `policytrace.site.views.registry`."""


def read_words(toml: TomlFile) -> Words:
    """The words that the code compares: one for each key, and no two the same."""
    toml.only_known("policytrace.words", frozenset({*VOCABULARIES, *OVERVIEWS}))
    tables: dict[str, Mapping[str, str]] = {}
    for name, keys in VOCABULARIES.items():
        table, where = words_of(toml, name), ("policytrace", "words", name)
        known = [key.value for key in keys]
        optional = [key.value for key in keys if key in OPTIONAL_COLUMNS]
        for key in table:
            if key not in known:
                raise toml.unknown(where, key, known)
        for key in known:
            if key not in table and key not in optional:
                raise toml.error(
                    ("policytrace", "words"),
                    name,
                    message(
                        '[{table}] has no word for {key}. Write {key} = "…" there.',
                        table=".".join(where),
                        key=key,
                    ),
                )
        tables[name] = table
    return Words(tables=MappingProxyType(tables))


def words_of(toml: TomlFile, name: str) -> Mapping[str, str]:
    """The words of a table under ``[policytrace.words]``, by key."""
    where = ("policytrace", "words", name)
    found: dict[str, str] = {}
    for key, word in toml.table(*where).items():
        if not isinstance(word, str) or not word.strip() or word != word.strip():
            raise toml.error(
                where, key, message("{key}: write a word within quotation marks.", key=key)
            )
        if word in found:
            raise toml.twice(where, key, word, found[word])
        found[word] = key
    return MappingProxyType({key: word for word, key in found.items()})
