"""Makes every word that Sphinx and the theme put on a page speak the project's language."""

from __future__ import annotations

from copy import copy

from sphinx.application import Sphinx
from sphinx.locale import get_translator

from policytrace.messages import catalogue


def setup_component(app: Sphinx) -> None:
    """Fill the gaps in Sphinx's catalogue when the language is known."""
    app.connect("builder-inited", _fill_gaps, priority=100)


def _fill_gaps(app: Sphinx) -> None:
    """Let our catalogue answer for what Sphinx's own does not translate.

    Sphinx keeps its catalogue between builds in one process and hangs more on it each time, so each
    build adds a copy of ours: the same one twice would make the chain a circle.
    """
    ours = catalogue(app.config.language, "sphinx")
    for translator in {id(t): t for t in (get_translator(), app.translator)}.values():
        translator.add_fallback(copy(ours))
