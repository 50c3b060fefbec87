"""Where something stands in the project's files."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """A place in a source file."""

    file: str
    """Path relative to the project's folder, with ``/``."""
    line: int
    """Counted from 1."""

    def __str__(self) -> str:
        """The place as editors and terminals understand it."""
        return f"{self.file}:{self.line}"

    def seen_from(self, folder: str) -> Location:
        """The same place, where the project's folder is seen as `folder`; empty: from itself."""
        return replace(self, file=f"{folder}/{self.file}") if folder else self


def folder_seen_from(place: Path, project: Path) -> str:
    """The path from the folder `place` to the project's, with ``/``; empty if they are the same.

    Links are followed, since a repository knows a file by its own place. Where that leads out of
    `place` and the project's path as it was written does not, that is the one: it can be opened.
    """
    here = place.resolve()
    paths = [os.path.relpath(project.resolve(), here), os.path.relpath(project.absolute(), here)]
    path = next((path for path in paths if not path.startswith(os.pardir)), paths[0])
    return "" if path == os.curdir else Path(path).as_posix()
