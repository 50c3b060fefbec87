"""The gate on small plans in Markdown: each has exactly the findings that it states.

``README.md`` beside this file says what such a plan is made of.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES
from policytrace.messages import catalogue
from policytrace.schema.roles import Role
from tests.paths import PLANS
from tests.plans.checking import Row, checked, placed

PASS = sorted(path.name for path in (PLANS / "pass").iterdir())
FAIL = sorted(path.name for path in (PLANS / "fail").iterdir())


def code_of(name: str) -> str:
    """The rule that a plan in ``fail`` is about."""
    return name.partition("-")[0]


def stated(plan: Path) -> list[Row]:
    """The findings that the plan says it has."""
    rows: list[Row] = json.loads((plan / "findings.json").read_text(encoding="utf-8"))
    return rows


def untranslated(finding: Finding) -> list[str]:
    """The texts of a finding that Swedish readers would not get in Swedish."""
    swedish = catalogue("sv")
    return [
        text.template
        for text in (finding.message, finding.hint)
        if swedish.gettext(text.template) in {text.template, ""} or not text.render(swedish).strip()
    ]


def as_stated(findings: list[Finding], rows: list[Row]) -> list[Row]:
    """The findings, of each as much as the row in its place states; all of one without a row."""
    found = [placed(finding) for finding in findings]
    told = [{key: one[key] for key in row} for one, row in zip(found, rows, strict=False)]
    return told + found[len(rows) :]


@pytest.mark.parametrize("name", PASS)
def test_a_plan_that_is_complete_has_no_findings(name: str, tmp_path: Path) -> None:
    result = checked(PLANS / "pass" / name, tmp_path / name)
    assert [placed(finding) for finding in result.findings if not finding.waived_by] == []
    assert result.late_findings == ()
    assert len(result.graph) > 0
    assert not result.failed


def test_the_full_plan_holds_every_role_and_uses_its_waiver(tmp_path: Path) -> None:
    result = checked(PLANS / "pass" / "full", tmp_path / "full")
    assert {item.role for item in result.graph} == set(Role)
    assert [(found.code, found.waived_by) for found in result.findings] == [("PT209", "UND-FORSOK")]


@pytest.mark.parametrize("name", FAIL)
def test_a_plan_that_is_wrong_has_exactly_the_findings_of_its_rule_that_it_states(
    name: str, tmp_path: Path
) -> None:
    plan = PLANS / "fail" / name
    result = checked(plan, tmp_path / name)
    own = [finding for finding in result.findings if finding.code == code_of(name)]
    assert own
    assert as_stated(own, stated(plan)) == stated(plan)
    assert result.late_findings == ()
    assert [untranslated(finding) for finding in own if untranslated(finding)] == []


@pytest.mark.parametrize("name", FAIL)
def test_a_plan_states_findings_of_its_own_rule_only(name: str) -> None:
    assert {row["code"] for row in stated(PLANS / "fail" / name)} == {code_of(name)}


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_has_a_plan_that_it_finds_wrong(code: str) -> None:
    assert code in map(code_of, FAIL)
    assert code in {row["code"] for row in stated(PLANS / "all")}


def test_one_plan_has_exactly_the_findings_of_all_rules_that_it_states(tmp_path: Path) -> None:
    result = checked(PLANS / "all", tmp_path / "all")
    rows = stated(PLANS / "all")
    assert as_stated(list(result.findings), rows) == rows
    assert result.late_findings == ()
    assert [untranslated(finding) for finding in result.findings if untranslated(finding)] == []


def test_the_plan_with_line_endings_of_windows_has_them() -> None:
    text = (PLANS / "fail" / "PT204-crlf" / "index.md").read_bytes()
    assert text.count(b"\r\n") == text.count(b"\n") > 0
