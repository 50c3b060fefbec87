"""Where things stand: from Sphinx' pages and docutils' nodes to files and lines."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.environment import BuildEnvironment

from policytrace.locations import Location

INCLUDED_IN_LINE = "policytrace_included"
"""Set in Sphinx' current document while another file is read into it: the line that asks for it."""


def location_in(env: BuildEnvironment, docname: str, line: int | None) -> Location:
    """A line of the file of the page `docname`; its first line if `line` is not known."""
    return Location(file=env.doc2path(docname, base=False).as_posix(), line=line or 1)


def location_of(env: BuildEnvironment, directive: Directive) -> Location:
    """Where a directive of the page that is being read begins.

    One in a file that the page includes is where the page includes it.
    """
    _, line = directive.state_machine.get_source_and_line(directive.lineno)
    included = env.current_document.get(INCLUDED_IN_LINE)
    return location_in(env, env.docname, included or line or directive.lineno)


def paragraphs(doctree: nodes.document) -> Iterator[nodes.TextElement]:
    """The paragraphs, headings and cells of a page; code is none of them."""
    for whole in doctree.findall(nodes.TextElement):
        if not isinstance(whole, nodes.FixedTextElement) and not isinstance(
            whole.parent, nodes.TextElement
        ):
            yield whole


def line_of(node: nodes.Node) -> int | None:
    """The line of a node, or of the nearest one around it that has a line."""
    while not node.line and node.parent is not None:
        node = node.parent
    return node.line or None
