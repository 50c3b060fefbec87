"""Reads a project's metamodel from ``ubproject.toml``.

``[needs]`` holds the types, fields and links as sphinx-needs knows them, ``[policytrace]`` says
what each stands for. See ``docs/metamodell.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields as dataclass_fields
from enum import StrEnum
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, TypeVar

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.schema.fields import FIELDS, FieldSpec, FieldType, spec_by_schema
from policytrace.schema.metamodel import (
    CONFIG_FILE,
    FieldDefinition,
    LinkTitles,
    Metamodel,
    RuleSetting,
    line_of,
)
from policytrace.schema.required import Requirement, Requirements
from policytrace.schema.roles import (
    CustomField,
    CustomLink,
    CustomType,
    FieldKey,
    FieldName,
    Key,
    LinkKey,
    LinkKind,
    Role,
    TypeKey,
    key_name,
)
from policytrace.schema.vocabulary import VOCABULARIES
from policytrace.schema.words import Words
from policytrace.settings import IndicatorSettings
from policytrace.severity import Severity

SEVERITY_WORDS: Mapping[str, Severity | None] = MappingProxyType(
    {
        "fel": Severity.ERROR,
        "varning": Severity.WARNING,
        "upplysning": Severity.INFO,
        "av": None,
        "error": Severity.ERROR,
        "warning": Severity.WARNING,
        "info": Severity.INFO,
        "off": None,
    }
)
"""What may be written in ``[policytrace.rules]``, in Swedish or English."""

_SITE = re.compile(
    r"(?:https://[a-z0-9]+(?:(?:[.]|-+)[a-z0-9]+)*|http://localhost)"
    r"(?::[0-9]{1,5})?(?:/[a-z0-9._~%-]+)*/?",
    re.IGNORECASE,
)
"""An address that can be sent on as it is: ASCII, and no question or place within the page."""

_TABLES = frozenset({"indicators", "links", "fields", "required", "roles", "rules", "words"})
_SETTINGS = frozenset({"passages", "repository", "site"})

OVERVIEWS = ("view", "view_option")
"""The tables of words whose keys are the views' own; see `policytrace.site.views.registry`."""

Known = TypeVar("Known", bound=StrEnum)


def load_metamodel(project: Path) -> Metamodel:
    """Read the metamodel of the project in the folder `project`.

    Raises:
        ProjectError: the file is missing, is no TOML, or names something that does not exist.
    """
    return _Reader(project / CONFIG_FILE).read()


