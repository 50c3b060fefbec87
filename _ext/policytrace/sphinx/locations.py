"""Where things stand: from Sphinx' pages and docutils' nodes to files and lines."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.environment import BuildEnvironment

from policytrace.model import Location


def location_in(env: BuildEnvironment, docname: str, line: int | None) -> Location:
    """A line of the file of the page `docname`; its first line if `line` is not known."""
    file = Path(env.doc2path(docname, base=False)).as_posix()
    return Location(file=file, line=line or 1)


def location_of(env: BuildEnvironment, directive: Directive) -> Location:
    """Where a directive of the page that is being read begins."""
    _, line = directive.state_machine.get_source_and_line(directive.lineno)
    return location_in(env, env.docname, line or directive.lineno)


def line_of(node: nodes.Node) -> int | None:
    """The line of a node, or of the nearest one around it that has a line."""
    while not node.line and node.parent is not None:
        node = node.parent
    return node.line or None
