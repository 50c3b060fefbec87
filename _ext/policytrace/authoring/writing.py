"""Changes files whole or not at all, and takes a change back to the very bytes that were there."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from policytrace.messages import message
from policytrace.metamodel import ProjectError


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a file holds, and what it is to hold."""

    path: Path
    before: bytes | None
    """None: there is no such file."""
    after: bytes


def apply(changes: Iterable[Change]) -> None:
    """Make all changes, or none.

    Raises:
        ProjectError: a file is no longer as it was, or cannot be written.
    """
    made: list[Change] = []
    try:
        for change in changes:
            if _content(change.path) != change.before:
                raise ProjectError(
                    message(
                        "{file} has been changed by someone else meanwhile. Run the command again.",
                        file=str(change.path),
                    )
                )
            _replace(change.path, change.after)
            made.append(change)
    except OSError as error:
        undo(made)
        raise ProjectError(
            message("{file} cannot be written: {error}", file=str(error.filename or ""),
                    error=str(error.strerror or error))
        ) from error
    except BaseException:
        undo(made)
        raise


def undo(changes: Iterable[Change]) -> tuple[Path, ...]:
    """Take changes back; gives the files that someone else has changed since, which are left."""
    left: list[Path] = []
    for change in reversed(list(changes)):
        if _content(change.path) != change.after:
            left.append(change.path)
        elif change.before is None:
            change.path.unlink()
        else:
            _replace(change.path, change.before)
    return tuple(left)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace(path: Path, content: bytes) -> None:
    """Put a file with `content` in the place of `path`: at every moment it is one or the other."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _take_over(path, name)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise


def _take_over(path: Path, name: str) -> None:
    """Give the file `name` the rights and the owner that `path` has, or that a new file gets."""
    try:
        was = path.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        return
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(name, was.st_uid, was.st_gid)
    os.chmod(name, was.st_mode & 0o7777)
