"""The part of a page that the benchmark writes, between two marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

_BEGIN, _END = "<!-- Written by make bench -->", "<!-- Until here -->"
_WRITTEN = re.compile(f"(?s)(?<={re.escape(_BEGIN)}\n).*?(?={re.escape(_END)})")


class UnmarkedPageError(Exception):
    """A page that has no place for the figures; says which."""


def place_for_figures(page: Path) -> None:
    """See to it that the figures can be written to the page.

    Raises:
        UnmarkedPageError: the page is not there, or has not both marks.
    """
    if not page.is_file() or not _WRITTEN.search(page.read_text("utf-8")):
        raise UnmarkedPageError(f"{page} must hold the lines “{_BEGIN}” and “{_END}”.")


def write_figures(page: Path, figures: str) -> None:
    """Put the figures in the place of the last ones."""
    place_for_figures(page)
    text = page.read_text("utf-8")
    page.write_text(_WRITTEN.sub(lambda _found: f"\n{figures}\n\n", text, count=1), "utf-8")


def figures(
    *,
    day: date,
    command: str,
    machine: Iterable[tuple[str, str]],
    table: str,
    verdicts: Iterable[str],
) -> str:
    """What is written: when, on what and by which command it was measured, and what came of it."""
    facts = [("Date", day.isoformat()), ("Command", f"`{command}`"), *machine]
    return "\n\n".join(
        (
            "\n".join(f"- {name}: {value}" for name, value in facts),
            table,
            "\n".join(f"- {verdict}" for verdict in verdicts),
        )
    )
