"""Reads a page, or leaves it out: a page that cannot be read must not take the others with it."""

from __future__ import annotations

import os

from docutils import nodes
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from policytrace.messages import message
from policytrace.plan.model import Problem, ReadingProblem
from policytrace.sphinx.read.diagnostics import READING_PROBLEMS
from policytrace.sphinx.read.locations import location_in

logger = logging.getLogger(__name__)

DEEPEST = 100
"""How many nodes may stand within each other: more, and a page cannot be kept or drawn."""


def setup_component(app: Sphinx) -> None:
    """Take the place of MyST's parser, once it has been registered."""
    app.connect("config-inited", _register)


def _register(app: Sphinx, config: Config) -> None:
    app.add_source_parser(PatientParser, override=True)
    if isinstance(config.myst_url_schemes, dict):
        # MyST takes other schemes for names of files.
        config.myst_url_schemes = {**config.myst_url_schemes, "tel": None}


class PatientParser(MystParser):
    """MyST's parser, that reports what it stumbles over."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Read a page into `document`; leave it empty if that cannot be done."""
        try:
            super().parse(inputstring, document)
            reason = "" if _depth(document) <= DEEPEST else "RecursionError"
        except Exception as error:  # whatever the text makes other packages raise
            logger.debug("%s", error, exc_info=True)
            reason = f"{type(error).__name__}: {error}"
        if reason:
            _report(document, reason)
            _begin_again(document)
            super().parse("", document)


def _begin_again(document: nodes.document) -> None:
    """Forget all that has been read into `document`, in its tables too."""
    document.__init__(  # type: ignore[misc]
        document.settings, document.reporter, source=document["source"]
    )


def _report(document: nodes.document, reason: str) -> None:
    env = document.settings.env
    reason = reason.replace(f"{env.srcdir}{os.sep}", "")
    too_deep = reason.startswith("RecursionError")
    found = ReadingProblem(
        problem=Problem.TEXT,
        item="",
        location=location_in(env, env.docname, document.current_line),
        message=message("The page was left out: too much stands within each other.")
        if too_deep
        else message("The page was left out: it cannot be read. {reason}", reason=reason[:300]),
        hint=message("Write it with fewer levels.")
        if too_deep
        else message("Take away what was written last, and put it back bit by bit."),
    )
    READING_PROBLEMS.add(env, env.docname, found)


def _depth(document: nodes.document) -> int:
    """How many nodes stand within each other at the most."""
    deepest = 0
    waiting: list[tuple[nodes.Node, int]] = [(document, 1)]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting.extend((child, depth + 1) for child in node.children)
    return deepest
