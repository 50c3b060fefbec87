"""Changes in plain words: what was changed, from what and to what."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from policytrace.changes.comparing import (
    Added,
    FieldChanged,
    KindChanged,
    LinkChanged,
    LinkEnd,
    PlanChange,
    Removed,
    StatusChanged,
    TextChanged,
    TitleChanged,
    ValuesAdded,
    ValuesChange,
    ValuesGone,
    ValuesRevised,
)
from policytrace.changes.plan_state import ValueKey
from policytrace.messages import Message, Sayable, as_it_is, message
from policytrace.schema.fields import FIELDS
from policytrace.schema.plain import OWN, PlainData, Range
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import VOCABULARIES, Sex
from policytrace.values.alphabet import with_initial
from policytrace.values.bands import Band
from policytrace.values.days import Day
from policytrace.values.numbers import Number, Span

Word = Callable[[str], str]
"""From a key, as ``link.owner``, to the project's word for it."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_MARK = re.compile(r"[-:]|#{1,6}")
"""What is no word, but tells Markdown what comes after it. What else does so can be meant."""

_AROUND = 3
"""So many words are told on either side of those that were changed."""

_LONGEST = 160
"""Characters of a value that are told; the rest is left out."""

_MOST_VALUES = 3
"""So many values are told of one indicator at a time; the others are counted."""

_ADDED = MappingProxyType(
    {Role.ACTION.value: message("New action"), Role.PLAN.value: message("New plan")}
)
_REMOVED = MappingProxyType(
    {
        Role.ACTION.value: message("The action has been taken away"),
        Role.PLAN.value: message("The plan has been taken away"),
    }
)


@dataclass(frozen=True, slots=True)
class _Listed:
    """Several things after one another."""

    parts: tuple[Sayable, ...]

    def render(self, translations: gettext.NullTranslations) -> str:
        return ", ".join(part.render(translations) for part in self.parts)


def said(change: PlanChange, word: Word) -> Message:  # noqa: PLR0911 - one sentence for each kind
    """What has changed, as a sentence without a full stop; `word` gives the project's words."""
    match change:
        case Added():
            kind = change.object.kind
            return _ADDED.get(kind) or message("New: {kind}", kind=_name(kind, "role", word))
        case Removed():
            kind = change.object.kind
            return _REMOVED.get(kind) or message(
                "Taken away: {kind}", kind=_name(kind, "role", word)
            )
        case KindChanged(before=before, after=after):
            return message(
                "The type has been changed from “{before}” to “{after}”",
                before=_name(before, "role", word),
                after=_name(after, "role", word),
            )
        case TitleChanged(before=before, after=after):
            return message(
                "The title has been changed from “{before}” to “{after}”",
                before=_short(before),
                after=_short(after),
            )
        case StatusChanged(before=before, after=after):
            return message(
                "{field} changed from “{before}” to “{after}”",
                field=with_initial(_name(FieldName.STATUS, "field", word)),
                before=_status(before, word),
                after=_status(after, word),
            )
        case TextChanged(before=before, after=after):
            return _of_text(before, after)
        case LinkChanged():
            return _of_link(change, word)
        case FieldChanged():
            return _of_field(change, word)
        case ValuesChange():
            return _of_values(change, word)
    raise TypeError(f"no words for {change!r}")


def _of_text(before: Sequence[str], after: Sequence[str]) -> Message:
    if not before:
        return message("Text has been added: “{after}”", after=_short(" ".join(after)))
    if not after:
        return message("The text has been taken away: “{before}”", before=_short(" ".join(before)))
    first, last = _differing(before, after)
    return message(
        "The text has been changed from “{before}” to “{after}”",
        before=_excerpt(before, first, last),
        after=_excerpt(after, first, last),
    )


