"""The directive of an object: sphinx-needs' own, narrowed to what an editor needs.

sphinx-needs also lets an object be drawn from a template, computed, hidden or deleted by options.
None of that is of use in a plan, and some of it runs code, so only the options of the metamodel are
taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx_needs.config import NeedsSphinxConfig
from sphinx_needs.directives.need import NeedDirective

from policytrace.messages import Message, message
from policytrace.model import Problem, ReadingProblem
from policytrace.sphinx.diagnostics import READING_PROBLEMS, known_options, unknown_option
from policytrace.sphinx.locations import location_of

_OPENING = re.compile(r"[ ]{0,3}(?P<fence>:{3,}|`{3,}|~{3,})(?P<rest>.*)")


def setup_component(app: Sphinx) -> None:
    """Take the place of sphinx-needs' directives, once it has registered them."""
    app.connect("config-inited", _register, priority=700)
    app.connect("env-before-read-docs", _forget, priority=100)


def _forget(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget the objects of all pages before the first of them is read.

    Else an object that has moved to a page that is read earlier would be there twice.
    """
    for docname in docnames:
        app.emit("env-purge-doc", env, docname)


def _register(app: Sphinx, config: Config) -> None:
    for need_type in NeedsSphinxConfig(config).types:
        app.add_directive(need_type["directive"], _directive(need_type["prefix"]), override=True)


def _directive(prefix: str) -> type[NeedDirective]:
    return type("ObjectDirective", (ObjectDirective,), {"prefix": prefix})


class ObjectDirective(NeedDirective):
    """The directive of the objects of one type."""

    prefix: ClassVar[str]
    """What the ids of the type begin with."""

    def run(self) -> Sequence[nodes.Node]:
        """Read the object; one that cannot be read is reported and left out."""
        options = sorted(known_options(self.env.config))
        for option in sorted(self.options.keys() - set(options)):
            del self.options[option]
            self.report(*unknown_option(option, options))
        item_id = (self.options.get("id") or "").strip()
        if obstacle := self._obstacle(item_id):
            self.report(*obstacle)
            return []
        for flaw in self._flaws(item_id):
            self.report(*flaw)
        return super().run()

    def _obstacle(self, item_id: str) -> tuple[Message, Message] | None:
        """Why the object cannot be read, and the remedy; None if it can."""
        source, _ = self.get_source_info()
        page = Path(self.env.doc2path(self.env.docname))
        included = self.env.current_document.get("policytrace_included")
        if included or (source and Path(source).suffix == ".md" and Path(source) != page):
            return (
                message("An object must not stand in an included file."),
                message("Move the object to the page itself, so that its place can be told."),
            )
        if not self.arguments or not self.arguments[0].strip():
            return (
                message("The object {id} has no title.", id=item_id or "?"),
                message("Write the title after the braces, on the same line."),
            )
        if not item_id:
            return (
                message("The object has no :id:."),
                message(
                    "Add :id: with an id of its own, as {prefix}EXEMPEL-1.", prefix=self.prefix
                ),
            )
        return None

    def _flaws(self, item_id: str) -> Iterator[tuple[Message, Message]]:
        """What is wrong with an object that can be read all the same, and the remedies."""
        if not item_id.startswith(self.prefix):
            yield (
                message(
                    "The id {id} does not begin with {prefix}, as an object of the type “{type}” "
                    "must.",
                    id=item_id,
                    prefix=self.prefix,
                    type=self.name,
                ),
                message("Write an id that begins with {prefix}.", prefix=self.prefix),
            )
        if unclosed := unclosed_fence(self.content):
            yield (
                message(
                    "The object {id} is not closed: the line {fence} that ends it is missing.",
                    id=item_id,
                    fence=unclosed,
                ),
                message(
                    "End the object with {fence} on a line of its own, before the next one.",
                    fence=unclosed,
                ),
            )

    def report(self, wrong: Message, remedy: Message) -> None:
        """Note a finding at the object."""
        found = ReadingProblem(
            problem=Problem.TEXT,
            item="",
            location=location_of(self.env, self),
            message=wrong,
            hint=remedy,
        )
        READING_PROBLEMS.add_once(self.env, self.env.docname, found)


def unclosed_fence(lines: Iterable[str]) -> str:
    """The fence that an object's text opens and does not close; empty when all are closed.

    When the line that ends an object is missing, its text goes on to the end of the page, and the
    next object's closing line ends both. So the text then opens a fence that it does not close.
    """
    opened: list[str] = []
    for line in lines:
        found = _OPENING.fullmatch(line)
        if not found:
            continue
        fence, rest = found["fence"], found["rest"].strip()
        if opened and not rest and fence[0] == opened[-1][0] and len(fence) >= len(opened[-1]):
            opened.pop()
        elif rest and (not opened or opened[-1][0] == ":"):
            opened.append(fence)
    return opened[0] if opened else ""
