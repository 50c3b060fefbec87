"""Makes a directive of each view, and draws it when the pages are written."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import policytrace.site.views as _views  # noqa: F401 - importing it fills the registry
from policytrace.site.views.registry import VIEWS, View, ViewWords
from policytrace.sphinx.project import project_of
from policytrace.sphinx.read.locations import location_of
from policytrace.sphinx.read.placed import PLACED_VIEWS, PlacedView
from policytrace.sphinx.read.repeated import report_repeated_options
from policytrace.sphinx.write.cards import DEEPEST_HEADING
from policytrace.sphinx.write.charts import draw_charts
from policytrace.sphinx.write.diagrams import picture_of
from policytrace.sphinx.write.links import PageLinks


class PlacedViewNode(nodes.General, nodes.Element):
    """Stands for a placed view until the page is written. Attribute `view` is the `PlacedView`."""


def setup_component(app: Sphinx) -> None:
    """Register the node that stands for a view."""
    app.add_node(PlacedViewNode)
    PLACED_VIEWS.connect(app)
    app.connect("doctree-resolved", _draw, priority=410)


def add_directives(app: Sphinx, words: ViewWords) -> None:
    """Register a directive for each view, in the project's words."""
    for key, directive in words.directives.items():
        app.add_directive(directive, _directive(VIEWS[key], words), override=True)


def _directive(view: View, words: ViewWords) -> type[SphinxDirective]:
    keys = {words.options[key]: key for key in (*view.options, *view.choices)}

    class ViewDirective(SphinxDirective):
        has_content = False
        option_spec = dict.fromkeys(keys, directives.unchanged_required)

        def run(self) -> list[nodes.Node]:
            report_repeated_options(self)
            found = PlacedView(
                view=view.key,
                options=tuple(
                    sorted((keys[word], value.strip()) for word, value in self.options.items())
                ),
                location=location_of(self.env, self),
            )
            PLACED_VIEWS.add(self.env, self.env.docname, found)
            return [PlacedViewNode("", view=found)]

    return ViewDirective


def _draw(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    found = list(doctree.findall(PlacedViewNode))
    if not found:
        return
    project = project_of(app)
    link = PageLinks(app.builder, docname)
    for number, node in enumerate(found, start=1):
        here: PlacedView = node["view"]
        view = VIEWS[here.view]
        result = project.show(here)
        if result is None:
            node.parent.remove(node)
            continue
        anchor = f"pt-vy-{number}"
        context: dict[str, object] = {
            "view": result,
            "anchor": anchor,
            "level": _heading_level(node),
            "charts": draw_charts(app, view.charts, result, anchor),
        }
        if view.diagram is not None:
            context["picture"] = picture_of(app, here, link, anchor)
        html = project.renderer.render(view.template, link=link, **context)
        node.parent.replace(node, nodes.raw("", html, format="html"))


def _heading_level(node: nodes.Node) -> int:
    """The level of a heading below the one that the node stands under."""
    level, parent = 1, node.parent
    while parent is not None:
        level += isinstance(parent, nodes.section)
        parent = parent.parent
    return min(level, DEEPEST_HEADING)
