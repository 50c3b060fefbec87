"""What the columns of a table are: by their names, or by what stands in those that have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from policytrace.messages import message
from policytrace.schema.vocabulary import Sex, ValueColumn
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.headings import (
    Meaning,
    OtherMeaning,
    ValueHeading,
    is_period,
    is_sum,
)
from policytrace.sources.spreadsheet.layouts.area_names import AreaNames
from policytrace.sources.spreadsheet.layouts.column_content import meaning_by_cells
from policytrace.sources.spreadsheet.layouts.found import LeftOut
from policytrace.sources.spreadsheet.layouts.heading_rows import ColumnHeading
from policytrace.sources.spreadsheet.sheets import SheetRow, shown
from policytrace.sources.spreadsheet.spelling import is_like_a_value, is_number, sex_named
from policytrace.sources.spreadsheet.statements import DASHES


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnOfLabels:
    """A column that says what the values of its rows are about."""

    place: int
    name: str
    meaning: Meaning | None
    """None for what a data file has no column for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnOfValues:
    """A column of values."""

    place: int
    heading: ValueHeading


@dataclass(slots=True, kw_only=True)
class TableColumns:
    """What the columns of a table are."""

    labels: list[ColumnOfLabels] = field(default_factory=list)
    values: list[ColumnOfValues] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unnamed: set[int] = field(default_factory=set)
    """Columns with something in them that nobody has said what it is."""

    def label(self, meaning: Meaning) -> ColumnOfLabels | None:
        """The column of this meaning, if there is one."""
        return next((label for label in self.labels if label.meaning is meaning), None)


def columns_of_table(
    headings: Sequence[ColumnHeading], data: Sequence[SheetRow], words: Words, areas: AreaNames
) -> TableColumns:
    """What the columns under these headings are; `data` are the rows below.

    What has neither a name nor a recognised content is among the `unnamed`.
    """
    found = TableColumns()
    has_heads = any(one.heading for one in headings)
    open_ = [one for one in headings if not _by_name(one, found, has_heads=has_heads)]
    _without_sums(found, has_areas=any(one.of_area for one in headings))
    _read_by_content(found, data, words, areas)
    last_label = max((label.place for label in found.labels), default=-1)
    may_be_values = not found.values
    for one in open_:
        texts = [text for row in data if (text := cell_in(row, one.place))]
        if texts and one.name:
            may_be = may_be_values and one.place > last_label
            _by_content(one, texts, found, may_be_values=may_be)
        elif texts:
            _unnamed(one.place, texts, found, words, areas)
    if not found.values and (count := found.label(ValueColumn.COUNT)):
        # Where nothing else can be the value, it is what is counted.
        found.labels.remove(count)
        found.values.append(
            ColumnOfValues(place=count.place, heading=ValueHeading(measure=count.name))
        )
    _read_by_content(found, data, words, areas)
    _all_areas(found)
    _without_counts(found)
    found.labels.sort(key=lambda label: label.place)
    _with_codes(found, data, areas)
    return found


def _by_name(one: ColumnHeading, found: TableColumns, *, has_heads: bool) -> bool:
    """Whether a column is known by its headings, and so has been added to those found."""
    if one.heading:
        found.values.append(ColumnOfValues(place=one.place, heading=one.heading))
    elif one.meaning is OtherMeaning.COMMENT:
        found.left_out.append(
            LeftOut(what=message("a column of comments, “{name}”", name=shown(one.name)))
        )
    elif one.meaning is ValueColumn.VALUE and not has_heads:
        found.values.append(ColumnOfValues(place=one.place, heading=ValueHeading()))
    elif one.meaning and not found.label(one.meaning):
        found.labels.append(ColumnOfLabels(place=one.place, name=one.name, meaning=one.meaning))
    else:
        return False
    return True


def _by_content(
    one: ColumnHeading, texts: Sequence[str], found: TableColumns, *, may_be_values: bool
) -> None:
    """Add a column with a name of its own, which can be that of a measure."""
    is_numeric = all(map(_may_be_a_value, texts)) and any(map(is_number, texts))
    if is_numeric and may_be_values:
        heading = one.of_area or ValueHeading(measure=one.name)
        found.values.append(ColumnOfValues(place=one.place, heading=heading))
    elif is_numeric and is_sum(one.name):
        found.left_out.append(_sums(one.name))
    else:
        found.labels.append(ColumnOfLabels(place=one.place, name=one.name, meaning=None))


