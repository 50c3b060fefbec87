"""The report for a person at a terminal."""

from __future__ import annotations

import gettext
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES
from policytrace.locations import Location
from policytrace.messages import Message, as_it_is, message
from policytrace.report.interface import Report
from policytrace.report.summary import one_line, summary
from policytrace.severity import SEVERITY_TITLES, Severity

PROGRAM = "./policytrace"
"""How texts name the program."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Commands:
    """What can be run, by the words that a shell takes where the reader stands."""

    program: str = PROGRAM
    """What starts the program."""
    in_full: str = "check --verbose"
    """The arguments that show the same report with all findings in full."""
    language: str = ""
    """The option that asks for the language of the report; empty if there is no need to."""

    def explain(self, code: str) -> str:
        """What shows the page of the rule `code`."""
        return " ".join(filter(None, (self.program, "explain", code, self.language)))

    def verbose(self) -> str:
        """What shows all findings in full."""
        return f"{self.program} {self.in_full}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReporter:
    """What makes the run fail comes last, and in full; the rest is a line for each rule.

    In full is three lines a finding: where and what, how to mend it, and a blank one. Below is a
    summary, and where to read about the rules: the address of each one's page, or the command.
    """

    translations: gettext.NullTranslations
    colour: bool = False
    verbose: bool = False
    """Whether all findings are shown in full."""
    commands: Commands = field(default_factory=Commands)

    def render(self, report: Report) -> str:
        """The findings, the gravest last and otherwise in order, and the summary."""
        ordered = sorted(report.findings, key=lambda one: (one.fails, one.severity))
        in_full = [one for one in ordered if self.verbose or one.fails]
        lines = [
            *self._counted(ordered[: len(ordered) - len(in_full)]),
            *(self._finding(one, report.place(one)) for one in in_full),
            summary(report, self.translations),
            *self._further(report),
        ]
        told = "\n".join(lines) + "\n"
        return told.replace(f"{PROGRAM} ", f"{self.commands.program} ")

    def _counted(self, findings: Iterable[Finding]) -> Iterator[str]:
        """A line for each rule with how many findings it has; then what shows each of them."""
        numbers = Counter((one.severity, one.code, one.known) for one in findings)
        for (severity, code, known), number in sorted(numbers.items()):
            said = message(
                "{code}: {number} in all. {title}",
                code=_name(code, known=known),
                number=str(number),
                title=Message(RULES[code].title),
            )
            yield f"{self._title(severity)} {self._say(said)}"
        if numbers:
            said = message("Show each of them: {command}", command=self.commands.verbose())
            yield f"    {self._say(said)}\n"

    def _finding(self, finding: Finding, place: Location) -> str:
        name = self._say(_name(finding.code, known=finding.known))
        return (
            f"{one_line(str(place))}: {self._title(finding.severity)} {name}: "
            f"{self._say(finding.message)}\n"
            f"    {self._say(finding.hint)}\n"
        )

    def _further(self, report: Report) -> Iterator[str]:
        """Where to read about the rules, those first that make the run fail."""
        found = {(not one.fails, one.code) for one in report.findings}
        codes = tuple(dict.fromkeys(code for _, code in sorted(found)))
        if on_the_web := [code for code in codes if code in report.pages]:
            yield self._say(message("Read about the rules:"))
            yield from (f"    {code} {report.pages[code]}" for code in on_the_web)
        elif codes:
            command = self.commands.explain(codes[0])
            yield self._say(message("Read about a rule: {command}", command=command))

    def _title(self, severity: Severity) -> str:
        title = self._say(SEVERITY_TITLES[severity])
        return f"\x1b[{_COLOURS[severity]}m{title}\x1b[0m" if self.colour else title

    def _say(self, text: Message) -> str:
        return one_line(text.render(self.translations))


def _name(code: str, *, known: bool) -> Message:
    return message("{code} (known)", code=code) if known else as_it_is(code)
