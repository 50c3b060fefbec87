"""Where new words stand in the lines of an object: its title, its options, its answers.

What stands around them stays: indentation, the order of options, unknown ones, comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policytrace.author.fences import line_end
from policytrace.author.markdown import INDENT, may_be_long, option_lines, section_lines
from policytrace.author.source_files import Replacement, SourceFile
from policytrace.author.written import ObjectBlock
from policytrace.changes.excerpts import in_common
from policytrace.markup.options import OptionBlock
from policytrace.markup.sections import LEAD, TextSection
from policytrace.schema.forms import entries_of, heading_of, texts_of
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import FieldName, Key, TypeKey

_HEAD = re.compile(r"(?P<word>\s*(?::[^:`]+:|[^\s:][^:`]*:))(?P<space>[ \t]*)")
"""What stands before the value of an option, between dashes or not."""

Lines = tuple[int, int, Sequence[str]]
"""The first line that is replaced, the first that is not, and what is to stand there."""


def option_words(metamodel: Metamodel) -> Mapping[Key, str]:
    """The options of an object by their keys."""
    return {
        **{key: word for word, key in metamodel.fields.items()},
        **{key: word for word, key in metamodel.links.items()},
    }


def replacements(  # noqa: PLR0913 - each by its name
    written: ObjectBlock,
    source: SourceFile,
    metamodel: Metamodel,
    *,
    role: TypeKey,
    title: str | None,
    values: Mapping[Key, str],
    texts: Mapping[str, str],
) -> Iterator[Replacement]:
    """The lines of the file that change when an object is to say something else.

    `title` is None if it stays; `values` are those that change, empty for what is to go; `texts`
    are the answers that change, by name.
    """
    span = written.span
    end = line_end(source.lines[span.first]) or source.line_end
    blank = span.indent.rstrip(" ")

    def put(first: int, after: int, lines: Iterable[str]) -> Replacement:
        """Lines in the object's place, counted below its first line."""
        return Replacement(
            first=span.first + 1 + first,
            after=span.first + 1 + after,
            lines=[f"{span.indent}{line}{end}" if line else f"{blank}{end}" for line in lines],
        )

    if title is not None:
        line = source.lines[span.first]
        head = line[: line.index("}") + 1]
        yield Replacement(
            first=span.first, after=span.first + 1, lines=[f"{head} {title}{line_end(line)}"]
        )
    for first, after, lines in _options(written, role, values, metamodel):
        yield put(first, after, lines)
    for first, after, lines in _texts(written, role, metamodel, texts):
        yield put(first, after, lines)


def _options(
    written: ObjectBlock, role: TypeKey, values: Mapping[Key, str], metamodel: Metamodel
) -> Iterator[Lines]:
    block = written.options
    words = option_words(metamodel)
    by_place = sorted(block.lines, key=lambda word: block.lines[word])
    order = ["id", *(words[key] for key in _order(role, metamodel) if key in words)]
    rank = {word: place for place, word in enumerate(dict.fromkeys([*order, *words.values()]))}
    new = sorted(
        (key for key in values if words[key] not in block.lines),
        key=lambda key: rank[words[key]],
    )
    for key, value in values.items():
        word = words[key]
        if word in block.lines:
            first = block.lines[word] - 1
            after = block.ends.get(word, first + 1)
            line = written.lines[first]
            lines = _option(word, value, key, block, metamodel) if value else []
            yield first, after, _as_before(line, lines, below=after - first > 1)
    inserted: list[tuple[int, list[str]]] = []
    for key in new:
        word, value = words[key], values[key]
        if not value:
            continue
        before = [
            had for had in by_place if _above(had, block) and rank.get(had, len(rank)) < rank[word]
        ]
        above = before[-1] if before else "id"
        after = block.ends.get(above, block.lines[above])
        line = written.lines[block.lines[above] - 1]
        indent = line[: len(line) - len(line.lstrip())]
        lines = _option(word, value, key, block, metamodel)
        inserted.append((after, [f"{indent}{line}" for line in lines]))
    last = max((after for after, _ in inserted), default=0)
    if last and not block.between_dashes and _goes_on(written.lines, last):
        inserted.append((last, [""]))
    for after, lines in inserted:
        yield after, after, lines


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Whether text stands right below the options, so that it would be more of a new last one."""
    return at < len(lines) and bool(lines[at].strip()) and not lines[at].lstrip().startswith(":")


def _order(role: TypeKey, metamodel: Metamodel) -> Iterator[Key]:
    """Fields and links in the order in which a new object has them."""
    yield FieldName.STATUS
    yield from entries_of(role, metamodel)


def _above(word: str, block: OptionBlock) -> bool:
    """Whether an option stands among the others, and not in the text below them."""
    return block.lines[word] <= block.body


def _option(word: str, value: str, key: Key, block: OptionBlock, metamodel: Metamodel) -> list[str]:
    if block.between_dashes:
        return [f"{word}: {value}"]
    return list(option_lines(word, value, long=may_be_long(key, metamodel)))


def _as_before(line: str, lines: Sequence[str], *, below: bool) -> Sequence[str]:
    """The lines of an option as `line` had it: what stands before its value is kept."""
    head = _HEAD.match(line)
    if head is None or not lines:
        return lines
    if len(lines) > 1:
        return [head["word"], *lines[1:]]
    value = lines[0][_matched(_HEAD, lines[0]) :]
    if below:
        return [head["word"], f"{INDENT}{value}"]
    return [f"{head['word']}{head['space'] or ' '}{value}"]


def _matched(pattern: re.Pattern[str], line: str) -> int:
    found = pattern.match(line)
    return found.end() if found else 0


def _texts(
    written: ObjectBlock, role: TypeKey, metamodel: Metamodel, texts: Mapping[str, str]
) -> Iterator[Lines]:
    there = {section.name: section for section in written.sections}
    order = [LEAD, *(heading_of(part, metamodel) for part in texts_of(role) if part.heading)]
    rank = {name: place for place, name in enumerate(dict.fromkeys(order))}
    for name, text in sorted(texts.items(), key=lambda one: rank.get(one[0], len(rank))):
        section = there.get(name)
        if section is not None and text:
            yield _other_lines(written.lines, section, text)
        elif section is not None:
            yield _filled_before(written.lines, section.first), section.after, []
        else:
            before = [
                one.after
                for one in written.sections
                if rank.get(one.name, len(rank)) <= rank.get(name, len(rank))
            ]
            at = before[-1] if before else _filled_before(written.lines, written.options.body)
            apart = at < len(written.lines) and written.lines[at].strip()
            yield at, at, ["", *section_lines(name, text), *([""] if apart else [])]


def _filled_before(lines: Sequence[str], at: int) -> int:
    """The line below the last one before line `at` that is not blank."""
    while at and not lines[at - 1].strip():
        at -= 1
    return at


def _other_lines(lines: Sequence[str], section: TextSection, text: str) -> Lines:
    """The lines of an answer that differ from those of `text`."""
    had, new = section.text.split("\n"), text.split("\n")
    first, last = in_common(had, new)
    head = lines[section.begins][: section.width]
    indent = " " * section.width
    written = [
        f"{indent if at else head}{line}" if line else ""
        for at, line in enumerate(new)
        if first <= at < len(new) - last
    ]
    return section.begins + first, section.begins + len(had) - last, written
