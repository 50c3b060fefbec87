"""How the process ends when it is told to: in order, so that no program it has started is left.

And what is said when it cannot go on.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from types import FrameType, TracebackType

from policytrace.errors import ProjectError
from policytrace.files import file_trouble
from policytrace.messages import Message, message

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that ask the process to end; Windows has no SIGHUP."""

_A_LITTLE = 0.02
"""Seconds."""


class EndedError(BaseException):
    """The process has been told to end, by a signal that would else have killed it where it was."""

    def __init__(self, number: int) -> None:
        """Keep the number of the signal."""
        super().__init__(number)
        self.number = number


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


def exit_code_if_ended(error: BaseException) -> int | None:
    """The exit code, if the process has been told to end.

    What a signal raises may arrive as the cause of another error: Python gives a ``RuntimeError``
    for whatever is raised while a class names its attributes, and to put things away may fail too.
    """
    number = _told_by(error)
    return None if number is None else 128 + number


def be_told_until_heard() -> None:
    """Have a signal that ends the process come again, where what it raises is only printed.

    So Python does in finalizers, and libraries in Rust with what their callbacks raise.
    """
    print_uncaught, print_unraisable = sys.excepthook, sys.unraisablehook

    def uncaught(
        kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        if not _told_again(error):
            print_uncaught(kind, error, traceback)

    def unraisable(about: sys.UnraisableHookArgs) -> None:
        if about.exc_value is None or not _told_again(about.exc_value):
            print_unraisable(about)

    sys.excepthook, sys.unraisablehook = uncaught, unraisable


def _told_again(error: BaseException) -> bool:
    """Send this process the signal that the error came of, if any, when it has gone on a little."""
    if (number := _told_by(error)) is None:
        return False
    again = threading.Timer(_A_LITTLE, os.kill, (os.getpid(), number))
    again.daemon = True
    again.start()
    return True


def _told_by(error: BaseException) -> int | None:
    """The signal that has told the process to end, if the error came of one."""
    seen: set[int] = set()
    causes: list[BaseException | None] = [error]
    while causes:
        cause = causes.pop()
        if isinstance(cause, EndedError):
            return cause.number
        if isinstance(cause, KeyboardInterrupt):
            return signal.SIGINT
        if cause is not None and id(cause) not in seen:
            seen.add(id(cause))
            causes += (cause.__cause__, cause.__context__)
    return None


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
