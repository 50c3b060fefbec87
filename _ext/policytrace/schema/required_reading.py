"""Reads what a project demands: ``[policytrace.required]`` and ``[policytrace.analyses]``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

from policytrace.messages import message
from policytrace.schema.metamodel import FieldDefinition
from policytrace.schema.required import Requirement, Requirements
from policytrace.schema.roles import (
    CustomLink,
    FieldKey,
    FieldName,
    Key,
    LinkKind,
    Role,
    TypeKey,
    key_name,
)
from policytrace.schema.toml_file import TomlFile
from policytrace.schema.typed import Value, parse_value
from policytrace.schema.vocabulary import Status
from policytrace.schema.words import Words

_OF_ANALYSES = (Role.ANALYSIS, LinkKind.ANALYSES, FieldName.ANALYSIS_KIND)
"""What a project must have words for, if it demands analyses."""


def read_analyses(
    toml: TomlFile,
    names: Mapping[str, str],
    definitions: Mapping[FieldKey, FieldDefinition],
    words: Words,
) -> Mapping[str, Status]:
    """From which status on a plan or an action must have an analysis of each kind.

    `names` are the project's words for types, fields and links.
    """
    where = ("policytrace", "analyses")
    table = toml.table(*where)
    for key in _OF_ANALYSES if table else ():
        if key_name(key) not in names:
            raise toml.error(
                where[:1],
                where[1],
                message(
                    "[{table}] demands analyses, but the project has no word for {key}.",
                    table=".".join(where),
                    key=key_name(key),
                ),
            )
    field = definitions.get(FieldName.ANALYSIS_KIND)
    kinds = field.schema.get("enum", ()) if field else ()
    found: dict[str, Status] = {}
    for kind, word in table.items():
        if kind not in kinds:
            raise toml.unknown(where, kind, map(str, kinds))
        status = words.by_word(Status).get(word) if isinstance(word, str) else None
        if status in (None, Status.CANCELLED):
            raise toml.error(
                where,
                kind,
                message(
                    "{key} = {value!r}: write the status from which on the analysis must be there, "
                    "one of: {choices}.",
                    key=kind,
                    value=str(word),
                    choices=", ".join(
                        words.of(one) for one in Status if one is not Status.CANCELLED
                    ),
                ),
            )
        found[kind] = status
    return MappingProxyType(found)


def read_required(
    toml: TomlFile,
    types: Mapping[str, TypeKey],
    keys: Mapping[str, Key],
    definitions: Mapping[FieldKey, FieldDefinition],
    words: Words,
) -> Requirements:
    """What the project demands of the objects of each type."""
    where = ("policytrace", "required")
    found: dict[TypeKey, tuple[Requirement, ...]] = {}
    for word, entries in toml.table(*where).items():
        if word not in types:
            raise toml.unknown(where, word, types)
        if not isinstance(entries, list):
            raise toml.error(where, word, message("{key}: write a list.", key=word))
        read = (_requirements(toml, word, one, keys, definitions, words) for one in entries)
        found[types[word]] = tuple(chain.from_iterable(read))
        _check_requirements(toml, word, found[types[word]])
    return MappingProxyType(found)


def _requirements(
    toml: TomlFile,
    word: str,
    entry: object,
    keys: Mapping[str, Key],
    definitions: Mapping[FieldKey, FieldDefinition],
    words: Words,
) -> Iterator[Requirement]:
    """What an entry asks for: one thing, or with ``all`` several on the same condition."""
    where = ("policytrace", "required")
    table: dict[str, Any] = entry if isinstance(entry, dict) else {"any": [entry]}
    names = table.get("any", table.get("all"))
    conditions = {key: table[key] for key in ("when", "unless") if key in table}
    if (
        table.keys() - {"any", "all", "when", "is", "unless"}
        or {"any", "all"} <= table.keys()
        or ("is" in table and "when" not in table)
        or not isinstance(names, list)
        or not names
    ):
        raise toml.error(
            where,
            word,
            message(
                '{key}: write a field or a link, or {{ any = ["…"], when = "…" }}; “all” may stand '
                "for any, “is” say what the field in when must hold, and “unless” name a field.",
                key=word,
            ),
        )
    for name in (*names, *conditions.values()):
        if not isinstance(name, str) or name not in keys:
            raise toml.error(
                where,
                word,
                message(
                    "{key} asks for {name}, which is neither a field nor a link.",
                    key=word,
                    name=str(name) or '""',
                ),
            )
    fields: dict[str, FieldKey] = {}
    for said, name in conditions.items():
        key = keys[str(name)]
        if isinstance(key, LinkKind | CustomLink):
            raise toml.error(
                where,
                word,
                message(
                    "{key}: {condition} = {name}: name a field.",
                    key=word,
                    condition=said,
                    name=str(name),
                ),
            )
        fields[said] = key
    when, unless = fields.get("when"), fields.get("unless")
    required = tuple(keys[str(name)] for name in names)
    if {when, unless} & set(required) or any(
        "default" in _table_of_field(toml, name) for name in names
    ):
        raise toml.error(
            where,
            word,
            message(
                "{key} asks for {name}, which is always there then: nothing could be missing.",
                key=word,
                name=" / ".join(names),
            ),
        )
    value: Value | None = None
    if when and "is" in table:
        value = _value(toml, word, table["is"], definitions[when], words)
    for wanted in ((key,) for key in required) if "all" in table else (required,):
        yield Requirement(keys=wanted, when=when, value=value, unless=unless)


def _value(
    toml: TomlFile, word: str, written: object, field: FieldDefinition, words: Words
) -> Value:
    """What the field of a condition must hold: something that may be chosen there."""
    choices = field.schema.get("enum", ())
    if written not in choices:
        raise toml.error(
            ("policytrace", "required"),
            word,
            message(
                "{key}: is = {value}: {field} can never hold that. It may be one of: {choices}.",
                key=word,
                value=str(written),
                field=field.word,
                choices=", ".join(map(str, choices)) or "–",
            ),
        )
    return parse_value(written, field.spec, words)


def _table_of_field(toml: TomlFile, word: str) -> Mapping[str, Any]:
    return toml.needs_table("fields").get(word, {})


def _check_requirements(toml: TomlFile, word: str, requirements: tuple[Requirement, ...]) -> None:
    """See to it that nothing is asked for twice: the second time says nothing."""
    asked = [(frozenset(one.keys), one.when, one.value, one.unless) for one in requirements]
    twice = len(set(asked)) < len(asked) or any(
        len(set(one.keys)) < len(one.keys) for one in requirements
    )
    if twice:
        raise toml.error(
            ("policytrace", "required"),
            word,
            message("{key} asks for the same thing twice. Take one away.", key=word),
        )
