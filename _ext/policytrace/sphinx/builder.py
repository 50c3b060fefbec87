"""The builder of the site: Sphinx' own, which also rewrites stale pages, and stops at the gate."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from sphinx.builders.html import StandaloneHTMLBuilder

from policytrace.sphinx import freshness, generated, texts
from policytrace.sphinx.diagrams import draw_pictures
from policytrace.sphinx.project import project_of

_PLURAL = re.compile(r'"plural_expr": "([n0-9()<>=!&|?:% ]*)"')


class SiteBuilder(StandaloneHTMLBuilder):
    """Builds the site. Takes the place of Sphinx' builder ``html``.

    When the gate has found an error, nothing is written: not one page, so that what was built last
    stays whole.
    """

    allow_parallel = False
    """Pages that are made of the plan show what was drawn with the written ones, in this process."""

    @property
    def stopped(self) -> bool:
        """Whether the gate has found an error."""
        return self._app.statuscode != 0

    def prepare_writing(self, docnames: set[str]) -> None:  # type: ignore[override]
        """Add the stale pages to `docnames`, which is the set that is written next."""
        if self.stopped:
            return
        docnames |= freshness.stale_pages(self._app)
        draw_pictures(self._app, docnames)
        super().prepare_writing(docnames)

    def copy_assets(self) -> None:
        """Copy styles and scripts."""
        if not self.stopped:
            super().copy_assets()

    def copy_translation_js(self) -> None:
        """Write the words of the search so that a strict content security policy allows them.

        Sphinx' own file hands the rule for plurals over as text to be run, which such a policy
        forbids; here it is code. Marking the words that were searched for is switched off, since it
        keeps them in the browser's storage.
        """
        source = self._get_translations_js()
        if source is None:
            return
        words = source.read_text(encoding="utf-8")
        plural = _PLURAL.search(words)
        take_over = (
            "const SPHINX_HIGHLIGHT_ENABLED = false;\n"
            "((words) => {\n"
            "  Object.assign(Documentation.TRANSLATIONS, words.messages);\n"
            "  Documentation.LOCALE = words.locale;\n"
            f"  Documentation.PLURAL_EXPR = (n) => Number({plural[1] if plural else 'n != 1'});\n"
            "})("
        )
        target = self._static_dir / "translations.js"
        target.write_text(
            words.replace("Documentation.addTranslations(", take_over, 1), encoding="utf-8"
        )

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the pages."""
        if not self.stopped:
            super().write_documents(docnames)

    def finish(self) -> None:
        """Write what is made of all pages together, and remember what each page shows."""
        if not self.stopped:
            generated.write_pages(self, freshness.frame_fingerprint(self._app))
            super().finish()
            texts.keep(self._app, project_of(self._app).graph.items)
            freshness.record(self._app)
