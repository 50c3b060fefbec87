"""The command ``policytrace live``: shows the site while somebody writes."""

from __future__ import annotations

import argparse
import asyncio
import socket
from asyncio import Task, create_task
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from watchfiles import awatch
from watchfiles.main import FileChange

import policytrace
from policytrace.cli.exit_codes import DONE
from policytrace.cli.listening import listening
from policytrace.cli.projects import live_site, project_of, today_of
from policytrace.cli.terminal import Terminal
from policytrace.live.builds import BuildProcess
from policytrace.live.changes import Texts, Watched
from policytrace.live.outcome import BuildOutcome, Trouble, address_of
from policytrace.live.server import HOST, Live, application
from policytrace.messages import message

_PROGRAM = Path(policytrace.__file__).parent
_BUILDER = "policytrace.cli.live_builder"
_DEBOUNCE = 100  # milliseconds at most that are waited for more changes
_STEP = 20  # milliseconds without a change, after which it is not waited for more


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command until it is interrupted; its exit code."""
    project = project_of(options, options.project)
    today_of(options)
    with listening(options.port, options.command) as taken, suppress(KeyboardInterrupt):
        port = taken.getsockname()[1]
        site = Showing(
            project=project,
            terminal=terminal,
            builds=BuildProcess(_BUILDER, options.arguments),
            live=Live(translations=terminal.translations),
            address=f"http://{HOST}:{port}/",
        )
        asyncio.run(site.show(taken))
    return DONE


@dataclass(frozen=True, kw_only=True)
class Showing:
    """A site that is shown."""

    project: Path
    terminal: Terminal
    builds: BuildProcess
    live: Live
    address: str

    async def show(self, taken: socket.socket) -> None:
        """Serve the site, and build it each time something is saved."""
        config = uvicorn.Config(
            application(self.live, live_site(self.project)),
            log_config=None,
            log_level="critical",
            lifespan="off",
            timeout_graceful_shutdown=0,
        )
        following = create_task(self._follow())
        server = create_task(uvicorn.Server(config).serve(sockets=[taken]))
        try:
            await asyncio.wait({server, following}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await _ended(following)
            await self.builds.stop()
            await server

    async def _follow(self) -> None:
        self.terminal.say(message("Building the site …"))
        texts = Texts(self.project)
        watched = (self.project, _PROGRAM)
        saving = awatch(*watched, watch_filter=Watched(), debounce=_DEBOUNCE, step=_STEP)
        saved = create_task(_next(saving))
        await asyncio.sleep(0)  # it is watched from here on, so nothing is lost while it is built
        try:
            await self.build(None)
            self.terminal.say(
                message(
                    "The site is shown at {address} and built again when you save. "
                    "End with Ctrl-C.",
                    address=self.address,
                )
            )
            while changes := await saved:
                saved = create_task(_next(saving))
                if any(Path(path).is_relative_to(_PROGRAM) for _, path in changes):
                    await self.builds.stop()  # the program itself is another now
                await self.build(texts.changed(changes))
        finally:
            await _ended(saved)

    async def build(self, changed: tuple[str, int] | None) -> None:
        """Build once, and show it; `changed` is the file and line that were saved, if known."""
        await self.live.begin()
        begun = asyncio.get_running_loop().time()
        outcome = self._heard(await self.builds.ask())
        seconds = asyncio.get_running_loop().time() - begun
        place = address_of(outcome.objects, *changed) if changed else ""
        await self.live.finish(outcome, place)
        self.terminal.answer(outcome.report)
        if outcome.built:
            took = f"{seconds:.1f}"
            self.terminal.say(message("Built in {seconds} s.", seconds=took.replace(".", ",")))
        if not outcome.is_last:
            last = self._heard(await self.builds.more())
            await self.live.finish_late(last)
            if not last.built:
                self.terminal.answer(last.report)

    def _heard(self, answer: bytes) -> BuildOutcome:
        return BuildOutcome.heard(answer) if answer else self._none()

    def _none(self) -> BuildOutcome:
        """What is known when the process that builds has ended on the way."""
        said = self.terminal.text(
            message(
                "The build ended before it was done. Save again; if that does not help, run "
                "make clean."
            )
        )
        trouble = Trouble(place="", said=said, hint="")
        return BuildOutcome(built=False, report=f"{said}\n", troubles=(trouble,))


async def _next(saving: AsyncGenerator[set[FileChange], None]) -> set[FileChange]:
    """What is saved next; empty if nothing is looked for any more."""
    return await anext(saving, set())


async def _ended(task: Task[Any]) -> None:
    """Wait until a task has been stopped; what it has stumbled over is raised."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
