"""What the rules are to see of files that are no pages: data, texts, drawings and documents."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from policytrace.checks.identity_numbers import (
    numbers_apart,
    numbers_over_lines,
    split_numbers,
)
from policytrace.document_kinds import DOCUMENTS, LARGEST, UnsearchableError
from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.plan.model import Extract, Part
from policytrace.svg_file import said_in
from policytrace.xml_text import SaidText

TABLES = frozenset({".csv", ".tsv"})
DRAWINGS = frozenset({".svg", ".svgz"})

_DIGIT = r"\d\u00b2\u00b3\u00b9\u2070-\u2089"
_WORTH_A_LOOK = re.compile(rf"@|(?:[{_DIGIT}][^{_DIGIT}A-Za-zÅÄÖåäö]{{0,3}}){{9}}")
_NAMED_SIGN = re.compile(r"&#?\w{1,31};|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")
_WITHOUT_WIDTH = re.compile(
    r"[\u00ad\u0300-\u036f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    r"\U000e0001-\U000e007f]+"
)
_CELL_END = re.compile(r"[,;\t]")

_KEPT = 50
_READ: dict[tuple[str, bytes], Sequence[SaidText] | Message] = {}


def is_worth_a_look(text: str) -> bool:
    """Whether a text could hold a number or an address; the rest is not kept for the rules."""
    if "&" in text or "\\" in text:
        text = _NAMED_SIGN.sub("0", text)
    if not text.isascii():
        text = _WITHOUT_WIDTH.sub("", text)
    return bool(_WORTH_A_LOOK.search(text))


def extracts_of_file(path: Path, name: str) -> Iterator[Extract]:
    """What is worth a look in a file, that is called `name`."""
    suffix = path.suffix.lower()
    if suffix in DOCUMENTS:
        texts = _document_texts(path)
        yield from () if isinstance(texts, Message) else _extracts_of_texts(texts, name)
    elif suffix in DRAWINGS and (said := said_in(path.read_bytes())) is not None:
        yield from _extracts_of_texts(said, name)
    else:
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from extracts_of_lines(file, name)


def extracts_of_lines(lines: Iterable[str], name: str) -> Iterator[Extract]:
    """What is worth a look in a text file with these lines, that is called `name`."""
    texts = (SaidText(place=number, text=line) for number, line in enumerate(lines, start=1))
    if Path(name).suffix.lower() in TABLES:
        yield from _extracts_of_table(texts, name)
    else:
        yield from _extracts_of_texts(texts, name)


def problem_of_document(path: Path, name: str) -> tuple[Message, Message] | None:
    """Why a document, which is called `name`, cannot be searched, and the remedy.

    One that cannot be read at all is a finding of its own.
    """
    if path.suffix.lower() not in DOCUMENTS or not os.path.isfile(path):  # noqa: PTH113 - any length
        return None
    texts = _document_texts(path)
    if not isinstance(texts, Message):
        return None
    return (
        message("{file} cannot be searched for personal data: {reason}.", file=name, reason=texts),
        message(
            "Save it without a password and without attached files, or in smaller parts, or write "
            "what it says on a page."
        ),
    )


def _document_texts(path: Path) -> Sequence[SaidText] | Message:
    """What a document says, or why it cannot be searched.

    Many pages may offer the same one, so what was read last is kept, by its content.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError:  # a finding of its own
        return ()
    known_by = (path.suffix.lower(), sha256(content).digest())
    if known_by not in _READ:
        from policytrace.documents import document_texts  # noqa: PLC0415 - slow to load

        while len(_READ) >= _KEPT:
            del _READ[next(iter(_READ))]
        try:
            _READ[known_by] = document_texts(content, path.name)
        except UnsearchableError as error:
            _READ[known_by] = error.text
    return _READ[known_by]


def _extracts_of_table(lines: Iterable[SaidText], name: str) -> Iterator[Extract]:
    rows: list[SaidText] = []
    for line in lines:
        # A comma between two cells is no decimal comma.
        yield from _extracts_of_text(_CELL_END.sub(" | ", line.text), name, line.place)
        cells = tuple(_CELL_END.split(line.text.replace('"', "")))
        rows.append(SaidText(place=line.place, cells=cells))
    yield from _extracts_of_rows(rows, name)


def _extracts_of_texts(texts: Iterable[SaidText], name: str) -> Iterator[Extract]:
    before = SaidText(place=1)
    rows: list[SaidText] = []
    for said in texts:
        if said.cells:
            rows.append(said)
            continue
        yield from _extracts_of_text(said.text, name, said.place)
        for found in numbers_over_lines(before.text, said.text):
            part = Part.TEXT if found.is_signed else Part.APART
            place = Location(file=name, line=before.place)
            yield Extract(part=part, text=found.text, location=place)
        before = said
    yield from _extracts_of_rows(rows, name)


def _extracts_of_text(text: str, name: str, place: int) -> Iterator[Extract]:
    if is_worth_a_look(text):
        place_of_it = Location(file=name, line=place)
        yield Extract(part=Part.TEXT, text=text.rstrip("\n"), location=place_of_it)


def _extracts_of_rows(rows: Sequence[SaidText], name: str) -> Iterator[Extract]:
    for row in rows:
        for split in split_numbers(row.cells):
            yield Extract(part=Part.TEXT, text=split, location=Location(file=name, line=row.place))
    for apart in numbers_apart(row.cells for row in rows):
        place = Location(file=name, line=rows[apart.line].place)
        yield Extract(part=Part.APART, text=apart.text, location=place)
