"""Two plans are compared as objects: all that was changed is told, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from policytrace.changes.comparing import compare
from policytrace.changes.kinds import (
    FieldChanged,
    LinkChanged,
    LinkEnd,
    PlanChange,
    Removed,
    ValueNote,
    ValuesNoteChanged,
)
from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.locations import Location
from tests.changes.mutations import Told, laid_out_anew, mutated

ONE = PlanObject(
    id="ATG-1", kind="action", title="Öppna en stödlinje", text="Ett ord och ett till."
)


def changes(before: PlanObject, after: PlanObject) -> list[PlanChange]:
    return list(compare(PlanState.of([before]), PlanState.of([after])))


NOTES = {
    ValueNote.STATUS: "status",
    ValueNote.SOURCE: "source",
    ValueNote.PROVISIONAL_SOURCE: "is_source_provisional",
}
SAID = {"yes": "True", "no": "False"}


def told(found: PlanChange) -> Told:
    key = getattr(found, "key", "")
    if isinstance(found, ValuesNoteChanged):
        key = f"{NOTES[found.note]}: {SAID.get(found.before, found.before)} → "
        key += f"{SAID.get(found.after, found.after)}"
    return found.object.id, type(found), key


@given(mutated())
def test_all_that_was_changed_is_told_and_nothing_else(
    made: tuple[PlanState, PlanState, list[Told]],
) -> None:
    before, after, expected = made
    assert sorted(map(told, compare(before, after)), key=repr) == sorted(expected, key=repr)


@given(laid_out_anew())
def test_where_and_how_it_is_written_changes_nothing(plans: tuple[PlanState, PlanState]) -> None:
    assert list(compare(*plans)) == []


def test_yes_is_not_one() -> None:
    found = changes(replace(ONE, fields={"own.x": True}), replace(ONE, fields={"own.x": 1}))
    assert [type(one) for one in found] == [FieldChanged]


def test_a_list_in_another_order_is_the_same() -> None:
    first, second = ("5.2", "16.1"), ("16.1", "5.2")
    assert changes(replace(ONE, fields={"a": first}), replace(ONE, fields={"a": second})) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. ena\n2. andra", "2. ena\n3. andra"),
        ("Så:\n\n1. ena\n2. andra", "Så:\n\n2. ena\n3. andra"),
        ("- ena\n- andra", "* ena\n* andra"),
        ("Så: 1. ena 2. andra", "Så:\n1. ena\n2. andra"),
    ],
)
def test_the_marks_of_a_list_in_a_field_are_none_of_its_words(before: str, after: str) -> None:
    was, now = (replace(ONE, fields={"answer": text}) for text in (before, after))
    assert changes(was, now) == []


def test_a_number_that_a_field_begins_with_is_one_of_its_words() -> None:
    was, now = (replace(ONE, fields={"resource": text}) for text in ("2 kr", "3 kr"))
    assert [type(one) for one in changes(was, now)] == [FieldChanged]
    was, now = (replace(ONE, fields={"resource": text}) for text in ("2. Ja", "3. Ja"))
    assert [type(one) for one in changes(was, now)] == [FieldChanged]


def test_a_link_says_what_is_gone_and_what_is_new_by_name() -> None:
    bodies = [
        PlanObject(id="ORG-A", kind="organisation", title="Socialnämnden"),
        PlanObject(id="ORG-B", kind="organisation", title="Kommunstyrelsen"),
    ]
    before = PlanState.of([replace(ONE, links={"owner": ("ORG-A",)}), *bodies])
    after = PlanState.of([replace(ONE, links={"owner": ("ORG-B",)}), *bodies])
    [found] = compare(before, after)
    assert isinstance(found, LinkChanged)
    assert found.gone == (LinkEnd(id="ORG-A", title="Socialnämnden"),)
    assert found.new == (LinkEnd(id="ORG-B", title="Kommunstyrelsen"),)


def test_an_object_with_a_new_id_is_the_same_and_so_are_links_to_it() -> None:
    whole = PlanObject(id="HPL-1", kind="plan", title="Plan")
    before = PlanState.of([whole, replace(ONE, links={"part_of": ("HPL-1",)})])
    after = PlanState.of(
        [
            replace(whole, id="HPL-2"),
            replace(
                ONE, id="ATG-9", links={"part_of": ("HPL-2",)}, location=Location(file="a", line=2)
            ),
        ]
    )
    assert list(compare(before, after, {"HPL-1": "HPL-2", "ATG-1": "ATG-9"})) == []


def test_an_object_that_leads_on_to_another_that_was_there_is_gone() -> None:
    before = PlanState.of([ONE, replace(ONE, id="ATG-2")])
    after = PlanState.of([ONE])
    found = list(compare(before, after, {"ATG-2": "ATG-1"}))
    assert list(map(told, found)) == [("ATG-2", Removed, "")]
