"""The directive of an object: sphinx-needs' own, narrowed to what an editor needs.

sphinx-needs also lets an object be drawn from a template, computed, hidden or deleted by options.
None of that is of use in a plan, and some of it runs code, so only the options of the metamodel are
taken, and their values are text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx_needs.config import NeedsSphinxConfig
from sphinx_needs.data import SphinxNeedsData
from sphinx_needs.directives.need import NeedDirective
from sphinx_needs.need_item import NeedItem, NeedLink

from policytrace.messages import Message, message
from policytrace.plan.model import Extract, Part, Problem, ReadingProblem
from policytrace.schema.form import takes_any_text
from policytrace.sphinx.read.diagnostics import READING_PROBLEMS, known_options
from policytrace.sphinx.read.extracts import EXTRACTS, UNSAFE_LINK
from policytrace.sphinx.read.locations import INCLUDED_IN_LINE, location_of
from policytrace.sphinx.read.options import place_below, take_options

_OPTIONS = "policytrace_options"
"""Where `_Options` hang on Sphinx' environment."""

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--|<!\[CDATA\[|<\?")
"""HTML in a title or an option: it would be shown as it is written, which nobody wants."""
_ADDRESS = re.compile(r"\s*(?:javascript|vbscript|data|file):\S", re.IGNORECASE)


def setup_component(app: Sphinx) -> None:
    """Take the place of sphinx-needs' directives, once it has registered them.

    sphinx-needs copies all that is shown of each object, for functions and ``needextract``. Plans
    have neither, and the copies would be a third of what a build remembers. It also lists what
    links to an object, and looks through the list at each link: that takes the square of what links
    to a strategy. `policytrace.plan.graph` knows it, and no directive of sphinx-needs' may ask. And
    Sphinx puts what an event is about into words, all objects twice, for a message that is not
    shown.
    """
    SphinxNeedsData.set_need_node = _keep_no_copy  # type: ignore[assignment, method-assign]
    NeedItem.add_backlink = _keep_no_backlink  # type: ignore[assignment, method-assign]
    NeedItem.__repr__ = object.__repr__  # type: ignore[method-assign]
    app.connect("config-inited", _compute_nothing, priority=400)
    app.connect("config-inited", _register, priority=700)
    app.connect("env-before-read-docs", _forget, priority=100)
    app.connect("env-before-read-docs", _note_options, priority=100)


def _keep_no_copy(_data: SphinxNeedsData, _need_id: str, _node: nodes.Element) -> None:
    """Stand in the place of what copies an object."""


def _keep_no_backlink(_item: NeedItem, _kind: str, _link: str | NeedLink) -> None:
    """Stand in the place of what lists what links to an object."""


def _compute_nothing(_app: Sphinx, config: Config) -> None:
    """Let values be text, whatever the project's settings say.

    sphinx-needs computes values by functions (``[[…]]``), variants (``<<…>>``) and conditions on
    links (``ID[…]``), all of which can run any Python. It asks each field and link whether it does.
    """
    config.needs_parse_dynamic_functions = False
    config.needs_allow_unsafe_filters = False
    nothing = {"parse_dynamic_functions": False, "parse_variants": False}
    own: dict[str, dict[str, Any]] = {"title": {}, "status": {}}
    if isinstance(config.needs_fields, dict) and isinstance(config.needs_links, dict):
        config.needs_fields = _with(own | config.needs_fields, nothing)
        config.needs_links = _with(config.needs_links, nothing | {"parse_conditions": False})


def _with(table: Mapping[str, Any], settings: Mapping[str, bool]) -> dict[str, Any]:
    return {
        name: {**values, **settings} if isinstance(values, dict) else values
        for name, values in table.items()
    }


def _forget(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Forget the objects of all pages before the first of them is read.

    Else an object that has moved to a page that is read earlier would be there twice.
    """
    for docname in docnames:
        app.emit("env-purge-doc", env, docname)


def _register(app: Sphinx, config: Config) -> None:
    for need_type in NeedsSphinxConfig(config).types:
        app.add_directive(need_type["directive"], ObjectDirective, override=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Options:
    """What objects can have, worked out once for all of them."""

    known: tuple[str, ...]
    """In the order of the alphabet."""
    free: frozenset[str]
    """The fields whose value is any text."""


def _note_options(app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Keep with the environment, which directives know, which options there are."""
    free = (
        word
        for word, settings in app.config.needs_fields.items()
        if takes_any_text(settings.get("schema", {}))
    )
    options = _Options(known=tuple(sorted(known_options(app.config))), free=frozenset(free))
    setattr(env, _OPTIONS, options)


class ObjectDirective(NeedDirective):
    """The directive of the objects of all types. Its name says of which type an object is.

    docutils has one table of directives for the whole process, so it holds nothing of a project.
    """

    option_spec = None  # type: ignore[misc, assignment] # the options are read by `take_options`

    @property
    def prefix(self) -> str:
        """What the ids of the type begin with."""
        types = NeedsSphinxConfig(self.env.config).types
        return next(kind["prefix"] for kind in types if kind["directive"] == self.name)

    def run(self) -> Sequence[nodes.Node]:
        """Read the object; one that cannot be read is reported and left out."""
        options: _Options = getattr(self.env, _OPTIONS)
        block = take_options(self, options.known, options.free)
        self._leave_out_empty()
        item_id = (self.options.get("id") or "").strip()
        if obstacle := self._obstacle(item_id):
            self.report(*obstacle)
            return []
        if not item_id.startswith(self.prefix):
            self.report(
                message(
                    "The id {id} does not begin with {prefix}, as an object of the type “{type}” "
                    "must.",
                    id=item_id,
                    prefix=self.prefix,
                    type=self.name,
                ),
                message("Write an id that begins with {prefix}.", prefix=self.prefix),
            )
        for title in self.arguments:
            self._look_at(title, 0)
        for option, value in self.options.items():
            # What is long stands on the lines below its option.
            below = block.lines[option] + (1 if option in block.ends else 0)
            self._look_at(value or "", below)
        return super().run()

    def _leave_out_empty(self) -> None:
        """Take nothing written for nothing: sphinx-needs would make a number of it zero."""
        for option, value in list(self.options.items()):
            if not (value or "").strip():
                del self.options[option]

    def _obstacle(self, item_id: str) -> tuple[Message, Message] | None:
        """Why the object cannot be read, and the remedy; None if it can."""
        source, _ = self.get_source_info()
        page = Path(self.env.doc2path(self.env.docname))
        included = self.env.current_document.get(INCLUDED_IN_LINE)
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
                    "Add :id: with an id of its own, as {prefix}EXAMPLE-1.", prefix=self.prefix
                ),
            )
        return None

    def _look_at(self, value: str, below: int) -> None:
        """Hand HTML and unsafe links in a title or an option to the rules of publication.

        The value begins so many lines `below` the first line of the object.
        """
        found = [(Part.PLAIN_RAW, tag[0], tag.start()) for tag in _TAG.finditer(value)]
        found += [
            (Part.LINK, link["address"], link.start()) for link in UNSAFE_LINK.finditer(value)
        ]
        found += [(Part.LINK, value, 0)] if _ADDRESS.match(value) else []
        for part, text, at in found:
            place = place_below(self, below + value.count("\n", 0, at))
            EXTRACTS.add(self.env, self.env.docname, Extract(part=part, text=text, location=place))

    def report(self, wrong: Message, remedy: Message) -> None:
        """Note a finding at the object."""
        found = ReadingProblem(
            problem=Problem.TEXT,
            item="",
            location=location_of(self.env, self),
            message=wrong,
            hint=remedy,
        )
        READING_PROBLEMS.add(self.env, self.env.docname, found)
