"""What is told of the prose on each page: notations that mean nothing here, and what is decided.

Each paragraph is looked at once, as it is read. What is shown as code is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from policytrace.messages import Message, message
from policytrace.plan.model import Problem, ReadingProblem
from policytrace.sphinx.build import build_of
from policytrace.sphinx.read.assertions import stated
from policytrace.sphinx.read.dialects import CODE, notations
from policytrace.sphinx.read.line_breaks import LineBreak
from policytrace.sphinx.read.locations import line_of, location_in, paragraphs
from policytrace.sphinx.read.pagestore import PageStore

PROSE = PageStore[ReadingProblem]("prose")
"""What is to be told of the prose on each page."""

_COMMENT = re.compile(r"(?:[\s>+*:-]|[0-9]{1,9}[.)])*+%(?P<said>.*)")
"""A line that may be a comment, perhaps the first of an entry in a list, or of an answer."""

_BESIDE_COMMENT = re.compile(r"[\s>]*(?:\Z|%|#|:{3}|`{3}|~{3}|-{3}|:[^\s:]+:|\(.*\)=)")
"""A line beside which a comment can stand: blank, a heading, an option, or where a block begins."""

_Told = tuple[Problem, int, Message, Message]
"""What kind it is, how many lines below the first it stands, what is wrong, and the remedy."""


def setup_component(app: Sphinx) -> None:
    """Look at each page when it has been read."""
    PROSE.connect(app)
    app.connect("doctree-read", _look, priority=900)


def heading_in_object(env: BuildEnvironment, docname: str, line: int) -> None:
    """Note a heading in the text of an object: it is in no menu, and no link leads to it."""
    wrong = message("A heading within an object is shown as bold text only.")
    remedy = message(
        "Write the heading on a line of its own, and the text below it on a line that begins "
        "with a colon and a space."
    )
    _note(env, docname, line, (Problem.DIALECT, 0, wrong, remedy))


def _look(app: Sphinx, doctree: nodes.document) -> None:
    view = build_of(app).views.directives["decision_state"]
    for whole in paragraphs(doctree):
        for told in _told_of(_text(whole), view):
            _note(app.env, app.env.docname, line_of(whole), told)
    comments = [comment.astext() for comment in doctree.findall(nodes.comment)]
    if comments:
        written = Path(app.env.doc2path(app.env.docname)).read_text(encoding="utf-8").split("\n")
        for line, said in lost_in_comments(comments, written):
            wrong = message(
                "“{text}” is not shown: what begins with a per cent sign is a comment.", text=said
            )
            remedy = message(
                "Write \\ before the sign if the words are to be seen. A comment has a line to "
                "itself, with blank lines above and below."
            )
            _note(app.env, app.env.docname, line, (Problem.TEXT, 0, wrong, remedy))


def lost_in_comments(comments: Iterable[str], written: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Which comments of a page are likely to be text that is lost: line, and how it begins.

    `comments` are what they say, in order. What is meant as one stands for itself. Not so what
    begins an entry of a list or an answer, or what stands right above or below text: it is the rest
    of a sentence, or its beginning.
    """
    lines: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(written):
        if found := _COMMENT.match(line):
            lines[found["said"].strip()].append(at)
    after = 0  # MyST does not say where a comment stands
    for said in comments:
        parts = said.split("\n")
        places = lines[parts[0].strip()]
        place = bisect_left(places, after)
        if place == len(places):  # it stands in a file that the page takes in
            continue
        first = places[place]
        after = first + len(parts)
        around = [*written[max(first - 1, 0) : first], *written[after : after + 1]]
        has_line = all(line.lstrip(" >").startswith("%") for line in written[first:after])
        if not (has_line and all(map(_BESIDE_COMMENT.match, around))):
            yield first + 1, written[first].strip()[:60]


def _told_of(text: str, view: str) -> Iterator[_Told]:
    """What is to be told of a paragraph; `view` is what the view of decisions is called."""
    for below, wrong, remedy in notations(text.split("\n")):
        yield Problem.DIALECT, below, wrong, remedy
    for below, said in stated(text):
        wrong = message("“{said}” may be untrue after the next decision.", said=said)
        remedy = message(
            "Take it away, or let {{{view}}} say what is decided: it follows the plan.", view=view
        )
        yield Problem.ASSERTION, below, wrong, remedy


def _note(env: BuildEnvironment, docname: str, first: int | None, told: _Told) -> None:
    problem, below, wrong, remedy = told
    found = ReadingProblem(
        problem=problem,
        item="",
        location=location_in(env, docname, first and first + below),
        message=wrong,
        hint=remedy,
    )
    PROSE.add(env, docname, found)


def _text(whole: nodes.TextElement) -> str:
    """What a paragraph says, with a sign for code and for what is drawn."""
    said: list[str] = []
    for node in whole.findall():
        if isinstance(node, nodes.literal | nodes.math):
            said.append(CODE)
        elif isinstance(node, LineBreak):
            said.append(node.astext())
        elif isinstance(node, nodes.Text) and not isinstance(
            node.parent, nodes.literal | nodes.math
        ):
            said.append(str(node))
    return "".join(said)
