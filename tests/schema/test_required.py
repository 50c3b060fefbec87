"""What a project demands of its objects: a line of TOML for each type."""

from __future__ import annotations

import re

import pytest

from policytrace.schema.required import Requirement
from policytrace.schema.roles import (
    CustomField,
    CustomLink,
    CustomType,
    FieldKey,
    FieldName,
    LinkKind,
    Role,
)
from policytrace.schema.typed import Value
from policytrace.schema.vocabulary import Direction, Status
from tests.schema.projects import SMALL, Read, at, mistake

CHOICES = "Choose one of: goal, risk, task."
BUDGET, WAY = CustomField("budget"), FieldName.DIRECTION
LINE = 'task = ["date", { any = ["under", "budget"], when = "way" }]'


WRONG_FORM = (
    'task: write a field or a link, or { any = ["…"], when = "…" }; “all” may stand '
    "for any, “is” say what the field in when must hold, and “unless” name a field."
)


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
        'task = [{ any = ["way"], unless = "way" }]',
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


def test_several_things_may_be_demanded_by_what_a_field_holds(read: Read) -> None:
    line = 'task = [{ all = ["date", "budget"], when = "way", is = "up", unless = "reason" }]'
    text = demanding(line).replace(
        "[needs.fields.budget]", '[needs.fields.reason]\nschema = { type = "string" }\n\n'
        "[needs.fields.budget]",
    )  # fmt: skip
    assert read(text).required[Role.ACTION] == tuple(
        Requirement(
            keys=(key,),
            when=FieldName.DIRECTION,
            value=Direction.UP,
            unless=CustomField("reason"),
        )
        for key in (FieldName.DUE, CustomField("budget"))
    )


@pytest.mark.parametrize(
    ("requirement", "asked"),
    [
        (Requirement(keys=(BUDGET,)), [True, True, True, True]),
        (Requirement(keys=(BUDGET,), when=WAY), [False, True, True, True]),
        (Requirement(keys=(BUDGET,), when=WAY, value=Direction.UP), [False, True, False, False]),
        (Requirement(keys=(BUDGET,), unless=WAY), [True, False, False, False]),
    ],
)
def test_in_which_cases_a_thing_is_asked_for(requirement: Requirement, asked: list[bool]) -> None:
    cases: list[tuple[dict[FieldKey, Value], set[FieldKey]]] = [
        ({}, set()),
        ({WAY: Direction.UP}, {WAY}),
        ({WAY: Direction.DOWN}, {WAY}),
        ({}, {WAY}),  # what is written there is no direction
    ]
    assert [requirement.asked(values, written) for values, written in cases] == asked


# ----------------------------------------------------------------------------- analyses

ANALYSES = (
    SMALL.replace(
        "[needs.links.needs]",
        "[needs.links.needs]\n\n[needs.fields.about]\n"
        'schema = { type = "string", enum = ["fairness", "children"] }',
    )
    .replace('action = "task"\n', 'action = "task"\nanalysis = "risk"\n')
    .replace('part_of = "under"\n', 'part_of = "under"\nanalyses = "needs"\n')
    .replace('due = "date"\n', 'due = "date"\nanalysis_kind = "about"\n')
)


KINDS = "Choose one of: children, fairness."
STATUSES = (
    "write the status from which on the analysis must be there, one of: "
    f"{', '.join(one for one in Status if one is not Status.CANCELLED)}."
)


def analysing(line: str) -> str:
    """A project with a kind of analyses, which demands what `line` says."""
    return ANALYSES + f"\n[policytrace.analyses]\n{line}  # here\n"


def test_from_which_status_on_each_kind_must_be_there(read: Read) -> None:
    text = analysing('children = "decided"\nfairness = "in_progress"')
    assert read(text).analyses == {"children": Status.DECIDED, "fairness": Status.IN_PROGRESS}
    assert read(SMALL).analyses == {}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            'equality = "decided"',
            f"“equality” is not a name that [policytrace.analyses] knows. {KINDS}",
        ),
        *(
            (
                f"children = {written}",
                f"children = {said!r}: {STATUSES}",
            )
            for written, said in (('"cancelled"', "cancelled"), ('"soon"', "soon"), ("3", "3"))
        ),
    ],
)
def test_what_cannot_be_demanded_of_analyses(read: Read, line: str, said: str) -> None:
    text = analysing(line)
    assert mistake(read, text) == (said, at(text, "# here"))


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('analysis = "risk"\n', "role.analysis"),
        ('analyses = "needs"\n', "link.analyses"),
        ('analysis_kind = "about"\n', "field.analysis_kind"),
    ],
)
def test_analyses_are_demanded_only_where_they_can_be_written(
    read: Read, line: str, key: str
) -> None:
    text = analysing('children = "decided"').replace(line, "")
    said = f"[policytrace.analyses] demands analyses, but the project has no word for {key}."
    assert mistake(read, text) == (said, at(text, "[policytrace.analyses]"))


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
                WRONG_FORM,
            )
            for entry in (
                "{}",
                "{ any = [] }",
                "{ any = 'date' }",
                "{ all = 'date' }",
                "{ any = ['date'], all = ['budget'] }",
                "{ when = 'way' }",
                "{ any = ['date'], is = 'up' }",
                "{ any = ['date'], until = 'way' }",
            )
        ),
        ('task = [{ any = ["date"], unless = "under" }]', "task: unless = under: name a field."),
        (
            'task = [{ any = ["date"], when = "way", is = "sideways" }]',
            "task: is = sideways: way can never hold that. It may be one of: up, down.",
        ),
        (
            'task = [{ any = ["date"], when = "budget", is = 3 }]',
            "task: is = 3: budget can never hold that. It may be one of: –.",
        ),
    ],
)
def test_what_cannot_be_demanded(read: Read, line: str, said: str) -> None:
    text = demanding(line)
    assert mistake(read, text) == (said, at(text, "# here"))
