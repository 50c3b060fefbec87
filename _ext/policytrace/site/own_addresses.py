"""The addresses that the site has for what it makes itself, where nothing else can lie."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from types import MappingProxyType

from policytrace.plan.graph import Graph
from policytrace.schema.metamodel import Metamodel
from policytrace.site.open_files import ASSISTANTS, FIRST_PLAN, SITEMAP
from policytrace.site.pages.registry import CHAIN_PAGES, MAKERS
from policytrace.site.publish import NEVER_CHANGED
from policytrace.snapshot import Snapshot

PAGE_SUFFIX = ".html"

OWN_FOLDERS = frozenset(
    {*NEVER_CHANGED, CHAIN_PAGES.rstrip("/"), "_downloads", "_images", "_sources", "_static"}
)
"""Folders at the site's root that hold nothing but what is made or copied by the program.

What else is written there is lost, or changes the published site before the build is whole.
"""

_OWN_FILES = (ASSISTANTS, FIRST_PLAN, "plan.schema.json", SITEMAP, "objects.inv", "robots.txt")
"""Files at the site's root that are no pages."""


def own_files(metamodel: Metamodel) -> Mapping[str, str]:
    """The files at the site's root that are its own, by their names as `folded` gives them.

    Which pages are among them follows from the settings alone: a draft has one more.
    """
    empty = Snapshot(graph=Graph(()), metamodel=metamodel, today=date.min)
    pages = (f"{page.name}{PAGE_SUFFIX}" for make in MAKERS for page in make(empty))
    return MappingProxyType({folded(name): name for name in (*_OWN_FILES, *pages)})


def own_at(address: str, files: Mapping[str, str], folders: AbstractSet[str] = OWN_FOLDERS) -> str:
    """What of `own_files` and `folders` is at an address, or in its way; empty if nothing is."""
    first, below, _ = address.partition("/")
    if below and folded(first) in folders:
        return f"{folded(first)}/"
    return files.get(folded(address)) or files.get(folded(first), "")


def folded(path: str) -> str:
    """A path as systems see it that do not tell capitals apart."""
    return unicodedata.normalize("NFC", path).casefold()
