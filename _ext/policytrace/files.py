"""Writing files that others read: whole, or not at all."""

from __future__ import annotations

import secrets
from pathlib import Path

from policytrace.errors import ProjectError
from policytrace.messages import message


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
            message("{file} cannot be written: {error}", file=str(path), error=str(error.strerror))
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
                error=str(error.strerror),
            )
        ) from None


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
