"""The register of the adopted text's binding passages.

A CSV file, UTF-8, with the header of `PassageColumn` in the project's words: one row for each
passage that an object of the plan must restate.
"""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

from policytrace.conflicts import refuse_conflict
from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.messages import message
from policytrace.plan.model import Passage
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import PassageColumn


def load_passages(project: Path, metamodel: Metamodel) -> tuple[Passage, ...]:
    """The passages of the project in the folder `project`; none if it keeps no register.

    Raises:
        ProjectError: the register is missing, unreadable or empty, or has a row that is wrong.
    """
    if metamodel.passages is None:
        return ()
    name = metamodel.passages
    header = metamodel.vocabulary.all_of(PassageColumn)
    text = _text_of(project, name)
    refuse_conflict(name, text)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: dict[str, Passage] = {}
    location = Location(file=name, line=1)
    try:
        if tuple(next(rows, ())) != header:
            raise ProjectError(
                message(
                    "{file} must begin with the line {header}.",
                    file=name,
                    header=",".join(header),
                ),
                location,
            )
        location = Location(file=name, line=rows.line_num + 1)
        for row in rows:
            begins, location = location, Location(file=name, line=rows.line_num + 1)
            if not row:
                continue
            if len(row) != len(header) or not row[0].strip():
                raise ProjectError(
                    message("A row of {file} must have four columns.", file=name), begins
                )
            pinpoint, section, type_name, gist = (cell.strip() for cell in row)
            if pinpoint in found:
                raise ProjectError(
                    message("The passage {pinpoint} is listed twice.", pinpoint=pinpoint), begins
                )
            found[pinpoint] = Passage(
                pinpoint=pinpoint,
                section=section,
                role=_role(metamodel, type_name),
                type_name=type_name,
                gist=gist,
                location=begins,
            )
    except csv.Error as error:
        raise ProjectError(
            message("{file} cannot be read: {error}", file=name, error=str(error)),
            location,
        ) from None
    if not found:
        raise ProjectError(message("The register lists no passage."), Location(file=name, line=1))
    return tuple(found.values())


def _role(metamodel: Metamodel, type_name: str) -> Role | None:
    found = metamodel.types.get(type_name)
    return found if isinstance(found, Role) else None


def _text_of(project: Path, name: str) -> str:
    path = os.path.realpath(project / name)
    if not Path(path).is_relative_to(os.path.realpath(project)):
        raise ProjectError(
            message("{file} is a link out of the project. Put the file itself there.", file=name),
            Location(file=name, line=1),
        )
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError:
        raise ProjectError(
            message("The register of passages, {file}, is missing or cannot be read.", file=name)
        ) from None
    except UnicodeDecodeError:
        raise ProjectError(
            message("{file} is not UTF-8. Save it again as UTF-8.", file=name),
            Location(file=name, line=1),
        ) from None
