"""What a page says of itself to search engines and those who share it; and the map of all pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from policytrace.site.open_files import SITEMAP
from policytrace.sphinx.build import Build, build_of
from policytrace.sphinx.write.generated import generated_pages

LONGEST = 200
"""Signs of a description; search engines show no more."""


def setup_component(app: Sphinx) -> None:
    """Describe each page; tell Sphinx where the site is, so that pages say their own address."""
    app.connect("builder-inited", _tell_address, priority=20)
    app.connect("html-page-context", _describe, priority=90)


def _tell_address(app: Sphinx) -> None:
    site = build_of(app).metamodel.site
    if site is not None:
        app.config.html_baseurl = f"{site}/"


def _describe(
    _app: Sphinx,
    _pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the page what it says of itself (``description:`` at its top), or else its beginning."""
    if "description" not in context:
        said = str((context.get("meta") or {}).get("description", ""))
        context["description"] = said or (description_of(doctree) if doctree else "")


def description_of(doctree: nodes.document) -> str:
    """The page's first paragraph, in at most `LONGEST` signs."""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | nodes.document):
            text = " ".join(paragraph.astext().split())
            if len(text) <= LONGEST:
                return text
            return f"{text[: LONGEST - 1].rpartition(' ')[0]} …"
    return ""


def write_sitemap(build: Build, builder: StandaloneHTMLBuilder) -> None:
    """Write the addresses of all pages, for search engines.

    Not those of a draft, and none if the site's is not known.
    """
    site = build.metamodel.site
    path = Path(builder.outdir) / SITEMAP
    if site is None or not build.metamodel.publisher.official:
        path.unlink(missing_ok=True)
        return
    made = {name for name, page in generated_pages(build).items() if page.listed}
    names = sorted({*builder.env.found_docs, *made})
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(
            f"<url><loc>{escape(f'{site}/{builder.get_target_uri(name)}')}</loc></url>"
            for name in names
        ),
        "</urlset>",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
