"""A correction mends how something is spelt, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.editions.corrections import beyond_spelling, stands_in

BODIES = ("Kultur- och fritidsnämnden", "Miljönämnden", "Miljanämnden")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("jämnställdhet", "jämställdhet"),
        ("kommun styrelsen", "kommunstyrelsen"),
        ("ett plan", "en plan"),
        ("erbjuda", "erbjuder"),
        ("Sala", "sala"),
        ("dom", "dem"),
        ("inom 2 åhr", "inom 2 år"),
        ("sjkukvård", "sjukvård"),
        ("Handlings plan 2027", "Handlingsplan 2027"),
        ("sentrum", "centrum"),
    ],
)
def test_a_misspelling_may_be_mended(before: str, after: str) -> None:
    assert beyond_spelling(before, after, BODIES) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("same", "same"),
        ("1 år", "2 år"),
        ("10 %", "10"),
        ("1,5 år", "15 år"),
        ("−5 grader", "5 grader"),
        ("2027-03-01", "2028-03-01"),
        ("§ 15", "15"),
        ("två år", "tre år"),
        ("tjugofem", "tjugosex"),
        ("tvåårig", "treårig"),
        ("femtio", "femton"),
        ("sju platser", "tju platser"),
        ("i juni", "i juli"),
        ("i mars", "i maj"),
        ("möjligt", "omöjligt"),
        ("UN svarar", "SN svarar"),
        ("Miljönämnden", "Miljanämnden"),
        ("ska inte", "ska"),
        ("alla", "några"),
        ("", "ny"),
        ("x" * 201, "x" * 202),
    ],
)
def test_what_is_more_than_spelling_may_not(before: str, after: str) -> None:
    assert beyond_spelling(before, after, BODIES) is not None


@given(st.text("abåö 0123456789,.-–%§", max_size=20), st.text("abåö 0123456789,.-–%§", max_size=20))
def test_no_digit_is_ever_changed(before: str, after: str) -> None:
    digits = ["".join(filter(str.isdigit, text)) for text in (before, after)]
    if digits[0] != digits[1]:
        assert beyond_spelling(before, after) is not None


@pytest.mark.parametrize(
    ("words", "text", "stands"),
    [
        ("en", "hen och den", False),
        ("en", "hen, en.", True),
        ("två ord", "två\n  ord", True),
        ("a.b", "axb", False),
        ("(sic)", "så (sic) där", True),
    ],
)
def test_words_stand_in_a_text_as_whole_words(words: str, text: str, stands: bool) -> None:  # noqa: FBT001
    assert stands_in(words, text) is stands
