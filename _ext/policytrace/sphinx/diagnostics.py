"""Turns Sphinx's warnings about the text into findings.

Warnings come when a page is read, and only then: an incremental build that does not read the
page again would forget them, and pass. They are therefore kept with the page in Sphinx's
environment, and become findings in every build until the page is mended.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import NAMESPACE, WarningStreamHandler, is_suppressed_warning

from policytrace.messages import Message, message
from policytrace.model import Location, Problem, ReadingProblem
from policytrace.sphinx.pagestore import PageStore

READING_PROBLEMS = PageStore[ReadingProblem]("problems")
"""What went wrong when the pages were read."""

_PLACE = re.compile(r"(?P<path>.*?)(?::(?P<line>[0-9]+))?(?::(?:.*))?\Z")


def setup_component(app: Sphinx) -> None:
    """Let the problems follow their pages, and look at the files before Sphinx reads them."""
    READING_PROBLEMS.connect(app)
    app.connect("env-before-read-docs", _leave_out_undecodable)


def _leave_out_undecodable(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take away from `docnames` the files that are no UTF-8: Sphinx would stop at the first."""
    for docname in list(docnames):
        raw = Path(env.doc2path(docname)).read_bytes()
        try:
            raw.decode(app.config.source_encoding)
        except UnicodeDecodeError as error:
            docnames.remove(docname)
            problem = ReadingProblem(
                problem=Problem.TEXT,
                item="",
                location=Location(
                    file=Path(env.doc2path(docname, base=False)).as_posix(),
                    line=raw.count(b"\n", 0, error.start) + 1,
                ),
                message=message("The page was left out: it is not written in UTF-8."),
                hint=message("Save the file with the encoding UTF-8."),
            )
            READING_PROBLEMS.add_once(env, docname, problem)


class Collector(logging.Filter):
    """Takes warnings about pages out of Sphinx's log: they are findings.

    Sits on Sphinx's warning handler, after its own filters. Warnings about no page pass through.
    Those given after the gate pass through as well, and are remembered in `late`.
    """

    def __init__(self, app: Sphinx, late: list[str]) -> None:
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
        location = getattr(record, "location", None)
        docname, place = self._place(location if isinstance(location, str) else "")
        if self._closed or docname is None or place is None:
            self._late.append(f"{place}: {text}" if place else text)
            return True
        wrong, remedy = explain(text, sorted(known_options(self._app.config)))
        found = ReadingProblem(
            problem=Problem.TEXT,
            item="",
            location=place,
            message=wrong,
            hint=remedy,
        )
        READING_PROBLEMS.add_once(self._app.env, docname, found)
        return False

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


def known_options(config: Config) -> frozenset[str]:
    """The options that an object may have: those of the metamodel."""
    added_by_sphinx_needs = {"links", "parent_needs"}
    return frozenset({"id", *config.needs_fields, *config.needs_links} - added_by_sphinx_needs)


def unknown_option(option: str, options: list[str]) -> tuple[Message, Message]:
    """What is wrong with an option that is none of `options`, and the remedy."""
    near = get_close_matches(option, options, n=1)
    return (
        message("There is no option :{option}:.", option=option),
        message("Did you mean :{nearest}:?", nearest=near[0])
        if near
        else message("Choose one of: {options}.", options=", ".join(options)),
    )


_EXPLANATIONS: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], list[str]], tuple[Message, Message]]], ...
] = (
    (
        re.compile(r"Unknown option(?: key:)? '(?P<option>[^']*)'"),
        lambda found, options: unknown_option(found["option"], options),
    ),
    (
        re.compile(r"Field '(?P<option>[^']*)' is invalid: Cannot convert (?P<value>.*) to"),
        lambda found, _: (
            message(
                "The object was left out: :{option}: {value} does not have the right form.",
                option=found["option"],
                value=found["value"],
            ),
            message("Write the value in the form that ubproject.toml gives the field."),
        ),
    ),
    (
        re.compile(r"A need with ID '?(?P<id>[^' ]*)'? already exists"),
        lambda found, _: (
            message("The id {id} is already used by another object.", id=found["id"].strip(",.")),
            message("Give this object an id of its own."),
        ),
    ),
    (
        re.compile(r"(?:Given )?ID '?(?P<id>[^' ]*)'? (?:does not match|is not valid)"),
        lambda found, _: (
            message("The id {id} does not have the right form.", id=found["id"]),
            message(
                "Write three capitals, a hyphen, and then capitals, digits and hyphens, as "
                "ATG-VALD-01."
            ),
        ),
    ),
    (
        re.compile(
            r"(?:reference target not found:|local id not found in doc '[^']*':|unknown document:|"
            r"Unknown source document|undefined label:) '(?P<target>[^']*)'"
        ),
        lambda found, _: (
            message("The link to “{target}” leads nowhere.", target=found["target"]),
            message(
                "Write the path of a page from this one, as ../strategy/syfte.md, or # and the "
                "name of a heading."
            ),
        ),
    ),
    (
        re.compile(r"No ID defined"),
        lambda _found, _options: (
            message("The object has no :id:."),
            message("Add :id: with an id of its own, as ATG-VALD-01."),
        ),
    ),
    (
        re.compile(r"Unknown directive type: '(?P<name>[^']*)'"),
        lambda found, _: (
            message("There is no directive {{{name}}}.", name=found["name"]),
            message("Check the spelling of the word within braces."),
        ),
    ),
    (
        re.compile(r"document isn't included in any toctree|isn.t included in any"),
        lambda _found, _options: (
            message("The page is in no table of contents, so no reader finds it."),
            message("Add the page to a toctree, for example in index.md."),
        ),
    ),
)


def explain(text: str, options: list[str]) -> tuple[Message, Message]:
    """What a warning of Sphinx, MyST or sphinx-needs means for an editor, and the remedy.

    `options` are the option names that an object may have. A warning that is not known is quoted.
    """
    for pattern, explained in _EXPLANATIONS:
        if found := pattern.search(text):
            return explained(found, options)
    plain = re.sub(r"\s*\[[\w.]+\]\Z", "", " ".join(text.split()))
    return (
        message(
            "The text cannot be read as it is written. The reader says: {detail}", detail=plain
        ),
        message("Compare with the examples in the editing guide, docs/redigera.md."),
    )
