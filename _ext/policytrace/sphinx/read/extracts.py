"""Takes out of each page what the rules of publication look at, and what must never be drawn."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from myst_parser.config.main import TopmatterReadError, read_topmatter
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.images import get_image_size
from sphinxcontrib.plantuml import plantuml

from policytrace.conflicts import CONFLICT, REMEDY, conflicts
from policytrace.document_kinds import DOCUMENTS
from policytrace.markup.blocks import TooDeepError, issues, without_code
from policytrace.messages import Message, message
from policytrace.plan.model import Extract, Part, Problem, ReadingProblem
from policytrace.sphinx.read.diagnostics import READING_PROBLEMS
from policytrace.sphinx.read.files import (
    DOWNLOADS,
    PICTURES,
    TEXTS,
    files_outside,
    is_utf_8,
    problem_of_picture,
)
from policytrace.sphinx.read.locations import line_of, location_in, paragraphs
from policytrace.sphinx.read.pagestore import PageStore
from policytrace.sphinx.read.searched import (
    extracts_of_file,
    is_worth_a_look,
    problem_of_document,
)
from policytrace.sphinx.read.seen import numbers_in_tables, seen_texts
from policytrace.sphinx.read.written import WRITTEN, note_written

EXTRACTS = PageStore[Extract]("extracts")
"""What the rules of publication look at, on each page."""

UNSAFE_LINK = re.compile(
    r"(?:\]\(|\]:|<)\s*(?:<\s*)?(?P<address>(?:javascript|vbscript|data|file)\s*:)", re.IGNORECASE
)
"""The beginning of a link that the Markdown reader leaves as text, since it is not safe."""

_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]")
"""Signs that no reader sees, that turn text around, or that stand for a lost letter."""

_SETTINGS = frozenset({"myst", "html_meta", "substitutions"})
"""Front matter by which a page would change how it is read, or what it tells the browser."""

_UML_LINK = re.compile(r"\[\[\s*(?P<address>[^\s\]{]+)")
_UML_FILE = re.compile(r"^[^\S\n]*!(?:include\w*|import)[^\S\n]+(?P<name>[^\s<].*)", re.MULTILINE)


def setup_component(app: Sphinx) -> None:
    """Look at each page when it is read: first at its text, then at what it became.

    HTML is taken away before Sphinx copies headings for its menus, the rest is looked at when
    Sphinx knows the files.
    """
    EXTRACTS.connect(app)
    WRITTEN.connect(app)
    app.connect("source-read", _look_at_text)
    app.connect("doctree-read", _take_raw_away, priority=100)
    app.connect("doctree-read", _look_at_parts, priority=900)


def look_at_line(env: BuildEnvironment, docname: str, number: int, line: str) -> None:
    """Keep a line of a page for the rules, if it is worth a look."""
    if is_worth_a_look(line):
        text = Extract(part=Part.TEXT, text=line, location=location_in(env, docname, number))
        EXTRACTS.add(env, docname, text)


def _look_at_text(app: Sphinx, docname: str, content: list[str]) -> None:
    lines = content[0].split("\n")
    for number, line in enumerate(lines, start=1):
        look_at_line(app.env, docname, number, line)
        if unseen := _UNSEEN.search(line):
            _report(
                app.env,
                docname,
                number,
                message(
                    "The line holds a sign that cannot be seen: {sign}.", sign=_code(unseen[0])
                ),
                message("Take the sign away, or type the line anew."),
            )
    note_written(app.env, docname, lines)
    if torn := tuple(conflicts(without_code(lines))):
        for number in torn:
            _report(app.env, docname, number, CONFLICT, REMEDY)
        lines[:] = [""] * len(lines)
    _take_settings_away(app.env, docname, lines)
    _look_at_blocks(app.env, docname, lines)
    content[0] = "\n".join(lines)


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _take_settings_away(env: BuildEnvironment, docname: str, lines: list[str]) -> None:
    """Blank out front matter that would change how the page is read.

    MyST lets a page switch on extensions for itself, one of which runs templates. The front matter
    ends where `read_topmatter` ends it, which is not quite where Markdown does.
    """
    try:
        settings = read_topmatter("\n".join(lines))
    except TopmatterReadError:
        return
    if not settings or not _SETTINGS & settings.keys():
        return
    _report(
        env,
        docname,
        1,
        message("A page must not have settings of its own (myst:)."),
        message("Take the lines from myst: away from the top of the page."),
    )
    end = next(
        (at for at, line in enumerate(lines[1:], start=1) if line.startswith(("---", "..."))),
        len(lines) - 1,
    )
    lines[: end + 1] = [""] * (end + 1)


def _look_at_blocks(env: BuildEnvironment, docname: str, lines: list[str]) -> None:
    """Report what is wrong with the blocks of a page; blank it if they are too deep to be read."""
    try:
        for issue in issues(lines):
            _report(env, docname, issue.line, issue.message, issue.hint)
    except TooDeepError as error:
        _report(
            env,
            docname,
            error.line,
            message("The page was left out: too many blocks stand within each other."),
            message("Close the blocks, or write the page with fewer levels."),
        )
        lines[:] = [""] * len(lines)


def _report(
    env: BuildEnvironment, docname: str, line: int, wrong: Message, remedy: Message
) -> None:
    found = ReadingProblem(
        problem=Problem.TEXT,
        item="",
        location=location_in(env, docname, line),
        message=wrong,
        hint=remedy,
    )
    READING_PROBLEMS.add(env, docname, found)


def _take_raw_away(app: Sphinx, doctree: nodes.document) -> None:
    env = app.env
    for raw in list(doctree.findall(nodes.raw)):
        place = location_in(env, env.docname, line_of(raw))
        EXTRACTS.add(env, env.docname, Extract(part=Part.RAW, text=raw.astext(), location=place))
        raw.parent.remove(raw)


def _look_at_parts(app: Sphinx, doctree: nodes.document) -> None:
    env = app.env
    docname = env.docname
    found = [(part, text, line_of(node)) for part, text, node in _parts(doctree)]
    found += [(Part.LINK, address, line) for address, line in _left_as_text(doctree)]
    found += [(Part.SEEN, text, line) for text, line in seen_texts(doctree)]
    found += [(Part.APART, text, line) for text, line in numbers_in_tables(doctree)]
    outside = files_outside(app, doctree, docname)
    found += [(Part.LOADED, f"file:{path}", line) for path, line in outside]
    for part, text, line in found:
        place = location_in(env, docname, line)
        EXTRACTS.add(env, docname, Extract(part=part, text=text, location=place))
    _look_at_files(app, doctree)


def _look_at_files(app: Sphinx, doctree: nodes.document) -> None:
    """Report files that would run in a reader's browser, or that cannot be searched."""
    env = app.env
    for offered in doctree.findall(addnodes.download_reference):
        file = offered["reftarget"]
        path = Path(env.relfn2path(file)[1])
        if "://" not in file and (
            path.suffix.lower() not in DOWNLOADS or os.path.isdir(path)  # noqa: PTH112 - any length
        ):
            _report(
                env,
                env.docname,
                line_of(offered) or 1,
                message(
                    "The page offers {file}, which is not of a kind to be published.", file=file
                ),
                message("Offer one of these kinds: {kinds}.", kinds=" ".join(sorted(DOWNLOADS))),
            )
        elif path.suffix.lower() in TEXTS and not is_utf_8(path):
            _report(
                env,
                env.docname,
                line_of(offered) or 1,
                message("The page offers {file}, which is not UTF-8.", file=file),
                message("Save it as UTF-8, so that it can be searched for personal data."),
            )
        elif path.suffix.lower() in DOCUMENTS and "://" not in file:
            _look_at_document(env, path, line_of(offered) or 1)
    for image in doctree.findall(nodes.image):
        for problem in _picture_problems(app, image):
            _report(env, env.docname, line_of(image) or 1, *problem)


