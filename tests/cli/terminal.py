"""The program at a terminal of its own, as a person meets it.

    talk = session("new", "åtgärd", cwd=project.root)
    talk.answer("Rubrik: ", "Öppna dörren")
    assert talk.end() == (0, "ATG-3 är skrivet: plan.md:48\\n")

Nothing here waits without a bound: who runs the tests is told what was shown last instead.
"""

from __future__ import annotations

import codecs
import os
import pty
import select
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PATIENCE = 60
"""Seconds in which something must be shown, or the process end."""

_START = """\
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "policytrace", *sys.argv[1:]])
"""
"""Makes its input the terminal that Ctrl-C comes from, and becomes the program."""


@dataclass(kw_only=True)
class Session:
    """A process at a terminal."""

    process: subprocess.Popen[bytes]
    handle: int
    """Our end of the terminal."""
    shown: str = ""
    decoder: codecs.IncrementalDecoder = field(
        default_factory=codecs.getincrementaldecoder("utf-8")
    )

    def wait_for(self, text: str) -> None:
        """Read until `text` is shown; what comes after it is waited for next."""
        while text not in self.shown:
            more = self._read()
            assert more is not None, f"{text!r} never came: {self.shown!r}"
            self.shown += more
        self.shown = self.shown.partition(text)[2]

    def answer(self, prompt: str, text: str) -> None:
        """Wait for a question, and answer it."""
        self.wait_for(prompt)
        self.type(f"{text}\n")

    def type(self, keys: str) -> None:
        """Press keys, and read what the program shows meanwhile: it stops when nobody reads."""
        raw = keys.encode()
        while raw:
            shown, ready, _ = select.select([self.handle], [self.handle], [], PATIENCE)
            if shown:
                self.shown += self._read() or ""
            elif ready:
                raw = raw[os.write(self.handle, raw[:256]) :]
            else:
                self._give_up("nobody takes the keys")

    def interrupt(self, reply: str) -> None:
        """Press Ctrl-C until `reply` comes: it may come just before the program waits for keys."""
        for _ in range(PATIENCE // 3):
            self.type("\x03")
            while reply not in self.shown and select.select([self.handle], [], [], 3)[0]:
                more = self._read()
                assert more is not None, f"{reply!r} never came: {self.shown!r}"
                self.shown += more
            if reply in self.shown:
                return
        self._give_up("Ctrl-C does nothing")

    def end(self) -> tuple[int, str]:
        """Exit code, and what was shown last."""
        while (more := self._read()) is not None:
            self.shown += more
        code = self.process.wait(PATIENCE)
        os.close(self.handle)
        return code, self.shown.replace("\r\n", "\n")

    def _read(self) -> str | None:
        """What is shown next; None when the terminal is closed."""
        if not select.select([self.handle], [], [], PATIENCE)[0]:
            self._give_up("nothing more came")
        try:
            raw = os.read(self.handle, 65_536)
        except OSError:
            return None
        return self.decoder.decode(raw)

    def _give_up(self, why: str) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)
        pytest.fail(f"{why}: {self.shown!r}")


def session(*words: str, cwd: Path) -> Session:
    """Start a command at a terminal of its own."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", _START, *words],
        cwd=cwd,
        env={
            **{name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"},
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
        },
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    return Session(process=process, handle=ours)


def in_a_terminal(*arguments: str, **environment: str) -> str:
    """What the program writes when its output, and no more than that, is a terminal."""
    ours, theirs = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run(
        [sys.executable, "-m", "policytrace", *arguments],
        check=False,
        stdout=theirs,
        env={**inherited, **environment},
    )
    os.close(theirs)
    return seen_at(ours)


def seen_at(handle: int) -> str:
    """All that was shown at a terminal which nothing writes to any more; it is closed."""
    seen = b""
    while True:
        try:
            read = os.read(handle, 4096)
        except OSError:  # Linux' way to say that it is the end
            read = b""
        if not read:
            break
        seen += read
    os.close(handle)
    return seen.decode()
