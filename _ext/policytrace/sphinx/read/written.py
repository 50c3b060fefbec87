"""What the objects of a page say as it is written, also those that cannot be read.

The gate needs it to tell the cause from what comes of it: see `policytrace.plan.unread`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx.environment import BuildEnvironment

from policytrace.markup.blocks import VERBATIM
from policytrace.plan.graph import Graph
from policytrace.plan.unread import Unread
from policytrace.sphinx.read.pagestore import PageStore

_FENCE = re.compile(r"[\s>]*+(?P<fence>:{2,}+|`{3,}+|~{3,}+)[ ]*(?P<rest>.*)")
_NAME = re.compile(r"\{(?P<name>[^\s{}]+)\}")
_OPTION = re.compile(r"[\s>]*+:?(?P<word>[^\s:]+):?\s+(?P<value>\S.*)")
_WORD = re.compile(r"[^\s,;]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenObject:
    """A block of a page that has options, whatever it is."""

    id: str
    words: tuple[str, ...]
    """What stands in its options."""
    directive: str = ""
    """The word that the block begins with."""


WRITTEN = PageStore[WrittenObject]("written")
"""The blocks with options on each page, as they are written."""


def note_written(env: BuildEnvironment, docname: str, lines: Sequence[str]) -> None:
    """Keep what the blocks of a page say."""
    for found in written_objects(lines):
        WRITTEN.add(env, docname, found)


def written_objects(lines: Sequence[str]) -> Iterator[WrittenObject]:
    """The blocks with options, whether they can be read or not; code that is shown has none."""
    opened: list[tuple[str, list[str]]] = []
    verbatim = ""
    loose: list[str] = []
    for line in lines:
        fence = _FENCE.match(line)
        if verbatim:
            if fence and fence["fence"].startswith(verbatim) and not fence["rest"].strip():
                verbatim = ""
        elif fence is None:
            (opened[-1][1] if opened else loose).append(line)
        elif fence["rest"].strip():
            name = _NAME.match(fence["rest"])
            if (name is None and fence["fence"][0] != ":") or (name and name["name"] in VERBATIM):
                verbatim = fence["fence"]
            else:
                opened.append((name["name"] if name else "", []))
        elif opened:
            yield from _objects(*opened.pop())
    for directive, block in opened:
        yield from _objects(directive, block)
    yield from _objects("", loose)


def _objects(directive: str, lines: Sequence[str]) -> Iterator[WrittenObject]:
    """One object, or several when their first lines are not what they should be."""
    item_id = ""
    words: list[str] = []
    for line in lines:
        option = _OPTION.match(line)
        if option is None:
            continue
        if option["word"] == "id":
            if item_id:
                yield WrittenObject(id=item_id, words=tuple(words), directive=directive)
                words = []
            item_id = option["value"].strip()
        elif ":" in line:
            words += _WORD.findall(option["value"])
    if item_id or words:
        yield WrittenObject(id=item_id, words=tuple(words), directive=directive)


def unread(
    env: BuildEnvironment, graph: Graph, pages: set[str], prefixes: Mapping[str, str]
) -> Unread:
    """What stands on these `pages`, on which something could not be read, but is not in `graph`.

    `prefixes`: what the ids of a type begin with, by the word of its directive.
    """
    by_page = WRITTEN.of(env)
    written = [found for docname in pages for found in by_page.get(docname, ())]
    times = Counter(found.id for found in written)
    lost = [found for found in written if found.id not in graph.items or times[found.id] > 1]
    return Unread(
        ids=frozenset(found.id for found in lost if found.id and found.id not in graph.items),
        prefixes=tuple(
            sorted({prefixes.get(found.directive, "") for found in lost if not found.id} - {""})
        ),
        words=frozenset(word for found in lost for word in found.words),
    )


def words_of(env: BuildEnvironment, ids: Container[str]) -> frozenset[str]:
    """What stands in the options of the objects with these `ids`, misspelt or not."""
    return frozenset(
        word
        for page in WRITTEN.of(env).values()
        for found in page
        if found.id in ids
        for word in found.words
    )
