"""The table of fields: each that the code knows is there once, with what it holds."""

from __future__ import annotations

import pytest

from policytrace.schema.fields import FIELDS, FieldSpec, FieldType, spec_by_schema
from policytrace.schema.roles import FieldName
from policytrace.schema.vocabulary import VOCABULARIES


def test_every_field_has_its_spec() -> None:
    assert FIELDS.keys() == set(FieldName)


@pytest.mark.parametrize("name", FieldName)
def test_a_word_has_a_vocabulary_and_nothing_else_has(name: FieldName) -> None:
    spec = FIELDS[name]
    assert (spec.vocabulary is not None) is (spec.type is FieldType.WORD)
    assert spec.vocabulary is None or spec.vocabulary in VOCABULARIES.values()


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "integer", "minimum": 0}, FieldType.INTEGER),
        ({"type": "number"}, FieldType.NUMBER),
        ({"type": "boolean"}, FieldType.YES_NO),
        ({"type": "array", "items": {"type": "string"}}, FieldType.LIST),
        ({"type": "string", "format": "date"}, FieldType.DAY),
        ({"type": "string", "enum": ["a", "b"]}, FieldType.TEXT),
        ({"type": "string", "format": "uri"}, FieldType.TEXT),
        ({"type": "string"}, FieldType.PARAGRAPHS),
        ({"type": "string", "minLength": 1}, FieldType.PARAGRAPHS),
        ({"type": "string", "maxLength": 80}, FieldType.TEXT),
        ({"type": "string", "pattern": "^x"}, FieldType.TEXT),
        ({"type": ["string", "null"]}, FieldType.TEXT),
        ({"type": "array", "items": {"type": "string", "format": "date"}}, FieldType.LIST),
        ({}, FieldType.TEXT),
    ],
)
def test_a_field_of_the_project_s_own_holds_what_its_schema_says(
    schema: dict[str, object], expected: FieldType
) -> None:
    assert spec_by_schema(schema) == FieldSpec(type=expected)
