"""Draws each object as a card: our own node in place of sphinx-needs' layout table."""

from __future__ import annotations

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator
from sphinx_needs.nodes import Need

from policytrace.site.views.card_drawing import drawing_charts, drawing_of
from policytrace.sphinx.build import build_of
from policytrace.sphinx.gate.snapshot import plan_snapshot
from policytrace.sphinx.read.graph import plan_graph
from policytrace.sphinx.write.charts import draw_charts
from policytrace.sphinx.write.links import PageLinks
from policytrace.sphinx.write.texts import own_texts

DEEPEST_HEADING = 6


class ObjectCard(nodes.General, nodes.Element):
    """An object of the plan. Attribute `item` is its id; the children are its text."""


def setup_component(app: Sphinx) -> None:
    """Register the node and the step that puts it in place, before sphinx-needs draws its own."""
    app.add_node(ObjectCard, html=(_visit, _depart))
    app.connect("doctree-resolved", _replace_needs, priority=400)


def _replace_needs(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    items = plan_graph(build_of(app)).items
    for need in list(doctree.findall(Need)):
        item_id = need["refid"]
        if item_id not in items:
            continue
        card = ObjectCard("", *need.children, item=item_id)
        card["docname"] = need.get("docname")
        need.parent.replace(need, card)


def _visit(self: HTML5Translator, node: ObjectCard) -> None:
    node["start"] = len(self.body)


def _depart(self: HTML5Translator, node: ObjectCard) -> None:
    app = self.builder._app  # noqa: SLF001 - the only way from a translator to its application
    build = build_of(app)
    snapshot = plan_snapshot(build)
    item = snapshot.graph.items[node["item"]]
    content = Markup("".join(self.body[node["start"] :]))  # noqa: S704 - written by the translator
    del self.body[node["start"] :]
    own_texts(build)[item.id] = _own_text(node, content)
    around = sum(isinstance(parent, ObjectCard) for parent in _ancestors(node))
    template, card = drawing_of(snapshot, item)
    docname = self.builder.current_docname
    node["drawn"] = build.renderer.render(
        template,
        link=PageLinks(self.builder, docname),
        card=card,
        content=content,
        level=min(DEEPEST_HEADING, max(1, self.section_level) + 1 + around),
        anchor=item.id,
        is_page=app.env.titles[docname].astext() == item.title,
        charts=draw_charts(build, drawing_charts, card, f"{item.id}-over-tid"),
    )
    self.body.append(node["drawn"])


def _own_text(node: ObjectCard, content: Markup) -> Markup:
    """What an object says itself: without the objects that stand within it."""
    own = str(content)
    for inner in node.findall(ObjectCard):
        if inner is not node:
            own = own.replace(inner["drawn"], "")
    return Markup(own.strip())  # noqa: S704 - written by the translator


def _ancestors(node: nodes.Node) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    parent = node.parent
    while parent is not None:
        found.append(parent)
        parent = parent.parent
    return found
