"""A lock on a file, which keeps other processes out of what it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import lock_descriptor


@contextmanager
def locked(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the file at `path`, and wait for who holds it; `waiting` is called if somebody does.

    The lock goes with the process that holds it, however that ends.
    """
    with path.open("a", encoding="utf-8") as file:
        if not lock_descriptor(file.fileno(), blocking=False):
            waiting()
            lock_descriptor(file.fileno())
        yield
