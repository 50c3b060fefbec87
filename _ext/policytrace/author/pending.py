"""Files as they will be when changes that are not yet written have been made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from policytrace.author.source_files import SourceFile, inside, read_source, source_of
from policytrace.file_changes import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingFiles:
    """The files of a project, with what is to be changed in them."""

    project: Path
    _changes: dict[Path, Change] = field(default_factory=dict)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is to be written, one change for each file."""
        return tuple(self._changes.values())

    def put(self, changes: Iterable[Change]) -> None:
        """Make changes, each of the file as it will be so far."""
        for change in changes:
            had = self._changes.get(change.path)
            self._changes[change.path] = replace(change, before=had.before) if had else change

    def has(self, file: str) -> bool:
        """Whether there will be such a file."""
        path = inside(self.project, file)
        return path in self._changes or path.is_file()

    def read(self, file: str) -> SourceFile:
        """A file as it will be.

        Raises:
            ProjectError: it cannot be read, or is not in the project.
        """
        path = inside(self.project, file)
        change = self._changes.get(path)
        return source_of(path, file, change.after) if change else read_source(self.project, file)
