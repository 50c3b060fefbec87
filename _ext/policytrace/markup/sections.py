"""The sections of an object's text: questions on lines of their own, with the answers below."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass

from policytrace.markup.blocks import ClosedBlock
from policytrace.markup.underlined import underlined_headings

LEAD = ""
"""The name of the text that stands before the first section."""

_DEFINITION = re.compile(r"[ ]{0,3}:[ \t]+(?=\S)")
_TERM = re.compile(r"(?![ ]{4}|\t)[ ]{0,3}(?P<name>[^\s:].*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSection:
    """A part of an object's text: a question on a line of its own, and the answer below it."""

    name: str
    """What the line says; `LEAD` for the text before the first of them."""
    first: int
    """Its first line, counted from 0 below the first line of the object."""
    after: int
    """The first line that is no part of it; blank lines below it are not."""
    begins: int
    """The line on which the answer begins."""
    width: int
    """How many signs stand before it there, and as many blanks on the lines below."""
    text: str
    """The answer as Markdown, without the indentation that makes it one."""


def text_sections(
    lines: Sequence[str], blocks: Sequence[ClosedBlock], types: Container[str], body: int = 0
) -> Iterator[TextSection]:
    """The sections of a text that begins at line `body`; each name once.

    `blocks` are those that begin in the lines; one whose word is among `types` is an object of its
    own, and ends a section.
    """
    covered = {at for block in blocks for at in range(block.first, block.last + 1)}
    objects = {block.first for block in blocks if block.name in types}
    headings = {body + heading.first for heading in underlined_headings(lines[body:])}
    terms = {
        at: definition
        for at in range(body, len(lines))
        if at not in covered
        and at not in headings
        and (at == body or not lines[at - 1].strip())
        and (definition := _definition_of(lines, at, covered)) is not None
    }
    ends = sorted({*terms, *(at for at in objects if at >= body), len(lines)})
    lead = _trimmed(lines, body, ends[0])
    if lead is not None:
        first, after = lead
        yield TextSection(
            name=LEAD,
            first=first,
            after=after,
            begins=first,
            width=0,
            text="\n".join(lines[first:after]),
        )
    seen: set[str] = set()
    for at, definition in terms.items():
        name = lines[at].strip()
        after = _end_of_definition(lines, definition, ends[ends.index(at) + 1], covered)
        if name not in seen:
            seen.add(name)
            begins = _DEFINITION.match(lines[definition])
            width = begins.end() if begins else 0
            yield TextSection(
                name=name,
                first=at,
                after=after,
                begins=definition,
                width=width,
                text="\n".join(_answer(lines[definition:after], width)),
            )


def _definition_of(lines: Sequence[str], at: int, covered: Collection[int]) -> int | None:
    """The line where the answer begins to what stands on line `at`; None if that is no question."""
    if not _TERM.fullmatch(lines[at]):
        return None
    for below in (at + 1, at + 2):
        if below >= len(lines) or below in covered:
            return None
        if _DEFINITION.match(lines[below]):
            return below
        if lines[below].strip():
            return None
    return None


def _end_of_definition(lines: Sequence[str], first: int, end: int, covered: Collection[int]) -> int:
    """The line below an answer that begins on line `first`, and ends before line `end`."""
    after = first + 1
    for at in range(first + 1, end):
        line = lines[at]
        if not line.strip():
            continue
        apart = after < at
        if not (line[:1].isspace() or _DEFINITION.match(line)) and (apart or at in covered):
            break
        after = at + 1
    return after


def _answer(lines: Sequence[str], width: int) -> Iterator[str]:
    """The lines of an answer without their indentation."""
    yield lines[0][width:]
    for line in lines[1:]:
        blank = len(line) - len(line.lstrip(" "))
        yield line[min(blank, width) :]


def _trimmed(lines: Sequence[str], first: int, after: int) -> tuple[int, int] | None:
    """The lines without the blank ones around them; None if all are blank."""
    filled = [at for at in range(first, after) if lines[at].strip()]
    return (filled[0], filled[-1] + 1) if filled else None
