"""The site's navigation: computed once a build, marked up once a page.

Furo asks Sphinx for the whole table of contents on every page and parses its HTML again. That
costs most of a large build, so the outline is taken from the environment once, and each page only
marks its own place in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sphinx import addnodes
from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """A page in the navigation, and the pages under it."""

    docname: str
    title: str
    children: tuple[MenuEntry, ...] = ()

    def holds(self, docname: str) -> bool:
        """Whether `docname` is this page or one under it."""
        return self.docname == docname or any(child.holds(docname) for child in self.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuSection:
    """A question of the reader's, and the pages that answer it."""

    caption: str
    entries: tuple[MenuEntry, ...]


def lineage(sections: Iterable[MenuSection], docname: str) -> tuple[MenuEntry, ...]:
    """The pages above `docname`, from the top down; empty for one that the outline has not."""
    for section in sections:
        entries: Iterable[MenuEntry] = section.entries
        above: list[MenuEntry] = []
        while found := next((entry for entry in entries if entry.holds(docname)), None):
            if found.docname == docname:
                return tuple(above)
            above.append(found)
            entries = found.children
    return ()


def outline(env: BuildEnvironment) -> tuple[MenuSection, ...]:
    """The sections of the start page's tables of contents, in order."""
    start = env.config.root_doc
    if start not in env.tocs:
        return ()
    return tuple(
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


def _entry(env: BuildEnvironment, docname: str, title: str | None, above: set[str]) -> MenuEntry:
    names = above | {docname}
    return MenuEntry(
        docname=docname,
        title=title or (env.titles[docname].astext() if docname in env.titles else docname),
        children=tuple(
            _entry(env, child, None, names)
            for child in env.toctree_includes.get(docname, ())
            if child in env.found_docs and child not in names
        ),
    )
