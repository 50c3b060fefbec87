"""The site's navigation: computed once a build, marked up once a page.

Each captioned table of contents on the start page is a way into the site and stands in the header
of all pages; pages of one without a caption are reached from the foot.

Furo asks Sphinx for the whole table of contents on every page and parses its HTML again. That
costs most of a large build, so the outline is taken from the environment once, and each page only
marks its own place in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sphinx import addnodes
from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """A page in the navigation, and the pages under it."""

    docname: str
    title: str
    language: str = ""
    """The page's own, as ``en``; empty: that of the site."""
    children: tuple[MenuEntry, ...] = ()

    def holds(self, docname: str) -> bool:
        """Whether `docname` is this page or one under it."""
        return self.docname == docname or any(child.holds(docname) for child in self.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuSection:
    """A way into the site, and the pages that it leads to; the first of them is where it lands."""

    caption: str
    """Empty: its pages are reached from the foot of all pages."""
    entries: tuple[MenuEntry, ...]

    def holds(self, docname: str) -> bool:
        """Whether `docname` is one of its pages, or under one."""
        return any(entry.holds(docname) for entry in self.entries)

    @property
    def landing(self) -> MenuEntry:
        """Where the way leads, by the name of the way."""
        return MenuEntry(docname=self.entries[0].docname, title=self.caption)

    def rows(self, docname: str) -> tuple[tuple[MenuEntry, ...], ...]:
        """Its pages, and for each page above `docname` those beside it; no row of one."""
        found: list[tuple[MenuEntry, ...]] = []
        entries = self.entries
        while entries:
            found.append(entries)
            entries = next((entry.children for entry in entries if entry.holds(docname)), ())
        return tuple(row for number, row in enumerate(found) if number or len(row) > 1)


def section_of(sections: Iterable[MenuSection], docname: str) -> MenuSection | None:
    """The section that `docname` is in."""
    return next((section for section in sections if section.holds(docname)), None)


def lineage(sections: Iterable[MenuSection], docname: str) -> tuple[MenuEntry, ...]:
    """The pages above `docname`, from the top down; empty for one that the outline has not."""
    section = section_of(sections, docname)
    if section is None:
        return ()
    above: list[MenuEntry] = []
    entries: Iterable[MenuEntry] = section.entries
    while found := next((entry for entry in entries if entry.holds(docname)), None):
        above.append(found)
        entries = found.children
    pages = tuple(above[:-1])
    landing = section.landing
    if not section.caption or landing.docname == docname:
        return pages
    return (landing, *(entry for entry in pages if entry.docname != landing.docname))


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""A language tag (BCP 47)."""


def language_of(env: BuildEnvironment, docname: str) -> str:
    """The language that a page says it is in (``lang: en`` at its top); empty: that of the site."""
    said = str(env.metadata.get(docname, {}).get("lang", ""))
    return said if _LANGUAGE.fullmatch(said) else ""


def outline(env: BuildEnvironment) -> tuple[MenuSection, ...]:
    """The sections of the start page's tables of contents, in order."""
    start = env.config.root_doc
    if start not in env.tocs:
        return ()
    sections = (
        MenuSection(
            caption=toctree.get("caption") or "",
            entries=tuple(
                _entry(env, docname, title, {start})
                for title, docname in toctree["entries"]
                if docname in env.found_docs
            ),
        )
        for toctree in env.tocs[start].findall(addnodes.toctree)
    )
    return tuple(section for section in sections if section.entries)


def _entry(env: BuildEnvironment, docname: str, title: str | None, above: set[str]) -> MenuEntry:
    names = above | {docname}
    return MenuEntry(
        docname=docname,
        title=title or (env.titles[docname].astext() if docname in env.titles else docname),
        language=language_of(env, docname),
        children=tuple(
            _entry(env, child, given, names)
            for toctree in env.tocs[docname].findall(addnodes.toctree)
            for given, child in toctree["entries"]
            if child in env.found_docs and child not in names
        ),
    )
