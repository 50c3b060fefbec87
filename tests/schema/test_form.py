"""The form of values: whether one fits, and what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policytrace.schema.fields import FieldSpec, FieldType
from policytrace.schema.form import fits, remedy
from policytrace.schema.metamodel import FieldDefinition
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import CustomField, FieldName
from tests import paths
from tests.plan_builder import METAMODEL, WORDS, english


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
        (
            {"pattern": "^a+$"},
            "",
            (
                "Write it in the same form as in other objects. ubproject.toml can say in words "
                "what it is: description for the field x."
            ),
        ),
        ({"pattern": "^a+$"}, "Ett a eller flera", "What to write: Ett a eller flera."),
        (
            {"type": "array", "items": {"pattern": "^a+$"}},
            "Ett a eller flera",
            "What to write: Ett a eller flera.",
        ),
        ({"minLength": 1}, "Vad som helst", "Write a value, or take the line away."),
        ({"type": "string", "maxLength": 80}, "", "Write at most 80 characters."),
        ({"type": "number"}, "", "Write a number, as 12.5."),
        ({"type": "number", "minimum": 0, "maximum": 1.5}, "", "Write a number from 0 to 1.5."),
        ({"type": "boolean"}, "", "Write true or false."),
        ({}, "", "Write a value, or take the line away."),
    ],
)
def test_what_to_write_instead(schema: dict[str, object], description: str, said: str) -> None:
    assert english(remedy(CustomField("x"), field(schema, description), WORDS)) == said


def test_a_day_without_a_format_is_explained_as_a_day() -> None:
    day = FieldDefinition(
        word="x", spec=FieldSpec(type=FieldType.DAY), schema={"type": "string"}, description="Dag"
    )

    assert english(remedy(FieldName.DUE, day, WORDS)) == "Write a date that exists, as 2027-11-15."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (FieldName.PARAGRAPH, "as § 70"),
        (FieldName.KOLADA, "N or U and five digits, as N00945"),
        (FieldName.BASELINE, "2022-Q3 (quarter)"),
        (FieldName.TARGET_SET, "Write a year and a month, as 2027-11."),
        (FieldName.TARGET_GAP, "a band with its lower end first"),
        (FieldName.TARGET_STAGES, "80 (2026), 90 (2028)"),
        (FieldName.GLOBAL_TARGETS, "as 5.2, 16.b"),
        (FieldName.DATA, "as ind-dialog.csv"),
        (FieldName.MINUTES, "begins with https://"),
        (FieldName.RULE, "as PT203"),
    ],
)
def test_what_a_field_means_is_said_with_an_example(name: FieldName, said: str) -> None:
    assert said in english(remedy(name, METAMODEL.definitions[name], WORDS))


def test_a_project_that_asks_for_another_form_says_it_itself() -> None:
    plain = FieldDefinition(
        word="paragraf",
        spec=FieldSpec(),
        schema={"type": "string", "pattern": "^[0-9]+/[0-9]{4}$"},
        description="Nummer och år, till exempel 70/2027",
    )
    assert (
        english(remedy(FieldName.PARAGRAPH, plain, WORDS))
        == "What to write: Nummer och år, till exempel 70/2027."
    )


@pytest.mark.parametrize("folder", [paths.REPOSITORY, paths.METAMODEL, paths.PLANS / "english"])
def test_no_remedy_shows_a_pattern_or_a_word_of_the_schema(folder: Path) -> None:
    metamodel = load_metamodel(folder)
    for key, definition in metamodel.definitions.items():
        said = english(remedy(key, definition, metamodel.vocabulary))
        pattern = definition.schema.get("items", definition.schema).get("pattern", "\0")
        assert pattern not in said
        assert not re.search(r"[\^$\\]|pattern|minLength|regular|schema", said), (key, said)
