"""The form of values: the JSON Schema of a field, and what to say when a value does not fit it.

sphinx-needs applies the schemas when pages are read; here the same validator is asked about one
value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import jsonschema_rs

from policytrace.messages import Message, message
from policytrace.schema.fields import FieldType
from policytrace.schema.metamodel import FieldDefinition
from policytrace.schema.roles import FieldKey, FieldName
from policytrace.schema.words import Words
from policytrace.values.periods import FIRST_YEAR, LAST_YEAR

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


def remedy(key: FieldKey, definition: FieldDefinition, words: Words) -> Message:
    """What to write in a field, in plain words and with an example; never how the schema says it.

    What the project's own patterns mean, its `description` says. So does that of a field that the
    code knows, where the project asks for another form than the one that is told of here.
    """
    schema = definition.schema.get("items", definition.schema)
    spec = definition.spec
    if "enum" in schema:
        return _one_of(map(str, schema["enum"]))
    if spec.type is FieldType.WORD and spec.vocabulary is not None:
        return _one_of(words.all_of(spec.vocabulary))
    if schema.get("format") == "date" or spec.type is FieldType.DAY:
        return message("Write a date that exists, as 2027-11-15.")
    return _by_type(schema) or _by_meaning(key, definition) or _described(definition, schema)


def _by_type(schema: Mapping[str, Any]) -> Message | None:
    """What to write for what is no text."""
    match schema.get("type"):
        case "integer":
            return _whole_number(schema.get("minimum"), schema.get("maximum"))
        case "number":
            return _number(schema.get("minimum"), schema.get("maximum"))
        case "boolean":
            return message("Write true or false.")
    return None


def _by_meaning(key: FieldKey, definition: FieldDefinition) -> Message | None:
    """What to write in a field that the code knows, if the project asks for that."""
    for meant in (_MEANT_BY_FIELD.get(key), _MEANT_BY_TYPE.get(definition.spec.type)):
        if meant and _fits_text(meant.example, definition):
            return meant.text
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _FormInWords:
    """What is to be written, and an example that tells whether the project asks for that."""

    text: Message
    example: str


_MEANT_BY_FIELD: Mapping[FieldKey, _FormInWords] = MappingProxyType(
    {
        FieldName.GLOBAL_TARGETS: _FormInWords(
            text=message(
                "Write targets of the 2030 Agenda by number, with commas between, as 5.2, 16.b."
            ),
            example="16.b",
        ),
        FieldName.KOLADA: _FormInWords(
            text=message("Write the indicator's id in Kolada: N or U and five digits, as N00945."),
            example="N00945",
        ),
        FieldName.DATA: _FormInWords(
            text=message(
                "Write the name of a file that ends with .csv, of small letters a–z, digits and "
                "hyphens, as ind-dialog.csv."
            ),
            example="ind-dialog.csv",
        ),
        FieldName.TARGET_SET: _FormInWords(
            text=message("Write a year and a month, as 2027-11."), example="2027-11"
        ),
        FieldName.PARAGRAPH: _FormInWords(
            text=message("Write the paragraph's sign and number, as § 70."), example="§ 70"
        ),
        FieldName.MINUTES: _FormInWords(
            text=message("Write a whole web address that begins with https://."),
            example="https://example.org/a",
        ),
        FieldName.RULE: _FormInWords(
            text=message("Write the code of a rule: PT and three digits, as PT203."),
            example="PT203",
        ),
    }
)
_MEANT_BY_TYPE: Mapping[FieldType, _FormInWords] = MappingProxyType(
    {
        FieldType.PERIOD: _FormInWords(
            text=message(
                "Write a year, as 2022, or a part of one: 2022-H1 (half), 2022-Q3 (quarter), "
                "2022-05 (month). A school year is 2017/18."
            ),
            example="2022-Q3",
        ),
        FieldType.BAND: _FormInWords(
            text=message("Write a number, or a band with its lower end first, as −2..2."),
            example="−2..2",
        ),
        FieldType.STAGES: _FormInWords(
            text=message(
                "Write each value with its year, the earliest first, as 80 (2026), 90 (2028)."
            ),
            example="80 (2026), 90 (2028)",
        ),
        FieldType.YEAR: _FormInWords(
            text=message(
                "Write a year from {first} to {last}.", first=str(FIRST_YEAR), last=str(LAST_YEAR)
            ),
            example="2027",
        ),
    }
)


def _fits_text(example: str, definition: FieldDefinition) -> bool:
    is_list = definition.schema.get("type") == "array"
    return fits([example] if is_list else example, definition)


def _one_of(choices: Iterable[str]) -> Message:
    return message("Write one of: {choices}.", choices=", ".join(choices))


def _described(definition: FieldDefinition, schema: Mapping[str, Any]) -> Message:
    """What the project says of a text that has a form of its own."""
    if "pattern" in schema and definition.description:
        return message("What to write: {description}.", description=_sentence(definition))
    if "pattern" in schema:
        return message(
            "Write it in the same form as in other objects. ubproject.toml can say in words what "
            "it is: description for the field {field}.",
            field=definition.word,
        )
    if most := schema.get("maxLength"):
        return message("Write at most {most} characters.", most=str(most))
    return message("Write a value, or take the line away.")


def _sentence(definition: FieldDefinition) -> str:
    return definition.description.strip().removesuffix(".")


def _whole_number(least: object, most: object) -> Message:
    if least is None and most is None:
        return message("Write a whole number.")
    if most is None:
        return message("Write a whole number from {least} up.", least=str(least))
    if least is None:
        return message("Write a whole number, {most} at most.", most=str(most))
    return message("Write a whole number from {least} to {most}.", least=str(least), most=str(most))


def _number(least: object, most: object) -> Message:
    if least is None and most is None:
        return message("Write a number, as 12.5.")
    if most is None:
        return message("Write a number from {least} up, as 12.5.", least=str(least))
    if least is None:
        return message("Write a number, {most} at most.", most=str(most))
    return message("Write a number from {least} to {most}.", least=str(least), most=str(most))
