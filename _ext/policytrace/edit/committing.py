"""Commits what has been changed, and sends it, by the person's own Git.

Git's own hooks and ways to sign in are used as they are set up, but nobody can be asked in a
terminal. Nothing is forced: what cannot be done is told, and what there is stays.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePosixPath

from policytrace.edit.shadow import NOT_CONTENT

_TIMEOUT = 120
"""Seconds that Git may take: what is sent goes over a network."""

_CONTENT = frozenset(
    {".md", ".csv", ".toml", ".svg", ".png", ".jpg", ".jpeg", ".pdf", ".xlsx", ".txt", ".json"}
)
_MOST_SAID = 4_000
_FIRST = "origin"
"""What Git calls the repository that was cloned."""
_UNDERWAY = (
    *("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "BISECT_LOG"),
    *("rebase-merge", "rebase-apply"),
)
_PERSON = re.compile(r"[^\x00-\x1f<>\x7f]{1,200}")
_MAIL = re.compile(r"[^\s\x00-\x1f<>@]{1,100}@[^\s\x00-\x1f<>@]{1,100}")
_REJECTED = re.compile(r"^!\t[^\t\n]*\t\[(?:remote )?rejected\] ?(.*)$", re.MULTILINE)
"""A branch that was not taken, as ``git push --porcelain`` lists it, with the reason."""
_BEHIND = ("fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref")
"""The reasons why a branch is not taken when others have sent to it before, or just then."""


class Rejection(Enum):
    """Why a branch that was sent was not taken by the repository that it was sent to."""

    BEHIND = "behind"
    """Others have sent commits that are not fetched."""
    REFUSED = "refused"
    """It is protected, or what is run there (a hook) said no."""


class Hindrance(Enum):
    """Why nothing can be committed from here."""

    NO_GIT = "no_git"
    NO_REPOSITORY = "no_repository"
    DETACHED = "detached"
    UNDERWAY = "underway"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFile:
    """A file of content that is not as the last commit has it."""

    path: PurePosixPath
    """From the project's folder."""
    is_new: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryState:
    """What can be committed, and where it can be sent."""

    hindrance: Hindrance | None = None
    branch: str = ""
    has_commits: bool = False
    files: tuple[ChangedFile, ...] = ()
    name: str = ""
    """Who commits; empty if nobody has said so."""
    email: str = ""
    remote: str = ""
    """Where the branch is sent, or would be; empty: nowhere."""
    unsent: int = 0
    """How many commits have not been sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GitAnswer:
    """What came of asking Git."""

    done: bool
    said: str = ""
    """In Git's own words."""
    rejection: Rejection | None = None
    """Why what was sent was not taken; None if it was, or never arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Committer:
    """The repository of a project."""

    project: Path
    git: str | None = field(default_factory=lambda: shutil.which("git"))

    @property
    def _top(self) -> Path | None:
        places = (self.project, *self.project.parents)
        return next((place for place in places if (place / ".git").exists()), None)

    def state(self) -> RepositoryState:
        """What there is to commit now."""
        if self.git is None:
            return RepositoryState(hindrance=Hindrance.NO_GIT)
        if self._top is None:
            return RepositoryState(hindrance=Hindrance.NO_REPOSITORY)
        listing = self._ask("status", "--porcelain=v1", "-z", "--untracked-files=all", "--", ".")
        prefix = self._ask("rev-parse", "--show-prefix")
        if not (listing.done and prefix.done):
            return RepositoryState(hindrance=Hindrance.UNREADABLE)
        branch = self._ask("symbolic-ref", "--quiet", "--short", "HEAD").said.strip()
        remote, _ = self._upstream(branch)
        unsent = self._unsent(remote) if remote else ""
        hindrance = None if branch else Hindrance.DETACHED
        return RepositoryState(
            hindrance=Hindrance.UNDERWAY if self._is_underway() else hindrance,
            branch=branch,
            has_commits=self._ask("rev-parse", "--verify", "--quiet", "HEAD").done,
            files=tuple(_changed(listing.said, prefix.said.strip())),
            name=self._ask("config", "user.name").said.strip(),
            email=self._ask("config", "user.email").said.strip(),
            remote=remote,
            unsent=int(unsent) if unsent.isdecimal() else 0,
        )

    def introduce(self, name: str, email: str) -> bool:
        """Note in this repository who commits; whether that is a name and an address."""
        if not (_PERSON.fullmatch(name) and _MAIL.fullmatch(email)):
            return False
        told = (("user.name", name), ("user.email", email))
        return all(self._ask("config", "--local", key, value).done for key, value in told)

    def commit(self, files: Sequence[ChangedFile], text: str) -> GitAnswer:
        """Commit these files as they are now, and nothing else."""
        paths = [f":(literal){file.path}" for file in files]
        new = [f":(literal){file.path}" for file in files if file.is_new]
        if new and not (added := self._ask("add", "--intent-to-add", "--", *new)).done:
            return added
        answer = self._ask("commit", "--quiet", "--only", "--file=-", "--", *paths, given=text)
        if new and not answer.done:
            self._ask("reset", "--quiet", "--", *new)
        return answer

    def push(self) -> GitAnswer:
        """Send the branch where it is followed."""
        branch = self._ask("symbolic-ref", "--quiet", "--short", "HEAD").said.strip()
        remote, target = self._upstream(branch)
        if not remote:
            return GitAnswer(done=False)
        words = ("push", "--porcelain", "--set-upstream", remote, f"HEAD:{target}")
        return self._ask(*words, reads=_rejection)

    def fetch_and_rebase(self) -> GitAnswer:
        """Put own commits on top of what others have sent; all stays as it was if that fails."""
        changed = self._ask("status", "--porcelain=v1", "--untracked-files=no")
        if not changed.done or changed.said.strip():
            return GitAnswer(done=False)
        branch = self._ask("symbolic-ref", "--quiet", "--short", "HEAD").said.strip()
        answer = self._ask("pull", "--rebase", "--quiet", *filter(None, self._upstream(branch)))
        if not answer.done and self._is_underway():
            self._ask("rebase", "--abort")
        return answer

    def _upstream(self, branch: str) -> tuple[str, str]:
        """The remote that a branch is sent to, and its name there; both empty if there is none.

        A branch that has not been sent before goes to the remote that there is, or to the one that
        Git calls so if nobody says otherwise, under its own name.
        """
        if not branch:
            return "", ""
        remote = self._ask("config", f"branch.{branch}.remote").said.strip()
        target = self._ask("config", f"branch.{branch}.merge").said.strip()
        if not (remote or target):
            there = self._ask("remote").said.split()
            remote = there[0] if len(there) == 1 else _FIRST if _FIRST in there else ""
            target = f"refs/heads/{branch}"
        if not target.startswith("refs/heads/") or remote in {"", "."} or remote.startswith("-"):
            return "", ""
        return remote, target

    def _unsent(self, remote: str) -> str:
        """How many commits have not been sent to a remote, as Git says it."""
        asked = self._ask("rev-list", "--count", "@{upstream}..HEAD")
        if not asked.done:  # the branch has not been sent
            asked = self._ask("rev-list", "--count", "HEAD", "--not", f"--remotes={remote}")
        return asked.said.strip()

    def _is_underway(self) -> bool:
        """Whether a merge or the like has been begun and not ended."""
        for name in _UNDERWAY:
            place = self._ask("rev-parse", "--git-path", name).said.strip()
            if place and (self.project / place).exists():
                return True
        return False

    def _ask(
        self,
        *words: str,
        given: str = "",
        reads: Callable[[str], Rejection | None] = lambda _listing: None,
    ) -> GitAnswer:
        """Ask Git, as the person would who stands in the project's folder.

        `reads` finds in what Git lists why something was rejected.
        """
        top = self._top
        if self.git is None or top is None:
            return GitAnswer(done=False)
        # Inside a hook of Git, its variables tell of the repository that the hook belongs to.
        environment = {key: value for key, value in os.environ.items() if key[:4] != "GIT_"}
        settings = {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "LC_ALL": "C.UTF-8"}
        place = (f"--git-dir={top / '.git'}", f"--work-tree={top}")
        try:
            answer = subprocess.run(  # noqa: S603 - the git on the person's own path
                [self.git, "-c", "core.fsmonitor=false", *place, *words],
                check=False,
                capture_output=True,
                cwd=self.project,
                env={**environment, **settings},
                input=given.encode(),
                timeout=_TIMEOUT,
                start_new_session=True,  # so that no program finds a terminal to ask in
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return GitAnswer(done=False, said=str(error)[:_MOST_SAID])
        if answer.returncode:
            said = (answer.stdout + b"\n" + answer.stderr).decode("utf-8", "replace").strip()
            listing = answer.stdout.decode("utf-8", "replace")
            return GitAnswer(done=False, said=said[-_MOST_SAID:], rejection=reads(listing))
        return GitAnswer(done=True, said=answer.stdout.decode("utf-8", "replace"))


def _rejection(listing: str) -> Rejection | None:
    """Why a branch was not taken, as the list says; what a hook writes is not in it."""
    found = _REJECTED.search(listing)
    if found is None:
        return None
    is_behind = any(reason in found[1] for reason in _BEHIND)
    return Rejection.BEHIND if is_behind else Rejection.REFUSED


def _changed(listing: str, prefix: str) -> Iterable[ChangedFile]:
    """The files of content that Git lists as changed."""
    rows = iter(listing.split("\0"))
    for row in rows:
        mark, name = row[:2], row[3:]
        if "R" in mark or "C" in mark:
            was = next(rows, "")
            if "R" in mark and _is_content(was, prefix):
                yield ChangedFile(path=PurePosixPath(was.removeprefix(prefix)), is_gone=True)
        if name and _is_content(name, prefix):
            yield ChangedFile(
                path=PurePosixPath(name.removeprefix(prefix)),
                is_new=mark == "??",
                is_gone="D" in mark,
            )


def _is_content(name: str, prefix: str) -> bool:
    """Whether a file is of the plan, and not of the program or its tools."""
    if not name.startswith(prefix):
        return False
    path = PurePosixPath(name.removeprefix(prefix))
    return (
        path.suffix.casefold() in _CONTENT
        and not any(part.startswith(".") for part in path.parts)
        and path.parts[0] not in NOT_CONTENT
        and path.name not in {"package.json", "package-lock.json", "pyproject.toml"}
        and not path.name.startswith("requirements")
    )
