"""Progress of a build: word of every page that is read or written, and of when all of them are."""

from __future__ import annotations

import os
from collections.abc import Callable

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from policytrace.messages import Message, message

Tell = Callable[[Message], None]
"""Takes word of how far the work has come, each time in the place of the last."""

WRITES = "policytrace-writes"
"""Event: something is written now. Handed its number, counted from 1, and how many there are."""


PAGES_WRITTEN = "policytrace-pages-written"
"""Event: all pages can be looked at; the search, and files for other programs, may not be made."""


def setup_component(app: Sphinx) -> None:
    """Register the events."""
    app.add_event(WRITES)
    app.add_event(PAGES_WRITTEN)


def tell_progress(app: Sphinx, tell: Tell) -> None:
    """Tell of every page that is read or written; forks keep silent, but the numbers go on."""
    places: dict[str, int] = {}
    teller = os.getpid()

    def begins(_app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
        places.update({docname: number for number, docname in enumerate(docnames, start=1)})

    def reads(_app: Sphinx, docname: str, _text: list[str]) -> None:
        if os.getpid() == teller:
            tell(
                message(
                    "Reading page {number} of {total} …",
                    number=str(places.get(docname, len(places))),
                    total=str(len(places)),
                )
            )

    def writes(_app: Sphinx, number: int, total: int) -> None:
        tell(
            message(
                "Writing the pages, part {number} of {total} …",
                number=str(number),
                total=str(total),
            )
        )

    app.connect("env-before-read-docs", begins, priority=900)
    app.connect("source-read", reads)
    app.connect(WRITES, writes)