def _look_at_document(env: BuildEnvironment, path: Path, line: int) -> None:
    """Keep what a document says for the rules, unless it is outside the project.

    That is done with the page that offers it, since it takes long, and pages are read anew only
    when they or their files have changed.
    """
    if not path.is_relative_to(env.srcdir):
        return
    name = path.relative_to(env.srcdir).as_posix()
    if problem := problem_of_document(path, name):
        _report(env, env.docname, line, *problem)
    elif os.path.isfile(path):  # noqa: PTH113 - of any length
        for extract in extracts_of_file(path, name):
            EXTRACTS.add(env, env.docname, extract)


def _picture_problems(app: Sphinx, image: nodes.image) -> Iterator[tuple[Message, Message]]:
    """What is wrong with the files that a picture can be taken from, and the remedy."""
    candidates: dict[str, str] = image.get("candidates", {})
    shown = {"*", *StandaloneHTMLBuilder.supported_image_types}
    files = sorted({file for kind, file in candidates.items() if kind in shown})
    for file in files:
        if problem := problem_of_picture(Path(app.srcdir, file), file):
            yield problem
    if not files and "?" not in candidates:
        yield (
            message("There is no picture {file} of a kind that browsers show.", file=image["uri"]),
            message("Save it as one of these kinds: {kinds}.", kinds=" ".join(sorted(PICTURES))),
        )
    elif "scale" in image and not {"width", "height"} <= image.attributes.keys():
        for file in files:
            path = Path(app.srcdir, file)
            if path.is_file() and get_image_size(path) is None:
                yield (
                    message("The size of the picture {file} is not known.", file=file),
                    message("Take :scale: away, or save the picture anew."),
                )


def _parts(doctree: nodes.document) -> Iterator[tuple[Part, str, nodes.Node]]:
    for node in doctree.findall(nodes.Element):
        if address := _address(node):
            yield Part.LINK, address, node
        elif isinstance(node, addnodes.toctree):
            yield from ((Part.LINK, to, node) for _, to in node["entries"] if ":" in to)
        elif isinstance(node, nodes.image):
            yield Part.LOADED, node["uri"], node
            yield Part.PICTURE, node.get("alt", ""), node
        elif isinstance(node, plantuml):
            yield Part.PICTURE, node.get("alt", ""), node
            yield from ((Part.LINK, to[1], node) for to in _UML_LINK.finditer(node["uml"]))
            yield from (
                (Part.LOADED, f"file:{to['name']}", node) for to in _UML_FILE.finditer(node["uml"])
            )


def _address(node: nodes.Element) -> str:
    """Where a link leads by an address, rather than by the name of something in the project."""
    if isinstance(node, nodes.reference | nodes.target):
        return str(node.get("refuri", ""))
    if isinstance(node, addnodes.pending_xref | addnodes.download_reference):
        named = str(node.get("reftarget", ""))
        return named if ":" in named else ""
    return ""


def _left_as_text(doctree: nodes.document) -> Iterator[tuple[str, int | None]]:
    """The unsafe links that Markdown has left as text, each with its line. Code is no link."""
    for whole in paragraphs(doctree):
        line = line_of(whole)
        for text in whole.findall(nodes.Text):
            if not isinstance(text.parent, nodes.literal):
                for found in UNSAFE_LINK.finditer(text):
                    above = text.count("\n", 0, found.start())
                    yield found["address"], line and line + above
            line = line and line + text.count("\n")
