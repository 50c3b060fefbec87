"""The form of values: the JSON Schema of a field, and what to say when a value does not fit it.

sphinx-needs applies the schemas when pages are read; here the same validator is asked about one
value.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import jsonschema_rs

from policytrace.messages import Message, message
from policytrace.schema.fields import FieldType
from policytrace.schema.metamodel import FieldDefinition

_NOT_FREE = frozenset({"pattern", "enum", "format"})
"""What the schema of a field says when not any text will do."""


def takes_any_text(schema: Mapping[str, Any]) -> bool:
    """Whether a field with this schema holds any text, which may then stand on several lines."""
    return not _NOT_FREE & schema.keys() and schema.get("type", "string") == "string"


def fits(value: object, definition: FieldDefinition) -> bool:
    """Whether a value, as JSON has it, has the form that its field asks for."""
    return _validator(json.dumps(dict(definition.schema), sort_keys=True)).is_valid(value)


@cache
def _validator(schema: str) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(json.loads(schema), validate_formats=True)


def remedy(definition: FieldDefinition) -> Message:
    """What to write in a field."""
    schema = definition.schema.get("items", definition.schema)
    if "enum" in schema:
        return message("Write one of: {choices}.", choices=", ".join(map(str, schema["enum"])))
    if schema.get("format") == "date" or definition.spec.type is FieldType.DAY:
        return message("Write a date that exists, as 2027-11-15.")
    if schema.get("type") == "integer":
        return _whole_number(schema.get("minimum"), schema.get("maximum"))
    return _text_remedy(definition, schema.get("pattern"))


def _text_remedy(definition: FieldDefinition, pattern: str | None) -> Message:
    if pattern is not None and definition.description:
        return message("The value is to be: {description}.", description=definition.description)
    if pattern is not None:
        return message("The value must match {pattern}.", pattern=pattern)
    return message("Write a value, or take the line away.")


def _whole_number(least: object, most: object) -> Message:
    if least is None and most is None:
        return message("Write a whole number.")
    if most is None:
        return message("Write a whole number from {least} up.", least=str(least))
    if least is None:
        return message("Write a whole number, {most} at most.", most=str(most))
    return message("Write a whole number from {least} to {most}.", least=str(least), most=str(most))
