"""Changes files whole or not at all, and takes a change back to the very bytes that were there."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from policytrace.errors import ProjectError
from policytrace.files import make_folder, reason, write_whole
from policytrace.messages import message


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a file holds, and what it is to hold."""

    path: Path
    before: bytes | None
    """None: there is no such file."""
    after: bytes

    @property
    def begins(self) -> int:
        """How many bytes at its beginning stay as they are."""
        return _alike(self.before or b"", self.after)

    @property
    def ends(self) -> int:
        """The place in what the file holds from which on all bytes stay as they are."""
        before, after, begins = self.before or b"", self.after, self.begins
        return len(before) - _alike(before[begins:][::-1], after[begins:][::-1])

    @property
    def lines_added(self) -> int:
        """How many lines more the file gets; below 0 if it gets fewer."""
        return self.after.count(b"\n") - (self.before or b"").count(b"\n")


class FileChangedError(ProjectError):
    """A file that is not as it was when it was read; nothing is changed."""

    def __init__(self, path: Path) -> None:
        """Keep where it is."""
        super().__init__(
            message(
                "{file} has been changed by someone else meanwhile. Run the command again.",
                file=str(path),
            )
        )
        self.path = path


def merged(one: Change, other: Change) -> Change:
    """Two changes of what one file holds, in different places of it, as one.

    Raises:
        ValueError: they are not of the same content, or change the same place.
    """
    first, second = sorted((one, other), key=lambda change: (change.begins, change.ends))
    before = first.before or b""
    if (first.path, first.before) != (second.path, second.before) or first.ends > second.begins:
        raise ValueError(f"no two changes in different places of {one.path}")
    kept = len(before) - second.begins
    return Change(
        path=first.path,
        before=first.before,
        after=first.after[: len(first.after) - kept] + second.after[second.begins :],
    )


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes are the same from the beginning on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def apply(changes: Iterable[Change]) -> None:
    """Make all changes, or none, as nearly as a disk can.

    All is first written beside its place, so that a full disk is met before anything is replaced.
    Only then is one after the other put there, by renaming.

    Raises:
        FileChangedError: a file is no longer as it was.
        ProjectError: a file cannot be written.
    """
    wanted = list(changes)
    staged: list[Path] = []
    made: list[Change] = []
    try:
        for change in wanted:
            new = _beside(change.path)
            make_folder(new.parent)
            write_whole(new, change.after)
            staged.append(new)
        for change, new in zip(wanted, staged, strict=True):
            _put(change, new)
            made.append(change)
    except BaseException:
        undo(made)
        raise
    finally:
        for new in staged:
            new.unlink(missing_ok=True)


def undo(changes: Iterable[Change]) -> tuple[Path, ...]:
    """Take changes back; gives the files that someone else has changed since, which are left.

    Raises:
        ProjectError: a file cannot be written.
    """
    left: list[Path] = []
    for change in reversed(list(changes)):
        if _content(change.path) != change.after:
            left.append(change.path)
        elif change.before is None:
            change.path.unlink()
        else:
            write_whole(change.path, change.before)
    return tuple(left)


def _beside(path: Path) -> Path:
    """A free name in the folder of the file; a link is followed to where the file lies."""
    place = Path(os.path.realpath(path))
    return place.with_name(f".{place.name[:100]}.{secrets.token_hex(4)}")


def _put(change: Change, new: Path) -> None:
    place = Path(os.path.realpath(change.path))
    try:
        if _content(place) != change.before:
            raise FileChangedError(change.path)
        if place.exists():
            new.chmod(stat.S_IMODE(place.stat().st_mode))
        new.replace(place)
    except OSError as error:
        raise ProjectError(
            message(
                "{file} cannot be written: {error}.",
                file=str(change.path),
                error=reason(error),
            )
        ) from None


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
