"""What documents for other programs are made of: parts, and the JSON Schema of the whole."""

from __future__ import annotations

import gettext
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema

from policytrace.messages import Message, message

Number: TypeAlias = Annotated[int | float, WithJsonSchema({"type": "number"})]


def is_what(text: Message) -> FieldInfo:
    """What a property holds, for the schema; translated when the schema is made."""
    said: FieldInfo = Field(description=text.template)
    return said


def _say_nothing(schema: dict[str, Any]) -> None:
    """Leave out the names and docstrings of our classes."""
    schema.pop("title", None)
    schema.pop("description", None)


class DocumentPart(BaseModel):
    """A part of a document, or all of it."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra=_say_nothing,
        json_schema_serialization_defaults_required=True,
    )


class WordEntry(DocumentPart):
    """Something that the program compares, and what it is called."""

    key: Annotated[
        str | None,
        is_what(message("The same in all projects and languages; null: it is the project's own.")),
    ]
    word: Annotated[str, is_what(message("What the project calls it."))]


class RangeEntry(DocumentPart):
    """All values from one to another."""

    low: Annotated[Number, Field(serialization_alias="from")]
    high: Annotated[Number, Field(serialization_alias="to")]


PlainValue: TypeAlias = bool | Number | str | RangeEntry
Value: TypeAlias = PlainValue | tuple[PlainValue, ...]


class _Schema(GenerateJsonSchema):
    """A schema without names that are only made of the properties' own."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic asks so
        return False


def json_schema_of(
    document: type[DocumentPart],
    translations: gettext.NullTranslations,
    title: Message,
    address: str | None = None,
) -> dict[str, Any]:
    """The JSON Schema of a document, explained in the language of `translations`.

    `address` is where it lies, if that is known: it is named by it.
    """
    schema = document.model_json_schema(mode="serialization", schema_generator=_Schema)
    return {
        "$schema": _Schema.schema_dialect,
        **({} if address is None else {"$id": address}),
        "title": title.render(translations),
        **_translated(schema, translations),
    }


def _translated(node: Any, translations: gettext.NullTranslations) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(node, dict):
        return {
            key: translations.gettext(value)
            if key == "description" and isinstance(value, str)
            else _translated(value, translations)
            for key, value in node.items()
        }
    return [_translated(one, translations) for one in node] if isinstance(node, list) else node
