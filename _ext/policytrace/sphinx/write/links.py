"""Addresses of objects and of rules, as seen from the page that is being written."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from sphinx.builders import Builder

from policytrace.checks.registry import RULES
from policytrace.plan.model import Item
from policytrace.report.catalogue.site import page_of
from policytrace.schema.role_specs import role_spec
from policytrace.site.pages.registry import address_of, chain_address


class PageLinks:
    """The addresses that the page `docname` links to, relative to it."""

    def __init__(self, builder: Builder, docname: str) -> None:
        """Links from the page `docname`, as `builder` names its pages."""
        self._builder = builder
        self._docname = docname

    def __call__(self, item: Item) -> str:
        """The address of what there is to read about an object: its page."""
        if role_spec(item.role).written_page:
            return self.place(item)
        return self._page(address_of(item))

    def own(self, item: Item) -> str:
        """The address of the page that is made about an object; empty if this is it."""
        return self._page(address_of(item))

    def chain(self, item: Item) -> str:
        """The address of the page with the chain below an object."""
        return self._page(chain_address(item))

    def place(self, item: Item) -> str:
        """The address of the place where an object is written."""
        return f"{self._page(item.docname)}#{item.id}"

    def rule(self, code: str) -> str:
        """The address of a rule's page; empty if the site has none, or if this is it."""
        return self.page(page_of(code))

    def page(self, docname: str) -> str:
        """The address of a page that is written; empty if the site has none, or if this is it."""
        return self._page(docname) if docname in self._builder.env.found_docs else ""

    def file(self, name: str) -> str:
        """The address of a file that a page offers; `name` is its address from the site's root."""
        folder = posixpath.dirname(self._builder.get_target_uri(self._docname))
        return posixpath.relpath(name, folder or ".")

    def _page(self, docname: str) -> str:
        return self._builder.get_relative_uri(self._docname, docname)


def explained_rules(docnames: Iterable[str]) -> tuple[str, ...]:
    """The rules that have one of these pages."""
    pages = frozenset(docnames)
    return tuple(code for code in sorted(RULES) if page_of(code) in pages)
