"""Builds in processes of their own, and what they come to: what is printed, and what is published.

A build that had gone on in this process could know what an earlier one did, which is what is to be
found out. A process that starts anew would take a second for its imports, so each is a fork of one
that has loaded the program and done nothing.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import cast

from policytrace.site.publish import BuildFolders
from tests.cli.running import Outcome, run
from tests.sphinx.tiny import contents

LOADED = (
    *("policytrace.cli.main", "policytrace.sphinx.extension", "policytrace.site.pages"),
    *("myst_parser.sphinx_ext.main", "sphinx_needs.needs", "furo", "sphinx.ext.mathjax"),
    *("sphinx.builders.html", "sphinx.domains.python", "sphinx.domains.cpp", "sphinx.domains.rst"),
    *("policytrace.sphinx.write.builder", "policytrace.charts.drawing", "tests.cli.running"),
    __name__,
)
"""What every build imports."""

PATIENCE = 100
"""Seconds after which a build hangs."""

UNFORESEEN = "ingen har förutsett"
"""What is printed of an error that the program knows nothing of."""

Site = Mapping[str, bytes]
"""What each published file holds, by its path."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """How a build or a check is run."""

    today: date
    strict_time: bool = False
    jobs: int = 1
    """How many processes share the work."""

    def arguments(self, command: str) -> tuple[str, ...]:
        """The command line."""
        strict = ("--strict-time",) if self.strict_time else ()
        jobs, today = str(self.jobs), self.today.isoformat()
        return (command, "--verbose", "--today", today, *strict, "--jobs", jobs)


def published(root: Path) -> Site:
    """The site that is published, of a project in `root`; nothing, if there is none."""
    folders = BuildFolders(root=root / "_build")
    return contents(folders.site) if folders.site.is_dir() else {}


def start(root: Path, run_as: Run, command: str) -> Callable[[], Outcome]:
    """Start a command on the project in `root`; gives what waits for it."""
    here, there = _context().Pipe(duplex=False)
    process = _context().Process(
        target=_answer, args=(there, root, run_as.arguments(command)), name=f"{command} {root}"
    )
    process.start()
    there.close()

    def ended() -> Outcome:
        try:
            assert here.poll(PATIENCE), f"{process.name} hangs"
            outcome = here.recv()
        except EOFError:
            outcome = f"{process.name} has died"
        finally:
            process.kill()
            process.join()
            here.close()
        assert isinstance(outcome, Outcome), outcome
        assert UNFORESEEN not in outcome.said, outcome.said
        return outcome

    return ended


def _answer(pipe: Connection, root: Path, arguments: tuple[str, ...]) -> None:
    try:
        said = run(*arguments, cwd=root)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is told where it is awaited
        pipe.send(repr(error))
        return
    place = str(root)
    pipe.send(
        replace(
            said, out=said.out.replace(place, "PROJEKTET"), err=said.err.replace(place, "PROJEKTET")
        )
    )


@cache
def _context() -> ForkServerContext:
    context = cast(ForkServerContext, multiprocessing.get_context("forkserver"))
    context.set_forkserver_preload(list(LOADED))
    return context
