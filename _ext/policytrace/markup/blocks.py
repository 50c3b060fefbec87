"""Finds blocks between fences (``:::`` and the like) that are not written as they must be.

Markdown never complains: a block that is not closed goes on to the end of the page, one whose first
line is misspelled becomes text. The reader of the site would see the remains, or nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from policytrace.messages import Message, message

DEEPEST = 20
"""How many blocks may stand within each other. A few hundred would exhaust the reader's stack."""

VERBATIM = frozenset({"code", "code-block", "sourcecode", "eval-rst", "uml", "plantuml"})
"""Directives whose text is not read as Markdown."""

_CONTAINERS = r"[ ]{0,3}+(?:(?:>|[-*+:][ ]|[0-9]{1,9}[.)][ ])[ ]*+)*+"
_FENCE = re.compile(
    rf"{_CONTAINERS}(?P<fence>:{{3,}}+|~{{3,}}+|`{{3,}}+(?!.*`))(?P<rest>.*)"  # ```code``` is none
)
_DIRECTIVE = re.compile(r"\{(?P<name>[^\s{}]+)\}(?:\s.*|)")
_TOO_FEW = re.compile(rf"{_CONTAINERS}:{{1,2}}\{{[^\s{{}}]+\}}")
_TOO_FAR = re.compile(r"(?:[ ]{4}|[ ]{0,3}\t)[ \t]*+(?::{3,}|`{3,}|~{3,})[ ]*\{[^\s{}]+\}")
_ITEM = re.compile(r"[ \t>]|[-*+:][ \t]|[0-9]{1,9}[.)][ \t]")


class TooDeepError(Exception):
    """More than `DEEPEST` blocks stand within each other."""

    def __init__(self, line: int) -> None:
        """Keep the line, counted from 1, of the first block that is too deep."""
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockProblem:
    """One thing that is wrong with the blocks of a page."""

    line: int
    message: Message
    hint: Message


@dataclass(frozen=True, kw_only=True)
class _Block:
    line: int
    fence: str
    rest: str

    @cached_property
    def name(self) -> str | None:
        """The directive's name; None if the first line is no directive's."""
        found = _DIRECTIVE.fullmatch(self.rest)
        return found["name"] if found else None

    @cached_property
    def verbatim(self) -> bool:
        """Whether what looks like a block within it is none."""
        return self.name in VERBATIM or (self.name is None and not self.fence.startswith(":"))

    @property
    def is_opening(self) -> bool:
        """Whether its line can begin a block, if it does not end one."""
        return bool(self.rest) or not self.fence.startswith(":")

    @property
    def is_code(self) -> bool:
        """Whether its text is shown as it is written."""
        return self.verbatim and self.name not in {"eval-rst", "uml", "plantuml"}

    def closes(self, other: _Block) -> bool:
        """Whether its line is the last one of the block `other`."""
        return not self.rest and self.fence.startswith(other.fence)


def _fence_of(line: str) -> re.Match[str] | None:
    """The fence that a line is, if it is one."""
    may_be = ":::" in line or "```" in line or "~~~" in line
    return _FENCE.fullmatch(line) if may_be else None


def issues(lines: Sequence[str]) -> Iterator[BlockProblem]:
    """What is wrong with the blocks on a page, given its lines.

    Raises:
        TooDeepError: there is no end to the blocks within blocks.
    """
    opened: list[_Block] = []
    before = ""
    for number, line in enumerate(lines, start=1):
        found = _fence_of(line)
        if found:
            block = _Block(line=number, fence=found["fence"], rest=found["rest"].strip())
            closed = next((at for at, other in enumerate(opened) if block.closes(other)), None)
            if closed is not None:
                yield from _left_open(opened[closed:])
                del opened[closed:]
            elif not opened or not opened[-1].verbatim:
                yield from _misspelled(block)
                if block.is_opening:
                    opened.append(block)
        elif not opened or not opened[-1].verbatim:
            yield from _out_of_place(number, line, before)
        if len(opened) > DEEPEST:
            raise TooDeepError(number)
        before = line if line.strip() else before
    yield from (_unclosed(block) for block in opened)


