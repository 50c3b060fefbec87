"""Recognises the layout of a file, and says how the file has been understood."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from policytrace.measure.csvfile import Issue
from policytrace.messages import Message, as_it_is, message
from policytrace.schema.vocabulary import ValueColumn
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.choices import AmbiguousError, FileChoice, FileChoices
from policytrace.sources.spreadsheet.decimal_marks import DecimalMark
from policytrace.sources.spreadsheet.files import sheets_of
from policytrace.sources.spreadsheet.layouts import data_file
from policytrace.sources.spreadsheet.layouts.found import FoundTable, LeftOut
from policytrace.sources.spreadsheet.layouts.kolada import KOLADA
from policytrace.sources.spreadsheet.layouts.layout import FileLayout
from policytrace.sources.spreadsheet.layouts.open_sdg import OPEN_SDG
from policytrace.sources.spreadsheet.layouts.own import OWN_LONG, OWN_WIDE
from policytrace.sources.spreadsheet.layouts.scb import SCB_LONG, SCB_WIDE
from policytrace.sources.spreadsheet.layouts.selected import Known
from policytrace.sources.spreadsheet.layouts.selecting import select
from policytrace.sources.spreadsheet.layouts.table import find_table
from policytrace.sources.spreadsheet.persons import rows_with_persons
from policytrace.sources.spreadsheet.sheets import (
    Sheet,
    UnusableError,
    is_data_file,
    no_names,
    shown,
)
from policytrace.sources.spreadsheet.spelling import is_between_years, period_of
from policytrace.sources.spreadsheet.statements import Statement, spelt
from policytrace.sources.templates.reading import is_template, read_template

LAYOUTS = (KOLADA, OPEN_SDG, SCB_WIDE, SCB_LONG, OWN_WIDE, OWN_LONG)
"""The layouts, in the order in which they are tried; the last two fit any table."""


_OF_TABLES = (
    FileChoice.MEASURE,
    FileChoice.AREA,
    FileChoice.PERIOD,
    FileChoice.SEX,
    FileChoice.GROUP,
)
"""What can be said only of files whose rows do not say all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSeries:
    """What a file says of one measure."""

    title: str
    """What the file calls it; empty if it does not."""
    measure: str
    """Its id in Kolada; empty if it is not known."""
    statements: tuple[Statement, ...]
    indicator: str = ""
    """The indicator that the file itself names; empty if it names none."""
    sheet: str = ""
    """The sheet that it stands on; empty for a text."""
    issues: tuple[Issue, ...] = ()
    """What is wrong on that sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """How a file has been understood."""

    layout: Message
    why: Message
    title: str
    """The text above the values; empty if there is none."""
    series: tuple[MeasureSeries, ...]
    source: str
    """Where values are from that do not say; empty if it is not known."""
    has_sources: bool
    """Whether the file has a column that says where each value is from."""
    has_days: bool
    """Whether it has one that says when each was retrieved."""
    header: int
    """The row with the names of the columns."""
    left_out: tuple[LeftOut, ...]
    notes: tuple[Message, ...]

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets that are read; none for a text."""
        return tuple(dict.fromkeys(one.sheet for one in self.series if one.sheet))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recognised:
    """A sheet, and the table in it; None for one that has the columns of a data file."""

    sheet: Sheet
    table: FoundTable | None


def understand(content: bytes, choices: FileChoices, known: Known) -> Understanding:
    """How a file has been understood.

    Raises:
        AmbiguousError: it can be understood in several ways, and nobody has said which is right.
        UnusableError: it cannot be understood at all, or not be read.
    """
    found = _understood(content, choices, known)
    return replace(found, notes=(*found.notes, *_school_years(found.series)))


def _understood(content: bytes, choices: FileChoices, known: Known) -> Understanding:
    visible, hidden = sheets_of(content, known.words)
    if filled := [sheet for sheet in visible if is_template(sheet)]:
        return _of_template(filled, choices, known.words)
    found = _chosen(visible, hidden, choices[FileChoice.SHEET], known)
    if found.table is None:
        return _of_data_file(found.sheet, choices, known.words)
    return _of_table(found.sheet, found.table, choices, known)


