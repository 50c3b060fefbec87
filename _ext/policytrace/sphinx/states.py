"""Plan states: the plan in a revision, an edition or a folder, as it can be compared.

Whatever is read here is read as a check reads it, by this program and with the settings of the
project at hand: a revision's own `conf.py` is Python, and is never run. The metamodel is the
revision's own. What has been read of a revision is kept by its content.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from pathlib import Path

from policytrace.build_fingerprint import build_fingerprint
from policytrace.changes.document import DocumentError, read_document
from policytrace.changes.kept import kept_form, read_kept
from policytrace.changes.plan_state import PlanState, state_of
from policytrace.editions.reading import load_editions
from policytrace.errors import ProjectError
from policytrace.files import file_trouble, make_folder, write_whole
from policytrace.history.contents import PlanFiles, files_of_commit, files_of_folder
from policytrace.history.sources import (
    EditionSource,
    OtherFolder,
    PlanSource,
    Revision,
    WorkingFiles,
)
from policytrace.messages import message
from policytrace.repository import repository_of
from policytrace.schema.metamodel import CONFIG_FILE, SETTINGS
from policytrace.schema.reading import load_metamodel
from policytrace.sphinx.forked import Forks, can_fork
from policytrace.sphinx.gate.check_builder import ReadBuilder
from policytrace.sphinx.read.diagnostics import READING_PROBLEMS
from policytrace.sphinx.read.graph import graph_of, measurements_of
from policytrace.sphinx.run import finished_build, load_all

_ANY_DAY = date(2000, 1, 1)
"""What is read does not depend on the day, but Sphinx wants one."""

_DOCUMENT = "plan.json"
"""The plan document of a site, or of an edition."""


class StateStore:
    """Plan states in a folder, each by all that it has come of. Several processes may use one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def kept(self, key: str) -> PlanState | None:
        """The state that is kept by a key; None if there is none, or it is damaged."""
        try:
            checksum, _, content = self._path(key).read_bytes().partition(b"\n")
        except OSError:
            return None
        return read_kept(content) if checksum == _checksum(content) else None

    def keep(self, key: str, content: bytes) -> None:
        """Keep the state whose file has this content; if that cannot be done, it is read again."""
        with suppress(ProjectError):
            make_folder(self._folder)
            write_whole(self._path(key), _checksum(content) + b"\n" + content)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"


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
    match source:
        case EditionSource(decision=decision):
            return _edition(project, decision)
        case OtherFolder(folder=folder) if not (folder / CONFIG_FILE).is_file():
            return _document(folder / _DOCUMENT)
        case OtherFolder(folder=folder):
            return _read_elsewhere(project, files_of_folder(folder), None)
        case Revision(commit=commit):
            repository = repository_of(project)
            if repository is None:
                raise ProjectError(message("The project lies in no Git repository."))
            return _read_elsewhere(project, files_of_commit(repository, commit), store)
        case WorkingFiles():
            with tempfile.TemporaryDirectory(prefix="policytrace-") as scratch:
                trees = doctreedir or Path(scratch) / "doctrees"
                return _parsed(_in_fork(lambda: _read(project, Path(scratch) / "out", trees)))


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


def _read_elsewhere(project: Path, files: PlanFiles, store: StateStore | None) -> PlanState:
    key = _key(project, files)
    if store and (kept := store.kept(key)):
        return kept
    with tempfile.TemporaryDirectory(prefix="policytrace-") as scratch:
        folder = Path(scratch).resolve() / "plan"
        folder.mkdir()
        files.write(folder)
        write_whole(folder / SETTINGS, (project / SETTINGS).read_bytes())
        trees = Path(scratch) / "doctrees"
        content = _in_fork(lambda: _read(folder, Path(scratch) / "out", trees))
    if store:
        store.keep(key, content)
    return _parsed(content)


def _key(project: Path, files: PlanFiles) -> str:
    """What a state depends on: the files, the program and the settings."""
    settings = blake2b((project / SETTINGS).read_bytes(), digest_size=8).hexdigest()
    whole = f"{build_fingerprint()} {settings} {files.key}"
    return blake2b(whole.encode(), digest_size=16).hexdigest()


def _in_fork(read: Callable[[], bytes]) -> bytes:
    """What is read, in a process of its own: Sphinx leaves much behind in the one that runs it."""
    load_all()
    if not can_fork():
        return read()
    with Forks(have_forks=True) as forks:
        return forks.start(read)()


def _read(folder: Path, outdir: Path, doctreedir: Path) -> bytes:
    """Read the project in a folder.

    Raises:
        ProjectError: it cannot be read, or not all of it.
    """
    build = finished_build(
        folder, builder=ReadBuilder.name, outdir=outdir, doctreedir=doctreedir, today=_ANY_DAY
    )
    problems = sorted(READING_PROBLEMS.everything(build.app.env), key=lambda one: one.location)
    if problems:
        first = problems[0]
        raise ProjectError(
            message(
                "{number} things in it cannot be read. The first: {what}",
                number=str(len(problems)),
                what=first.message,
            ),
            first.location,
        )
    graph = graph_of(build.app, build.metamodel, build.passages)
    measured = measurements_of(build.app, build.metamodel, graph)
    return kept_form(state_of(graph, build.metamodel.types, measured))


def _parsed(content: bytes) -> PlanState:
    state = read_kept(content)
    if state is None:
        raise AssertionError("what was written can be read")
    return state


def _checksum(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).hexdigest().encode()
