"""Reads the frozen editions of a project, and sees to it that they are as they were frozen.

Everything in them is hostile until checked: a file is read only if it is an ordinary one in the
edition's own folder, no larger than one can be, and has the checksum that it was frozen with.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from policytrace.changes.document import DocumentError, is_id, read_document
from policytrace.changes.plan_state import PlanState
from policytrace.editions.corrections import read_corrections
from policytrace.editions.edition import (
    CORRECTIONS,
    FOLDER,
    MANIFEST,
    PLAN,
    SUMS,
    Edition,
    EditionFault,
    EditionFile,
    Editions,
    corrections_file,
)
from policytrace.files import reason
from policytrace.hidden_files import is_hidden
from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import FieldName, Role

LARGEST = 100_000_000  # bytes

_MOST = 100
_ROW = re.compile(
    r"(?P<checksum>[0-9a-f]{64}) [ *](?P<name>[A-Za-z0-9][A-Za-z0-9._-]{0,150}\.(?:json|pdf|txt))"
)
"""A row of the list. No file of an edition is of a kind that a browser runs, as HTML and SVG."""

_PUT_BACK = message(
    "Put the file back as it was frozen, as from the archive or from the repository’s history. "
    "What is frozen is never changed: a misspelling is declared beside it, and anything else takes "
    "a new decision and an edition of its own."
)


class Manifest(BaseModel):
    """What an edition is of."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    version: Literal[1] = 1
    decision: Annotated[str, Field(max_length=150)]
    plans: Annotated[tuple[str, ...], Field(min_length=1, max_length=_MOST, strict=False)]
    frozen: Annotated[date, Field(strict=False)]

    def as_json(self) -> bytes:
        """The file."""
        return f"{self.model_dump_json(indent=2)}\n".encode()


class _BrokenError(Exception):
    def __init__(self, file: str, text: Message, hint: Message = _PUT_BACK, line: int = 1) -> None:
        super().__init__(text.template)
        self.file, self.text, self.hint, self.line = file, text, hint, line


def load_editions(project: Path, metamodel: Metamodel) -> Editions:
    """The editions of the project in the folder `project`; none if it has frozen nothing."""
    folder = project / FOLDER
    if not os.path.lexists(folder):
        return Editions()
    found: list[Edition] = []
    faults: list[EditionFault] = []
    real = Path(os.path.realpath(folder))
    if not real.is_relative_to(os.path.realpath(project)) or not real.is_dir():
        wrong = message("{file} is no folder of the project’s own.", file=FOLDER)
        hint = message("Put the folder itself there.")
        return Editions(faults=(_fault("", FOLDER, wrong, hint),))
    try:
        names = sorted(path.name for path in folder.iterdir() if not is_hidden(path.name))
    except OSError as error:
        return Editions(faults=(_fault("", FOLDER, _unreadable(FOLDER, error), _PUT_BACK),))
    folders = {name for name in names if _is_folder(folder / name)}
    for name in sorted(folders):
        try:
            edition = read_edition(project, name)
        except _BrokenError as broken:
            place = f"{FOLDER}/{name}/{broken.file}".rstrip("/")
            faults.append(_fault(name, place, broken.text, broken.hint, broken.line))
            continue
        faults += _strangers(folder / name, edition)
        edition, wrong_rows = read_corrections(project, edition, metamodel)
        faults += wrong_rows
        found.append(edition)
    faults += _without_edition((name for name in names if name not in folders), folders)
    found.sort(key=lambda one: (one.decided, one.frozen, one.decision), reverse=True)
    return Editions(editions=tuple(found), faults=tuple(faults))


def read_edition(project: Path, name: str) -> Edition:
    """The edition in the folder `name`, without its corrections.

    Raises:
        _BrokenError: it is not as it was frozen.
    """
    folder = project / FOLDER / name
    if folder.is_symlink() or not is_id(name):
        raise _BrokenError(
            "",
            message("{file} is no folder of an edition.", file=f"{FOLDER}/{name[:100]}"),
            message("An edition’s folder is named as the id of its decision, and is no link."),
        )
    files = _files(folder)
    manifest = _manifest(files, name)
    try:
        state = read_document(_content(files, PLAN))
    except DocumentError as error:
        raise _BrokenError(
            PLAN, message("{file} is no plan document: {reason}.", file=PLAN, reason=error.text)
        ) from None
    return Edition(
        decision=name,
        plans=manifest.plans,
        decided=_day_of_decision(state, name),
        frozen=manifest.frozen,
        files=tuple(files.values()),
        state=_holding(state, manifest.plans),
    )


