"""Makes every word that Sphinx and the theme put on a page speak the project's language."""

from __future__ import annotations

from copy import copy

from sphinx import locale
from sphinx.application import Sphinx
from sphinx.config import Config

from policytrace.messages import catalogue

_SPHINX = ("general", "sphinx")
"""Under which Sphinx keeps the catalogue of its own words, for all applications of a process."""


def setup_component(app: Sphinx) -> None:
    """Put our words before Sphinx' own as soon as the language is known."""
    app.connect("config-inited", _put_ours_first, priority=1)
    app.connect("build-finished", _leave_no_trace, priority=999)


def _put_ours_first(app: Sphinx, config: Config) -> None:
    """Let our catalogue answer first: it corrects some of Sphinx' words, and adds the theme's."""
    ours = copy(catalogue(config.language, "sphinx"))
    ours.add_fallback(app.translator)
    locale.translators[_SPHINX] = ours
    app.translator = ours


def _leave_no_trace(_app: Sphinx, _exception: Exception | None) -> None:
    """Let the next application of the process begin anew, or catalogues would pile up."""
    locale.translators.pop(_SPHINX, None)
