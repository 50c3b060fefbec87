"""Naming: which object a person means by an id, a title, or some words of one.

Neither case nor accents matter, nor the order of the words. Only a whole id, or a whole title that
one object has, names an object; what is less is searched for, and the person chooses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from policytrace.errors import ProjectError
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import TypeKey

MOST_FITS = 5
"""How many of the best fits a person is shown."""

_LONGEST = 200  # characters of what is searched for; nothing is called more
_MOST_WORDS = 12
_SHORTEST_WITHIN = 4
"""Characters of what is looked for inside words too, where compounds hold it: “nämnd”."""
_CLOSE, _CLOSEST = 0.75, 0.7  # how alike words, and whole names, must be; 1 is the same
_WHOLE_WORD, _BEGINNING, _WITHIN, _TYPE = range(4)


def named(
    graph: Graph, metamodel: Metamodel, text: str, roles: Collection[TypeKey] | None = None
) -> Item:
    """The object of one of `roles`, of any if None, that `text` is the id or the title of.

    Raises:
        ProjectError: there is none, or there are several; names those that fit best.
    """
    among = [item for item in graph if roles is None or item.role in roles]
    if found := called(among, text):
        return found
    wrong = no_such_object(text, metamodel, roles or ())
    fits = best_fits(among, text, metamodel)
    if not fits:
        raise ProjectError(wrong)
    raise ProjectError(message("{wrong} {nearest}", wrong=wrong, nearest=nearest(fits, metamodel)))


def called(items: Iterable[Item], text: str) -> Item | None:
    """The one of `items` whose id or whole title `text` is; None if none is, or several are."""
    wanted = " ".join(folded(text))
    if not wanted:
        return None
    by_title: list[Item] = []
    for item in items:
        if item.id.casefold() == text.strip().casefold():
            return item
        if " ".join(folded(item.title)) == wanted:
            by_title.append(item)
    return by_title[0] if len(by_title) == 1 else None


def best_fits(
    items: Iterable[Item],
    text: str,
    metamodel: Metamodel,
    *,
    mended: bool = True,
) -> tuple[Item, ...]:
    """Those of `items` that `text` fits, the best first.

    All its words stand in title, id or type. Where nothing holds them all, they are `mended`: taken
    for the nearest that there are.
    """
    words = folded(text[:_LONGEST])[:_MOST_WORDS]
    if not words:
        return ()
    known = [_Named.of(item, metamodel) for item in items]
    found = _holding(known, words)
    if found or not mended:
        return found
    return _holding(known, _mended(words, known)) or _alike(known, " ".join(words))


def spoken(item: Item, metamodel: Metamodel) -> str:
    """An object as it is told to a person who is to choose: title, type and id."""
    return f"{item.title} ({metamodel.word(item.role)}, {item.id})"


def no_such_object(text: str, metamodel: Metamodel, roles: Collection[TypeKey] = ()) -> Message:
    """That nothing of `roles`, of any if there are none, is called `text`."""
    shown = text[:_LONGEST]
    types = ", ".join(sorted(metamodel.word(role) for role in roles if metamodel.has(role)))
    if not types:
        return message("Nothing in the plan is called “{name}”.", name=shown)
    return message("No object of the type {types} is called “{name}”.", types=types, name=shown)


def nearest(fits: Sequence[Item], metamodel: Metamodel) -> Message:
    """The best fits in one line, and how many there are besides."""
    names = "; ".join(spoken(item, metamodel) for item in fits[:MOST_FITS])
    if (left := len(fits) - MOST_FITS) > 0:
        return message("Nearest: {names}; and {count} more.", names=names, count=str(left))
    return message("Nearest: {names}.", names=names)


def folded(text: str) -> tuple[str, ...]:
    """The words of a text, without what a person may well write otherwise: case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return tuple(re.findall(r"[^\W_]+", bare))


# ------------------------------------------------------------------------ how well it fits


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """An object with the words that it can be found by."""

    item: Item
    own: tuple[str, ...]
    """The words of title and id."""
    kind: tuple[str, ...]

    @classmethod
    def of(cls, item: Item, metamodel: Metamodel) -> _Named:
        own = (*folded(item.title), *folded(item.id))
        return cls(item=item, own=own, kind=folded(metamodel.word(item.role)))

    def distance(self, words: Sequence[str]) -> int | None:
        """How far the words are from being the object's own; None if they do not all fit."""
        steps = [self._step(word) for word in words]
        known = [step for step in steps if step is not None]
        return sum(known) if len(known) == len(steps) else None

    def _step(self, word: str) -> int | None:
        if word in self.own:
            return _WHOLE_WORD
        if any(own.startswith(word) for own in self.own):
            return _BEGINNING
        if len(word) >= _SHORTEST_WITHIN and any(word in own for own in self.own):
            return _WITHIN
        return _TYPE if any(own.startswith(word) for own in self.kind) else None


def _holding(known: Iterable[_Named], words: Sequence[str]) -> tuple[Item, ...]:
    """The objects that hold all words: live ones first, then by distance, shortness and id."""
    found = [
        (not one.item.live, distance, len(one.own), one.item.id, one.item)
        for one in known
        if (distance := one.distance(words)) is not None
    ]
    return tuple(item for *_, item in sorted(found, key=lambda row: row[:-1]))


def _mended(words: Iterable[str], known: Iterable[_Named]) -> tuple[str, ...]:
    """The words, each as the nearest that any object has."""
    spelt = sorted({word for one in known for word in one.own})
    return tuple(next(iter(get_close_matches(word, spelt, 1, _CLOSE)), word) for word in words)


def _alike(known: Iterable[_Named], text: str) -> tuple[Item, ...]:
    """The few objects whose whole id or title is most like the text."""
    names: dict[str, Item] = {}
    for one in known:
        for name in (one.item.id, one.item.title):
            names.setdefault(" ".join(folded(name)), one.item)
    near = get_close_matches(text, names, 2 * MOST_FITS, _CLOSEST)
    found = {names[name].id: names[name] for name in near}
    return tuple(found.values())[:MOST_FITS]
