"""The served site: releases beside each other, and the link that shows one of them.

``/var/www/plan`` is a symbolic link to ``plan.releases/7``, beside it. Publishing makes release 8
whole and safe on the disk, and only then turns the link, in one step: who asks for a page gets it
whole, from the one release or from the other. The one before is kept, to go back to.

What the link shows decides. A release with a higher number has never been shown, or was gone back
from; what ends in `UNFINISHED` was being copied or taken away when the process was killed. The next
publication removes both.
"""

from __future__ import annotations

import filecmp
import os
import re
import shlex
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from policytrace.errors import ProjectError
from policytrace.file_lock import locked
from policytrace.files import copy_folder, file_of, reason
from policytrace.messages import Message, message

RELEASES = ".releases"
"""What the name of the folder with releases ends in."""

OURS = ".policytrace"
"""Name of the file that says that such a folder is ours. It is also the lock."""

UNFINISHED = ".unfinished"

_NUMBER = re.compile(r"[1-9][0-9]*")
_READABLE_FILE, _READABLE_FOLDER = 0o444, 0o555


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publication came to."""

    folder: Path
    """The release that is shown."""
    changed: bool
    """Whether another one was shown before."""
    not_removed: Message | None = None
    """Why older releases are still there, if they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedSite:
    """What a web server shows, through the link `link`."""

    link: Path

    @classmethod
    def at(cls, place: Path) -> ServedSite:
        """The site that is shown at `place`, which may be relative.

        Raises:
            ProjectError: there is no folder that the link could be in.
        """
        whole = place.absolute()
        if not whole.parent.is_dir():
            raise ProjectError(
                message(
                    "There is no folder {folder} to publish in. Make it first, or correct the "
                    "path.",
                    folder=str(whole.parent),
                )
            )
        return cls(link=whole.parent.resolve() / whole.name)

    @property
    def folder(self) -> Path:
        """Where the releases are."""
        return self.link.with_name(self.link.name + RELEASES)

    def publish(self, site: Path, waiting: Callable[[], None]) -> Published:
        """Show a copy of the folder `site`; if it is shown already, do nothing.

        `waiting` is called when another publication must be waited for.

        Raises:
            ProjectError: it cannot be done; what was shown is shown still.
        """
        with self._troubles():
            self._shown()
            self._make_folder()
            with self._held(waiting):
                return self._publish(site)

    def roll_back(self, waiting: Callable[[], None]) -> Published:
        """Show the release before the one that is shown.

        `waiting` is called when a publication must be waited for.

        Raises:
            ProjectError: there is none, or it cannot be done; what was shown is shown still.
        """
        with self._troubles():
            if self._shown() is None:
                raise ProjectError(
                    message(
                        "Nothing has been published at {link}, so there is nothing to go back to.",
                        link=str(self.link),
                    )
                )
            if not self._is_ours():
                raise self._nothing_before()
            with self._held(waiting):
                shown = self._shown() or 0
                before = max((one for one in self._releases() if one < shown), default=None)
                if before is None:
                    raise self._nothing_before()
                self._show(before)
                return Published(folder=self._release(before), changed=True)

    # ------------------------------------------------------------------------- what there is

    def _shown(self) -> int | None:
        """The number of the release that the link shows; None if there is no link.

        Raises:
            ProjectError: something that is not ours is in its place.
        """
        if self.link.is_symlink():
            target = self.link.readlink()
            if target.parent == Path(self.folder.name) and _NUMBER.fullmatch(target.name):
                return int(target.name)
            raise ProjectError(
                message(
                    "{link} is a link to {target} that policytrace has not made. Take the link "
                    "away ({command}), or publish at another place.",
                    link=str(self.link),
                    target=str(target),
                    command=shlex.join(["rm", str(self.link)]),
                )
            )
        if self.link.exists():
            raise ProjectError(
                message(
                    "There is something at {path} that policytrace has not made, and it is left "
                    "alone. Move it away ({command}), or publish at another place.",
                    path=str(self.link),
                    command=_moving(self.link),
                )
            )
        return None

    def _is_ours(self) -> bool:
        return (self.folder / OURS).is_file()

    def _release(self, number: int) -> Path:
        return self.folder / str(number)

    def _releases(self) -> list[int]:
        """The numbers of the releases, all whole, the oldest first."""
        names = (path.name for path in self.folder.iterdir())
        return sorted(int(name) for name in names if _NUMBER.fullmatch(name))

    # ------------------------------------------------------------------------- doing it

    def _publish(self, site: Path) -> Published:
        linked, releases = self._shown(), self._releases()
        shown = max(releases, default=0) if linked is None else linked
        self._remove([one for one in releases if one > shown])
        number = shown
        if shown not in releases or not _same(site, self._release(shown)):
            number = max([shown, *releases]) + 1
            self._copy(site, number)
        if number != linked:
            self._show(number)
        older = [one for one in releases if one <= shown and one < number][:-1]
        return Published(
            folder=self._release(number),
            changed=number != linked,
            not_removed=self._not_removed(older),
        )

    def _copy(self, site: Path, number: int) -> None:
        """Make a release of `site`, which has its name only when it is whole and on the disk."""
        half = self._half(number)
        try:
            copy_folder(site, half, _put)
            for folder in (half, *(path for path in half.rglob("*") if path.is_dir())):
                _make_readable(folder, _READABLE_FOLDER)
            os.sync()  # each file by itself takes a hundred times as long
            half.rename(self._release(number))
        except BaseException:
            shutil.rmtree(half, ignore_errors=True)
            raise
        with _opened(self.folder) as releases:
            os.fsync(releases)

    def _show(self, number: int) -> None:
        """Turn the link to a release, in one step."""
        beside = self.link.with_name(f".{self.link.name}{UNFINISHED}")
        if beside.is_symlink():
            beside.unlink()
        beside.symlink_to(f"{self.folder.name}/{number}")
        try:
            with _opened(self.link.parent) as parent:
                self._shown()  # what has been put there meanwhile is not ours either
                beside.replace(self.link)
                os.fsync(parent)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise

    def _remove(self, numbers: list[int]) -> None:
        """Take away releases, and what was left half done; none is seen half taken away."""
        for path in self.folder.iterdir():
            if path.name.endswith(UNFINISHED) and _NUMBER.fullmatch(path.stem):
                shutil.rmtree(path)
        for number in numbers:
            self._release(number).rename(self._half(number))
            shutil.rmtree(self._half(number))

    def _not_removed(self, numbers: list[int]) -> Message | None:
        """Take away releases, and tell why if that fails: the site is published all the same."""
        try:
            self._remove(numbers)
        except OSError as error:
            return message(
                "Older releases in {folder} could not be removed: {reason}.",
                folder=str(self.folder),
                reason=reason(error),
            )
        return None

    def _half(self, number: int) -> Path:
        return self.folder / f"{number}{UNFINISHED}"

    # ------------------------------------------------------------------------- alone

    def _make_folder(self) -> None:
        """Make the folder for releases, if there is none.

        Raises:
            ProjectError: there is one that is not ours.
        """
        self.folder.mkdir(exist_ok=True)
        if not self._is_ours():
            if any(self.folder.iterdir()):
                raise ProjectError(
                    message(
                        "There is something at {path} that policytrace has not made, and it is "
                        "left alone. Move it away ({command}), or publish at another place.",
                        path=str(self.folder),
                        command=_moving(self.folder),
                    )
                )
            _make_readable(self.folder, _READABLE_FOLDER)
            (self.folder / OURS).touch()

    @contextmanager
    def _held(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Keep other publications out; the lock goes with its process, however that ends."""
        with locked(self.folder / OURS, waiting):
            yield

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        """Say what was wrong with a file, and that the site is as it was."""
        try:
            yield
        except OSError as error:
            raise ProjectError(
                message(
                    "{file}: {reason}. What was published at {link} before, if anything, is "
                    "untouched.",
                    file=file_of(error) or str(self.folder),
                    reason=reason(error),
                    link=str(self.link),
                )
            ) from None

    def _nothing_before(self) -> ProjectError:
        return ProjectError(
            message(
                "There is no release before the one that {link} shows, so there is nothing to go "
                "back to. Build what is to be shown, and publish it.",
                link=str(self.link),
            )
        )


def _same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files, byte for byte."""
    names = _names(one)
    return names == _names(other) and all(
        filecmp.cmp(one / name, other / name, shallow=False) for name in names
    )


def _names(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if not path.is_dir()}


def _put(source: str, target: str) -> None:
    """Copy a file, so that everybody may read it; who may write it the mask decides.

    Its time comes along: web servers make of it what tells a browser that a page has not changed.
    Its rights and labels do not, since the copy stands where others apply.
    """
    shutil.copyfile(source, target)
    status = Path(source).stat()
    os.utime(target, ns=(status.st_atime_ns, status.st_mtime_ns))
    _make_readable(Path(target), _READABLE_FILE)


def _make_readable(path: Path, rights: int) -> None:
    path.chmod(stat.S_IMODE(path.stat().st_mode) | rights)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _moving(path: Path) -> str:
    """What a person writes in a shell to move something out of the way."""
    return shlex.join(["mv", str(path), f"{path}.old"])
