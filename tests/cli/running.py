"""Runs the command line as a person would: with arguments, in a folder, and reading what is said.

`run` does so in this process, where all that it needs is loaded; `run_as_process` starts the
program anew, for what only a process of its own can show: locale, colours, signals.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir, nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from policytrace.cli import main as cli

_DECISIVE = {"SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LANG"}
"""Variables that would decide the day, or how things are written."""


@dataclass(frozen=True)
class Outcome:
    """What a person sees."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All of it."""
        return self.out + self.err


def run(*arguments: str, cwd: Path | None = None, **environment: str) -> Outcome:
    """Run the program in this process, without a terminal; variables given are set."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2))
    with (
        mock.patch.dict(os.environ, _environment(environment), clear=True),
        mock.patch.object(sys, "stdin", io.StringIO()),
        redirect_stdout(out),
        redirect_stderr(err),
        chdir(cwd) if cwd else nullcontext(),
    ):
        try:
            code = cli.main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
    return _outcome(code, *(_written(stream) for stream in (out, err)))


def run_as_process(*arguments: str, cwd: Path | None = None, **environment: str) -> Outcome:
    """Run the program in a process of its own; variables given are set."""
    done = subprocess.run(
        [sys.executable, "-m", "policytrace", *arguments],
        check=False,
        cwd=cwd,
        env=_environment(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    return _outcome(done.returncode, done.stdout, done.stderr)


def _environment(given: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _DECISIVE}
    return {**kept, **given}


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


def _outcome(code: int, out: str, err: str) -> Outcome:
    outcome = Outcome(code=code, out=out, err=err)
    assert "Traceback" not in outcome.said
    return outcome
