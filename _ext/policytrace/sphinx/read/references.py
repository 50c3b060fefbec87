"""Links in running text to objects: ``{need}``, with the object's title or a text of the editor's.

sphinx-needs adds the id to every link text and finds a dead link only while it writes the page,
after the gate. Here the links are noted when a page is read, so that the gate sees them; how they
are drawn is in `policytrace.sphinx.write.references`.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx_needs.roles.need_ref import NeedRef

from policytrace.plan.model import Reference
from policytrace.sphinx.read.locations import line_of, location_in
from policytrace.sphinx.read.pagestore import PageStore

REFERENCES = PageStore[Reference]("references")
"""The links in running text, in the page's order."""


def setup_component(app: Sphinx) -> None:
    """Note the links when a page is read."""
    REFERENCES.connect(app)
    app.connect("doctree-read", _note)


def _note(app: Sphinx, doctree: nodes.document) -> None:
    docname = app.env.docname
    for node in doctree.findall(NeedRef):
        location = location_in(app.env, docname, line_of(node))
        reference = Reference(target=node["reftarget"], location=location, docname=docname)
        REFERENCES.add(app.env, docname, reference)
