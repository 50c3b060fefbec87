"""The form of values: whether one fits, and what to write instead."""

from __future__ import annotations

import pytest

from policytrace.schema.fields import FieldSpec, FieldType
from policytrace.schema.form import fits, remedy
from policytrace.schema.metamodel import FieldDefinition
from tests.plan_builder import english


def field(schema: dict[str, object], description: str = "") -> FieldDefinition:
    return FieldDefinition(word="x", spec=FieldSpec(), schema=schema, description=description)


@pytest.mark.parametrize(
    ("schema", "right", "wrong"),
    [
        ({"type": "string", "format": "date"}, "2028-02-29", "2027-02-29"),
        ({"type": "string", "enum": ["ja", "nej"]}, "ja", "Ja"),
        ({"type": "string", "minLength": 1}, "x", ""),
        ({"type": "string", "pattern": "^§ ?[0-9]+$"}, "§ 70", "paragraf 70"),
        ({"type": "integer", "minimum": 2000, "maximum": 2100}, 2030, 1999),
        ({"type": "integer"}, 3, "3"),
        ({"type": "array", "items": {"pattern": "^[0-9]$"}}, ["1", "2"], ["1", "x"]),
    ],
)
def test_a_value_fits_its_field_or_does_not(
    schema: dict[str, object], right: object, wrong: object
) -> None:
    assert fits(right, field(schema))
    assert not fits(wrong, field(schema))


def test_a_field_without_a_schema_takes_anything() -> None:
    assert fits("", field({}))


@pytest.mark.parametrize(
    ("schema", "description", "said"),
    [
        ({"enum": ["ja", "nej"]}, "Om det är så", "Write one of: ja, nej."),
        ({"type": "array", "items": {"enum": [1, 2]}}, "", "Write one of: 1, 2."),
        ({"format": "date"}, "Dag", "Write a date that exists, as 2027-11-15."),
        (
            {"type": "integer", "minimum": 2000, "maximum": 2100},
            "År",
            "Write a whole number from 2000 to 2100.",
        ),
        ({"type": "integer", "minimum": 0}, "", "Write a whole number from 0 up."),
        ({"type": "integer", "maximum": 9}, "", "Write a whole number, 9 at most."),
        ({"type": "integer"}, "", "Write a whole number."),
        ({"pattern": "^a+$"}, "", "The value must match ^a+$."),
        ({"pattern": "^a+$"}, "Ett a eller flera", "The value is to be: Ett a eller flera."),
        (
            {"type": "array", "items": {"pattern": "^a+$"}},
            "Ett a eller flera",
            "The value is to be: Ett a eller flera.",
        ),
        ({"minLength": 1}, "Vad som helst", "Write a value, or take the line away."),
        ({}, "", "Write a value, or take the line away."),
    ],
)
def test_what_to_write_instead(schema: dict[str, object], description: str, said: str) -> None:
    assert english(remedy(field(schema, description))) == said


def test_a_day_without_a_format_is_explained_as_a_day() -> None:
    day = FieldDefinition(
        word="x", spec=FieldSpec(type=FieldType.DAY), schema={"type": "string"}, description="Dag"
    )

    assert english(remedy(day)) == "Write a date that exists, as 2027-11-15."
