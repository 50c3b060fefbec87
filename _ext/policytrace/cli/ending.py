"""How the process ends when it is told to: in order, so that no program it has started is left.

And what is said when it cannot go on.
"""

from __future__ import annotations

import argparse
import signal
import threading
from types import FrameType

from policytrace.errors import ProjectError
from policytrace.files import file_trouble
from policytrace.messages import Message, message

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that ask the process to end; Windows has no SIGHUP."""


class EndedError(BaseException):
    """The process has been told to end, by a signal that would else have killed it where it was."""

    def __init__(self, number: int) -> None:
        """Keep the number of the signal."""
        super().__init__(number)
        self.exit_code = 128 + number
        """What shells give for it."""


def end_in_order() -> None:
    """Let signals that ask the process to end be exceptions, as Ctrl-C is.

    A signal that is ignored, as by ``nohup``, stays so. Only the main thread can do this.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    raise EndedError(number)


def why_not_run(error: Exception, options: argparse.Namespace) -> Message:
    """Why a command could not run, and what to do."""
    if isinstance(error, ProjectError):
        place = f"{error.location.seen_from(options.folder)}: " if error.location else ""
        return message("Could not run. {place}{text}", place=place, text=error.text)
    if trouble := file_trouble(error):
        return message("Could not run. {place}{text}", place="", text=trouble)
    return message(
        "Could not run, for a reason that was not foreseen: {error}. Run again with "
        "--traceback and send what is printed to those who look after policytrace.",
        error=f"{type(error).__name__}: {error}",
    )
