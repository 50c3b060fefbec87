"""Where the program starts: before anything large is loaded, so that Ctrl-C is heard at once."""

from __future__ import annotations

import os
import sys

INTERRUPTED = 130


def run() -> None:
    """Load the command line and run it."""
    _open_what_is_closed()
    try:
        from policytrace.cli.main import run as run_command  # noqa: PLC0415 - takes a second
    except KeyboardInterrupt:
        sys.stderr.write("Avbrutet.\n")
        sys.stderr.flush()
        os._exit(INTERRUPTED)
    run_command()


def _open_what_is_closed() -> None:
    """Let output that was closed (``>&-``) go nowhere, before a file of ours gets its number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
            setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w"))
