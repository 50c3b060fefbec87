"""Takes out of each page what the rules of publication look at, and what must never be drawn."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from myst_parser.config.main import TopmatterReadError, read_topmatter
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.matching import get_matching_files
from sphinxcontrib.plantuml import plantuml

from policytrace.messages import message
from policytrace.model import Extract, Location, Part, Problem, ReadingProblem
from policytrace.sphinx.diagnostics import READING_PROBLEMS
from policytrace.sphinx.locations import line_of, location_in
from policytrace.sphinx.pagestore import PageStore

EXTRACTS = PageStore[Extract]("extracts")
"""What the rules of publication look at, on each page."""

_WORTH_A_LOOK = re.compile(r"@|(?:[0-9][^0-9A-Za-zÅÄÖåäö]{0,3}){9}")
"""Lines that could hold a number or an address; others are not kept."""

_UNSAFE_LINK = re.compile(
    r"(?:\]\(|\]:|<)\s*<?\s*(?P<address>(?:javascript|vbscript|data|file)\s*:[^)>\s]*)",
    re.IGNORECASE,
)
"""Links that the Markdown reader leaves as text, since they are not safe."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)

LARGEST_DATA_FILE = 50_000_000  # bytes


def setup_component(app: Sphinx) -> None:
    """Look at each page when it is read: first at its text, then at what it became."""
    EXTRACTS.connect(app)
    app.connect("source-read", _look_at_text)
    app.connect("doctree-read", _look_at_parts, priority=900)


def _look_at_text(app: Sphinx, docname: str, content: list[str]) -> None:
    env = app.env
    for number, line in enumerate(content[0].splitlines(), start=1):
        if _WORTH_A_LOOK.search(line):
            text = Extract(part=Part.TEXT, text=line, location=location_in(env, docname, number))
            EXTRACTS.add(env, docname, text)
        for found in _UNSAFE_LINK.finditer(html.unescape(line)):
            place = location_in(env, docname, number)
            EXTRACTS.add(
                env, docname, Extract(part=Part.LINK, text=found["address"], location=place)
            )
    content[0] = _without_settings(env, docname, content[0])


def _without_settings(env: BuildEnvironment, docname: str, text: str) -> str:
    """The text, without front matter that would change how the page is read.

    MyST lets a page switch on extensions for itself, one of which runs templates.
    """
    front = _FRONT_MATTER.match(text)
    if not front:
        return text
    try:
        settings = read_topmatter(text)
    except TopmatterReadError:
        return text
    if not settings or "myst" not in settings:
        return text
    READING_PROBLEMS.add_once(
        env,
        docname,
        ReadingProblem(
            problem=Problem.TEXT,
            item="",
            location=location_in(env, docname, 1),
            message=message("A page must not have settings of its own (myst:)."),
            hint=message("Take the lines from myst: away from the top of the page."),
        ),
    )
    return "\n" * front[0].count("\n") + text[front.end() :]


def _look_at_parts(app: Sphinx, doctree: nodes.document) -> None:
    env = app.env
    docname = env.docname
    for part, text, node in _parts(doctree):
        location = location_in(env, docname, line_of(node))
        EXTRACTS.add(env, docname, Extract(part=part, text=text, location=location))
    for raw in list(doctree.findall(nodes.raw)):
        raw.parent.remove(raw)
    for path, line in _files_outside(app, doctree, docname):
        place = location_in(env, docname, line)
        EXTRACTS.add(env, docname, Extract(part=Part.LOADED, text=f"file:{path}", location=place))


def _parts(doctree: nodes.document) -> Iterator[tuple[Part, str, nodes.Node]]:
    for node in doctree.findall(nodes.Element):
        if isinstance(node, nodes.raw):
            yield Part.RAW, node.astext(), node
        elif isinstance(node, nodes.reference) and "refuri" in node:
            yield Part.LINK, node["refuri"], node
        elif isinstance(node, addnodes.pending_xref) and ":" in node.get("reftarget", ""):
            yield Part.LINK, node["reftarget"], node
        elif isinstance(node, nodes.image):
            yield Part.LOADED, node["uri"], node
            yield Part.PICTURE, node.get("alt", ""), node
        elif isinstance(node, plantuml):
            yield Part.PICTURE, node.get("alt", ""), node


def _files_outside(
    app: Sphinx, doctree: nodes.document, docname: str
) -> Iterator[tuple[str, int | None]]:
    """Files outside the project that a page is made of, by path tricks or symbolic links.

    Each with the line that brings it in, where that is known.
    """
    root = Path(app.srcdir).resolve()
    used: list[tuple[str, int | None]] = [(str(app.env.doc2path(docname, base=False)), None)]
    used += [(str(name), None) for name in sorted(app.env.dependencies.get(docname, ()))]
    used += [
        (uri, line_of(image))
        for image in doctree.findall(nodes.image)
        for uri in (image["uri"], *image.get("candidates", {}).values())
        if "://" not in uri
    ]
    for name, line in dict.fromkeys(used):
        if not Path(app.srcdir, name.lstrip("/")).resolve().is_relative_to(root):
            yield name, line


def file_extracts(app: Sphinx) -> Iterator[Extract]:
    """The names of the project's files, and the lines of its data files, that are worth a look."""
    for name in get_matching_files(app.srcdir, ["**"], app.config.exclude_patterns):
        path = Path(app.srcdir, name)
        if _WORTH_A_LOOK.search(name):
            yield Extract(part=Part.TEXT, text=name, location=Location(file=name, line=1))
        if path.suffix.lower() != ".csv" or path.stat().st_size > LARGEST_DATA_FILE:
            continue
        with path.open(encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, start=1):
                if _WORTH_A_LOOK.search(line):
                    location = Location(file=name, line=number)
                    yield Extract(part=Part.TEXT, text=line.rstrip("\n"), location=location)
