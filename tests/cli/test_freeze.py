"""What has been decided is kept as it was decided, whole and for good."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from unittest import mock

import pytest
from pypdf import PdfReader

from policytrace import files
from tests.cli.running import Outcome, run
from tests.sphinx.tiny import TinyProject

FOLDER = "docs/editions/BES-PLAN"
DECISION = """
:::{beslut} Planen mot hot antas
:id: BES-PLAN
:beslutsslag: antagande
:organ: ORG-KS
:datum: 2026-12-14
:paragraf: § 112
:diarienummer: KS 2026/45
:::
"""


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A valid project whose plan has been decided."""
    made = TinyProject.make(tmp_path / "plan")
    made.write("strategi.md", made.read("strategi.md") + DECISION)
    text = made.read("plan.md").replace(":status: förslag", ":status: beslutad")
    made.write(
        "plan.md", text.replace(":id: HPL-A\n", ":id: HPL-A\n:beslutad_genom: BES-PLAN\n", 1)
    )
    return made


def freeze(project: TinyProject, *words: str, decision: str = "BES-PLAN") -> Outcome:
    return run(
        "freeze",
        *(words or ("HPL-A",)),
        "--decision",
        decision,
        *("--project", str(project.root), "--today", "2027-01-15"),
    )


def frozen(project: TinyProject) -> dict[str, bytes]:
    folder = project.root / "docs/editions"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_an_edition_is_frozen_and_its_checksums_are_those_of_sha256sum(
    project: TinyProject,
) -> None:
    outcome = freeze(project)
    assert outcome.code == 0, outcome.said
    assert FOLDER in outcome.said
    assert set(frozen(project)) == {
        f"BES-PLAN/{name}"
        for name in (
            "HPL-A.pdf",
            "SHA256SUMS.txt",
            "manifest.json",
            "plan.json",
            "plan.schema.json",
        )
    }
    subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS.txt"],  # noqa: S607 - coreutils'
        cwd=project.root / FOLDER,
        check=True,
        capture_output=True,
    )
    assert project.findings() == []


def test_it_holds_the_plan_and_what_the_plan_links_to(project: TinyProject) -> None:
    assert freeze(project).code == 0
    document = json.loads(project.read(f"{FOLDER}/plan.json"))
    ids = {one["id"] for one in document["objects"]}
    assert {"HPL-A", "ATG-1", "ATG-2", "BES-PLAN", "ORG-KS", "IND-A", "UTG-A"} <= ids
    assert "SYF-A" not in ids
    manifest = json.loads(project.read(f"{FOLDER}/manifest.json"))
    assert manifest == {
        "version": 1,
        "decision": "BES-PLAN",
        "plans": ["HPL-A"],
        "frozen": "2027-01-15",
    }
    pdf = PdfReader(BytesIO((project.root / FOLDER / "HPL-A.pdf").read_bytes()))
    said = " ".join(page.extract_text() for page in pdf.pages)
    assert "Plan mot hot" in said
    assert "Öppna en stödlinje" in said


def test_the_same_plan_on_the_same_day_gives_the_same_bytes(
    project: TinyProject, tmp_path: Path
) -> None:
    assert freeze(project).code == 0
    first = frozen(project)
    (project.root / FOLDER).rename(tmp_path / "kept")
    assert freeze(project).code == 0
    assert frozen(project) == first


def test_an_edition_is_never_written_over(project: TinyProject) -> None:
    assert freeze(project).code == 0
    before = frozen(project)
    outcome = freeze(project)
    assert outcome.code == 2
    assert "har redan en utgåva" in outcome.err
    assert frozen(project) == before


def test_nor_is_one_that_is_broken(project: TinyProject) -> None:
    project.write(f"{FOLDER}/notes.txt", "mine")
    outcome = freeze(project)
    assert outcome.code == 1
    assert frozen(project) == {"BES-PLAN/notes.txt": b"mine"}