def _read_by_content(
    found: TableColumns, data: Sequence[SheetRow], words: Words, areas: AreaNames
) -> None:
    """Let each column of labels be what stands in it, where that is not what it is called."""
    has_periods = any(one.heading.period for one in found.values)
    for at, label in enumerate(found.labels):
        # A text alone on its row is a note.
        texts = [
            text
            for row in data
            if (text := cell_in(row, label.place)) and sum(map(bool, row.cells)) > 1
        ]
        taken = frozenset(
            one.meaning for one in found.labels if one is not label and one.meaning is not None
        )
        if label.meaning or any(label.place < one.place for one in found.values):
            meaning = meaning_by_cells(
                label.meaning, texts, words, areas, taken=taken, has_periods=has_periods
            )
            found.labels[at] = replace(label, meaning=meaning)


def _all_areas(found: TableColumns) -> None:
    """Let all columns of values be areas if one is called as one, and the rows have none."""
    is_called_so = any(one.heading.area and not one.heading.measure for one in found.values)
    if found.label(ValueColumn.AREA) or not is_called_so:
        return
    for at, one in enumerate(found.values):
        if not one.heading.area:
            heading = replace(one.heading, area=one.heading.measure, measure="")
            found.values[at] = replace(one, heading=heading)


def _without_counts(found: TableColumns) -> None:
    """Take away the count that stands beside several values, since it can belong to any of them."""
    heads = [one.heading for one in found.values]
    count = found.label(ValueColumn.COUNT)
    if count and len(heads) > 1 and any(head.period or head.sex or head.area for head in heads):
        found.labels.remove(count)
        what = message(
            "the column “{name}”, which does not say which of the values it counts",
            name=shown(count.name),
        )
        found.left_out.append(LeftOut(what=what))


def _without_sums(found: TableColumns, *, has_areas: bool) -> None:
    """Take away the columns called “total” that are no sex, but the sum of periods or areas."""
    heads = [one.heading for one in found.values]
    if any(head.sex in (Sex.WOMEN, Sex.MEN) for head in heads):
        return
    for one in tuple(found.values):
        is_alone = not (one.heading.period or one.heading.area)
        if one.heading.sex and is_alone and (has_areas or any(head.period for head in heads)):
            found.values.remove(one)
            found.left_out.append(_sums(_letter(one.place)))


def _unnamed(
    place: int, texts: Sequence[str], found: TableColumns, words: Words, areas: AreaNames
) -> None:
    """Tell what a column without a name is by what stands in it."""
    meaning: Meaning | None = None
    before_values = found.values and place < found.values[0].place
    if before_values and not found.label(ValueColumn.AREA) and any(map(areas.knows, texts)):
        meaning = ValueColumn.AREA
    elif (
        before_values
        and not found.label(ValueColumn.SEX)
        and all(sex_named(text, words) for text in texts)
    ):
        meaning = ValueColumn.SEX
    elif (
        before_values
        and not found.label(ValueColumn.PERIOD)
        and not any(one.heading.period for one in found.values)
        and all(map(is_period, texts))
    ):
        meaning = ValueColumn.PERIOD
    elif before_values and not found.label(OtherMeaning.MEASURE) and not all(map(is_number, texts)):
        meaning = OtherMeaning.MEASURE
    elif any(map(is_number, texts)):
        found.unnamed.add(place)
        return
    found.labels.append(ColumnOfLabels(place=place, name=_letter(place), meaning=meaning))


def _with_codes(found: TableColumns, data: Sequence[SheetRow], areas: AreaNames) -> None:
    """Tell areas' numbers from their names, where the names stand in a column beside them."""
    for at, (one, other) in enumerate(pairwise(found.labels)):
        if one.meaning is not ValueColumn.AREA or other.place != one.place + 1:
            continue
        is_named = other.meaning in (None, OtherMeaning.MEASURE) and any(
            areas.knows(cell_in(row, other.place)) for row in data
        )
        if is_named and all(text.isdigit() for row in data if (text := cell_in(row, one.place))):
            found.labels[at : at + 2] = (
                replace(one, meaning=OtherMeaning.AREA_CODE),
                replace(other, meaning=ValueColumn.AREA),
            )
            return


def _may_be_a_value(text: str) -> bool:
    return is_like_a_value(text) or text in DASHES


def _sums(name: str) -> LeftOut:
    return LeftOut(what=message("a column of sums, “{name}”", name=shown(name)))


def _letter(place: int) -> str:
    """What spreadsheets call a column."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def cell_in(row: SheetRow, place: int) -> str:
    """The cell at a place of a row; empty beyond its end."""
    return row.cells[place] if place < len(row.cells) else ""