def _school_years(series: Iterable[MeasureSeries]) -> Iterator[Message]:
    """That two years with a dash between them have been taken for a school year."""
    for one in series:
        for statement in one.statements:
            text = statement.cells.get(ValueColumn.PERIOD, "")
            if is_between_years(text) and (period := period_of(text)) != text:
                yield message(
                    "“{text}” is taken for the school year {period}. If it is both calendar years, "
                    "leave the value out.",
                    text=text,
                    period=period,
                )
                return


# -------------------------------------------------------------------- the sheet


def _chosen(
    visible: Sequence[Sheet], hidden: Sequence[Sheet], wanted: str, known: Known
) -> _Recognised:
    if wanted:
        sheet = _called(wanted, visible, hidden)
        if found := _recognised(sheet, known):
            return found
        raise no_names(sheet.rows, known.words)
    with_values: list[_Recognised] = []
    wrong: UnusableError | None = None
    for sheet in visible:
        try:
            found = _recognised(sheet, known)
        except UnusableError as error:
            # Another sheet may be the one with the values.
            wrong = wrong or error
            continue
        if found:
            with_values.append(found)
    if len(with_values) == 1:
        return with_values[0]
    if with_values:
        raise AmbiguousError(
            message(
                "Several sheets hold values: {names}.",
                names=_listed(one.sheet for one in with_values),
            ),
            FileChoice.SHEET,
            MappingProxyType(
                {one.sheet.name: as_it_is(shown(one.sheet.name)) for one in with_values}
            ),
        )
    if wrong:
        raise wrong
    if not visible:
        raise UnusableError(message("The workbook has no sheet that can be seen."))
    raise no_names((row for sheet in visible for row in sheet.rows), known.words)


def _called(wanted: str, visible: Sequence[Sheet], hidden: Sequence[Sheet]) -> Sheet:
    if visible and not visible[0].name:
        raise UnusableError(message("A text file has no sheets. Leave --sheet out."))
    for sheet in (*visible, *hidden):
        if _folded(sheet.name) == _folded(wanted):
            return sheet
    raise UnusableError(
        message(
            "There is no sheet called “{name}”. There are {names}.",
            name=shown(wanted),
            names=_listed(visible),
        )
    )


def _recognised(sheet: Sheet, known: Known) -> _Recognised | None:
    if is_data_file(sheet, known.words):
        return _Recognised(sheet=sheet, table=None)
    table = find_table(sheet, known.words, known.areas)
    return _Recognised(sheet=sheet, table=table) if table else None


def _listed(sheets: Iterable[Sheet]) -> str:
    return ", ".join(shown(sheet.name) for sheet in sheets)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()


# -------------------------------------------------------------------- what it says


def _of_template(sheets: Sequence[Sheet], choices: FileChoices, words: Words) -> Understanding:
    """What has been filled in on the sheets of a template."""
    _refuse_choices(choices)
    read = [(sheet, read_template(sheet)) for sheet in sheets]
    series = [
        _series(sheet, one.statements, one.issues, choices, words, indicator=one.indicator)
        for sheet, one in read
        if one.statements or one.issues or any(rows_with_persons(sheet.rows))
    ]
    begun = sum(one.not_filled_in for _, one in read)
    existing = sum(one.existing for _, one in read)
    statements = [one for series_ in series for one in series_.statements]
    return Understanding(
        layout=message("the template for values"),
        why=message("it has the marks of a template"),
        title="",
        series=tuple(series),
        source="",
        has_sources=all(one.cells[ValueColumn.SOURCE] for one in statements),
        has_days=all(one.cells[ValueColumn.RETRIEVED] for one in statements),
        header=read[0][1].header,
        left_out=(
            LeftOut(what=message("rows that are not filled in: {number}", number=str(begun))),
            LeftOut(
                what=message("grey rows with what is there already: {number}", number=str(existing))
            ),
        ),
        notes=(),
    )


