"""The process that builds: started once, so that all that it needs is loaded when a file is saved.

It takes a line for each build, and answers with one, or with several one after the other.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress

_LONGEST = 2**27
"""Bytes of a line: an answer can tell of each object of the plan."""


class BuildProcess:
    """The process that builds, on the side of the one that serves."""

    def __init__(self, module: str, arguments: Sequence[str]) -> None:
        """`module` is what Python is to run, with `arguments`."""
        self._command = (sys.executable, "-m", module, *arguments)
        self._process: Process | None = None

    async def ask(self, line: bytes = b"") -> bytes:
        """Build once, as `line` says; the answer's line, or its first.

        Empty if the process has ended on the way. The next call starts it anew.
        """
        process = await self._running()
        with suppress(ConnectionError):
            if process.stdin is not None:
                process.stdin.write(line + b"\n")
                await process.stdin.drain()
        return await self.more()

    async def more(self) -> bytes:
        """The answer's next line, when it comes; empty as above."""
        process, answer = self._process, b""
        with suppress(ConnectionError):
            if process is not None and process.stdout is not None:
                answer = await process.stdout.readline()
        if not answer:
            await self.stop()
        return answer

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
    """End a process, and those that it has started; it may have ended by itself just now."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGTERM)
        else:
            process.terminate()