def _files(folder: Path) -> Mapping[str, EditionFile]:
    """The files of an edition by their names, each with the checksum that it was frozen with."""
    sums = _read(folder, SUMS)
    try:
        rows = sums.decode("ascii").splitlines()
    except UnicodeDecodeError:
        raise _BrokenError(SUMS, message("{file} is no list of checksums.", file=SUMS)) from None
    found: dict[str, EditionFile] = {}
    for number, row in enumerate(rows, start=1):
        read = _ROW.fullmatch(row)
        if read is None or read["name"] in (SUMS, *found) or number > _MOST:
            raise _BrokenError(
                SUMS,
                message("The line is no checksum of a file in the edition’s folder."),
                line=number,
            )
        name = read["name"]
        content = _read(folder, name)
        if sha256(content).hexdigest() != read["checksum"]:
            raise _BrokenError(
                name,
                message(
                    "{file} has been changed since it was frozen: its checksum is another.",
                    file=name,
                ),
            )
        found[name] = EditionFile(name=name, checksum=read["checksum"], content=content)
    found[SUMS] = EditionFile(name=SUMS, checksum=sha256(sums).hexdigest(), content=sums)
    return found


def _read(folder: Path, name: str) -> bytes:
    path = folder / name
    try:
        kind = path.lstat()
        if not stat.S_ISREG(kind.st_mode):
            raise _BrokenError(name, message("{file} is a link, or no ordinary file.", file=name))
        if kind.st_size > LARGEST:
            raise _BrokenError(
                name,
                message("{file} is larger than {bytes} bytes.", file=name, bytes=str(LARGEST)),
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise _BrokenError(name, message("{file} of the edition is missing.", file=name)) from None
    except OSError as error:
        raise _BrokenError(name, _unreadable(name, error)) from None


def _content(files: Mapping[str, EditionFile], name: str) -> bytes:
    if name not in files:
        raise _BrokenError(SUMS, message("No checksum is there of {file}.", file=name))
    return files[name].content


def _manifest(files: Mapping[str, EditionFile], name: str) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(_content(files, MANIFEST))
    except ValidationError:
        raise _BrokenError(
            MANIFEST, message("{file} does not say what the edition is of.", file=MANIFEST)
        ) from None
    if manifest.decision != name:
        raise _BrokenError(
            MANIFEST,
            message(
                "The edition is of the decision {decision}, but lies in the folder {folder}.",
                decision=manifest.decision,
                folder=name,
            ),
            message("Give the folder the name that it had."),
        )
    return manifest


def _day_of_decision(state: PlanState, decision: str) -> date:
    found = state.objects.get(decision)
    day = found.fields.get(FieldName.DATE) if found and found.kind == Role.DECISION else None
    try:
        return date.fromisoformat(str(day))
    except ValueError:
        raise _BrokenError(
            PLAN, message("The plan document does not hold the edition’s decision and its day.")
        ) from None


def _holding(state: PlanState, plans: Iterable[str]) -> PlanState:
    for plan in plans:
        if plan not in state.objects:
            raise _BrokenError(
                PLAN, message("The plan document does not hold the plan {plan}.", plan=plan[:100])
            )
    return state


def _strangers(folder: Path, edition: Edition) -> Iterator[EditionFault]:
    """What lies in an edition's folder that was not frozen with it."""
    known = {file.name for file in edition.files}
    for name in sorted(path.name for path in folder.iterdir()):
        if name not in known and not is_hidden(name):
            yield _fault(
                edition.decision,
                f"{FOLDER}/{edition.decision}/{name}",
                message("{file} was not frozen with the edition, and is not shown.", file=name),
                message("Take it away from the edition’s folder."),
            )


def _without_edition(names: Iterable[str], folders: Iterable[str]) -> Iterator[EditionFault]:
    for name in names:
        decision = name.removesuffix(CORRECTIONS)
        if name.endswith(CORRECTIONS) and decision not in folders:
            yield _fault(
                decision,
                corrections_file(decision),
                message("The corrections are of an edition that is not there."),
                message(
                    "Name the file as the edition’s folder, followed by {end}.", end=CORRECTIONS
                ),
                of_correction=True,
            )


def _is_folder(path: Path) -> bool:
    return path.is_symlink() or path.is_dir()


def _unreadable(name: str, error: OSError) -> Message:
    return message("{file} cannot be read: {error}", file=name, error=reason(error))


def _fault(
    decision: str,
    file: str,
    text: Message,
    hint: Message,
    line: int = 1,
    *,
    of_correction: bool = False,
) -> EditionFault:
    return EditionFault(
        decision=decision,
        location=Location(file=file, line=line),
        text=text,
        hint=hint,
        of_correction=of_correction,
    )
