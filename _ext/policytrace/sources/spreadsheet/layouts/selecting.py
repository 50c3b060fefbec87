"""Chooses, of all that a table holds, what is wanted; asks where that is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from policytrace.measure.areas import Area
from policytrace.measure.csvfile import Issue
from policytrace.measure.kolada_catalogue import Catalogue
from policytrace.messages import Message, as_it_is, message
from policytrace.schema.vocabulary import AreaKind, Sex, ValueColumn
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.choices import AmbiguousError, FileChoice, FileChoices
from policytrace.sources.spreadsheet.layouts.area_names import AreaNames
from policytrace.sources.spreadsheet.layouts.found import Entry, FoundTable, LeftOut
from policytrace.sources.spreadsheet.layouts.kolada_measures import measure_called
from policytrace.sources.spreadsheet.layouts.layout import FileLayout
from policytrace.sources.spreadsheet.sheets import UnusableError, listed, shown
from policytrace.sources.spreadsheet.spelling import sex_named

_SEX_CODES: Mapping[str, Sex] = MappingProxyType({"1": Sex.MEN, "2": Sex.WOMEN, "1+2": Sex.TOTAL})
"""How Statistics Sweden numbers the sexes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a project knows that files are compared with."""

    words: Words
    areas: AreaNames
    catalogue: Catalogue


@dataclass(slots=True, kw_only=True)
class Selected:
    """The entries that are wanted, by their measures, and what else there was."""

    by_measure: Mapping[str, Sequence[Entry]]
    """By the id of the measure in Kolada where it is known, else by what the file calls it."""
    titles: Mapping[str, str]
    """What the file calls each measure."""
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def select(table: FoundTable, layout: FileLayout, choices: FileChoices, known: Known) -> Selected:
    """The entries of a table that are wanted, in the words of a data file.

    Raises:
        AmbiguousError: the table holds several things, and nobody has said which is wanted.
        UnusableError: what has been said does not fit the table.
    """
    selected = Selected(by_measure={}, titles={})
    entries = _only(table, choices, selected)
    entries = _measured(entries, layout, choices, known, selected)
    entries = _with_areas(table, entries, layout, choices, known, selected)
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


# -------------------------------------------------------------------- measures


def _measured(
    entries: Sequence[Entry],
    layout: FileLayout,
    choices: FileChoices,
    known: Known,
    selected: Selected,
) -> Sequence[Entry]:
    """The entries of the measures that are wanted, called by Kolada's ids where those are known."""
    titles = list(dict.fromkeys(one.measure for one in entries))
    named = {
        title: measure
        for title in titles
        if layout.names_measures_of_kolada and (measure := measure_called(title, known.catalogue))
    }
    keys = {title: named[title].id if title in named else title for title in titles}
    wanted = _wanted(choices[FileChoice.MEASURE], titles, keys)
    if len({keys[title] for title in wanted}) > 1:
        others = [title for title in wanted if title not in named]
        if len(others) == len(wanted):
            raise AmbiguousError(
                message("The file holds several measures: {names}.", names=listed(titles)),
                FileChoice.MEASURE,
                MappingProxyType({title: as_it_is(shown(title)) for title in wanted}),
            )
        if others:
            selected.left_out.append(
                LeftOut(
                    what=message(
                        "measures that are not in the register of Kolada's: {names}",
                        names=listed(others),
                    )
                )
            )
        wanted = [title for title in wanted if title in named]
    elif len(wanted) < len(titles):
        left = [title for title in titles if title not in wanted]
        selected.left_out.append(
            LeftOut(what=message("other measures: {names}", names=listed(left)))
        )
    selected.titles = {keys[title]: title for title in reversed(wanted)}
    chosen = frozenset(wanted)
    return [
        replace(
            one,
            measure=keys[one.measure],
            cells={**one.cells, ValueColumn.SEX: named[one.measure].sex}
            if one.measure in named and named[one.measure].sex
            else one.cells,
        )
        for one in entries
        if one.measure in chosen
    ]


