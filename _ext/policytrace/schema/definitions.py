"""What ``[needs]`` may define: types, fields and links that can be used as they are written.

sphinx-needs drops a type that it cannot use and explains a schema in its own words, without a line.
So everything is looked at here first, and a mistake stops the run where it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

import jsonschema_rs

from policytrace.messages import Message, message
from policytrace.schema.fields import FIELDS, FieldType
from policytrace.schema.needs_keys import FIELD_KEYS, LINK_KEYS, NEEDS_KEYS, TYPE_KEYS
from policytrace.schema.roles import FieldName
from policytrace.schema.toml_file import TomlFile

MARKUP_DIRECTIVES = frozenset(
    {
        *("admonition", "attention", "caution", "danger", "error", "hint", "important", "note"),
        *("seealso", "tip", "warning", "topic", "sidebar", "epigraph", "pull-quote", "rubric"),
        *("figure", "figure-md", "image", "uml", "plantuml", "table", "list-table"),
        *("code", "code-block", "sourcecode", "glossary", "hlist", "line-block"),
        *("include", "toctree"),
    }
)
"""The directives of the markup that are for plans; no type and no view may take their names."""

RESERVED_FIELDS = frozenset(
    {
        *("id", "title", "content", "type", "type_name", "type_prefix", "tags", "links"),
        *("docname", "lineno", "sections", "section_name", "parent_need", "parent_needs"),
        *("collapse", "hide", "layout", "style", "constraints", "delete", "jinja_content"),
        *("template", "pre_template", "post_template"),
    }
)
"""What every object of sphinx-needs has by itself."""

_TYPE_TEXTS = (("title", True), ("prefix", True), ("color", False), ("style", False))
"""What a type says in text, and whether it must."""

_SCALARS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "string": frozenset({"minLength", "maxLength", "pattern", "format", "enum", "const"}),
        **dict.fromkeys(
            ("integer", "number"),
            frozenset(
                {
                    *("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"),
                    *("multipleOf", "enum", "const"),
                }
            ),
        ),
        "boolean": frozenset({"const"}),
    }
)
"""What sphinx-needs lets the schema of one value say, by its type."""

_LISTS = frozenset(
    {
        *("items", "minItems", "maxItems", "uniqueItems"),
        *("contains", "minContains", "maxContains"),
    }
)
"""What it lets the schema of a list say."""

_WRITTEN_AS: Mapping[FieldType, frozenset[str]] = MappingProxyType(
    {FieldType.YEAR: frozenset({"integer", "string"}), FieldType.LIST: frozenset({"array"})}
)
"""The types of schema that a field known to the code may have; all others are text."""


def check_definitions(toml: TomlFile, fields: Mapping[str, FieldName]) -> None:
    """See to it that what ``[needs]`` defines can be used; `fields` are those with a role.

    Raises:
        ProjectError: something cannot be used.
    """
    _check_keys(toml, ("needs",), NEEDS_KEYS)
    _check_id_form(toml)
    for word, table in toml.needs_table("types").items():
        _check_keys(toml, ("needs", "types", word), TYPE_KEYS)
        check_directive_word(toml, ("needs", "types"), word, word)
        for key, needed in _TYPE_TEXTS:
            _check_text(toml, ("needs", "types", word), table, key, needed=needed)
    links = toml.needs_table("links")
    for word, table in links.items():
        _check_keys(toml, ("needs", "links", word), LINK_KEYS)
        _check_option_word(toml, "links", word)
        for key in ("outgoing", "incoming"):
            _check_text(toml, ("needs", "links", word), table, key, needed=False)
    for word, table in toml.needs_table("fields").items():
        _check_keys(toml, ("needs", "fields", word), FIELD_KEYS)
        _check_option_word(toml, "fields", word)
        if word in links:
            raise toml.error(
                ("needs", "fields"),
                word,
                message("“{word}” is both a field and a link. Give one another name.", word=word),
            )
        _check_text(toml, ("needs", "fields", word), table, "description", needed=False)
        _check_schema(toml, word, table, fields.get(word))


def check_directive_word(toml: TomlFile, where: tuple[str, ...], key: str, word: str) -> None:
    """See to it that a block can begin with ``{word}``.

    Raises:
        ProjectError: it cannot, or something else does already.
    """
    if word != word.lower() or not re.fullmatch(r"\w[\w.+:-]*", word):
        raise toml.error(
            where,
            key,
            message(
                "No block can begin with {{{word}}}. Write it in small letters and without blanks.",
                word=word,
            ),
        )
    if word in MARKUP_DIRECTIVES:
        raise toml.error(
            where,
            key,
            message(
                "{{{word}}} is already something else on every page. Choose another word.",
                word=word,
            ),
        )


def _check_keys(toml: TomlFile, where: tuple[str, ...], known: frozenset[str]) -> None:
    """See to it that sphinx-needs reads all that stands in a table, or says that it does not."""
    for key in sorted(toml.table(*where).keys() - known):
        table, near = ".".join(where), get_close_matches(key, known, n=1)
        raise toml.error(
            where,
            key,
            message(
                "sphinx-needs reads no “{key}” in [{table}]. Did you mean {nearest}?",
                key=key,
                table=table,
                nearest=near[0],
            )
            if near
            else message(
                "sphinx-needs reads no “{key}” in [{table}]. Take it away.", key=key, table=table
            ),
        )


def _check_option_word(toml: TomlFile, table: str, word: str) -> None:
    if word in RESERVED_FIELDS:
        text = message("Every object has “{word}” by itself. Choose another word.", word=word)
    elif not re.fullmatch(r"\w[\w-]*", word):
        text = message(
            "“{word}” cannot stand between colons in a block. Write letters, digits, - and _.",
            word=word,
        )
    else:
        return
    raise toml.error(("needs", table), word, text)


def _check_text(
    toml: TomlFile, where: tuple[str, ...], table: Mapping[str, Any], key: str, *, needed: bool
) -> None:
    value = table.get(key)
    if value is None and not needed:
        return
    if not isinstance(value, str) or (needed and not value.strip()):
        raise toml.error(
            where,
            key,
            message('Write {key} = "…" with a text in [{table}].', key=key, table=".".join(where)),
        )


def _check_id_form(toml: TomlFile) -> None:
    form = toml.table("needs").get("id_regex", "")
    try:
        if isinstance(form, str):
            re.compile(form)
            return
    except re.error:
        pass
    raise toml.error(
        ("needs",), "id_regex", message("id_regex must be a regular expression that can be read.")
    )


def _check_schema(
    toml: TomlFile, word: str, table: Mapping[str, Any], name: FieldName | None
) -> None:
    schema = table.get("schema")
    wrong = _wrong_schema(schema)
    if wrong is None and name is not None and isinstance(schema, Mapping):
        allowed = _WRITTEN_AS.get(FIELDS[name].type, frozenset({"string"}))
        if schema["type"] not in allowed:
            wrong = message(
                "{key} is read from a value of type {types}. Write that type.",
                key=name.value,
                types=" / ".join(sorted(allowed)),
            )
    if wrong is not None:
        raise toml.error(("needs", "fields", word), "schema", wrong)


def _wrong_schema(schema: object) -> Message | None:
    """Why the schema of a field cannot be used; None if it can."""
    if not isinstance(schema, Mapping):
        return message('schema must be a table, for example {{ type = "string" }}.')
    kind = schema.get("type")
    kinds = sorted([*_SCALARS, "array"])
    if not isinstance(kind, str) or kind not in kinds:
        return message("schema: type must be one of {types}.", types=", ".join(kinds))
    return _wrong_keys(schema, kind) or _wrong_items(schema, kind) or _unusable(schema)


def _wrong_keys(schema: Mapping[str, Any], kind: str) -> Message | None:
    known = {"type", *(_LISTS if kind == "array" else _SCALARS[kind])}
    if unknown := sorted(schema.keys() - known):
        return message(
            "schema: “{key}” is not known for {type}. Choose one of: {names}.",
            key=unknown[0],
            type=kind,
            names=", ".join(sorted(known)),
        )
    if "enum" in schema and not (isinstance(schema["enum"], list) and schema["enum"]):
        return message("schema: enum must be a list with at least one value.")
    return None


def _wrong_items(schema: Mapping[str, Any], kind: str) -> Message | None:
    if kind != "array":
        return None
    items = schema.get("items")
    if not isinstance(items, Mapping) or items.get("type") == "array":
        return message('schema: a list needs items, for example {{ type = "string" }}.')
    return _wrong_schema(items)


def _unusable(schema: Mapping[str, Any]) -> Message | None:
    try:
        jsonschema_rs.validator_for(json.dumps(schema, default=str), validate_formats=True)
    except ValueError as error:
        reason = str(error).splitlines()[0].rstrip(".")
        return message("schema cannot be used: {error}.", error=reason)
    return None
