"""Conflict markers: what git leaves in a file when two people have changed the same place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.messages import message

_SIGNS = ("<<<<<<<", ">>>>>>>")
_MARKER = re.compile(r"(?P<sign>[<>])(?P=sign){6}(?: .*|)")

CONFLICT = message("Git has left a conflict here: two have changed the same lines.")
REMEDY = message(
    "Keep what is right, and take away the lines that begin with <<<<<<<, ======= and >>>>>>>."
)


def conflicts(lines: Iterable[str]) -> Iterator[int]:
    """The line, counted from 1, of each conflict: that of its first marker which is left.

    A row of ``=======`` by itself is none: it may stand below a heading.
    """
    inside = False
    for number, line in enumerate(lines, start=1):
        if line.startswith(_SIGNS) and (marker := _MARKER.fullmatch(line.rstrip())):
            begins = marker["sign"] == "<"
            if begins or not inside:
                yield number
            inside = begins


def refuse_conflict(file: str, text: str) -> None:
    """See to it that there is no conflict in the `text` of a file.

    Raises:
        ProjectError: there is one.
    """
    at = next(conflicts(text.split("\n")), None)
    if at is not None:
        raise ProjectError(
            message(
                "Git has left a conflict in {file}: two have changed the same lines. Keep what is "
                "right, and take away the lines that begin with <<<<<<<, ======= and >>>>>>>.",
                file=file,
            ),
            Location(file=file, line=at),
        )
