"""Builds and publications on a disk that is full, or that may only be read.

A program of its own, since it mounts file systems, which only it sees: start it with `CONFINED`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

from tests.cli.running import run
from tests.sphinx.tiny import contents

CONFINED = ("unshare", "--mount", "--map-root-user")
"""Starts a program where it may mount, as root or as anybody."""

ROOMS = (0, 40, 200, 400)
"""Kilobytes that are left: gone while pages are written, or first when the site is copied."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What a command has come to."""

    code: int
    said: str
    site: dict[str, str]
    """The checksum of each file of the site when it was done."""
    mended: dict[str, str]
    """The same when the fault was mended and the command run again."""


def digests(site: dict[str, bytes]) -> dict[str, str]:
    """A checksum for each file."""
    return {name: blake2b(content).hexdigest() for name, content in site.items()}


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)  # noqa: S607 - whichever there is


def full(folder: Path, room: int) -> None:
    """Let what is in the folder lie on a file system of its own, with `room` bytes left."""
    inside = folder.with_name("inside")
    shutil.copytree(folder, inside, symlinks=True)
    mount("-t", "tmpfs", "-o", "size=64m,mode=755", "tmpfs", str(folder))
    shutil.copytree(inside, folder, symlinks=True, dirs_exist_ok=True)
    shutil.rmtree(inside)
    state = os.statvfs(folder)
    used = (state.f_blocks - state.f_bfree) * state.f_frsize
    mount("-o", f"remount,size={used + room}", str(folder))


def trials_of(kind: str, root: Path) -> Iterator[Trial]:
    """Try the build, once for each room that may be left."""
    folder = root / "_build"
    order = ("build", str(root), "--today", "2027-01-15")
    for room in ROOMS if kind == "full" else [0]:
        if kind == "full":
            full(folder, room * 1024)
        else:
            mount("--bind", str(folder), str(folder))
            mount("-o", "remount,bind,ro", str(folder))
        outcome = run(*order)
        site = digests(contents(folder / "html"))
        mount("-o", "remount,size=64m" if kind == "full" else "remount,bind,rw", str(folder))
        assert run(*order).code == 0
        yield Trial(
            code=outcome.code,
            said=outcome.said,
            site=site,
            mended=digests(contents(folder / "html")),
        )
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S607


if __name__ == "__main__":
    json.dump([asdict(trial) for trial in trials_of(sys.argv[1], Path(sys.argv[2]))], sys.stdout)
