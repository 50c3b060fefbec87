"""Reads a project's metamodel from ``ubproject.toml``.

``[needs]`` holds the types, fields and links as sphinx-needs knows them, ``[policytrace]`` says
what each stands for. See ``docs/metamodell.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.messages import message
from policytrace.schema.accessibility_reading import read_accessibility
from policytrace.schema.definitions import check_definitions, check_directive_word
from policytrace.schema.fields import FIELDS, FieldSpec, FieldType, spec_by_schema
from policytrace.schema.metamodel import CONFIG_FILE, FieldDefinition, LinkTitles, Metamodel
from policytrace.schema.publisher_reading import read_publisher, read_support
from policytrace.schema.required_reading import read_analyses, read_required
from policytrace.schema.roles import (
    CustomField,
    CustomLink,
    CustomType,
    FieldKey,
    FieldName,
    LinkKey,
    LinkKind,
    Role,
    TypeKey,
    key_name,
)
from policytrace.schema.search_reading import read_search
from policytrace.schema.settings_reading import (
    path_to,
    read_adopted_text,
    read_changes_freely,
    read_history_since,
    read_indicators,
    read_repository,
    read_rhythms,
    read_rules,
    read_site,
)
from policytrace.schema.site_language import site_language
from policytrace.schema.toml_file import TomlFile
from policytrace.schema.vocabulary import VOCABULARIES
from policytrace.schema.word_tables import OVERVIEWS, read_words, words_of
from policytrace.schema.words import Words

_OURS = "policytrace"
_TABLES = frozenset(
    {
        *(
            "accessibility",
            "analyses",
            "history",
            "indicators",
            "links",
            "fields",
            "publisher",
            "required",
        ),
        *("rhythms", "roles", "rules", "search", "support", "words"),
    }
)
_SETTINGS = frozenset(
    {"addresses", "adopted_text", "changes_freely", "meetings", "passages", "repository", "site"}
)

Known = TypeVar("Known", bound=StrEnum)


def load_metamodel(project: Path) -> Metamodel:
    """Read the metamodel of the project in the folder `project`.

    Raises:
        ProjectError: the file is missing, is no TOML, or names something that does not exist.
    """
    toml = TomlFile(project / CONFIG_FILE)
    _check_top(toml)
    toml.only_known("policytrace", _TABLES | _SETTINGS)
    roles = _meanings(toml, "roles", Role, known=toml.needs_table("types"))
    links = _meanings(toml, "links", LinkKind, known=toml.needs_table("links"))
    # sphinx-needs defines this field itself.
    fields = _meanings(
        toml, "fields", FieldName, known={"status": {}, **toml.needs_table("fields")}
    )
    check_definitions(toml, fields)
    for key, word in words_of(toml, "view").items():
        check_directive_word(toml, ("policytrace", "words", "view"), key, word)
    vocabulary = read_words(toml)
    types = _types(toml, roles)
    link_keys: dict[str, LinkKey] = {
        word: links.get(word, CustomLink(word)) for word in toml.needs_table("links")
    }
    field_keys = _field_keys(toml, fields)
    words = {
        **{key_name(key): word for word, key in types.items()},
        **{key_name(key): word for word, key in link_keys.items()},
        **{key_name(key): word for word, key in field_keys.items()},
        **{
            f"{name}.{key}": vocabulary.of(key)
            for name, keys in VOCABULARIES.items()
            for key in keys
        },
    }
    needs = toml.table("needs")
    definitions = MappingProxyType(dict(_definitions(toml, field_keys, vocabulary)))
    return Metamodel(
        types=types,
        language=site_language(project),
        links=MappingProxyType(link_keys),
        fields=field_keys,
        role_titles={
            key: str(toml.needs_table("types")[word]["title"]) for word, key in types.items()
        },
        link_titles={
            key: LinkTitles(
                outgoing=str(toml.needs_table("links")[word].get("outgoing", word)),
                incoming=str(toml.needs_table("links")[word].get("incoming", word)),
            )
            for word, key in link_keys.items()
        },
        definitions=definitions,
        prefixes={
            key: str(toml.needs_table("types")[word]["prefix"]) for word, key in types.items()
        },
        id_form=str(needs.get("id_regex", "")),
        required=read_required(toml, types, {**field_keys, **link_keys}, definitions, vocabulary),
        analyses=read_analyses(toml, words, definitions, vocabulary),
        history_since=read_history_since(toml),
        changes_freely=read_changes_freely(toml, {**field_keys, **link_keys}),
        vocabulary=vocabulary,
        overviews={name: words_of(toml, name) for name in OVERVIEWS},
        words=words,
        passages=path_to(toml, "passages"),
        adopted_text=read_adopted_text(toml),
        addresses=path_to(toml, "addresses"),
        meetings=path_to(toml, "meetings"),
        indicators=read_indicators(toml, vocabulary),
        site=read_site(toml),
        repository=read_repository(toml),
        publisher=read_publisher(toml),
        accessibility=read_accessibility(toml),
        support=read_support(toml),
        search=read_search(toml),
        rhythms=read_rhythms(toml),
        rules=read_rules(toml),
        text=toml.text,
    )


def _check_top(toml: TomlFile) -> None:
    """See to it that neither of our tables is misspelt; all others are other programs' own."""
    for key in sorted(toml.data.keys() - {"needs", _OURS}):
        near = get_close_matches(key.lower(), ("needs", _OURS), n=1, cutoff=0.8)
        if not near and not key.startswith(_OURS):
            continue
        begins = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[].=]""")
        lines = enumerate(toml.text.splitlines(), start=1)
        raise ProjectError(
            message(
                "Nobody reads [{table}]. Did you mean [{nearest}]?",
                table=key,
                nearest=near[0] if near else _OURS,
            ),
            Location(
                file=CONFIG_FILE,
                line=next((number for number, line in lines if begins.match(line)), 1),
            ),
        )


def _types(toml: TomlFile, roles: Mapping[str, Role]) -> Mapping[str, TypeKey]:
    return MappingProxyType(
        {word: roles.get(word, CustomType(word)) for word in toml.needs_table("types")}
    )


def _field_keys(toml: TomlFile, fields: Mapping[str, FieldName]) -> Mapping[str, FieldKey]:
    found: dict[str, FieldKey] = dict(fields)
    for word in toml.needs_table("fields"):
        found.setdefault(word, CustomField(word))
    return MappingProxyType(found)


def _definitions(
    toml: TomlFile, fields: Mapping[str, FieldKey], vocabulary: Words
) -> Iterator[tuple[FieldKey, FieldDefinition]]:
    for word, key in fields.items():
        table = toml.needs_table("fields").get(word, {})
        schema = table.get("schema", {})
        spec = spec_by_schema(schema) if isinstance(key, CustomField) else FIELDS[key]
        _check_enum(toml, word, schema, spec, vocabulary)
        yield (
            key,
            FieldDefinition(
                word=word,
                spec=spec,
                description=str(table.get("description", "")),
                schema=MappingProxyType(schema),
            ),
        )


def _check_enum(
    toml: TomlFile, word: str, schema: Mapping[str, Any], spec: FieldSpec, vocabulary: Words
) -> None:
    """See to it that every word that editors may choose stands for something."""
    choices = schema.get("enum")
    if spec.type is not FieldType.WORD or spec.vocabulary is None or choices is None:
        return
    known = vocabulary.all_of(spec.vocabulary)
    for choice in choices:
        if choice not in known:
            raise toml.error(
                ("needs", "fields", word),
                "schema",
                message(
                    "“{word}” may be chosen for {field}, but stands for nothing. Write it in "
                    "[{table}], or take it away here.",
                    word=str(choice),
                    field=word,
                    table=f"policytrace.words.{_table_of(spec.vocabulary)}",
                ),
            )


def _meanings(
    toml: TomlFile, name: str, kind: type[Known], *, known: Mapping[str, object]
) -> Mapping[str, Known]:
    """The table ``[policytrace.<name>]`` turned round: project's word → meaning."""
    where = ("policytrace", name)
    keys = {member.value for member in kind}
    found: dict[str, Known] = {}
    for key, word in toml.table(*where).items():
        if key not in keys:
            raise toml.unknown(where, key, keys)
        if not isinstance(word, str) or word not in known:
            raise toml.error(
                where,
                key,
                message(
                    "{key} = {word!r}: [needs.{name}] defines nothing of that name.",
                    key=key,
                    word=str(word),
                    name={"roles": "types"}.get(name, name),
                ),
            )
        if word in found:
            raise toml.twice(where, key, word, found[word].value)
        found[word] = kind(key)
    return MappingProxyType(found)


def _table_of(vocabulary: type[StrEnum]) -> str:
    return next(name for name, keys in VOCABULARIES.items() if keys is vocabulary)
