"""Reads the table of a sheet: one value a row, or periods and sexes side by side.

What the columns are is known from their names, and for those that have none from what stands in
them. Nothing is taken for a value that has no heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policytrace.measure.csvfile import Issue
from policytrace.messages import Message, message
from policytrace.schema.vocabulary import ValueColumn, ValueStatus
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.headings import (
    FIRST_DAY,
    LAST_DAY,
    YEAR_NAMES,
    Meaning,
    OtherMeaning,
    ValueHeading,
    is_sum,
)
from policytrace.sources.spreadsheet.layouts.area_names import AreaNames
from policytrace.sources.spreadsheet.layouts.found import Entry, FoundTable, LeftOut
from policytrace.sources.spreadsheet.layouts.heading_rows import (
    ColumnHeading,
    HeadingRows,
    column_headings,
    heading_rows,
)
from policytrace.sources.spreadsheet.layouts.merged_cells import Place, spread
from policytrace.sources.spreadsheet.layouts.table_columns import (
    ColumnOfLabels,
    ColumnOfValues,
    TableColumns,
    cell_in,
    columns_of_table,
)
from policytrace.sources.spreadsheet.sheets import Sheet, SheetRow, UnusableError, shown
from policytrace.sources.spreadsheet.spelling import period_of, sex_named

_SOURCE = re.compile(r"(?:källa|source)\s*:\s*(?P<who>\S.*)", re.IGNORECASE)
_SOURCE_BELOW = frozenset({"källa:", "källa", "source:", "source"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

MAX_COLUMNS = 1_000
MAX_VALUES = 200_000
"""As many as a table may have of each: all municipalities and years of a measure are fewer."""


def find_table(sheet: Sheet, words: Words, areas: AreaNames) -> FoundTable | None:
    """The table of a sheet; None if it has none.

    Raises:
        UnusableError: the sheet is too large.
    """
    filled, merged = spread(sheet)
    rows = filled.rows
    width = max((_width(row) for row in rows), default=0)
    if width > MAX_COLUMNS:
        raise _too_large(message("more than {number} columns", number=str(MAX_COLUMNS)))
    place = heading_rows(rows, words)
    if place is None:
        return None
    data = rows[place.last + 1 :]
    headings = column_headings(rows, place, width, words, areas)
    columns = columns_of_table(headings, data, words, areas)
    if not columns.values:
        return None
    reader = _RowReader(columns=columns, data=data, merged=merged, words=words, areas=areas)
    return reader.table(rows, place, headings)


# -------------------------------------------------------------------- what the rows say


@dataclass(slots=True, kw_only=True)
class _RowReader:
    """Goes through the rows below the headings."""

    columns: TableColumns
    data: Sequence[SheetRow]
    merged: frozenset[Place]
    words: Words
    areas: AreaNames
    entries: list[Entry] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    blanks: int = 0
    is_filled_down: bool = False
    source: str = ""
    _is_source_below: bool = False
    _above: dict[int, str] = field(default_factory=dict)

    def table(
        self, rows: Sequence[SheetRow], place: HeadingRows, headings: Sequence[ColumnHeading]
    ) -> FoundTable:
        """What the rows say."""
        for row in rows[: place.first]:
            self._look_for_source([cell for cell in row.cells if cell])
        for row in self.data:
            self._row(row)
        label = self.columns.label(ValueColumn.PERIOD)
        periods, notes = self._periods(label)
        return FoundTable(
            title=_title(rows[: place.first]),
            names=tuple(one.name for one in headings if one.name),
            is_wide=self._is_wide(),
            has_area_names=bool(
                (area := self.columns.label(ValueColumn.AREA))
                and area.name in [one.name for one in headings]
            ),
            has_area=self.columns.label(ValueColumn.AREA) is not None
            or self.columns.label(OtherMeaning.AREA_CODE) is not None
            or any(one.heading.area for one in self.columns.values),
            has_sex=self.columns.label(ValueColumn.SEX) is not None
            or any(one.heading.sex for one in self.columns.values),
            has_period=label is not None or any(one.heading.period for one in self.columns.values),
            entries=tuple(
                replace(
                    entry,
                    cells={
                        **entry.cells,
                        ValueColumn.PERIOD: periods.get(
                            entry.cells[ValueColumn.PERIOD], entry.cells[ValueColumn.PERIOD]
                        ),
                    },
                )
                for entry in self.entries
            ),
            header=rows[place.last].number,
            has_days=self.columns.label(ValueColumn.RETRIEVED) is not None,
            has_sources=self.columns.label(ValueColumn.SOURCE) is not None,
            source=self.source,
            left_out=(*self.columns.left_out, *self._rows_left_out()),
            notes=(*notes, *self._notes()),
            issues=tuple(self.issues),
        )

    def _is_wide(self) -> bool:
        heads = (one.heading for one in self.columns.values)
        return any(head.period or head.sex or head.area for head in heads)

    def _row(self, row: SheetRow) -> None:
        texts = [cell for cell in row.cells if cell]
        values = [(one, cell_in(row, one.place)) for one in self.columns.values]
        if not any(text for _, text in values) and (self._is_wide() or len(texts) == 1):
            is_text = len(texts) == 1 or not any(
                cell_in(row, label.place) for label in self.columns.labels
            )
            (self.texts if is_text else self.empty).append(row.number)
            self._look_for_source(texts)
            return
        labels = {label: cell_in(row, label.place) for label in self.columns.labels}
        if any(
            is_sum(text)
            for label, text in labels.items()
            if label.meaning in (ValueColumn.AREA, ValueColumn.PERIOD, OtherMeaning.MEASURE)
        ):
            self.sums.append(row.number)
            return
        self._fill_down(labels)
        if unnamed := next((cell for p in self.columns.unnamed if (cell := cell_in(row, p))), ""):
            self.issues.append(
                Issue(
                    line=row.number,
                    message=message("“{text}” stands in no column.", text=shown(unnamed)),
                    hint=message("Give the column a name, or take the text away."),
                )
            )
            return
        for one, text in values:
            self._value(row, one, text, labels)

    def _value(
        self, row: SheetRow, one: ColumnOfValues, text: str, labels: Mapping[ColumnOfLabels, str]
    ) -> None:
        if not text and self._is_wide():
            self.blanks += 1
            return
        if (row.number, one.place) in self.merged:
            self.issues.append(
                Issue(
                    line=row.number,
                    message=message("“{text}” stands in merged cells.", text=shown(text)),
                    hint=message("Part the cells, and write the value where it belongs."),
                )
            )
            return
        cells = {
            label.meaning: cell
            for label, cell in labels.items()
            if isinstance(label.meaning, ValueColumn)
        }
        if contradiction := self._contradiction(one.heading, cells):
            beside, over = contradiction
            self.issues.append(
                Issue(
                    line=row.number,
                    message=message(
                        "The row says “{beside}” and the heading “{over}”, so it cannot be told "
                        "what the value is about.",
                        beside=shown(beside),
                        over=shown(over),
                    ),
                    hint=message("Let one of them say it, or take the column away."),
                )
            )
            return
        if len(self.entries) == MAX_VALUES:
            raise _too_large(message("more than {number} values", number=str(MAX_VALUES)))
        code = self._said(labels, OtherMeaning.AREA_CODE)
        area = one.heading.area or cells.get(ValueColumn.AREA, "")
        status = cells.get(ValueColumn.STATUS, "")
        self.entries.append(
            Entry(
                row=row.number,
                measure=" ".join(
                    filter(None, (self._said(labels, OtherMeaning.MEASURE), one.heading.measure))
                ),
                cells={
                    **cells,
                    ValueColumn.AREA: f"{code} {area}".strip(),
                    ValueColumn.PERIOD: one.heading.period or cells.get(ValueColumn.PERIOD, ""),
                    ValueColumn.SEX: self.words.of(one.heading.sex)
                    if one.heading.sex
                    else cells.get(ValueColumn.SEX, ""),
                    ValueColumn.VALUE: text
                    or ("" if status else self.words.of(ValueStatus.MISSING)),
                },
                more={label.name: cell for label, cell in labels.items() if label.meaning is None},
                is_stored=one.place in row.stored,
            )
        )

    def _contradiction(
        self, heading: ValueHeading, cells: Mapping[ValueColumn, str]
    ) -> tuple[str, str] | None:
        """What a row and the heading over its value say each, where they do not agree."""
        period, sex, area = (
            cells.get(name, "") for name in (ValueColumn.PERIOD, ValueColumn.SEX, ValueColumn.AREA)
        )
        if period and heading.period and period_of(period) != period_of(heading.period):
            return period, heading.period
        if sex and heading.sex and sex_named(sex, self.words) is not heading.sex:
            return sex, self.words.of(heading.sex)
        if area and heading.area and not self._is_same_area(area, heading.area):
            return area, heading.area
        return None

    def _is_same_area(self, one: str, other: str) -> bool:
        area = self.areas.named(one).area
        return one == other or (area is not None and area == self.areas.named(other).area)

    def _said(self, labels: Mapping[ColumnOfLabels, str], meaning: Meaning) -> str:
        return next((text for label, text in labels.items() if label.meaning is meaning), "")

    def _fill_down(self, labels: dict[ColumnOfLabels, str]) -> None:
        """Let a label go on over the empty cells below it, as long as one to its right is given."""
        later = False
        for label in reversed(self.columns.labels):
            if label.meaning not in (ValueColumn.AREA, ValueColumn.PERIOD, OtherMeaning.MEASURE,
                                     ValueColumn.SEX):  # fmt: skip
                continue
            if not labels[label] and later and (above := self._above.get(label.place)):
                labels[label] = above
                self.is_filled_down = True
            later = later or bool(labels[label])
        self._above = {label.place: text for label, text in labels.items()}

    def _look_for_source(self, texts: Sequence[str]) -> None:
        for text in texts:
            if self._is_source_below:
                self.source, self._is_source_below = text, False
            elif found := _SOURCE.fullmatch(text):
                self.source = self.source or found["who"]
            elif text.casefold() in _SOURCE_BELOW and not self.source:
                self._is_source_below = True

    def _periods(
        self, label: ColumnOfLabels | None
    ) -> tuple[Mapping[str, str], tuple[Message, ...]]:
        """The years that days stand for, and how that is told."""
        texts = {entry.cells[ValueColumn.PERIOD] for entry in self.entries}
        days = {text for text in texts if _DAY.fullmatch(text)}
        ends = {day for day in days if FIRST_DAY.fullmatch(day) or LAST_DAY.fullmatch(day)}
        is_year = bool(label and label.name.casefold() in YEAR_NAMES)
        if not days or not (ends == days or is_year):
            return {}, ()
        if others := days - ends:
            self.issues.extend(
                Issue(
                    line=entry.row,
                    message=message(
                        "“{day}” is a day, but the column holds years.",
                        day=entry.cells[ValueColumn.PERIOD],
                    ),
                    hint=message("Write the year, in a cell with the format Text."),
                )
                for entry in self.entries
                if entry.cells[ValueColumn.PERIOD] in others
            )
            return {}, ()
        first = min(ends)
        note = message(
            "Days have been taken for the years that they stand in: {day} for {year}.",
            day=first,
            year=first[:4],
        )
        return {day: day[:4] for day in ends}, (note,)

    def _rows_left_out(self) -> Iterator[LeftOut]:
        for rows, what in (
            (self.sums, message("rows of sums")),
            (self.texts, message("text below or among the values")),
            (self.empty, message("rows without a value")),
        ):
            if rows:
                yield LeftOut(what=what, rows=tuple(rows))
        if self.blanks:
            yield LeftOut(what=message("empty cells: {number}", number=str(self.blanks)))

    def _notes(self) -> Iterator[Message]:
        if self.is_filled_down:
            yield message("Labels go on over the empty cells below them.")


def _width(row: SheetRow) -> int:
    """How many cells a row has, to the last that holds anything."""
    return next((place + 1 for place in reversed(range(len(row.cells))) if row.cells[place]), 0)


def _too_large(what: Message) -> UnusableError:
    return UnusableError(
        message("The table has {what}. Take out of it those that are needed.", what=what)
    )


def _title(rows: Sequence[SheetRow]) -> str:
    return next((cell for row in rows for cell in row.cells if cell), "")
