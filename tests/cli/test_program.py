"""What is told to run starts the program from the folder one stands in."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

import policytrace
from policytrace.cli.program import program, runnable


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a repository, where one stands, with the program in it."""
    folder = tmp_path / "plan å"
    folder.mkdir()
    monkeypatch.setattr(policytrace, "__file__", str(folder / "_ext" / "policytrace" / "x.py"))
    monkeypatch.chdir(folder)
    return folder


def test_the_launcher_is_named_from_where_one_stands(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "policytrace").touch()
    (root / "docs").mkdir()
    assert program() == "./policytrace"
    monkeypatch.chdir(root / "docs")
    assert program() == "../policytrace"
    monkeypatch.chdir(tmp_path)
    assert program() == f"'{root}/policytrace'"


def test_without_a_launcher_it_is_what_was_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["-m"])
    assert program() == f"{shlex.quote(sys.executable)} -m policytrace"
    (root / "bin").mkdir()
    (root / "bin" / "policytrace").touch()
    monkeypatch.setattr(sys, "argv", [str(root / "bin" / "policytrace")])
    assert program() == "bin/policytrace"
    monkeypatch.chdir(root / "bin")
    assert program() == "./policytrace"


def test_in_windows_python_s_own_launcher_runs_ours(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "policytrace").touch()
    monkeypatch.setattr("policytrace.cli.program.WINDOWS", True)
    assert program() == "py policytrace"
    (root / "docs").mkdir()
    monkeypatch.chdir(root / "docs")
    assert program().startswith("py ..")
    monkeypatch.chdir(root.parent)
    assert program() == f'py "{root}/policytrace"'


def test_only_what_names_the_program_is_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "policytrace").touch()
    (root / "docs").mkdir()
    monkeypatch.chdir(root / "docs")
    assert runnable("Kör ./policytrace check. policytrace är fritt.") == (
        "Kör ../policytrace check. policytrace är fritt."
    )
