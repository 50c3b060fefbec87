"""A run of Sphinx on a project, in this process: a check or a whole build, and its result."""

from __future__ import annotations

import io
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from sphinx.application import Sphinx, builtin_extensions
from sphinx.errors import ConfigError, SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

import policytrace
from policytrace.checks.findings import Finding, told_once
from policytrace.errors import ProjectError
from policytrace.files import file_trouble
from policytrace.locations import Location
from policytrace.messages import LANGUAGES, Message, catalogue, message
from policytrace.plan.graph import Graph
from policytrace.schema.metamodel import SETTINGS
from policytrace.severity import Severity
from policytrace.snapshot import Snapshot
from policytrace.sphinx.build import Build, build_of
from policytrace.sphinx.forked import usable_cores
from policytrace.sphinx.gate.check_builder import CheckBuilder, ReadBuilder
from policytrace.sphinx.gate.snapshot import plan_snapshot
from policytrace.sphinx.progress import PAGES_WRITTEN, Tell, tell_progress
from policytrace.sphinx.read.rereading import forget_unusable

_LOADED_LATE = (
    "furo",
    "myst_parser.sphinx_ext.main",
    "policytrace.sphinx.extension",
    "policytrace.sphinx.write.exports",
    "sphinx_needs.needs",
    "sphinxcontrib.plantuml",
)
"""What is imported when the settings of a project ask for it, or when it is used first."""


_NO_PICTURES = MappingProxyType({"html_logo": None, "html_favicon": None})
"""Settings of a run that only reads: what is read may lie elsewhere than the pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What a run of the gate, or of a whole build, came to."""

    snapshot: Snapshot
    """The plan as the rules saw it, with what they found: what the pages are made of too."""
    late_findings: tuple[Finding, ...] = ()
    """What went wrong while pages were written, after the gate."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the gate found."""
        return self.snapshot.findings

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """What the gate found, and what went wrong after it where the gate had found nothing."""
        return told_once(self.findings, self.late_findings)

    @property
    def graph(self) -> Graph:
        """All objects."""
        return self.snapshot.graph

    @property
    def failed(self) -> bool:
        """Whether the site must not be published."""
        return bool(self.late_findings) or any(
            finding.severity is Severity.ERROR for finding in self.findings
        )


def run_sphinx(  # noqa: PLR0913 - each by its name
    project: Path,
    *,
    builder: str,
    outdir: Path,
    doctreedir: Path,
    today: date,
    strict_time: bool = False,
    preview: bool = False,
    jobs: int | None = None,
    tell: Tell | None = None,
    show: Callable[[CheckResult], None] | None = None,
) -> CheckResult:
    """Build the project in the folder `project` with the Sphinx builder named `builder`.

    `jobs` processes share the work; if it is not said how many, one for each core. `tell` is told
    how far it has come. `show` is called as soon as all pages can be looked at, before what is
    searched has been made. A `preview` is written whatever the gate finds, and is never published.

    Raises:
        ProjectError: Sphinx could not run at all.
    """
    build = finished_build(
        project,
        builder=builder,
        outdir=outdir,
        doctreedir=doctreedir,
        today=today,
        strict_time=strict_time,
        preview=preview,
        jobs=jobs,
        tell=tell,
        show=show and (lambda shown: show(_result_of(shown))),
    )
    return _result_of(build)


def _result_of(build: Build) -> CheckResult:
    return CheckResult(snapshot=plan_snapshot(build), late_findings=tuple(build.late_findings))


