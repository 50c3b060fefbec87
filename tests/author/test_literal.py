"""What somebody writes as text is text, whatever Markdown would take it for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

from policytrace.author import literal as literal_text
from policytrace.author.editing import markdown_text
from policytrace.author.literal import literal
from policytrace.markup.underlined import block_reader

PLUGINS = (deflist_plugin, colon_fence_plugin, footnote_plugin, myst_block_plugin)
UNSEEN = {"myst_line_comment", "myst_target", "myst_block_break"}

LINE = st.lists(
    st.sampled_from(["%", "% ", "50 % av", "(mål)=", "[x]: http://a.b", "+++", "- ", "> ", "  "])
    | st.sampled_from(["1. ", ": ", "text", "[x]", "\\", "    ", "`", "```", "#", "(", ")="])
    | st.sampled_from(["-", "---", "=", "=== ", "2. ", "|"]),
    max_size=4,
).map("".join)


def blocks(text: str) -> list[Token]:
    reader = MarkdownIt("commonmark").enable("table")
    for plugin in PLUGINS:
        reader.use(plugin)
    return reader.parse(text)


def unseen(text: str) -> set[str]:
    return {token.type for token in blocks(text)} & UNSEEN


def underlined(text: str) -> list[Token]:
    """The headings that a line below them makes."""
    return [one for one in blocks(text) if one.type == "heading_open" and one.markup in "-="]


def has_code(text: str) -> bool:
    return any(token.type == "fence" for token in blocks(text))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Minst 50\n% av eleverna\n% till", "Minst 50\n\\% av eleverna\n\\% till"),
        ("% av", "\\% av"),
        ("(mål)=\nText", "\\(mål)=\nText"),
        ("[x]: http://a.b", "\\[x]: http://a.b"),
        ("[x]: http://a.b\n[X]: c", "\\[x]: http://a.b\n\\[X]: c"),
        ("- % av\n  % b\n> % c", "- \\% av\n  \\% b\n> \\% c"),
        ("+++ mer", "\\+++ mer"),
        ("Hej! Så.\n---\nMed", "Hej! Så.\n\\---\nMed"),
        ("Hej\n=", "Hej\n\\="),
        ("- punkt\n---", "- punkt\n\\---"),
        ("> citat\n---", "> citat\n\\---"),
        ("> a\n> ===\n> -", "> a\n> \\===\n> \\-"),
        ("a\n---\n    b\n---", "a\n\\---\n    b\n\\---"),
    ],
)
def test_what_would_be_shown_nowhere_is_text(text: str, written: str) -> None:
    assert literal(text) == written
    assert literal(written) == written


@pytest.mark.parametrize(
    "text",
    [
        "50 % av eleverna",
        "```\n% kod\n```",
        "    % kod",
        "Se [x].\n\n[x]: http://a.b",
        "Text[^1]\n\n[^1]: En fot.",
        "Ett [x]: http://a.b",
        "(inom parentes)",
        "Ett\n\n---\n\nTvå",
        "```\nkod\n---\n```",
        "a | b\n--- | ---\nc | d",
        "Ett\n- två",
    ],
)
def test_what_is_shown_or_meant_stays(text: str) -> None:
    assert literal(text) == text


@given(st.lists(LINE, max_size=6).map("\n".join))
def test_no_line_is_shown_nowhere_and_only_backslashes_come_to_it(text: str) -> None:
    written = literal(text)
    assert unseen(written) == set()
    assert written.replace("\\", "") == text.replace("\\", "")


@given(st.lists(LINE, max_size=6).map("\n".join))
def test_no_line_makes_a_heading_of_what_stands_above_it(text: str) -> None:
    written = literal(text)
    assert underlined(written) == []
    answer = "\n".join(f"  {line}" for line in written.split("\n"))
    first = underlined(f"Varför\n: {answer[2:]}")[:1]
    assert has_code(text) or [one.map for one in first if one.map and one.map[0] == 0] == []


def test_a_comment_that_stood_there_stays_one_beside_what_is_new() -> None:
    had = "% Be nämnden om siffror.\n\nHälften."
    assert markdown_text(had, had) == had
    assert markdown_text(f"{had}\n\n% av alla", had) == f"{had}\n\n\\% av alla"


BREAKS = "Kontakt:  \nStorgatan 1   \n737 30 Fagersta"


@pytest.mark.parametrize(
    ("had", "typed", "written"),
    [
        (BREAKS, BREAKS.replace("737", "739"), BREAKS.replace("737", "739")),
        (BREAKS, f"{BREAKS}  ", BREAKS),
        (BREAKS, f"{BREAKS}  \nSverige", f"{BREAKS}  \nSverige"),
        (f"{BREAKS}  ", f"{BREAKS}\nSverige", f"{BREAKS}\nSverige"),
        (f"{BREAKS}  ", BREAKS.replace("Kon", "kon"), f"{BREAKS}  ".replace("Kon", "kon")),
        ("", "Ett    \nTvå \nTre\t\n\nFyra  ", "Ett  \nTvå\nTre\n\nFyra"),
        ("Ett \n \nTvå\tTre \nFyra", "Ett \n \nTvå\tTre \nFem", "Ett \n \nTvå\tTre \nFem"),
        ("Ett \nTvå\nTre", "Noll\nEtt \n2\nTre", "Noll\nEtt \n2\nTre"),
        ("  Ett\n  två", "Ett\n  tre", "  Ett\n  tre"),
    ],
)
def test_what_was_not_touched_keeps_its_blanks_and_what_breaks_a_line_stays(
    had: str, typed: str, written: str
) -> None:
    assert markdown_text(typed, had) == written


BLANKS = st.lists(st.sampled_from(["a", "b", " ", "  ", "\t", "\n"]), max_size=9).map("".join)


def broken(text: str) -> list[int]:
    """After how many words each line is broken."""
    words, found = 0, list[int]()
    for token in MarkdownIt("commonmark").disable("code").parse(text):
        for child in token.children or ():
            words += len(child.content.split())
            if child.type == "hardbreak":
                found.append(words)
    return found


@given(had=BLANKS, typed=BLANKS)
def test_lines_are_broken_where_they_were_typed_to_be(had: str, typed: str) -> None:
    written = markdown_text(typed, had.strip(" \t\n"))
    assert written.split() == typed.split()
    assert broken(written) == broken(typed.strip(" \t\n"))


LINES = ("%\n", "(a)=\n", "[x]: y\n", "a\n% b\n\n", "a\n---\n", "    b\n-\n", "2. b\n=\n")


@pytest.mark.parametrize("part", LINES)
def test_a_long_text_is_read_no_more_often_than_a_short_one(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def readings(times: int) -> int:
        made: list[MarkdownIt] = []

        def reader() -> MarkdownIt:
            made.append(block_reader())
            return made[-1]

        monkeypatch.setattr(literal_text, "block_reader", reader)
        literal(f"a\n-\n{part * times}")
        return len(made)

    assert readings(400) <= max(readings(4), 2)