@pytest.mark.parametrize(
    ("words", "decision", "said"),
    [
        (("HPL-B",), "BES-PLAN", "heter ”HPL-B”. Närmast: Plan mot hot (handlingsplan, HPL-A)."),
        (("ATG-1",), "BES-PLAN", "Inget av typen handlingsplan heter ”ATG-1”."),
        (("HPL-A",), "BES-PLANN", "Inget av typen beslut heter ”BES-PLANN”. Närmast: "),
        (("HPL-A",), "BES-A", "BES-A omfattar inte HPL-A"),
        (("HPL-A",), "../../etc", "Inget av typen beslut heter ”../../etc”."),
    ],
)
def test_what_cannot_be_frozen_is_told(
    project: TinyProject, words: tuple[str, ...], decision: str, said: str
) -> None:
    outcome = freeze(project, *words, decision=decision)
    assert outcome.code == 2
    assert said in outcome.err
    assert not (project.root / "docs").exists()


@pytest.mark.parametrize("kind", ["avslag", "redovisning"])
def test_a_decision_that_adopts_nothing_is_not_frozen(project: TinyProject, kind: str) -> None:
    adopted, rest = DECISION.split(":beslutsslag: antagande")
    project.edit("strategi.md", DECISION, f"{adopted}:beslutsslag: {kind}{rest}")
    project.write("plan.md", project.read("plan.md").replace("beslutad\n", "förslag\n"))
    outcome = freeze(project)
    assert outcome.code == 2
    assert "BES-PLAN antar ingenting" in outcome.err
    assert not (project.root / "docs").exists()


def test_all_plans_of_a_decision_are_frozen_at_once(project: TinyProject) -> None:
    text = project.read("plan.md")
    begins, ends = text.index(":::{handlingsplan}"), text.index("```{åtgärdstabell}")
    second = text[begins:ends].replace("HPL-A", "HPL-B").replace("mot hot", "mot hat")
    project.write("plan.md", text + second)
    outcome = freeze(project)
    assert outcome.code == 2
    assert "policytrace freeze HPL-A HPL-B --decision BES-PLAN" in outcome.err
    assert freeze(project, "HPL-A", "HPL-B").code == 0
    assert {"BES-PLAN/HPL-A.pdf", "BES-PLAN/HPL-B.pdf"} <= set(frozen(project))


def test_nothing_is_frozen_of_a_plan_with_errors(project: TinyProject) -> None:
    project.edit("plan.md", ":bidrar_till: UTG-A, ATA-A", ":bidrar_till: UTG-X")
    outcome = freeze(project)
    assert outcome.code == 1
    assert "PT104" in outcome.out
    assert "Inget frystes" in outcome.err
    assert not (project.root / "docs").exists()


def test_a_disk_that_is_full_leaves_nothing(project: TinyProject) -> None:
    with mock.patch.object(files.os, "fsync", side_effect=OSError(28, "No space left")):
        outcome = freeze(project)
    assert outcome.code == 2
    assert "disken är full" in outcome.err
    assert list((project.root / "docs/editions").iterdir()) == []


def test_a_change_after_the_edition_stops_the_build_until_it_is_decided_and_frozen(
    project: TinyProject,
) -> None:
    assert freeze(project).code == 0
    plan = project.read("plan.md")
    project.write(
        "plan.md", plan.replace(":klar_senast: 2028-06-30", ":klar_senast: 2029-06-30", 1)
    )
    [found] = project.check().findings
    assert (found.code, found.location.line) == ("PT503", project.line("plan.md", "Utbilda alla"))
    project.write(
        "strategi.md",
        project.read("strategi.md")
        + DECISION.replace("BES-PLAN", "BES-NY").replace("2026-12-14", "2027-01-12"),
    )
    project.edit("plan.md", ":id: ATG-1\n", ":id: ATG-1\n:beslutad_genom: BES-NY\n")
    assert [one.severity.key for one in project.check().findings] == ["warning"]
    assert freeze(project, decision="BES-NY").code == 0
    assert project.findings() == []


def test_the_day_is_the_one_that_is_given(project: TinyProject) -> None:
    assert freeze(project).code == 0
    frozen_on = json.loads(project.read(f"{FOLDER}/manifest.json"))["frozen"]
    assert date.fromisoformat(frozen_on) == date(2027, 1, 15)
