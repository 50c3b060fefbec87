"""The texts of a page as a reader sees them, where what is written in parts is one."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from policytrace.checks.identity_numbers import split_numbers
from policytrace.sphinx.read.files import is_worth_a_look
from policytrace.sphinx.read.locations import line_of


def seen_texts(doctree: nodes.document) -> Iterator[tuple[str, int | None]]:
    """What could hold a number, each with the line that it begins on.

    Texts without their emphasis, what pictures and links say of themselves, and cells beside each
    other.
    """
    for node in doctree.findall(nodes.Element):
        for text in _said(node):
            if is_worth_a_look(text.replace("\n", " ")):
                yield text, line_of(node)
        if isinstance(node, nodes.row):
            cells = [entry.astext() for entry in node.children if isinstance(entry, nodes.Element)]
            yield from ((number, line_of(node)) for number in split_numbers(cells, short=True))


def _said(node: nodes.Element) -> Iterator[str]:
    if isinstance(node, nodes.TextElement) and not isinstance(node.parent, nodes.TextElement):
        yield node.astext()
    for key in ("alt", "reftitle", "title"):
        if isinstance(said := node.get(key), str):
            yield said
