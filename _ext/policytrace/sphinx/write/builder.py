"""The builder of the site: Sphinx' own, which also rewrites stale pages, and stops at the gate."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor

from sphinx.builders.html import StandaloneHTMLBuilder

from policytrace.charts.prerender import prerender
from policytrace.sphinx.build import build_of
from policytrace.sphinx.read.graph import plan_graph
from policytrace.sphinx.write import freshness, generated, texts
from policytrace.sphinx.write.charts import chart_folder
from policytrace.sphinx.write.diagrams import draw_pictures
from policytrace.sphinx.write.exports import write_exports
from policytrace.sphinx.write.head import write_sitemap
from policytrace.sphinx.write.page_files import remove_unused_files
from policytrace.sphinx.write.search import has_index, index_pages
from policytrace.sphinx.write.staging import Staging


class SiteBuilder(StandaloneHTMLBuilder):
    """Builds the site. Takes the place of Sphinx' builder ``html``.

    When the gate has found an error, nothing is written: not one page, so that what was built last
    stays whole.
    """

    search = False
    """The search is `policytrace.sphinx.write.search`, not Sphinx' own."""

    allow_parallel = False
    """Pages made of the plan show what was drawn with the written ones, in this process."""

    @property
    def stopped(self) -> bool:
        """Whether the gate has found an error."""
        return self._app.statuscode != 0

    def init(self) -> None:
        """Look at what an earlier build has left, before Sphinx does."""
        self._staging = Staging(self._app)
        super().init()

    def prepare_writing(self, docnames: set[str]) -> None:  # type: ignore[override]
        """Add the stale pages to `docnames`, which is the set that is written next."""
        if self.stopped:
            return
        build = build_of(self._app)
        self._staging.begin()
        docnames |= freshness.stale_pages(build)
        self._writes_pages = bool(docnames)
        charts = generated.charts_of_pages(build)
        with ThreadPoolExecutor(1) as apart:  # PlantUML is another program: it is only waited for
            pictures = apart.submit(draw_pictures, build, generated.diagrams_of_pages(build))
            self._stop_prerendering = prerender(chart_folder(build), charts)
            pictures.result()
        super().prepare_writing(docnames)

    def copy_assets(self) -> None:
        """Copy styles and scripts."""
        if not self.stopped:
            super().copy_assets()

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the pages."""
        if not self.stopped:
            super().write_documents(docnames)

    def finish(self) -> None:
        """Write what is made of all pages together, and remember what each page shows."""
        if not self.stopped:
            build = build_of(self._app)
            write_exports(build, self)
            changed = generated.write_pages(build, self, freshness.frame_fingerprint(build))
            self._stop_prerendering()
            changed |= freshness.remove_old_pages(build, self)
            super().finish()
            remove_unused_files(build)
            write_sitemap(build, self)
            if changed or self._writes_pages or not has_index(build):
                index_pages(build)
            texts.keep(build, plan_graph(build).items)
            freshness.record(build)

    def cleanup(self) -> None:
        """Say that the folder is whole, when nothing more is written in it."""
        super().cleanup()
        if not self.stopped:
            self._staging.finish()
