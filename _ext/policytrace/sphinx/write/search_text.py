"""What can be found of each page, kept for the search when the page is written.

Nine tenths of a page are what surrounds its text, pictures, and what is said of other objects. To
read that takes much of the time that Pagefind takes for an index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from policytrace.files import make_folder

_END = "</main>"
_OF_OBJECT = '<article class="pt-object'
_OF_PROSE = 'class="pt-written"'

_NO_TEXT = (
    r'svg|nav|form|div(?= class="pt-table-wrapper")'
    r'|p(?= class="pt-(?:letterhead|note|object__kind|object__badges)")'
)
_LEFT_OUT = re.compile(rf"<(?P<tag>{_NO_TEXT})\b")
_LEFT_OUT_OF_OBJECTS = re.compile(
    rf'<(?P<tag>{_NO_TEXT}|section(?![^>]*\bclass="pt-facts")'
    r'|footer(?= class="pt-source")|div(?= class="pt-entry"))\b',
)
_LEFT_OUT_OF_PROSE = re.compile(
    rf'<(?P<tag>{_NO_TEXT}|(?:article|details)(?= class="pt-(?:card|plan|action)[ "]))\b'
)
"""Where elements begin that Pagefind would leave out (`policytrace.sphinx.write.search.LEFT_OUT`),
the largest of them: how they are written is our templates' own."""

_TAGS = {
    tag: re.compile(rf"<(?P<ends>/?){tag}\b[^>]*>")
    for tag in ("svg", "nav", "form", "div", "p", "section", "article", "details", "footer")
}


def searched_folder(app: Sphinx) -> Path:
    """The folder of what Pagefind reads. It is not among the pages, where it would be published.

    No folder of pages is named with a dot, so none of what was read of pages lies in it.
    """
    return Path(app.doctreedir) / ".search"


def index_folder(app: Sphinx) -> Path:
    """The folder that Pagefind writes to, over what it wrote the last time.

    To make thousands of files anew takes it two or three times as long.
    """
    return Path(app.doctreedir) / ".search-index"


def searched_text(html: str) -> str:
    """The ``<main>`` of a page, without most of what cannot be found in it; empty if it has none.

    Linear in the length of the page.
    """
    begin = html.find("<main ")
    end = html.find(_END, begin)
    if not 0 <= begin < end:
        return ""
    main = html[begin : end + len(_END)]
    if _OF_OBJECT in main:
        left_out = _LEFT_OUT_OF_OBJECTS
    elif _OF_PROSE in main[: main.index(">")]:
        left_out = _LEFT_OUT_OF_PROSE
    else:
        left_out = _LEFT_OUT
    return "".join(_rest(main, left_out))


def _rest(text: str, left_out: re.Pattern[str]) -> Iterator[str]:
    at = 0
    while opened := left_out.search(text, at):
        yield text[at : opened.start()]
        at = _end_of(opened["tag"], text, opened.end())
    yield text[at:]


def _end_of(tag: str, text: str, at: int) -> int:
    """Where an element ends within whose opening tag `at` is."""
    depth = 1
    for found in _TAGS[tag].finditer(text, at):
        depth += -1 if found["ends"] else 1
        if depth == 0:
            return found.end()
    return len(text)


def keep_searched(folder: Path, file: str, html: str) -> None:
    """Keep in `folder` what can be found of a page, whose path from the site's root is `file`."""
    path = folder / file
    make_folder(path.parent)
    path.write_text(f"<html><body>{searched_text(html)}</body></html>", encoding="utf-8")


def forget_searched(folder: Path, file: str) -> None:
    """Take away what was kept in `folder` of a page that is no more."""
    (folder / file).unlink(missing_ok=True)