def without_code(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a page, those that are shown as code empty."""
    opened: list[_Block] = []
    for line in lines:
        found = _fence_of(line)
        within = bool(opened) and opened[-1].is_code
        yield "" if within else line
        if found:
            block = _Block(line=0, fence=found["fence"], rest=found["rest"].strip())
            closed = next((at for at, other in enumerate(opened) if block.closes(other)), None)
            if closed is not None:
                del opened[closed:]
            elif not within and len(opened) <= DEEPEST and block.is_opening:
                opened.append(block)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedBlock:
    """A block and its lines, counted from 0; the last one closes it."""

    name: str
    """The directive's word; empty for a block of another kind."""
    first: int
    last: int
    depth: int
    """In how many other blocks it stands."""


def closed_blocks(lines: Sequence[str]) -> list[ClosedBlock]:
    """The blocks of a page that are closed, in the order in which they begin; code holds none.

    Raises:
        TooDeepError: there is no end to the blocks within blocks.
    """
    found: list[ClosedBlock] = []
    opened: list[_Block] = []
    for number, line in enumerate(lines):
        fence = _fence_of(line)
        if fence is None:
            continue
        block = _Block(line=number, fence=fence["fence"], rest=fence["rest"].strip())
        closed = next((at for at, other in enumerate(opened) if block.closes(other)), None)
        if closed is not None:
            ended = opened[closed]
            found.append(
                ClosedBlock(name=ended.name or "", first=ended.line, last=number, depth=closed)
            )
            del opened[closed:]
        elif (not opened or not opened[-1].verbatim) and block.is_opening:
            opened.append(block)
        if len(opened) > DEEPEST:
            raise TooDeepError(number + 1)
    return sorted(found, key=lambda block: block.first)


def _left_open(blocks: Sequence[_Block]) -> Iterator[BlockProblem]:
    """The flaw when one line closes several blocks, the first of which it belongs to.

    If it fits an inner one as well, that one has taken the line of the outer one, or its own is
    missing: the outer one goes on for too long either way.
    """
    outer, *inner = blocks
    if any(block.fence == outer.fence for block in inner):
        yield _unclosed(outer)
    else:
        yield from (_unclosed(block) for block in inner)


def _unclosed(block: _Block) -> BlockProblem:
    return BlockProblem(
        line=block.line,
        message=message(
            "“{block}” is not closed: the line {fence} that ends it is missing.",
            block=f"{block.fence}{block.rest}"[:80],
            fence=block.fence[:80],
        ),
        hint=message(
            "End it with {fence} on a line of its own, before the next one begins.",
            fence=block.fence[:80],
        ),
    )


def _misspelled(block: _Block) -> Iterator[BlockProblem]:
    if not block.rest and block.fence.startswith(":"):
        yield BlockProblem(
            line=block.line,
            message=message("The line {fence} closes nothing.", fence=block.fence[:80]),
            hint=message("Take it away, or look for what it was meant to close."),
        )
    elif block.name is None and (block.fence.startswith(":") or block.rest.startswith("{")):
        yield _misspelled_line(block.line, f"{block.fence}{block.rest}")


def _misspelled_line(number: int, line: str) -> BlockProblem:
    return BlockProblem(
        line=number,
        message=message("“{line}” does not begin a block as it must.", line=line.strip()[:80]),
        hint=message(
            "Write three colons or more at the beginning of the line, the type within braces, and "
            "the title, as :::{{type}} The title.",
        ),
    )


def _out_of_place(number: int, line: str, before: str) -> Iterator[BlockProblem]:
    """A line that would begin a block, but for the place where it stands.

    In a list four spaces are no mistake, so the line `before` decides.
    """
    if "{" not in line:
        return
    if _TOO_FEW.match(line) or (_TOO_FAR.match(line) and not _ITEM.match(before)):
        yield _misspelled_line(number, line)
