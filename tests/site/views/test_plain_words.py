"""What the check says is put in words for those who write nothing."""

from __future__ import annotations

import gettext

import pytest

from policytrace.messages import Message, message
from policytrace.schema.roles import Role
from policytrace.site.views.plain_words import plainly
from tests.plan_builder import item

ITEMS = {one.id: one for one in (item("ATG-A", Role.ACTION), item("IND-A", Role.INDICATOR))}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (message("Nothing follows {id}.", id="ATG-A"), "Nothing follows “Title of ATG-A”."),
        (
            message("It is measured by {ids}.", ids="IND-A, IND-GONE"),
            "It is measured by “Title of IND-A”, IND-GONE.",
        ),
        (message("Add :{option}:.", option="klar_senast"), "Add klar senast."),
        (message("{text}: a_b", text="x_y"), "x_y: a_b"),
    ],
)
def test_objects_have_their_titles_and_fields_their_words(text: Message, said: str) -> None:
    assert plainly(text, ITEMS).render(gettext.NullTranslations()) == said


def test_a_value_is_never_read_as_a_place_for_another() -> None:
    text = message("{title} is late.", title=":{id}: {title}")
    assert plainly(text, ITEMS).render(gettext.NullTranslations()) == ":{id}: {title} is late."
