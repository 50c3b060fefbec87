"""Directives and roles that are not for plans: they run code, read files, or draw for engineers.

Sphinx, MyST and sphinx-needs offer them all on every page. Each is replaced by one that says so.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from docutils.parsers.rst.states import Inliner
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

from policytrace.messages import Message, message
from policytrace.model import Extract, Location, Part, Problem, ReadingProblem
from policytrace.sphinx.diagnostics import READING_PROBLEMS
from policytrace.sphinx.extracts import EXTRACTS
from policytrace.sphinx.locations import location_of

RAW_DIRECTIVES = ("raw",)
"""Directives that put HTML on a page: a finding about HTML."""

DIRECTIVES = (
    "role", "default-role", "ifconfig", "only", "meta", "title",
    "graphviz", "graph", "digraph",
    "needbar", "needlist", "needtable", "needflow", "needpie", "needsequence", "needgantt",
    "needimport", "needextract", "needservice", "needextend", "needreport", "needuml", "needarch",
    "list2need", "if", "choose", "when", "otherwise", "csv-table",
)  # fmt: skip
"""Directives that compute, import or configure."""

ROLES = ("need_incoming", "need_outgoing", "need_part", "np", "need_count", "ndf", "variant")
"""Roles that compute."""


def setup_component(app: Sphinx) -> None:
    """Replace them when every other extension has registered its own."""
    app.connect("config-inited", _register, priority=900)


def _register(app: Sphinx, _config: Config) -> None:
    for name in DIRECTIVES:
        app.add_directive(name, RefusedDirective, override=True)
    for name in RAW_DIRECTIVES:
        app.add_directive(name, RefusedRaw, override=True)
    for name in ROLES:
        app.add_role(name, _refused_role, override=True)
    app.add_directive("include", SafeInclude, override=True)


class _Lenient(SphinxDirective):
    """Takes any argument, option and text."""

    optional_arguments = 1_000
    final_argument_whitespace = True
    has_content = True
    option_spec = None

    def place(self) -> Location:
        """Where the directive stands."""
        return location_of(self.env, self)

    def report(self, wrong: Message, remedy: Message) -> None:
        """Note a finding at the directive."""
        READING_PROBLEMS.add_once(
            self.env,
            self.env.docname,
            ReadingProblem(
                problem=Problem.TEXT,
                item="",
                location=self.place(),
                message=wrong,
                hint=remedy,
            ),
        )


class RefusedDirective(_Lenient):
    """Stands in the place of a directive that is not for plans."""

    def run(self) -> list[nodes.Node]:
        """Report, and show nothing."""
        self.report(
            message("The directive {{{name}}} cannot be used here.", name=self.name),
            message("Use one of the views in the editing guide, docs/redigera.md."),
        )
        return []


class RefusedRaw(_Lenient):
    """Stands in the place of a directive that puts HTML on a page."""

    def run(self) -> list[nodes.Node]:
        """Report, and show nothing."""
        text = f"{{{self.name}}} {' '.join(self.content)}"
        EXTRACTS.add(
            self.env,
            self.env.docname,
            Extract(part=Part.RAW, text=text, location=self.place()),
        )
        return []


class SafeInclude(_Lenient):
    """Includes a text file of the project's own. Objects are refused in it: see `objects`."""

    def run(self) -> list[nodes.Node]:
        """Read the file, and parse it as part of the page."""
        name = " ".join(self.arguments).strip()
        root = Path(self.env.srcdir).resolve()
        path = (Path(self.env.doc2path(self.env.docname)).parent / name).resolve()
        if not path.is_relative_to(root) or not path.is_file():
            self.report(
                message("The file {file} to include is not in the project.", file=name),
                message("Give the path of a file in the project, from this page."),
            )
            return []
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self.report(
                message("The file {file} to include is not a text in UTF-8.", file=name),
                message("Save it as UTF-8."),
            )
            return []
        self.env.note_dependency(str(path))
        self.env.note_included(str(path))
        within = self.env.current_document
        if within.get("policytrace_included"):
            self.report(
                message("The file {file} includes another file.", file=name),
                message("Include both from the page."),
            )
            return []
        within["policytrace_included"] = True
        try:
            holder = nodes.container()
            lines = StringList(text.splitlines(), source=str(path))
            self.state.nested_parse(lines, 0, holder, match_titles=True)
        finally:
            within["policytrace_included"] = False
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
