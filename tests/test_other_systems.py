"""What Windows and macOS lack is done without: the program is run as if it were not here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from policytrace.cli import publishing
from policytrace.cli.main import main
from tests.paths import REPOSITORY
from tests.sphinx.tiny import TinyProject

WITHOUT = """\
import os, signal, sys

for name in ("fork", "killpg", "setsid", "sched_getaffinity", "sync", "geteuid", "getuid"):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGHUP", "SIGKILL"):
    delattr(signal, name)
for name in ("pwd", "grp", "resource", "termios", "tty", "readline"):
    sys.modules[name] = None
import policytrace.sphinx.forked as forked
forked.can_fork = lambda: False

from policytrace.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def run(project: TinyProject, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, *words],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "_ext")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A valid project."""
    return TinyProject.make(tmp_path / "liten åäö")


def test_a_site_is_built_without_what_windows_lacks(project: TinyProject) -> None:
    done = run(project, "build", "--today", "2027-01-15")
    assert (done.returncode, done.stderr) == (0, "")
    assert (project.root / "_build/html/index.html").is_file()


def test_the_same_is_found_without_forks(project: TinyProject) -> None:
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    done = run(project, "check", "--today", "2027-01-15")
    assert done.returncode == 1
    assert "PT203" in done.stdout


ONLY_IN_SOME = re.compile(
    r"^(?:import|from) (?:fcntl|pwd|grp|resource|termios|tty|pty|readline|msvcrt)\b", re.MULTILINE
)


def test_nothing_is_imported_that_only_some_systems_have() -> None:
    modules = (REPOSITORY / "_ext").rglob("*.py")
    assert [one for one in modules if ONLY_IN_SOME.search(one.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("command", [["publish", "x"], ["rollback", "x"]])
def test_where_no_link_can_be_turned_nothing_is_published(
    monkeypatch: pytest.MonkeyPatch, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(publishing, "CAN_TURN_LINKS", False)
    assert main(command) == 2
    assert "bara i Linux och macOS" in capsys.readouterr().err
