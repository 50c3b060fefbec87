"""Findings of the gate beside those that come when pages are written."""

from __future__ import annotations

from policytrace.checks.findings import Finding, told_once
from policytrace.locations import Location
from policytrace.messages import as_it_is
from policytrace.severity import Severity


def finding(line: int, said: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        code="PT001",
        severity=severity,
        item="",
        location=Location(file="plan.md", line=line),
        message=as_it_is(said),
        hint=as_it_is("Mend it."),
    )


def test_what_the_gate_has_found_on_a_line_is_not_told_again_when_a_page_is_written() -> None:
    link, note = finding(3, "leads nowhere"), finding(5, "a note", Severity.INFO)
    late = [finding(3, "target not found"), finding(5, "other"), finding(9, "new")]
    assert told_once([link, note], late) == (link, note, *late[1:])


def test_what_is_told_of_each_page_that_a_text_stands_on_is_told_once() -> None:
    late = [finding(3, "same"), finding(3, "same"), finding(3, "other")]
    assert told_once([], late) == (late[0], late[2])
