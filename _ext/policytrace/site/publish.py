"""Publishing in the build folder: a complete, checked site takes the place of the last one.

For what a web server shows, see `policytrace.site.served`: here there is no site for a moment.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from policytrace.errors import ProjectError
from policytrace.file_lock import locked
from policytrace.files import copy_folder, remove
from policytrace.messages import message
from policytrace.repository import repository_of

BUILD_FOLDER = "_build"
"""The folder of a project in which builds work."""


NEVER_CHANGED = frozenset({"data", "floden", "kalender", "objekt", "pagefind"})
"""Folders whose files are never changed where they are: a new one takes an old one's place.

So the site can share them with the staged pages, which spares half the time of a large copy.
"""


def _is_for_the_next_build(name: str) -> bool:
    """Whether a build has left this in its folder for the next one; the site does not need it."""
    return name.startswith((".policytrace-", ".buildinfo")) or name == "_sources"


def refuse_committed(project: Path, folders: Sequence[PurePosixPath]) -> None:
    """Stop if Git keeps anything in one of `folders`, given by their paths from `project`.

    Sphinx keeps what it has read as a pickle, and to read a pickle is to run what it says; what is
    kept of the pages goes to the site unseen. Both are trusted because a build on this machine has
    written them, which a file that came with somebody's change has not.

    Raises:
        ProjectError: it keeps something there; says what, and how to take it away.
    """
    repository = repository_of(project)
    found = next(iter(repository.tracked(folders)), None) if repository else None
    if found is None:
        return
    folder = next(
        found[: len(str(folder))]
        for folder in folders
        if found.casefold().startswith(str(folder).casefold())
    )
    raise ProjectError(
        message(
            "{file} is in the repository, where nothing that a build has left may be, since it "
            "could run as a program when it is read: take it away with git rm -r -f {folder}, "
            "and commit.",
            file=found,
            folder=folder,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildFolders:
    """The staging folder, the doctrees and the published site, below one folder: `BUILD_FOLDER`."""

    root: Path

    @property
    def staging(self) -> Path:
        """Where pages are written; kept between builds, so that only changes are written."""
        return self.root / "staging"

    @property
    def doctrees(self) -> Path:
        """What was read of each page."""
        return self.root / "doctrees"

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.root / "html"

    @property
    def is_finished(self) -> bool:
        """Whether the site is what the last build has made."""
        return self._finished.exists() and self.site.is_dir()

    @property
    def finished_site(self) -> Path:
        """The finished site, when it is what the last build has made.

        Raises:
            ProjectError: there is none, or the last build was stopped.
        """
        if not self.is_finished:
            raise ProjectError(
                message(
                    "There is no finished site in {folder}, or the last build was stopped. Run "
                    "./policytrace build, mend what it finds, and publish then.",
                    folder=str(self.site),
                )
            )
        return self.site

    @contextmanager
    def held(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Keep other builds out of the folder, and wait for one that is in it.

        `waiting` is called when there is something to wait for. The lock goes with the process that
        holds it, however that ends.

        Raises:
            ProjectError: the folder cannot be used, or something in it has been committed.
        """
        refuse_committed(self.root.parent, [PurePosixPath(self.root.name)])
        self._make()
        with locked(self._lock, waiting):
            self._mend()
            yield

    def _make(self) -> None:
        """Make the folder, if there is none.

        Raises:
            ProjectError: something else is in its place.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise ProjectError(
                message(
                    "{folder} is not a folder, so nothing can be built there. Take it away.",
                    folder=str(self.root),
                )
            ) from None
        if self._lock.is_dir():
            raise ProjectError(
                message(
                    "{folder} is a folder, and a file is to lie there. Take it away.",
                    folder=str(self._lock),
                )
            )

    def _mend(self) -> None:
        """Keep the folder out of version control; mend what an interrupted publication left.

        What is no build's, a file for a folder or a folder for a file, is taken away.
        """
        for folder in (self.staging, self.site, self._next, self._last):
            if not folder.is_dir():
                remove(folder)
        for file in (self._ignored, self._finished):
            if not file.is_file():
                remove(file)
        if not self._ignored.exists():
            self._ignored.write_text("# Made by policytrace.\n*\n", encoding="utf-8")
        if self._last.exists():
            if self.site.exists():
                shutil.rmtree(self._last)
            else:
                self._last.rename(self.site)
        shutil.rmtree(self._next, ignore_errors=True)

    def begin(self) -> None:
        """Note that a build has begun: the site is an older one until `publish` is done."""
        self._finished.unlink(missing_ok=True)

    def publish(self) -> None:
        """Put a copy of the staged pages in the place of the site, whole."""
        copy_folder(self.staging, self._next, self._put, _is_for_the_next_build)
        if self.site.exists():
            self.site.rename(self._last)
        self._next.rename(self.site)
        self._finished.touch()
        shutil.rmtree(self._last, ignore_errors=True)

    def _put(self, source: str, target: str) -> None:
        if Path(source).relative_to(self.staging).parts[0] in NEVER_CHANGED:
            try:
                os.link(source, target)
            except OSError:  # not every file system has links
                shutil.copy2(source, target)
        else:
            shutil.copy2(source, target)

    @property
    def _lock(self) -> Path:
        return self.root / ".lock"

    @property
    def _ignored(self) -> Path:
        return self.root / ".gitignore"

    @property
    def _finished(self) -> Path:
        return self.root / ".finished"

    @property
    def _next(self) -> Path:
        return self.root / "html.next"

    @property
    def _last(self) -> Path:
        return self.root / "html.last"
