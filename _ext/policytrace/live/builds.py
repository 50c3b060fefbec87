"""The process that builds: started once, so that all that it needs is loaded when a file is saved.

It takes a line for each build, and answers with the line of an `BuildOutcome`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence

from policytrace.live.outcome import BuildOutcome

_LONGEST = 2**26
"""Bytes of a line: an outcome names each object of the plan."""


class BuildProcess:
    """The process that builds, on the side of the one that serves."""

    def __init__(self, module: str, arguments: Sequence[str]) -> None:
        """`module` is what Python is to run, with `arguments`."""
        self._command = (sys.executable, "-m", module, *arguments)
        self._process: Process | None = None

    async def build(self) -> BuildOutcome | None:
        """Build once; None if the process has ended on the way. The next call starts it anew."""
        process = await self._running()
        if process.stdin is None or process.stdout is None:
            return None
        try:
            process.stdin.write(b"\n")
            await process.stdin.drain()
            line = await process.stdout.readline()
        except ConnectionError:
            line = b""
        if line:
            return BuildOutcome.heard(line)
        await self.stop()
        return None

    async def stop(self) -> None:
        """End the process, and wait until it has ended."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            _end(process)
        await process.wait()

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, stdout=PIPE, limit=_LONGEST, start_new_session=True
            )
        return self._process


def _end(process: Process) -> None:
    """End a process, and those that it has started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGTERM)
    else:
        process.terminate()
