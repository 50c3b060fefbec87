"""Where a directive ends in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

from policytrace.author.fences import directive_at, line_end, split_lines

READER = MarkdownIt("commonmark").use(colon_fence_plugin)


def last_line(text: str, first: int = 0) -> int | None:
    found = directive_at(split_lines(text), first)
    return found.last if found else None


def test_a_directive_ends_at_the_line_that_closes_its_fence() -> None:
    assert last_line(":::{åtgärd} Ett\n:id: A\n\nText\n:::\n\nefter\n") == 4


def test_what_it_says_of_itself_is_known() -> None:
    [found] = [directive_at(["  ::::{åtgärd}  Två ord \r\n", "  ::::\r\n"], 0)]
    assert found is not None
    assert (found.indent, found.fence, found.name, found.title) == (
        "  ",
        "::::",
        "åtgärd",
        "Två ord",
    )


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("::::{a} x\n:::{b} y\n:::\n::::\n", 3),
        ("::::{a} x\n```{b}\n::::\n", 2),
        (":::{a} x\n```\n:::\n```\n:::\n", 2),
        (":::{a} x\n:::{b} y\n:::\n:::\n", 2),
        ("```{a} x\n:::\n````\n", 2),
        (":::{a} x\n::: inte slut\n:::\n", 2),
        (":::{a} x\n::\n    :::\n   :::\n", 3),
        (":::{a} x\n\t:::\n::::: \t\n", 2),
        ("~~~{a} x\n```\n~~~\n", 2),
        (":::{a} x\r\n:::\r\n", 1),
        (":::{a} x\r:::\r", 1),
        (":::{a} x\n:::", 1),
        ("> :::{a} x\n> text\n> :::\n", 2),
    ],
)
def test_fences_within_it_are_told_apart_as_the_reader_does(text: str, last: int) -> None:
    assert last_line(text) == last
    [token] = [one for one in READER.parse(text) if one.type in {"colon_fence", "fence"}][:1]
    assert token.map == [0, last + 1]


@pytest.mark.parametrize(
    "text",
    [
        ":::{a} x\ntext\n",
        ":::{a} x\n::\n",
        ":::: {a} x\n:::\n",
        "> :::{a} x\n:::\n",
        "text\n",
        "- :::{a} x\n  :::\n",
        "",
    ],
)
def test_what_is_not_closed_or_no_directive_has_no_end(text: str) -> None:
    assert last_line(text) is None


def test_no_line_is_before_the_first_or_after_the_last() -> None:
    assert directive_at([":::{a}\n", ":::\n"], -1) is None
    assert directive_at([":::{a}\n", ":::\n"], 2) is None


LINES = st.lists(
    st.sampled_from(
        [
            ":::",
            "::::",
            ":::::",
            "```",
            "````",
            "~~~",
            ":::{b} y",
            "::::{c}",
            "```{d}",
            "text",
            "",
            "  :::",
            "    :::",
            ":id: x",
            "::: x",
            ":::  ",
        ]
    ),
    max_size=12,
)


@given(LINES, st.sampled_from([":::", "::::", "```", "~~~~"]), st.sampled_from(["\n", "\r\n"]))
def test_the_end_is_where_the_reader_sees_it(inner: list[str], fence: str, end: str) -> None:
    text = end.join([f"{fence}{{a}} x", *inner, fence, "efter", ""])
    token = READER.parse(text)[0]
    assert token.map is not None
    assert last_line(text) == token.map[1] - 1


@given(st.text(alphabet="ab\r\n\x0b\x0c\x85\u2028", max_size=30))
def test_lines_are_the_text_and_end_as_in_markdown(text: str) -> None:
    lines = split_lines(text)
    assert "".join(lines) == text
    assert all(line_end(line) in {"\n", "\r\n", "\r"} for line in lines[:-1])
    assert not any(set("\r\n") & set(line[: len(line) - len(line_end(line))]) for line in lines)
