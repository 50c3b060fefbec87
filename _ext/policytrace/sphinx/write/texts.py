"""The objects' own texts as they were drawn, kept between builds for the pages made of them.

A text is drawn with the page on which its object stands. The page about the object shows it again;
the links in it are then made to lead to the same places from there.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Container
from pathlib import Path
from weakref import WeakKeyDictionary

from markupsafe import Markup
from sphinx.application import Sphinx

from policytrace.plan.model import Item

RECORD = ".policytrace-texts.json"
"""Name of the file with the texts, in the output folder. It is not published."""

_ADDRESS = re.compile(r'(?P<name>\b(?:href|src)=")(?P<to>[^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/", re.IGNORECASE)

_TEXTS: WeakKeyDictionary[Sphinx, dict[str, str]] = WeakKeyDictionary()


def texts_of(app: Sphinx) -> dict[str, str]:
    """The text of each object by its id, as HTML; those that have been drawn so far."""
    if app not in _TEXTS:
        try:
            kept = json.loads((Path(app.outdir) / RECORD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            kept = {}
        _TEXTS[app] = {str(key): str(text) for key, text in kept.items()}
    return _TEXTS[app]


def are_kept(app: Sphinx) -> bool:
    """Whether an earlier build has left its texts."""
    return (Path(app.outdir) / RECORD).is_file()


def keep(app: Sphinx, items: Container[str]) -> None:
    """Leave the texts of the objects that there are to the next build."""
    texts = texts_of(app)
    present = {key: texts[key] for key in sorted(texts) if key in items}
    text = json.dumps(present, ensure_ascii=False, sort_keys=True)
    (Path(app.outdir) / RECORD).write_text(text, encoding="utf-8")


def text_on(app: Sphinx, item: Item, page: str) -> Markup:
    """The object's text for the page at the address `page`, both without suffix."""
    folder, here = posixpath.dirname(item.docname), posixpath.dirname(page) or "."
    suffix = getattr(app.builder, "link_suffix", "")

    def moved(found: re.Match[str]) -> str:
        to = found["to"]
        if _ELSEWHERE.match(to):
            return found[0]
        path, mark, part = to.partition("#")
        if not path:
            path = posixpath.basename(item.docname) + suffix
        there = posixpath.relpath(posixpath.join("/", folder, path), posixpath.join("/", here))
        return f'{found["name"]}{there}{mark}{part}"'

    text = _ADDRESS.sub(moved, texts_of(app).get(item.id, ""))
    return Markup(text)  # noqa: S704 - written by the translator
