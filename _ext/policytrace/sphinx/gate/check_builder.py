"""The builder of a check: Sphinx reads the pages and the gate is run; no page is written."""

from __future__ import annotations

from docutils import nodes

from policytrace.sphinx.read.shared import SharedReader


class CheckBuilder(SharedReader):
    """Reads the pages and runs the gate; writes nothing."""

    name = "policytrace-check"
    allow_parallel = True

    def get_outdated_docs(self) -> set[str]:
        """No page: what has changed is read all the same."""
        return set()

    def get_target_uri(self, docname: str, _typ: str | None = None) -> str:
        """Pages have no address here."""
        return docname

    def prepare_writing(self, _docnames: set[str]) -> None:  # type: ignore[override]
        """Nothing to prepare."""

    def copy_assets(self) -> None:
        """Nothing to copy."""

    def write_documents(self, _docnames: object) -> None:
        """Nothing to write."""

    def write_doc(self, _docname: str, _doctree: nodes.document) -> None:
        """Nothing to write."""


class ReadBuilder(CheckBuilder):
    """Reads the pages, to know what is in the plan; runs no rule, and writes nothing."""

    name = "policytrace-read"
