"""Text in pictures: what can be seen of it, and lines that are no wider than they may be."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from policytrace.charts.text_metrics import broken, ems_of, visible


def test_white_space_becomes_a_space() -> None:
    assert visible(" one\n\r\n\u2028two\t\x00three ") == "one two three"


def test_a_no_break_space_stays_one() -> None:
    assert visible("235\u202f000\u00a0kr ") == "235\u202f000\u00a0kr"
    assert visible("\u00a0 \u202f") == ""


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    assert not {unicodedata.category(one) for one in visible(text)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_a_title_is_broken_between_words() -> None:
    assert broken("one two three", 4.5, 3) == ("one two", "three")


def test_what_does_not_fit_is_left_out_at_a_word() -> None:
    assert broken("one two, three four five", 5, 2) == ("one two,", "three …")
    assert broken("one two, three", 5, 1) == ("one …",)


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert broken("jämställdhetsintegrering", 8, 3) == ("jämställdhetsi-", "ntegrering")


def test_nothing_but_white_space_is_no_line() -> None:
    assert broken(" \n\u200b", 20, 3) == ()


def test_a_number_is_not_broken() -> None:
    assert broken("Mål 235\u202f000", 4.5, 3) == ("Mål", "235\u202f000")


@given(st.text(), st.floats(4, 30))
def test_a_line_is_never_wider_than_it_may_be(text: str, ems: float) -> None:
    assert all(ems_of(line) <= ems for line in broken(text, ems, 3))


@given(st.text(), st.integers(1, 4))
def test_a_title_never_has_more_lines_than_it_may(text: str, most: int) -> None:
    assert len(broken(text, 20, most)) <= most
