"""Which views stand on which page, kept with the pages in Sphinx's environment."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.locations import Location
from policytrace.sphinx.read.pagestore import PageStore


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedView:
    """A view where an editor has put it."""

    view: str
    """The view's key."""
    options: tuple[tuple[str, str], ...]
    """The key of each option and what is written there, sorted."""
    location: Location

    @property
    def key(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Two placed views with the same key show the same."""
        return self.view, self.options


PLACED_VIEWS = PageStore[PlacedView]("views")
"""The views on each page, in the page's order."""
