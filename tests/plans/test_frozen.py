"""A whole plan that has been frozen passes, and goes on doing so while it is carried out."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import run
from tests.paths import PLANS
from tests.plans.checking import TODAY, lay_out
from tests.plans.judging import judged

PLAN = "genomforande.md"


def codes(project: Path) -> list[str]:
    return [str(found["code"]) for found in judged(project).findings]


def test_the_full_plan_is_frozen_and_has_no_findings_then(tmp_path: Path) -> None:
    project = lay_out(PLANS / "pass" / "full", tmp_path / "full")
    before = codes(project)
    outcome = run(
        *("freeze", "HPL-VALD", "--decision", "BES-PLAN"),
        *("--project", str(project), "--today", TODAY),
    )
    assert outcome.code == 0, outcome.said
    assert codes(project) == before
    page = project / PLAN
    text = page.read_text("utf-8")
    page.write_text(text.replace("Planen gäller i tre år.", "Planen\ngäller i tre\når."), "utf-8")
    assert codes(project) == before
    page.write_text(text.replace("Planen gäller i tre år.", "Planen gäller i fyra år."), "utf-8")
    assert sorted(codes(project)) == sorted(["PT503", *before])
