"""The report for a person at a terminal."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from dataclasses import dataclass

from policytrace.checks.findings import Finding
from policytrace.messages import Message, message
from policytrace.report.interface import Report
from policytrace.report.summary import one_line, summary
from policytrace.severity import SEVERITY_TITLES, Severity

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReporter:
    """Three lines a finding: where and what, how to mend it, and a blank one; then a summary.

    Last comes where to read about the rules: the address of each one's page, or the command.
    """

    translations: gettext.NullTranslations
    colour: bool = False

    def render(self, report: Report) -> str:
        """All findings in order, and the summary."""
        blocks = [self._finding(finding) for finding in report.findings]
        lines = [*blocks, summary(report, self.translations), *self._further(report)]
        return "\n".join(lines) + "\n"

    def _finding(self, finding: Finding) -> str:
        title = self._say(SEVERITY_TITLES[finding.severity])
        severity = self._paint(_COLOURS[finding.severity], title)
        code = message("{code} (known)", code=finding.code)
        return (
            f"{one_line(str(finding.location))}: {severity} "
            f"{self._say(code) if finding.known else finding.code}: {self._say(finding.message)}\n"
            f"    {self._say(finding.hint)}\n"
        )

    def _further(self, report: Report) -> Iterator[str]:
        codes = sorted({finding.code for finding in report.findings})
        if on_the_web := [code for code in codes if code in report.pages]:
            yield self._say(message("Read about the rules:"))
            yield from (f"    {code} {report.pages[code]}" for code in on_the_web)
        elif codes:
            yield self._say(message("Read about a rule: policytrace explain {code}", code=codes[0]))

    def _say(self, text: Message) -> str:
        return one_line(text.render(self.translations))

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text
