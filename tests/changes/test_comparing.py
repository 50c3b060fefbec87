"""Two plans are compared as objects: all that was changed is told, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.changes.comparing import compare
from policytrace.changes.kinds import (
    Added,
    FieldChanged,
    KindChanged,
    LinkChanged,
    LinkEnd,
    PlanChange,
    Removed,
    StatusChanged,
    TextChanged,
    TitleChanged,
)
from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.changes.prose import read_text
from policytrace.locations import Location
from tests.changes.states import IDS, LINKS, laid_out_anew, states

ONE = PlanObject(
    id="ATG-1", kind="action", title="Öppna en stödlinje", text="Ett ord och ett till."
)

Told = tuple[str, type[PlanChange], str]
"""An object, what has happened, and the field or link that it has happened to."""


def changes(before: PlanObject, after: PlanObject) -> list[PlanChange]:
    return list(compare(PlanState.of([before]), PlanState.of([after])))


def told(found: PlanChange) -> Told:
    return found.object.id, type(found), getattr(found, "key", "")


MUTATIONS: dict[type[PlanChange], Callable[[PlanObject, str], tuple[PlanObject, str]]] = {
    TitleChanged: lambda one, _: (replace(one, title=f"{one.title} nu"), ""),
    StatusChanged: lambda one, _: (replace(one, status="cancelled"), ""),
    KindChanged: lambda one, _: (replace(one, kind="milestone"), ""),
    TextChanged: lambda one, _: (replace(one, text=f"nytt {one.text}"), ""),
    FieldChanged: lambda one, key: (
        replace(one, fields={**one.fields, key: "2031-12-31"}),
        key,
    ),
    LinkChanged: lambda one, key: (
        replace(one, links={**one.links, key: (*one.links.get(key, ()), "ORG-NY")}),
        key,
    ),
}


@st.composite
def mutated(draw: st.DrawFn) -> tuple[PlanState, PlanState, set[Told]]:
    """A plan, the same with some changes and laid out anew, and what was changed."""
    before = draw(states())
    after: dict[str, PlanObject] = {}
    expected: set[Told] = set()
    breaks = draw(st.dictionaries(st.integers(0, 4), st.sampled_from(["\n", "\n  ", "  "])))
    for item_id, one in before.objects.items():
        if draw(st.integers(0, 9)) == 0:
            expected.add((item_id, Removed, ""))
            continue
        now = one
        for kind in draw(st.sets(st.sampled_from(list(MUTATIONS)), max_size=2)):
            keys = LINKS if kind is LinkChanged else ("due", "own.ny")
            now, key = MUTATIONS[kind](now, draw(st.sampled_from(keys)))
            expected.add((item_id, kind, key))
        after[item_id] = laid_out_anew(now, breaks)
    for item_id in set(IDS) - before.objects.keys():
        if draw(st.booleans()):
            after[item_id] = replace(ONE, id=item_id)
            expected.add((item_id, Added, ""))
    order = draw(st.permutations(list(after.values())))
    return before, PlanState.of(order), expected


@given(mutated())
def test_all_that_was_changed_is_told_and_nothing_else(
    made: tuple[PlanState, PlanState, set[Told]],
) -> None:
    before, after, expected = made
    found = list(map(told, compare(before, after)))
    assert set(found) == expected
    assert len(found) == len(expected)


@given(states(), st.dictionaries(st.integers(0, 4), st.sampled_from(["\n", "\n  ", "   "])))
def test_where_it_stands_and_how_its_lines_are_broken_changes_nothing(
    before: PlanState, breaks: dict[int, str]
) -> None:
    after = PlanState.of(laid_out_anew(one, breaks) for one in before.objects.values())
    assert list(compare(before, after)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. ett\n2. två", "1. ett\n1. två"),
        ("3. ett\n4. två", "10) ett\n11) två"),
        ("- ett\n- två", "* ett\n* två"),
        ("> 1. ett\n> 2. två", "> 2. ett\n> 3. två"),
        ("Senast år\n2027. Sedan", "Senast år 2027.\nSedan"),
    ],
)
def test_marks_and_numbers_of_lists_are_no_words(before: str, after: str) -> None:
    assert read_text(before).form == read_text(after).form


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Senast år\n2027. Sedan", "Senast år\n2028. Sedan"),
        ("Minst\n- 5 grader", "Minst\n- 6 grader"),
        ("[a]: https://a.se", "[a]: https://b.se"),
        ("```text\n1. ett\n```", "```text\n2. ett\n```"),
    ],
)
def test_a_number_that_is_no_lists_own_is_a_word(before: str, after: str) -> None:
    assert read_text(before).form != read_text(after).form


def test_yes_is_not_one() -> None:
    found = changes(replace(ONE, fields={"own.x": True}), replace(ONE, fields={"own.x": 1}))
    assert [type(one) for one in found] == [FieldChanged]


def test_a_list_in_another_order_is_the_same() -> None:
    first, second = ("5.2", "16.1"), ("16.1", "5.2")
    assert changes(replace(ONE, fields={"a": first}), replace(ONE, fields={"a": second})) == []


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
