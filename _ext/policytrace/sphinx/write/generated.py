"""Generated pages: made of the plan, and written when what they show has changed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

from markupsafe import Markup, escape
from sphinx.builders.html import StandaloneHTMLBuilder

import policytrace.site.pages as _pages  # noqa: F401 - importing it fills the registry
from policytrace.files import make_folder, write_whole
from policytrace.schedule.holders import HOLDERS
from policytrace.site.following import feed_named
from policytrace.site.pages.registry import MAKERS, Page
from policytrace.site.views.facets import facets_of
from policytrace.sphinx.build import Build, once_a_build
from policytrace.sphinx.gate.snapshot import plan_snapshot
from policytrace.sphinx.write.charts import draw_charts
from policytrace.sphinx.write.diagrams import picture_of
from policytrace.sphinx.write.frame import CHARTED, OFFERED, has_support, with_support
from policytrace.sphinx.write.freshness import frame_fingerprint
from policytrace.sphinx.write.links import PageLinks
from policytrace.sphinx.write.search_text import forget_searched, keep_searched, searched_folder
from policytrace.sphinx.write.texts import text_on

RECORD = ".policytrace-generated.json"
"""Name of the file with fingerprints and files of the pages, in the output folder."""

FRAME = ".policytrace-frame-{process}.html"
"""Name of a file that is in the output folder while a process writes pages."""

Written = Mapping[str, object]
"""What is recorded of a page: its ``fingerprint`` and its ``files``."""


@once_a_build
def generated_pages(build: Build) -> Mapping[str, Page]:
    """The pages that are made, by name. Ask when the gate has been passed."""
    snapshot = plan_snapshot(build)
    return {page.name: page for make in MAKERS for page in make(snapshot)}


def diagram_sources(build: Build) -> Iterator[str]:
    """The sources of the pictures of all pages that are made and have one."""
    for page in generated_pages(build).values():
        if page.diagram is not None:
            yield page.diagram(page.view, build.translations)


class PageWriter:
    """Writes the pages that are new or have changed since an earlier build."""

    def __init__(self, build: Build, builder: StandaloneHTMLBuilder) -> None:
        """Nothing is written yet."""
        self._build = build
        self._frame = frame_fingerprint(build)
        self._frames = _Frames(builder)
        self._out = Path(builder.outdir)
        self._searched = searched_folder(build.app)
        self._suffix = builder.out_suffix
        self._before = _recorded(self._out)

    def write(self, page: Page) -> Written:
        """Write a page, unless it is there already; tell what there is of it now.

        If it has the text of its object, it is to be called when the page that the object is
        written on is there, as the text is drawn with that.
        """
        build, out, view = self._build, self._out, page.view
        text = text_on(build, page.about, page.name) if page.about and page.has_text else Markup()
        offered = page.files(view) if page.files else {}
        fingerprint = _fingerprint(build, page, (view, offered), text, self._frame)
        files = [f"{page.name}{self._suffix}", *offered]
        written = self._before.get(page.name, {}).get("fingerprint")
        if written != fingerprint or not all((out / file).is_file() for file in files):
            html = _write(build, self._frames, page, view, text)
            for name, content in offered.items():
                make_folder((out / name).parent)
                write_whole(out / name, content.encode())
            keep_searched(self._searched, files[0], html)
        return {"fingerprint": fingerprint, "files": files}

    def finish(self, now: Mapping[str, Written]) -> bool:
        """Note what there is now of all pages, and take away those that are no more.

        Tells whether any has changed.
        """
        kept = {file for known in now.values() for file in files_of(known)}
        for known in self._before.values():
            for file in files_of(known):
                if file not in kept:
                    (self._out / file).unlink(missing_ok=True)
                    forget_searched(self._searched, file)
        (self._out / RECORD).write_text(json.dumps(now, sort_keys=True), encoding="utf-8")
        return now != self._before


def files_of(known: Written) -> Iterator[str]:
    """The page's own file, and those that it offers, by their addresses from the site's root."""
    files = known.get("files")
    yield from files if isinstance(files, list) else ()


def _recorded(out: Path) -> Mapping[str, Written]:
    try:
        found = json.loads((out / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _fingerprint(build: Build, page: Page, shows: object, text: Markup, frame: str) -> str:
    said = (page.title, page.description, page.template, page.about)
    shown = repr((said, shows, has_support(build, page.about)))
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
    drawn: dict[tuple[str, str, bool, bool, bool, bool], str] = field(default_factory=dict)

    def around(
        self, page: Page, title: str, description: str, body: str, *, supported: bool
    ) -> str:
        """The whole page; `supported`: with the help numbers."""
        folder, _, name = page.name.rpartition("/")
        home = page.about.docname if page.about else page.name
        sortable, charted = OFFERED in body, CHARTED in body
        followed = page.about is not None and page.about.role in HOLDERS
        key = (folder, home, sortable, charted, supported, followed)
        if key not in self.drawn:
            # A page without an object has a frame of its own, as the search has a script.
            address = f"{folder}/{self.mark}name" if page.about else page.name
            feed = feed_named(f"{self.mark}name") if followed else ""
            self.drawn[key] = self._draw(
                address,
                home,
                sortable=sortable,
                charted=charted,
                supported=supported,
                own_feed=feed,
            )
        parts = {
            "name": quote(name),
            "title": str(escape(title)),
            "description": str(escape(description)),
            "body": body,
        }
        places = f"{self.mark}({'|'.join(parts)})"
        return re.sub(places, lambda found: parts[found[1]], self.drawn[key])

    def _draw(
        self,
        name: str,
        home: str,
        *,
        sortable: bool,
        charted: bool,
        supported: bool,
        own_feed: str,
    ) -> str:
        path = Path(self.builder.outdir) / FRAME.format(process=os.getpid())
        self.builder.handle_page(
            name,
            {
                "title": f"{self.mark}title",
                "body": f"{self.mark}body",
                "description": f"{self.mark}description",
                "sortable": sortable,
                "charted": charted,
                "supported": supported,
                "own_feed": own_feed,
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


def _write(build: Build, frames: _Frames, page: Page, view: object, text: Markup) -> str:
    """Write a page; gives its HTML."""
    builder = frames.builder
    title = page.title.render(build.translations)
    link = PageLinks(builder, page.name)
    picture = Markup()
    if page.diagram is not None:
        picture = picture_of(build, page.diagram(view, build.translations), link)
    body = build.renderer.render(
        page.template,
        link=link,
        picture=picture,
        view=view,
        charts=draw_charts(build, page.charts, view, "pt-diagram"),
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
    return html
