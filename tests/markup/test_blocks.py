"""Blocks that are not written as they must be, on plain lines of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.markup.blocks import DEEPEST, TooDeepError, issues
from tests.plan_builder import english

NOT_CLOSED, CLOSES_NOTHING, MISSPELLED = "is not closed", "closes nothing", "does not begin a block"


def said(text: str) -> list[tuple[int, str]]:
    """Line and kind of each flaw."""
    kinds = (NOT_CLOSED, CLOSES_NOTHING, MISSPELLED)
    return [
        (issue.line, next(kind for kind in kinds if kind in english(issue.message)))
        for issue in issues(text.split("\n"))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Bara text.",
        ":::{note}\nText.\n:::",
        "```{note}\nText.\n```",
        "~~~{note}\nText.\n~~~",
        "   :::{note}\n   Text.\n   :::",
        ":::{note}\nText.\n:::::   ",
        "::::{note}\n:::{note}\n:::\n::::",
        "::::{note}\n```{note}\n```\n::::",
        ":::{note}\n```\n:::{note}\n```\n:::",
        "```\n:::{note}\n```",
        "```text\n:::{åtgärd X\n:::\n::{note}\n```",
        "````markdown\n```{note}\n```\n````",
        "```{code-block} markdown\n:::{note}\n```",
        ":::{uml}\n:::\n",
        "- ett\n\n  :::{note}\n  :::",
        "- :::{note}\n  :::",
        "1. ett\n\n    :::{note}\n    :::",
        "> :::{note}\n> :::",
        "Ord\n: ```text\n  kod\n  ```",
        "Ord\n: :::{note}\n  :::",
        "Text: ::: och ``` i en rad.",
        "`:::{note}`",
        "```kod``` i en rad",
        ":: två kolon",
        "",
    ],
)
def test_what_is_written_as_it_must_be(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (":::{note}\nText.", 1),
        ("# Rubrik\n\n```{note}\nText.\n", 3),
        ("```\nkod", 1),
        ("~~~python\nkod", 1),
        (":::{note}\nText.\n``", 1),
        ("::::{note}\nText.\n:::", 1),
        (":::{note}\nText.\n~~~\n~~~", 1),
        ("```{note}\nText.\n```x", 1),
    ],
)
def test_a_block_that_goes_on_to_the_end_of_the_page(text: str, line: int) -> None:
    assert (line, NOT_CLOSED) in said(text)


def test_a_block_that_swallows_the_next_is_the_one_to_close() -> None:
    text = ":::{åtgärd} En\n:id: ATG-1\n\n:::{åtgärd} Två\n:id: ATG-2\n:::\n\nText."
    assert said(text) == [(1, NOT_CLOSED)]


def test_a_block_within_another_that_takes_its_end_is_the_one_to_close() -> None:
    text = "::::{note}\n:::{tip}\nText.\n::::\n\nText."
    assert said(text) == [(2, NOT_CLOSED)]


def test_the_message_shows_the_first_line_and_the_one_that_is_missing() -> None:
    [issue] = issues(["::::{åtgärd} Utbilda alla", "Text."])
    assert english(issue.message) == (
        "“::::{åtgärd} Utbilda alla” is not closed: the line :::: that ends it is missing."
    )
    assert ":::: on a line of its own" in english(issue.hint)


@pytest.mark.parametrize("text", [":::", "Text.\n:::", ":::{note}\n:::\n:::", "::::::::"])
def test_a_line_that_closes_nothing(text: str) -> None:
    assert [kind for _, kind in said(text)] == [CLOSES_NOTHING]


@pytest.mark.parametrize(
    "line",
    [
        ":::{åtgärd X",
        ":::åtgärd} X",
        ":::åtgärd X",
        "::: åtgärd",
        ":::{ åtgärd } X",
        ":::{}",
        ":::{åtgärd}X",
        "```{åtgärd X",
        "```{}",
    ],
)
def test_a_first_line_that_is_misspelled(line: str) -> None:
    assert (3, MISSPELLED) in said(f"Text.\n\n{line}\n:id: ATG-1\n{line[:3]}\n")


@pytest.mark.parametrize(
    "line", ["::{åtgärd} X", ":{åtgärd} X", "\t:::{åtgärd} X", "    :::{åtgärd} X", "  \t```{note}"]
)
def test_a_first_line_with_too_few_colons_or_too_far_to_the_right(line: str) -> None:
    assert said(f"Text.\n\n{line}\n") == [(3, MISSPELLED)]


def nested(depth: int) -> list[str]:
    """So many blocks within each other, closed in order."""
    fences = [":" * (depth - level + 2) for level in range(depth)]
    return [*(f"{fence}{{note}}" for fence in fences), *reversed(fences)]


def test_blocks_within_blocks_have_an_end() -> None:
    assert list(issues(nested(DEEPEST))) == []
    with pytest.raises(TooDeepError) as raised:
        list(issues(["", *nested(DEEPEST + 1)]))
    assert raised.value.line == DEEPEST + 2


@pytest.mark.parametrize("part", ["- ", "> ", ": ", "1. ", " ", "\t", ":", "`", "x", ":::{", "\\"])
def test_a_long_line_is_looked_at_to_its_end(part: str) -> None:
    list(issues([part * 500_000, part * 500_000 + ":::{note}"]))


@given(st.lists(st.sampled_from([":::", "::::", "```", ":::{note}", "```{tip}", "x", "- ", "\t"])))
def test_any_lines_can_be_looked_at(parts: list[str]) -> None:
    lines = "".join(parts).split("\n") + parts
    places = []
    try:
        places += [issue.line for issue in issues(lines)]
    except TooDeepError as error:
        places.append(error.line)
    assert all(1 <= line <= len(lines) for line in places)
