"""Writes the pages that are made of the plan, and those of their files that changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from weakref import WeakKeyDictionary

from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

import policytrace.views as _views  # noqa: F401 - importing it fills the registry
from policytrace.files import make_folder, write_whole
from policytrace.sphinx.charts import draw_charts
from policytrace.sphinx.links import PageLinks
from policytrace.sphinx.project import project_of
from policytrace.sphinx.texts import text_on
from policytrace.views.facets import facets_of
from policytrace.views.pages import MAKERS, Page

RECORD = ".policytrace-generated.json"
"""Name of the file with fingerprints and files of the pages, in the output folder."""

_PAGES: WeakKeyDictionary[Sphinx, Mapping[str, Page]] = WeakKeyDictionary()


def generated_pages(app: Sphinx) -> Mapping[str, Page]:
    """The pages that are made, by name. Ask when the gate has been passed."""
    if app not in _PAGES:
        situation = project_of(app).situation
        _PAGES[app] = {page.name: page for make in MAKERS for page in make(situation)}
    return _PAGES[app]


def write_pages(builder: StandaloneHTMLBuilder, frame: str) -> bool:
    """Write the pages that are new or have changed, and take away those that are no more.

    Tells whether there were any. `frame` is a checksum of what surrounds all pages. To be called
    when every written page is there, as the objects' texts are drawn with them.
    """
    app = builder._app  # noqa: SLF001 - builders give no other way to it
    out = Path(app.outdir)
    before = _recorded(out)
    now: dict[str, dict[str, object]] = {}
    for page in generated_pages(app).values():
        fingerprint = _fingerprint(app, page, frame)
        files = [f"{page.name}{builder.out_suffix}", *page.files]
        now[page.name] = {"fingerprint": fingerprint, "files": files}
        written = before.get(page.name, {}).get("fingerprint")
        if written != fingerprint or not all((out / file).is_file() for file in files):
            _write(builder, page)
            for name, text in page.files.items():
                make_folder((out / name).parent)
                write_whole(out / name, text.encode())
    changed = now != before
    kept = {file for known in now.values() for file in _files(known)}
    for known in before.values():
        for file in _files(known):
            if file not in kept:
                (out / file).unlink(missing_ok=True)
    (out / RECORD).write_text(json.dumps(now, sort_keys=True), encoding="utf-8")
    return changed


def _files(known: Mapping[str, object]) -> Iterator[str]:
    files = known.get("files")
    yield from files if isinstance(files, list) else ()


def _recorded(out: Path) -> dict[str, dict[str, object]]:
    try:
        found: dict[str, dict[str, object]] = json.loads((out / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _fingerprint(app: Sphinx, page: Page, frame: str) -> str:
    text = text_on(app, page.about, page.name) if page.about else ""
    shown = repr(replace(page, charts=None))
    digest = blake2b(digest_size=16)
    facets = repr(tuple(facets_of(project_of(app).situation, page.about))) if page.about else ""
    for part in (frame, shown, text, facets):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _write(builder: StandaloneHTMLBuilder, page: Page) -> None:
    app = builder._app  # noqa: SLF001
    project = project_of(app)
    title = page.title.render(project.translations)
    description = page.description.render(project.translations)
    body = project.renderer.render(
        page.template,
        link=PageLinks(builder, page.name),
        view=page.view,
        charts=draw_charts(app, page.charts, page.view, "pt-diagram"),
        title=title,
        text=text_on(app, page.about, page.name) if page.about else Markup(),
    )
    builder.handle_page(
        page.name,
        {
            "title": escape(title),
            "body": body,
            "description": description,
            "written": False,
            "home": page.about.docname if page.about else "",
            "toc": "",
            "display_toc": False,
            "prev": None,
            "next": None,
        },
        "page.html",
    )
