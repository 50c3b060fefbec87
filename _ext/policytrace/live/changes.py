"""Which files of a project count as changed, and on which line."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

from watchfiles import Change, DefaultFilter

from policytrace.site.publish import BUILD_FOLDER

_OTHERS_FOLDERS = (BUILD_FOLDER, ".cache", ".ruff_cache", "policytrace.egg-info")
"""Folders in which programs write, besides those that watchfiles knows."""

_DRAFTS = (r"^\.#", r"^#.*#$", r"\.tmp$", r"^4913$", r"^~\$", r"\.jinjac$")
"""What editors write beside a file while they save it, besides what watchfiles knows; and what
templates are compiled to."""


class Watched(DefaultFilter):
    """The files that a page can be made of."""

    def __init__(self) -> None:
        """Leave out what programs write for themselves."""
        super().__init__(
            ignore_dirs=(*DefaultFilter.ignore_dirs, *_OTHERS_FOLDERS),
            ignore_entity_patterns=(*DefaultFilter.ignore_entity_patterns, *_DRAFTS),
        )


class Texts:
    """The lines of a project's pages as they were last seen, to tell where they have changed."""

    def __init__(self, project: Path) -> None:
        """Read the pages as they are now."""
        self._project = project
        self._lines = {
            path: _lines(path)
            for path in project.rglob("*.md")
            if not any(part in Watched.ignore_dirs or part == BUILD_FOLDER for part in path.parts)
        }

    def changed(self, changes: Iterable[tuple[Change, str]]) -> tuple[str, int] | None:
        """The page that was changed, relative to the project's folder, and its first new line.

        None if no page was: then it is not known who looks where. Of several pages it is the first.
        """
        found: list[tuple[str, int]] = []
        for _, name in sorted(changes, key=lambda change: change[1]):
            path = Path(name)
            if path.suffix != ".md":
                continue
            before, now = self._lines.get(path, []), _lines(path)
            self._lines[path] = now
            if before != now and now:
                pairs = zip(before, now, strict=False)
                same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
                line = min(same + 1, len(now))
                found.append((path.relative_to(self._project).as_posix(), line))
        return found[0] if found else None


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # it is gone, or nobody may read it: the build says so
        return []
