"""Turns Sphinx's warnings about the text into findings.

Warnings come when a page is read, and only then: an incremental build that does not read the
page again would forget them, and pass. They are therefore kept with the page in Sphinx's
environment, and become findings in every build until the page is mended.
"""

from __future__ import annotations

import logging
import os
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from pathlib import Path
from unicodedata import category

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import NAMESPACE, WarningStreamHandler, is_suppressed_warning

from policytrace.checks.findings import Finding
from policytrace.locations import Location
from policytrace.messages import message
from policytrace.plan.model import Problem, ReadingProblem
from policytrace.schema.definitions import MARKUP_DIRECTIVES
from policytrace.schema.metamodel import SETTINGS
from policytrace.severity import Severity
from policytrace.sphinx.build import build_of
from policytrace.sphinx.read.duplicates import note_clash
from policytrace.sphinx.read.explanations import explain
from policytrace.sphinx.read.locations import location_in
from policytrace.sphinx.read.pagestore import PageStore
from policytrace.sphinx.read.written import note_written

READING_PROBLEMS = PageStore[ReadingProblem]("problems")
"""What went wrong when the pages were read."""

LARGEST_PAGE = 1_000_000  # bytes
"""A page that nobody could read, and that Markdown's reader would work on for very long."""

_LOOKED_AT = 10 * LARGEST_PAGE
"""How much of one is looked through for what it would have said of objects elsewhere."""

_SEEN = "LMNPS"
"""How the general categories of Unicode begin whose signs are seen."""

LATE_CODE = "PT001"
"""The rule that answers for what goes wrong after the rules have been run."""

_PLACE = re.compile(r"(?P<path>.*?)(?::(?P<line>[0-9]+))?(?::.*)?\Z", re.DOTALL)


def setup_component(app: Sphinx) -> None:
    """Let the problems follow their pages, and look at the files before Sphinx reads them."""
    READING_PROBLEMS.connect(app)
    app.connect("env-before-read-docs", _leave_out_unreadable)
    app.connect("doctree-read", _note_empty_headings)


def _note_empty_headings(app: Sphinx, doctree: nodes.document) -> None:
    """Note the headings in which nothing is seen: a menu would hold a link without a name."""
    env = app.env
    for title in doctree.findall(nodes.title):
        shown = any(category(sign)[0] in _SEEN for sign in title.astext())
        if not shown and not any(title.findall(nodes.image)):
            problem = ReadingProblem(
                problem=Problem.TEXT,
                item="",
                location=location_in(env, env.docname, title.line),
                message=message("The heading is empty."),
                hint=message("Write what the part is about after the #, or take the line away."),
            )
            READING_PROBLEMS.add(env, env.docname, problem)


