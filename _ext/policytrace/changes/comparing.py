"""Compares two plans as objects.

Where an object stands, in which file and on which line, how its text is broken into lines, how its
lists are numbered, and in which order its links are written, is no part of it. What cannot be read
is not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from markdown_it import MarkdownIt

from policytrace.changes.plan_state import PlanObject, PlanState, ValueKey
from policytrace.schema.plain import PlainData
from policytrace.schema.roles import FieldName

_LIST_MARK = re.compile(r"\A([\s>]*+)(?:[-+*]|[0-9]{1,9}[.)])(?=\s|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """Something that has changed with an object."""

    object: PlanObject
    """As it is now; what has been taken away, as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added(PlanChange):
    """The object is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed(PlanChange):
    """The object is no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindChanged(PlanChange):
    """It is an object of another type, by the keys of both."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleChanged(PlanChange):
    """It is called something else."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged(PlanChange):
    """It has another status, by the keys of both; empty for none."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChanged(PlanChange):
    """A field holds something else."""

    key: str
    before: PlainData | None
    after: PlainData | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEnd:
    """What a link leads to."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChanged(PlanChange):
    """It links to something else."""

    key: str
    gone: tuple[LinkEnd, ...]
    new: tuple[LinkEnd, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChanged(PlanChange):
    """Its text has other words."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesChange(PlanChange):
    """Something that has changed with the values of an indicator.

    Only what is shown now is told as a number: what is no more may be held back, since few persons
    are behind it.
    """

    home: str
    """The name of the municipality among the places that values are about."""
    decimals: int
    """How many decimals the values are given with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesAdded(ValuesChange):
    """There are new values."""

    values: tuple[tuple[ValueKey, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesRevised(ValuesChange):
    """Values are others than they were."""

    values: tuple[tuple[ValueKey, Decimal, Decimal], ...]
    """Each as it was, and as it is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesGone(ValuesChange):
    """Values are no longer shown."""

    values: tuple[ValueKey, ...]


def compare(
    before: PlanState, after: PlanState, renamed: Mapping[str, str] | None = None
) -> Iterator[PlanChange]:
    """What has changed from one plan to the other: first of what there is, then what is gone.

    `renamed` are the ids that objects have now, by those that they had. Linear in the size of both.
    """
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
            yield from _of_values(was, now, before, after)
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
    unread = was.unread | now.unread
    if was.status != now.status and FieldName.STATUS not in unread:
        yield StatusChanged(object=now, before=was.status, after=now.status)
    for key in {**was.fields, **now.fields}:
        old, new = was.fields.get(key), now.fields.get(key)
        if _form(old) != _form(new) and key not in unread:
            yield FieldChanged(object=now, key=key, before=old, after=new)
    for key in {**was.links, **now.links}:
        had = {ids.get(target, target): target for target in was.links.get(key, ())}
        has = frozenset(now.links.get(key, ()))
        gone = tuple(_end(before, had[one]) for one in had if one not in has)
        new_ends = tuple(_end(after, one) for one in now.links.get(key, ()) if one not in had)
        if gone or new_ends:
            yield LinkChanged(object=now, key=key, gone=gone, new=new_ends)
    if was.text != now.text and was.text.split() != now.text.split():
        words = read_words(was.text), read_words(now.text)
        if words[0] != words[1]:
            yield TextChanged(object=now, before=words[0], after=words[1])


def _of_values(
    was: PlanObject, now: PlanObject, before: PlanState, after: PlanState
) -> Iterator[PlanChange]:
    old, new = before.values.get(was.id, {}), after.values.get(now.id, {})
    if old == new:
        return
    home, decimals = after.home or before.home, most_decimals(new.values())
    if added := tuple((key, value) for key, value in new.items() if key not in old):
        yield ValuesAdded(object=now, home=home, decimals=decimals, values=added)
    both = ((key, old[key], value) for key, value in new.items() if key in old)
    if revised := tuple(one for one in both if one[1] != one[2]):
        yield ValuesRevised(object=now, home=home, decimals=decimals, values=revised)
    if gone := tuple(key for key in old if key not in new):
        yield ValuesGone(object=now, home=home, decimals=decimals, values=gone)


def most_decimals(values: Iterable[Decimal]) -> int:
    """The most decimals that any of some values is written with."""
    exponents = (value.as_tuple().exponent for value in values)
    return max(0, *(-one for one in exponents if isinstance(one, int)), 0)


def _end(state: PlanState, item_id: str) -> LinkEnd:
    return LinkEnd(id=item_id, title=state.title(item_id))


def _form(value: PlainData | None) -> object:
    """What a value is compared by: line breaks, and the order of a list, say nothing."""
    match value:
        case str():
            return value.split()
        case tuple():
            return sorted(map(repr, map(_form, value)))
        case bool():
            return repr(value)
        case _:
            return value


def read_words(text: str) -> tuple[str, ...]:
    """The words of a text in Markdown, whatever marks and numbers its lists are written with.

    Only a list's own mark is none of its words: a year that a line happens to begin with is one.
    """
    lines = text.splitlines()
    if not any(map(_LIST_MARK.match, lines)):
        return tuple(text.split())
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "list_item_open" and token.map and token.map[0] < len(lines):
            lines[token.map[0]] = _LIST_MARK.sub(r"\1-", lines[token.map[0]], count=1)
    return tuple(word for line in lines for word in line.split())
