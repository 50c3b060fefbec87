"""Runs the rules of the check on a plan with other values, before they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policytrace.checks import engine
from policytrace.checks.findings import Finding
from policytrace.checks.registry import Context
from policytrace.cli.indicator_context import CommandContext
from policytrace.measure.measurements import Measurements, with_contents
from policytrace.messages import Message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Extract
from policytrace.severity import Severity
from policytrace.sphinx.read.searched import extracts_of_lines


def errors_with(context: CommandContext, contents: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """The errors that the check would find if these files had these contents.

    `contents` is by the files' paths from the project's folder. All errors in the files themselves
    count, of others those that are not there now.
    """
    now = {_known_by(found) for found in _errors(context, context.measurements, ())}
    extracts = [
        extract
        for name, content in contents.items()
        for extract in extracts_of_lines(content.decode(errors="replace").splitlines(), name)
    ]
    then = _errors(context, with_contents(context.measurements, contents), extracts)
    return tuple(
        found for found in then if found.location.file in contents or _known_by(found) not in now
    )


def told(found: Finding, context: CommandContext) -> Message:
    """A finding on a line of its own, in the words of the check."""
    say = context.terminal.text
    return Message(
        "{place}: {code}: {text} {hint}",
        {
            "place": str(found.location),
            "code": found.code,
            "text": say(found.message),
            "hint": say(found.hint),
        },
    )


def _errors(
    context: CommandContext, measured: Measurements, extracts: Iterable[Extract]
) -> list[Finding]:
    metamodel, plan = context.metamodel, context.graph
    found = engine.run(
        Graph(plan, plan.passages, extracts=extracts),
        engine.rule_settings(metamodel),
        Context(
            today=context.today,
            measurements=measured,
            words=metamodel.words,
            required=metamodel.required,
            analyses=metamodel.analyses,
            rhythms=metamodel.rhythms,
        ),
    )
    return [finding for finding in found if finding.severity is Severity.ERROR]


def _known_by(found: Finding) -> tuple[str, ...]:
    """What is the same of an error wherever it stands in its file."""
    return found.code, found.item, found.location.file, repr(found.message)
