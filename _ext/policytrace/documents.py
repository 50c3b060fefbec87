"""What documents say that a page may offer: PDF, the packages of office programs, and archives.

They come from anyone, so all that is done to them has a limit that is the same on every machine:
how many bytes are unpacked, how many parts and pages there are, how many steps they take to draw.
"""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from policytrace.document_kinds import LARGEST, PACKAGES, UnsearchableError
from policytrace.messages import message
from policytrace.xml_text import SaidText, XmlTextError, xml_texts

MAX_UNPACKED = 100_000_000  # bytes, in all that a package holds
MAX_PARTS = 5_000
MAX_DEPTH = 3  # packages within each other
MAX_PAGES = 2_000
MAX_STEPS = 1_500_000  # to draw all pages of a PDF
MAX_OBJECTS = 500_000  # in a PDF

_UNPACKED = 20_000_000  # bytes of one stream in a PDF
_PARSED = 1_000_000  # operands and operators in one
_PDF_LIMITS = Configuration().with_overwrites(
    maximum_declared_stream_length=LARGEST,
    array_based_stream_maximum_output_length=_UNPACKED,
    lzw_maximum_output_length=_UNPACKED,
    run_length_maximum_output_length=_UNPACKED,
    zlib_maximum_output_length=_UNPACKED,
    brotli_maximum_output_length=_UNPACKED,
    stream_parsing_work_maximum_count=_PARSED,
    xform_maximum_invocations_per_extraction=MAX_STEPS,  # our own count comes first
)

_XML = frozenset({".html", ".ncx", ".opf", ".rels", ".svg", ".vml", ".xhtml", ".xml"})
_SAID = frozenset(
    {
        *("alt", "aria-label", "content", "descr", "label", "string-value", "summary", "title"),
        "tooltip",
    }
)
"""Attributes of XML in packages that a reader may meet; others are the program's own numbers."""

_SHARED_STRINGS = "xl/sharedStrings.xml"
_ENCRYPTED = 1
"""The flag of a part that is locked."""

LOCKED = message("it is locked with a password or protected")
DAMAGED = message("it is damaged, or not of the kind that its name says")
TOO_LARGE = message("it is too large or takes too long to read")
ATTACHED = message("other files are attached to it")


def document_texts(content: bytes, name: str) -> Sequence[SaidText]:
    """All that a document says whose name ends as one of `DOCUMENTS`, in its order.

    The place of a text is its page in a PDF, counted from 1, and else 1.

    Raises:
        UnsearchableError: it is locked, damaged, too large, or has files attached.
    """
    if len(content) > LARGEST:
        raise UnsearchableError(TOO_LARGE)
    try:
        return list(_DocumentReader().texts(content, name))
    except UnsearchableError:
        raise
    except (LimitReachedError, MemoryError) as error:
        raise UnsearchableError(TOO_LARGE) from error
    except Exception as error:  # a damaged document fails in ways that are not listed anywhere
        raise UnsearchableError(DAMAGED) from error


