"""What is kept of each page between builds: lists in Sphinx' environment that follow their page.

An incremental build reads only the pages that have changed. What was found on the others must be
remembered with them, forgotten when they are read again or gone, and brought home from parallel
readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

Kept = TypeVar("Kept")


class PageStore(Generic[Kept]):
    """Lists of one kind of thing, by page."""

    def __init__(self, name: str) -> None:
        """`name` tells this store from others in the environment."""
        self._attribute = f"policytrace_{name}"

    def connect(self, app: Sphinx) -> None:
        """Let the lists follow their pages."""
        app.connect("env-purge-doc", self._purge)
        app.connect("env-merge-info", self._merge)

    def of(self, env: BuildEnvironment) -> Mapping[str, list[Kept]]:
        """All lists by page, in the order of the pages' names."""
        return dict(sorted(self._pages(env).items()))

    def everything(self, env: BuildEnvironment) -> Iterator[Kept]:
        """All that is kept, page by page."""
        for kept in self.of(env).values():
            yield from kept

    def add(self, env: BuildEnvironment, docname: str, thing: Kept) -> None:
        """Keep `thing` with the page."""
        self._pages(env).setdefault(docname, []).append(thing)

    def _pages(self, env: BuildEnvironment) -> dict[str, list[Kept]]:
        if not hasattr(env, self._attribute):
            setattr(env, self._attribute, {})
        pages: dict[str, list[Kept]] = getattr(env, self._attribute)
        return pages

    def _purge(self, _app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        self._pages(env).pop(docname, None)

    def _merge(
        self, _app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment
    ) -> None:
        theirs = self._pages(other)
        self._pages(env).update({name: theirs[name] for name in docnames if name in theirs})
