"""Hard line breaks: two spaces or more at the end of a line of Markdown, which are not seen."""

from __future__ import annotations

from itertools import zip_longest

_BREAK = "  "
_BLANKS = " \t"


def without_stray_spaces(text: str) -> str:
    """The text, with two spaces at the end of a line that they break, and with none elsewhere.

    Below the last line of a paragraph there is nothing to break.
    """
    lines = text.split("\n")
    return "\n".join(_tidied(line, below) for line, below in zip_longest(lines, lines[1:]))


def _tidied(line: str, below: str | None) -> str:
    words = line.rstrip(_BLANKS)
    breaks = line.endswith(_BREAK) and bool(words and below and below.strip(_BLANKS))
    return f"{words}{_BREAK}" if breaks else words
