"""Generated pages: made of the plan, and written when what they show has changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

from markupsafe import Markup, escape
from sphinx.builders.html import StandaloneHTMLBuilder

import policytrace.site.pages as _pages  # noqa: F401 - importing it fills the registry
from policytrace.charts.model import Chart
from policytrace.files import make_folder, write_whole
from policytrace.site.pages.registry import MAKERS, Page
from policytrace.site.views.facets import facets_of
from policytrace.sphinx.build import Build, once_a_build
from policytrace.sphinx.gate.snapshot import plan_snapshot
from policytrace.sphinx.write.charts import draw_charts
from policytrace.sphinx.write.diagrams import picture_of
from policytrace.sphinx.write.frame import SORTABLE, has_support, with_support
from policytrace.sphinx.write.links import PageLinks
from policytrace.sphinx.write.texts import text_on

RECORD = ".policytrace-generated.json"
"""Name of the file with fingerprints and files of the pages, in the output folder."""

FRAME = ".policytrace-frame.html"
"""Name of a file that is in the output folder while pages are written."""


@once_a_build
def generated_pages(build: Build) -> Mapping[str, Page]:
    """The pages that are made, by name. Ask when the gate has been passed."""
    snapshot = plan_snapshot(build)
    return {page.name: page for make in MAKERS for page in make(snapshot)}


def charts_of_pages(build: Build) -> tuple[Chart, ...]:
    """The charts of all pages that are made."""
    return tuple(
        chart
        for page in generated_pages(build).values()
        if page.charts is not None
        for chart in page.charts(page.view, build.translations).values()
    )


def diagrams_of_pages(build: Build) -> tuple[str, ...]:
    """The sources of the pictures of all pages that are made."""
    return tuple(
        page.diagram(page.view, build.translations)
        for page in generated_pages(build).values()
        if page.diagram is not None
    )


def write_pages(build: Build, builder: StandaloneHTMLBuilder, frame: str) -> bool:
    """Write the pages that are new or have changed, and take away those that are no more.

    Tells whether there were any. `frame` is a checksum of what surrounds all pages. To be called
    when every written page is there, as the objects' texts are drawn with them.
    """
    out = Path(builder.outdir)
    before = _recorded(out)
    now: dict[str, dict[str, object]] = {}
    frames = _Frames(builder)
    for page in generated_pages(build).values():
        text = text_on(build, page.about, page.name) if page.about else Markup()
        fingerprint = _fingerprint(build, page, text, frame)
        files = [f"{page.name}{builder.out_suffix}", *page.files]
        now[page.name] = {"fingerprint": fingerprint, "files": files}
        written = before.get(page.name, {}).get("fingerprint")
        if written != fingerprint or not all((out / file).is_file() for file in files):
            _write(build, frames, page, text)
            for name, content in page.files.items():
                make_folder((out / name).parent)
                write_whole(out / name, content.encode())
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
        found = json.loads((out / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _fingerprint(build: Build, page: Page, text: Markup, frame: str) -> str:
    shown = repr((replace(page, charts=None, diagram=None), has_support(build, page.about)))
    digest = blake2b(digest_size=16)
    facets = repr(tuple(facets_of(plan_snapshot(build), page.about))) if page.about else ""
    for part in (frame, shown, text, facets):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


@dataclass(slots=True)
class _Frames:
    """What surrounds the pages, drawn once for all that differ in nothing but what they say.

    The menu of a large plan takes longer to draw than a page's own content.
    """

    builder: StandaloneHTMLBuilder
    mark: str = field(default_factory=lambda: f"pt{token_hex(16)}")
    """What stands in a frame for what its pages say begins so: nobody can have written it."""
    drawn: dict[tuple[str, str, bool, bool], str] = field(default_factory=dict)

    def around(
        self, page: Page, title: str, description: str, body: str, *, supported: bool
    ) -> str:
        """The whole page; `supported`: with the help numbers."""
        folder, _, name = page.name.rpartition("/")
        home = page.about.docname if page.about else page.name
        sortable = SORTABLE in body
        key = (folder, home, sortable, supported)
        if key not in self.drawn:
            # A page without an object has a frame of its own, as the search has a script.
            address = f"{folder}/{self.mark}name" if page.about else page.name
            self.drawn[key] = self._draw(address, home, sortable=sortable, supported=supported)
        parts = {
            "name": quote(name),
            "title": str(escape(title)),
            "description": str(escape(description)),
            "body": body,
        }
        places = f"{self.mark}({'|'.join(parts)})"
        return re.sub(places, lambda found: parts[found[1]], self.drawn[key])

    def _draw(self, name: str, home: str, *, sortable: bool, supported: bool) -> str:
        path = Path(self.builder.outdir) / FRAME
        self.builder.handle_page(
            name,
            {
                "title": f"{self.mark}title",
                "body": f"{self.mark}body",
                "description": f"{self.mark}description",
                "sortable": sortable,
                "supported": supported,
                "written": False,
                "home": "" if home == name else home,
                "toc": "",
                "display_toc": False,
            },
            "page.html",
            outfilename=path,
        )
        frame = path.read_text(encoding="utf-8")
        path.unlink()
        return frame


def _write(build: Build, frames: _Frames, page: Page, text: Markup) -> None:
    builder = frames.builder
    title = page.title.render(build.translations)
    link = PageLinks(builder, page.name)
    picture = Markup()
    if page.diagram is not None:
        picture = picture_of(build, page.diagram(page.view, build.translations), link)
    body = build.renderer.render(
        page.template,
        link=link,
        picture=picture,
        view=page.view,
        charts=draw_charts(build, page.charts, page.view, "pt-diagram"),
        title=title,
        text=text,
    )
    description = page.description.render(build.translations)
    supported = has_support(build, page.about)
    whole = with_support(build, body) if supported else body
    html = frames.around(page, title, description, whole, supported=supported)
    path = Path(builder.get_output_path(page.name))
    make_folder(path.parent)
    path.unlink(missing_ok=True)  # the site may share the file: see `site.publish`
    path.write_text(html, encoding="utf-8")
