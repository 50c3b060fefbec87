"""What has been saved since the server was started, to be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from policytrace.file_changes import Change, apply, undo
from policytrace.messages import Sayable


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """One thing that was saved."""

    number: int
    said: Sayable
    item: str
    """The object that it is about; empty if it is about none."""
    changes: tuple[Change, ...]
    is_undone: bool = False

    @property
    def stands(self) -> bool:
        """Whether all of its files are still as it has left them."""
        return all(_content(change.path) == change.after for change in self.changes)


@dataclass(kw_only=True)
class SavedChanges:
    """All that was saved, in order."""

    entries: list[Saved] = field(default_factory=list)

    def save(self, changes: Sequence[Change], said: Sayable, item: str = "") -> Saved:
        """Write the changes, and note them.

        Raises:
            ProjectError: a file is no longer as it was, or cannot be written. Nothing is written.
        """
        apply(changes)
        saved = Saved(number=len(self.entries) + 1, said=said, item=item, changes=tuple(changes))
        self.entries.append(saved)
        return saved

    def take_back(self, number: int) -> Saved | None:
        """Take one back; None if it is none, or a file is no longer as it has left it.

        Raises:
            ProjectError: a file cannot be written.
        """
        found = next((one for one in self.entries if one.number == number), None)
        if found is None or found.is_undone or not found.stands:
            return None
        undo(found.changes)
        self.entries[number - 1] = replace(found, is_undone=True)
        return found

    @property
    def files(self) -> frozenset[Path]:
        """The files that have been written to."""
        return frozenset(change.path for one in self.entries for change in one.changes)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
