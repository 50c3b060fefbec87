"""A copy of a project in which a change can be tried: the project itself is only read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policytrace.file_changes import Change
from policytrace.files import make_folder, write_whole
from policytrace.site.publish import BUILD_FOLDER

NOT_CONTENT = frozenset({BUILD_FOLDER, "node_modules", "tests", "_ext"})
"""Folders of a project without content. What a build takes from them is linked."""

_LINKED = ("node_modules", "_ext")
_COMPILED = frozenset({"__pycache__"})

State = Mapping[str, tuple[int, int, int]]
"""Size, time of change and number of each file, by its path from the project's folder."""


def state_of(project: Path) -> State:
    """The project's files of content as they are now; hidden folders are left out."""
    return dict(_files(project, project))


def _files(folder: Path, project: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.name.startswith("."):
                continue
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                left_out = NOT_CONTENT if folder == project else _COMPILED
                if entry.name not in left_out:
                    yield from _files(path, project)
            elif entry.is_symlink() or entry.is_file():
                seen = entry.stat(follow_symlinks=False)
                name = path.relative_to(project).as_posix()
                yield name, (seen.st_size, seen.st_mtime_ns, seen.st_ino)


@dataclass(kw_only=True)
class Shadow:
    """The copy. What is tried is in it until it is brought up to date again."""

    project: Path
    folder: Path
    _copied: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """What each file was when it was copied; what has been tried is not among them."""

    def bring(self, state: State, changes: Iterable[Change] = ()) -> None:
        """Make the copy as the project is in `state`, with `changes` made.

        Raises:
            ProjectError: a file cannot be written.
        """
        if not self._copied:
            shutil.rmtree(self.folder, ignore_errors=True)
            make_folder(self.folder)
            for name in _LINKED:
                if (self.project / name).exists():
                    (self.folder / name).symlink_to(self.project / name)
        for name in self._copied.keys() - state.keys():
            (self.folder / name).unlink(missing_ok=True)
            del self._copied[name]
        for name, seen in state.items():
            if self._copied.get(name) != seen and self._copy(name):
                self._copied[name] = seen
        for change in changes:
            name = self.name_of(change)
            make_folder((self.folder / name).parent)
            write_whole(self.folder / name, change.after)
            self._copied[name] = (-1, -1, -1)

    def keep(self, changes: Iterable[Change], state: State) -> None:
        """Take what was tried for a copy of the files: it has been written there, too."""
        for change in changes:
            name = self.name_of(change)
            if name in state and (self.project / name).read_bytes() == change.after:
                self._copied[name] = state[name]

    def name_of(self, change: Change) -> str:
        """The path of the file that is changed, from the project's folder."""
        return change.path.resolve().relative_to(self.project.resolve()).as_posix()

    def _copy(self, name: str) -> bool:
        """Copy a file; whether it is there to be copied."""
        source, target = self.project / name, self.folder / name
        make_folder(target.parent)
        try:
            if source.is_symlink():
                target.unlink(missing_ok=True)
                target.symlink_to(source.readlink())
            else:
                write_whole(target, source.read_bytes())
        except FileNotFoundError:  # it has gone meanwhile
            return False
        return True
