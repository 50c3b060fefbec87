"""What an object tells of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policytrace.locations import Location
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status

ITEM = Item(
    id="ATG-1",
    role=Role.ACTION,
    title="Utbilda alla chefer",
    location=Location(file="plan.md", line=7),
    docname="plan",
    page_order=2,
    values={FieldName.STATUS: Status.PROPOSED, FieldName.DATE: date(2027, 1, 15)},
    malformed={FieldName.STARTS: "snart"},
    prose="Text.",
    links={LinkKind.OWNER: ("ORG-1",)},
)


def test_an_object_is_told_by_its_id_in_few_words() -> None:
    long = replace(ITEM, values={FieldName.RESULT: "å" * 100_000})
    assert repr(ITEM).startswith("Item('ATG-1', ")
    assert len(repr(long)) == len(repr(ITEM)) < 60
    assert repr(replace(ITEM)) == repr(ITEM)


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "ATG-2"},
        {"role": Role.PLAN},
        {"title": "Utbilda alla"},
        {"location": Location(file="plan.md", line=8)},
        {"docname": "plan2"},
        {"page_order": 3},
        {"values": {FieldName.STATUS: Status.PROPOSED, FieldName.DATE: date(2027, 1, 16)}},
        {"malformed": {FieldName.STARTS: "sen"}},
        {"malformed": {}},
        {"links": {LinkKind.OWNER: ("ORG-1", "ORG-2")}},
        {"links": {LinkKind.PERFORMER: ("ORG-1",)}},
    ],
    ids=str,
)
def test_what_it_tells_is_another_when_anything_but_its_text_is(changed: dict[str, object]) -> None:
    assert repr(replace(ITEM, **changed)) != repr(ITEM)  # type: ignore[arg-type]


def test_what_it_tells_is_the_same_whatever_its_text() -> None:
    assert repr(replace(ITEM, prose="En annan text.")) == repr(ITEM)


def test_a_sign_that_is_no_letter_of_any_script_is_told() -> None:
    assert repr(replace(ITEM, title="\ud800")) != repr(ITEM)
