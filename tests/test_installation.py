"""What is installed and when, and how the launcher passes on; pip and npm are stood in for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest
from filelock import lock_descriptor

import installation
from tests.paths import REPOSITORY


@dataclass
class Checkout:
    """A checkout in a folder with a space and an å; what was asked of pip and npm there."""

    root: Path
    asked: list[str] = field(default_factory=list)
    pip_fails: bool = False

    def install(self, *parts: str) -> list[str]:
        """What is asked for when these parts are installed."""
        self.asked.clear()
        installation._python_version.cache_clear()
        self.code = installation.main(parts)
        return self.asked.copy()

    def make_venv(self) -> None:
        self.asked.append("venv")
        shutil.rmtree(self.root / ".venv", ignore_errors=True)
        (self.root / ".venv/bin").mkdir(parents=True)
        (self.root / ".venv/lib/python3.11/site-packages").mkdir(parents=True)
        (self.root / ".venv/bin/python").symlink_to(sys.executable)
        installation._python_version.cache_clear()

    def pip(self, *arguments: str) -> None:
        self.asked.append(f"pip {Path(arguments[-1]).name}")
        if self.pip_fails:
            raise installation.NotInstalledError("Nej.")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    made = Checkout(root=tmp_path / "min plan å")
    made.root.mkdir()
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml", "package.json"):
        (made.root / name).write_text(f"{name}\nsetuptools==80 \\\n  --hash=1\nx==1\n")
    (made.root / "package-lock.json").write_text("{}")
    stand_in(made, monkeypatch)
    return made


def stand_in(made: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, path in {
        "ROOT": "", "VENV": ".venv", "PYTHON": ".venv/bin/python", "STAMPS": ".venv/.ready",
        "NODE_MODULES": "node_modules", "NODE_STAMPS": "node_modules/.ready",
    }.items():  # fmt: skip
        monkeypatch.setattr(installation, name, made.root / path)
    monkeypatch.setattr(installation, "_make_venv", made.make_venv)
    monkeypatch.setattr(installation, "_pip", made.pip)


ALL = ["venv", "pip build.txt", "pip requirements.txt", "pip min plan å"]


def test_all_is_installed_once(checkout: Checkout) -> None:
    assert checkout.install("runtime") == ALL
    assert (checkout.root / ".venv/build.txt").read_text() == "setuptools==80 \\\n  --hash=1\n"
    assert checkout.install("runtime") == []


def test_a_second_run_begins_when_the_first_is_done(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: Queue[str] = Queue()
    monkeypatch.setattr(installation, "_tell", told.put)
    with (checkout.root / installation.LOCK).open("a", encoding="utf-8") as held:
        lock_descriptor(held.fileno())
        second = Thread(target=checkout.install, args=("runtime",), daemon=True)
        second.start()
        assert told.get(timeout=60).startswith("Väntar på en annan körning")
        assert checkout.asked == []
    second.join(60)
    assert (checkout.asked, checkout.code) == (ALL, 0)


def test_what_a_killed_run_has_left_keeps_nobody_out(checkout: Checkout) -> None:
    (checkout.root / installation.LOCK).write_text("x", encoding="utf-8")
    assert checkout.install("runtime") == ALL


def test_where_nothing_can_be_locked_it_installs_all_the_same(checkout: Checkout) -> None:
    (checkout.root / installation.LOCK).mkdir()
    assert checkout.install("runtime") == ALL


@pytest.mark.parametrize(
    ("name", "again"), [("requirements.txt", ALL), ("pyproject.toml", ALL[-1:])]
)
def test_what_has_changed_is_installed_again(
    checkout: Checkout, name: str, again: list[str]
) -> None:
    checkout.install("runtime")
    (checkout.root / name).write_text("annat\n")
    assert checkout.install("runtime") == again


def test_line_ends_of_another_system_are_no_change(checkout: Checkout) -> None:
    checkout.install("runtime")
    lock = checkout.root / "requirements.txt"
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert checkout.install("runtime") == []


def test_what_was_interrupted_is_made_again(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout.pip_fails = True
    assert checkout.install("runtime") == ALL[:2]
    assert checkout.code == 1
    assert capsys.readouterr() == (
        "",
        "Installerar Python-paket (tar någon minut första gången) …\nNej.\n",
    )
    checkout.pip_fails = False
    assert checkout.install("runtime") == ALL


def test_what_developers_need_is_added_and_serves_all(checkout: Checkout) -> None:
    checkout.install("runtime")
    assert checkout.install("dev") == ["pip build.txt", "pip requirements-dev.txt", ALL[-1]]
    assert checkout.install("runtime", "dev") == []


def test_half_added_it_is_not_complete(checkout: Checkout) -> None:
    checkout.install("runtime")
    checkout.pip_fails = True
    checkout.install("dev")
    checkout.pip_fails = False
    assert checkout.install("runtime") == ALL


def test_a_python_that_is_gone_is_installed_again(checkout: Checkout) -> None:
    checkout.install("runtime")
    (checkout.root / ".venv/bin/python").unlink()
    assert checkout.install("runtime") == ALL


def test_a_folder_that_has_moved_is_installed_again(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout.install("runtime")
    moved = Checkout(root=checkout.root.rename(checkout.root.with_name("flyttad")))
    stand_in(moved, monkeypatch)
    assert moved.install("runtime") == [*ALL[:-1], "pip flyttad"]


def test_an_old_python_is_told_which_is_needed(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(installation, "OLDEST_PYTHON", (4, 0))
    assert checkout.install("runtime") == []
    assert checkout.code == 1
    assert "Det behövs Python 3.11 eller senare" in capsys.readouterr().err


def test_plantuml_that_is_there_is_not_fetched(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(checkout.root))
    monkeypatch.setenv("PLANTUML_JAR", "/x/plantuml.jar")
    checkout.install("plantuml")
    assert checkout.code == 0
    monkeypatch.delenv("PLANTUML_JAR")
    checkout.install("plantuml")
    assert checkout.code == 1
    assert "Det behövs Node.js 18 eller senare" in capsys.readouterr().err


def test_npm_installs_once(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    bin_, log = checkout.root / "bin", checkout.root / "log"
    bin_.mkdir()
    for name in ("npm", "node"):
        program(bin_ / name, f'echo "$@" >> "{log}"; mkdir -p node_modules')
    monkeypatch.setenv("PATH", f"{bin_}:/bin:/usr/bin")
    monkeypatch.delenv("PLANTUML_JAR", raising=False)
    monkeypatch.setattr(shutil, "which", without_plantuml(shutil.which))
    checkout.install("plantuml")
    checkout.install("plantuml")
    assert [line.split()[:2] for line in log.read_text().splitlines()] == [["ci", "--omit=dev"]]
    checkout.install("node")
    checkout.install("plantuml", "node")
    assert len(log.read_text().splitlines()) == 2


def without_plantuml(which: Callable[[str], str | None]) -> Callable[[str], str | None]:
    return lambda name: None if name == "plantuml" else which(name)


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


# ------------------------------------------------------------------------------ the launcher

INSTALLATION = """\
import os, sys
PYTHON, WINDOWS = {python!r}, False
def main(parts):
    sys.stderr.write(" ".join(parts) + "\\n")
    return int(os.environ.get("FAILS", "0"))
