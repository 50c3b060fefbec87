"""Finds the rows with headings in a sheet, and what each column is by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policytrace.schema.vocabulary import Sex, ValueColumn
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.headings import (
    Meaning,
    OtherMeaning,
    ValueHeading,
    heading_of,
    meaning_of,
)
from policytrace.sources.spreadsheet.layouts.area_names import AreaNames
from policytrace.sources.spreadsheet.sheets import HEADER_WITHIN, SheetRow
from policytrace.sources.spreadsheet.spelling import is_number, sex_named

MOST_ROWS = 3
"""How many rows of headings a table has at most."""

_MOST_WORDS = 6  # of the name of an area
_OF = frozenset({"i", "för", "in", "for"})
"""Words between a measure and the area that it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRows:
    """The rows of headings, by their places among the rows of a sheet."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHeading:
    """What the headings over one column say."""

    place: int
    name: str
    """All of it, from the uppermost; empty if there is no heading."""
    meaning: Meaning | None = None
    heading: ValueHeading | None = None
    """What it says of values; None if it names no period and no sex."""
    of_area: ValueHeading | None = None
    """What it says of the values below, if there are any; None if it names no area."""


def heading_rows(rows: Sequence[SheetRow], words: Words) -> HeadingRows | None:
    """Where the headings stand; None if there are none among the first rows."""
    scored = [(_score(row, words), -place) for place, row in enumerate(rows[:HEADER_WITHIN])]
    score, place = max(scored, default=(0, 0))
    if not score:
        return None
    first = last = -place
    while first and last - first + 1 < MOST_ROWS and _is_above(rows[first - 1], rows[first], words):
        first -= 1
    while (
        last + 1 < len(rows)
        and last - first + 1 < MOST_ROWS
        and _is_below(rows[last], rows[last + 1], words)
    ):
        last += 1
    return HeadingRows(first=first, last=last)


def column_headings(
    rows: Sequence[SheetRow], found: HeadingRows, width: int, words: Words, areas: AreaNames
) -> tuple[ColumnHeading, ...]:
    """What the headings say of each of the first `width` columns."""
    levels = [
        _continued(row, rows[found.last], is_last=place == found.last, words=words)
        for place, row in enumerate(rows[found.first : found.last + 1], start=found.first)
    ]
    return tuple(_column(place, levels, words, areas) for place in range(width))


def _score(row: SheetRow, words: Words) -> int:
    """How much a row looks like one of headings; 0 if it cannot be one."""
    texts = [cell for cell in row.cells if cell]
    heads = [heading_of(text, words) for text in texts]
    if any(is_number(text) and not head for text, head in zip(texts, heads, strict=True)):
        return 0
    number = sum(head is not None for head in heads)
    meanings = {meaning_of(text, words) for text in texts} - {None, OtherMeaning.COMMENT}
    starts_blank = bool(row.cells) and not row.cells[0]
    if not meanings and not (starts_blank and number and (number > 1 or number == len(texts))):
        return 0
    if meanings and len(texts) == 1:
        return 0
    return 3 * len(meanings) + min(number, 3) if meanings else number


def _is_above(row: SheetRow, below: SheetRow, words: Words) -> bool:
    """Whether a row holds headings over those in the row `below`."""
    if row.number != below.number - 1:
        return False
    filled = [place for place, cell in enumerate(row.cells) if cell]
    if any(is_number(row.cells[place]) and not heading_of(row.cells[place], words)
           for place in filled):  # fmt: skip
        return False
    heads = [place for place in filled if place and heading_of(row.cells[place], words)]
    over = {row.cells[place] for place in filled if place and not _names(below, place, words)}
    is_title = bool(filled) and filled[0] == 0 and len({row.cells[place] for place in filled}) == 1
    return not is_title and (bool(heads) or len(over) > 1)


def _is_below(row: SheetRow, below: SheetRow, words: Words) -> bool:
    """Whether the row `below` holds headings under those in `row`."""
    if below.number != row.number + 1:
        return False
    heads = [place for place, cell in enumerate(below.cells) if cell and heading_of(cell, words)]
    if len(heads) < 2:  # noqa: PLR2004 - one is the label of a row
        return False
    others = (
        (place, cell) for place, cell in enumerate(below.cells) if cell and place not in heads
    )
    return heads[0] > 0 and all(
        meaning_of(cell, words) or cell == _cell(row, place) for place, cell in others
    ) and not any(
        (meaning := meaning_of(_cell(row, place), words))
        and not _is_told(meaning, heading_of(below.cells[place], words))
        for place in heads
    )  # fmt: skip


def _continued(row: SheetRow, lowest: SheetRow, *, is_last: bool, words: Words) -> tuple[str, ...]:
    """The cells of a row of headings; a heading goes on over the empty cells to its right."""
    if is_last:
        return row.cells
    cells = list(row.cells) + [""] * (len(lowest.cells) - len(row.cells))
    going_on = ""
    for place, cell in enumerate(cells):
        if cell:
            going_on = "" if meaning_of(cell, words) else cell
        elif not _names(lowest, place, words):
            cells[place] = going_on
    return tuple(cells)


def _column(
    place: int, levels: Sequence[tuple[str, ...]], words: Words, areas: AreaNames
) -> ColumnHeading:
    texts: list[str] = []
    for level in levels:
        text = level[place] if place < len(level) else ""
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    name = " ".join(texts)
    heads = [head for text in texts if (head := heading_of(text, words))]
    others = [text for text in texts if not heading_of(text, words) and not meaning_of(text, words)]
    said = ValueHeading(
        # The lowest says it best: a title over them all can name a year too.
        period=next((head.period for head in reversed(heads) if head.period), ""),
        sex=next((head.sex for head in reversed(heads) if head.sex), None),
    )
    said = _with_areas(said, [*others, *(head.measure for head in heads)], words, areas)
    meanings = [
        meaning
        for text in texts
        if (meaning := meaning_of(text, words)) and not _is_told(meaning, said)
    ]
    if meanings and (not heads or meanings[-1] is not ValueColumn.VALUE):
        return ColumnHeading(place=place, name=name, meaning=meanings[-1])
    if not heads:
        return ColumnHeading(place=place, name=name, of_area=said if said.area else None)
    return ColumnHeading(place=place, name=name, heading=said)


def _with_areas(
    said: ValueHeading, texts: Sequence[str], words: Words, areas: AreaNames
) -> ValueHeading:
    """What a heading says with these texts too: an area, an area and a sex, or else the measure."""
    measure: list[str] = []
    for text in filter(None, texts):
        if areas.knows(text):
            said = replace(said, area=text)
            continue
        rest, sex = _without_sex(text, words)
        if sex and areas.knows(rest):
            said = replace(said, area=rest, sex=said.sex or sex)
            continue
        area, rest = _area_in(text, areas)
        said = replace(said, area=area or said.area)
        measure.append(rest)
    return replace(said, measure=" ".join(measure))


def _without_sex(text: str, words: Words) -> tuple[str, Sex | None]:
    """A text without the one word in it that is a sex, and that sex."""
    tokens = text.split()
    sexes = {token: sex for token in tokens if (sex := sex_named(token.strip(",()"), words))}
    if len(sexes) != 1:
        return text, None
    [(word, sex)] = sexes.items()
    return " ".join(token for token in tokens if token != word).strip(" ,-\u2013"), sex


def _area_in(text: str, areas: AreaNames) -> tuple[str, str]:
    """The area of a measure, as in “Riket, andel” and “Andel i Riket”, and the rest.

    Empty if there is none: what is compared with an area is not about it.
    """
    tokens = text.split()
    for number in reversed(range(1, min(len(tokens), _MOST_WORDS + 1))):
        first, rest = " ".join(tokens[:number]).rstrip(",:"), " ".join(tokens[number:])
        if not first.isdigit() and areas.knows(first):
            return first, rest
        before, last = tokens[:-number], " ".join(tokens[-number:])
        is_of = before[-1] in _OF or before[-1].endswith(",") or last.startswith("(")
        last = last.strip("()")
        if is_of and not last.isdigit() and areas.knows(last):
            measure = before[:-1] if before[-1] in _OF else before
            return last, " ".join(measure).rstrip(",")
    return "", text


def _is_told(meaning: Meaning, said: ValueHeading | None) -> bool:
    """Whether a heading tells what a name above it asks for, as “2023” below “År”."""
    return said is not None and (
        (meaning is ValueColumn.PERIOD and bool(said.period))
        or (meaning is ValueColumn.SEX and said.sex is not None)
        or (meaning is ValueColumn.AREA and bool(said.area))
    )


def _names(row: SheetRow, place: int, words: Words) -> bool:
    cell = _cell(row, place)
    return bool(cell) and meaning_of(cell, words) is not None


def _cell(row: SheetRow, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""
