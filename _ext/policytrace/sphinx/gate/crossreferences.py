"""Link check: links in running text to pages and headings are resolved before pages are written.

MyST and Sphinx resolve such links while they write a page, which a check never does and a build
only when that page is due. So the links of each page are kept when it is read
(`policytrace.sphinx.read.crossreferences`), and all of them are resolved once when every page has
been read: what fails is found in every build, and what they show of other pages is part of what
makes a page stale.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from docutils import nodes
from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util.docutils import new_document
from sphinx.util.logging import MemoryHandler, is_suppressed_warning, pending_warnings

from policytrace.locations import Location
from policytrace.plan.model import Problem, ReadingProblem
from policytrace.sphinx.build import Build, once_a_build
from policytrace.sphinx.read.crossreferences import CROSSREFERENCES
from policytrace.sphinx.read.explanations import explain


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What came of the links on one page."""

    shown: tuple[str, ...]
    """Text and address of each, as the page shows them."""
    problems: tuple[ReadingProblem, ...]


def crossreference_problems(build: Build) -> Iterator[ReadingProblem]:
    """One problem for each link that leads nowhere."""
    for tried in tried_links(build).values():
        yield from tried.problems


@once_a_build
def tried_links(build: Build) -> Mapping[str, Tried]:
    """What came of all links, by page. Ask for it only when every page has been read."""
    return {
        docname: _try(build.app, docname, links)
        for docname, links in CROSSREFERENCES.of(build.app.env).items()
    }


def _try(app: Sphinx, docname: str, links: list[addnodes.pending_xref]) -> Tried:
    env = app.env
    document = new_document("")
    document.settings.env = env
    file = Path(env.doc2path(docname, base=False)).as_posix()
    shown: list[str] = []
    problems: list[ReadingProblem] = []
    before = env.current_document.docname
    env.current_document.docname = docname
    try:
        for link in links:
            document.children = []
            document += link.deepcopy()
            for text in _resolve(app, document):
                wrong, remedy = explain(text)
                location = Location(file=file, line=link.line or 1)
                problems.append(
                    ReadingProblem(
                        problem=Problem.TEXT,
                        item="",
                        location=location,
                        message=wrong,
                        hint=remedy,
                    )
                )
            shown.append(document.pformat())
    finally:
        env.current_document.docname = before
    return Tried(shown=tuple(shown), problems=tuple(problems))


def _resolve(app: Sphinx, document: nodes.document) -> list[str]:
    """Resolve the links in `document` in place; gives the warnings."""
    with pending_warnings() as heard:
        for resolver in (MystReferenceResolver, ReferencesResolver):
            resolver(document).apply()
        records = cast(MemoryHandler, heard).clear()
    return [
        record.getMessage()
        for record in records
        if not is_suppressed_warning(
            getattr(record, "type", ""),
            getattr(record, "subtype", ""),
            app.config.suppress_warnings,
        )
    ]
