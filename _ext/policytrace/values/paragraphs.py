"""Text of several paragraphs and lists, as one field holds it: plain text, no Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

BULLET = "- "
"""How a line begins that is an entry of a list; ``*`` and ``+`` do for ``-``."""

_POINT = re.compile(r"[-*+][ ]+")
_NUMBER = re.compile(r"[0-9]{1,3}[.)][ ]+")
_FIRST = re.compile(r"1[.)][ ]")
"""What begins a list of numbers right below a text. Another number there is one of its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, or a list."""

    lines: tuple[str, ...]
    """The paragraph, or the entries of the list."""
    is_list: bool
    is_numbered: bool = False
    """Whether it is a list whose entries are numbered."""


class _Begins(Enum):
    """What a line begins with."""

    POINT = auto()
    NUMBER = auto()
    WORDS = auto()


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs and lists of a canonical text; an empty line stands between paragraphs."""
    return tuple(block for part in re.split(r"\n\s*\n", text.strip()) for block in _blocks(part))


def canonical(text: str) -> str:
    """The text with each paragraph and each entry of a list on one line."""
    found: list[str] = []
    apart = False
    for line in map(str.strip, text.strip().split("\n")):
        if not line:
            apart = True
        elif not found or apart or _is_entry(line, below=found[-1]):
            found += ["", line] if apart else [line]
            apart = False
        else:
            found[-1] = f"{found[-1]} {line}"
    return "\n".join(found)


def on_one_line(text: str) -> str:
    """The text, with its paragraphs one after the other."""
    return re.sub(r"\s*\n\s*", " ", text.strip())


def _blocks(part: str) -> Iterator[Block]:
    for begins, group in groupby(part.split("\n"), _begins):
        lines = tuple(group)
        match begins:
            case _Begins.POINT:
                yield Block(lines=_without(_POINT, lines), is_list=True)
            case _Begins.NUMBER if len(lines) > 1:
                yield Block(lines=_without(_NUMBER, lines), is_list=True, is_numbered=True)
            case _:
                yield Block(lines=(" ".join(lines),), is_list=False)


def _begins(line: str) -> _Begins:
    if _POINT.match(line):
        return _Begins.POINT
    return _Begins.NUMBER if _NUMBER.match(line) else _Begins.WORDS


def _is_entry(line: str, *, below: str) -> bool:
    """Whether a line is an entry of a list, by the paragraph or entry that stands above it."""
    if _POINT.match(line) or _FIRST.match(line):
        return True
    return _begins(line) is _begins(below) is _Begins.NUMBER


def _without(mark: re.Pattern[str], lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(mark.sub("", line, count=1) for line in lines)
