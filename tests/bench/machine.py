"""The machine and the programs that figures hold for."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from tests.bench.peers.registry import PEERS

_PACKAGES = ("sphinx", "sphinx-needs", "myst-parser", "furo", "pagefind")


def description(peers: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What it is called and what it is, of all that decides how fast it goes."""
    yield "Processor", f"{_processor()}, {os.cpu_count()} cores"
    yield "Memory", f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB"
    yield "System", f"{platform.system()} {platform.release()}"
    yield "Python", platform.python_version()
    yield "Packages", ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    if peers:
        yield "Peers", ", ".join(f"{name} {PEERS[name].version}" for name in peers)


def _processor() -> str:
    """The model's name, as Linux knows it; elsewhere its kind."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
