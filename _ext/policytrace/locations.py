"""Where something stands in the project's files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """A place in a source file."""

    file: str
    """Path relative to the project's folder, with ``/``."""
    line: int
    """Counted from 1."""

    def __str__(self) -> str:
        """The place as editors and terminals understand it."""
        return f"{self.file}:{self.line}"