def _leave_out_unreadable(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take away from `docnames` the files that Sphinx would stop at, or take hours to read.

    Such a page is then one that holds nothing: what an earlier build has read of it is forgotten.
    """
    for docname in list(docnames):
        path = Path(env.doc2path(docname))
        if path.stat().st_size > LARGEST_PAGE:
            with path.open("rb") as file:
                text = file.read(_LOOKED_AT).decode(app.config.source_encoding, "replace")
            line = 1
            wrong = message(
                "The page was left out: it is larger than {size} kB.",
                size=str(LARGEST_PAGE // 1_000),
            )
            remedy = message("Divide it into several pages.")
        else:
            raw = path.read_bytes()
            try:
                raw.decode(app.config.source_encoding)
            except UnicodeDecodeError as error:
                wide = raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
                text = raw.decode("utf-16" if wide else app.config.source_encoding, "replace")
                line = raw.count(b"\n", 0, error.start) + 1
                wrong = message("The page was left out: it is not written in UTF-8.")
                remedy = message("Save the file with the encoding UTF-8.")
            else:
                continue
        docnames.remove(docname)
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
        env.all_docs[docname] = 0  # it was read at no time: the next build tries again
        note_written(env, docname, text.split("\n"))
        problem = ReadingProblem(
            problem=Problem.TEXT,
            item="",
            location=location_in(env, docname, line),
            message=wrong,
            hint=remedy,
        )
        READING_PROBLEMS.add(env, docname, problem)


def heading_problems(env: BuildEnvironment) -> Iterator[ReadingProblem]:
    """One problem for each page that could be read, but has no heading: no menu can name it."""
    known = READING_PROBLEMS.of(env)
    for docname, contents in sorted(env.tocs.items()):
        if not contents.children and docname not in known:
            yield ReadingProblem(
                problem=Problem.TEXT,
                item="",
                location=location_in(env, docname, 1),
                message=message("The page has no heading."),
                hint=message("Begin it with a line as: # What the page is about."),
            )


_ELSEWHERE = re.compile(r"(?<= file not readable: )/.*?(?=(?: \[[\w.]+\])?\Z)")
"""The path of a file outside the project, in a warning of Sphinx's."""


class Collector(logging.Filter):
    """Takes warnings about pages out of Sphinx's log: they are findings.

    Sits on Sphinx's warning handler, after its own filters. Warnings about no page pass through.
    Those given after the gate pass through as well, and are remembered in `late`.
    """

    def __init__(self, app: Sphinx, late: list[Finding]) -> None:
        """Collect for `app`; append what comes after `close` to `late`."""
        super().__init__()
        self._app = app
        self._late = late
        self._closed = False

    def attach(self) -> None:
        """Begin to collect. Sphinx sets its handlers up anew for each application."""
        for handler in logging.getLogger(NAMESPACE).handlers:
            if isinstance(handler, WarningStreamHandler):
                handler.addFilter(self)

    def close(self) -> None:
        """From here on warnings are late: the gate has been passed."""
        self._closed = True

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the warning is to be shown as it is."""
        kind, subtype = getattr(record, "type", ""), getattr(record, "subtype", "")
        if kind == "policytrace" or is_suppressed_warning(
            kind, subtype, self._app.config.suppress_warnings
        ):
            return kind == "policytrace"
        text = logging.LogRecord.getMessage(record)  # Sphinx's own puts the place before it
        text = text.replace(f"{self._app.srcdir}{os.sep}", "")
        text = _ELSEWHERE.sub(lambda path: os.path.relpath(path[0], self._app.srcdir), text)
        location = getattr(record, "location", None)
        docname, place = self._place(location if isinstance(location, str) else "")
        if self._closed or docname is None or place is None:
            self._late.append(_late_finding(text, place or Location(file=SETTINGS, line=1)))
            return True
        wrong, remedy = explain(text, self._directives())
        found = ReadingProblem(
            problem=Problem.TEXT,
            item="",
            location=place,
            message=wrong,
            hint=remedy,
        )
        READING_PROBLEMS.add(self._app.env, docname, found)
        note_clash(self._app.env, docname, text)
        return False

    def _directives(self) -> Sequence[str]:
        """The words that a block may begin with."""
        build = build_of(self._app)
        return (*build.metamodel.types, *build.views.directives.values(), *MARKUP_DIRECTIVES)

    def _place(self, location: str) -> tuple[str | None, Location | None]:
        found = _PLACE.match(location)
        if not location or found is None or self._app.env is None:
            return None, None
        path = Path(found["path"])
        if path.is_relative_to(self._app.srcdir):
            path = path.relative_to(self._app.srcdir)
        docname = self._app.env.path2doc(path)
        if docname not in self._app.env.found_docs:
            return None, Location(file=path.as_posix(), line=int(found["line"] or 1))
        return docname, Location(file=path.as_posix(), line=int(found["line"] or 1))


def _late_finding(text: str, place: Location) -> Finding:
    """What went wrong after the gate: on the page at `place`, or in the settings of all pages."""
    return Finding(
        code=LATE_CODE,
        severity=Severity.ERROR,
        item="",
        location=place,
        message=message("Sphinx could not write a page as it should: {text}", text=text),
        hint=message("Compare with the examples in the editing guide, docs/redigera.md."),
    )


def known_options(config: Config) -> frozenset[str]:
    """The options that an object may have: those of the metamodel."""
    no_options = {"title", "links", "parent_needs"}
    return frozenset({"id", *config.needs_fields, *config.needs_links} - no_options)
