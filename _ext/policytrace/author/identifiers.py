"""Proposes the id of a new object: the next of its series, or a readable one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import count
from types import MappingProxyType

from policytrace.author.markdown import Draft
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.queries import parts_of
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import FieldName, LinkKind, Role, TypeKey

_ABOUT: Mapping[TypeKey, LinkKind] = MappingProxyType(
    {
        Role.FOLLOW_UP: LinkKind.FOLLOWS_UP,
        Role.ANALYSIS: LinkKind.ANALYSES,
        Role.OPINION: LinkKind.OPINION_ON,
        Role.MILESTONE: LinkKind.PART_OF,
    }
)

_NUMBERED = re.compile(r"(?P<stem>.*-)(?P<number>[0-9]+)")
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a alla an and att av de den det en ett for för från i in med mot of och om på samt som "
        "the till to vid",
    )
)
_NOT_DECOMPOSED = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ß": "ss", "ł": "l"})
_MOST_WORDS, _LONGEST = 3, 30
_LONGEST_FILE_NAME = 60
_NUMBER_WIDTH = 2
"""How many digits actions are numbered with where there are none to look at."""


def about_link(role: TypeKey) -> LinkKind | None:
    """The link to what an object is about, for the roles that are always about something."""
    return _ABOUT.get(role)


def propose_id(
    draft: Draft, graph: Graph, metamodel: Metamodel, published: Collection[str] = ()
) -> str:
    """An id for the draft that no object has, and that none has been published with."""
    used = {*graph.items, *published}
    prefix = metamodel.prefixes.get(draft.role, "")
    if draft.role is Role.ACTION and (plan := _first(draft, LinkKind.PART_OF, graph)):
        parts = parts_of(graph, [plan])
        siblings = [item.id for item in graph.of_role(Role.ACTION) if item.id in parts]
        return _next_action(siblings, f"{prefix}{_bare(plan, metamodel)}-", graph, used)
    kind = about_link(draft.role)
    if kind and (about := _first(draft, kind, graph)):
        return _next(f"{prefix}{_bare(about, metamodel)}-", used, width=1)
    wanted = prefix + (_telling(draft, graph, metamodel) or "NY")
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in used else next(name for name in numbered if name not in used)


def slug(text: str, *, without: str = "") -> str:
    """A few telling words of `text` as an id holds them: ``KULTUR-FRITIDSNAMNDEN``.

    `without` is a word that says nothing, as that for the type itself.
    """
    useless = {*map(_ascii, _SMALL_WORDS), _ascii(without)}
    words = [word for word in _words(text) if word not in useless]
    return _shortened(words[:_MOST_WORDS], _LONGEST).upper()


def file_name(text: str, *, without: str = "") -> str:
    """`text` as the name of a page: ``frihet-fran-vald``; empty if nothing of it can be used."""
    useless = {*map(_ascii, _SMALL_WORDS), _ascii(without)}
    words = _words(text)
    while words and words[0] in useless:
        words = words[1:]
    return _shortened(words, _LONGEST_FILE_NAME)


def _telling(draft: Draft, graph: Graph, metamodel: Metamodel) -> str:
    """What tells the object from others of its role; empty if nothing does."""
    title = slug(draft.title, without=metamodel.word(draft.role))
    if draft.role is Role.INDICATOR:
        return draft.fields.get(FieldName.KOLADA, title)
    if draft.role is Role.DECISION:
        body = _first(draft, LinkKind.BODY, graph)
        return _joined(
            _bare(body, metamodel) if body else "",
            draft.fields.get(FieldName.DATE, ""),
            slug(draft.fields.get(FieldName.PARAGRAPH, "")),
        )
    if draft.role is Role.WAIVER and (waived := _first(draft, LinkKind.WAIVES, graph)):
        return _joined(draft.fields.get(FieldName.RULE, ""), _bare(waived, metamodel))
    if draft.role is Role.PLAN and (whole := _first(draft, LinkKind.PART_OF, graph)):
        return _bare(whole, metamodel) if whole.role is Role.PRIORITY else title
    return title


def _next_action(siblings: Iterable[str], stem: str, graph: Graph, used: Iterable[str]) -> str:
    """The next id of the series that most of `siblings` are in; `stem` begins a new series."""
    series = [found for name in siblings if (found := _NUMBERED.fullmatch(name))]
    if series:
        stem = Counter(found["stem"] for found in series).most_common(1)[0][0]
        numbers = [found["number"] for found in series if found["stem"] == stem]
    else:
        others = (_NUMBERED.fullmatch(action.id) for action in graph.of_role(Role.ACTION))
        numbers = [found["number"] for found in others if found]
    return _next(stem, used, width=min(map(len, numbers), default=_NUMBER_WIDTH))


def _next(stem: str, used: Iterable[str], *, width: int) -> str:
    """The number after the highest that `stem` has in `used`: none is used again.

    `width` is the least number of digits.
    """
    numbered = (_NUMBERED.fullmatch(name) for name in used)
    highest = max(
        (int(found["number"]) for found in numbered if found and found["stem"] == stem), default=0
    )
    return f"{stem}{highest + 1:0{width}d}"


def _first(draft: Draft, kind: LinkKind, graph: Graph) -> Item | None:
    return graph.items.get(next(iter(draft.links.get(kind, ())), ""))


def _bare(item: Item, metamodel: Metamodel) -> str:
    return item.id.removeprefix(metamodel.prefixes.get(item.role, ""))


def _joined(*parts: str) -> str:
    return "-".join(filter(None, parts))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", _ascii(text))


def _ascii(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.lower().translate(_NOT_DECOMPOSED))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _shortened(words: Iterable[str], longest: int) -> str:
    """The words, joined; those that do not fit are left out, and a first one is cut."""
    result = ""
    for word in words:
        longer = f"{result}-{word}" if result else word[:longest]
        if len(longer) > longest:
            break
        result = longer
    return result
