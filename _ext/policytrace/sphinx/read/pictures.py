"""Pages on which somebody has put a picture that PlantUML draws."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinxcontrib.plantuml import plantuml

from policytrace.sphinx.read.pagestore import PageStore

PICTURES = PageStore[str]("pictures")
"""The sources of such pictures, by page."""


def setup_component(app: Sphinx) -> None:
    """Look for pictures on each page that is read."""
    PICTURES.connect(app)
    app.connect("doctree-read", _note)


def _note(app: Sphinx, doctree: nodes.document) -> None:
    for node in doctree.findall(plantuml):
        PICTURES.add(app.env, app.env.docname, node["uml"])
