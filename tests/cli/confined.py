"""Commands on a disk that is full, or that may only be read.

`confined` starts this module as a program: it mounts file systems, which only it sees.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.paths import REPOSITORY
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


def may_mount() -> bool:
    """Whether file systems may be mounted here, by root or in a namespace of one's own."""
    tried = [*CONFINED, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(tried, check=False, capture_output=True).returncode == 0


def confined(command: str, kind: str, root: Path) -> list[Trial]:
    """What comes of a command on a spoiled disk."""
    begun = [*CONFINED, sys.executable, "-m", "tests.cli.confined", command, kind, str(root)]
    done = subprocess.run(begun, cwd=REPOSITORY, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return [Trial(**trial) for trial in json.loads(done.stdout)]


NEEDS_MOUNTS = pytest.mark.skipif(
    not may_mount(),
    reason="NOT TRIED: no file system may be mounted here, as root or in a namespace of one's own. "
    "That a disk may be full is tried with a limit on files in test_ending.py.",
)
"""Marks the tests that ask for `confined`."""


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


def builds(kind: str, root: Path) -> Iterator[Trial]:
    """Build a project, once for each room that may be left, or where nothing may be written."""
    order = ("build", str(root), "--today", "2027-01-15")
    for room in ROOMS if kind == "full" else [0]:
        with spoiled(kind, root / "_build", room * 1024) as mend:
            yield tried(order, root / "_build" / "html", mend)


def publications(kind: str, root: Path) -> Iterator[Trial]:
    """Publish a project that has been published before."""
    folder = root.parent / "www"
    order = ("publish", str(folder / "plan"), str(root))
    with spoiled(kind, folder, 300 * 1024) as mend:
        yield tried(order, folder / "plan", mend)


def tried(order: tuple[str, ...], site: Path, mend: Callable[[], None]) -> Trial:
    """What a command comes to, and then comes to when the fault is mended."""
    outcome = run(*order)
    shown = digests(contents(site))
    mend()
    assert run(*order).code == 0
    mended = digests(contents(site))
    return Trial(code=outcome.code, said=outcome.said, site=shown, mended=mended)


@contextmanager
def spoiled(kind: str, folder: Path, room: int) -> Iterator[Callable[[], None]]:
    """A folder where there is little room, or no right to write; gives what mends it."""
    if kind == "full":
        full(folder, room)
    else:
        mount("--bind", str(folder), str(folder))
        mount("-o", "remount,bind,ro", str(folder))
    right = "remount,size=64m" if kind == "full" else "remount,bind,rw"
    yield lambda: mount("-o", right, str(folder))
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S607 - whichever there is


if __name__ == "__main__":
    _, command, kind, root = sys.argv
    trials = {"build": builds, "publish": publications}[command](kind, Path(root))
    json.dump([asdict(trial) for trial in trials], sys.stdout)
