"""Objects as they are written: which lines of a file each takes, and what they say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from policytrace.author.fences import DirectiveSpan, directive_at
from policytrace.author.source_files import SourceFile
from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.markup.blocks import ClosedBlock, TooDeepError, closed_blocks
from policytrace.markup.options import OptionBlock, read_options
from policytrace.markup.sections import TextSection, text_sections
from policytrace.messages import message
from policytrace.schema.form import takes_any_text
from policytrace.schema.metamodel import Metamodel

_NO_OPTIONS = frozenset({"title", "links", "parent_needs"})


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """How the objects of a project are told from other blocks, and their options from text."""

    metamodel: Metamodel

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The options that an object may have."""
        words = {"id", *self.metamodel.fields, *self.metamodel.links} - _NO_OPTIONS
        return tuple(sorted(words))

    @cached_property
    def free(self) -> frozenset[str]:
        """Those whose value is any text, and may stand on the lines below."""
        return frozenset(
            definition.word
            for definition in self.metamodel.definitions.values()
            if takes_any_text(definition.schema)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectBlock:
    """One object in its file."""

    id: str
    span: DirectiveSpan
    file: str
    lines: Sequence[str]
    """Those between its first and its last, without what stands before the fence and line ends."""
    options: OptionBlock
    sections: tuple[TextSection, ...]
    rest: str
    """What stands in its text besides its sections and other objects."""
    token: str
    """A digest of all its lines: as long as it is the same, nobody has changed the object."""

    @property
    def location(self) -> Location:
        """Where it begins."""
        return Location(file=self.file, line=self.span.first + 1)

    @property
    def texts(self) -> Mapping[str, str]:
        """Its sections by their names."""
        return {section.name: section.text for section in self.sections}

    @property
    def section_lines(self) -> Mapping[str, range]:
        """The lines of the file that each section takes, counted from 1."""
        below = self.span.first + 2
        return {one.name: range(below + one.first, below + one.after) for one in self.sections}


def objects_in(source: SourceFile, spelling: Spelling) -> tuple[ObjectBlock, ...]:
    """The objects of a file in order; those without an id, or that are not closed, are left out.

    Raises:
        ProjectError: there is no end to its blocks within blocks.
    """
    try:
        blocks = closed_blocks([line.rstrip("\r\n") for line in source.lines])
    except TooDeepError as error:
        raise ProjectError(
            message("There are too many blocks within each other."),
            Location(file=source.file, line=error.line),
        ) from error
    types = spelling.metamodel.types
    found = (
        _object(source, blocks, number, spelling)
        for number, block in enumerate(blocks)
        if block.name in types
    )
    return tuple(object_ for object_ in found if object_ is not None)


def _object(
    source: SourceFile, blocks: Sequence[ClosedBlock], number: int, spelling: Spelling
) -> ObjectBlock | None:
    """An object; None if it has no id, or does not end where its block does."""
    block = blocks[number]
    whole = source.lines[block.first : block.last + 1]
    span = directive_at(whole, 0)
    if span is None or span.last != len(whole) - 1:
        return None
    lines = [_without_indent(line.rstrip("\r\n"), span.indent) for line in whole[1:-1]]
    options = read_options(lines, spelling.known, spelling.free)
    item_id = options.values.get("id", "")
    if not item_id:
        return None
    inner = list(_within(blocks, number))
    sections = tuple(text_sections(lines, inner, spelling.metamodel.types, options.body))
    told = {at for one in sections for at in range(one.first, one.after)}
    for one in inner:
        if one.name in spelling.metamodel.types:
            told.update(range(one.first, one.last + 1))
    rest = (line for at, line in enumerate(lines) if at >= options.body and at not in told)
    return ObjectBlock(
        id=item_id,
        span=replace(span, first=block.first, last=block.last),
        file=source.file,
        lines=lines,
        options=options,
        sections=sections,
        rest="\n".join(line for line in rest if line.strip()),
        token=hashlib.sha256("".join(whole).encode()).hexdigest()[:32],
    )


def _without_indent(line: str, indent: str) -> str:
    """The line without what stands before each line of the block."""
    if line.startswith(indent):
        return line[len(indent) :]
    quoted = indent.rstrip(" ")
    if quoted and line.startswith(quoted):
        return line[len(quoted) :].lstrip(" ")
    return line.lstrip(" ")


def _within(blocks: Sequence[ClosedBlock], number: int) -> Iterator[ClosedBlock]:
    """The blocks that begin in the lines of one of them, counted below its first line."""
    first = blocks[number].first + 1
    for at in range(number + 1, len(blocks)):
        one = blocks[at]
        if one.first > blocks[number].last:
            return
        yield replace(one, first=one.first - first, last=one.last - first)
