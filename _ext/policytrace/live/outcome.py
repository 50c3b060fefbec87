"""What came of building once, as the process that builds tells the one that serves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing that keeps the site as it was, in words."""

    place: str
    """File and line; empty if it stands nowhere."""
    said: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where an object is written, and where it is shown."""

    file: str
    """Path relative to the project's folder, with ``/``."""
    line: int
    """Where its block begins, counted from 1."""
    address: str
    """From the site's root, with the place on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOutcome:
    """What came of building once."""

    built: bool
    """Whether the pages show what is written now."""
    report: str
    """All that is to be said of it, for a terminal."""
    troubles: Sequence[Trouble] = ()
    objects: Sequence[Written] = ()
    is_last: bool = True
    """Whether nothing is made any more; else only the pages are, and another outcome follows."""

    def told(self) -> bytes:
        """The outcome as one line."""
        return json.dumps(asdict(self), ensure_ascii=False).encode() + b"\n"

    @classmethod
    def heard(cls, line: bytes) -> Self:
        """The outcome that a line tells."""
        found = json.loads(line)
        return cls(
            built=found["built"],
            report=found["report"],
            troubles=tuple(Trouble(**one) for one in found["troubles"]),
            objects=tuple(Written(**one) for one in found["objects"]),
            is_last=found["is_last"],
        )


def address_of(objects: Iterable[Written], file: str, line: int) -> str:
    """Where the object is shown whose block a line of a file is in or below.

    Empty if no object begins above the line.
    """
    above = [one for one in objects if one.file == file and one.line <= line]
    return max(above, key=lambda one: one.line).address if above else ""
