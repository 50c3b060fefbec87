"""Plan states: the plan in a revision, an edition or a folder, as it can be compared.

Whatever is read here is read as a check reads it, by this program and with the settings of the
project at hand: a revision's own `conf.py` is Python, and is never run. The metamodel is the
revision's own, but what the project hides of values now is hidden in all of
them. What has been read of a revision is kept by its content.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from policytrace.changes.document import DocumentError, read_document
from policytrace.changes.kept import kept_form, read_kept
from policytrace.changes.plan_state import PlanState, state_of
from policytrace.editions.reading import load_editions
from policytrace.errors import ProjectError
from policytrace.files import file_trouble, write_whole
from policytrace.history.contents import PlanFiles, files_of_commit, files_of_folder
from policytrace.history.sources import (
    EditionSource,
    OtherFolder,
    PlanSource,
    Revision,
    WorkingFiles,
)
from policytrace.history.store import Present, StateStore, state_keys
from policytrace.history.timeline import HistoryLine
from policytrace.messages import message
from policytrace.repository import Commit, Repository, repository_of
from policytrace.schema.metamodel import CONFIG_FILE, SETTINGS
from policytrace.schema.reading import load_metamodel
from policytrace.settings import IndicatorSettings
from policytrace.sphinx.forked import Forks, can_fork
from policytrace.sphinx.gate.check_builder import ReadBuilder
from policytrace.sphinx.progress import Tell
from policytrace.sphinx.read.diagnostics import READING_PROBLEMS
from policytrace.sphinx.read.graph import graph_of, measurements_of
from policytrace.sphinx.run import finished_build, load_all

_ANY_DAY = date(2000, 1, 1)
"""What is read does not depend on the day, but Sphinx wants one."""

_DOCUMENT = "plan.json"
"""The plan document of a site, or of an edition."""


def plan_at(
    project: Path,
    source: PlanSource,
    *,
    doctreedir: Path | None = None,
    store: StateStore | None = None,
) -> PlanState:
    """The plan of `source`, which is of the project in the folder `project`.

    `doctreedir` keeps what has been read of the working files, `store` what has been read of
    revisions.

    Raises:
        ProjectError: it cannot be read; says why.
    """
    with tempfile.TemporaryDirectory(prefix="policytrace-") as scratch:
        place = store or StateStore(Path(scratch))
        match source:
            case EditionSource(decision=decision):
                return _edition(project, decision)
            case OtherFolder(folder=folder) if not (folder / CONFIG_FILE).is_file():
                return _document(folder / _DOCUMENT)
            case OtherFolder(folder=folder):
                return _parsed(_reads(files_of_folder(folder), Present.of(project), place))
            case Revision(commit=commit):
                repository = repository_of(project)
                if repository is None:
                    raise ProjectError(message("The project lies in no Git repository."))
                present = Present.of(project)
                key = state_keys(present, repository, (commit.id,)).get(commit.id, "")
                if kept := place.kept(key):
                    return kept
                return _parsed(_read_commit(present, repository, commit, key, place))
            case WorkingFiles():
                trees = doctreedir or Path(scratch) / "doctrees"
                out = Path(scratch) / "out"
                return _parsed(_in_fork(lambda: _read(project, out, trees)))


def read_history(
    project: Path, line: HistoryLine, store: StateStore, tell: Tell | None = None
) -> None:
    """See to it that the plan of each revision of a history is kept, or that it cannot be read.

    `tell` is told how many are left.
    """
    repository = repository_of(project)
    if repository is None or not line.commits:
        return
    present = Present.of(project)
    keys = state_keys(present, repository, (one.id for one in line.commits))
    missing = [one for one in line.commits if one.id in keys and not store.has(keys[one.id])]
    for number, commit in enumerate(missing):
        if tell:
            tell(
                message(
                    "Reading the plan as it was on {day}, {number} of {all}",
                    day=commit.day.isoformat(),
                    number=str(number + 1),
                    all=str(len(missing)),
                )
            )
        try:
            _read_commit(present, repository, commit, keys[commit.id], store)
        except ProjectError:
            store.keep(keys[commit.id], b"")


def _reads(files: PlanFiles, present: Present, store: StateStore) -> bytes:
    """Read the plan in some files; what has been read of earlier ones is not read again.

    Raises:
        ProjectError: it cannot be read, or not all of it.
    """
    place = store.folder.resolve()
    folder, trees = place / "plan", place / "doctrees"
    files.write(folder)
    write_whole(folder / SETTINGS, present.settings)
    with tempfile.TemporaryDirectory(prefix="policytrace-") as out:
        return _in_fork(lambda: _read(folder, Path(out), trees, present.indicators))


def _read_commit(
    present: Present, repository: Repository, commit: Commit, key: str, store: StateStore
) -> bytes:
    files = files_of_commit(repository, commit)
    content = _reads(files, present, store)
    if key:
        store.keep(key, content)
    return content


def _edition(project: Path, decision: str) -> PlanState:
    editions = load_editions(project, load_metamodel(project))
    for edition in editions.editions:
        if edition.decision == decision:
            return edition.state
    fault = next((one for one in editions.faults if one.decision == decision), None)
    if fault:
        raise ProjectError(fault.text, fault.location)
    raise ProjectError(message("There is no edition of {decision}.", decision=decision))


def _document(file: Path) -> PlanState:
    try:
        return read_document(file.read_bytes())
    except FileNotFoundError:
        raise ProjectError(
            message(
                "{folder} holds no plan: there is neither {config} nor {document} in it.",
                folder=str(file.parent),
                config=CONFIG_FILE,
                document=_DOCUMENT,
            )
        ) from None
    except OSError as error:
        raise ProjectError(
            file_trouble(error) or message("{file} cannot be read.", file=str(file))
        ) from None
    except DocumentError as error:
        raise ProjectError(
            message("{file} is no plan document: {reason}.", file=str(file), reason=error.text)
        ) from None


def _in_fork(read: Callable[[], bytes]) -> bytes:
    """What is read, in a process of its own: Sphinx leaves much behind in the one that runs it."""
    load_all()
    if not can_fork():
        return read()
    with Forks(have_forks=True) as forks:
        return forks.start(read)()


def _read(
    folder: Path, outdir: Path, doctreedir: Path, indicators: IndicatorSettings | None = None
) -> bytes:
    """Read the project in a folder. At least that is hidden which some `indicators` hide.

    Raises:
        ProjectError: it cannot be read, or not all of it.
    """
    build = finished_build(
        folder, builder=ReadBuilder.name, outdir=outdir, doctreedir=doctreedir, today=_ANY_DAY
    )
    problems = sorted(READING_PROBLEMS.everything(build.app.env), key=lambda one: one.location)
    if problems:
        first = problems[0]
        if len(problems) == 1:
            said = message("One thing in it cannot be read: {what}", what=first.message)
        else:
            said = message(
                "{number} things in it cannot be read. The first: {what}",
                number=str(len(problems)),
                what=first.message,
            )
        raise ProjectError(said, first.location)
    graph = graph_of(build.app, build.metamodel, build.passages)
    metamodel = build.metamodel
    if indicators is not None:
        hiding = metamodel.indicators.hiding_as_much_as(indicators)
        metamodel = replace(metamodel, indicators=hiding)
    measured = measurements_of(build.app, metamodel, graph)
    state = state_of(graph, metamodel.types, measured)
    return kept_form(replace(state, leads=build.addresses.leads))


def _parsed(content: bytes) -> PlanState:
    state = read_kept(content)
    if state is None:
        raise AssertionError("what was written can be read")
    return state
