"""What Sphinx, docutils, MyST and sphinx-needs offer on every page, and what of it is for plans.

Much of it runs code, reads files, loads from other hosts or puts HTML on a page. What is not named
here is replaced by a directive that says so. What other extensions of the project bring is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives, languages, roles
from docutils.parsers.rst.states import Inliner
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective
from sphinxcontrib.plantuml import UmlDirective

from policytrace.conflicts import CONFLICT, REMEDY, conflicts
from policytrace.locations import Location
from policytrace.markup.blocks import without_code
from policytrace.messages import Message, message
from policytrace.plan.model import Extract, Part, Problem, ReadingProblem
from policytrace.schema.definitions import MARKUP_DIRECTIVES
from policytrace.sphinx.read.diagnostics import READING_PROBLEMS
from policytrace.sphinx.read.extracts import EXTRACTS
from policytrace.sphinx.read.files import leads_outside
from policytrace.sphinx.read.locations import INCLUDED_IN_LINE, location_of

RAW_DIRECTIVES = frozenset({"raw", "role"})
"""Directives that put HTML on a page, or make others that do: a finding about HTML."""

ROLES = frozenset(
    {
        *("abbr", "abbreviation", "acronym", "code", "dfn", "emphasis", "file", "guilabel", "kbd"),
        *("literal", "menuselection", "samp", "strong", "subscript", "superscript"),
        *("doc", "download", "need", "numref", "ref", "term"),
    }
)
"""The roles that are for plans."""

_OFFERED_BY = (
    *("docutils.", "sphinx.", "sphinx_needs.", "sphinx_data_viewer."),
    *("sphinxcontrib.plantuml", "myst_parser."),
)
"""The modules of what stands on every page without a project asking for it."""

_OPTION = re.compile(r"(?:^|\s):[\w-]+:[ \t]+(\S+)")


def setup_component(app: Sphinx) -> None:
    """Replace them when every other extension has registered its own."""
    app.connect("config-inited", _register, priority=900)
    app.connect("builder-inited", _close_domains)


def _register(app: Sphinx, config: Config) -> None:
    # docutils has no other list of what it knows.
    known = {**vars(directives), **vars(roles)}
    for name in _offered(known["_directives"], known["_directive_registry"]) - MARKUP_DIRECTIVES:
        raw = name in RAW_DIRECTIVES
        app.add_directive(name, RefusedRaw if raw else RefusedDirective, override=True)
    for name in _offered(known["_roles"], known["_role_registry"]) - ROLES:
        app.add_role(name, _refused_role, override=True)
    app.add_directive("include", SafeInclude, override=True)
    for name in ("uml", "plantuml"):
        app.add_directive(name, SafeUml, override=True)
    # It knows them by names in the page's language too: {rå} is {raw}.
    spoken = {languages.get_language(code) for code in (config.language, "en")}
    for language in spoken - {None}:  # docutils does not know every language
        for alias, name in language.directives.items():
            if name in known["_directives"]:
                app.add_directive(alias, known["_directives"][name], override=True)
        for alias, name in language.roles.items():
            if name in known["_roles"]:
                app.add_role(alias, known["_roles"][name], override=True)


def _offered(registered: Mapping[str, object], built_in: Iterable[str]) -> set[str]:
    """The names of what stands on every page without the project asking for it."""
    return {name for name in built_in if name not in registered} | {
        name
        for name, found in registered.items()
        if getattr(found, "__module__", "").startswith(_OFFERED_BY)
    }


def _close_domains(app: Sphinx) -> None:
    """Take away what Sphinx has for the documentation of programs."""
    for domain in app.env.domains.values():
        if type(domain).__module__.startswith(_OFFERED_BY):
            for kind, ours in (("directives", MARKUP_DIRECTIVES), ("roles", ROLES)):
                offered = getattr(domain, kind).items()
                setattr(domain, kind, {name: found for name, found in offered if name in ours})


class _Reporting(SphinxDirective):
    """Can note findings at its own place."""

    def place(self) -> Location:
        """Where the directive stands."""
        return location_of(self.env, self)

    def extract(self, part: Part, text: str) -> None:
        """Hand something over to the rules of publication."""
        EXTRACTS.add(
            self.env, self.env.docname, Extract(part=part, text=text, location=self.place())
        )

    def report(self, wrong: Message, remedy: Message, place: Location | None = None) -> None:
        """Note a finding at the directive, or at another place."""
        READING_PROBLEMS.add(
            self.env,
            self.env.docname,
            ReadingProblem(
                problem=Problem.TEXT,
                item="",
                location=place or self.place(),
                message=wrong,
                hint=remedy,
            ),
        )


class _Lenient(_Reporting):
    """Takes any argument, option and text."""

    optional_arguments = 1_000
    final_argument_whitespace = True
    has_content = True
    option_spec = None


class RefusedDirective(_Lenient):
    """Stands in the place of a directive that is not for plans."""

    def run(self) -> list[nodes.Node]:
        """Report, and show nothing."""
        outside = next((name for name in self._named() if leads_outside(self.env, name)), None)
        if outside is None:
            self.report(
                message("The directive {{{name}}} cannot be used here.", name=self.name),
                message("Use one of the views in the editing guide, docs/redigera.md."),
            )
        else:
            self.extract(Part.LOADED, f"file:{outside}")
        return []

    def _named(self) -> Iterator[str]:
        """What could be the name of a file: the argument, and the values of the options."""
        argument = " ".join(self.arguments)
        yield argument
        for line in (argument, *self.content):
            yield from _OPTION.findall(line)


class RefusedRaw(_Lenient):
    """Stands in the place of a directive that puts HTML on a page."""

    def run(self) -> list[nodes.Node]:
        """Report, and show nothing."""
        self.extract(Part.RAW, f"{{{self.name}}} {' '.join((*self.arguments, *self.content))}")
        return []


class SafeUml(UmlDirective, _Reporting):  # type: ignore[misc]
    """Draws a diagram that stands on the page itself; none from a file."""

    def run(self) -> Sequence[nodes.Node]:
        """Draw the diagram, or report that it is in a file."""
        if self.arguments:
            self.extract(Part.LOADED, f"file:{self.arguments[0]}")
            return []
        return super().run()


class SafeInclude(_Lenient):
    """Includes a text file of the project's own. Objects are refused in it: see `objects`."""

    def run(self) -> list[nodes.Node]:
        """Read the file, and parse it as part of the page."""
        name = " ".join(self.arguments).strip()
        if leads_outside(self.env, name):
            self.extract(Part.LOADED, f"file:{name}")
            return []
        if any(line.strip() for line in self.content):
            self.report(
                message("The directive {{{name}}} takes nothing but a file.", name=self.name),
                message("Take the lines below it away."),
            )
        path = Path(self.env.relfn2path(name)[1])
        self.env.note_dependency(str(path))  # also when it is not there: it may come
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError:
            self.report(
                message("The file {file} to include is not in the project.", file=name),
                message("Give the path of a file in the project, from this page."),
            )
            return []
        except UnicodeDecodeError:
            self.report(
                message("The file {file} to include is not a text in UTF-8.", file=name),
                message("Save it as UTF-8."),
            )
            return []
        self.env.note_included(str(path))
        within = self.env.current_document
        if within.get(INCLUDED_IN_LINE):
            self.report(
                message("The file {file} includes another file.", file=name),
                message("Include both from the page."),
            )
            return []
        written = text.splitlines()
        if torn := tuple(conflicts(without_code(written))):
            file = path.relative_to(self.env.srcdir).as_posix()
            for number in torn:
                place = Location(file=file, line=number)
                self.report(CONFLICT, REMEDY, place)
            return []
        within[INCLUDED_IN_LINE] = line = self.place().line
        holder = nodes.container()
        try:
            lines = StringList(written, source=str(path))
            self.state.nested_parse(lines, 0, holder, match_titles=True)
        finally:
            within[INCLUDED_IN_LINE] = None
        for node in holder.findall():
            node.line = line
        return holder.children


def _refused_role(  # noqa: PLR0913, PLR0917 - the signature is docutils'
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Inliner,
    options: object = None,
    content: object = None,
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    del text, options, content
    problem = inliner.reporter.warning(f"Unknown interpreted text role '{name}'", line=lineno)
    return [nodes.literal(rawtext, rawtext)], [problem]
