"""Compares two plans as objects.

Where an object stands, in which file and on which line, how its text is broken into lines, how its
lists are numbered, and in which order its links are written, is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policytrace.changes.comparing_values import values_changes
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
)
from policytrace.changes.plan_state import PlanObject, PlanState, Unreadable
from policytrace.changes.prose import read_text
from policytrace.schema.plain import PlainData
from policytrace.schema.roles import FieldName


def compare(
    before: PlanState, after: PlanState, renamed: Mapping[str, str] | None = None
) -> Iterator[PlanChange]:
    """What has changed from one plan to the other: first of what there is, then what is gone.

    `renamed` are the ids that objects have now, by those that they had. Linear in the size of both.
    """
    before = before.with_places_of(after)
    ids = {
        old: new
        for old, new in (renamed or {}).items()
        if old in before.objects and old not in after.objects and new not in before.objects
    }
    old_ids = {new: old for old, new in ids.items()}
    for now in after.objects.values():
        was = before.objects.get(old_ids.get(now.id, now.id))
        if was is None:
            yield Added(object=now)
        else:
            yield from _changes(was, now, before, after, ids)
            yield from values_changes(was, now, before, after)
    for was in before.objects.values():
        if ids.get(was.id, was.id) not in after.objects:
            yield Removed(object=was)


def _changes(
    was: PlanObject, now: PlanObject, before: PlanState, after: PlanState, ids: Mapping[str, str]
) -> Iterator[PlanChange]:
    if was.kind != now.kind:
        yield KindChanged(object=now, before=was.kind, after=now.kind)
    if was.title.split() != now.title.split():
        yield TitleChanged(object=now, before=was.title, after=now.title)
    for key in (FieldName.STATUS.value, *_keys(was, now)):
        if (changed := _of_field(now, key, was.held(key), now.held(key))) is not None:
            yield changed
    for key in {**was.links, **now.links}:
        had = {ids.get(target, target): target for target in was.links.get(key, ())}
        has = frozenset(now.links.get(key, ()))
        gone = tuple(_end(before, had[one]) for one in had if one not in has)
        new_ends = tuple(_end(after, one) for one in now.links.get(key, ()) if one not in had)
        if gone or new_ends:
            yield LinkChanged(object=now, key=key, gone=gone, new=new_ends)
    if was.text.split() != now.text.split():
        old_text, new_text = read_text(was.text), read_text(now.text)
        if old_text.form != new_text.form:
            yield TextChanged(
                object=now,
                before=was.text,
                after=now.text,
                words_before=old_text.words,
                words_after=new_text.words,
            )


def _keys(was: PlanObject, now: PlanObject) -> Iterable[str]:
    """The fields of an object in either plan, each once."""
    found = dict.fromkeys((*was.fields, *was.unread, *now.fields, *now.unread))
    found.pop(FieldName.STATUS, None)
    return found


def _of_field(
    now: PlanObject,
    key: str,
    old: PlainData | Unreadable | None,
    new: PlainData | Unreadable | None,
) -> PlanChange | None:
    """What has changed with a field or the status; None if nothing has."""
    if isinstance(new, Unreadable):
        if isinstance(old, Unreadable) and old.written.split() == new.written.split():
            return None
        return ReadabilityChanged(object=now, key=key, before=old, after=new)
    if isinstance(old, Unreadable):
        if old.last is None or _is_same(old.last, new):
            return ReadabilityChanged(object=now, key=key, before=old, after=new)
        old = old.last
    if _is_same(old, new):
        return None
    if key == FieldName.STATUS:
        return StatusChanged(object=now, before=str(old or ""), after=str(new or ""))
    return FieldChanged(object=now, key=key, before=old, after=new)


def _end(state: PlanState, item_id: str) -> LinkEnd:
    return LinkEnd(id=item_id, title=state.title(item_id))


def _is_same(old: PlainData | None, new: PlainData | None) -> bool:
    """Whether a field holds the same, whichever way it is written."""
    if isinstance(old, str) and isinstance(new, str) and old.split() == new.split():
        return True
    return _form(old) == _form(new)


def _form(value: PlainData | None) -> object:
    """What a value is compared by: line breaks, and the order of a list, say nothing."""
    match value:
        case str() if "\n" in value:
            return read_text(value).form
        case str():
            return tuple(value.split())
        case tuple():
            return sorted(map(repr, map(_form, value)))
        case bool():
            return repr(value)
        case _:
            return value
