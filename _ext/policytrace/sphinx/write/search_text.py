"""What can be found of each page, kept for the search when the page is written.

Half of a page is what surrounds its text and pictures, and to read it takes most of the time that
Pagefind takes for an index.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx

from policytrace.files import make_folder

_END = "</main>"
_NO_TEXT = re.compile(r"<(svg|nav|form)\b.*?</\1>", re.DOTALL)


def searched_folder(app: Sphinx) -> Path:
    """The folder of what Pagefind reads. It is not among the pages, where it would be published."""
    return Path(app.doctreedir) / "search"


def keep_searched(folder: Path, file: str, html: str) -> None:
    """Keep in `folder` what can be found of a page, whose path from the site's root is `file`."""
    begin = html.find("<main ")
    end = html.find(_END, begin)
    found = _NO_TEXT.sub("", html[begin : end + len(_END)]) if 0 <= begin < end else ""
    path = folder / file
    make_folder(path.parent)
    path.write_text(f"<html><body>{found}</body></html>", encoding="utf-8")


def forget_searched(folder: Path, file: str) -> None:
    """Take away what was kept in `folder` of a page that is no more."""
    (folder / file).unlink(missing_ok=True)
