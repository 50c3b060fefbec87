"""Where the program starts: before anything large is loaded, so that Ctrl-C is heard at once."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from policytrace.cli.exit_codes import INTERRUPTED
from policytrace.cli.garbage import collect_rarely


def run() -> None:
    """Load the command line and run it."""
    _open_what_is_closed()
    collect_rarely()
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # otherwise whoever started it has it ignored
        signal.signal(signal.SIGINT, _interrupted)
    from policytrace.cli.main import run as run_command  # noqa: PLC0415 - takes a second

    run_command(lambda: signal.signal(signal.SIGINT, before))


def _interrupted(_number: int, _frame: FrameType | None) -> None:
    """End at once: nothing is begun yet, and Python swallows some exceptions as it imports."""
    sys.stderr.write("Avbrutet.\n")
    sys.stderr.flush()
    os._exit(INTERRUPTED)


def _open_what_is_closed() -> None:
    """Let output that was closed (``>&-``) go nowhere, before a file of ours gets its number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
            setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w"))
