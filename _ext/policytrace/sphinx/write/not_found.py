"""Gives the page for addresses where there is nothing links that work wherever it is shown.

A web server shows it in the place of any page that is missing, in whatever folder that would have
been, so links from it must begin at the host. No element of HTML may tell the browser so: a strict
content security policy forbids it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from policytrace.files import write_whole
from policytrace.site.pages.not_found import NOT_FOUND_PAGE, root_of
from policytrace.sphinx.build import build_of

_ADDRESS = re.compile(
    r'(?P<name>\s(?:href|src|action|data-content_root)=")(?:\./)*'
    r'(?P<to>(?!#|/|[a-z][a-z0-9+.-]*:)[^"]*)"',
    re.IGNORECASE,
)


def setup_component(app: Sphinx) -> None:
    """Register the step that comes when all pages are written; let the frame know the page."""
    app.connect("html-page-context", _name_page, priority=100)
    app.connect("build-finished", _anchor_page, priority=930)


def _name_page(
    _app: Sphinx,
    _pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Tell the frame which page is not to be found by a search."""
    context["not_found_page"] = NOT_FOUND_PAGE


def _anchor_page(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html" or app.statuscode != 0:
        return
    root = root_of(build_of(app).metamodel.site)
    path = Path(app.outdir) / f"{NOT_FOUND_PAGE}.html"
    if path.is_file():
        html = path.read_text(encoding="utf-8")
        anchored = anchored_links(html, root)
        if anchored != html:
            write_whole(path, anchored.encode())


def anchored_links(html: str, root: str) -> str:
    """`html` with all addresses relative to the site's root made absolute on its host."""
    return _ADDRESS.sub(lambda found: f'{found["name"]}{root}{found["to"]}"', html)
