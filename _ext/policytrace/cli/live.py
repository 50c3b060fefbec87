"""The command ``policytrace live``: shows the site while somebody writes."""

from __future__ import annotations

import argparse
import asyncio
import socket
from asyncio import Task, create_task
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from watchfiles import awatch

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
        site = _Showing(
            project=project,
            terminal=terminal,
            builds=BuildProcess(_BUILDER, options.arguments),
            live=Live(translations=terminal.translations),
            address=f"http://{HOST}:{port}/",
        )
        asyncio.run(site.show(taken))
    return DONE


@dataclass(frozen=True, kw_only=True)
class _Showing:
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
        await self._build(None)
        self.terminal.say(
            message(
                "The site is shown at {address} and built again when you save. End with Ctrl-C.",
                address=self.address,
            )
        )
        watched = (self.project, _PROGRAM)
        async for changes in awatch(
            *watched, watch_filter=Watched(), debounce=_DEBOUNCE, step=_STEP
        ):
            if any(Path(path).is_relative_to(_PROGRAM) for _, path in changes):
                await self.builds.stop()  # the program itself is another now
            await self._build(texts.changed(changes))

    async def _build(self, changed: tuple[str, int] | None) -> None:
        await self.live.begin()
        begun = asyncio.get_running_loop().time()
        answer = await self.builds.ask()
        outcome = BuildOutcome.heard(answer) if answer else self._none()
        seconds = asyncio.get_running_loop().time() - begun
        place = address_of(outcome.objects, *changed) if changed else ""
        await self.live.finish(outcome, place)
        self.terminal.answer(outcome.report)
        if outcome.built:
            took = f"{seconds:.1f}"
            self.terminal.say(message("Built in {seconds} s.", seconds=took.replace(".", ",")))

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


async def _ended(task: Task[None]) -> None:
    """Wait until a task has been stopped; what it has stumbled over is raised."""
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
