"""What a reporter is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from policytrace.checks.findings import Finding
from policytrace.locations import Location
from policytrace.severity import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The verdict of one run of the gate."""

    findings: tuple[Finding, ...]
    """Sorted by file, line and code."""
    objects: int
    today: date
    rules: tuple[str, ...] = ()
    """Codes of the rules that were tried, in order."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """The address of a rule's page on the web, by code, for the rules that have one there."""
    compared: bool = False
    """Whether the findings have been compared with those of an earlier report."""
    folder: str = ""
    """The project's folder as seen from where the report's paths begin, with ``/``; empty: they
    begin in it."""

    @property
    def failed(self) -> bool:
        """Whether at least one finding makes the run fail."""
        return any(finding.fails for finding in self.findings)

    def place(self, finding: Finding) -> Location:
        """Where the finding stands, by a path as the report's reader sees it."""
        return finding.location.seen_from(self.folder)

    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity."""
        return count(self.findings)


def count(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """How many of `findings` there are of each severity; severities without any are counted 0."""
    found = dict.fromkeys(sorted(Severity, reverse=True), 0)
    for finding in findings:
        found[finding.severity] += 1
    return found


class Reporter(Protocol):
    """Writes a report in one form."""

    def render(self, report: Report) -> str:
        """The whole report as text, ending with a newline."""
        ...
