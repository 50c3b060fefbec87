"""Runs the rules over a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import policytrace.rules as _rules  # noqa: F401 - importing it fills the registry
from policytrace.findings import Finding, Severity
from policytrace.model import Graph
from policytrace.registry import RULES, Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a project has decided about the rules."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    """Severity by rule code, where it differs from the rule's own; None switches the rule off."""


def run(graph: Graph, settings: Settings, context: Context) -> tuple[Finding, ...]:
    """All findings of all rules that are switched on, sorted by file, line and code."""
    findings: list[Finding] = []
    for code in sorted(RULES):
        rule = RULES[code]
        severity = settings.severities.get(code, rule.severity)
        if severity is None:
            continue
        findings.extend(
            Finding(
                code=code,
                severity=severity,
                item=found.item,
                location=found.location,
                message=found.message,
                hint=found.hint,
            )
            for found in rule.check(graph, context)
        )
    return in_order(findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by file, line and code."""
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))
