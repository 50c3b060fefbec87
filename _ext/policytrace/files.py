"""Writing files that others read: whole, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Container, Iterator, Mapping
from io import IOBase
from pathlib import Path
from traceback import walk_tb

from policytrace.errors import ProjectError
from policytrace.messages import Message, as_it_is, message

_REASONS = {
    errno.ENOSPC: message("the disk is full"),
    errno.EDQUOT: message("the disk is full"),
    errno.EFBIG: message("the file would be larger than is allowed"),
    errno.EACCES: message("you may not do that there"),
    errno.EPERM: message("you may not do that there"),
    errno.EROFS: message("nothing may be written there"),
    errno.ENOENT: message("it does not exist"),
    errno.EEXIST: message("something else is in its place"),
    errno.ENOTDIR: message("a file stands where there should be a folder"),
    errno.EISDIR: message("it is a folder"),
    errno.ELOOP: message("it is a link that leads to itself"),
    errno.ENAMETOOLONG: message("its name is too long"),
    errno.EMFILE: message("too many files are open"),
    errno.ENFILE: message("too many files are open"),
    errno.EIO: message("the disk or the network does not answer as it should"),
}


_NOT_WRITTEN = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})

_FOR_WRITING = frozenset("wax+")
"""A mode of `open` with one of these lets a file be written."""


def reason(error: OSError) -> Message:
    """Why something could not be done with a file, in a few words."""
    known = _REASONS.get(error.errno or 0)
    return known or as_it_is(str(error.strerror or error))


def file_of(error: OSError) -> str:
    """The file that something could not be done with; empty if that is not known.

    Of two, as when a file is copied, it is the one that there is no room or no right to write.
    """
    if error.errno in _NOT_WRITTEN:
        name = error.filename2 or error.filename or _written_where_raised(error)
    else:
        name = error.filename
    return os.fsdecode(name) if isinstance(name, str | bytes | os.PathLike) else ""


def _written_where_raised(error: OSError) -> object:
    """The name of the file that was open for writing where an error was raised.

    To open a file names it, but to write to one that is open does not.
    """
    name: object = None
    for frame, _ in walk_tb(error.__traceback__):
        for value in frame.f_locals.values():
            if isinstance(value, IOBase) and not _FOR_WRITING.isdisjoint(
                str(getattr(value, "mode", ""))
            ):
                name = getattr(value, "name", name)
    return name


def file_trouble(error: BaseException) -> Message | None:
    """What has gone wrong with a file, when that is what `error` comes of."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in _REASONS:
            if file := file_of(cause):
                return message("{file}: {reason}.", file=file, reason=reason(cause))
            return message("A file cannot be used: {reason}.", reason=reason(cause))
        cause = cause.__cause__ or cause.__context__
    return None


def write_whole(path: Path, content: bytes) -> None:
    """Put a file with `content` at `path`, in the place of one that may be there.

    A reader sees the old content or the new, never a part. What is no ordinary file, as a pipe, is
    written to as it stands, and a symbolic link is followed.

    Raises:
        ProjectError: it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(path.resolve(), content)
    except (FileNotFoundError, NotADirectoryError):
        raise ProjectError(
            message("There is no folder {folder} to write in.", folder=str(path.parent))
        ) from None
    except IsADirectoryError:
        raise ProjectError(
            message("{file} is a folder. Give the name of a file.", file=str(path))
        ) from None
    except OSError as error:
        raise ProjectError(
            message("{file} cannot be written: {error}.", file=str(path), error=reason(error))
        ) from None


def make_folder(path: Path) -> None:
    """Make a folder at `path`, and those above it, if there is none.

    Raises:
        ProjectError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProjectError(
            message(
                "The folder {folder} cannot be made: {error}",
                folder=str(path),
                error=reason(error),
            )
        ) from None


def remove(path: Path) -> None:
    """Take away whatever is at `path`, if anything is, without following a link."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with these files at `path`: all of it, or nothing.

    Raises:
        ProjectError: there is something at `path` already, or it cannot be written.
    """
    new = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}")
    make_folder(path.parent)
    try:
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        new.mkdir()
        for name, content in files.items():
            with (new / name).open("xb") as file:
                file.write(content)
                os.fsync(file)
        new.rename(path)
    except OSError as error:
        raise ProjectError(
            message(
                "The folder {folder} cannot be made: {error}",
                folder=str(path),
                error=reason(error),
            )
        ) from None
    finally:
        shutil.rmtree(new, ignore_errors=True)


def copy_folder(
    source: str | Path,
    target: str | Path,
    put: Callable[[str, str], object],
    left_out: Callable[[str], bool] = lambda _name: False,
) -> None:
    """Copy a folder and what is in it: `put` copies each file whose name is not `left_out`.

    It stops at the first that cannot be copied; `shutil.copytree` would try all the others, and
    then not tell why.
    """
    Path(target).mkdir()
    with os.scandir(source) as entries:
        for entry in entries:
            if left_out(entry.name):
                continue
            copy = f"{target}/{entry.name}"
            if entry.is_dir():
                copy_folder(entry.path, copy, put, left_out)
            else:
                put(entry.path, copy)


def files_below(
    folder: str | Path, left_out: Container[str] = ()
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """What is below a folder and is no folder, in order, each with its path from there.

    That is files, links and what is neither; links are not followed. Folders `left_out` are those
    named so in the folder itself. What cannot be looked into holds nothing. No path objects are
    made: a site has many files, and is looked at several times a build.
    """
    waiting = [("", str(folder))]
    while waiting:
        inside, here = waiting.pop()
        try:
            with os.scandir(here) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield f"{inside}{entry.name}", entry
            elif inside or entry.name not in left_out:
                waiting.append((f"{inside}{entry.name}/", entry.path))


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}")
    try:
        with new.open("xb") as file:
            file.write(content)
        if path.exists():
            new.chmod(path.stat().st_mode)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