def _wanted(name: str, titles: Sequence[str], keys: Mapping[str, str]) -> Sequence[str]:
    """The titles that a name chooses: by id, by all of it, or by a part that only one has."""
    if not name:
        return titles
    folded = name.strip().casefold()
    for chosen in (
        [title for title in titles if folded in (title.casefold(), keys[title].casefold())],
        [title for title in titles if folded in title.casefold()],
    ):
        if chosen and len({keys[title] for title in chosen}) == 1:
            return chosen
    raise UnusableError(
        message(
            "“{name}” is not the name of one measure in the file. There are {names}.",
            name=shown(name),
            names=listed(titles),
        )
    )


# -------------------------------------------------------------------- areas


def _with_areas(
    table: FoundTable,
    entries: Sequence[Entry],
    layout: FileLayout,
    choices: FileChoices,
    known: Known,
    selected: Selected,
) -> Sequence[Entry]:
    wanted = _area_called(choices[FileChoice.AREA], known) if choices[FileChoice.AREA] else None
    if not table.has_area:
        if wanted is None:
            raise AmbiguousError(
                message("The file does not say which area the values are about."),
                FileChoice.AREA,
                MappingProxyType(_areas_to_choose(known)),
            )
        return [_about(one, wanted, known.words) for one in entries]
    blank = layout.blank_is_total and not all(
        one.cells.get(ValueColumn.AREA, "") for one in entries
    )
    if blank and wanted is None:
        raise AmbiguousError(
            message("Some rows do not say which area they are about."),
            FileChoice.AREA,
            MappingProxyType(_areas_to_choose(known)),
        )
    return _of_areas(entries, wanted, layout, known, selected)


def _of_areas(
    entries: Sequence[Entry],
    wanted: Area | None,
    layout: FileLayout,
    known: Known,
    selected: Selected,
) -> Sequence[Entry]:
    """The entries about areas of the register, or about the one that is wanted."""
    found = {
        text: known.areas.named(text)
        for text in dict.fromkeys(one.cells.get(ValueColumn.AREA, "") for one in entries)
    }
    kept: list[Entry] = []
    others: Counter[str] = Counter()
    for one in entries:
        text = one.cells.get(ValueColumn.AREA, "")
        named = found[text]
        area = wanted if layout.blank_is_total and not text else named.area
        if named.conflict:
            hint = message("Mend the register of areas, or the file.")
            selected.issues.append(Issue(line=one.row, message=named.conflict, hint=hint))
        elif area and wanted in (None, area):
            kept.append(_about(one, area, known.words))
        elif wanted or (layout.has_other_areas and not known.areas.knows(text)):
            others[text] += 1
        else:
            kept.append(one)
    names = listed(text or "–" for text in others)
    if others:
        what = message("other areas ({number}): {names}", number=str(len(others)), names=names)
        selected.left_out.append(LeftOut(what=what))
    if entries and not kept and not selected.issues:
        raise UnusableError(
            message(
                "The file holds no area of the register, but {names}. Add the area to the "
                "register, or choose another file.",
                names=names,
            )
        )
    return kept


def _about(entry: Entry, area: Area, words: Words) -> Entry:
    return replace(
        entry,
        cells={
            **entry.cells,
            ValueColumn.AREA: area.name,
            ValueColumn.AREA_KIND: area.kind_word(words),
        },
    )


def _area_called(name: str, known: Known) -> Area:
    found = known.areas.named(name.strip()).area
    if found is None:
        raise UnusableError(
            message(
                "“{name}” is no area of the register. There are {names}.",
                name=shown(name),
                names=listed(known.areas.register.areas),
            )
        )
    return found


def _areas_to_choose(known: Known) -> dict[str, Message]:
    """The municipality first, then the others."""
    areas = sorted(
        known.areas.register.areas.values(), key=lambda area: area.kind is not AreaKind.MUNICIPALITY
    )
    return {area.key: as_it_is(area.kind_word(known.words)) for area in areas}


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
