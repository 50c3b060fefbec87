"""Changes in plain words: what was changed, from what and to what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from types import MappingProxyType

from policytrace.changes.excerpts import changed_words, cut_short, told_apart
from policytrace.changes.field_words import Word, both_said, value_said, word_for, year_of
from policytrace.changes.kinds import (
    Added,
    FieldChanged,
    KindChanged,
    LinkChanged,
    LinkEnd,
    PlanChange,
    ReadabilityChanged,
    Removed,
    StatusChanged,
    TextChanged,
    TitleChanged,
    ValuesAdded,
    ValuesCounted,
    ValuesGone,
    ValuesNoteChanged,
    ValuesRevised,
)
from policytrace.changes.measured_words import count_said, note_said, values_said
from policytrace.changes.plan_state import Unreadable
from policytrace.messages import Message, message
from policytrace.schema.plain import PlainData
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.values.alphabet import with_initial
from policytrace.values.days import Day

_ADDED = MappingProxyType(
    {Role.ACTION.value: message("New action"), Role.PLAN.value: message("New plan")}
)
_REMOVED = MappingProxyType(
    {
        Role.ACTION.value: message("The action has been taken away"),
        Role.PLAN.value: message("The plan has been taken away"),
    }
)


def said(change: PlanChange, word: Word) -> Message:  # noqa: PLR0911 - one for each kind
    """What has changed, as a sentence without a full stop; `word` gives the project's words."""
    match change:
        case Added() | Removed() | KindChanged() | TitleChanged() | StatusChanged():
            return _of_object(change, word)
        case TextChanged(words_before=before, words_after=after):
            return _of_text(before, after)
        case LinkChanged():
            return _of_link(change, word)
        case FieldChanged():
            return _of_field(change, word)
        case ReadabilityChanged():
            return _of_readability(change, word)
        case ValuesNoteChanged():
            return note_said(change, word)
        case ValuesCounted():
            return count_said(change, word)
        case ValuesAdded() | ValuesRevised() | ValuesGone():
            return values_said(change, word)
    raise TypeError(f"no words for {change!r}")


def _of_object(
    change: Added | Removed | KindChanged | TitleChanged | StatusChanged, word: Word
) -> Message:
    kind = change.object.kind
    match change:
        case Added():
            return _ADDED.get(kind) or message("New: {kind}", kind=word_for(kind, "role", word))
        case Removed():
            return _REMOVED.get(kind) or message(
                "Taken away: {kind}", kind=word_for(kind, "role", word)
            )
        case KindChanged(before=before, after=after):
            return message(
                "The type has been changed from “{before}” to “{after}”",
                before=word_for(before, "role", word),
                after=word_for(after, "role", word),
            )
        case TitleChanged(before=before, after=after):
            told = told_apart(before, after)
            return message(
                "The title has been changed from “{before}” to “{after}”",
                before=told[0],
                after=told[1],
            )
        case StatusChanged(before=before, after=after):
            return message(
                "{field} changed from “{before}” to “{after}”",
                field=with_initial(word_for(FieldName.STATUS, "field", word)),
                before=_status(before, word),
                after=_status(after, word),
            )


def _of_text(before: Sequence[str], after: Sequence[str]) -> Message:
    if before == after:
        return message(
            "The form of the text has been changed with the same words, as to a heading or a list"
        )
    if not before:
        return message("Text has been added: “{after}”", after=cut_short(" ".join(after)))
    if not after:
        return message(
            "The text has been taken away: “{before}”", before=cut_short(" ".join(before))
        )
    told = changed_words(before, after)
    return message(
        "The text has been changed from “{before}” to “{after}”", before=told[0], after=told[1]
    )


def _of_link(change: LinkChanged, word: Word) -> Message:
    link = word_for(change.key, "link", word)
    both = {one.title for one in change.gone} & {one.title for one in change.new}
    gone, new = _ends(change.gone, both), _ends(change.new, both)
    if change.gone and change.new:
        if change.key == LinkKind.OWNER:
            return message(
                "{link} replaced: from {gone} to {new}", link=with_initial(link), gone=gone, new=new
            )
        return message("“{link}” changed from {gone} to {new}", link=link, gone=gone, new=new)
    if change.new:
        return message("“{link}” has been given: {new}", link=link, new=new)
    return message("“{link}” has lost: {gone}", link=link, gone=gone)


def _ends(ends: tuple[LinkEnd, ...], alike: Collection[str]) -> str:
    """What links lead to by title; by its id too, where another is called the same."""
    return ", ".join(
        f"{cut_short(end.title)} ({end.id})" if end.title in alike else cut_short(end.title)
        for end in ends
    )


def _of_readability(change: ReadabilityChanged, word: Word) -> Message:
    name = with_initial(word_for(change.key, "field", word))
    before, after = change.before, change.after
    if isinstance(after, Unreadable):
        return _unreadable_now(change.key, name, before, after.written, word)
    if not isinstance(before, Unreadable):
        raise TypeError(f"nothing has become readable: {change!r}")
    if after is None:
        return message(
            "{field} has been taken away; “{before}” stood there, which could not be read",
            field=name,
            before=cut_short(before.written),
        )
    now = value_said(change.key, after, word)
    if before.last is not None:
        return message("{field} can be read again: {after}", field=name, after=now)
    return message(
        "{field} is now {after}; “{before}” stood there, which could not be read",
        field=name,
        after=now,
        before=cut_short(before.written),
    )


def _unreadable_now(
    key: str, name: str, before: PlainData | Unreadable | None, written: str, word: Word
) -> Message:
    if before is None:
        return message(
            "{field} has been given something that cannot be read: “{after}”",
            field=name,
            after=cut_short(written),
        )
    if isinstance(before, Unreadable):
        told = told_apart(before.written, written)
        return message(
            "{field} still cannot be read: “{before}” has been changed to “{after}”",
            field=name,
            before=told[0],
            after=told[1],
        )
    return message(
        "{field} cannot be read: “{after}” stands where {before} stood",
        field=name,
        after=cut_short(written),
        before=value_said(key, before, word),
    )


def _of_field(change: FieldChanged, word: Word) -> Message:
    name = word_for(change.key, "field", word)
    before, after = both_said(change.key, change.before, change.after, word)
    if before is None and after is not None:
        return message("“{field}” has been given: {after}", field=name, after=after)
    if before is not None and after is None:
        return message("“{field}” has been taken away: {before}", field=name, before=before)
    if before is None or after is None:
        raise TypeError(f"nothing has changed: {change!r}")
    if change.key == FieldName.DUE:
        if year_of(change.before) == year_of(change.after):
            before = before if not isinstance(before, Day) else replace(before, with_year=False)
        return message("Last day moved from {before} to {after}", before=before, after=after)
    return message(
        "“{field}” changed from {before} to {after}", field=name, before=before, after=after
    )


def _status(key: str, word: Word) -> str:
    return word(f"status.{key}") if key else "–"
