"""Processes that are killed: at a moment, or at a step of what they do with files.

They come from a server that has imported the program already, so that they start at once.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from policytrace.cli.main import main
from policytrace.site.publish import BuildFolders
from policytrace.site.served import ServedSite

SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload([__name__, "furo", "myst_parser.sphinx_", "sphinx_needs.needs"])

WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = frozenset(
    {"os.chmod", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.utime"}
)
"""What Python tells an audit hook before it changes something; so it does of files it opens."""


def build_started(root: Path, log: Path) -> ForkServerProcess:
    """A build that goes on, leader of its own group; what it says is added to `log`."""
    process = SERVER.Process(target=_build, args=(root, log))
    process.start()
    return process


def killed_group(process: ForkServerProcess) -> bool:
    """Kill a process and all that it has started; gives whether it was still there."""
    assert process.pid is not None
    with suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.join()
    return process.exitcode == -signal.SIGKILL


def killed_at_step(step: int, work: Callable[..., object], *given: object) -> bool:
    """Run `work`, which is killed right before its change number `step` to what is on the disk.

    Gives whether it came so far. It must be a function that can be imported.
    """
    process = SERVER.Process(target=_until, args=(step, work, given))
    process.start()
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


def publish(link: Path, site: Path) -> None:
    """Publish a site; nobody else does."""
    ServedSite(link=link).publish(site, _alone)


def roll_back(link: Path) -> None:
    """Go back to the release before."""
    ServedSite(link=link).roll_back(_alone)


def replace_site(root: Path) -> None:
    """Let what is staged be the site, as a build does at its end."""
    folders = BuildFolders(root=root)
    with folders.held(_alone):
        folders.publish()


def _alone() -> None:
    raise AssertionError("there was something to wait for")


def _build(root: Path, log: Path) -> None:
    os.setsid()
    with log.open("a", encoding="utf-8") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    sys.exit(main(["build", str(root), "--today", "2027-01-15"]))


def _until(step: int, work: Callable[..., object], given: tuple[object, ...]) -> None:
    steps = count(1)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITE
        if (event in CHANGES or writes) and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    work(*given)
