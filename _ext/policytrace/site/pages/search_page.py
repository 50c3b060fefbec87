"""The page where readers search, and find every object from A to Ö without a search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.site.pages.registry import Page, page_maker
from policytrace.snapshot import Snapshot
from policytrace.values.alphabet import AFTER_Z, sort_key

SEARCH_PAGE = "sok"
"""Its address from the site's root, without the suffix."""

_NAMES = {"": "0–9", **{sign: letter.upper() for letter, sign in AFTER_Z.items()}}
"""What is shown for what titles are sorted by, where that is no letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The objects whose titles begin alike."""

    letter: str
    """A capital letter; ``0–9`` for digits and other signs."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """What the template draws."""

    letters: tuple[Letter, ...]


@page_maker
def search_page(snapshot: Snapshot) -> Iterator[Page]:
    """The one page."""
    yield Page(
        name=SEARCH_PAGE,
        title=message("Search and A to Z"),
        description=message("Search the site, or find everything in it from A to Z."),
        template="search_page.html.jinja",
        show=lambda: SearchPage(letters=tuple(letters(snapshot.graph))),
    )


def letters(items: Iterable[Item]) -> Iterator[Letter]:
    """The objects by their titles' first letters, both in Swedish order."""
    in_order = sorted(items, key=lambda item: (*_sort_key(item.title), item.id))
    for letter, found in groupby(in_order, key=lambda item: _sort_key(item.title)[0]):
        yield Letter(letter=_NAMES.get(letter, letter.upper()), items=tuple(found))


def _sort_key(title: str) -> tuple[str, str]:
    """What a title is sorted by: its first letter (empty for anything else), and all of it."""
    words = sort_key(title)
    first = words[:2] if words.startswith("{") else words[:1]
    return first if first.isalpha() or first in _NAMES else "", words
