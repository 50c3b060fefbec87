"""What a build takes: time, processor and memory of a process with everything it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from tests.bench.projects import Project

_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes that one of `ru_maxrss` stands for; see getrusage(2) of Linux and of macOS."""


class BuildFailedError(Exception):
    """A build that is measured did not come through; says what it wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one build took, or the medians of several builds."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of processor, user and system."""
    memory: float
    """Peak resident memory of the largest process, in megabytes (10⁶ bytes)."""


def build(project: Project) -> Cost:
    """Build once.

    Raises:
        BuildFailedError: the build failed, or left no start page.
    """
    with tempfile.TemporaryFile() as output:
        started = perf_counter()
        process = subprocess.Popen(
            project.command,
            cwd=project.folder,
            env=dict(project.environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0 or not (project.built / "index.html").is_file():
            output.seek(0)
            said = output.read().decode("utf-8", "replace")
            raise BuildFailedError(f"{' '.join(project.command)}\n{said}")
    return Cost(
        wall=wall,
        cpu=used.ru_utime + used.ru_stime,
        memory=used.ru_maxrss * _MAXRSS_UNIT / 1e6,
    )


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each, by itself."""
    return Cost(
        wall=median(cost.wall for cost in costs),
        cpu=median(cost.cpu for cost in costs),
        memory=median(cost.memory for cost in costs),
    )
