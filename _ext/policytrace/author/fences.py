"""Finds where a directive ends, by the fence it begins with.

As the Markdown reader does it: the text between two fences is read as it stands, so the first line
that closes the fence ends the directive, whatever is opened in between. A directive in a directive
therefore has a shorter fence, or one of another kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_START = re.compile(
    r"(?P<indent>[ >]*)(?P<fence>:{3,}|`{3,}|~{3,})[ ]*\{(?P<name>[^\s}]+)\}(?P<title>.*)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveSpan:
    """The lines of one directive, counted from 0."""

    first: int
    last: int
    """The line that closes it."""
    indent: str
    """What stands before the fence: spaces, and the marks of a quotation."""
    fence: str
    name: str
    title: str


def split_lines(text: str) -> list[str]:
    """The lines with their ends, as Markdown counts them: other separators end no line."""
    return _LINE.findall(text)


def line_end(line: str) -> str:
    """What ends the line; empty for the last line of a file that ends without."""
    return line[len(line.rstrip("\r\n")) :]


def directive_at(lines: Sequence[str], first: int) -> DirectiveSpan | None:
    """The directive that begins in line `first`; None if none does, or if it is not closed."""
    if not 0 <= first < len(lines):
        return None
    start = _START.fullmatch(lines[first].rstrip("\r\n"))
    if start is None:
        return None
    fence, indent = start["fence"], start["indent"]
    closing = re.compile(rf"[ ]{{0,3}}{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
    quoted = indent.rstrip(" ")
    for number in range(first + 1, len(lines)):
        line = lines[number].rstrip("\r\n")
        if quoted and not line.startswith(quoted):
            return None
        inside = line[len(indent) :] if line.startswith(indent) else line.lstrip(" ")
        if closing.fullmatch(inside):
            return DirectiveSpan(
                first=first,
                last=number,
                indent=indent,
                fence=fence,
                name=start["name"],
                title=start["title"].strip(),
            )
    return None
