"""Every command line that README and the guides show, run as it stands in a copy of the project."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
import xlsxwriter

from tests.paths import REPOSITORY
from tests.real.conftest import Copy

GUIDES = sorted((REPOSITORY / "docs").glob("*.md"))
TEXTS = ("README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in GUIDES))
PROGRAM = re.compile(r"(?<![\w/])\./policytrace\b[^`\n]*")
TARGET = re.compile(r"(?<![\w-])make (?:--[\w-]+ )*([a-z][a-z-]*)")
CODE = re.compile(r"^```.*?^```$|(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.MULTILINE | re.DOTALL)
"""A block, or a span: in prose, people make other things than targets."""
DAY = "1795953600"
"""A day in November 2026, as ``SOURCE_DATE_EPOCH``."""

NEEDS_THE_NETWORK = "indicators fetch"
ASKS = {
    "new": "Säg vad som ska läggas till",
    "new åtgärd": "kör kommandot i en terminal",
    "new analys": "kör kommandot i en terminal",
    "new beslut": "kör kommandot i en terminal",
    "new organisation": "kör kommandot i en terminal",
    "new synpunkt": "kör kommandot i en terminal",
    "indicators import figures.xlsx --indicator IND-ARBETSLOSA": "--yes",
    "indicators import dialog.xlsx --indicator IND-DIALOG": "--yes",
}
"""What asks the person, and what it says where there is nobody to ask."""

NO_SUCH_DECISION = re.compile(r"freeze [A-Z -]+ --decision (BES-\S+)")
NO_SUCH_EDITION = re.compile(r"diff (BES-\S+)")
"""What is frozen is an example: no decision is made up among the real ones."""


def shown(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """What stands in the texts, once in each."""
    return [
        (text, found)
        for text in TEXTS
        for found in dict.fromkeys(
            each[0].partition("  #")[0].rstrip()
            for each in pattern.finditer((REPOSITORY / text).read_text(encoding="utf-8"))
        )
        if not found.endswith("policytrace")
    ]


COMMANDS = shown(PROGRAM)
COMMAND_LINES = sorted({command for _, command in COMMANDS})
TARGETS = [
    (text, target)
    for text in TEXTS
    for target in dict.fromkeys(
        found[1]
        for code in CODE.finditer((REPOSITORY / text).read_text(encoding="utf-8"))
        for found in TARGET.finditer(code[0])
    )
]
"""What the texts ask make for, once in each."""


def words_of(command: str) -> str:
    """What is asked of the program."""
    return command.removeprefix("./policytrace ")


@pytest.fixture
def clone(copy: Copy) -> Copy:
    """The copy with a launcher for which all is installed, and files of a person's own."""
    launcher = copy.root / "policytrace"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m policytrace "$@"\n')
    launcher.chmod(0o755)
    commands = "\n".join(command for _, command in COMMANDS)
    for name in re.findall(r"indicators import (\S+)", commands):
        with xlsxwriter.Workbook(copy.root / name) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["period", "område", "kön", "värde", "källa"])
            sheet.write_row(1, 0, ["2025", "Fagersta", "totalt", 7, "Prov"])
    return copy


def keep_versions(clone: Copy) -> None:
    """The versions that the guide to changes names, all of the same plan."""
    if (clone.root / ".git").exists():
        return
    git = (
        "git",
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@plan.example",
        "-c",
        "commit.gpgsign=false",
    )
    for words in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "--", "."),
        *[("commit", "--quiet", "--allow-empty", "--message=A")] * 4,
        ("tag", "v2027"),
    ):
        subprocess.run([*git, *words], cwd=clone.root, check=True, stdin=subprocess.DEVNULL)
    (clone.root.parent / "en-kopia").symlink_to(clone.root)


def run(clone: Copy, command: str) -> subprocess.CompletedProcess[str]:
    """What a person gets who writes the command in the project's folder."""
    return subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=clone.root,
        env={
            **os.environ,
            "PYTHONPATH": str(REPOSITORY / "_ext"),
            "SOURCE_DATE_EPOCH": DAY,
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_commands_are_found_in_the_texts() -> None:
    assert {text for text, _ in COMMANDS} >= {"README.md", "docs/redigera.md", "docs/publicera.md"}
    assert len(COMMANDS) > 12


@pytest.mark.parametrize("command", COMMAND_LINES)
def test_a_command_runs_as_it_is_shown(clone: Copy, command: str) -> None:
    texts = [text for text, shown_there in COMMANDS if shown_there == command]
    words = words_of(command)
    if words.startswith(NEEDS_THE_NETWORK):
        command = f"{command} --help"
    if "--baseline earlier.json" in words:
        known = next(one for _, one in COMMANDS if one.endswith("--output earlier.json"))
        assert run(clone, known).returncode == 0
    if words.startswith("plan import "):
        exported = words.replace("import", "export --xlsx")
        (clone.root / words.removeprefix("plan import ")).unlink(missing_ok=True)
        assert run(clone, f"./policytrace {exported}").returncode == 0
    if words.startswith("diff"):
        keep_versions(clone)
    done = run(clone, command)
    assert "Traceback" not in done.stdout + done.stderr, texts
    if asked := ASKS.get(words):
        assert done.returncode != 0
        assert asked in done.stderr
        return
    if frozen := NO_SUCH_DECISION.fullmatch(words):
        assert done.returncode != 0
        assert f"Inget av typen beslut heter ”{frozen[1]}”." in done.stderr
        return
    if edition := NO_SUCH_EDITION.fullmatch(words):
        assert done.returncode != 0
        assert (
            f"Det finns ingen revision, utgåva eller mapp som heter ”{edition[1]}”." in done.stderr
        )
        return
    assert done.returncode == 0, done.stdout + done.stderr


def test_make_targets_are_found_in_the_texts() -> None:
    assert {target for _, target in TARGETS} >= {"check", "html", "live", "lint", "translations"}
    assert len(TARGETS) > 20


@pytest.mark.parametrize(("text", "target"), TARGETS)
def test_every_make_target_that_is_shown_exists(text: str, target: str) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{re.escape(target)}:.*## ", makefile, re.MULTILINE), text


def test_a_check_ends_as_the_guide_says(clone: Copy) -> None:
    """0 if all is right, 1 if there are errors, 2 if it could not be run."""
    guide = (REPOSITORY / "docs" / "publicera.md").read_text(encoding="utf-8")
    assert "0 om allt är rätt, 1 om det finns fel och 2 om det inte gick att köra." in guide
    check = "./policytrace check --strict-time"
    assert run(clone, check).returncode == 0
    clone.edit("action_plans/barnperspektiv.md", r"\Z", "\n:::{åtgärd} A\n:id: ATG-X\n:::\n")
    assert run(clone, check).returncode == 1
    settings = clone.root / "ubproject.toml"
    settings.write_text(f"[\n{settings.read_text('utf-8')}", encoding="utf-8")
    assert run(clone, check).returncode == 2
