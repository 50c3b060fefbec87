"""The report as annotations on the lines of a change at GitHub.

A workflow command is a line on standard output; see
https://docs.github.com/actions/reference/workflow-commands-for-github-actions. How values are
escaped stands in https://github.com/actions/toolkit, ``packages/core/src/command.ts``.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass

from policytrace.checks.findings import Finding
from policytrace.locations import Location
from policytrace.report.interface import Report
from policytrace.report.summary import summary
from policytrace.severity import Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GithubReporter:
    """One annotation a finding, and the summary for the log. What is known is a notice.

    The address of the rule's page, where it has one, is the last line of the annotation.
    """

    translations: gettext.NullTranslations

    def render(self, report: Report) -> str:
        """A workflow command for each finding, and the summary."""
        commands = [
            self._command(finding, report.place(finding), report.pages.get(finding.code))
            for finding in report.findings
        ]
        return "\n".join([*commands, summary(report, self.translations)]) + "\n"

    def _command(self, finding: Finding, place: Location, page: str | None) -> str:
        command = _COMMANDS[Severity.INFO if finding.known else finding.severity]
        properties = {
            "file": place.file,
            "line": str(place.line),
            "title": finding.code,
        }
        told = ",".join(
            f"{name}={value.translate(_IN_PROPERTIES)}" for name, value in properties.items()
        )
        text = " ".join(said.render(self.translations) for said in (finding.message, finding.hint))
        shown = f"{text}\n{page}" if page else text
        return f"::{command} {told}::{shown.translate(_IN_TEXT)}"
