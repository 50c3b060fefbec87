"""Keeps Markdown from taking away what somebody has written as text.

Some lines are shown on no page: comments (``% …``), places to link to (``(name)=``), breaks
(``+++``), addresses that are named for links (``[name]: …``), and the line of dashes or equal
signs that makes a heading of the text above it. Who writes in a form or a workbook means none of
them, but per cent, a bracket, a note or a dash.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from policytrace.markup.underlined import UNDERLINE, block_reader, underlined_headings

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
    for token in block_reader().parse(text, found):
        if (sign := _SIGNS.get(token.type)) and token.map:
            yield from ((at, sign) for at in range(*token.map))
    named = [(name.casefold(), at) for name, at in _definitions(found)]
    brackets = Counter(name.casefold() for name in _NAMED.findall(text))
    brackets.subtract(name for name, _ in named)
    yield from ((at, _DEFINITION) for name, at in named if not brackets[name])
    yield from _underlines(text)


def _underlines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that make a heading of what stands above, each with its sign.

    A text is read alone, and as the answer to the first question of an object: there a line does so
    with what is a list or a quotation else.
    """
    lines = text.split("\n")
    answer = ["?", f": {lines[0]}", *(f"  {line}" if line else "" for line in lines[1:])]
    ends = {heading.underline for heading in underlined_headings(lines)}
    ends.update(one.underline - 1 for one in underlined_headings(answer) if one.is_question)
    code = _code(text) if ends else frozenset[int]()
    found: dict[int, str] = {}
    for end in ends - code:
        # Further lines below would take its place.
        for at in range(end, len(lines)):
            if at in found or at in code or not lines[at].strip(" \t>"):
                break
            if line := UNDERLINE.fullmatch(lines[at]):
                found[at] = line["sign"]
    yield from found.items()


def _code(text: str) -> frozenset[int]:
    """The lines of a text that are shown as they are."""
    blocks = (token for token in block_reader().parse(text) if token.type.endswith("fence"))
    return frozenset(at for block in blocks if block.map for at in range(*block.map))


def _definitions(found: Mapping[str, object]) -> Iterator[tuple[str, int]]:
    """The addresses that are named in a text: name and first line."""
    first, again = found.get("references", {}), found.get("duplicate_refs", [])
    if isinstance(first, dict) and isinstance(again, list):
        yield from ((name, one["map"][0]) for name, one in first.items())
        yield from ((one["label"], one["map"][0]) for one in again)
