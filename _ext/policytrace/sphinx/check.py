"""Runs Sphinx on a project, in this process, and tells what came of it."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from policytrace.findings import Finding, Severity
from policytrace.messages import message
from policytrace.metamodel import ProjectError
from policytrace.sphinx.project import project_of


class CheckBuilder(Builder):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What a run of the gate, or of a whole build, came to."""

    findings: tuple[Finding, ...]
    late_warnings: tuple[str, ...]
    """What went wrong while pages were written, after the gate."""
    objects: int
    """How many objects the plan holds."""
    today: date

    @property
    def failed(self) -> bool:
        """Whether the site must not be published."""
        return bool(self.late_warnings) or any(
            finding.severity is Severity.ERROR for finding in self.findings
        )


def run_sphinx(
    project: Path,
    *,
    builder: str,
    outdir: Path,
    doctreedir: Path,
    today: date,
    strict_time: bool = False,
) -> CheckResult:
    """Build the project in the folder `project` with the Sphinx builder named `builder`.

    Raises:
        ProjectError: Sphinx could not run at all.
    """
    warnings = io.StringIO()
    try:
        with _quiet_docutils(project):
            app = Sphinx(
                srcdir=project,
                confdir=project,
                outdir=outdir,
                doctreedir=doctreedir,
                buildername=builder,
                confoverrides={
                    "policytrace_today": today.isoformat(),
                    "policytrace_strict_time": strict_time,
                },
                status=None,
                warning=warnings,
            )
            app.build()
    except SphinxError as error:
        raise ProjectError(message("{error}", error=str(error))) from error
    opened = project_of(app)
    return CheckResult(
        findings=opened.findings,
        late_warnings=tuple(opened.late_warnings),
        objects=len(opened.graph),
        today=today,
    )


@contextmanager
def _quiet_docutils(confdir: Path) -> Iterator[None]:
    with patch_docutils(confdir), docutils_namespace():
        yield


def check_project(
    project: Path,
    *,
    today: date,
    strict_time: bool = False,
    doctreedir: Path | None = None,
) -> CheckResult:
    """Run the gate on the project in the folder `project`, and write no page.

    `doctreedir` keeps what was read between runs; without it everything is read anew.

    Raises:
        ProjectError: the project cannot be read at all.
    """
    with tempfile.TemporaryDirectory(prefix="policytrace-") as scratch:
        return run_sphinx(
            project,
            builder=CheckBuilder.name,
            outdir=Path(scratch) / "out",
            doctreedir=doctreedir or Path(scratch) / "doctrees",
            today=today,
            strict_time=strict_time,
        )
