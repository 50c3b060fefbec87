"""The command line: checks a project, builds its site, and tells what the rules are."""

from __future__ import annotations

import argparse
import gc
import signal
import sys
from collections.abc import Callable, Sequence
from pkgutil import resolve_name

from policytrace.cli.ending import (
    ENDING,
    be_told_until_heard,
    end_in_order,
    exit_code_if_ended,
    why_not_run,
)
from policytrace.cli.exit_codes import COULD_NOT_RUN
from policytrace.cli.options import COMMANDS
from policytrace.cli.projects import terminal_for
from policytrace.cli.reading import read
from policytrace.cli.terminal import speak_utf8
from policytrace.errors import ProjectError
from policytrace.messages import message


def run(ready: Callable[[], object]) -> None:
    """The program `policytrace`: run the command line, and end the process with its exit code.

    `ready` is called when an interruption is told in order from here on.
    """
    be_told_until_heard()
    code: str | int | None
    try:
        code = main(ready=ready)
    except SystemExit as end:
        code = _all_written(end.code)
    # To be interrupted from here on would change nothing, and be told in Python's words.
    for number in (signal.SIGINT, *ENDING):
        signal.signal(number, signal.SIG_IGN)
    # The process owns its memory and ends here: all that a build has made goes at once. The
    # interpreter need not look through it for garbage first (1.5 s for 3 000 objects).
    gc.freeze()
    sys.exit(code)


def main(
    arguments: Sequence[str] | None = None, *, ready: Callable[[], object] = lambda: None
) -> int:
    """Run the command line; `arguments` defaults to those the process was started with."""
    speak_utf8()
    given = sys.argv[1:] if arguments is None else arguments
    options, terminal = read(given)
    try:
        end_in_order()
        ready()
        return int(resolve_name(COMMANDS[options.command].run)(options, terminal))
    except BaseException as error:
        if (code := exit_code_if_ended(error)) is not None:
            terminal.remark(message("Interrupted."))
            return code
        if not isinstance(error, Exception):
            raise
        if options.traceback and not isinstance(error, ProjectError):
            raise
        terminal.remark(why_not_run(error, options))
    return COULD_NOT_RUN


def _all_written(code: str | int | None) -> str | int | None:
    """The exit code `code`, if what argparse has printed can be written where it is sent."""
    terminal = terminal_for(sys.argv[1:], None)
    try:
        terminal.answer("")
    except ProjectError as error:
        terminal.remark(why_not_run(error, argparse.Namespace()))
        return COULD_NOT_RUN
    return code
