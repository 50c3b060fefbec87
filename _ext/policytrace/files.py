"""Writing files that others read: whole, or not at all."""

from __future__ import annotations

import secrets
from pathlib import Path

from policytrace.messages import message
from policytrace.metamodel import ProjectError


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
    except OSError as error:
        raise ProjectError(
            message(
                "{file} cannot be written: {error}",
                file=str(path),
                error=error.strerror or str(error),
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
