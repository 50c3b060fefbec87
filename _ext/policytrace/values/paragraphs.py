"""Text of several paragraphs and lists, as one field holds it: plain text, no Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

BULLET = "- "
"""How a line begins that is an entry of a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, or a list."""

    lines: tuple[str, ...]
    """The paragraph, or the entries of the list."""
    is_list: bool


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs and lists of a text; an empty line stands between paragraphs."""
    return tuple(block for part in re.split(r"\n\s*\n", text.strip()) for block in _blocks(part))


def canonical(text: str) -> str:
    """The text with each paragraph and each entry of a list on one line."""
    found: list[str] = []
    apart = False
    for line in map(str.strip, text.strip().split("\n")):
        if not line:
            apart = True
        elif not found or apart or line.startswith(BULLET):
            found += ["", line] if apart else [line]
            apart = False
        else:
            found[-1] = f"{found[-1]} {line}"
    return "\n".join(found)


def on_one_line(text: str) -> str:
    """The text, with its paragraphs one after the other."""
    return re.sub(r"\s*\n\s*", " ", text.strip())


def _blocks(part: str) -> Iterator[Block]:
    for is_list, lines in groupby(part.split("\n"), lambda line: line.startswith(BULLET)):
        told = tuple(line.removeprefix(BULLET).strip() for line in lines)
        yield Block(lines=told if is_list else (" ".join(told),), is_list=is_list)
