"""Compares the values of an indicator in two plans: what they are, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policytrace.changes.kinds import (
    ValueNote,
    ValuesAdded,
    ValuesChange,
    ValuesCounted,
    ValuesGone,
    ValuesNoteChanged,
    ValuesRevised,
)
from policytrace.changes.plan_state import PlanObject, PlanState, StatedValue, ValueKey
from policytrace.schema.vocabulary import YesNo
from policytrace.values.numbers import most_decimals


def values_changes(
    was: PlanObject, now: PlanObject, before: PlanState, after: PlanState
) -> Iterator[ValuesChange]:
    """What has changed with the values of an indicator."""
    old, new = before.values.get(was.id, {}), after.values.get(now.id, {})
    if old == new:
        return
    home = after.home or before.home
    both = tuple((key, old[key], value) for key, value in new.items() if key in old)
    revised = tuple(one for one in both if one[1].value != one[2].value)
    decimals = most_decimals(
        one.value for one in (*new.values(), *(before for _, before, _ in revised))
    )
    if added := tuple((key, value) for key, value in new.items() if key not in old):
        yield ValuesAdded(object=now, home=home, decimals=decimals, values=added)
    if revised:
        yield ValuesRevised(object=now, home=home, decimals=decimals, values=revised)
    if counted := tuple(one for one in both if one[1].count != one[2].count):
        yield ValuesCounted(object=now, home=home, decimals=decimals, values=counted)
    if gone := tuple(key for key in old if key not in new):
        yield ValuesGone(object=now, home=home, decimals=decimals, values=gone)
    for (note, said_before, said_now), values in _notes(both).items():
        yield ValuesNoteChanged(
            object=now,
            home=home,
            decimals=decimals,
            note=note,
            before=said_before,
            after=said_now,
            values=tuple(values),
        )


def _notes(
    both: Iterable[tuple[ValueKey, StatedValue, StatedValue]],
) -> Mapping[tuple[ValueNote, str, str], list[tuple[ValueKey, StatedValue, StatedValue]]]:
    """The values of which something else is said, by what was said and what is."""
    found: dict[tuple[ValueNote, str, str], list[tuple[ValueKey, StatedValue, StatedValue]]] = {}
    for one in both:
        _, was, now = one
        if was.status != now.status:
            found.setdefault((ValueNote.STATUS, was.status, now.status), []).append(one)
        is_known = was.source and now.source  # an older document may not say it
        if is_known and was.source.split() != now.source.split():
            found.setdefault((ValueNote.SOURCE, was.source, now.source), []).append(one)
        if was.is_source_provisional != now.is_source_provisional:
            said = tuple(_yes_no(of.is_source_provisional) for of in (was, now))
            found.setdefault((ValueNote.PROVISIONAL_SOURCE, said[0], said[1]), []).append(one)
    return found


def _yes_no(is_so: bool) -> str:  # noqa: FBT001 - it is the value itself
    return YesNo.YES if is_so else YesNo.NO
