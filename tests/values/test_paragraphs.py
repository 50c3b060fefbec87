"""Text of several paragraphs: what is one, and what is a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.values.paragraphs import Block, blocks, canonical

LINES = st.lists(st.sampled_from(["", " ", "ett", "- två", "-tre", "  - fyra", "fem sex"]))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One.", [("One.",)]),
        ("One\ntwo.\n\nThree.", [("One two.",), ("Three.",)]),
        ("So:\n- one\n- two", [("So:",), ["one", "two"]]),
        ("- one\n  and a half\n- two\n\nThree.", [["one and a half", "two"], ("Three.",)]),
        ("-3 degrees\n - 2", [("-3 degrees",), ["2"]]),
    ],
)
def test_paragraphs_and_lists(text: str, told: list[tuple[str, ...] | list[str]]) -> None:
    assert blocks(canonical(text)) == tuple(
        Block(lines=tuple(lines), is_list=isinstance(lines, list)) for lines in told
    )


@given(LINES.map("\n".join))
def test_the_canonical_text_stays_and_loses_no_word(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert once.split() == text.split()
    shown = [line for block in blocks(once) for line in block.lines]
    assert " ".join(shown).replace("-", " ").split() == text.replace("-", " ").split()
