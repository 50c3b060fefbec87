"""What was typed while the file was changed: nothing of either is lost without a word."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from policytrace.author.values import Reader
from policytrace.edit.merging import merged
from policytrace.edit.object_form import Control, FormField, ObjectForm

TITLES = ("Rubrik", "Ansvarig", "Vad", "Mäts av")
TEXTS = st.lists(st.sampled_from(["å", "b", " ", "  \n", "\n---\n"]), max_size=4).map("".join)
MANY = st.lists(st.sampled_from(["ORG-A", "ORG-B", "ORG-C"]), unique=True, max_size=3)

NO_READER = cast(Reader, None)
"""The forms of these tests need nobody to read them."""


@dataclass(frozen=True)
class Form:
    """A form whose questions are there already."""

    asked: tuple[FormField, ...]

    def fields(self, _reader: Reader) -> tuple[FormField, ...]:
        return self.asked


@st.composite
def forms(draw: st.DrawFn, first_name: int) -> ObjectForm:
    """A form with an answer or more to each of `TITLES`, that calls them by other names."""
    asked = []
    for number, title in enumerate(TITLES, start=first_name):
        is_many = title == "Mäts av"
        asked.append(
            FormField(
                name=f"f{number}",
                title=title,
                help="",
                control=Control.MANY if is_many else Control.LINE,
                value="" if is_many else draw(TEXTS),
                chosen=tuple(draw(MANY)) if is_many else (),
            )
        )
    return cast(ObjectForm, Form(tuple(asked)))


def answers(form: ObjectForm) -> dict[str, list[str]]:
    """What stands in a form, by its questions."""
    return {
        field.title: said([*field.chosen] if field.control is Control.MANY else [field.value])
        for field in form.fields(NO_READER)
    }


def said(typed: list[str]) -> list[str]:
    return [text.strip() for text in typed if text.strip()]


@given(before=forms(1), now=forms(7), data=st.data())
def test_what_was_typed_stays_and_what_was_not_is_as_the_file_has_it(
    before: ObjectForm, now: ObjectForm, data: st.DataObject
) -> None:
    touched = data.draw(st.sets(st.sampled_from(TITLES)))
    typed = answers(before) | {
        title: data.draw(MANY if title == "Mäts av" else st.lists(TEXTS, min_size=1, max_size=1))
        for title in sorted(touched)
    }
    sent = {field.name: typed[field.title] for field in before.fields(NO_READER)}

    shown, remarks = merged(before, now, sent, NO_READER)

    was, is_now = answers(before), answers(now)
    for field in now.fields(NO_READER):
        mine, theirs, base = said(typed[field.title]), is_now[field.title], was[field.title]
        told = remarks.at.get(field.name, ())
        if set(mine) == set(base):
            assert shown[field.name] == theirs
            assert told == ()
        else:
            assert shown[field.name] == mine
            assert bool(told) == (theirs != base and set(theirs) != set(mine))
            for remark in told:
                hint = remark.hint.render(gettext.NullTranslations())
                assert hint == (", ".join(theirs) or "–")
