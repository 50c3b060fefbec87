"""What the project says of the form of its ids and values: the metamodel, and ``[needs]`` whole."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policytrace.author.forms import FORMS, Form, Key, Section
from policytrace.messages import DEFAULT_LANGUAGE, catalogue
from policytrace.schema.metamodel import CONFIG_FILE, Metamodel, load_metamodel
from policytrace.schema.roles import FieldName, LinkKind, Role

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The project's words, and the form that its values must have."""

    metamodel: Metamodel
    prefixes: Mapping[Role, str]
    """What the ids of a role begin with."""
    id_form: str
    """Regular expression that every id matches; empty if any will do."""
    schemas: Mapping[FieldName, Schema]
    """JSON schema of a field's values; a field without one takes any text."""
    descriptions: Mapping[FieldName, str]
    """What a field is for, in the project's own words."""

    def type_word(self, role: Role) -> str:
        """The directive of a role."""
        return self.metamodel.words[f"role.{role}"]

    def has(self, key: Key) -> bool:
        """Whether the project has a word for a field or link."""
        return self._key(key) in self.metamodel.words

    def word(self, key: Key) -> str:
        """The name of a field or link in the file."""
        return self.metamodel.words[self._key(key)]

    def heading(self, section: Section) -> str:
        """The name of a part of the text. What is written is in the project's language."""
        return section.name.render(catalogue(DEFAULT_LANGUAGE))

    def title(self, key: Key) -> str:
        """The name of a field or link for a reader."""
        if isinstance(key, LinkKind):
            return self.metamodel.link_titles[key].outgoing
        return self.metamodel.field_title(key)

    def roles(self) -> Mapping[str, Role]:
        """The types that an editor may add, by their word."""
        return {self.type_word(role): role for role in FORMS if role in self.metamodel.role_titles}

    def entries(self, form: Form) -> tuple[Key, ...]:
        """What a form asks for, of that which the project has words for."""
        return tuple(key for key in form.entries if self.has(key))

    @staticmethod
    def _key(key: Key) -> str:
        return f"{'link' if isinstance(key, LinkKind) else 'field'}.{key}"


def load_vocabulary(project: Path) -> Vocabulary:
    """Read what the project in the folder `project` says of its values.

    Raises:
        ProjectError: the metamodel cannot be read.
    """
    metamodel = load_metamodel(project)
    text = (project / CONFIG_FILE).read_text(encoding="utf-8-sig")
    needs: dict[str, Any] = tomllib.loads(text).get("needs", {})
    types, fields = needs.get("types", {}), needs.get("fields", {})
    return Vocabulary(
        metamodel=metamodel,
        prefixes={
            role: str(types[word].get("prefix", "")) for word, role in metamodel.roles.items()
        },
        id_form=_pattern(needs.get("id_regex")),
        schemas={
            name: schema
            for word, name in metamodel.fields.items()
            if isinstance(schema := fields.get(word, {}).get("schema"), dict)
        },
        descriptions={
            name: str(fields[word]["description"])
            for word, name in metamodel.fields.items()
            if "description" in fields.get(word, {})
        },
    )


def _pattern(value: object) -> str:
    """The regular expression, or nothing if it is none: saying so is sphinx-needs' task."""
    try:
        re.compile(str(value or ""))
    except re.error:
        return ""
    return str(value or "")