class _Reader:
    """Reads one ``ubproject.toml``; knows its text, to say on which line a mistake is."""

    def __init__(self, path: Path) -> None:
        try:
            self.text = path.read_text(encoding="utf-8-sig")
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except FileNotFoundError:
            raise ProjectError(
                message(
                    "{file} is missing in {folder}. It says what the objects of the plan are.",
                    file=CONFIG_FILE,
                    folder=str(path.parent),
                )
            ) from None
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            found = re.search(r"at line (\d+)", str(error))
            raise ProjectError(
                message("{file} cannot be read: {error}", file=CONFIG_FILE, error=str(error)),
                Location(file=CONFIG_FILE, line=int(found[1]) if found else 1),
            ) from None

    def read(self) -> Metamodel:
        self.only_known("policytrace", _TABLES | _SETTINGS)
        roles = self.meanings("roles", Role, known=self.needs_table("types"))
        links = self.meanings("links", LinkKind, known=self.needs_table("links"))
        # sphinx-needs defines this field itself.
        fields = self.meanings(
            "fields", FieldName, known={"status": {}, **self.needs_table("fields")}
        )
        vocabulary = self.vocabulary()
        types = self.types(roles)
        link_keys: dict[str, LinkKey] = {
            word: links.get(word, CustomLink(word)) for word in self.needs_table("links")
        }
        field_keys = self.field_keys(fields)
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
        needs = self.table("needs")
        return Metamodel(
            types=types,
            links=MappingProxyType(link_keys),
            fields=field_keys,
            role_titles={
                key: str(self.needs_table("types")[word].get("title", word))
                for word, key in types.items()
            },
            link_titles={
                key: LinkTitles(
                    outgoing=str(self.needs_table("links")[word].get("outgoing", word)),
                    incoming=str(self.needs_table("links")[word].get("incoming", word)),
                )
                for word, key in link_keys.items()
            },
            definitions=MappingProxyType(dict(self.definitions(field_keys, vocabulary))),
            prefixes={
                key: str(self.needs_table("types")[word].get("prefix", ""))
                for word, key in types.items()
            },
            id_form=_pattern(needs.get("id_regex")),
            required=self.required(types, {**field_keys, **link_keys}),
            vocabulary=vocabulary,
            overviews={name: self.words_of(name) for name in OVERVIEWS},
            words=words,
            passages=self.path_to("passages"),
            indicators=self.indicators(),
            site=self.site(),
            repository=self.repository(),
            rules=self.rules(),
            text=self.text,
        )

    # ------------------------------------------------------------------ tables

    def table(self, *keys: str) -> dict[str, Any]:
        value: Any = self.data
        for depth, key in enumerate(keys):
            value = value.get(key, {})
            if not isinstance(value, dict):
                raise self.error(
                    keys[:depth],
                    key,
                    message("[{table}] must be a table.", table=".".join(keys[: depth + 1])),
                )
        found: dict[str, Any] = value
        return found

    def needs_table(self, name: str) -> dict[str, dict[str, Any]]:
        table = self.table("needs", name)
        for key, value in table.items():
            if not isinstance(value, dict):
                raise self.error(
                    ("needs", name),
                    key,
                    message("[{table}] must be a table.", table=f"needs.{name}.{key}"),
                )
        return table

    def only_known(self, table: str, known: frozenset[str]) -> None:
        """See to it that a table holds nothing that nobody reads."""
        where = tuple(table.split("."))
        for key in sorted(self.table(*where).keys() - known):
            raise self.unknown(where, key, known)

    def unknown(self, where: tuple[str, ...], key: str, known: Iterable[str]) -> ProjectError:
        return self.error(
            where,
            key,
            message(
                "“{key}” is not a name that [{table}] knows. Choose one of: {names}.",
                key=key,
                table=".".join(where),
                names=", ".join(sorted(known)),
            ),
        )

    # ------------------------------------------------------------------- types, links, fields

    def types(self, roles: Mapping[str, Role]) -> Mapping[str, TypeKey]:
        return MappingProxyType(
            {word: roles.get(word, CustomType(word)) for word in self.needs_table("types")}
        )

    def field_keys(self, fields: Mapping[str, FieldName]) -> Mapping[str, FieldKey]:
        found: dict[str, FieldKey] = dict(fields)
        for word in self.needs_table("fields"):
            found.setdefault(word, CustomField(word))
        return MappingProxyType(found)

    def definitions(
        self, fields: Mapping[str, FieldKey], vocabulary: Words
    ) -> Iterator[tuple[FieldKey, FieldDefinition]]:
        for word, key in fields.items():
            table = self.needs_table("fields").get(word, {})
            schema = table.get("schema", {})
            if not isinstance(schema, dict):
                raise self.error(
                    ("needs", "fields", word), "schema", message("schema must be a table.")
                )
            spec = spec_by_schema(schema) if isinstance(key, CustomField) else FIELDS[key]
            self.check_enum(word, schema, spec, vocabulary)
            yield (
                key,
                FieldDefinition(
                    word=word,
                    spec=spec,
                    description=str(table.get("description", "")),
                    schema=MappingProxyType(schema),
                ),
            )

    def check_enum(
        self, word: str, schema: Mapping[str, Any], spec: FieldSpec, vocabulary: Words
    ) -> None:
        """See to it that every word that editors may choose stands for something."""
        if spec.type is not FieldType.WORD or spec.vocabulary is None or "enum" not in schema:
            return
        known = vocabulary.all_of(spec.vocabulary)
        for choice in schema["enum"]:
            if choice not in known:
                raise self.error(
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

    def meanings(
        self, name: str, kind: type[Known], *, known: Mapping[str, object]
    ) -> Mapping[str, Known]:
        """The table ``[policytrace.<name>]`` turned round: project's word → meaning."""
        where = ("policytrace", name)
        keys = {member.value for member in kind}
        found: dict[str, Known] = {}
        for key, word in self.table(*where).items():
            if key not in keys:
                raise self.unknown(where, key, keys)
            if not isinstance(word, str) or word not in known:
                raise self.error(
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
                raise self.twice(where, key, word, found[word].value)
            found[word] = kind(key)
        return MappingProxyType(found)

    # -------------------------------------------------------------------------- words

    def vocabulary(self) -> Words:
        """The words that the code compares: one for each key, and no two the same."""
        self.only_known("policytrace.words", frozenset({*VOCABULARIES, *OVERVIEWS}))
        tables: dict[str, Mapping[str, str]] = {}
        for name, keys in VOCABULARIES.items():
            table, where = self.words_of(name), ("policytrace", "words", name)
            known = [key.value for key in keys]
            for key in table:
                if key not in known:
                    raise self.unknown(where, key, known)
            for key in known:
                if key not in table:
                    raise self.error(
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

    def words_of(self, name: str) -> Mapping[str, str]:
        """The words of a table under ``[policytrace.words]``, by key."""
        where = ("policytrace", "words", name)
        found: dict[str, str] = {}
        for key, word in self.table(*where).items():
            if not isinstance(word, str) or not word.strip() or word != word.strip():
                raise self.error(
                    where, key, message("{key}: write a word within quotation marks.", key=key)
                )
            if word in found:
                raise self.twice(where, key, word, found[word])
            found[word] = key
        return MappingProxyType({key: word for word, key in found.items()})

    def twice(self, where: tuple[str, ...], key: str, word: str, first: str) -> ProjectError:
        return self.error(
            where,
            key,
            message(
                "“{word}” stands for both {first} and {second}.",
                word=word,
                first=first,
                second=key,
            ),
        )

    # ----------------------------------------------------------------------- required

    def required(self, types: Mapping[str, TypeKey], keys: Mapping[str, Key]) -> Requirements:
        where = ("policytrace", "required")
        found: dict[TypeKey, tuple[Requirement, ...]] = {}
        for word, entries in self.table(*where).items():
            if word not in types:
                raise self.unknown(where, word, types)
            if not isinstance(entries, list):
                raise self.error(where, word, message("{key}: write a list.", key=word))
            found[types[word]] = tuple(self.requirement(word, entry, keys) for entry in entries)
        return MappingProxyType(found)

    def requirement(self, word: str, entry: object, keys: Mapping[str, Key]) -> Requirement:
        where = ("policytrace", "required")
        table: dict[str, Any] = entry if isinstance(entry, dict) else {"any": [entry]}
        names, when = table.get("any"), table.get("when")
        if table.keys() - {"any", "when"} or not isinstance(names, list) or not names:
            raise self.error(
                where,
                word,
                message(
                    '{key}: write a field or a link, or {{ any = ["…"], when = "…" }}.', key=word
                ),
            )
        for name in (*names, *([] if when is None else [when])):
            if not isinstance(name, str) or name not in keys:
                raise self.error(
                    where,
                    word,
                    message(
                        "{key} asks for {name}, which is neither a field nor a link.",
                        key=word,
                        name=str(name),
                    ),
                )
        condition = None if when is None else keys[str(when)]
        if isinstance(condition, LinkKind | CustomLink):
            raise self.error(
                where,
                word,
                message("{key}: when = {name}: name a field.", key=word, name=str(when)),
            )
        return Requirement(keys=tuple(keys[str(name)] for name in names), when=condition)

    # ------------------------------------------------------------------------- settings

    def path_to(self, *keys: str) -> str | None:
        """The path that is set in ``[policytrace]``; None if none is."""
        *tables, key = ("policytrace", *keys)
        value = self.table(*tables).get(key)
        if value is None:
            return None
        path = PurePosixPath(value) if isinstance(value, str) else PurePosixPath("/")
        if path.is_absolute() or ".." in path.parts:
            raise self.error(
                tuple(tables),
                key,
                message(
                    "{key} = {value!r}: give a path inside the project.", key=key, value=str(value)
                ),
            )
        return str(path)

    def indicators(self) -> IndicatorSettings:
        name = "indicators"
        table, where = self.table("policytrace", name), ("policytrace", name)
        known = [entry.name for entry in dataclass_fields(IndicatorSettings)]
        for key in sorted(table.keys() - set(known)):
            raise self.error(
                where,
                key,
                message(
                    "“{key}” is not a name that [{table}] knows. Choose one of: {names}.",
                    key=key,
                    table=".".join(where),
                    names=", ".join(sorted(known)),
                ),
            )
        default = IndicatorSettings()
        smallest = table.get("smallest_group", default.smallest_group)
        if not isinstance(smallest, int) or isinstance(smallest, bool) or smallest < 1:
            raise self.error(
                where,
                "smallest_group",
                message(
                    "{key} = {value}: write a whole number from 1 up.",
                    key="smallest_group",
                    value=str(smallest),
                ),
            )
        units = table.get("count_units", [])
        if not isinstance(units, list) or not all(isinstance(unit, str) for unit in units):
            raise self.error(
                where,
                "count_units",
                message("{key}: write a list of units.", key="count_units"),
            )
        return IndicatorSettings(
            areas=self.path_to(name, "areas"),
            data=self.path_to(name, "data"),
            kolada=self.path_to(name, "kolada"),
            smallest_group=smallest,
            count_units=frozenset(units),
        )

    def address(self, key: str, fault: Callable[[str], Message]) -> str | None:
        """The web address that is set in ``[policytrace]``, without a slash at its end."""
        value = self.table("policytrace").get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not _SITE.fullmatch(value):
            raise self.error(("policytrace",), key, fault(str(value)))
        return value.rstrip("/")

    def site(self) -> str | None:
        return self.address(
            "site",
            lambda value: message(
                "site = {value!r}: give the public address of the site as a browser copies "
                "it, as https://www.example.se/plan. It must begin with https://.",
                value=value,
            ),
        )

    def repository(self) -> str | None:
        return self.address(
            "repository",
            lambda value: message(
                "repository = {value!r}: give the address where a file is edited, up to the "
                "file's own path, as https://git.example.se/plan/edit/main. It must begin "
                "with https://.",
                value=value,
            ),
        )

    def rules(self) -> Mapping[str, RuleSetting]:
        found: dict[str, RuleSetting] = {}
        where = ("policytrace", "rules")
        for code, word in self.table(*where).items():
            if not isinstance(word, str) or word not in SEVERITY_WORDS:
                raise self.error(
                    where,
                    code,
                    message(
                        "{code} = {word!r}: write fel, varning, upplysning or av.",
                        code=code,
                        word=str(word),
                    ),
                )
            found[code] = RuleSetting(
                severity=SEVERITY_WORDS[word],
                location=Location(file=CONFIG_FILE, line=line_of(self.text, where, code)),
            )
        return MappingProxyType(found)

    def error(self, table: tuple[str, ...], key: str, text: Message) -> ProjectError:
        return ProjectError(text, Location(file=CONFIG_FILE, line=line_of(self.text, table, key)))


def _table_of(vocabulary: type[StrEnum]) -> str:
    return next(name for name, keys in VOCABULARIES.items() if keys is vocabulary)


def _pattern(value: object) -> str:
    """The regular expression, or nothing if it is none: saying so is sphinx-needs' task."""
    try:
        re.compile(str(value or ""))
    except re.error:
        return ""
    return str(value or "")
