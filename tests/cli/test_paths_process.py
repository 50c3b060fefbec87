"""What a report says to open and to run: it works in the folder that the person stands in."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest

from policytrace.cli.exit_codes import COULD_NOT_RUN, DONE, FOUND_ERRORS
from tests.cli.running import run
from tests.paths import REPOSITORY
from tests.sphinx.tiny import TinyProject

TODAY = ("--today", "2027-01-15")
PLACES = {
    "github": r"file=([^,]+),line=",
    "text": r"^([^\s].*?):\d+: fel PT208",
    "json": r'"file": "(.*)"',
    "sarif": r'"uri": "(.*)"',
    "junit": r">(.*?):\d+: ",
}
"""Where a file is named in each form of report."""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a project two folders down, in which a plan lacks its owner."""
    made = TinyProject.make(tmp_path / "ett arkiv" / "docs" / "plan å")
    made.edit("plan.md", ":ansvarig: ORG-KS\n:giltig_från", ":giltig_från")
    return tmp_path / "ett arkiv"


# ------------------------------------------------------------------------- paths


@pytest.mark.parametrize("form", PLACES)
@pytest.mark.parametrize(
    ("here", "words", "seen"),
    [
        (".", ["docs/plan å"], "docs/plan å/plan.md"),
        ("docs", ["plan å"], "plan å/plan.md"),
        ("docs/plan å", [], "plan.md"),
        ("docs/plan å/_static", [], "../plan.md"),
        ("..", ["ett arkiv/docs/plan å"], "ett arkiv/docs/plan å/plan.md"),
        ("docs/plan å", ["--relative-to", "../.."], "docs/plan å/plan.md"),
    ],
)
def test_every_form_names_files_as_seen_from_where_one_stands(
    repository: Path, form: str, here: str, words: list[str], seen: str
) -> None:
    place = repository / here
    place.mkdir(exist_ok=True)
    outcome = run("check", *words, *TODAY, "--format", form, cwd=place)
    assert outcome.code == FOUND_ERRORS
    told = re.findall(PLACES[form], outcome.out, re.MULTILINE)
    assert [unquote(one) if form == "sarif" else one for one in told] == [seen]


def test_a_folder_to_see_from_that_is_none_is_told(repository: Path) -> None:
    outcome = run("check", "docs/plan å", "--relative-to", "nej", cwd=repository)
    assert (outcome.code, outcome.out) == (COULD_NOT_RUN, "")
    assert outcome.err == "Det gick inte att köra. Det finns ingen mapp nej.\n"


def test_what_cannot_be_run_names_its_file_from_there_too(repository: Path) -> None:
    settings = repository / "docs" / "plan å" / "ubproject.toml"
    settings.write_text(f"x = [\n{settings.read_text('utf-8')}", "utf-8")
    outcome = run("check", "docs/plan å", cwd=repository)
    assert outcome.code == COULD_NOT_RUN
    assert re.search(r" docs/plan å/ubproject\.toml:\d+: ", outcome.err)


def test_a_new_object_s_place_is_told_from_there_too(repository: Path) -> None:
    words = ["--title=Nämnden", "--slag=politiskt organ", "--after=ORG-KS", "--dry-run"]
    outcome = run("new", "organisation", "docs/plan å", *words, *TODAY, cwd=repository)
    assert outcome.code == DONE, outcome.err
    assert re.search(r" docs/plan å/\w+\.md:\d+\n", outcome.err)


@pytest.mark.parametrize("now", [".", "docs", "docs/plan å"])
@pytest.mark.parametrize("before", [".", "docs/plan å"])
def test_an_earlier_report_can_be_from_another_folder(
    repository: Path, before: str, now: str
) -> None:
    project, report = str(repository / "docs" / "plan å"), str(repository / "före.json")
    made = run(
        "check", project, *TODAY, "--format=json", "--output", report, cwd=repository / before
    )
    assert made.code == FOUND_ERRORS
    again = run("check", project, *TODAY, "--baseline", report, cwd=repository / now)
    assert again.code == DONE


# ------------------------------------------------------------------------- commands


@dataclass(frozen=True)
class Shell:
    """A person's shell, in a folder of theirs."""

    folder: Path
    venv: Path
    """Where the program is; no shell finds it by itself."""
    source: Path
    """The folder that the program is imported from."""

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """What the line written there gives."""
        return subprocess.run(
            ["/bin/sh", "-c", line],
            cwd=self.folder,
            env={
                **os.environ,
                "PATH": os.defpath,
                "PYTHONPATH": str(self.source),
                "VENV": str(self.venv),
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture
def venv(repository: Path) -> Path:
    """The folder ``.venv`` of the project, which is that of the tests."""
    made = repository / "docs" / "plan å" / ".venv"
    made.symlink_to(sys.prefix)
    return made


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Where the program is imported from; no launcher lies beside it."""
    folder = tmp_path / "källa å" / "_ext"
    folder.parent.mkdir()
    folder.symlink_to(REPOSITORY / "_ext")
    return folder


STARTS = {
    "as make does": ".venv/bin/python -m policytrace",
    "by the script": ".venv/bin/policytrace",
    "by the whole path": '"$VENV/bin/policytrace"',
    "from a path of its own": 'PATH="$VENV/bin:$PATH" policytrace',
    "by a python from a path of its own": 'PATH="$VENV/bin:$PATH" python -m policytrace',
}


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("start", STARTS)
def test_what_a_report_says_to_run_runs_where_the_person_stands(
    repository: Path, venv: Path, source: Path, start: str, command: str
) -> None:
    plan = TinyProject(root=repository / "docs" / "plan å")
    plan.edit("plan.md", ":bidrar_till: UTG-A\n:mäts_av: IND-A", ":bidrar_till: UTG-A")
    shell = Shell(folder=plan.root, venv=venv, source=source)
    first = shell.run(f"{STARTS[start]} {command} --today 2027-01-15 --lang en")
    assert first.returncode == FOUND_ERRORS, first.stderr
    [explain] = re.findall(r"^Read about a rule: (.*)$", first.stdout, re.MULTILINE)
    told = shell.run(explain)
    assert told.stdout.startswith("PT208 A plan"), told.stderr
    [in_full] = re.findall(r"^    Show each of them: (.*)$", first.stdout, re.MULTILINE)
    shown = shell.run(in_full)
    assert shown.returncode == FOUND_ERRORS
    assert ": warning PT209: " in shown.stdout
    assert ": warning PT209: " not in first.stdout


@pytest.mark.parametrize("folder", [".", "strategy å"])
def test_the_launcher_beside_the_program_is_what_is_told(
    venv: Path, source: Path, folder: str
) -> None:
    root = source.parent
    launcher = root / "policytrace"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m policytrace "$@"\n')
    launcher.chmod(0o755)
    here = root / folder
    here.mkdir(exist_ok=True)
    shell = Shell(folder=here, venv=venv, source=source)
    shown = shell.run(f'"{launcher}" explain PT9').stderr
    [told] = re.findall(r"Alla regler: (.*)", shown)
    assert told == ("./policytrace rules" if folder == "." else "../policytrace rules")
    assert "PT203" in shell.run(told).stdout


def test_programs_read_all_findings_without_being_asked(repository: Path) -> None:
    plan = TinyProject(root=repository / "docs" / "plan å")
    plan.edit("plan.md", ":bidrar_till: UTG-A\n:mäts_av: IND-A", ":bidrar_till: UTG-A")
    told = run("check", *TODAY, "--format", "json", cwd=plan.root)
    assert [one["code"] for one in json.loads(told.out)["findings"]] == ["PT208", "PT209"]
