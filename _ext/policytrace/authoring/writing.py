"""Changes files whole or not at all, and takes a change back to the very bytes that were there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from policytrace.files import write_whole
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
            _make(change)
            made.append(change)
    except BaseException:
        undo(made)
        raise


def _make(change: Change) -> None:
    if _content(change.path) != change.before:
        raise ProjectError(
            message(
                "{file} has been changed by someone else meanwhile. Run the command again.",
                file=str(change.path),
            )
        )
    write_whole(change.path, change.after)


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


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
