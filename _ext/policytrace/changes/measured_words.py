"""Changes of the values of an indicator in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from policytrace.changes.excerpts import cut_short, told_apart
from policytrace.changes.field_words import Listed, Word, word_for
from policytrace.changes.kinds import (
    ValueNote,
    ValuesAdded,
    ValuesChange,
    ValuesCounted,
    ValuesGone,
    ValuesNoteChanged,
    ValuesRevised,
)
from policytrace.changes.plan_state import StatedValue, ValueKey
from policytrace.messages import Message, Sayable, as_it_is, message
from policytrace.schema.plain import OWN
from policytrace.schema.vocabulary import Sex, YesNo
from policytrace.values.numbers import Number

_MOST_VALUES = 3
"""So many values are told of one indicator at a time; the others are counted."""


def note_said(change: ValuesNoteChanged, word: Word) -> Message:
    """That values are no longer preliminary, or have another source."""
    listed = _listed(change, word)
    if change.note is ValueNote.SOURCE:
        told = told_apart(change.before, change.after)
        return message(
            "The source of values has been changed from “{before}” to “{after}”: {values}",
            before=told[0],
            after=told[1],
            values=listed,
        )
    if change.note is ValueNote.PROVISIONAL_SOURCE:
        if change.after == YesNo.YES:
            return message("Source said to be provisional: {values}", values=listed)
        return message("Source no longer provisional: {values}", values=listed)
    before, after = (
        cut_short(word_for(key, "value_status", word)) for key in (change.before, change.after)
    )
    if not change.before:
        return message("Values marked as “{status}”: {values}", status=after, values=listed)
    if not change.after:
        return message(
            "Values no longer marked as “{status}”: {values}", status=before, values=listed
        )
    return message(
        "Values marked as “{after}” and no longer as “{before}”: {values}",
        before=before,
        after=after,
        values=listed,
    )


def _listed(change: ValuesChange, word: Word) -> Sayable:
    """The newest values, those of all of the municipality first."""
    told = list(_told_values(change, word))
    told.sort(key=lambda pair: pair[0].period, reverse=True)
    told.sort(key=lambda pair: (pair[0].area != change.home, pair[0].sex != Sex.TOTAL))
    are_apart = not isinstance(change, ValuesGone) or all(
        "," not in _about(change, key, word) for key, _ in told[:_MOST_VALUES]
    )
    said_first = tuple(said for _, said in told[:_MOST_VALUES])
    listed: Sayable = Listed(said_first, between=", " if are_apart else "; ")
    if (more := len(told) - _MOST_VALUES) > 0:
        listed = message("{values}, and {number} more", values=listed, number=str(more))
    return listed


def values_said(change: ValuesAdded | ValuesRevised | ValuesGone, word: Word) -> Message:
    """That values have come, are others, or are no longer shown."""
    listed = _listed(change, word)
    match change, len(change.values) == 1:
        case ValuesAdded(), True:
            return message("Value added: {values}", values=listed)
        case ValuesAdded(), False:
            return message("Values added: {values}", values=listed)
        case ValuesRevised(), True:
            return message("Value changed: {values}", values=listed)
        case ValuesRevised(), False:
            return message("Values changed: {values}", values=listed)
        case _, True:
            return message("Value no longer shown: {values}", values=listed)
    return message("Values no longer shown: {values}", values=listed)


def count_said(change: ValuesCounted, word: Word) -> Message:
    """That another number of persons is said to be behind values."""
    return message("Number of persons changed: {values}", values=_listed(change, word))


def _count(count: int | None) -> Sayable:
    return message("not stated") if count is None else Number(Decimal(count))


def _told_values(change: ValuesChange, word: Word) -> Iterator[tuple[ValueKey, Sayable]]:
    match change:
        case ValuesAdded(values=added):
            for key, value in added:
                yield key, _with_place(change, key, word, value.value)
        case ValuesGone(values=gone):
            for key in gone:
                yield key, as_it_is(_about(change, key, word))
        case ValuesRevised() | ValuesNoteChanged() | ValuesCounted():
            for key, was, now in change.values:
                yield key, _told_both(change, key, word, was, now)


def _told_both(
    change: ValuesRevised | ValuesNoteChanged | ValuesCounted,
    key: ValueKey,
    word: Word,
    was: StatedValue,
    now: StatedValue,
) -> Message:
    match change:
        case ValuesRevised():
            return _with_place(change, key, word, was.value, now.value)
        case ValuesNoteChanged():
            return _with_place(change, key, word, now.value)
    return message(
        "{before} → {after} ({about})",
        before=_count(was.count),
        after=_count(now.count),
        about=_about(change, key, word),
    )


def _with_place(
    change: ValuesChange, key: ValueKey, word: Word, value: Decimal, after: Decimal | None = None
) -> Message:
    """A value, or one that has become another, and what it is about."""
    about = _about(change, key, word)
    first = Number(value, change.decimals, fixed=True)
    if after is None:
        return message("{value} ({about})", value=first, about=about)
    now = Number(after, change.decimals, fixed=True)
    return message("{before} → {after} ({about})", before=first, after=now, about=about)


def _about(change: ValuesChange, key: ValueKey, word: Word) -> str:
    """The period; and place, sex and group where they are not all of the municipality."""
    sex = "" if key.sex == Sex.TOTAL else word(f"sex.{key.sex}")
    place = "" if key.area == change.home else key.area
    if place and key.area_kind.startswith(OWN):
        place = f"{place} [{key.area_kind.removeprefix(OWN)}]"
    return ", ".join(filter(None, (key.period, sex, cut_short(key.group), cut_short(place))))
