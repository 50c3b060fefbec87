"""A text in Markdown as it is compared: its words, and what they stand in.

How lines are broken, how a list is numbered and with which signs it is marked is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin

from policytrace.markup.blocks import DEEPEST, VERBATIM

_LINE_END = re.compile(r"\r\n?|\n")

_LIST_MARK = re.compile(r"[ \t]*+(?:[-+*]|[0-9]{1,3}[.)])(?=\s|\Z)")
"""What a list has its entries marked with. Nobody counts to 1000: that is a year."""
_QUOTE_MARK = re.compile(r"[ \t]*+>")
_TERM_MARK = re.compile(r"[ \t]*+[:~](?=\s|\Z)")
_HEADING_MARK = re.compile(r"[ \t]*+#{1,6}(?=\s|\Z)")

_Marked = Callable[[str, int], re.Match[str] | None]
"""Whether a mark comes next on a line, from a place on."""

_FENCES = frozenset({"fence", "colon_fence"})
_DIRECTIVE = re.compile(r"\{([^\s{}]+)\}")
_NO_MARKDOWN = VERBATIM | {"math"}
_OPTION = re.compile(r":[^\s:][^:]*+:(?=\s|\Z)")
_OPTIONS_FENCE = "---"

_LIST, _EXPLAINED, _QUOTED, _RULE = "-", ":", ">", "---"


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as it is compared."""

    form: tuple[str, ...]
    """The words, each heading, list, quotation and explanation with a mark before its first."""
    words: tuple[str, ...]
    """The words, without the marks."""


def read_text(text: str) -> ReadText:
    """The words of a text, and its form.

    Only a list's own mark is none of its words: a year that a line happens to begin with is one.
    """
    lines = _Lines(_LINE_END.split(text))
    waiting = [(text, 0, 0)]
    for content, first, depth in waiting:
        for token in _parser().parse(content):
            if token.map is None:
                continue
            start, end = (number + first for number in token.map)
            lines.take(token, start, end)
            name = _DIRECTIVE.match(token.info.strip()) if token.type in _FENCES else None
            if name and name[1] not in _NO_MARKDOWN and depth < DEEPEST:
                waiting.append((_without_options(token.content), start + 1, depth + 1))
    return ReadText(form=tuple(lines.form()), words=tuple(lines.words()))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").use(deflist_plugin).use(colon_fence_plugin)


class _Lines:
    """The lines of a text, from which the marks that blocks begin with are taken."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._marks: list[list[str]] = [[] for _ in lines]
        self._taken = [0] * len(lines)
        """How many signs of each line are marks."""

    def take(self, token: Token, start: int, end: int) -> None:
        """Take the marks of a block, which begins on the line `start` and ends before `end`."""
        end = min(end, len(self._lines))
        match token.type:
            case "list_item_open":
                self._cut(start, _LIST_MARK.match)
                self._marks[start].append(_LIST)
            case "dd_open":
                start = self._first(range(start, end), _TERM_MARK.match)
                self._cut(start, _TERM_MARK.match)
                self._marks[start].append(_EXPLAINED)
            case "blockquote_open":
                for number in range(start, end):
                    self._cut(number, _QUOTE_MARK.match)
                self._marks[start].append(_QUOTED)
            case "heading_open":
                if token.markup.startswith("#"):
                    self._cut(start, _HEADING_MARK.match)
                else:
                    self._taken[end - 1] = len(self._lines[end - 1])
                self._marks[start].append("#" * int(token.tag[1:]))
            case "hr":
                self._taken[start] = len(self._lines[start])
                self._marks[start].append(_RULE)

    def _first(self, numbers: range, mark: _Marked) -> int:
        """The first line on which a mark comes next.

        The parser says of an explanation that it begins with what it explains, but for the first.
        """
        return next(
            (one for one in numbers if mark(self._lines[one], self._taken[one])),
            numbers.start,
        )

    def form(self) -> Iterator[str]:
        for number, marks in enumerate(self._marks):
            yield from marks
            yield from self._words_of(number)

    def words(self) -> Iterator[str]:
        for number in range(len(self._lines)):
            yield from self._words_of(number)

    def _words_of(self, number: int) -> list[str]:
        return self._lines[number][self._taken[number] :].split()

    def _cut(self, number: int, mark: _Marked) -> None:
        """Take a mark if it comes next on a line."""
        if found := mark(self._lines[number], self._taken[number]):
            self._taken[number] = found.end()


def _without_options(content: str) -> str:
    """What a directive holds, with an empty line for each line of its options."""
    lines = content.split("\n")
    number = 0
    if lines[0].strip() == _OPTIONS_FENCE:
        number = next(
            (at for at, one in enumerate(lines[1:], 2) if one.strip() == _OPTIONS_FENCE), 0
        )
    else:
        while number < len(lines) and _OPTION.match(lines[number].strip()):
            number += 1
    return "\n" * number + "\n".join(lines[number:])
