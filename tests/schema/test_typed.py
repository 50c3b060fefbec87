"""Typed values: what is written in a field is read once, and is the same when written again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.schema.fields import FieldSpec, FieldType
from policytrace.schema.typed import (
    NO_UNIT,
    Assessment,
    Unit,
    Value,
    parse_unit,
    parse_value,
    spoken_yes_no,
    written_value,
)
from policytrace.schema.vocabulary import VOCABULARIES, ActionStatus, Direction
from policytrace.values.bands import Band
from policytrace.values.periods import parse_period
from tests.plan_builder import WORDS
from tests.schema.values import VALUES


def read(written: object, kind: FieldType) -> Value:
    """What a field of this kind holds, in the words of the tests' metamodel."""
    return parse_value(written, FieldSpec(type=kind), WORDS)


def chosen(written: object) -> Value:
    """What a field for a direction holds."""
    return parse_value(written, FieldSpec(type=FieldType.WORD, vocabulary=Direction), WORDS)


# ------------------------------------------------------------------------- what is read


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        (FieldType.TEXT, " Some text ", "Some text"),
        (FieldType.TEXT, 12, "12"),
        (FieldType.TEXT, "One\n\ntwo\nthree", "One two three"),
        (FieldType.PARAGRAPHS, "One\ntwo\n\n\nthree\n", "One two\n\nthree"),
        (FieldType.ASSESSMENT, "So\nso", Assessment(text="So so", status=None)),
        (FieldType.RULE, "PT203", "PT203"),
        (FieldType.DAY, "2028-02-29", date(2028, 2, 29)),
        (FieldType.INTEGER, "-12", -12),
        (FieldType.INTEGER, 250_000, 250_000),
        (FieldType.YEAR, 2030, 2030),
        (FieldType.NUMBER, "12.50", Decimal("12.5")),
        (FieldType.NUMBER, 0.1, Decimal("0.1")),
        (FieldType.YES_NO, True, True),
        (FieldType.YES_NO, "False", False),
        (FieldType.LIST, ["5.2", "16.b"], ("5.2", "16.b")),
        (FieldType.LIST, "5.2, 16.b,", ("5.2", "16.b")),
        (FieldType.PERIOD, "2017/18", parse_period("2017/18")),
        (FieldType.BAND, "−2..2", Band(low=Decimal(-2), high=Decimal(2))),
        (FieldType.UNIT, "procent", Unit(text="procent", noun="procent", is_per_cent=True)),
        (FieldType.ASSESSMENT, "Bra.", Assessment(text="Bra.", status=None)),
    ],
)
def test_what_is_written_is_read_as_what_it_is(
    kind: FieldType, written: object, meant: Value
) -> None:
    found = read(written, kind)
    assert found == meant
    assert type(found) is type(meant)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        *((FieldType.DAY, text) for text in ("2027-02-30", "20270215", "2027-W07-1", "i maj", "")),
        *((FieldType.INTEGER, text) for text in ("1.5", "tolv", "", "²", "9" * 5_000)),
        *((FieldType.YEAR, text) for text in ("1", "20300", "-1", "2030-H1", 99_999)),
        *((FieldType.NUMBER, text) for text in ("12,5", "NaN", "inf", "tolv", "")),
        *((FieldType.YES_NO, text) for text in ("ja", "1", "", 0)),
        *((FieldType.PERIOD, text) for text in ("2017/19", "22", "1899", "")),
        *((FieldType.STAGES, text) for text in ("80", "90 (2028), 80 (2026)", "")),
        *((FieldType.BAND, text) for text in ("60–40", "2..-2", "9" * 1_000, "hälften", "")),
    ],
)
def test_what_is_no_such_value_is_refused(kind: FieldType, written: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each kind says it in its own way
        read(written, kind)


@pytest.mark.parametrize("written", ["up", "Upp", "uppåt", "", "upp ned"])
def test_a_word_that_stands_for_nothing_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no word of direction"):
        chosen(written)


def test_a_word_is_read_as_its_key() -> None:
    assert chosen(" upp ") is Direction.UP


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("försenad", ActionStatus.LATE),
        ("Försenad: rummet är inte klart", ActionStatus.LATE),
        ("I RISKZONEN, för att ingen har tid", ActionStatus.AT_RISK),
        ("enligt plan", ActionStatus.ON_PLAN),
        ("enligt planen från i fjol", None),
        ("klart och tydligt", None),
        ("Mest försenad", None),
    ],
)
def test_an_assessment_may_begin_with_how_it_goes(text: str, status: ActionStatus | None) -> None:
    assert read(text, FieldType.ASSESSMENT) == Assessment(text=text, status=status)


@pytest.mark.parametrize(
    ("text", "noun"),
    [("antal hushåll", "hushåll"), ("antal", "antal"), ("index", ""), ("balanstal", "")],
)
def test_what_is_said_after_a_number(text: str, noun: str) -> None:
    assert parse_unit(text, WORDS) == Unit(text=text, noun=noun, is_per_cent=False)


def test_no_unit_has_no_noun() -> None:
    assert parse_unit("", WORDS) == NO_UNIT


def test_true_and_false_are_said_in_the_project_s_words() -> None:
    assert [spoken_yes_no(value, WORDS) for value in (True, False)] == ["ja", "nej"]


# ------------------------------------------------------------------------ and back again


def test_each_kind_of_value_is_tried() -> None:
    assert VALUES.keys() | {FieldType.WORD} == set(FieldType)


@given(st.sampled_from(list(VALUES)).flatmap(lambda kind: st.tuples(st.just(kind), VALUES[kind])))
def test_a_value_comes_back_from_what_is_written(example: tuple[FieldType, Value]) -> None:
    kind, value = example
    again = read(written_value(value, WORDS), kind)
    assert again == value
    assert type(again) is type(value)


@given(st.sampled_from(list(VALUES)), st.text(max_size=12))
def test_whatever_is_read_is_written_as_the_same(kind: FieldType, text: str) -> None:
    try:
        value = read(text, kind)
    except ValueError:
        return
    assert read(written_value(value, WORDS), kind) == value


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_key_comes_back_from_its_word(name: str) -> None:
    vocabulary = VOCABULARIES[name]
    spec = FieldSpec(type=FieldType.WORD, vocabulary=vocabulary)
    assert [parse_value(written_value(key, WORDS), spec, WORDS) for key in vocabulary] == list(
        vocabulary
    )
