"""Checksums of files, each taken once in a build for as long as its file stays as it is."""

from __future__ import annotations

import os
from functools import partial
from hashlib import blake2b, file_digest

_LARGE = 1_000_000  # bytes; so much is read at once

_checksum = partial(blake2b, digest_size=16)

KnownChecksums = dict[tuple[int, int, int, int], str]
"""Device, number, time of change and size of each file that has been read -> its checksum."""

_seen: KnownChecksums = {}


def forget_checksums() -> None:
    """Take no checksum of an earlier build for that of a file of today.

    Between builds anybody may have written to a file, and given it the time that it had.
    """
    _seen.clear()


def known_checksums() -> KnownChecksums:
    """What a fork has read, to be told to its parent."""
    return _seen


def learn_checksums(known: KnownChecksums) -> None:
    """Take over what a fork has read: it need not be read again."""
    _seen.update(known)


def file_checksum(entry: os.DirEntry[str]) -> str:
    """The checksum of what is in a file, in hexadecimal.

    It is read again only if it has changed since this process has read it, under whatever name:
    the published site shares most of its files with the staged pages.

    Raises:
        OSError: it cannot be read.
    """
    status = entry.stat()
    if not status.st_ino:  # Windows does not say it with the folder
        status = os.stat(entry.path)  # noqa: PTH116 - see `files.files_below`
    key = (status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size)
    known = _seen.get(key)
    if known is None:
        with open(entry.path, "rb") as file:  # noqa: PTH123 - as above
            if status.st_size > _LARGE:
                known = file_digest(file, _checksum).hexdigest()
            else:
                known = _checksum(file.read()).hexdigest()
        _seen[key] = known
    return known
