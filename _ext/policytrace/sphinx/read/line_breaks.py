"""Line breaks in running text: two spaces or a backslash at the end of a line of Markdown.

MyST makes raw HTML of them, as it does of HTML that somebody has written. Here they become nodes of
their own, so that all raw HTML which is left is the content's.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


class LineBreak(nodes.Inline, nodes.Element):
    """A line ends here, and the text goes on in the next."""

    def astext(self) -> str:
        """The end of a line, which keeps the words on both sides of it apart."""
        return "\n"


def setup_component(app: Sphinx) -> None:
    """Say how a line break is drawn, and make them before raw HTML is looked for."""
    app.add_node(LineBreak, html=(_draw, None))
    app.connect("doctree-read", _make_nodes, priority=90)


def _draw(translator: HTML5Translator, _node: LineBreak) -> None:
    translator.body.append("<br>\n")
    raise nodes.SkipNode


def _make_nodes(_app: Sphinx, doctree: nodes.document) -> None:
    # Beside the HTML MyST makes LaTeX, which nobody can write: {raw} is refused.
    for latex in [raw for raw in doctree.findall(nodes.raw) if raw.get("format") == "latex"]:
        around = latex.parent
        at = around.index(latex) - 1
        if at >= 0 and isinstance(around[at], nodes.raw):
            around[at] = LineBreak()
            around.remove(latex)
