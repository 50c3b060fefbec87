"""The directives of the views: each leaves a node on its page, where the view is to be drawn."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import policytrace.site.views as _views  # noqa: F401 - importing it fills the registry
from policytrace.messages import message
from policytrace.site.views.registry import VIEWS, View, ViewWords
from policytrace.sphinx.build import build_of
from policytrace.sphinx.read.locations import location_of
from policytrace.sphinx.read.options import report_at, take_options
from policytrace.sphinx.read.placed import PLACED_VIEWS, PlacedView


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
        # Text is taken to say what is wrong with it; the options are read by `take_options`.
        has_content = True
        optional_arguments = 1
        final_argument_whitespace = True

        def run(self) -> list[nodes.Node]:
            options = tuple(sorted(keys))
            take_options(self, options, empty_is_wrong=True)
            text = [*self.arguments, *self.content]
            if any(line.strip() for line in text):
                report_at(
                    self,
                    0,
                    message("The view {{{name}}} takes options only, no text.", name=self.name),
                    message("Take the text away, or put it above or below the view."),
                )
            found = PlacedView(
                view=view.key,
                options=tuple(
                    sorted((keys[word], value) for word, value in self.options.items() if value)
                ),
                location=location_of(self.env, self),
            )
            PLACED_VIEWS.add(self.env, self.env.docname, found)
            return [PlacedViewNode("", view=found)]

    return ViewDirective
