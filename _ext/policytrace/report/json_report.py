"""The report for programs: a contract, whose names and order do not change."""

from __future__ import annotations

import gettext
import json
from dataclasses import dataclass

from policytrace.checks.findings import Finding
from policytrace.locations import Location
from policytrace.report.interface import Report

VERSION = 1
"""Counted up when a reader of the report would have to be changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonReporter:
    """One JSON object: version, day, findings in order, and how many there are of each kind.

    Where paths do not begin in the project's folder, ``project`` says which that is.
    """

    translations: gettext.NullTranslations

    def render(self, report: Report) -> str:
        """The report as indented JSON."""
        counts = {severity.key: number for severity, number in report.counts().items()}
        told = {
            "version": VERSION,
            "today": report.today.isoformat(),
            **({"project": report.folder} if report.folder else {}),
            "findings": [
                self._finding(finding, report.place(finding)) for finding in report.findings
            ],
            "summary": {**counts, "objects": report.objects},
        }
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"

    def _finding(self, finding: Finding, place: Location) -> dict[str, str | int]:
        return {
            "code": finding.code,
            "severity": finding.severity.key,
            "object": finding.item,
            "file": place.file,
            "line": place.line,
            "message": finding.message.render(self.translations),
            "hint": finding.hint.render(self.translations),
        }
