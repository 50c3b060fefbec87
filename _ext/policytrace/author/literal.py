"""Keeps Markdown from taking away what somebody has written as text.

Some lines are shown on no page: comments (``% …``), places to link to (``(name)=``), breaks
(``+++``) and addresses that are named for links (``[name]: …``). Who writes in a form or a workbook
means none of them, but per cent, a bracket or a note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

_SIGNS = {"myst_line_comment": "%", "myst_target": "(", "myst_block_break": "+"}
"""What is shown nowhere, and the sign that its lines begin with, behind marks of lists."""

_DEFINITION = "["
_NAMED = re.compile(r"\[([^\[\]\n]{1,200})\]")


def literal(text: str, meant: Collection[str] = ()) -> str:
    r"""The text with ``\`` before what Markdown would show nowhere.

    `meant` are the lines that may stay as they are: they stood in the file before.
    """
    lines = text.split("\n")
    escaped = True
    while escaped:  # what is text now may have kept the next line from being read as it is
        escaped = False
        for at, sign in _unseen("\n".join(lines)):
            if lines[at] not in meant and sign in lines[at]:
                lines[at] = lines[at].replace(sign, f"\\{sign}", 1)
                escaped = True
    return "\n".join(lines)


def _unseen(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that are shown nowhere, each with the sign that makes them so."""
    found: dict[str, object] = {}
    for token in _reader().parse(text, found):
        if (sign := _SIGNS.get(token.type)) and token.map:
            yield from ((at, sign) for at in range(*token.map))
    named = [(name.casefold(), at) for name, at in _definitions(found)]
    brackets = Counter(name.casefold() for name in _NAMED.findall(text))
    brackets.subtract(name for name, _ in named)
    yield from ((at, _DEFINITION) for name, at in named if not brackets[name])


def _definitions(found: Mapping[str, object]) -> Iterator[tuple[str, int]]:
    """The addresses that are named in a text: name and first line."""
    first, again = found.get("references", {}), found.get("duplicate_refs", [])
    if isinstance(first, dict) and isinstance(again, list):
        yield from ((name, one["map"][0]) for name, one in first.items())
        yield from ((one["label"], one["map"][0]) for one in again)


@cache
def _reader() -> MarkdownIt:
    plugins = (deflist_plugin, colon_fence_plugin, footnote_plugin, myst_block_plugin)
    reader = MarkdownIt("commonmark").disable("inline")
    for plugin in plugins:
        reader.use(plugin)
    return reader
