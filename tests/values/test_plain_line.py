"""What is left of a text on one line: what can be seen of it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.values.plain_line import plain_line


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("en rad", "en rad"),
        (" två\r\n rader\u2028och\tmer ", "två rader och mer"),
        ("a\x00b\x07c\x1bd\x7f", "abcd"),
        ("\u202eexe.fdp\u202c", "exe.fdp"),
        ("\ud800half\ufffe", "half"),
        ("👩\u200d🔬 å", "👩\u200d🔬 å"),
        ("\x85", ""),
    ],
)
def test_what_cannot_be_seen_is_gone(text: str, left: str) -> None:
    assert plain_line(text) == left


@given(st.text())
def test_it_is_one_line_without_control_characters_and_stays_so(text: str) -> None:
    line = plain_line(text)
    assert len(line.splitlines()) <= 1
    assert not {unicodedata.category(sign) for sign in line} & {"Cc", "Cs"}
    assert plain_line(line) == line
