"""What can be found of each page, kept for the search when the page is written.

Half of a page is what surrounds its text and pictures, and to read it takes most of the time that
Pagefind takes for an index.
"""

from __future__ import annotations

import re
from pathlib import Path

from policytrace.files import make_folder

SEARCHED = ".policytrace-search"
"""Folder of what Pagefind reads of each page, in the output folder. It is not published."""

_TEXT = re.compile(r"<main\b.*?</main>", re.DOTALL)
_NO_TEXT = re.compile(r"<(svg|nav|form)\b.*?</\1>", re.DOTALL)


def keep_searched(out: Path, file: str) -> None:
    """Keep what can be found of the page at the path `file` in `out`, which has been written."""
    text = _TEXT.search((out / file).read_text(encoding="utf-8"))
    path = out / SEARCHED / file
    make_folder(path.parent)
    found = _NO_TEXT.sub("", text[0]) if text else ""
    path.write_text(f"<html><body>{found}</body></html>", encoding="utf-8")


def forget_searched(out: Path, file: str) -> None:
    """Take away what was kept of a page that is no more."""
    (out / SEARCHED / file).unlink(missing_ok=True)
