"""How the process ends when it is told to: in order, so that no program it has started is left."""

from __future__ import annotations

import signal
import threading
from types import FrameType


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
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    raise EndedError(number)
