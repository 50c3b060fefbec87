"""Rendered texts of the objects, kept between builds for the pages that are generated of them.

A text is drawn with the page on which its object stands. The page about the object shows it again;
the links in it are then made to lead to the same places from there.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Container
from pathlib import Path

from markupsafe import Markup

from policytrace.plan.model import Item
from policytrace.sphinx.build import Build, once_a_build

RECORD = ".policytrace-texts.json"
"""Name of the file with the texts, in the output folder. It is not published."""

_ADDRESS = re.compile(r'(?P<name>\b(?:href|src)=")(?P<to>[^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/", re.IGNORECASE)


@once_a_build
def own_texts(build: Build) -> dict[str, str]:
    """The text of each object by its id, as HTML; those that have been drawn so far."""
    try:
        kept = json.loads(_record(build).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        kept = {}
    return {str(key): str(text) for key, text in kept.items()}


def are_kept(build: Build) -> bool:
    """Whether an earlier build has left its texts."""
    return _record(build).is_file()


def keep(build: Build, items: Container[str]) -> None:
    """Leave the texts of the objects that there are to the next build."""
    texts = own_texts(build)
    present = {key: texts[key] for key in sorted(texts) if key in items}
    text = json.dumps(present, ensure_ascii=False, sort_keys=True)
    _record(build).write_text(text, encoding="utf-8")


def text_on(build: Build, item: Item, page: str) -> Markup:
    """The object's text for the page at the address `page`, both without suffix."""
    folder, here = posixpath.dirname(item.docname), posixpath.dirname(page) or "."
    suffix = getattr(build.app.builder, "link_suffix", "")

    def moved(found: re.Match[str]) -> str:
        to = found["to"]
        if _ELSEWHERE.match(to):
            return found[0]
        path, mark, part = to.partition("#")
        if not path:
            path = posixpath.basename(item.docname) + suffix
        there = posixpath.relpath(posixpath.join("/", folder, path), posixpath.join("/", here))
        return f'{found["name"]}{there}{mark}{part}"'

    text = _ADDRESS.sub(moved, own_texts(build).get(item.id, ""))
    return Markup(text)  # noqa: S704 - written by the translator


def _record(build: Build) -> Path:
    return Path(build.app.outdir) / RECORD
