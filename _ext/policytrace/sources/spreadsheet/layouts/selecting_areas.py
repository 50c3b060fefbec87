"""Chooses the areas of a table that are wanted; asks where that is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from policytrace.measure.areas import Area
from policytrace.measure.csvfile import Issue
from policytrace.messages import Message, as_it_is, message
from policytrace.schema.vocabulary import AreaKind, ValueColumn
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.choices import AmbiguousError, FileChoice, FileChoices
from policytrace.sources.spreadsheet.layouts.found import Entry, FoundTable, LeftOut
from policytrace.sources.spreadsheet.layouts.layout import FileLayout
from policytrace.sources.spreadsheet.layouts.selected import Known, Selected
from policytrace.sources.spreadsheet.sheets import UnusableError, listed, shown


def of_areas(
    table: FoundTable,
    entries: Sequence[Entry],
    layout: FileLayout,
    choices: FileChoices,
    known: Known,
    selected: Selected,
) -> Sequence[Entry]:
    """The entries about areas of the register, in its words, or about the one that is wanted.

    Raises:
        AmbiguousError: the table does not say which area it is about, and nobody has.
        UnusableError: none of its areas is in the register.
    """
    wanted = _area_called(choices[FileChoice.AREA], known) if choices[FileChoice.AREA] else None
    if not table.has_area:
        if wanted is None:
            raise AmbiguousError(
                message("The file does not say which area the values are about."),
                FileChoice.AREA,
                MappingProxyType(_areas_to_choose(known)),
            )
        selected.issues.extend(
            issue for one in entries if (issue := _of_another_kind(one, wanted, known.words))
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
    return _in_register(entries, wanted, layout, known, selected)


def _in_register(
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
            if issue := _of_another_kind(one, area, known.words):
                selected.issues.append(issue)
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
        if wanted:
            raise UnusableError(
                message(
                    "The file holds nothing about {area}, but about {names}.",
                    area=wanted.name,
                    names=names,
                )
            )
        raise UnusableError(
            message(
                "The file holds no area of the register, but {names}. Add the area to the "
                "register, or choose another file.",
                names=names,
            )
        )
    return kept


def _of_another_kind(entry: Entry, area: Area, words: Words) -> Issue | None:
    """That a row says that its area is of another kind than the register does."""
    kind = entry.cells.get(ValueColumn.AREA_KIND, "")
    if not kind or kind.casefold() == area.kind_word(words).casefold():
        return None
    return Issue(
        line=entry.row,
        message=message(
            "“{area}” is no {kind} in the register of areas.", area=area.name, kind=shown(kind)
        ),
        hint=message("Mend the register of areas, or the file."),
    )


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
