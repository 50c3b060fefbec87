"""Where the command line speaks: answers on standard output, all else on standard error."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self, TextIO

from policytrace.cli.program import runnable
from policytrace.errors import ProjectError
from policytrace.files import reason
from policytrace.messages import Message, catalogue, message

_CLEAR_LINE = "\r\x1b[2K"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """Standard output and standard error, in one language."""

    language: str
    translations: gettext.NullTranslations

    @classmethod
    def speaking(cls, language: str) -> Self:
        """What speaks one of `policytrace.messages.LANGUAGES`."""
        return cls(language=language, translations=catalogue(language))

    @property
    def colour(self) -> bool:
        """Whether the answer may be coloured: for a person who has not declined it.

        See https://no-color.org.
        """
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")

    def text(self, said: Message) -> str:
        """The message in words; what it says to run can be run from where one stands."""
        return runnable(said.render(self.translations))

    def answer(self, text: str) -> None:
        """Write what was asked for. Nobody may be reading any more, as ``head`` when it is done.

        Raises:
            ProjectError: it cannot be written where it is sent, as to a full disk.
        """
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            _write_no_more()
        except OSError as error:
            _write_no_more()
            raise ProjectError(
                message("The answer cannot be written where it is sent: {why}.", why=reason(error))
            ) from error

    def say(self, said: Message) -> None:
        """Write a message as a line of the answer."""
        self.answer(f"{self.text(said)}\n")

    def remark(self, said: Message) -> None:
        """Write a message that is no part of the answer."""
        sys.stderr.write(f"{self.text(said)}\n")
        sys.stderr.flush()

    @contextmanager
    def progress(self) -> Iterator[ProgressLine]:
        """A line on standard error that is gone afterwards; there is none but on a terminal."""
        line = ProgressLine(stream=sys.stderr if sys.stderr.isatty() else None, terminal=self)
        try:
            yield line
        finally:
            line.clear()


@dataclass(slots=True, kw_only=True)
class ProgressLine:
    """One line that is written over and over."""

    stream: TextIO | None
    """None if nobody would see it."""
    terminal: Terminal
    shown: bool = False

    def __call__(self, said: Message) -> None:
        """Show how far the work has come."""
        self._write(f"{_CLEAR_LINE}{self.terminal.text(said)}")
        self.shown = True

    def clear(self) -> None:
        """Take the line away, if there is one."""
        if self.shown:
            self._write(_CLEAR_LINE)
        self.shown = False

    def _write(self, text: str) -> None:
        if self.stream:
            self.stream.write(text)
            self.stream.flush()


def speak_utf8() -> None:
    """Write UTF-8 on both, whatever the machine's locale; what cannot be written becomes ``?``."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _write_no_more() -> None:
    """Let what is still to be written be lost: Python would try again when the process ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