def _of_data_file(sheet: Sheet, choices: FileChoices, words: Words) -> Understanding:
    _refuse_choices(choices)
    found = data_file.read_data_file(sheet, words)
    if found.is_canonical:
        choices = choices.with_answer(FileChoice.DECIMAL, DecimalMark.POINT)
    return Understanding(
        layout=data_file.NAME,
        why=data_file.WHY,
        title="",
        series=(_series(sheet, found.statements, found.issues, choices, words),),
        source="",
        has_sources=found.has_sources,
        has_days=ValueColumn.RETRIEVED in found.columns.places,
        header=found.columns.row,
        left_out=found.left_out,
        notes=tuple(_hidden(sheet)),
    )


def _refuse_choices(choices: FileChoices) -> None:
    """See to it that nothing is chosen where each row says all.

    Raises:
        UnusableError: something is.
    """
    said = [choice.value for choice in _OF_TABLES if choices[choice]]
    if choices.only:
        said.append("--only")
    if said:
        raise UnusableError(
            message(
                "Each row of the file says what its value is about. Leave {options} out.",
                options=", ".join(said),
            )
        )


def _of_table(sheet: Sheet, table: FoundTable, choices: FileChoices, known: Known) -> Understanding:
    layout, why = _layout_of(table, known)
    selected = select(table, layout, choices, known)
    series: list[MeasureSeries] = []
    for measure, entries in selected.by_measure.items():
        statements = [
            Statement(row=one.row, cells=one.cells, is_stored=one.is_stored) for one in entries
        ]
        # What is wrong with the table is told once.
        issues = () if series else (*table.issues, *selected.issues)
        made = _series(sheet, statements, issues, choices, known.words, has_persons=not series)
        is_known = measure in known.catalogue.entries
        series.append(
            replace(made, title=selected.titles[measure], measure=measure if is_known else "")
        )
    if not series:
        series.append(_series(sheet, (), (*table.issues, *selected.issues), choices, known.words))
    return Understanding(
        layout=layout.name,
        why=why,
        title=table.title,
        series=tuple(series),
        source=layout.source or table.source,
        has_sources=table.has_sources,
        has_days=table.has_days,
        header=table.header,
        left_out=(*selected.left_out, *table.left_out),
        notes=(*table.notes, *selected.notes, *_hidden(sheet)),
    )


def _series(  # noqa: PLR0913 - what is said, and where and how it is
    sheet: Sheet,
    statements: Sequence[Statement],
    issues: Sequence[Issue],
    choices: FileChoices,
    words: Words,
    *,
    indicator: str = "",
    has_persons: bool = True,
) -> MeasureSeries:
    """What a sheet says of one measure, without the rows that tell of a person."""
    persons = tuple(rows_with_persons(sheet.rows))
    refused = {issue.line for issue in persons}
    return MeasureSeries(
        title="",
        measure="",
        indicator=indicator,
        sheet=sheet.name,
        statements=spelt(
            [one for one in statements if one.row not in refused],
            choices,
            words,
            comma_is_usual=sheet.delimiter != ",",
        ),
        issues=(
            *(persons if has_persons else ()),
            *(one for one in issues if one.line not in refused),
        ),
    )


def _hidden(sheet: Sheet) -> Iterator[Message]:
    """That what cannot be seen is read all the same."""
    if sheet.hidden_rows:
        yield message(
            "Rows that are hidden in the sheet are read too: {number}, the first is row {row}.",
            number=str(len(sheet.hidden_rows)),
            row=str(sheet.hidden_rows[0]),
        )
    if sheet.hides_columns:
        yield message("Columns that are hidden in the sheet are read too.")


def _layout_of(table: FoundTable, known: Known) -> tuple[FileLayout, Message]:
    """The first layout that fits, and why it does."""
    return next(
        (layout, why) for layout in LAYOUTS if (why := layout.recognise(table, known.catalogue))
    )
