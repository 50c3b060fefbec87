"""Notations of other programs that Markdown here takes for text: readers would see them as written.

Looked for in the text that pages are made of, so what is shown as code is no such notation. Every
pattern is tried on one line, and takes time in proportion to its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policytrace.messages import Message, message

CODE = "`\N{OBJECT REPLACEMENT CHARACTER}`"
"""What stands for code in the text that is looked at."""

_TABLE = message("Write | between the cells, and | --- | --- | below the first row.")
_BOX = message("Write :::{{note}} on a line of its own, then the text, and last a line with :::.")

_IN_LINE: tuple[tuple[re.Pattern[str], Message], ...] = (
    (
        re.compile(r"\[[^\[\]]{0,200}\]\{[^{}]{1,200}\}|\{[.#][^\s{}][^{}]{0,200}\}"),
        message("Text has no class, id or look of its own: take the braces away."),
    ),
    (
        re.compile(rf"(?<![\w:]):[A-Za-zÅÄÖåäö][\w:.+-]{{0,40}}:{CODE}"),
        message("Write the word within braces, as {{need}}, and then the id within backticks."),
    ),
    (
        re.compile(rf"{CODE}__?(?!\w)"),
        message("Write a link as [text](address)."),
    ),
    (
        re.compile(r"\[\[[^\[\]]{1,200}\]\]"),
        message("Write a link as [text](page.md), or {{need}} and an id within backticks."),
    ),
    (
        re.compile(r"\$\$"),
        message("Write the formula in words, or as a picture."),
    ),
    (
        re.compile(r"(?<=[A-Za-zÅÄÖåäö0-9)])(?:~[0-9A-Za-z+-]{1,9}~|\^[0-9A-Za-z+-]{1,9}\^)"),
        message("Write {{subscript}} or {{superscript}}, and then the sign within backticks."),
    ),
    (
        re.compile(r"~~[^~\s][^~]{0,200}~~|==[^=\s][^=]{0,200}=="),
        message("Take the signs away. What is to be stressed is written **so**."),
    ),
)
"""What is found anywhere in a line, and the remedy."""

_SIGNS = re.compile(r"[{`$~^=]|\[\[")
"""One of these is in whatever `_IN_LINE` finds; most paragraphs have none."""

_FIRST: tuple[tuple[re.Pattern[str], Message], ...] = (
    (re.compile(r"\[!\w{1,20}\]"), _BOX),
    (re.compile(r"(?:!!!|\?\?\?)\+?[ ]\w"), _BOX),
    (re.compile(r"(?:\.\.|…)[ ][\w-]{1,40}::"), _BOX),
    (
        re.compile(r"\[[ xX]\](?:\s|\Z)"),
        message("Write an ordinary list, or objects with :status:."),
    ),
    (re.compile(r"\[(?:TOC|_TOC_)\]\Z"), message("Take it away: every page has its contents.")),
)
"""How a paragraph begins, and the remedy."""

_BULLET = re.compile(r"(?P<sign>[•·∙●○◦‣▪■□➢✓\uf0a7\uf0b7\uf0d8])\s*\S|(?P<tab>[–—o§])\t")
_DASH = re.compile(r"(?P<sign>[–—o])[ ]")
_LETTER = re.compile(r"(?P<sign>[a-zA-Z])[.)]\s")
_GRID = re.compile(r"\+(?:[-–—=:]+\+)+\Z")
_CELLS = re.compile(r"\S\t+(?=\S)")
_MANY_CELLS = 2


def notations(lines: Sequence[str]) -> Iterator[tuple[int, Message, Message]]:
    """What is of another dialect in the lines of a paragraph, once of a kind.

    Each with how many lines below the first it stands, what is wrong, and the remedy.
    """
    if table := _table(lines):
        yield table
        return
    if listed := _list(lines) or _tabbed(lines):
        yield listed
    for pattern, remedy in _FIRST:
        if found := pattern.match(lines[0]):
            yield 0, _said(found[0]), remedy
    if not any(map(_SIGNS.search, lines)):
        return
    for pattern, remedy in _IN_LINE:
        hits = ((at, found) for at, line in enumerate(lines) if (found := pattern.search(line)))
        if hit := next(hits, None):
            yield hit[0], _said(hit[1][0]), remedy


def _said(text: str) -> Message:
    return message(
        "“{text}” would be shown as it is written: it is no notation here.",
        text=text.replace(CODE, "`…`").strip()[:60],
    )


def _table(lines: Sequence[str]) -> tuple[int, Message, Message] | None:
    """Rows that look like a table, but are none."""
    for at, line in enumerate(lines):
        if _GRID.match(line.strip()):
            return at, _said(line.strip()), _TABLE
    for at, (line, below) in enumerate(pairwise(lines)):
        bars = line.count("|")
        if bars and bars == below.count("|"):
            return (
                at,
                message("Rows with | would be shown as text: a line below the first is missing."),
                message("Write | --- | --- | below the first row, a part for each column."),
            )
    return None


def _tabbed(lines: Sequence[str]) -> tuple[int, Message, Message] | None:
    """Rows of a table that have been pasted, with tabs between the cells."""
    tabbed = [at for at, line in enumerate(lines) if _CELLS.search(line)]
    if tabbed and (len(tabbed) > 1 or len(_CELLS.findall(lines[tabbed[0]])) >= _MANY_CELLS):
        return (
            tabbed[0],
            message("Rows with tabs would be shown as text, not as a table."),
            _TABLE,
        )
    return None


def _list(lines: Sequence[str]) -> tuple[int, Message, Message] | None:
    """Lines that begin as those of a list, but make none."""
    for at, line in enumerate(lines):
        sign = _sign_of_list(line, lines[at + 1] if at + 1 < len(lines) else "")
        if sign:
            return (
                at,
                message("The line begins with “{sign}”, which makes no list.", sign=sign),
                message(
                    "Begin each line with - and a space, or with 1. and a space, and put a blank "
                    "line before the list."
                ),
            )
    return None


def _sign_of_list(line: str, below: str) -> str:
    """What a line begins with, if it is a list's; some signs only when the next line has it too."""
    if found := _BULLET.match(line):
        return found["sign"] or found["tab"]
    dash, next_dash = _DASH.match(line), _DASH.match(below)
    if dash and next_dash and dash["sign"] == next_dash["sign"]:
        return dash["sign"]
    letter, next_letter = _LETTER.match(line), _LETTER.match(below)
    if letter and next_letter and ord(next_letter["sign"]) == ord(letter["sign"]) + 1:
        return f"{letter['sign']}."
    return ""
