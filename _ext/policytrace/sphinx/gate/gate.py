"""The gate: runs the rules when every page has been read, before any page is written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util import logging

from policytrace.checks import engine
from policytrace.checks.findings import Finding
from policytrace.markup.unknown import UNKNOWN_OPTION
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item, ReadingProblem
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import Key
from policytrace.severity import Severity
from policytrace.sphinx.build import Build, build_of
from policytrace.sphinx.gate.check_builder import ReadBuilder
from policytrace.sphinx.gate.contents import contents_problems
from policytrace.sphinx.gate.crossreferences import crossreference_problems
from policytrace.sphinx.gate.history import plan_history
from policytrace.sphinx.gate.names import name_problems
from policytrace.sphinx.gate.own_names import own_name_problems
from policytrace.sphinx.gate.search import search_problems
from policytrace.sphinx.gate.shape import shape_problems
from policytrace.sphinx.gate.support import support_problems
from policytrace.sphinx.gate.views import view_problems
from policytrace.sphinx.read.diagnostics import READING_PROBLEMS, heading_problems
from policytrace.sphinx.read.extracts import EXTRACTS
from policytrace.sphinx.read.files import file_extracts, link_problems, published_problems
from policytrace.sphinx.read.graph import plan_graph, plan_measurements
from policytrace.sphinx.read.prose import PROSE
from policytrace.sphinx.read.references import REFERENCES
from policytrace.sphinx.read.written import unread, words_of

logger = logging.getLogger(__name__)


def run_gate(app: Sphinx, builder: Builder) -> None:
    """Find what is wrong, log all of it, and make the build fail if any of it is an error.

    A preview goes on: only who writes sees its pages, and the findings beside them.
    """
    if isinstance(builder, ReadBuilder):
        return
    build = build_of(app)
    plan = plan_graph(build)
    items = plan.items
    prefixes = {word: build.metamodel.prefixes[key] for word, key in build.metamodel.types.items()}
    missing = unread(app.env, plan, set(READING_PROBLEMS.of(app.env)), prefixes)
    problems = (
        *READING_PROBLEMS.everything(app.env),
        *shape_problems(app, items, build.metamodel),
        *view_problems(app.env, items, build.metamodel, build.views, missing),
        *support_problems(build, items, missing),
        *search_problems(build, items, missing),
        *crossreference_problems(build),
        *link_problems(build),
        *published_problems(build),
        *contents_problems(app.env),
        *name_problems(app.env),
        *own_name_problems(build),
        *heading_problems(app.env),
        *PROSE.everything(app.env),
    )
    graph = Graph(
        items.values(),
        build.passages,
        problems,
        REFERENCES.everything(app.env),
        (*EXTRACTS.everything(app.env), *file_extracts(build)),
    )
    misspelt = _misspelt(problems, items.values(), build.metamodel)
    missing = replace(missing, misspelt=misspelt, words=missing.words | words_of(app.env, misspelt))
    context = replace(
        build.context,
        measurements=plan_measurements(build),
        history=plan_history(build),
        unread=missing,
    )
    build.findings = engine.run(graph, build.rules, context)
    for finding in build.findings:
        _log(build, finding)
    wrong = any(finding.severity is Severity.ERROR for finding in build.findings)
    if wrong and not app.config.policytrace_preview:
        app.statuscode = 1


def _misspelt(
    problems: Iterable[ReadingProblem], items: Iterable[Item], metamodel: Metamodel
) -> Mapping[str, frozenset[str]]:
    """The options that objects lack, but have under a name that is nearly theirs, by id."""
    meant = [
        (problem.location, word)
        for problem in problems
        if problem.message.template == UNKNOWN_OPTION.template
        and isinstance(word := problem.hint.values.get("nearest"), str)
    ]
    if not meant:
        return {}
    keys: Mapping[str, Key] = {**metamodel.fields, **metamodel.links}
    opened = sorted(items, key=lambda item: item.location)
    found: dict[str, frozenset[str]] = {}
    for place, word in meant:
        at = bisect_right(opened, place, key=lambda item: item.location) - 1
        item = opened[at] if at >= 0 and opened[at].location.file == place.file else None
        if item and word in keys and not item.has(keys[word]):
            found[item.id] = found.get(item.id, frozenset()) | {word}
    return found


def _log(build: Build, finding: Finding) -> None:
    text = (
        f"[{finding.code}] {finding.message.render(build.translations)} "
        f"{finding.hint.render(build.translations)}"
    )
    log = {
        Severity.ERROR: logger.error,
        Severity.WARNING: logger.warning,
        Severity.INFO: logger.info,
    }[finding.severity]
    log(
        "%s",
        text,
        location=str(finding.location),
        type="policytrace",
        subtype=finding.code,
    )


def fail_on_late_findings(app: Sphinx, exception: Exception | None) -> None:
    """A page that could not be written as it should must not reach the site."""
    if exception is None and build_of(app).late_findings:
        app.statuscode = 1
