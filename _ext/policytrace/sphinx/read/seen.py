"""The texts of a page as a reader sees them, where what is written in parts is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
        lines = list(_lines_of_rows(table))
        cells = [[entry.astext() for entry in row.children] for row, _ in lines]
        for apart in numbers_apart(cells, short=True):
            yield apart.text, lines[apart.line][1]
        columns = [list(column) for column in zip_longest(*cells, fillvalue="")]
        for apart in numbers_apart(columns, beside=True):
            yield apart.text, lines[0][1]


def seen_texts(doctree: nodes.document) -> Iterator[tuple[str, int | None]]:
    """What could hold a number, each with the line that it begins on.

    Texts without their emphasis, what pictures and links say of themselves, and cells or texts
    beside each other.
    """
    for one, other in pairwise(_outside_tables(doctree)):
        for number in split_numbers([one.astext(), other.astext()], short=True):
            yield number, line_of(one)
    rows = dict(row for table in doctree.findall(nodes.tgroup) for row in _lines_of_rows(table))
    for node in doctree.findall(nodes.Element):
        for text in _said(node):
            if is_worth_a_look(text.replace("\n", " ")):
                yield text, _line(node, rows)
        if node in rows:
            cells = [entry.astext() for entry in node.children]
            yield from ((number, rows[node]) for number in split_numbers(cells, short=True))


def _lines_of_rows(table: nodes.tgroup) -> Iterator[tuple[nodes.Node, int | None]]:
    """The rows of a table, each with its line.

    MyST says of all rows of a pipe table that they begin where the table does. Its second line is
    dashes.
    """
    for part in table.children:
        below = 0 if isinstance(part, nodes.thead) else 2
        for at, row in enumerate(part.children):
            if isinstance(row, nodes.row) and row.line:
                yield row, row.line + below + at
            elif isinstance(row, nodes.row):
                yield row, line_of(next((cell for cell in row.findall() if cell.line), row))


def _line(node: nodes.Node, rows: Mapping[nodes.Node, int | None]) -> int | None:
    """The line of a node, in a pipe table that of its row."""
    around = node
    while around not in rows and around.parent is not None:
        around = around.parent
    return rows[around] if around in rows and around.line else line_of(node)


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
