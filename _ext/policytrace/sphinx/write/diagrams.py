"""Draws the pictures of pages with PlantUML: all of them at once, in one Java process.

sphinxcontrib-plantuml runs PlantUML and keeps what it drew in a folder, by the source's checksum,
so a picture is drawn again only when its source changes, or when it is not as it was drawn.

A site that has pictures is not built without PlantUML. A preview is: it says in their place why
they are not there, since nobody who writes text needs them.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable
from hashlib import blake2b
from multiprocessing.synchronize import Event
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, cast

from docutils import nodes
from docutils.utils import new_document
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinxcontrib.plantuml import (
    PlantumlBuilder,
    PlantUmlError,
    hash_plantuml_node,
    plantuml,
)

from policytrace.diagrams import kept
from policytrace.diagrams.runtime import RuntimeNotFoundError, find_runtime
from policytrace.diagrams.svg import inline_svg
from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.sphinx.build import Build, build_of
from policytrace.sphinx.forked import Forks
from policytrace.sphinx.read.graph import plan_graph

BATCH = 1_000
"""Pictures in one Java process; a plan has a few dozen."""


class _Drawer(Protocol):
    """What we use of `sphinxcontrib.plantuml.PlantumlBuilder`."""

    cache_dir: str

    def collect_nodes(self, doctree: nodes.document) -> None: ...

    def render_batches(self) -> None: ...

    def render(self, node: nodes.Element, fileformat: str) -> str: ...


def setup_component(app: Sphinx) -> None:
    """Find PlantUML before sphinxcontrib-plantuml wants it, and see to what it has drawn before."""
    app.connect("builder-inited", _find_plantuml, priority=100)
    app.connect("doctree-resolved", _say_what_is_not_drawn)
    app.connect("build-finished", _record)


def _find_plantuml(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    app.config.plantuml_output_format = "svg_img"
    app.config.plantuml_batch_size = BATCH
    drawn_by = repr(app.config.plantuml)
    if app.config.plantuml == "plantuml":
        try:
            runtime = find_runtime(Path(app.confdir), os.environ)
        except RuntimeNotFoundError as error:
            build_of(app).no_plantuml = error.message
        else:
            app.config.plantuml, drawn_by = list(runtime.command), runtime.version_hint
    # Not among the pages, where sources would be published.
    folder = blake2b(drawn_by.encode(), digest_size=8).hexdigest()
    pictures = Path(app.doctreedir) / ".plantuml" / folder
    app.config.plantuml_cache_path = str(pictures)
    kept.discard_untrusted(pictures)


def _say_what_is_not_drawn(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Put in the place of each picture that somebody has put on a page why it is not there."""
    if build_of(app).no_pictures is None:
        return
    for node in list(doctree.findall(plantuml)):
        node.replace_self(nodes.paragraph("", _not_drawn(build_of(app))))


def _not_drawn(build: Build) -> str:
    reason = build.no_pictures
    said = message("The picture cannot be shown here. {reason}", reason=reason or "")
    return said.render(build.translations)


def _record(app: Sphinx, error: Exception | None) -> None:
    if app.builder.format == "html" and error is None:
        kept.record(Path(app.config.plantuml_cache_path))


def _node(source: str) -> nodes.Element:
    node: nodes.Element = plantuml("")
    node["uml"], node["incdir"], node["filename"] = source, "", "diagram.puml"
    return node


class Drawing:
    """Draws the pictures of sources, as a whole and before any of them is put on a page."""

    def __init__(self, build: Build, sources: Callable[[], Iterable[str]]) -> None:
        """Those of `sources` are drawn that no earlier build has drawn; who draws asks for them."""
        self._build = build
        self._sources = sources
        self._done: Event | None = None

    def demand_program(self) -> None:
        """See to it that there is PlantUML, as there are pictures to draw.

        Raises:
            ExtensionError: there is none.
        """
        build = self._build
        if build.no_plantuml and not build.no_pictures:
            raise ExtensionError(build.no_plantuml.render(build.translations))

    def begin(self, forks: Forks) -> Callable[[], None]:
        """Begin to draw in a fork; what is given waits for it.

        Raises, when it is called:
            ExtensionError: as `draw`.
        """
        self._done = multiprocessing.get_context("fork").Event()
        return forks.start(self.draw)

    def wait(self) -> None:
        """Wait until everything is drawn; to be called in other forks."""
        if self._done is not None:
            self._done.wait()

    def draw(self) -> None:
        """Draw what is missing; PlantUML writes to a folder of its own until all of it is whole.

        Raises:
            ExtensionError: PlantUML could not draw them, or there is none and something to draw.
        """
        try:
            if missing := self._missing():
                self.demand_program()
                self._draw(missing)
        finally:
            if self._done is not None:
                self._done.set()

    def _missing(self) -> list[str]:
        if self._build.no_pictures is not None:
            return []
        folder = Path(self._build.app.config.plantuml_cache_path)
        return [
            source
            for source in sorted(set(self._sources()))
            if not (folder / _place(source)).with_suffix(".svg").is_file()
        ]

    def _draw(self, sources: Iterable[str]) -> None:
        build = self._build
        everything = new_document("diagrams")
        everything.extend(map(_node, sources))
        folder = Path(build.app.config.plantuml_cache_path)
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="next-", dir=folder) as scratch:
            drawer = cast(_Drawer, PlantumlBuilder(build.app.builder))
            drawer.cache_dir = scratch
            try:
                drawer.collect_nodes(everything)
                drawer.render_batches()
            except (PlantUmlError, OSError) as error:
                text = message("PlantUML could not draw the pictures: {error}", error=str(error))
                raise ExtensionError(text.render(build.translations)) from error
            for path in sorted(Path(scratch).rglob("*.*")):
                place = folder / path.relative_to(scratch)
                place.parent.mkdir(exist_ok=True)
                path.replace(place)


def _place(source: str) -> str:
    """Where a picture is kept, without the suffix."""
    key = hash_plantuml_node(_node(source))
    return f"{key[:2]}/{key}"


def picture_of(build: Build, source: str, link: Callable[[Item], str]) -> Markup:
    """A picture that has been drawn, as inline SVG; in a preview perhaps why it has not."""
    if build.no_pictures is not None:
        return Markup("<p>{}</p>").format(_not_drawn(build))
    items = plan_graph(build).items
    drawer = cast(_Drawer, build.app.builder.plantuml_builder)  # type: ignore[attr-defined]
    svg = Path(drawer.render(_node(source), "svg")).read_text(encoding="utf-8")
    return inline_svg(svg, link=lambda item_id: link(items[item_id]))
