"""The text of an object, written in Markdown, as blocks of a report.

Of Markdown only what can stand in a report is taken: paragraphs, lists, explained words, emphasis
and links to the web. Directives are left out, and nothing in a text is ever code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin

from policytrace.plan.graph import Graph
from policytrace.reports.document import (
    Block,
    Facts,
    Listing,
    Paragraph,
    Run,
    Text,
    text_of,
)

_ROLE = re.compile(r"\{[^{}`\s]+\}$")
"""The name of a role, as it stands right before what it is given."""
_DIRECTIVE = ":::"
_BREAKS = frozenset({"softbreak", "hardbreak"})
_MARKS: Mapping[str, Callable[[Run], Run]] = {
    "strong_open": partial(replace, strong=True),
    "strong_close": partial(replace, strong=False),
    "em_open": partial(replace, emphasis=True),
    "em_close": partial(replace, emphasis=False),
}
_WEB = ("https://", "http://")


def blocks_of(prose: str | None, graph: Graph) -> tuple[Block, ...]:
    """The text of an object; objects that it names by their ids are named by their titles."""
    if not prose or not prose.strip():
        return ()
    parser = MarkdownIt("commonmark", {"html": False}).use(deflist_plugin)
    return tuple(_blocks(SyntaxTreeNode(parser.parse(prose)).children, graph))


def _blocks(nodes: Sequence[SyntaxTreeNode], graph: Graph) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "paragraph" | "heading":
                text = _words(node, graph)
                if text and not text[0].text.startswith(_DIRECTIVE):
                    bold = node.type == "heading"
                    yield Paragraph(
                        text=tuple(replace(run, strong=True) for run in text) if bold else text
                    )
            case "bullet_list" | "ordered_list":
                yield Listing(
                    entries=tuple(tuple(_blocks(entry.children, graph)) for entry in node.children),
                    numbered=node.type == "ordered_list",
                )
            case "dl":
                yield from _explained(node, graph)
            case "blockquote":
                yield from _blocks(node.children, graph)
            case "code_block":
                yield Paragraph(text=text_of(" ".join(node.content.split())))


def _explained(node: SyntaxTreeNode, graph: Graph) -> Iterator[Block]:
    """Words with their explanations; what is longer than a paragraph is told below its word."""
    entries: list[tuple[str, Text]] = []
    word = ""
    for part in node.children:
        if part.type == "dt":
            word = "".join(run.text for run in _words(part, graph))
            continue
        blocks = tuple(_blocks(part.children, graph))
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            entries.append((word, blocks[0].text))
            continue
        if entries:
            yield Facts(entries=tuple(entries))
            entries = []
        yield Paragraph(text=text_of(word, strong=True))
        yield from blocks
    if entries:
        yield Facts(entries=tuple(entries))


def _words(node: SyntaxTreeNode, graph: Graph) -> Text:
    tokens = [
        token
        for inline in node.walk()
        if inline.type == "inline" and inline.token
        for token in inline.token.children or ()
    ]
    return _joined(_runs(tokens, graph))


def _runs(tokens: Sequence[Token], graph: Graph) -> Iterator[Run]:
    look, role = Run(text=""), False
    for token, after in zip_longest(tokens, tokens[1:]):
        if token.type in _MARKS:
            look = _MARKS[token.type](look)
        elif token.type == "link_open":
            leads = str(token.attrGet("href") or "")
            look = replace(look, address=leads if leads.startswith(_WEB) else "")
        elif token.type == "link_close":
            look = replace(look, address="")
        elif token.type in _BREAKS:
            yield replace(look, text=" ")
        elif token.type == "code_inline":
            yield replace(look, text=_named(token.content, graph) if role else token.content)
        else:
            before = _ROLE.search(token.content)
            role = bool(before and after and after.type == "code_inline")
            yield replace(look, text=_ROLE.sub("", token.content) if role else token.content)


def _named(given: str, graph: Graph) -> str:
    """What a role shows: its text, or the title of the object that it names."""
    text, begins, target = given.partition("<")
    if begins and target.endswith(">") and not {"<", ">"} & set(target[:-1]):
        return text.rstrip() or _title(target[:-1], graph)
    return _title(given, graph)


def _title(target: str, graph: Graph) -> str:
    item = graph.items.get(target)
    return item.title if item else target


def _joined(runs: Iterator[Run]) -> Text:
    """Runs that look alike as one; nothing at the ends."""
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if found and replace(found[-1], text="") == replace(run, text=""):
            found[-1] = replace(run, text=found[-1].text + run.text)
        else:
            found.append(run)
    return tuple(found)
