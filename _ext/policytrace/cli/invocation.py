"""How the person started the program: what a report says to run must work where they stand."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from policytrace.cli.options import VERBOSE_OPTION
from policytrace.cli.parser import LANGUAGE_OPTION
from policytrace.messages import DEFAULT_LANGUAGE
from policytrace.report.text import PROGRAM, Commands


def commands(given: Sequence[str], command: str, language: str) -> Commands:
    """What the report of `command`, started with the arguments `given`, leads on to.

    A check shows all that a build would, and leaves the site alone.
    """
    asked = list(given)
    asked[asked.index(command)] = "check"
    return Commands(
        program=_program(),
        in_full=shlex.join([*asked, VERBOSE_OPTION]),
        language="" if language == DEFAULT_LANGUAGE else f"{LANGUAGE_OPTION} {language}",
    )


def _program() -> str:
    """The words, as for a shell, that start this program again from the folder one stands in.

    A path, and not the bare name even where that is what was written: ``uv run``, pre-commit and
    others put a program in the path for themselves, and the person's own shell does not find it.
    """
    started = Path(sys.argv[0])
    if started.stem == PROGRAM and started.is_file():
        return _from_here(started)
    return f"{_from_here(Path(sys.executable))} -m {PROGRAM}"


def _from_here(path: Path) -> str:
    """A path for a shell: from where one stands if it is below that, otherwise whole."""
    whole, here = path.absolute(), Path.cwd()  # not resolved: a .venv's Python is a link out of it
    if not whole.is_relative_to(here):
        return shlex.quote(str(whole))
    below = whole.relative_to(here)
    return shlex.quote(str(below) if len(below.parts) > 1 else f"./{below}")
