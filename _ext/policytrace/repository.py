"""The Git repository that a project lies in, asked so that nothing in it is run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

_TIMEOUT = 60

LONGEST_NAME = 200
"""Characters of what a person can call a commit."""

_FULL_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")

_ORDINARY = frozenset({"100644", "100755"})
"""Modes of files; what is left are links, and repositories within this one."""

_QUIET = (
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "log.showSignature=false"),
    *("-c", "protocol.allow=never"),
)
"""What keeps Git from running a program that the repository names, or asking another machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit of the repository."""

    id: str
    day: date
    """On which it was committed, where it was."""

    @property
    def short(self) -> str:
        """Its id as people write it."""
        return self.id[:9]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file as a commit has it."""

    path: PurePosixPath
    """From the project's folder."""
    id: str
    """Of its content."""
    size: int


class Repository:
    """A repository, seen from the folder of a project in it."""

    def __init__(self, project: Path, git: str, top: Path) -> None:
        """See `repository_of`."""
        self._project, self._git, self._top = project, git, top

    @property
    def is_shallow(self) -> bool:
        """Whether only a part of the history has been fetched."""
        return self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    @property
    def mark(self) -> str:
        """What has been committed last, and whether all that led to it has been fetched."""
        found = self._ask("rev-parse", "HEAD", "--is-shallow-repository")
        return found.decode("ascii", "replace")

    def commit(self, name: str) -> Commit | None:
        """The commit that a person means by `name`: a branch, a tag or (a part of) an id."""
        if not name or name.startswith("-") or len(name) > LONGEST_NAME or "\0" in name:
            return None
        found = self._ask(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
        )
        line = found.decode("ascii", "replace").strip()
        return self._described(line) if _FULL_ID.fullmatch(line) else None

    def tracked(self, places: Iterable[PurePosixPath]) -> tuple[str, ...]:
        """The files kept at or below `places`, by path from the project's folder.

        `places` are paths from there too; whether letters are large or small is not looked at, as
        some file systems do not.
        """
        patterns = (f":(icase,literal){place}" for place in places)
        answer = self._ask("ls-files", "-z", "--", *patterns)
        return tuple(os.fsdecode(name) for name in answer.split(b"\0") if name)

    def files(self, commit: str) -> Iterator[KeptFile]:
        """The ordinary files of the project as a commit has them, in the order of their names."""
        listing = self._ask("ls-tree", "-r", "-z", "--long", commit, "--", ".")
        for row in listing.split(b"\0"):
            told, _, name = row.partition(b"\t")
            mode, kind, blob, size = [*told.decode("ascii").split(), "", "", "", ""][:4]
            if kind == "blob" and mode in _ORDINARY:
                yield KeptFile(path=PurePosixPath(os.fsdecode(name)), id=blob, size=int(size))

    def contents(self, ids: Collection[str]) -> Mapping[str, bytes]:
        """What the files with these ids hold; one that has not been fetched is left out."""
        wanted = list(dict.fromkeys(ids))
        answer = self._ask("cat-file", "--batch", given="".join(f"{one}\n" for one in wanted))
        found: dict[str, bytes] = {}
        place = 0
        for one in wanted:
            end = answer.find(b"\n", place)
            told = answer[place:end].decode("ascii", "replace").split()
            place = end + 1
            if end < 0 or told[1:2] != ["blob"]:
                continue
            found[one] = answer[place : place + int(told[2])]
            place += int(told[2]) + 1
        return found

    def first_parents(
        self,
        line: str,
        *,
        left_out: Sequence[PurePosixPath] = (),
        only: Sequence[PurePosixPath] = (PurePosixPath(),),
    ) -> tuple[Commit, ...]:
        """The commits that have led to one, by their first parents, the newest first.

        `line` is a commit's id, or two as ``first..last``. Of the commits, those that have changed
        something in the places `only` and not in those `left_out`.
        """
        places = (
            *(f":(literal){place}" for place in only),
            *(f":(exclude,literal){place}" for place in left_out),
        )
        answer = self._ask(
            *("log", "--first-parent", "--no-patch", "--no-color", "-z"),
            *("--format=%H %cd", "--date=format:%Y-%m-%d", line, "--", *places),
        )
        return tuple(map(_commit, filter(None, answer.decode("ascii", "replace").split("\0"))))

    def trees(self, commits: Iterable[str]) -> Mapping[str, str]:
        """What tells the project's files in each commit: the id of the folder's tree, by commit."""
        place = self._project.relative_to(self._top).as_posix()
        folder = "" if place == "." else place
        asked = list(dict.fromkeys(commits))
        answer = self._ask(
            *("cat-file", "--batch-check=%(objectname) %(objecttype)"),
            given="".join(f"{one}:{folder}\n" for one in asked),
        )
        told = (line.split() for line in answer.decode("utf-8", "replace").splitlines())
        return {
            commit: found[0]
            for commit, found in zip(asked, told, strict=False)
            if found[1:] == ["tree"]
        }

    def _described(self, commit: str) -> Commit | None:
        told = self._ask(
            "log", "-1", "--no-color", "--format=%H %cd", "--date=format:%Y-%m-%d", commit
        )
        return _commit(told.decode("ascii", "replace").strip()) if told else None

    def _ask(self, *words: str, given: str = "") -> bytes:
        """What Git answers; nothing if it does not."""
        # Inside a hook of Git, its variables tell of the repository that the hook belongs to.
        environment = {key: value for key, value in os.environ.items() if key[:4] != "GIT_"}
        settings = {
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_NO_LAZY_FETCH": "1",
        }
        place = (f"--git-dir={self._top / '.git'}", f"--work-tree={self._top}")
        try:
            answer = subprocess.run(  # noqa: S603 - the git on the person's own path
                [self._git, *_QUIET, *place, *words],
                check=False,
                capture_output=True,
                cwd=self._project,
                env={**environment, **settings},
                input=os.fsencode(given),
                timeout=_TIMEOUT,
            )
        except (OSError, subprocess.TimeoutExpired):
            return b""
        return answer.stdout


def repository_of(project: Path) -> Repository | None:
    """The repository that the folder `project` lies in; None if there is none, or no Git."""
    git = shutil.which("git")
    # Left to look for itself, Git takes a folder for a repository that only looks like one, and can
    # have been committed in another.
    top = next((place for place in (project, *project.parents) if (place / ".git").exists()), None)
    return Repository(project, git, top) if git and top else None


def _commit(told: str) -> Commit:
    name, _, day = told.strip().partition(" ")
    return Commit(id=name, day=date.fromisoformat(day))
