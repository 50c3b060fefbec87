"""What is written reads back as it was said, whatever it says."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from policytrace.author.fences import directive_at
from policytrace.author.markdown import Draft, directive, harmless, heading
from policytrace.author.values import RefusedError, one_line, paragraphs
from policytrace.markup.options import read_options
from policytrace.schema.forms import heading_of, texts_of
from policytrace.schema.roles import FieldName, LinkKind, Role
from tests.plan_builder import METAMODEL

OPTIONS = tuple(sorted({"id", *METAMODEL.fields, *METAMODEL.links}))
FREE = frozenset({"resurs"})

READER = (
    MarkdownIt("commonmark")
    .enable("table")
    .use(colon_fence_plugin)
    .use(deflist_plugin)
    .use(myst_block_plugin)
    .use(myst_role_plugin)
)

HOSTILE = [
    ":::",
    "::::{raw} html",
    ":id: ATG-9",
    "---",
    "--- titel",
    "`kod` och ```",
    "```{raw} html",
    "~~~",
    '"citat" och \\ och \'',
    "# rubrik",
    "värde # kommentar",
    "'",
    '"',
    "|",
    ">",
    "> citat",
    "- punkt",
    "1. först",
    "1) först",
    "%",
    "+++",
    "{{ jinja }}",
    "{raw}`x`",
    "[[dynamic()]]",
    "<script>alert(1)</script>",
    "<!--",
    "[^1]: not",
    "[a]: http://exempel.se",
    "(mål)=",
    "| a | b |",
    "===",
    "***",
    "* * *",
    "_ _ _",
    "a: b",
    ": x",
    "~ x",
    "&amp; &#58;",
    "å" * 300,
    "key: [1, 2]",
    "Slut\\",
    "{#id .klass}",
]


def some_text(longest: int = 60) -> st.SearchStrategy[str]:
    """Text that a person might write, or one who wants to do harm."""
    letters = st.characters(codec="utf-8", max_codepoint=0x1FFFF)
    parts = st.one_of(st.sampled_from(HOSTILE), st.text(letters, max_size=longest), st.just(" "))
    return st.lists(parts, min_size=1, max_size=4).map("".join)


@st.composite
def lines(draw: st.DrawFn) -> str:
    """What is taken as one line."""
    text = draw(some_text())
    try:
        return one_line(text)
    except RefusedError:
        return "ett värde"


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, ...]:
    """What is taken as a text."""
    text = draw(st.lists(some_text(), min_size=1, max_size=3).map("\n\n".join))
    try:
        return paragraphs(text)
    except RefusedError:
        return ("En text.",)


def parsed(token: Token) -> tuple[str, dict[str, str], list[Token]]:
    """Title, options and text of a directive."""
    _, _, title = token.info.strip().partition(" ")
    lines = token.content.split("\n")
    read = read_options(lines, OPTIONS, FREE)
    assert read.problems == []
    return title, read.values, READER.parse("\n".join(lines[read.body :]))


def plain(token: Token) -> str:
    """The source of a paragraph, without the mark that keeps it one."""
    return re.sub(r"^([0-9]*)\\(?=[!-/:-@\[-`{-~])", r"\1", token.content)


@given(lines(), lines(), st.lists(texts(), min_size=4, max_size=4))
@example(title="---", value="---", said=[(text,) for text in HOSTILE[:4]])
def test_an_object_reads_back_as_it_was_meant(
    title: str, value: str, said: list[tuple[str, ...]]
) -> None:
    names = [heading_of(section, METAMODEL) for section in texts_of(Role.ACTION)]
    new = Draft(
        role=Role.ACTION,
        id="ATG-1",
        title=title,
        fields={FieldName.RESOURCE: value, FieldName.STATUS: "förslag"},
        links={LinkKind.OWNER: ("ORG-A", "ORG-B")},
        texts=dict(zip(names, said, strict=True)),
    )
    [token] = READER.parse("\n".join(directive(new, METAMODEL)))
    assert token.info.strip().startswith("{åtgärd} ")
    title_read, options, tokens = parsed(token)
    assert title_read == title
    assert options == {
        "id": "ATG-1",
        "status": "förslag",
        "ansvarig": "ORG-A, ORG-B",
        "resurs": value,
    }
    outline = [token.type for token in tokens if token.type != "inline"]
    expected = ["dl_open"]
    for text in said:
        expected += ["dt_open", "dt_close", "dd_open"]
        expected += ["paragraph_open", "paragraph_close"] * len(text)
        expected += ["dd_close"]
    assert outline == [*expected, "dl_close"]
    inline = [token for token in tokens if token.type == "inline"]
    assert [found.content for found in inline[:1]] == names[:1]
    written = [harmless(text) for name, part in zip(names, said, strict=True) for text in part]
    assert [found.content for found in inline if found.content not in names] == [
        text for text in written if text not in names
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_paragraph_stays_a_paragraph(text: str) -> None:
    tokens = READER.parse(harmless(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert plain(tokens[1]) == text


@given(texts())
def test_a_text_without_heading_is_its_paragraphs(text: tuple[str, ...]) -> None:
    name = heading_of(texts_of(Role.DECISION)[0], METAMODEL)
    new = Draft(role=Role.DECISION, id="BES-1", title="Titel", texts={name: text})
    [token] = READER.parse("\n".join(directive(new, METAMODEL)))
    _, _, tokens = parsed(token)
    assert {token.type for token in tokens} == {"paragraph_open", "inline", "paragraph_close"}
    assert [token.content for token in tokens if token.type == "inline"] == [
        harmless(paragraph) for paragraph in text
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**Fet** början",
        "*Lutande* början",
        "[Kolada](https://www.kolada.se) visar",
        "{need}`Frihet från våld <PRI-VALD>` är ett mål",
        "<https://www.kolada.se>",
        "`kod`",
        "#hbtqi",
        "2027 börjar arbetet",
        "-5 grader",
        "=lika",
        "(Se bilaga.) Text",
    ],
)
def test_what_harms_nothing_is_left_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(lines())
def test_a_heading_shows_the_title_as_it_is(title: str) -> None:
    tokens = READER.parse(f"# {heading(title)}\n")
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    shown = "".join(child.content for child in tokens[1].children or ())
    assert shown == title


@given(lines(), texts())
def test_the_end_of_what_is_written_is_found(title: str, text: tuple[str, ...]) -> None:
    name = heading_of(texts_of(Role.ACTION)[0], METAMODEL)
    written = directive(
        Draft(role=Role.ACTION, id="ATG-1", title=title, texts={name: text}), METAMODEL
    )
    found = directive_at([f"{line}\n" for line in [*written, "", ":::"]], 0)
    assert found is not None
    assert (found.last, found.title) == (len(written) - 1, title)


def test_an_action_looks_as_those_that_are_there() -> None:
    new = Draft(
        role=Role.ACTION,
        id="ATG-VALD-15",
        title="Visa vägen till hjälp",
        fields={
            FieldName.STATUS: "förslag",
            FieldName.DUE: "2028-05-26",
            FieldName.GLOBAL_TARGETS: "5.2, 16.1",
        },
        links={LinkKind.PART_OF: ("HPL-VALD",), LinkKind.PARTICIPANT: ("ORG-UN", "ORG-VSN")},
        texts={"Varför": ("Det behövs.",), "Vad": ("Ett.", "Två.")},
    )
    assert directive(new, METAMODEL) == [
        ":::{åtgärd} Visa vägen till hjälp",
        ":id: ATG-VALD-15",
        ":status: förslag",
        ":del_av: HPL-VALD",
        ":medverkar: ORG-UN, ORG-VSN",
        ":klar_senast: 2028-05-26",
        ":globala_mål: 5.2, 16.1",
        "",
        "Varför",
        ": Det behövs.",
        "",
        "Vad",
        ": Ett.",
        "",
        "  Två.",
        ":::",
    ]
