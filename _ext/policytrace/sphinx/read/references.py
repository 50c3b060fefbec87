"""Links in running text to objects: ``{need}``, with the object's title or a text of the editor's.

sphinx-needs adds the id to every link text and finds a dead link only while it writes the page,
after the gate. Here the links are noted when a page is read, so that the gate sees them, and drawn
plain.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx_needs.roles.need_ref import NeedRef

from policytrace.plan.model import Reference
from policytrace.sphinx.project import project_of
from policytrace.sphinx.read.locations import line_of, location_in
from policytrace.sphinx.read.pagestore import PageStore
from policytrace.sphinx.write.links import PageLinks

REFERENCES = PageStore[Reference]("references")
"""The links in running text, in the page's order."""


def setup_component(app: Sphinx) -> None:
    """Note the links when a page is read; draw them before sphinx-needs does."""
    REFERENCES.connect(app)
    app.connect("doctree-read", _note)
    app.connect("doctree-resolved", _draw, priority=400)


def _note(app: Sphinx, doctree: nodes.document) -> None:
    docname = app.env.docname
    for node in doctree.findall(NeedRef):
        location = location_in(app.env, docname, line_of(node))
        reference = Reference(target=node["reftarget"], location=location, docname=docname)
        REFERENCES.add(app.env, docname, reference)


def _draw(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    found = list(doctree.findall(NeedRef))
    if not found:
        return
    items = project_of(app).graph.items
    link = PageLinks(app.builder, docname)
    for node in found:
        item = items.get(node["reftarget"])
        if item is None:
            node.parent.replace(node, nodes.Text(node.astext()))
            continue
        text = node.astext() if node.get("refexplicit") else item.title
        node.parent.replace(
            node,
            nodes.reference("", text, refuri=link(item), internal=True, classes=["pt-reference"]),
        )
