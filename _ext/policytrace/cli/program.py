"""The words that start this program again, so that they work where the person stands."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import policytrace

NAME = "policytrace"
"""What the program is called, as a package and as the launcher beside it."""

WINDOWS = os.name == "nt"

AS_WRITTEN = f"./{NAME} "
"""How texts name the program, as if one stood in the folder of its launcher."""


def program() -> str:
    """The words, as for a shell, that start this program from the folder one stands in.

    That is the launcher in the root of the repository, and without one what was run. A path, and
    not the bare name even where that is what was written: ``uv run``, pre-commit and others put a
    program in the path for themselves, and the person's own shell does not find it.
    """
    root = Path(policytrace.__file__).absolute().parents[2]
    launcher = root / NAME
    if launcher.is_file():
        return f"py {_quoted(_seen(launcher, root))}" if WINDOWS else _from(launcher, root)
    started = Path(sys.argv[0])
    if started.stem == NAME and started.is_file():
        return _from(started, Path.cwd())
    return f"{_from(Path(sys.executable), Path.cwd())} -m {NAME}"


def runnable(text: str) -> str:
    """A text in which the program is named so that it can be run from where one stands."""
    return text.replace(AS_WRITTEN, f"{program()} ") if AS_WRITTEN in text else text


def _from(path: Path, near: Path) -> str:
    """A path for a shell, with a folder before the name, as it is looked for in the path else."""
    seen = _seen(path, near)
    return _quoted(seen if os.sep in seen else f".{os.sep}{seen}")


def _seen(path: Path, near: Path) -> str:
    """A path from where one stands, if that is within `near`; otherwise whole."""
    # Not resolved: a .venv's Python is a link out of it.
    whole, here = path.absolute(), Path.cwd()
    return (
        os.path.relpath(whole, here)
        if here.is_relative_to(near) and whole.is_relative_to(near)
        else str(whole)
    )


def _quoted(path: str) -> str:
    if WINDOWS:
        return f'"{path}"' if " " in path else path
    return shlex.quote(path)
