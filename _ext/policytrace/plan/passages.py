"""The register of the adopted text's binding passages.

A CSV file, UTF-8, with the header of `PassageColumn` in the project's words: one row for each
passage that an object of the plan must restate. The last two columns may be left out, and their
cells be empty: they say by which words the passage is found in the adopted text.
"""

from __future__ import annotations

import csv
import io
import os
import unicodedata
from pathlib import Path

from policytrace.conflicts import refuse_conflict
from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.messages import message
from policytrace.plan.adopted_text import MOST_WORDS, AdoptedText, load_adopted_text
from policytrace.plan.model import Doubt, Passage
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import OPTIONAL_COLUMNS, PassageColumn


def load_passages(project: Path, metamodel: Metamodel) -> tuple[Passage, ...]:
    """The passages of the project in the folder `project`; none if it keeps no register.

    Raises:
        ProjectError: the register is missing, unreadable or empty, or has a row that is wrong; or
            the adopted text cannot be read.
    """
    if metamodel.passages is None:
        return ()
    name = metamodel.passages
    adopted = load_adopted_text(project, metamodel.adopted_text)
    text = _text_of(project, name)
    refuse_conflict(name, text)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: dict[str, Passage] = {}
    location = Location(file=name, line=1)
    try:
        header = next(rows, [])
        _check_header(header, metamodel, location, must_be_whole=adopted is not None)
        location = Location(file=name, line=rows.line_num + 1)
        for row in rows:
            begins, location = location, Location(file=name, line=rows.line_num + 1)
            if not row:
                continue
            passage = _passage(row, len(header), metamodel, adopted, begins)
            if passage.pinpoint in found:
                raise ProjectError(
                    message("The passage {pinpoint} is listed twice.", pinpoint=passage.pinpoint),
                    begins,
                )
            found[passage.pinpoint] = passage
    except csv.Error:
        raise ProjectError(
            message(
                "{file} cannot be read from here on. Look for a quotation mark that is not closed.",
                file=name,
            ),
            location,
        ) from None
    if not found:
        raise ProjectError(message("The register lists no passage."), Location(file=name, line=1))
    return tuple(found.values())


def _check_header(
    header: list[str], metamodel: Metamodel, location: Location, *, must_be_whole: bool
) -> None:
    """See to it that the columns are those of the register, with or without those left out."""
    whole = list(metamodel.vocabulary.all_of(PassageColumn))
    needed = whole[: -len(OPTIONAL_COLUMNS)]
    if header == whole or (header == needed and not must_be_whole):
        return
    wanted = whole if must_be_whole or set(header) & set(whole[-2:]) else needed
    raise ProjectError(
        message(
            "{file} must begin with the line {header}.",
            file=location.file,
            header=",".join(wanted),
        ),
        location,
    )


def _passage(
    row: list[str],
    columns: int,
    metamodel: Metamodel,
    adopted: AdoptedText | None,
    location: Location,
) -> Passage:
    """A row of the register, which has so many `columns`."""
    if len(row) != columns or not row[0].strip():
        raise ProjectError(
            message("A row of {file} must have six columns.", file=location.file)
            if columns > len(PassageColumn) - len(OPTIONAL_COLUMNS)
            else message("A row of {file} must have four columns.", file=location.file),
            location,
        )
    for sign in "".join(row):
        if unicodedata.category(sign) == "Cc" and sign not in "\t\r\n":
            raise ProjectError(
                message(
                    "The line holds a sign that cannot be seen: {sign}. Take it away.",
                    sign=f"U+{ord(sign):04X}",
                ),
                location,
            )
    pinpoint, section, type_name, gist, begins, ends = (
        cell.strip() for cell in (*row, "", "")[: len(PassageColumn)]
    )
    wording = _wording(begins, ends, adopted)
    return Passage(
        pinpoint=pinpoint,
        section=section,
        role=_role(metamodel, type_name),
        type_name=type_name,
        gist=gist,
        location=location,
        begins=begins,
        ends=ends,
        wording=wording if isinstance(wording, str) else "",
        doubt=wording if isinstance(wording, Doubt) else None,
    )


def _wording(begins: str, ends: str, adopted: AdoptedText | None) -> str | Doubt:
    """The adopted words from `begins` through `ends`; empty if there is nothing to go by."""
    if not begins and not ends:
        return ""
    if not begins or not ends:
        return Doubt.HALF_SAID
    if max(len(begins.split()), len(ends.split())) > MOST_WORDS:
        return Doubt.TOO_MANY_WORDS
    return adopted.passage(begins, ends) if adopted else ""


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
