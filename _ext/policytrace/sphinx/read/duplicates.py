"""Ids and labels that stand twice: the first page keeps what it has, in every build.

Which of two has it, and which is told that another has it already, is decided by the order in which
they are read. That is another when only some of the pages are read, or when processes share the
work. So the pages that have something in common are then read once more, in the order of their
names, when all others have been read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from policytrace.sphinx.read.pagestore import PageStore
from policytrace.sphinx.read.rereading import forget
from policytrace.sphinx.read.written import WRITTEN

CLASHES = PageStore[tuple[str, str]]("clashes")
"""What a page has been told that another has: the id and the page, one of them empty."""

_ID = re.compile(r"A need with ID '?(?P<id>[^' ,]*)'?,? already exists")
_LABEL = re.compile(r"duplicate .*, other instance in (?P<file>\S.*?)(?: \[[\w.]+\])?\Z")


def setup_component(app: Sphinx) -> None:
    """Read in order what is there twice, before anything else is made of what has been read."""
    CLASHES.connect(app)
    app.connect("env-updated", _read_in_order, priority=100)


def note_clash(env: BuildEnvironment, docname: str, warning: str) -> None:
    """Note what a warning on the page says that another has."""
    if found := _ID.search(warning):
        CLASHES.add(env, docname, (found["id"], ""))
    elif found := _LABEL.search(warning):
        CLASHES.add(env, docname, ("", env.path2doc(found["file"]) or ""))


def _read_in_order(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Read the pages once more that have something in common; gives those."""
    pages = sorted(set(_clashing(env)) & env.found_docs & env.tocs.keys())
    forget(app, pages)
    for docname in pages:
        app.builder.read_doc(docname)
    return pages


def _clashing(env: BuildEnvironment) -> Iterator[str]:
    clashes = CLASHES.of(env)
    yield from clashes
    ids = set()
    for found in clashes.values():
        for item, page in found:
            ids.add(item)
            yield page
    for docname, written in WRITTEN.of(env).items() if clashes else ():
        if any(block.id in ids for block in written if block.id):
            yield docname
