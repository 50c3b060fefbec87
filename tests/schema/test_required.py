"""What a project demands of its objects: a line of TOML for each type."""

from __future__ import annotations

import re

import pytest

from policytrace.schema.required import Requirement
from policytrace.schema.roles import (
    CustomField,
    CustomLink,
    CustomType,
    FieldName,
    LinkKind,
    Role,
)
from tests.schema.projects import SMALL, Read, at, mistake

CHOICES = "Choose one of: goal, risk, task."
LINE = 'task = ["date", { any = ["under", "budget"], when = "way" }]'


def demanding(line: str) -> str:
    """`SMALL`, which demands of a task what `line` says."""
    assert LINE in SMALL
    return SMALL.replace(LINE, f"{line}  # here")


def test_what_is_demanded_is_read_by_type(read: Read) -> None:
    assert read(SMALL).required == {
        Role.ACTION: (
            Requirement(keys=(FieldName.DUE,)),
            Requirement(keys=(LinkKind.PART_OF, CustomField("budget")), when=FieldName.DIRECTION),
        ),
        CustomType("risk"): (Requirement(keys=(CustomLink("needs"),)),),
    }


def test_one_field_more_is_one_word_more(read: Read) -> None:
    [first, second] = read(demanding('task = ["date", "budget"]')).required[Role.ACTION]
    assert (first.keys, second.keys) == ((FieldName.DUE,), (CustomField("budget"),))


@pytest.mark.parametrize(
    "line",
    [
        'task = [{ any = ["way"], when = "way" }]',
        'task = [{ any = ["date", "way"], when = "way" }]',
        'task = ["budget"]',
        'task = [{ any = ["date", "budget"] }]',
    ],
)
def test_what_cannot_be_missing_is_not_demanded(read: Read, line: str) -> None:
    text = demanding(f"{line} # here").replace(
        "[needs.fields.budget]\n", "[needs.fields.budget]\ndefault = 1\n"
    )
    said, place = mistake(read, text)
    assert re.fullmatch(
        r"task asks for [a-z /]+, which is always there then: nothing could be missing\.", said
    )
    assert place == at(text, "# here")


@pytest.mark.parametrize(
    "line",
    [
        'task = ["date", "date"]',
        'task = ["date", { any = ["date"] }]',
        'task = [{ any = ["date", "under", "date"] }]',
        'task = [{ any = ["date", "under"] }, { any = ["under", "date"] }]',
    ],
)
def test_nothing_is_demanded_twice(read: Read, line: str) -> None:
    text = demanding(f"{line} # here")
    said = "task asks for the same thing twice. Take one away."
    assert mistake(read, text) == (said, at(text, "# here"))


def test_the_same_may_be_demanded_always_and_under_a_condition_in_other_words(read: Read) -> None:
    line = 'task = ["date", { any = ["date", "under"], when = "way" }]'
    assert len(read(demanding(line)).required[Role.ACTION]) == 2


def test_a_type_may_have_nothing_to_fill_in(read: Read) -> None:
    assert read(demanding("task = []")).required[Role.ACTION] == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            'tusk = ["date"]',
            "“tusk” is not a name that [policytrace.required] knows. " + CHOICES,
        ),
        (
            'action = ["date"]',
            "“action” is not a name that [policytrace.required] knows. " + CHOICES,
        ),
        ('task = "date"', "task: write a list."),
        ("task = 3", "task: write a list."),
        ("task = { any = ['date'] }", "task: write a list."),
        ('task = ["due"]', "task asks for due, which is neither a field nor a link."),
        ('task = ["date", "dates"]', "task asks for dates, which is neither a field nor a link."),
        ("task = [3]", "task asks for 3, which is neither a field nor a link."),
        ("task = [['date']]", "task asks for ['date'], which is neither a field nor a link."),
        (
            'task = [{ any = ["date", "x"] }]',
            "task asks for x, which is neither a field nor a link.",
        ),
        (
            'task = [{ any = ["date"], when = "x" }]',
            "task asks for x, which is neither a field nor a link.",
        ),
        (
            'task = [{ any = ["date"], when = 3 }]',
            "task asks for 3, which is neither a field nor a link.",
        ),
        ('task = [{ any = ["date"], when = "under" }]', "task: when = under: name a field."),
        ('task = [{ any = ["date"], when = "needs" }]', "task: when = needs: name a field."),
        *(
            (
                f"task = [{entry}]",
                'task: write a field or a link, or { any = ["…"], when = "…" }.',
            )
            for entry in (
                "{}",
                "{ any = [] }",
                "{ any = 'date' }",
                "{ all = ['date'] }",
                "{ when = 'way' }",
                "{ any = ['date'], unless = 'way' }",
            )
        ),
    ],
)
def test_what_cannot_be_demanded(read: Read, line: str, said: str) -> None:
    text = demanding(line)
    assert mistake(read, text) == (said, at(text, "# here"))
