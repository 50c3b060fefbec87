"""Runs ``policytrace live`` or ``edit`` as a person would, and waits for what it serves."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic, sleep
from typing import IO, TypeVar

import urllib3

Found = TypeVar("Found")

_PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Showing:
    """A server that runs."""

    process: subprocess.Popen[bytes]
    said_in: IO[bytes]

    @property
    def said(self) -> str:
        """What it has written in the terminal."""
        self.said_in.seek(0)
        return self.said_in.read().decode()

    @property
    def address(self) -> str:
        """Where it serves, as it has said itself."""
        found = self.waited(lambda: re.search(r"http://\S+/", self.said))
        assert found
        return found[0]

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """The status and the text of what is served."""
        with urllib3.PoolManager(retries=False) as pool:
            answer = pool.request("GET", f"{self.address}{path}", headers=headers, timeout=30)
            return answer.status, answer.data.decode()

    def waited(self, for_what: Callable[[], Found]) -> Found:
        """What comes when there is something."""
        until = monotonic() + _PATIENCE
        while not (found := for_what()):
            assert self.process.poll() is None, self.said
            assert monotonic() < until, self.said
            sleep(0.05)
        return found

    def ended(self, number: signal.Signals) -> int:
        """Send a signal; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(_PATIENCE)

    def news(self) -> str:
        """What the browser is told of first when it asks for news."""
        with urllib3.PoolManager(retries=False) as pool:
            answer = pool.request(
                "GET", f"{self.address}_live/news", preload_content=False, timeout=30
            )
            told = answer.readline().decode()
            answer.close()
            return told

    def signal_builder(self, number: signal.Signals) -> None:
        """Send a signal to the process that builds."""
        for process in self.group():
            if int(process) != self.process.pid:
                os.kill(int(process), number)

    def killed_at_work(self) -> None:
        """Kill what serves while its builder is at work; comes back when none of them is left."""
        self.waited(lambda: len(self.group()) > 2)  # the builder has forked
        self.process.kill()
        self.process.wait(_PATIENCE)
        until = monotonic() + _PATIENCE
        while left := self.group():
            assert monotonic() < until, left
            sleep(0.05)

    def group(self) -> list[str]:
        """The processes that it has started and that still run, those of its builder included."""
        return [
            process.name
            for process in Path("/proc").iterdir()
            if process.name.isdigit() and self._mark in _environment(process)
        ]

    @property
    def _mark(self) -> bytes:
        return f"POLICYTRACE_TEST={self.said_in.fileno()}-{id(self.said_in)}".encode()


def _environment(process: Path) -> list[bytes]:
    try:
        return (process / "environ").read_bytes().split(b"\0")
    except OSError:  # it has ended, or is another's
        return []


@contextmanager
def shown(project: Path, command: str = "live", port: int = 0) -> Iterator[Showing]:
    """Show a project, on a port that is free if none is named, until it is looked at no more."""
    with TemporaryFile() as said:
        mark = f"{said.fileno()}-{id(said)}"
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "policytrace", command),
                *("--port", str(port), "--today", "2027-01-15"),
            ],
            cwd=project,
            env={**os.environ, "POLICYTRACE_TEST": mark},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        showing = Showing(process, said)
        try:
            yield showing
        finally:
            if process.poll() is None:
                showing.ended(signal.SIGTERM)