def _differing(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many words two texts have in common where they begin, and then where they end."""
    shortest = min(len(before), len(after))
    first = 0
    while first < shortest and before[first] == after[first]:
        first += 1
    last = 0
    while last < shortest - first and before[-1 - last] == after[-1 - last]:
        last += 1
    return first, last


def _excerpt(words: Sequence[str], first: int, last: int) -> str:
    begins, ends = max(0, first - _AROUND), min(len(words), len(words) - last + _AROUND)
    cut = _short(" ".join(word for word in words[begins:ends] if not _MARK.fullmatch(word)))
    return f"{'… ' if begins else ''}{cut}{' …' if ends < len(words) else ''}"


def _of_link(change: LinkChanged, word: Word) -> Message:
    link = _name(change.key, "link", word)
    gone, new = _ends(change.gone), _ends(change.new)
    if change.gone and change.new:
        if change.key == LinkKind.OWNER:
            return message(
                "{link} replaced: from {gone} to {new}", link=with_initial(link), gone=gone, new=new
            )
        return message("“{link}” changed from {gone} to {new}", link=link, gone=gone, new=new)
    if change.new:
        return message("“{link}” has been given: {new}", link=link, new=new)
    return message("“{link}” has lost: {gone}", link=link, gone=gone)


def _ends(ends: tuple[LinkEnd, ...]) -> str:
    return ", ".join(_short(end.title) for end in ends)


def _of_field(change: FieldChanged, word: Word) -> Message:
    name = _name(change.key, "field", word)
    before, after = (
        None if value is None else _value(change.key, value, word)
        for value in (change.before, change.after)
    )
    if before is None and after is not None:
        return message("“{field}” has been given: {after}", field=name, after=after)
    if before is not None and after is None:
        return message("“{field}” has been taken away: {before}", field=name, before=before)
    if before is None or after is None:
        raise TypeError(f"nothing has changed: {change!r}")
    if change.key == FieldName.DUE:
        if _year(change.before) == _year(change.after):
            before = before if not isinstance(before, Day) else replace(before, with_year=False)
        return message("Last day moved from {before} to {after}", before=before, after=after)
    return message(
        "“{field}” changed from {before} to {after}", field=name, before=before, after=after
    )


def _of_values(change: ValuesChange, word: Word) -> Message:
    """The newest values, those of all of the municipality first."""
    told = list(_told_values(change, word))
    told.sort(key=lambda pair: pair[0].period, reverse=True)
    told.sort(key=lambda pair: (pair[0].area != change.home, pair[0].sex != Sex.TOTAL))
    listed: Sayable = _Listed(tuple(said for _, said in told[:_MOST_VALUES]))
    if (more := len(told) - _MOST_VALUES) > 0:
        listed = message("{values}, and {number} more", values=listed, number=str(more))
    match change, len(told) == 1:
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


def _told_values(change: ValuesChange, word: Word) -> Iterator[tuple[ValueKey, Sayable]]:
    match change:
        case ValuesAdded(values=added):
            for key, value in added:
                yield key, _with_place(change, key, word, value)
        case ValuesRevised(values=revised):
            for key, before, after in revised:
                yield key, _with_place(change, key, word, before, after)
        case ValuesGone(values=gone):
            for key in gone:
                yield key, as_it_is(_about(change, key, word))


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
    return ", ".join(filter(None, (key.period, sex, _short(key.group), _short(place))))


def _year(value: PlainData | None) -> str:
    return value[:4] if isinstance(value, str) and _DAY.fullmatch(value) else ""


def _value(key: str, value: PlainData, word: Word) -> Sayable:  # noqa: PLR0911 - one a kind
    match value:
        case tuple():
            return _Listed(tuple(_value(key, one, word) for one in value))
        case bool():
            return as_it_is(word(f"yes_no.{'yes' if value else 'no'}"))
        case int() | float():
            return Number(Decimal(str(value)))
        case Range():
            return Span(Band(low=Decimal(str(value.low)), high=Decimal(str(value.high))))
    if _DAY.fullmatch(value):
        try:
            return Day(date.fromisoformat(value))
        except ValueError:
            return as_it_is(value)
    if (known := _vocabulary_of(key)) is not None:
        return message("“{value}”", value=word(f"{known}.{value}"))
    return message("“{value}”", value=_short(value))


def _vocabulary_of(key: str) -> str | None:
    if key.startswith(OWN) or key not in set(FieldName):
        return None
    spec = FIELDS[FieldName(key)]
    return next((name for name, keys in VOCABULARIES.items() if keys is spec.vocabulary), None)


def _status(key: str, word: Word) -> str:
    return word(f"status.{key}") if key else "–"


def _name(key: str, table: str, word: Word) -> str:
    """The project's word for a key, as it is said within a sentence."""
    name = key.removeprefix(OWN) if key.startswith(OWN) else word(f"{table}.{key}")
    return name.replace("_", " ")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
