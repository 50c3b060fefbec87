"""What Git keeps of a project, asked so that nothing in the project is run."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest

from policytrace.repository import repository_of

PLACES = (PurePosixPath("_build"),)
IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@plan.example")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607


def written(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return folder


def repository(folder: Path, *names: str, kept: Iterable[str] = (".",)) -> Path:
    """A repository with files of these names, of which `kept` are tracked."""
    written(folder, *names)
    git(folder, "init", "--quiet")
    git(folder, "add", "--force", *kept)
    return folder


def asked(project: Path, places: Iterable[PurePosixPath]) -> tuple[str, ...]:
    """What is tracked there; nothing where there is no repository."""
    found = repository_of(project)
    return found.tracked(places) if found else ()


def test_what_is_tracked_below_a_place_is_told(tmp_path: Path) -> None:
    names = ("_build/doctrees/environment.pickle", "_build/html/sida å.html", "index.md")
    assert asked(repository(tmp_path, *names), PLACES) == names[:2]


def test_what_only_lies_there_is_not_asked(tmp_path: Path) -> None:
    project = repository(tmp_path, "_build/doctrees/x", "index.md", kept=["index.md"])
    assert asked(project, PLACES) == ()


def test_a_project_may_lie_below_the_top_of_the_repository(tmp_path: Path) -> None:
    repository(tmp_path, "plan/_build/x", "_build/y")
    assert asked(tmp_path / "plan", PLACES) == ("_build/x",)


def test_a_worktree_of_a_repository_is_one_too(tmp_path: Path) -> None:
    main = repository(tmp_path / "main", "_build/x")
    git(main, *IDENTITY, "commit", "--quiet", "--message", "x")
    git(main, "worktree", "add", "--quiet", str(tmp_path / "other"))
    assert asked(tmp_path / "other", PLACES) == ("_build/x",)


def test_a_link_is_tracked_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "_build").symlink_to("elsewhere", target_is_directory=True)
    assert asked(repository(tmp_path, "elsewhere/x"), PLACES) == ("_build",)


def test_large_letters_are_the_same_name(tmp_path: Path) -> None:
    assert asked(repository(tmp_path, "_BUILD/x"), PLACES) == ("_BUILD/x",)


def test_a_place_is_a_name_and_never_a_pattern(tmp_path: Path) -> None:
    project = repository(tmp_path, "a/x")
    assert asked(project, (PurePosixPath("*"),)) == ()


def test_outside_a_repository_nothing_is_asked(tmp_path: Path) -> None:
    assert asked(written(tmp_path, "_build/x"), PLACES) == ()


def test_without_git_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = repository(tmp_path, "_build/x")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert asked(project, PLACES) == ()


def test_the_variables_of_a_hook_are_not_listened_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = repository(tmp_path / "ours", "_build/x")
    repository(tmp_path / "other", "y")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    assert asked(project, PLACES) == ("_build/x",)


def test_a_program_that_the_repository_names_is_not_run(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran'\n", encoding="utf-8")
    program.chmod(0o755)
    project = repository(tmp_path / "ours", "_build/x")
    git(project, "config", "core.fsmonitor", str(program))
    assert asked(project, PLACES) == ("_build/x",)
    assert not (tmp_path / "ran").exists()


def test_a_folder_that_looks_like_a_repository_does_not_hide_the_real_one(tmp_path: Path) -> None:
    project = tmp_path / "plan"
    project.mkdir()
    git(project, "init", "--quiet", "--bare")
    written(project, "_build/x")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--force", "plan/_build/x")
    assert asked(project, PLACES) == ("_build/x",)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="asks for another owner")
def test_a_repository_of_another_user_s_is_asked_too(tmp_path: Path) -> None:
    project = repository(tmp_path, "_build/x")
    for path in (project, project / ".git"):
        os.chown(path, 12345, 12345)
    assert asked(project, PLACES) == ("_build/x",)
