"""Addresses of objects, as seen from the page that is being written."""

from __future__ import annotations

from collections.abc import Callable

from sphinx.builders import Builder

from policytrace.model import Item


def linker(builder: Builder, docname: str) -> Callable[[Item], str]:
    """A function that gives an item's address relative to the page `docname`."""
    pages: dict[str, str] = {docname: ""}

    def link(item: Item) -> str:
        if item.docname not in pages:
            pages[item.docname] = builder.get_relative_uri(docname, item.docname)
        return f"{pages[item.docname]}#{item.id}"

    return link
