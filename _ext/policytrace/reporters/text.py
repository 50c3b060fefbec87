"""The report for a person at a terminal."""

from __future__ import annotations

import gettext
from dataclasses import dataclass

from policytrace.findings import Finding, Severity
from policytrace.messages import Message, message
from policytrace.reporters.interface import Report

_NAMES = {
    Severity.ERROR: message("error"),
    Severity.WARNING: message("warning"),
    Severity.INFO: message("information"),
}
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReporter:
    """Three lines a finding: where and what, how to mend it, and a blank one; then a summary."""

    translations: gettext.NullTranslations
    colour: bool = False

    def render(self, report: Report) -> str:
        """All findings in order, and the summary."""
        blocks = [self._finding(finding) for finding in report.findings]
        return "\n".join([*blocks, self._summary(report)]) + "\n"

    def _finding(self, finding: Finding) -> str:
        severity = self._paint(_COLOURS[finding.severity], self._say(_NAMES[finding.severity]))
        return (
            f"{finding.location}: {severity} {finding.code}: {self._say(finding.message)}\n"
            f"    {self._say(finding.hint)}\n"
        )

    def _summary(self, report: Report) -> str:
        counts = report.counts()
        return self._say(
            message(
                "{objects} objects checked on {today}: {errors} errors, {warnings} warnings, "
                "{infos} notes.",
                objects=str(report.objects),
                today=report.today.isoformat(),
                errors=str(counts[Severity.ERROR]),
                warnings=str(counts[Severity.WARNING]),
                infos=str(counts[Severity.INFO]),
            )
        )

    def _say(self, text: Message) -> str:
        return text.render(self.translations)

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text
