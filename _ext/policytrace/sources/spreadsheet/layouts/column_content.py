"""What the cells of a column are about, whatever the column is called.

In a corner stands often what the headings beside it are, as “År” before 2023 and 2024. The cells
below it are then something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from policytrace.schema.vocabulary import ValueColumn
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.headings import Meaning, OtherMeaning, is_period, is_sum
from policytrace.sources.spreadsheet.layouts.area_names import AreaNames
from policytrace.sources.spreadsheet.spelling import sex_named

_TOLD_BY_CELLS = (ValueColumn.AREA, ValueColumn.SEX, ValueColumn.PERIOD)
_READ_BY_CELLS = frozenset({*_TOLD_BY_CELLS, ValueColumn.GROUP, OtherMeaning.MEASURE, None})
"""What a column can be called and yet hold something else; a source can be an area too."""


def meaning_by_cells(
    called: Meaning | None,
    texts: Sequence[str],
    words: Words,
    areas: AreaNames,
    *,
    taken: AbstractSet[Meaning],
    has_periods: bool,
) -> Meaning | None:
    """What a column holds whose name says `called`, by its cells; None for something else.

    `taken` is what other columns hold, and `has_periods` whether periods stand over the values.
    """
    texts = [text for text in texts if not is_sum(text)] or texts
    if not texts or called not in _READ_BY_CELLS:
        return called
    if any(_holds(called, text, words, areas) for text in texts):
        return called
    for meaning in _TOLD_BY_CELLS:
        may_be = _may_be_period(called, has_periods=has_periods)
        if meaning in taken or (meaning is ValueColumn.PERIOD and not may_be):
            continue
        # A number alone can be an age as well as an area.
        is_number = meaning is ValueColumn.AREA and all(map(str.isdigit, texts))
        if not is_number and all(_holds(meaning, text, words, areas) for text in texts):
            return meaning
    if called is ValueColumn.PERIOD and has_periods:
        return _beside_periods(texts, areas, taken)
    return called


def _holds(meaning: Meaning | None, text: str, words: Words, areas: AreaNames) -> bool:
    match meaning:
        case ValueColumn.AREA:
            return areas.knows(text)
        case ValueColumn.SEX:
            return sex_named(text, words) is not None
        case ValueColumn.PERIOD:
            return is_period(text)
        case _:
            return False


def _may_be_period(called: Meaning | None, *, has_periods: bool) -> bool:
    """Whether a column can be one of periods; a group can be a year of birth."""
    return not has_periods and called not in (None, ValueColumn.GROUP)


def _beside_periods(
    texts: Sequence[str], areas: AreaNames, taken: AbstractSet[Meaning]
) -> Meaning | None:
    """What a column holds that is called as the periods over the values."""
    if ValueColumn.AREA not in taken and any(map(areas.knows, texts)):
        return ValueColumn.AREA
    return None if OtherMeaning.MEASURE in taken else OtherMeaning.MEASURE
