"""What a person can mean by a plan: the working files, a revision, an edition or a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from policytrace.changes.document import is_id
from policytrace.editions.edition import FOLDER, MANIFEST
from policytrace.errors import ProjectError
from policytrace.messages import message
from policytrace.repository import LONGEST_NAME, Commit, Repository, repository_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingFiles:
    """The project's files as they are now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The project's files as a commit has them."""

    commit: Commit
    name: str = ""
    """What the person calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSource:
    """What was frozen of a decision."""

    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFolder:
    """The files of a project in another folder, or a plan document there."""

    folder: Path


PlanSource = WorkingFiles | Revision | EditionSource | OtherFolder


def source_named(project: Path, name: str, place: Path) -> PlanSource:
    """What a person means by `name`, who stands in the folder `place`.

    Raises:
        ProjectError: it is nothing of the kind, or could be several things; says what to write.
    """
    repository = repository_of(project)
    if not name or len(name) > LONGEST_NAME or "\0" in name:
        raise _nothing(repository, name)
    found: dict[str, PlanSource] = {}
    if is_id(name) and (project / FOLDER / name / MANIFEST).is_file():
        found[name] = EditionSource(decision=name)
    elif (folder := place / name).is_dir():
        found[name if "/" in name else f"./{name}"] = OtherFolder(folder=folder.resolve())
    if repository and (commit := repository.commit(name)):
        found[commit.short] = Revision(commit=commit, name=name)
    if len(found) > 1 and "/" not in name:
        raise ProjectError(
            message(
                "“{name}” can be several things. Write one of: {choices}",
                name=name,
                choices=", ".join(found),
            )
        )
    if not found:
        raise _nothing(repository, name)
    return next(iter(found.values()))


def _nothing(repository: Repository | None, name: str) -> ProjectError:
    shown = name[:100]
    if repository is None:
        return ProjectError(
            message(
                "There is no edition and no folder called “{name}”, and the project has no history "
                "to look in: it lies in no Git repository, or Git is not installed.",
                name=shown,
            )
        )
    if repository.commit("HEAD") is None:
        return ProjectError(
            message(
                "There is no edition and no folder called “{name}”, and nothing has been committed "
                "to the repository yet.",
                name=shown,
            )
        )
    if repository.is_shallow:
        return ProjectError(
            message(
                "There is no revision, edition or folder called “{name}”. Only a part of the "
                "repository’s history has been fetched; git fetch --unshallow fetches the rest.",
                name=shown,
            )
        )
    return ProjectError(
        message(
            "There is no revision, edition or folder called “{name}”. git log shows the revisions.",
            name=shown,
        )
    )