class _DocumentReader:
    """Reads one document, and counts what all in it takes together."""

    def __init__(self) -> None:
        self._bytes_left = MAX_UNPACKED
        self._parts_left = MAX_PARTS
        self._steps_left = MAX_STEPS

    def texts(self, content: bytes, name: str, depth: int = 0) -> Iterator[SaidText]:
        suffix = _suffix(name)
        if suffix == ".pdf":
            with _pdf_limits():
                yield from list(self._pdf(content))
        elif suffix in PACKAGES:
            yield from self._package(content, depth)
        elif suffix in _XML:
            yield from _of_xml(content)
        else:
            yield from _of_text(content)

    def _package(self, content: bytes, depth: int) -> Iterator[SaidText]:
        if depth == MAX_DEPTH:
            raise UnsearchableError(TOO_LARGE)
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            strings = self._shared_strings(package)
            for part in package.infolist():
                yield SaidText(place=1, text=part.filename)
                found = self._unpacked(package, part)
                if part.filename.startswith("xl/") and _suffix(part.filename) == ".xml":
                    yield from _of_xml(found, strings)
                else:
                    yield from self.texts(found, part.filename, depth + 1)

    def _shared_strings(self, package: zipfile.ZipFile) -> Sequence[str]:
        """What the cells of a workbook show, by number (ECMA-376-1, 18.4)."""
        if _SHARED_STRINGS not in package.namelist():
            return ()
        part = self._unpacked(package, package.getinfo(_SHARED_STRINGS))
        return [found.text for found in xml_texts(part, _is_said)]

    def _unpacked(self, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
        if part.flag_bits & _ENCRYPTED:
            raise UnsearchableError(LOCKED)
        with package.open(part) as file:
            content = file.read(self._bytes_left + 1)
        self._bytes_left -= len(content)
        self._parts_left -= 1
        if self._bytes_left < 0 or self._parts_left < 0:
            raise UnsearchableError(TOO_LARGE)
        return content

    def _pdf(self, content: bytes) -> Iterator[SaidText]:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise UnsearchableError(LOCKED)
        if len(reader.pages) > MAX_PAGES:
            raise UnsearchableError(TOO_LARGE)
        for number, page in enumerate(reader.pages, start=1):
            self._count_bytes(page.get_contents())
            drawn = page.extract_text(visitor_operand_before=self._count_step)
            yield from (SaidText(place=number, text=line) for line in drawn.splitlines())
        yield from (SaidText(place=1, text=text) for text in _strings(reader))
        metadata = reader.root_object.get("/Metadata")
        if isinstance(described := metadata and metadata.get_object(), StreamObject):
            yield from _of_xml(described.get_data())

    def _count_bytes(self, drawing: StreamObject | None) -> None:
        self._bytes_left -= len(drawing.get_data()) if drawing is not None else 0
        if self._bytes_left < 0:
            raise UnsearchableError(TOO_LARGE)

    def _count_step(self, *_step: object) -> None:
        self._steps_left -= 1
        if self._steps_left < 0:
            raise UnsearchableError(TOO_LARGE)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _is_said(attribute: str) -> bool:
    return attribute in _SAID


def _of_xml(content: bytes, strings: Sequence[str] = ()) -> Iterator[SaidText]:
    try:
        found = xml_texts(content, _is_said, strings)
    except XmlTextError:
        yield from _of_text(content)
    else:
        yield from (replace(part, place=1) for part in found)


def _of_text(content: bytes) -> Iterator[SaidText]:
    """The lines of a file; none of one that is no text, as a picture."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    if "\0" not in text:
        yield from (SaidText(place=1, text=line) for line in text.splitlines())


def _strings(reader: PdfReader) -> Iterator[str]:
    """What a PDF says outside its pages: titles, comments, fields, headings, alternative texts."""
    ahead: list[PdfObject] = [reader.trailer]
    met: set[tuple[int, int]] = set()
    count = 0
    while ahead:
        found: PdfObject | None = ahead.pop()
        count += 1
        if count > MAX_OBJECTS:
            raise UnsearchableError(TOO_LARGE)
        if isinstance(found, IndirectObject):
            known_by = (found.idnum, found.generation)
            if known_by in met:
                continue
            met.add(known_by)
            found = found.get_object()
        if isinstance(found, TextStringObject):
            yield str(found)
        elif isinstance(found, ArrayObject):
            ahead.extend(found)
        elif isinstance(found, DictionaryObject):
            if found.get("/Type") == "/EmbeddedFile":
                raise UnsearchableError(ATTACHED)
            ahead.extend(found.values())


@contextmanager
def _pdf_limits() -> Iterator[None]:
    """Within it, pypdf keeps to our limits, and says nothing in the terminal of what it mends."""
    logger = logging.getLogger("pypdf")
    was = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with apply_configuration(_PDF_LIMITS):
            yield
    finally:
        logger.setLevel(was)
