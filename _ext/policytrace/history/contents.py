"""The files that a plan is read from, as a revision or another folder has them.

They are hostile until checked: names that lead out of the folder, links, and more or larger files
than a plan can have. Nothing of them is run: neither the settings, which are Python, nor a program
beside them is taken from there.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from policytrace.editions.edition import FOLDER
from policytrace.errors import ProjectError
from policytrace.files import reason
from policytrace.hidden_files import is_hidden
from policytrace.messages import message
from policytrace.repository import Commit, Repository
from policytrace.schema.metamodel import CONFIG_FILE, SETTINGS

NO_CONTENT = tuple(map(PurePosixPath, ("_build", "_ext", "node_modules", "tests", FOLDER)))
"""Folders of a project in which nothing of the plan is; editions are read from where they are."""

MOST_FILES = 20_000

LARGEST_FILE = 5_000_000  # bytes
"""Of a larger file only its name is taken, so that what refers to it finds it."""

LARGEST_WHOLE = 300_000_000  # bytes

_LONG_AGO = (315_532_800, 315_532_800)
"""The beginning of 1980, in seconds since 1970: all file systems know it."""

Load = Callable[[Iterable[str]], Mapping[str, bytes]]
"""From ids of contents, the contents; of those that cannot be had, none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFiles:
    """The files of a plan."""

    ids: Mapping[PurePosixPath, str]
    """By their paths from the project's folder, what tells their contents; empty for a file of
    which only the name is taken."""
    load: Load = field(repr=False, compare=False)

    def write(self, folder: Path) -> None:
        """Make a folder of our own with the files, in the place of one that may be there.

        Their times are long past: whoever has read some of them before looks at what they hold.

        Raises:
            ProjectError: a file cannot be had, or not be written.
        """
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        made: set[Path] = set()
        contents = self.load(dict.fromkeys(filter(None, self.ids.values())))
        for path, content in self.ids.items():
            if content and content not in contents:
                raise ProjectError(message("{file} cannot be read.", file=_shown(path)))
            target = folder / path
            try:
                if target.parent not in made:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    made.add(target.parent)
                with target.open("xb") as file:
                    file.write(contents.get(content, b""))
                os.utime(target, _LONG_AGO)
            except (OSError, ValueError) as error:
                why = reason(error) if isinstance(error, OSError) else str(error)
                raise ProjectError(
                    message("{file} cannot be written: {error}.", file=_shown(path), error=why)
                ) from None


def files_of_commit(repository: Repository, commit: Commit) -> PlanFiles:
    """The files of the plan as a commit has them.

    Raises:
        ProjectError: they are no project, or more or larger than one can be.
    """
    found: dict[PurePosixPath, str] = {}
    whole = 0
    for file in repository.files(commit.id):
        if _is_content(file.path):
            found[file.path] = file.id if file.size <= LARGEST_FILE else ""
            whole += file.size if file.size <= LARGEST_FILE else 0
    if PurePosixPath(CONFIG_FILE) not in found:
        raise _no_project()
    return PlanFiles(ids=_limited(found, whole), load=lambda ids: repository.contents([*ids]))


def files_of_folder(folder: Path) -> PlanFiles:
    """The files of the plan in a folder. Links are not followed.

    Raises:
        ProjectError: they are no project, or more or larger than one can be, or cannot be read.
    """
    found: dict[PurePosixPath, str] = {}
    contents: dict[str, bytes] = {}
    whole = 0
    for path in _ordinary_files(folder):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        if not _is_content(name):
            continue
        try:
            if path.stat().st_size > LARGEST_FILE:
                found[name] = ""
                continue
            content = path.read_bytes()
        except OSError as error:
            raise ProjectError(
                message("{file} cannot be read: {error}", file=str(path), error=reason(error))
            ) from None
        whole += len(content)
        content_id = blake2b(content, digest_size=20).hexdigest()
        found[name], contents[content_id] = content_id, content
        _limited(found, whole)
    if PurePosixPath(CONFIG_FILE) not in found:
        raise _no_project()
    return PlanFiles(
        ids=_limited(found, whole),
        load=lambda ids: {one: contents[one] for one in ids if one in contents},
    )


def _ordinary_files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        place = Path(here).relative_to(folder)
        folders[:] = sorted(one for one in folders if _is_content(PurePosixPath(place, one)))
        for name in sorted(names):
            path = Path(here, name)
            if stat.S_ISREG(path.lstat().st_mode):
                yield path


def _is_content(path: PurePosixPath) -> bool:
    """Whether a file by this path can belong to a plan, and to nothing but that."""
    return not (
        path.is_absolute()
        or path.as_posix() == SETTINGS
        or any(
            part == ".." or is_hidden(part) or "\\" in part or ":" in part for part in path.parts
        )
        or any(path.is_relative_to(place) for place in NO_CONTENT)
    )


def _limited(found: dict[PurePosixPath, str], whole: int) -> Mapping[PurePosixPath, str]:
    if len(found) > MOST_FILES or whole > LARGEST_WHOLE:
        raise ProjectError(
            message(
                "The project is too large to be read: more than {files} files, or {megabytes} MB.",
                files=str(MOST_FILES),
                megabytes=str(LARGEST_WHOLE // 1_000_000),
            )
        )
    return MappingProxyType(found)


def _no_project() -> ProjectError:
    return ProjectError(message("It is no project: there is no {file} in it.", file=CONFIG_FILE))


def _shown(path: PurePosixPath) -> str:
    return path.as_posix().encode("utf-8", "replace").decode()[:200]
