"""Excerpts of two texts: short, and as different as the texts are."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from policytrace.changes.excerpts import LONGEST, changed_words, told_apart

words = st.sampled_from(("ett", "två", "tre.", "o" * 90, "å" * 200))
texts = st.lists(words, max_size=40)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Two texts that differ, in most cases by little."""
    text = draw(texts)
    at = draw(st.integers(0, len(text)))
    other = [*text[:at], *draw(st.lists(words, max_size=2)), *text[at + draw(st.integers(0, 2)) :]]
    assume(text != other)
    return text, other


@given(pairs())
def test_what_differs_is_told_apart_and_briefly(pair: tuple[list[str], list[str]]) -> None:
    told = told_apart(" ".join(pair[0]), " ".join(pair[1]))
    assert told[0] != told[1]
    assert max(map(len, told)) <= LONGEST + 2


@given(pairs())
def test_of_texts_the_words_that_differ_are_told(pair: tuple[list[str], list[str]]) -> None:
    told = changed_words(*pair)
    assert told[0] != told[1]
    assert max(map(len, told)) <= LONGEST + 4
    for excerpt, text in zip(told, pair, strict=True):
        assert excerpt.strip("… ") in " ".join(text)


def test_only_the_words_around_what_differs_are_told() -> None:
    text = "Vi ska öppna en linje som svarar varje dag från åtta"
    assert changed_words(text.split(), text.replace("varje", "ibland varje").split()) == (
        "… linje som svarar varje dag från …",
        "… linje som svarar ibland varje dag från …",
    )
