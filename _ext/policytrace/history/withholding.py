"""Withholding: what a comparison tells, less what tells who a person is.

It is shown where more people see it than those who have the files: below a change request, or on a
page that is sent to somebody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace

from policytrace.changes.field_words import Word
from policytrace.changes.kinds import PlanChange
from policytrace.changes.plan_state import PlanObject
from policytrace.changes.words import said
from policytrace.history.comparison import ObjectChanges, PlanComparison
from policytrace.history.judging import JudgedChange
from policytrace.messages import Message, as_it_is

_NOT_TOLD = ("object", "words_before", "words_after")
"""What is not told as it is: the words of a text are, all of it."""

IsPersonal = Callable[[Message], bool]
"""Whether a text tells who a person is."""


def less_personal(
    comparison: PlanComparison, word: Word, is_personal: IsPersonal
) -> PlanComparison:
    """A comparison without what tells who a person is; `word` gives the project's words."""
    return replace(
        comparison,
        objects=tuple(
            ObjectChanges(
                object=named_safely(one.object, is_personal),
                changes=tuple(_judged(change, word, is_personal) for change in one.changes),
            )
            for one in comparison.objects
        ),
    )


def named_safely(one: PlanObject, is_personal: IsPersonal) -> PlanObject:
    """An object that is called by its id if its title tells who a person is."""
    return replace(one, title=one.id) if is_personal(as_it_is(one.title)) else one


def _judged(judged: JudgedChange, word: Word, is_personal: IsPersonal) -> JudgedChange:
    return replace(
        judged,
        decision=named_safely(judged.decision, is_personal) if judged.decision else None,
        later=named_safely(judged.later, is_personal) if judged.later else None,
        withheld=any(map(is_personal, texts_of(judged.change, word))),
    )


def texts_of(change: PlanChange, word: Word) -> Iterator[Message]:
    """What is told of a change: in words, which may be cut, and whole as data."""
    yield said(change, word)
    for field in fields(change):
        if field.name not in _NOT_TOLD:
            yield from map(as_it_is, _strings(getattr(change, field.name)))


def _strings(value: object) -> Iterator[str]:
    """All texts in a value of a change, also of those that it is made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
