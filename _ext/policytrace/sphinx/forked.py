"""Forked workers: this process and copies of it share tasks that only read what all of them know.

A fork sees all that its parent has made, and costs next to nothing before it writes to it. So the
plan, its views and Sphinx' environment need not be handed over; only what comes of the work is.
Sphinx has the like (`sphinx.util.parallel`), but hands each process a fixed part beforehand, and
tells of a failure only in words.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any, Self, TypeVar

from sphinx.errors import ExtensionError
from sphinx.util import logging

from policytrace.files import file_of

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

Packed = TypeVar("Packed")

Work = Callable[[Iterator[int]], Result]
"""Takes the numbers of its tasks, one when it is done with the last; gives what has come of them,
which must be picklable if it is told to another process."""

_ENDING = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)
)
"""What asks a process to end; Windows, where nothing is forked, has no SIGHUP."""

MOST = 8
"""So many processes are started at most, unless more are asked for: each takes memory too."""


def usable_cores() -> int:
    """How many processes can be at work at once, `MOST` at most."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST)
    return min(os.cpu_count() or 1, MOST)


def can_fork() -> bool:
    """Whether this process can be copied: where there is `fork`, and while it has one thread.

    A copy lacks the other threads, and whatever they hold is held there for ever. macOS has `fork`,
    but its own libraries do not bear it.
    """
    if sys.platform in {"win32", "darwin"}:
        return False
    threads = Path("/proc/self/task")
    return len([*threads.iterdir()]) == 1 if threads.is_dir() else threading.active_count() == 1


def share(
    tasks: int, workers: int, work: Work[Result], pack: Callable[[Result], Packed]
) -> list[Packed]:
    """Have up to `workers` processes, this one among them, do the tasks 0, 1, …, `tasks` - 1.

    Each takes the next task when it is done with its last. What is logged in a fork is logged here
    when that is done. Gives what `pack` makes, there, of the result of each other process.

    Raises:
        Exception: what one of them has raised; the others are stopped.
    """
    workers = min(workers, tasks) if can_fork() else 1
    own = _Queue(tasks).take if workers > 1 else lambda: iter(range(tasks))
    with Forks() as forks:
        others = [forks.start(lambda: pack(work(own()))) for _ in range(workers - 1)]
        work(own())
        return [other() for other in others]


def hand_out(
    tasks: int, workers: int, work: Work[Result], forks: Forks
) -> Callable[[], list[Result]]:
    """Have up to `workers` forks do the tasks 0, 1, …, `tasks` - 1, as `share` does.

    This process takes none, and so goes on at once; what is given waits for the results.
    """
    queue = _Queue(tasks)
    others = [forks.start(lambda: work(queue.take())) for _ in range(min(workers, tasks))]
    return lambda: [other() for other in others]


class _Queue:
    """The tasks 0, 1, …, `tasks` - 1, each for the process that takes it.

    A fork whose parent was killed ends: nobody waits for it but the next build.
    """

    def __init__(self, tasks: int) -> None:
        """None is taken; this process is the parent."""
        self._tasks = tasks
        self._next = multiprocessing.get_context("fork").Value("q", 0)
        self._parent = os.getpid()

    def take(self) -> Iterator[int]:
        """The first that nobody has taken, until there is none."""
        while (task := self._take()) < self._tasks:
            yield task

    def _take(self) -> int:
        if self._parent not in {os.getpid(), os.getppid()}:
            os._exit(1)
        with self._next.get_lock():
            task = int(self._next.value)
            self._next.value += 1
        return task


class Forks:
    """Forks that end, one way or the other, with the ``with`` in which they are started."""

    def __init__(self, *, have_forks: bool = False) -> None:
        """None is started yet. With `have_forks` they may start others, and outlive this one."""
        self._have_forks = have_forks
        self._running: list[tuple[BaseProcess, Connection]] = []

    def __enter__(self) -> Self:
        """What there is now is no garbage: a look for it would copy it all into each fork."""
        gc.freeze()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        """Wait for the forks; stop them, if there has been an error."""
        for fork, receives in self._running:
            if kind is not None:
                fork.terminate()
            fork.join()
            receives.close()
        gc.unfreeze()

    def start(self, work: Callable[[], Result]) -> Callable[[], Result]:
        """Begin `work` in a fork. What is given waits for its result, and raises its error."""
        context = multiprocessing.get_context("fork")
        receives, sends = context.Pipe(duplex=False)
        # A fork that holds an end to receive waits for ever for its parent, if that is killed.
        not_its = [receives, *(end for _, end in self._running)]
        fork = context.Process(
            target=_run, args=(work, sends, not_its), daemon=not self._have_forks
        )
        with _undisturbed():
            fork.start()
            sends.close()
            self._running.append((fork, receives))
        return partial(_received, fork, receives)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Have signals that end this process wait until a fork has begun, and is known.

    What they raise in the middle of that is lost: Python calls functions there whose exceptions it
    only prints; and a fork that nobody knows is not stopped. The fork lets them in when it knows
    what to do with them.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # may raise, when all are blocked
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run(work: Callable[[], object], sends: Connection, not_its: Sequence[Connection]) -> None:
    """Do the work of a fork, and tell what has come of it."""
    for end in not_its:
        end.close()
    for number in _ENDING:
        signal.signal(number, _end if number == signal.SIGTERM else signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    collector = logging.LogCollector()
    try:
        with collector.collect():
            outcome: object = work()
        failed = False
    except Exception as error:  # noqa: BLE001 - raised again by the one who waits
        outcome, failed = _portable(error), True
    logging.convert_serializable(collector.logs)
    told = pickle.dumps((failed, collector.logs, outcome), pickle.HIGHEST_PROTOCOL)
    with suppress(BrokenPipeError):  # nobody waits for it any more
        sends.send_bytes(told)
        sends.close()
    os._exit(0)  # what this process holds is the parent's to put away


def _end(number: int, _frame: FrameType | None) -> None:
    """End a fork that is told to, and what it has started: Java would draw on for nobody."""
    with suppress(OSError):
        started = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
        for child in started.split():
            with suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGTERM)
    os._exit(128 + number)


def _portable(error: Exception) -> Exception:
    """The error, if it can be told to another process; else one that says the same."""
    if isinstance(error, OSError):  # the place where it was raised is not told
        error.filename = error.filename or file_of(error) or None
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - made in this line
    except Exception:  # noqa: BLE001 - whatever hinders it
        return ExtensionError(f"{type(error).__name__}: {error}")
    return error


def _received(fork: BaseProcess, receives: Connection) -> Any:  # noqa: ANN401 - what the work gives
    try:
        failed, logs, outcome = pickle.loads(receives.recv_bytes())  # noqa: S301 - from our own fork
    except EOFError:
        fork.join()
        raise ExtensionError(f"a process that shared the work ended with {fork.exitcode}") from None
    for record in logs:
        logger.handle(record)
    if failed:
        raise outcome
    return outcome
