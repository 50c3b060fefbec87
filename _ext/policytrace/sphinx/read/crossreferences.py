"""Links in running text to pages and headings, as they stand on the page: not yet resolved."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from policytrace.sphinx.read.locations import line_of
from policytrace.sphinx.read.pagestore import PageStore

CROSSREFERENCES = PageStore[addnodes.pending_xref]("crossreferences")
"""The unresolved links on each page, in the page's order."""


def setup_component(app: Sphinx) -> None:
    """Keep the links when a page is read."""
    CROSSREFERENCES.connect(app)
    app.connect("doctree-read", _keep)


def _keep(app: Sphinx, doctree: nodes.document) -> None:
    for node in doctree.findall(addnodes.pending_xref):
        kept = node.deepcopy()
        kept.line = line_of(node)
        CROSSREFERENCES.add(app.env, app.env.docname, kept)
