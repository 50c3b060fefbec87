"""Progress of a build: word of every page that is read or written."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from policytrace.messages import Message, message

Tell = Callable[[Message], None]
"""Takes word of how far the work has come, each time in the place of the last."""


def tell_progress(app: Sphinx, tell: Tell) -> None:
    """Tell of every page that is read or written."""
    pages: list[str] = []
    read, written = count(1), count(1)

    def begins(_app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
        pages[:] = docnames

    def reads(_app: Sphinx, _docname: str, _text: list[str]) -> None:
        tell(
            message(
                "Reading page {number} of {total} …",
                number=str(next(read)),
                total=str(len(pages)),
            )
        )

    def writes(*_event: object) -> None:
        tell(message("Writing page {number} …", number=str(next(written))))

    app.connect("env-before-read-docs", begins, priority=900)
    app.connect("source-read", reads)
    app.connect("html-page-context", writes)
