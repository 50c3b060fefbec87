"""The list from A to Ö."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policytrace.schema.roles import Role
from policytrace.site.pages.search_page import letters, search_page
from tests.plan_builder import item, plan
from tests.site.views.drawing import drawn, snapshot_of, words
from tests.site.views.own import OWN, OWN_SWEDISH, risk


def listed(*titles: str) -> list[tuple[str, list[str]]]:
    items = [item(f"ATG-{number}", Role.ACTION, title=title) for number, title in enumerate(titles)]
    return [(each.letter, [found.title for found in each.items]) for each in letters(items)]


def test_swedish_letters_come_last_and_in_their_order() -> None:
    assert listed("Öppna", "Ändra", "Åtgärda", "Zon", "ärlig", "avsluta") == [
        ("A", ["avsluta"]),
        ("Z", ["Zon"]),
        ("Å", ["Åtgärda"]),
        ("Ä", ["Ändra", "ärlig"]),
        ("Ö", ["Öppna"]),
    ]


def test_accents_and_signs_before_the_first_letter_do_not_count() -> None:
    assert listed("École", "”Ett hem”", "– Eld", "Fika") == [
        ("E", ["École", "– Eld", "”Ett hem”"]),
        ("F", ["Fika"]),
    ]


def test_what_begins_with_a_digit_or_with_no_letter_comes_first() -> None:
    assert listed("Aa", "16 dagar", "…") == [("0–9", ["…", "16 dagar"]), ("A", ["Aa"])]


@given(st.lists(st.text(min_size=1, max_size=8), max_size=12))
def test_every_object_is_listed_once_under_letters_that_are_named_once(titles: list[str]) -> None:
    found = listed(*titles)
    assert sorted(title for _, under in found for title in under) == sorted(titles)
    assert len({letter for letter, _ in found}) == len(found)


def test_an_object_of_the_project_s_own_type_is_in_the_list_with_what_it_is() -> None:
    graph = plan(item("ATG-A", Role.ACTION), risk())
    (page,) = search_page(snapshot_of(graph, metamodel=OWN))
    soup = drawn(page.template, renderer=OWN_SWEDISH, view=page.view, title="")
    assert [words(entry) for entry in soup.select(".pt-index li")] == [
        "Title of ATG-A Action",
        "Title of RIS-A Risk att väga",
    ]
