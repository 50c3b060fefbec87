"""The texts of a page as a reader sees them, where what is written in parts is one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from docutils import nodes

from policytrace.checks.identity_numbers import numbers_apart, split_numbers
from policytrace.sphinx.read.locations import line_of
from policytrace.sphinx.read.searched import is_worth_a_look


def numbers_in_tables(doctree: nodes.document) -> Iterator[tuple[str, int | None]]:
    """What cells that do not stand beside each other may hold together, each with its line.

    Also those below each other: tables may have their headings at the side.
    """
    for table in doctree.findall(nodes.tgroup):
        rows = list(table.findall(nodes.row))
        cells = [[entry.astext() for entry in row.findall(nodes.entry)] for row in rows]
        for apart in numbers_apart(cells, short=True):
            yield apart.text, line_of(rows[apart.line])
        columns = [list(column) for column in zip_longest(*cells, fillvalue="")]
        for apart in numbers_apart(columns, beside=True):
            yield apart.text, line_of(rows[0])


def seen_texts(doctree: nodes.document) -> Iterator[tuple[str, int | None]]:
    """What could hold a number, each with the line that it begins on.

    Texts without their emphasis, what pictures and links say of themselves, and cells or texts
    beside each other.
    """
    for one, other in pairwise(_outside_tables(doctree)):
        for number in split_numbers([one.astext(), other.astext()], short=True):
            yield number, line_of(one)
    for node in doctree.findall(nodes.Element):
        for text in _said(node):
            if is_worth_a_look(text.replace("\n", " ")):
                yield text, line_of(node)
        if isinstance(node, nodes.row):
            cells = [entry.astext() for entry in node.children if isinstance(entry, nodes.Element)]
            yield from ((number, line_of(node)) for number in split_numbers(cells, short=True))


def _outside_tables(doctree: nodes.document) -> Iterator[nodes.TextElement]:
    """The whole texts that are in no cell: cells are judged by their rows."""
    within = {
        text for table in doctree.findall(nodes.tgroup) for text in table.findall(nodes.TextElement)
    }
    for text in doctree.findall(nodes.TextElement):
        if _is_whole(text) and text not in within:
            yield text


def _is_whole(text: nodes.TextElement) -> bool:
    return not isinstance(text.parent, nodes.TextElement)


def _said(node: nodes.Element) -> Iterator[str]:
    if isinstance(node, nodes.TextElement) and _is_whole(node):
        yield node.astext()
    for key in ("alt", "reftitle", "title"):
        if isinstance(said := node.get(key), str):
            yield said
