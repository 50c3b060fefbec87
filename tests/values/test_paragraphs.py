"""Text of several paragraphs: what is one, and what is a list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.values.paragraphs import Block, blocks, canonical

LINES = st.lists(
    st.sampled_from(
        [
            "",
            " ",
            "ett",
            "- två",
            "-tre",
            "  - fyra",
            "fem sex",
            "* sju",
            "1. åtta",
            "2) nio",
            "2027. tio",
        ]
    )
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("One.", [("One.",)]),
        ("One\ntwo.\n\nThree.", [("One two.",), ("Three.",)]),
        ("So:\n- one\n- two", [("So:",), ["one", "two"]]),
        ("- one\n  and a half\n- two\n\nThree.", [["one and a half", "two"], ("Three.",)]),
        ("-3 degrees\n - 2", [("-3 degrees",), ["2"]]),
        ("So:\n* one\n+ two", [("So:",), ["one", "two"]]),
        ("By 5\n2. Then", [("By 5 2. Then",)]),
        ("14. June\n2027. Then", [("14. June 2027. Then",)]),
    ],
)
def test_paragraphs_and_lists(text: str, told: list[tuple[str, ...] | list[str]]) -> None:
    assert blocks(canonical(text)) == tuple(
        Block(lines=tuple(lines), is_list=isinstance(lines, list)) for lines in told
    )


@pytest.mark.parametrize(
    "text", ["So:\n1. one\n2. two\n   more", "3) one\n4) two more", "1. one\n1. two more"]
)
def test_entries_that_are_numbered(text: str) -> None:
    last = blocks(canonical(text))[-1]
    assert last == Block(lines=("one", "two more"), is_list=True, is_numbered=True)


@given(LINES.map("\n".join))
def test_the_canonical_text_stays_and_loses_no_word(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert once.split() == text.split()
    shown = " ".join(line for block in blocks(once) for line in block.lines).split()
    left_out = {"-", "*", "1.", "2)"}
    assert [w for w in shown if w not in left_out] == [w for w in text.split() if w not in left_out]
