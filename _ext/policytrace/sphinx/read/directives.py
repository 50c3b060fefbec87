"""The directives of the views: each leaves a node on its page, where the view is to be drawn."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import policytrace.site.views as _views  # noqa: F401 - importing it fills the registry
from policytrace.site.views.registry import VIEWS, View
from policytrace.sphinx.read.locations import location_of
from policytrace.sphinx.read.placed import PLACED_VIEWS, PlacedView
from policytrace.sphinx.read.repeated import report_repeated_options


class PlacedViewNode(nodes.General, nodes.Element):
    """Stands for a placed view until the page is written. Attribute `view` is the `PlacedView`."""


def setup_component(app: Sphinx) -> None:
    """Register a directive for each view."""
    app.add_node(PlacedViewNode)
    for view in VIEWS.values():
        app.add_directive(view.directive, _directive(view))
    PLACED_VIEWS.connect(app)


def _directive(view: View) -> type[SphinxDirective]:
    class ViewDirective(SphinxDirective):
        has_content = False
        option_spec = dict.fromkeys((*view.options, *view.choices), directives.unchanged_required)

        def run(self) -> list[nodes.Node]:
            report_repeated_options(self)
            found = PlacedView(
                directive=view.directive,
                options=tuple(sorted((key, value.strip()) for key, value in self.options.items())),
                location=location_of(self.env, self),
            )
            PLACED_VIEWS.add(self.env, self.env.docname, found)
            return [PlacedViewNode("", view=found)]

    return ViewDirective
