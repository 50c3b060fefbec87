"""What a command takes: time, processor and memory of a process with everything it starts."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter
from typing import Self

_PROCESSES = Path("/proc")

_BETWEEN_LOOKS = 0.2
"""Seconds. To count the memory of a large process takes the kernel some milliseconds."""


class BuildFailedError(Exception):
    """A command that is measured did not come through; says what it wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run took. None is what was not measured, or cannot be on this system."""

    wall: float
    """Seconds from start to end."""
    cpu: float | None = None
    """Seconds of processor, user and system, of the process and all that it waited for."""
    largest: float | None = None
    """Peak resident memory of the largest process, in megabytes (10⁶ bytes)."""
    together: float | None = None
    """Peak memory of all processes at once, what they share counted once, in megabytes."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Several runs of the same thing."""

    costs: tuple[Cost, ...]

    @property
    def middle(self) -> Cost:
        """The median of each, by itself."""
        return Cost(
            wall=median(cost.wall for cost in self.costs),
            cpu=_median([cost.cpu for cost in self.costs]),
            largest=_median([cost.largest for cost in self.costs]),
            together=_median([cost.together for cost in self.costs]),
        )

    @property
    def spread(self) -> float | None:
        """Wall time of the slowest less that of the fastest, as a part of the median.

        None for a single run.
        """
        if len(self.costs) == 1:
            return None
        walls = [cost.wall for cost in self.costs]
        return (max(walls) - min(walls)) / self.middle.wall


def run(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    came_through: Callable[[], bool],
) -> Cost:
    """Run a command once.

    Raises:
        BuildFailedError: it failed, or `came_through` does not find what it should have made.
    """
    with tempfile.TemporaryFile() as output:
        started = perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            with _Watch(process.pid) as watch:
                _, status, used = os.wait4(process.pid, 0)
                wall = perf_counter() - started
        except BaseException:  # Ctrl-C does not reach another session
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0 or not came_through():
            output.seek(0)
            said = output.read().decode("utf-8", "replace")
            raise BuildFailedError(f"{' '.join(command)}\n{said}")
    return Cost(
        wall=wall,
        cpu=used.ru_utime + used.ru_stime,
        largest=watch.largest,
        together=watch.together,
    )


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes that the processes of a session have."""

    largest: float
    """The most that one of those which are there has ever had, since its program began."""
    together: float
    """What all have now, each page that they share counted once."""


class _Watch:
    """Looks now and then how much memory the processes of a session have."""

    def __init__(self, session: int) -> None:
        self.largest: float | None = None
        self.together: float | None = None
        self._session = session
        self._over = Event()
        self._looking = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._looking.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._looking.join()

    def _look(self) -> None:
        while True:
            if found := memory_of_session(self._session):
                self.largest = max(found.largest, self.largest or 0)
                self.together = max(found.together, self.together or 0)
            if self._over.wait(_BETWEEN_LOOKS):
                return


def memory_of_session(session: int) -> Memory | None:
    """What the processes of a session have; None if there is none, or the system is not Linux.

    What getrusage(2) tells of the largest process is of no use: a child begins with what the
    process that started it had. The peak since the program began is ``VmHWM`` of
    proc_pid_status(5), and what all have is the sum of ``Pss`` of proc_pid_smaps_rollup(5).
    """
    largest, together = [], []
    for process in _PROCESSES.glob("[0-9]*"):
        try:
            if os.getsid(int(process.name)) == session:
                largest.append(_megabytes(process / "status", "VmHWM:"))
                together.append(_megabytes(process / "smaps_rollup", "Pss:"))
        except OSError:  # it has ended, or is another's
            continue
    return Memory(max(largest), sum(together)) if largest else None


def _megabytes(file: Path, name: str) -> float:
    """A size that the kernel tells; 0 of a process that has ended and is not yet gone."""
    lines = file.read_text("ascii", "replace").splitlines()
    sizes = (int(line.split()[1]) for line in lines if line.startswith(name))
    return next(sizes, 0) * 1024 / 1e6


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
