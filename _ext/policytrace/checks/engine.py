"""Runs the rules over a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

import policytrace.checks.rules as _rules  # noqa: F401 - importing it fills the registry
from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES, Context, Rule, Violation
from policytrace.checks.rules.waivers import in_force, is_complete
from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.unread import excused
from policytrace.schema.metamodel import CONFIG_FILE, Metamodel
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.settings import Settings
from policytrace.severity import Severity

_READING = "PT0"
"""The family of the rules that tell of what could not be read: of the cause, that is."""

_ABOUT_WAIVERS = frozenset({"PT701"})
"""The rules that run last, when it is known which waivers were needed."""


def run(graph: Graph, settings: Settings, context: Context) -> tuple[Finding, ...]:
    """All findings of all rules that are switched on, sorted by file, line and code."""
    findings: list[Finding] = []
    held_back = excused(graph, context.unread)
    for code in sorted(RULES.keys() - _ABOUT_WAIVERS):
        findings += _findings(RULES[code], graph, settings, context, held_back)
    findings, used = _waive(findings, graph, context)
    aware = replace(context, used_waivers=used)
    for code in sorted(_ABOUT_WAIVERS):
        findings += _findings(RULES[code], graph, settings, aware, held_back)
    return in_order(findings)


def _findings(
    rule: Rule, graph: Graph, settings: Settings, context: Context, held_back: frozenset[str]
) -> Iterator[Finding]:
    """What a rule finds, but for what may come of objects that could not be read."""
    severity = settings.severities.get(rule.code, rule.severity)
    if severity is None:
        return
    if context.strict_time and rule.strict > rule.severity:
        severity = max(severity, rule.strict)
    violations = rule.check(graph, context)
    if missing := context.lacks(rule.needs):
        violations = _cannot_judge(rule, missing, violations)
    for found in violations:
        if rule.of_others and found.item in held_back:
            continue
        said = (*found.message.values.values(), *found.hint.values.values())
        if rule.family != _READING and context.unread.misspells(found.item, *said):
            continue
        yield Finding(
            code=rule.code,
            severity=severity if found.severity is None else min(severity, found.severity),
            item=found.item,
            location=found.location,
            message=found.message,
            hint=found.hint,
        )


def _cannot_judge(
    rule: Rule, missing: tuple[str, ...], violations: Iterator[Violation]
) -> Iterator[Violation]:
    """One violation in place of all, which nobody could mend: the rule's words are missing."""
    if next(violations, None) is None:
        return
    table, _, key = missing[0].partition(".")
    yield Violation(
        item="",
        location=Location(file=CONFIG_FILE, line=1),
        message=message(
            "{rule} cannot be judged: no word stands for {key}.", rule=rule.code, key=key
        ),
        hint=message(
            'Write {key} = "…" in [policytrace.{table}s], or switch the rule off in '
            "[policytrace.rules].",
            key=key,
            table=table,
        ),
    )


def _waive(
    findings: Iterable[Finding], graph: Graph, context: Context
) -> tuple[list[Finding], frozenset[str]]:
    """Turn what is waived into notes; also the ids of the waivers that were needed.

    A waiver that has not begun, or that has ended, is needed all the same by what it is about: that
    time passes must not make one superfluous.
    """
    waivers = _waivers(graph, context)
    used: set[str] = set()
    result: list[Finding] = []
    for finding in findings:
        about = waivers.get((finding.code, finding.item), ())
        used.update(waiver.id for waiver in about)
        waived_by = next((waiver.id for waiver in about if in_force(waiver, context)), "")
        result.append(
            replace(finding, severity=Severity.INFO, waived_by=waived_by) if waived_by else finding
        )
    return result, frozenset(used)


def _waivers(graph: Graph, context: Context) -> Mapping[tuple[str, str], list[Item]]:
    """The complete waivers by the rule and the object that they are about."""
    found: dict[tuple[str, str], list[Item]] = {}
    for waiver in graph.of_role(Role.WAIVER):
        if not is_complete(graph, waiver, context):
            continue
        for target in graph.targets(waiver, LinkKind.WAIVES):
            if target.role is not Role.WAIVER:
                found.setdefault((waiver.text(FieldName.RULE), target.id), []).append(waiver)
    return found


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by file, line and code, each of them once."""
    found = sorted(findings, key=lambda finding: finding.sort_key)
    return (*found[:1], *(after for before, after in pairwise(found) if after != before))


def rule_settings(metamodel: Metamodel) -> Settings:
    """What a project has decided about the rules.

    Raises:
        ProjectError: it names a rule that does not exist.
    """
    for code, setting in metamodel.rules.items():
        if code not in RULES:
            raise ProjectError(message("There is no rule {code}.", code=code), setting.location)
    return Settings(
        severities={code: setting.severity for code, setting in metamodel.rules.items()}
    )
