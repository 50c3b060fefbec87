"""Headings that Markdown makes of text with a line of dashes or equal signs right below it.

It looks for them before it looks for answers: one that stands first among the answers of an object
becomes a heading together with its question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

UNDERLINE = re.compile(r"[ \t>]*+(?P<sign>[-=])(?P=sign)*+[ \t]*+")
"""A line that makes a heading of text above it, perhaps in a quotation or a list."""

_ANSWER = re.compile(r"[ ]{0,3}[:~][ \t]")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderlinedHeading:
    """One heading of a text, whose lines are counted from 0."""

    first: int
    underline: int
    """The line with the signs."""
    sign: str
    is_question: bool
    """Whether its first lines are a question and what answers it, but for the line below them."""


def underlined_headings(lines: Sequence[str]) -> Iterator[UnderlinedHeading]:
    """The headings of a text that are made by the line below them, in order."""
    if not any(map(UNDERLINE.fullmatch, lines)):
        return
    for token in block_reader().parse("\n".join(lines)):
        if token.type == "heading_open" and token.markup in {"-", "="} and token.map:
            first, after = token.map
            yield UnderlinedHeading(
                first=first,
                underline=after - 1,
                sign=token.markup,
                is_question=token.level == 0
                and first + 1 < after - 1
                and _ANSWER.match(lines[first + 1]) is not None,
            )


@cache
def block_reader() -> MarkdownIt:
    """A reader of Markdown's blocks, as MyST finds them in the text of an object."""
    plugins = (deflist_plugin, colon_fence_plugin, footnote_plugin, myst_block_plugin)
    reader = MarkdownIt("commonmark").enable("table").disable("inline")
    for plugin in plugins:
        reader.use(plugin)
    return reader
