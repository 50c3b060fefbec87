"""Chooses, of all that a table holds, what is wanted; asks where that is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from policytrace.messages import message
from policytrace.schema.vocabulary import Sex, ValueColumn
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.choices import AmbiguousError, FileChoice, FileChoices
from policytrace.sources.spreadsheet.layouts.found import Entry, FoundTable, LeftOut
from policytrace.sources.spreadsheet.layouts.layout import FileLayout
from policytrace.sources.spreadsheet.layouts.selected import Known, Selected
from policytrace.sources.spreadsheet.layouts.selecting_areas import of_areas
from policytrace.sources.spreadsheet.layouts.selecting_measures import of_measures
from policytrace.sources.spreadsheet.sheets import UnusableError, listed, shown
from policytrace.sources.spreadsheet.spelling import sex_named

_SEX_CODES: Mapping[str, Sex] = MappingProxyType({"1": Sex.MEN, "2": Sex.WOMEN, "1+2": Sex.TOTAL})
"""How Statistics Sweden numbers the sexes."""


def select(table: FoundTable, layout: FileLayout, choices: FileChoices, known: Known) -> Selected:
    """The entries of a table that are wanted, in the words of a data file.

    Raises:
        AmbiguousError: the table holds several things, and nobody has said which is wanted.
        UnusableError: what has been said does not fit the table.
    """
    selected = Selected(by_measure={}, titles={})
    entries = _only(table, choices, selected)
    entries = of_measures(entries, layout, choices, known, selected)
    entries = of_areas(table, entries, layout, choices, known, selected)
    entries = _with_periods(table, entries, choices)
    entries = _with_sexes(table, entries, layout, choices, known.words, selected)
    entries = _grouped(entries, choices, selected)
    _demand_one_of_each(entries)
    by_measure: dict[str, list[Entry]] = {}
    for entry in entries:
        by_measure.setdefault(entry.measure, []).append(entry)
    selected.by_measure = by_measure
    return selected


# -------------------------------------------------------------------- other columns


def _only(table: FoundTable, choices: FileChoices, selected: Selected) -> Sequence[Entry]:
    """The entries whose other columns hold what they must."""
    entries: Sequence[Entry] = table.entries
    for name, wanted in choices.only:
        column = _column(name, entries)
        kept = [one for one in entries if one.more[column].casefold() == wanted.casefold()]
        if not kept:
            there = dict.fromkeys(one.more[column] for one in entries)
            raise UnusableError(
                message(
                    "No row has “{wanted}” in the column {name}. There are {values}.",
                    wanted=shown(wanted),
                    name=shown(column),
                    values=listed(there),
                )
            )
        if left := len(entries) - len(kept):
            selected.left_out.append(
                LeftOut(
                    what=message(
                        "values with something else in {name}: {number}",
                        name=shown(column),
                        number=str(left),
                    )
                )
            )
        entries = kept
    return entries


def _column(name: str, entries: Sequence[Entry]) -> str:
    columns = entries[0].more if entries else {}
    for column in columns:
        if column.casefold() == name.strip().casefold():
            return column
    raise UnusableError(
        message(
            "There is no other column called “{name}”. There are {names}.",
            name=shown(name),
            names=listed(columns) or "–",
        )
    )


def _grouped(entries: Sequence[Entry], choices: FileChoices, selected: Selected) -> Sequence[Entry]:
    """The entries, whose group is what stands in the column that has been chosen for it."""
    name = choices[FileChoice.GROUP]
    column = _column(name, entries) if name and entries else ""
    if column and (group := next(filter(None, map(_group, entries)), "")):
        raise UnusableError(
            message(
                "“{name}” cannot be the group: the file has one already, as “{group}”.",
                name=shown(column),
                group=shown(group),
            )
        )
    others = [one for one in (entries[0].more if entries else ()) if one != column]
    for other in others:
        values = dict.fromkeys(one.more[other] for one in entries)
        selected.left_out.append(
            LeftOut(
                what=message(
                    "the column “{name}” ({values})", name=shown(other), values=listed(values)
                )
            )
        )
    if not column:
        return entries
    return [
        replace(one, cells={**one.cells, ValueColumn.GROUP: one.more[column]}) for one in entries
    ]


def _group(entry: Entry) -> str:
    return entry.cells.get(ValueColumn.GROUP, "")


def _demand_one_of_each(entries: Sequence[Entry]) -> None:
    """See to it that no two values are about the same as far as a data file can tell.

    Raises:
        AmbiguousError: they are, and another column tells them apart.
    """
    first: dict[tuple[str, ...], Entry] = {}
    for one in entries:
        key = (
            one.measure,
            *(
                one.cells.get(column, "")
                for column in (
                    ValueColumn.PERIOD,
                    ValueColumn.AREA,
                    ValueColumn.AREA_KIND,
                    ValueColumn.SEX,
                    ValueColumn.GROUP,
                )
            ),
        )
        other = first.setdefault(key, one)
        apart = [name for name, text in one.more.items() if text != other.more[name]]
        if other is not one and apart:
            values = dict.fromkeys(entry.more[apart[0]] for entry in entries)
            raise AmbiguousError(
                message(
                    "The column “{name}” tells the values apart: {values}. Take in some of them "
                    'with --only "{name}=…", or let each be a group of its own.',
                    name=shown(apart[0]),
                    values=listed(text or "–" for text in values),
                ),
                FileChoice.GROUP,
                MappingProxyType({apart[0]: message("each is a group of its own")}),
                one.row,
            )


# -------------------------------------------------------------------- periods and sexes


def _with_periods(
    table: FoundTable, entries: Sequence[Entry], choices: FileChoices
) -> Sequence[Entry]:
    period = choices[FileChoice.PERIOD]
    if table.has_period:
        if not period:
            return entries
        kept = [one for one in entries if one.cells[ValueColumn.PERIOD] == period]
        if not kept:
            there = dict.fromkeys(one.cells[ValueColumn.PERIOD] for one in entries)
            raise UnusableError(
                message(
                    "The file holds no values for {period}. There are {values}.",
                    period=shown(period),
                    values=listed(there),
                )
            )
        return kept
    if not period:
        raise AmbiguousError(
            message("The file does not say which period the values are about, as 2022."),
            FileChoice.PERIOD,
            MappingProxyType({}),
        )
    return [replace(one, cells={**one.cells, ValueColumn.PERIOD: period}) for one in entries]


def _with_sexes(
    table: FoundTable,
    entries: Sequence[Entry],
    layout: FileLayout,
    choices: FileChoices,
    words: Words,
    selected: Selected,
) -> Sequence[Entry]:
    said = [one.cells.get(ValueColumn.SEX, "") for one in entries]
    total = words.of(Sex.TOTAL)
    usual = choices[FileChoice.SEX] or total
    if sex_named(usual, words) is None:
        raise UnusableError(
            message(
                "“{name}” is no sex. There are {names}.",
                name=shown(usual),
                names=", ".join(words.all_of(Sex)),
            )
        )
    codes = set(said) <= _SEX_CODES.keys() and bool(said)
    if not table.has_sex and not any(said) and not choices[FileChoice.SEX]:
        selected.notes.append(
            message("The file says nothing of sex: all values are taken for {total}.", total=total)
        )
    elif not all(said) and layout.blank_is_total:
        selected.notes.append(
            message("Where nothing is said of sex, the value is for {total}.", total=total)
        )
    has_blank = layout.blank_is_total or not table.has_sex or bool(choices[FileChoice.SEX])

    def sex(text: str) -> str:
        if codes:
            return words.of(_SEX_CODES[text])
        return usual if not text and has_blank else text

    return [
        replace(one, cells={**one.cells, ValueColumn.SEX: sex(text)})
        for one, text in zip(entries, said, strict=True)
    ]
