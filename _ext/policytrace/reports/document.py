"""What a report is made of: sections, paragraphs, tables and pictures, whatever writes them.

All texts are in the reader's language, and are plain text: no mark in them means anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar, cast

from policytrace.charts.model import Chart

Written = TypeVar("Written")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Some words of a text that look alike."""

    text: str
    strong: bool = False
    emphasis: bool = False
    address: str = ""
    """Where a link leads on the web; empty: it is no link."""
    blank: bool = False
    """Whether only a person can say what is to stand there; the text says what it is."""


Text = tuple[Run, ...]


def text_of(words: str, *, strong: bool = False) -> Text:
    """Words that all look alike."""
    return (Run(text=words, strong=strong),) if words else ()


def to_fill_in(what: str) -> Text:
    """A place for what only a person can say."""
    return (Run(text=what, blank=True),)


def plain(text: Text) -> str:
    """A text as words alone."""
    return "".join(run.text for run in text)


class Tone(StrEnum):
    """How a paragraph is meant."""

    PLAIN = "plain"
    LEAD = "lead"
    """It opens the report, and says the most."""
    NOTE = "note"
    """It tells of the text beside it: sources, how something is counted."""
    CAUTION = "caution"
    """It must not be missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The beginning of a section."""

    level: int
    """1 for a chapter, up to 4."""
    text: str
    label: str = ""
    """A word or two beside it, as a status; empty: none."""
    new_page: bool = False
    """Whether it begins a page of its own where there are pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    text: Text
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of things, each with one or more blocks of its own."""

    entries: tuple[tuple[Block, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of something: a few words and what they stand for."""

    entries: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    title: str
    share: int = 1
    """How wide it is beside the others."""
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """Rows below a header; the first cell of each says what the row is about."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart with what it shows in words."""

    chart: Chart
    alternative: str
    """What a screen reader says in its place. Must not be empty."""
    caption: str = ""

    def __post_init__(self) -> None:
        """See to it that nobody is left without the picture.

        Raises:
            ValueError: it has no text alternative.
        """
        if not self.alternative.strip():
            raise ValueError("a picture without a text alternative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Blocks that stand together on a page, if a page has room for them."""

    blocks: tuple[Block, ...]


Block = Heading | Paragraph | Listing | Facts | DataTable | Picture | Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherMark:
    """The mark of the body that publishes."""

    svg: str
    alternative: str


class Opening(StrEnum):
    """How a report begins."""

    BOOK = "book"
    """With a front page of its own and a table of contents."""
    LETTER = "letter"
    """With the title above the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDocument:
    """A whole report."""

    kind: str
    """What kind of document it is, in a word."""
    title: str
    subtitle: str
    opening: Opening
    language: str
    day: date
    """Of what it says."""
    sender: str
    """Who publishes it, or that nobody official does."""
    mark: PublisherMark | None
    standing: str
    """Whether it is a proposal or decided, in a word or two."""
    is_proposal: bool
    """Whether nothing in it is decided."""
    explained: tuple[str, ...]
    """The same in sentences."""
    facts: Facts
    """What stands on the front page, or above the text of a letter."""
    blocks: tuple[Block, ...]
    words: FrameWords


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameWords:
    """The words that a writer itself puts in."""

    contents: str
    """The heading of the table of contents."""
    page: str
    """Stands before a page's number."""
    of_pages: str
    """Stands between that and the number of pages."""


_UNWRITABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
    )
    + "]"
)
"""Characters that stand for nothing, and that neither Word nor PDF can hold."""


def writable(value: Written) -> Written:
    """A report, or a part of one, without characters that stand for nothing."""
    made: object = value
    if isinstance(value, str):
        made = value if isinstance(value, StrEnum) else _UNWRITABLE.sub("", value)
    elif isinstance(value, tuple):
        made = tuple(map(writable, value))
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: writable(getattr(value, one.name)) for one in fields(value)}
        made = replace(value, **parts)
    return cast(Written, made)


def every(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """All blocks in their order, also those within others."""
    for block in blocks:
        yield block
        if isinstance(block, Kept):
            yield from every(block.blocks)
        elif isinstance(block, Listing):
            for entry in block.entries:
                yield from every(entry)
