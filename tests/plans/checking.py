"""Runs the gate on a small plan, in the words of a metamodel, and says what it found."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from policytrace.checks.findings import Finding
from policytrace.sphinx.run import CheckResult, check_project
from tests.paths import METAMODEL

TODAY = "2027-01-15"
REGISTER = "strategy/passages.csv"
MEASUREMENTS = "strategy/indikatorer"
CONF = """\
extensions = ["myst_parser", "policytrace"]
language = "{language}"
myst_enable_extensions = ["colon_fence", "deflist"]
"""

Row = dict[str, str | int]
"""A finding, as ``findings.json`` states it."""


def lay_out(
    plan: Path, project: Path, *, metamodel: Path = METAMODEL, language: str = "sv"
) -> Path:
    """The folder `project` with a copy of `plan`, a metamodel that fits it, and settings."""
    shutil.copytree(plan, project, ignore=shutil.ignore_patterns("findings.json", "run.json"))
    (project / "conf.py").write_text(CONF.format(language=language), encoding="utf-8")
    text = (metamodel / "ubproject.toml").read_text(encoding="utf-8")
    for old, new in settings_of(plan).get("metamodel", {}).items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    if not (project / REGISTER).exists():
        text = text.replace(f'passages = "{REGISTER}"\n', "")
    if not (project / MEASUREMENTS).exists():
        text = re.sub(rf'(?m)^(areas|data|kolada) = "{MEASUREMENTS}/.*\n', "", text)
    (project / "ubproject.toml").write_text(text, encoding="utf-8")
    return project


def checked(plan: Path, project: Path) -> CheckResult:
    """What the gate says of `plan`, copied to `project` and given the tests' metamodel."""
    run = settings_of(plan)
    return check_project(
        lay_out(plan, project),
        today=date.fromisoformat(run.get("today", TODAY)),
        strict_time=run.get("strict_time", False),
    )


def settings_of(plan: Path) -> dict[str, Any]:
    """What a plan asks for in ``run.json``, if it has one."""
    said = plan / "run.json"
    return dict(json.loads(said.read_text(encoding="utf-8"))) if said.exists() else {}


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