def finished_build(  # noqa: PLR0913 - as above
    project: Path,
    *,
    builder: str,
    outdir: Path,
    doctreedir: Path,
    today: date,
    strict_time: bool = False,
    preview: bool = False,
    jobs: int | None = None,
    tell: Tell | None = None,
    show: Callable[[Build], None] | None = None,
) -> Build:
    """What a run of Sphinx as `run_sphinx` makes it has come to, as the extension knows it.

    Raises:
        ProjectError: Sphinx could not run at all.
    """
    warnings = io.StringIO()
    _demand_utf_8(project / SETTINGS)
    forget_unusable(doctreedir)
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
                    "policytrace_preview": preview,
                    **(_NO_PICTURES if builder == ReadBuilder.name else {}),
                },
                status=None,
                warning=warnings,
                parallel=jobs or usable_cores(),
            )
            if policytrace.__name__ not in app.extensions:
                raise _without_extension()
            if tell:
                tell_progress(app, tell)
            if show:
                app.connect(PAGES_WRITTEN, lambda app: show(build_of(app)))
            app.build()
    except SphinxError as error:
        trouble = file_trouble(error)
        raise (ProjectError(trouble) if trouble else _explained(error, project)) from error
    return build_of(app)


def load_all() -> None:
    """Import what a build imports on its way, so that a fork of this process need not."""
    for name in (*builtin_extensions, *_LOADED_LATE):
        import_module(name)
    for language in LANGUAGES:
        catalogue(language)
        catalogue(language, "sphinx")


def _demand_utf_8(settings: Path) -> None:
    """See to it that the settings are UTF-8: Python would say it in its own words, or not at all.

    Raises:
        ProjectError: they are not.
    """
    try:
        settings.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise ProjectError(
            message("{file} is not UTF-8. Save it again as UTF-8.", file=SETTINGS),
            Location(file=SETTINGS, line=error.object.count(b"\n", 0, error.start) + 1),
        ) from None
    except OSError:
        return  # Sphinx says so


def _explained(error: SphinxError, project: Path) -> ProjectError:
    """What has stopped Sphinx, for a person: without the way through the program."""
    if isinstance(error.__cause__, ProjectError):
        return error.__cause__
    if isinstance(error, ConfigError) and error.__cause__ is not None:
        settings, cause = str(project / SETTINGS), error.__cause__
        if "null byte" in str(cause):  # Python names no line for what is no text at all
            text = (project / SETTINGS).read_bytes()
            return ProjectError(
                message(
                    "The line holds a sign that cannot be seen: {sign}. Take it away.",
                    sign="U+0000",
                ),
                Location(file=SETTINGS, line=text[: text.find(b"\0")].count(b"\n") + 1),
            )
        lines = [
            frame.lineno
            for frame in traceback.extract_tb(cause.__traceback__)
            if frame.filename == settings
        ]
        if isinstance(cause, SyntaxError) and cause.filename == settings:
            lines.append(cause.lineno)
        if lines:
            return ProjectError(
                _why_settings_stop(cause), Location(file=SETTINGS, line=lines[-1] or 1)
            )
    if CheckBuilder.name in str(error):
        return _without_extension()
    return ProjectError(message("{error}", error=str(error)))


def _why_settings_stop(cause: BaseException) -> Message:
    """Why the settings cannot be run."""
    if not isinstance(cause, SyntaxError):
        error = f"{type(cause).__name__}: {cause}"
        return message("{file} cannot be run: {error}", file=SETTINGS, error=error)
    return message(
        "{file} is no valid Python here. Undo the last change, or look for a quotation mark, "
        "bracket or comma that is missing.",
        file=SETTINGS,
    )


def _without_extension() -> ProjectError:
    return ProjectError(
        message(
            "{file} does not name the extension {name}, which does the checking.",
            file=SETTINGS,
            name=policytrace.__name__,
        )
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
    jobs: int | None = None,
    doctreedir: Path | None = None,
    tell: Tell | None = None,
) -> CheckResult:
    """Run the gate on the project in the folder `project`, and write no page.

    `doctreedir` keeps what was read between runs; without it everything is read anew. `jobs`
    processes share the work; if it is not said how many, one for each core. `tell` is told how far
    it has come.

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
            jobs=jobs,
            tell=tell,
        )
