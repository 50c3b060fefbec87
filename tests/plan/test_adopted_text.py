"""Finding a passage in the adopted text by its first and last words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.plan.adopted_text import MOST_SIGNS, AdoptedText
from policytrace.plan.model import Doubt

TEXT = AdoptedText(
    """Antaget den 1 juni.

    Alla ska vara trygga. Kommunen ska
    fråga\u00a0om våld,   och
\thjälpa. Alla ska ha arbete. Så slutar det."""
)


@pytest.mark.parametrize(
    ("begins", "ends", "wording"),
    [
        ("Alla ska vara", "trygga.", "Alla ska vara trygga."),
        ("Kommunen ska fråga om", "hjälpa.", "Kommunen ska fråga om våld, och hjälpa."),
        ("Kommunen  ska", "och\n hjälpa.", "Kommunen ska fråga om våld, och hjälpa."),
        ("Antaget", "Antaget", "Antaget"),
        ("Alla ska ha arbete.", "Alla ska ha arbete.", "Alla ska ha arbete."),
        ("Alla ska ha", "ska ha arbete.", "Alla ska ha arbete."),
        ("Alla ska vara trygga. Kommunen", "trygga. Kommunen", "Alla ska vara trygga. Kommunen"),
        ("Så", "det.", "Så slutar det."),
    ],
)
def test_it_is_all_from_the_first_words_through_the_last(
    begins: str, ends: str, wording: str
) -> None:
    assert TEXT.passage(begins, ends) == wording


@pytest.mark.parametrize(
    ("begins", "ends", "doubt"),
    [
        ("Ingen ska", "trygga.", Doubt.NO_BEGINNING),
        ("alla ska vara", "trygga.", Doubt.NO_BEGINNING),
        ("Alla ska", "trygga.", Doubt.SEVERAL_BEGINNINGS),
        ("Alla ska vara", "rädda.", Doubt.NO_END),
        ("Kommunen", "trygga.", Doubt.END_BEFORE_BEGINNING),
        ("Så slutar", "Så", Doubt.END_BEFORE_BEGINNING),
        ("Antaget", "ska", Doubt.SEVERAL_ENDS),
    ],
)
def test_what_is_not_found_once_is_in_doubt(begins: str, ends: str, doubt: Doubt) -> None:
    assert TEXT.passage(begins, ends) is doubt


def test_last_words_that_stand_earlier_too_are_in_no_doubt() -> None:
    assert AdoptedText("x slut. Början y slut. z").passage("Början", "slut.") == "Början y slut."


def test_a_passage_of_most_of_the_text_is_in_doubt() -> None:
    for length, is_found in ((MOST_SIGNS - 2, True), (MOST_SIGNS - 1, False)):
        found = AdoptedText(f"A {'x' * length} Z").passage("A", "Z")
        assert (found is not Doubt.TOO_LONG) is is_found


def test_letters_are_the_same_however_their_accents_are_written() -> None:
    parted = unicodedata.normalize("NFD", "Kommunen ska hjälpa på nätet.")
    assert AdoptedText(parted).passage("Kommunen", "på nätet.") == "Kommunen ska hjälpa på nätet."


WORDS = st.lists(st.text("abå", min_size=1, max_size=4), min_size=1, max_size=12)


@given(words=WORDS, first=st.integers(0, 11), last=st.integers(0, 11), data=st.data())
def test_white_space_does_not_count(
    words: list[str], first: int, last: int, data: st.DataObject
) -> None:
    first %= len(words)
    last = first + last % (len(words) - first)
    passage = [f"<{words[first]}", *words[first + 1 : last + 1]]
    text = " ".join([*words[:first], *passage, ">", *words[last + 1 :]])
    blanks = data.draw(st.lists(st.sampled_from([" ", "\n", "\u00a0", ""]), min_size=len(text)))
    broken = "".join(f"{sign}{blank}" for sign, blank in zip(text, blanks, strict=False))
    found = AdoptedText(broken).passage(passage[0], ">")
    assert isinstance(found, str)
    assert "".join(found.split()) == "".join([*passage, ">"])
