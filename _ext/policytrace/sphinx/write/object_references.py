"""Links in running text to objects, as they are drawn: the object's title, and its address."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx_needs.roles.need_ref import NeedRef

from policytrace.sphinx.build import build_of
from policytrace.sphinx.read.graph import plan_graph
from policytrace.sphinx.write.links import PageLinks


def setup_component(app: Sphinx) -> None:
    """Draw the links before sphinx-needs does."""
    app.connect("doctree-resolved", _draw, priority=400)


def _draw(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    found = list(doctree.findall(NeedRef))
    if not found:
        return
    items = plan_graph(build_of(app)).items
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
