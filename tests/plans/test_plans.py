"""The gate on small plans in Markdown: each has exactly the findings that it states.

A folder in ``pass`` holds a plan without findings, but for what it waives. A folder in ``fail`` is
named after its rule and holds a plan that is complete but for what it is about, and
``findings.json``: every finding's code, object ("" for none), file and line, and where they matter
``severity`` and ``waived_by``. The line is that of the fence which opens the object. In
``run.json`` it may say on which day (``today``) and how (``strict_time``) it is checked. A plan
measures something if it has the folder with registers and data.
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES
from policytrace.messages import catalogue
from policytrace.schema.roles import Role
from policytrace.sphinx.run import CheckResult, check_project

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
TODAY = "2027-01-15"
CONF = """\
extensions = ["myst_parser", "policytrace"]
language = "sv"
myst_enable_extensions = ["colon_fence", "deflist"]
"""
REGISTER = "strategy/passages.csv"
MEASUREMENTS = "strategy/indikatorer"

Row = dict[str, str | int]
"""A finding, as ``findings.json`` states it."""

PASS = sorted(path.name for path in (HERE / "pass").iterdir())
FAIL = sorted(path.name for path in (HERE / "fail").iterdir())
FAMILIES = {name[:3] for name in FAIL}
"""The families that have plans; then every rule of the family has one."""


def checked(plan: Path, project: Path) -> CheckResult:
    """What the gate says of `plan`, copied to `project` and given this repository's metamodel."""
    shutil.copytree(plan, project, ignore=shutil.ignore_patterns("findings.json", "run.json"))
    (project / "conf.py").write_text(CONF, encoding="utf-8")
    metamodel = (REPOSITORY / "ubproject.toml").read_text(encoding="utf-8")
    if not (project / REGISTER).exists():
        metamodel = metamodel.replace(f'passages = "{REGISTER}"\n', "")
    if not (project / MEASUREMENTS).exists():
        metamodel = re.sub(rf'(?m)^(areas|data|kolada) = "{MEASUREMENTS}/.*\n', "", metamodel)
    (project / "ubproject.toml").write_text(metamodel, encoding="utf-8")
    run = json.loads(said.read_text("utf-8")) if (said := plan / "run.json").exists() else {}
    return check_project(
        project,
        today=date.fromisoformat(run.get("today", TODAY)),
        strict_time=run.get("strict_time", False),
    )


def stated(plan: Path) -> list[Row]:
    """The findings that the plan says it has."""
    rows: list[Row] = json.loads((plan / "findings.json").read_text(encoding="utf-8"))
    return rows


def placed(finding: Finding) -> Row:
    """A finding as a plan states it, with everything that it may state."""
    return {
        "code": finding.code,
        "object": finding.item,
        "file": finding.location.file,
        "line": finding.location.line,
        "severity": finding.severity.key,
        "waived_by": finding.waived_by,
    }


def untranslated(finding: Finding) -> list[str]:
    """The texts of a finding that Swedish readers would not get in Swedish."""
    swedish = catalogue("sv")
    return [
        text.template
        for text in (finding.message, finding.hint)
        if swedish.gettext(text.template) in {text.template, ""} or not text.render(swedish).strip()
    ]


@pytest.mark.parametrize("name", PASS)
def test_a_plan_that_is_complete_has_no_findings(name: str, tmp_path: Path) -> None:
    result = checked(HERE / "pass" / name, tmp_path / name)
    assert [placed(finding) for finding in result.findings if not finding.waived_by] == []
    assert result.late_warnings == ()
    assert result.objects > 0
    assert not result.failed


def test_the_full_plan_holds_every_role_and_uses_its_waiver(tmp_path: Path) -> None:
    result = checked(HERE / "pass" / "full", tmp_path / "full")
    assert {item.role for item in result.graph} == set(Role)
    assert [(found.code, found.waived_by) for found in result.findings] == [("PT209", "UND-FORSOK")]


@pytest.mark.parametrize("name", FAIL)
def test_a_plan_that_is_wrong_has_exactly_the_findings_it_states(name: str, tmp_path: Path) -> None:
    plan = HERE / "fail" / name
    result = checked(plan, tmp_path / name)
    rows = stated(plan)
    assert len(rows) == len(result.findings)
    for row, finding in zip(rows, result.findings, strict=True):
        found = placed(finding)
        assert {key: found[key] for key in row} == row
    assert result.late_warnings == ()
    assert [untranslated(finding) for finding in result.findings if untranslated(finding)] == []


@pytest.mark.parametrize("code", sorted(code for code in RULES if code[:3] in FAMILIES))
def test_every_rule_has_a_plan_that_it_finds_wrong(code: str) -> None:
    plans = [name for name in FAIL if name.startswith(f"{code}-")]
    assert plans
    for name in plans:
        assert code in {row["code"] for row in stated(HERE / "fail" / name)}


@pytest.mark.parametrize("name", FAIL)
def test_a_plan_is_about_one_rule_only(name: str) -> None:
    rows = stated(HERE / "fail" / name)
    assert {row["code"] for row in rows if "waived_by" not in row} == {name.partition("-")[0]}


def test_the_plan_with_line_endings_of_windows_has_them() -> None:
    text = (HERE / "fail" / "PT204-crlf" / "index.md").read_bytes()
    assert text.count(b"\r\n") == text.count(b"\n") > 0