def clean_environment(given):
    return {{name: value for name, value in given.items() if name != "PYTHONPATH"}}
"""


def launch(root: Path, *words: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    (root / "_ext").mkdir(parents=True, exist_ok=True)
    shutil.copy(REPOSITORY / "policytrace", root)
    python = root / "python å"
    program(python, 'printf "%s|" "$PWD" "$PYTHONPATH" "$@"; exit 7')
    (root / "_ext" / "installation.py").write_text(INSTALLATION.format(python=str(python)), "utf-8")
    return subprocess.run(
        [root / "policytrace", *words],
        cwd=cwd,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "PYTHONPATH": "/x", **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["check", "--today", "2027-01-15"], "runtime"),
        (["new", "åtgärd", "--vad=två ord"], "runtime"),
        (["--help"], "runtime"),
        ([], "runtime"),
        (["build"], "runtime plantuml"),
        (["edit", "--port=9000"], "runtime plantuml"),
    ],
)
def test_the_launcher_installs_and_passes_on_from_any_folder(
    tmp_path: Path, words: list[str], parts: str
) -> None:
    elsewhere = tmp_path / "annan mapp"
    elsewhere.mkdir()
    done = launch(tmp_path / "min plan å", *words, cwd=elsewhere)
    assert done.stderr == f"{parts}\n"
    assert done.stdout == "|".join([str(elsewhere), "", "-m", "policytrace", *words, ""])
    assert done.returncode == 7


def test_nothing_is_run_when_something_could_not_be_installed(tmp_path: Path) -> None:
    done = launch(tmp_path / "plan", "check", cwd=tmp_path, FAILS="1")
    assert (done.returncode, done.stdout) == (1, "")


def test_the_launcher_is_found_through_a_link(tmp_path: Path) -> None:
    launch(tmp_path / "plan", cwd=tmp_path)
    link = tmp_path / "pt"
    link.symlink_to(tmp_path / "plan" / "policytrace")
    done = subprocess.run([link, "rules"], capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.endswith("-m|policytrace|rules|")


def test_the_launcher_can_be_read_by_pythons_that_are_too_old() -> None:
    """It must get as far as saying which is needed."""
    text = (REPOSITORY / "policytrace").read_text(encoding="utf-8")
    compile(text, "policytrace", "exec", dont_inherit=True)
    assert 'f"' not in text
    assert "from __future__" not in text
