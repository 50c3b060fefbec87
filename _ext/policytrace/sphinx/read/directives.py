"""The directives of the views: each leaves a node on its page, where the view is to be drawn."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import policytrace.site.views as _views  # noqa: F401 - importing it fills the registry
from policytrace.site.views.registry import VIEWS, View, ViewWords
from policytrace.sphinx.build import build_of
from policytrace.sphinx.read.locations import location_of
from policytrace.sphinx.read.placed import PLACED_VIEWS, PlacedView
from policytrace.sphinx.read.repeated import report_repeated_options


class PlacedViewNode(nodes.General, nodes.Element):
    """Stands for a placed view until the page is written. Attribute `view` is the `PlacedView`."""


def setup_component(app: Sphinx) -> None:
    """Register the node that stands for a view, and the directives once their words are known."""
    app.add_node(PlacedViewNode)
    app.connect("builder-inited", _add_directives)
    PLACED_VIEWS.connect(app)


def _add_directives(app: Sphinx) -> None:
    """Register a directive for each view, in the project's words."""
    words = build_of(app).views
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
