"""What the processes have in common that read and build for another: a line asks, a line answers.

They end with the one that asks, however that ends.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from policytrace.cli.garbage import collect_rarely
from policytrace.cli.reading import read
from policytrace.cli.terminal import Terminal, speak_utf8
from policytrace.sphinx.run import load_all

_LOOKED_AFTER = 1.0
"""Seconds after which it is looked again whether there still is anybody to answer."""

Send = Callable[[bytes], None]
"""Sends a line, also from a fork."""

Answering = Callable[[bytes, Send], bytes]
"""What makes the line that answers of the line that asks, and may send others before it."""


def answer_lines(begin: Callable[[argparse.Namespace, Terminal], Answering]) -> None:
    """Answer each line that comes in, until none comes any more or nobody hears the answer.

    `begin` is given the options of the command that is being served.
    """
    collect_rarely()
    speak_utf8()
    # What a program that is started on the way writes must not stand among the answers.
    with suppress(BrokenPipeError), os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        options, terminal = read(sys.argv[1:])
        answer = begin(options, terminal)
        load_all()
        _end_with_parent()

        def send(line: bytes) -> None:
            answers.write(line)
            answers.flush()

        while line := sys.stdin.buffer.readline():
            send(answer(line, send))


def _end_with_parent() -> None:
    """End this process and its forks soon after the one that has started it, also in mid-work.

    Where there are no such timers, it ends when the work is done.
    """
    if not hasattr(signal, "setitimer"):
        return
    parent = os.getppid()

    def look(_number: int, _frame: FrameType | None) -> None:
        if os.getppid() != parent:
            os.killpg(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _LOOKED_AFTER, _LOOKED_AFTER)
