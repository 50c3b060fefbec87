"""The Git repository that a project lies in, asked so that nothing in it is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

_TIMEOUT = 60


def tracked(project: Path, places: Iterable[PurePosixPath]) -> tuple[str, ...]:
    """The files that the repository keeps at or below `places`, by path from the folder `project`.

    `places` are paths from there too; whether letters are large or small is not looked at, as some
    file systems do not. None where there is no repository, or no Git.
    """
    git = shutil.which("git")
    # Left to look for itself, Git takes a folder for a repository that only looks like one, and can
    # have been committed in another.
    top = next((place for place in (project, *project.parents) if (place / ".git").exists()), None)
    if git is None or top is None:
        return ()
    # Inside a hook of Git, its variables tell of the repository that the hook belongs to.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        answer = subprocess.run(  # noqa: S603 - the git on the person's own path
            [
                *(git, "-c", "core.fsmonitor=false", f"--git-dir={top / '.git'}"),
                *(f"--work-tree={top}", "ls-files", "-z", "--"),
                *(f":(icase,literal){place}" for place in places),
            ],
            check=False,
            capture_output=True,
            cwd=project,
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=_TIMEOUT,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(os.fsdecode(name) for name in answer.stdout.split(b"\0") if name)
