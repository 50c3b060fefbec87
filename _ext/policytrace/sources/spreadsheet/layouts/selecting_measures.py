"""Chooses the measures of a table that are wanted; asks where that is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from policytrace.measure.csvfile import Issue
from policytrace.messages import as_it_is, message
from policytrace.schema.vocabulary import ValueColumn
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.choices import AmbiguousError, FileChoice, FileChoices
from policytrace.sources.spreadsheet.layouts.found import Entry, LeftOut
from policytrace.sources.spreadsheet.layouts.kolada_measures import NamedMeasure, measure_called
from policytrace.sources.spreadsheet.layouts.layout import FileLayout
from policytrace.sources.spreadsheet.layouts.selected import Known, Selected
from policytrace.sources.spreadsheet.sheets import UnusableError, listed, shown
from policytrace.sources.spreadsheet.spelling import sex_named


def of_measures(
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
    selected.issues.extend(_of_another_sex(entries, named, known.words))
    selected.issues.extend(_of_another_area(entries, known))
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


def _of_another_area(entries: Sequence[Entry], known: Known) -> Iterator[Issue]:
    """That a row names an area, and another in the place of the measure."""
    for one in entries:
        said = one.cells.get(ValueColumn.AREA, "")
        if known.areas.knows(one.measure) and one.measure.casefold() != said.casefold():
            yield _contradicts(one, said)


def _of_another_sex(
    entries: Sequence[Entry], named: Mapping[str, NamedMeasure], words: Words
) -> Iterator[Issue]:
    """That a column and the title of a measure name different sexes."""
    for one in entries:
        said = one.cells.get(ValueColumn.SEX, "")
        sex = named[one.measure].sex if one.measure in named else ""
        if said and sex and sex_named(said, words) is not sex_named(sex, words):
            yield _contradicts(one, said)


def _contradicts(one: Entry, said: str) -> Issue:
    return Issue(
        line=one.row,
        message=message(
            "The row says “{said}”, and its measure “{measure}”.",
            said=shown(said or "–"),
            measure=shown(one.measure),
        ),
        hint=message("Let one of them say what the value is about."),
    )


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
    if not any(titles):
        raise UnusableError(message("The file names no measure. Leave --measure out."))
    raise UnusableError(
        message(
            "“{name}” is not the name of one measure in the file. There are {names}.",
            name=shown(name),
            names=listed(titles),
        )
    )
