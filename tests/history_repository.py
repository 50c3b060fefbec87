"""Repositories of projects, made commit by commit on days that are given."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

_IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@plan.example")


def git(folder: Path, *arguments: str, day: date | None = None) -> str:
    """What Git answers; commits are made at noon of the day."""
    noon = f"{day}T12:00:00+0100" if day else ""
    times = {"GIT_AUTHOR_DATE": noon, "GIT_COMMITTER_DATE": noon} if day else {}
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *_IDENTITY, *arguments],  # noqa: S607
        cwd=folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **times},
    )
    return done.stdout.strip()


def begin(folder: Path) -> None:
    """Make a repository."""
    git(folder, "init", "--quiet")
    (folder / ".gitignore").write_text("_build/\n", encoding="utf-8")


def commit(folder: Path, day: date, name: str = "") -> str:
    """Commit all files of the folder; gives the commit's id, and tags it if it has a name."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "x", day=day)
    if name:
        git(folder, "tag", name)
    return git(folder, "rev-parse", "HEAD")
