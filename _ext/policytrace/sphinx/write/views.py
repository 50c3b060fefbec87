"""The views on a page, as they are drawn: each in the place of the node that its directive left."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from policytrace.site.views.registry import VIEWS
from policytrace.sphinx.build import build_of
from policytrace.sphinx.read.directives import PlacedViewNode
from policytrace.sphinx.read.placed import PlacedView
from policytrace.sphinx.write.cards import DEEPEST_HEADING
from policytrace.sphinx.write.charts import draw_charts
from policytrace.sphinx.write.links import PageLinks
from policytrace.sphinx.write.view_results import view_results


def setup_component(app: Sphinx) -> None:
    """Draw the views when the links on their page have been resolved."""
    app.connect("doctree-resolved", _draw, priority=410)


def _draw(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    found = list(doctree.findall(PlacedViewNode))
    if not found:
        return
    build = build_of(app)
    link = PageLinks(app.builder, docname)
    for number, node in enumerate(found, start=1):
        here: PlacedView = node["view"]
        view = VIEWS[here.view]
        result = view_results(build).of(here)
        if result is None:
            node.parent.remove(node)
            continue
        anchor = f"pt-vy-{number}"
        context: dict[str, object] = {
            "view": result,
            "anchor": anchor,
            "level": _heading_level(node),
            "charts": draw_charts(build, view.charts, result, anchor),
        }
        html = build.renderer.render(view.template, link=link, **context)
        node.parent.replace(node, nodes.raw("", html, format="html"))


def _heading_level(node: nodes.Node) -> int:
    """The level of a heading below the one that the node stands under."""
    level, parent = 1, node.parent
    while parent is not None:
        level += isinstance(parent, nodes.section)
        parent = parent.parent
    return min(level, DEEPEST_HEADING)
