"""Comparing with an earlier report: what counts as the same finding."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from policytrace.checks.findings import Finding
from policytrace.messages import catalogue
from policytrace.report.baseline import marked, read_baseline
from policytrace.report.interface import Report
from policytrace.report.json_report import JsonReporter
from tests.report.reports import REPORTS, finding, report


def known(now: Report, before: Report, tmp_path: Path, language: str = "sv") -> list[bool]:
    """Which of the findings `now` were in the report `before`."""
    path = tmp_path / "before.json"
    path.write_text(JsonReporter(translations=catalogue(language)).render(before), "utf-8")
    return [one.known for one in marked(now.findings, read_baseline(path))]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_same_finding_is_known_in_whatever_language_the_report_was(
    tmp_path: Path, language: str
) -> None:
    assert known(report(finding()), report(finding()), tmp_path, language) == [True]


def test_a_line_does_not_matter(tmp_path: Path) -> None:
    assert known(report(finding(line=900)), report(finding(line=7)), tmp_path) == [True]


@pytest.mark.parametrize("other", [{"code": "PT201"}, {"item": "PRI-B"}, {"file": "strategy/b.md"}])
def test_code_object_and_file_matter(tmp_path: Path, other: dict[str, Any]) -> None:
    assert known(report(finding(**other)), report(finding()), tmp_path) == [False]


def test_a_second_one_like_it_is_new(tmp_path: Path) -> None:
    now = report(finding(line=1), finding(line=2), finding(line=3))
    assert known(now, report(finding(), finding()), tmp_path) == [True, True, False]


def test_what_has_been_mended_does_not_matter(tmp_path: Path) -> None:
    assert known(report(), report(finding()), tmp_path) == []


def test_a_report_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "before.json"
    path.write_text('\ufeff{"version": 1, "findings": []}', encoding="utf-8")
    assert read_baseline(path) == Counter()


def test_a_report_may_hold_more_than_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "before.json"
    one = {"code": "PT203", "object": "A", "file": "a.md", "message": "b", "later": [1]}
    path.write_text(json.dumps({"version": 1, "findings": [one], "x": 2}), encoding="utf-8")
    assert read_baseline(path) == Counter([("PT203", "A", "a.md", "b")])


def as_they_were(findings: tuple[Finding, ...]) -> list[str]:
    return [repr(one.sort_key) for one in findings]


@given(verdict=REPORTS)
def test_all_of_a_report_is_known_when_it_is_compared_with_itself(verdict: Report) -> None:
    baseline = Counter(
        (one.code, one.item, one.location.file, one.message.render(catalogue("sv")))
        for one in verdict.findings
    )
    found = tuple(marked(verdict.findings, baseline))
    assert all(one.known for one in found)
    assert as_they_were(found) == as_they_were(verdict.findings)
