"""Turns Sphinx's warnings about the text into findings.

Warnings come when a page is read, and only then: an incremental build that does not read the
page again would forget them, and pass. They are therefore kept with the page in Sphinx's
environment, and become findings in every build until the page is mended.
"""

from __future__ import annotations

import logging
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.logging import NAMESPACE, WarningStreamHandler, is_suppressed_warning

from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.plan.model import Problem, ReadingProblem
from policytrace.sphinx.read.locations import location_in
from policytrace.sphinx.read.pagestore import PageStore

READING_PROBLEMS = PageStore[ReadingProblem]("problems")
"""What went wrong when the pages were read."""

LARGEST_PAGE = 1_000_000  # bytes
"""A page that nobody could read, and that Markdown's reader would work on for very long."""

_PLACE = re.compile(r"(?P<path>.*?)(?::(?P<line>[0-9]+))?(?::(?:.*))?\Z")


def setup_component(app: Sphinx) -> None:
    """Let the problems follow their pages, and look at the files before Sphinx reads them."""
    READING_PROBLEMS.connect(app)
    app.connect("env-before-read-docs", _leave_out_unreadable)


def _leave_out_unreadable(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take away from `docnames` the files that Sphinx would stop at, or take hours to read."""
    for docname in list(docnames):
        path = Path(env.doc2path(docname))
        if path.stat().st_size > LARGEST_PAGE:
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
                line = raw.count(b"\n", 0, error.start) + 1
                wrong = message("The page was left out: it is not written in UTF-8.")
                remedy = message("Save the file with the encoding UTF-8.")
            else:
                continue
        docnames.remove(docname)
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
        READING_PROBLEMS.add(self._app.env, docname, found)
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
    no_options = {"title", "links", "parent_needs"}
    return frozenset({"id", *config.needs_fields, *config.needs_links} - no_options)


def in_one_sign(written: str, remedy: Message) -> Message:
    """The remedy for what is `written`: another one when its å is an a and a ring.

    Some programs take å, ä and ö apart when they save a text or a file's name (the form NFD). It
    looks the same, but is another word.
    """
    if unicodedata.is_normalized("NFC", written):
        return remedy
    return message(
        "å, ä and ö are written as two signs each here. Type the word anew, or save the text in "
        "the form NFC."
    )


def unknown_option(option: str, options: list[str]) -> tuple[Message, Message]:
    """What is wrong with an option that is none of `options`, and the remedy."""
    near = get_close_matches(option, options, n=1)
    return (
        message("There is no option :{option}:.", option=option),
        in_one_sign(
            option,
            message("Did you mean :{nearest}:?", nearest=near[0])
            if near
            else message("Choose one of: {options}.", options=", ".join(options)),
        ),
    )


_EXPLANATIONS: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], list[str]], tuple[Message, Message]]], ...
] = (
    (
        re.compile(r"Unknown option(?: key:)? '(?P<option>[^']*)'(?: \(allowed: (?P<known>.*)\))?"),
        lambda found, options: unknown_option(
            found["option"], re.findall(r"'([^']+)'", found["known"] or "") or options
        ),
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
            in_one_sign(
                found["id"],
                message(
                    "Write three capitals, a hyphen, and then capitals, digits and hyphens, as "
                    "ATG-VALD-01."
                ),
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
            in_one_sign(found["name"], message("Check the spelling of the word within braces.")),
        ),
    ),
    (
        re.compile(r"Unknown interpreted text role [\"'](?P<name>[^\"']*)[\"']"),
        lambda found, _: (
            message("There is no role {{{name}}} for text.", name=found["name"]),
            message("A link to an object is written {{need}} and its id within backticks."),
        ),
    ),
    (
        re.compile(r"'(?P<name>[^']*)': Invalid options format"),
        lambda found, _: (
            message("The options of {{{name}}} cannot be read.", name=found["name"]),
            message("Write each on a line of its own: colon, name, colon, space, value."),
        ),
    ),
    (
        re.compile(r"toctree contains reference to \w+ document '(?P<name>[^']*)'"),
        lambda found, _: (
            message("The table of contents lists {name}, which is no page.", name=found["name"]),
            in_one_sign(found["name"], message("Correct the name, or take the line away.")),
        ),
    ),
    (
        re.compile(r"(?:image|download) file not readable: (?P<name>.*?)(?: \[[\w.]+\])?\Z"),
        lambda found, _: (
            message("There is no file {name}.", name=found["name"]),
            in_one_sign(found["name"], message("Give the path of a file, as seen from this page.")),
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
