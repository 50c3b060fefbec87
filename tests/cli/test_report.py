"""`policytrace report`, as a person runs it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import Outcome, run
from tests.sphinx.tiny import TinyProject

DAY = ("--as-of", "2027-01-15")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    """A valid project, in a folder with a name that needs care."""
    return TinyProject.make(tmp_path_factory.mktemp("rapporter") / "en plan åäö")


def report(project: TinyProject, *options: str, cwd: Path) -> Outcome:
    return run("report", str(project.root), *options, cwd=cwd)


@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!DOCTYPE html>")]
)
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("plan", "plan"),
        ("uppföljning", "uppfoljning"),
        ("tjänsteskrivelse", "tjansteskrivelse"),
    ],
)
def test_every_kind_is_made_in_every_form(
    project: TinyProject, tmp_path: Path, kind: str, name: str, form: str, begins: bytes
) -> None:
    outcome = report(project, "--kind", kind, *DAY, "--format", form, cwd=tmp_path)
    file = tmp_path / f"{name}-2027-01-15.{form}"
    assert (outcome.code, outcome.err) == (0, "")
    assert file.name in outcome.out
    assert file.read_bytes().startswith(begins)


def test_letters_that_are_taken_apart_are_the_same(project: TinyProject, tmp_path: Path) -> None:
    outcome = report(project, "--kind", "uppfo\u0308ljning", *DAY, cwd=tmp_path)
    assert outcome.code == 0


def test_the_file_and_the_choice_are_said(project: TinyProject, tmp_path: Path) -> None:
    options = ("--kind", "plan", "--plan", "hpl-a", "--output", "mitt.html", "--format", "html")
    outcome = report(project, *options, *DAY, cwd=tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert (tmp_path / "mitt.html").is_file()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--plan", "HPL-AA"),
            "heter ”HPL-AA”. Närmast: Plan mot hot (handlingsplan, HPL-A).",
        ),
        (("--priority", "HPL-A"), "Inget av typen prioritering heter ”HPL-A”."),
        (("--owner", "X" * 300), f"”{'X' * 200}”"),
        (("--since", "2027-02-01"), "--since är 2027-02-01, som är efter 2027-01-15"),
        (("--output", "finns/inte/x.pdf"), "finns/inte"),
    ],
)
def test_a_mistake_is_told_and_no_file_is_made(
    project: TinyProject, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    outcome = report(project, "--kind", "plan", *DAY, *options, cwd=tmp_path)
    assert outcome.code == 2
    assert said in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_a_kind_must_be_said(project: TinyProject, tmp_path: Path) -> None:
    outcome = report(project, *DAY, cwd=tmp_path)
    assert outcome.code == 2
    assert "--kind" in outcome.err


def test_a_plan_with_errors_gives_findings_and_no_document(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path / "fel")
    for page in project.root.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r":ansvarig: \S+", ":ansvarig: ORG-X", text), encoding="utf-8")
    outcome = report(project, "--kind", "plan", *DAY, cwd=tmp_path)
    assert outcome.code == 1
    assert "PT104" in outcome.out
    assert "Inget dokument gjordes" in outcome.err
    assert "--kind" not in outcome.out
    assert list(tmp_path.glob("*.pdf")) == []
