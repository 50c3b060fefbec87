"""The words of Sphinx and the theme, in the project's language.

Sphinx keeps the catalogue of its own words in one table for the whole process, adds to what it
finds there when an application is made, and asks the table while it writes. So the table holds the
words of an application only while that builds: no other application begins with them. What remains
is Sphinx' own: two applications that build in two threads speak the language of one of them.
"""

from __future__ import annotations

from copy import copy

from sphinx import locale
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from policytrace.messages import catalogue

_SPHINX = ("general", "sphinx")
"""Under which Sphinx keeps the catalogue of its own words."""


def setup_component(app: Sphinx) -> None:
    """Give the application words of its own, and Sphinx those words while it builds."""
    app.connect("config-inited", _put_ours_first, priority=1)
    app.connect("env-get-outdated", _speak, priority=1)
    app.connect("build-finished", _fall_silent, priority=999)


def _put_ours_first(app: Sphinx, config: Config) -> None:
    """Let our catalogue answer first: it corrects some of Sphinx' words, and adds the theme's."""
    ours = copy(catalogue(config.language, "sphinx"))
    ours.add_fallback(app.translator)
    app.translator = ours
    locale.translators.pop(_SPHINX, None)


def _speak(app: Sphinx, _env: BuildEnvironment, *_docnames: set[str]) -> list[str]:
    """Begin to build: this is the first event that every build has. No page is outdated by it."""
    locale.translators[_SPHINX] = app.translator
    return []


def _fall_silent(_app: Sphinx, _exception: Exception | None) -> None:
    locale.translators.pop(_SPHINX, None)
