"""Annotations at GitHub: read back as its runner reads them."""

from __future__ import annotations

import gettext
from dataclasses import dataclass

import pytest
from hypothesis import given

from policytrace.checks.findings import Finding
from policytrace.locations import Location
from policytrace.messages import catalogue, message
from policytrace.report.github import GithubReporter
from policytrace.report.interface import Report
from policytrace.severity import Severity
from tests.report.reports import (
    ONE_OF_EACH,
    PAGES,
    REPORTS,
    finding,
    on_the_web,
    report,
)

ENGLISH = GithubReporter(translations=gettext.NullTranslations())
IN_DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
IN_PROPERTIES = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


@dataclass(frozen=True)
class Command:
    """A workflow command."""

    name: str
    properties: dict[str, str]
    data: str


def read(line: str) -> Command:
    """A line as the runner reads it (actions/runner, src/Runner.Common/ActionCommand.cs)."""
    assert line.startswith("::")
    head, found, data = line[2:].partition("::")
    assert found
    name, _, rest = head.partition(" ")
    properties = {}
    for part in rest.split(","):
        key, equals, value = part.partition("=")
        assert equals
        properties[key] = unescaped(value, IN_PROPERTIES)
    return Command(name, properties, unescaped(data, IN_DATA))


def unescaped(text: str, codes: tuple[tuple[str, str], ...]) -> str:
    for code, character in codes:
        text = text.replace(code, character)
    return text


def lines(verdict: Report, reporter: GithubReporter = ENGLISH) -> list[str]:
    told = reporter.render(verdict)
    assert told.endswith("\n")
    return told.removesuffix("\n").split("\n")


def test_a_finding_is_one_line() -> None:
    assert lines(report(finding()))[0] == (
        "::error file=strategy/a.md,line=7,title=PT203::“Frihet från våld” (prioritering) has no "
        ":nästa_uppföljning:. Add :nästa_uppföljning: with a date, as 2027-11-15."
    )


def test_the_address_of_the_rules_page_is_its_last_line() -> None:
    told = read(lines(on_the_web(report(finding())))[0])
    assert told.data.splitlines() == [read(lines(report(finding()))[0]).data, PAGES["PT203"]]


def test_it_ends_with_a_summary_for_the_log() -> None:
    assert lines(ONE_OF_EACH)[-1] == (
        "14 objects checked on 2026-11-23: 2 errors, 1 warnings, 1 notes."
    )
    assert lines(report(), GithubReporter(translations=catalogue("sv"))) == [
        "14 objekt kontrollerade 2026-11-23. Fel: 0. Varningar: 0. Upplysningar: 0."
    ]


@pytest.mark.parametrize(
    ("severity", "name"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_a_severity_has_its_command(severity: Severity, name: str) -> None:
    assert read(lines(report(finding(severity=severity)))[0]).name == name


def test_what_is_known_since_before_is_a_notice() -> None:
    assert read(lines(report(finding(known=True), compared=True))[0]).name == "notice"


def test_characters_that_mean_something_to_the_runner_are_escaped() -> None:
    text = "50 % :: error\r\n::set-env name=A::b, c: d"
    odd = Finding(
        code="PT001",
        severity=Severity.ERROR,
        item="",
        location=Location(file="en plan, 50 %: å\n::x.md", line=3),
        message=message("{error}", error=text),
        hint=message("Did you mean {nearest}?", nearest="a,b:c"),
    )
    told = lines(report(odd))
    assert len(told) == 2
    assert read(told[0]) == Command(
        "error",
        {"file": odd.location.file, "line": "3", "title": "PT001"},
        f"{text} Did you mean a,b:c?",
    )


@given(verdict=REPORTS)
def test_any_report_is_read_back_whole(verdict: Report) -> None:
    *told, _ = lines(verdict)
    assert len(told) == len(verdict.findings)
    words = gettext.NullTranslations()
    for line, one in zip(told, verdict.findings, strict=True):
        command = read(line)
        assert command.properties["file"] == one.location.file
        assert command.data == f"{one.message.render(words)} {one.hint.render(words)}"
