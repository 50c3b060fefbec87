"""The card: one object with everything that is known of it, in an order that is meant.

What a role shows, and in which order, is `LAYOUT`. What a card holds beyond its role's layout comes
after it, so that nothing known is left out.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from policytrace.charts.model import Chart
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, LinkKind, Role
from policytrace.schema.vocabulary import ActionStatus
from policytrace.site.views.indicator_row import IndicatorRow, indicator_row, row_charts
from policytrace.snapshot import Snapshot

DAYS = frozenset(
    {
        FieldName.STARTS,
        FieldName.DUE,
        FieldName.NEXT_FOLLOW_UP,
        FieldName.DATE,
        FieldName.VALID_FROM,
        FieldName.VALID_TO,
        FieldName.STATE_UNTIL,
    }
)
"""The fields that hold a date."""

LONG = 8
"""A list of links with more members than this is folded together."""

_ADOPTED = (
    LinkKind.PART_OF,
    LinkKind.OWNER,
    FieldName.NEXT_FOLLOW_UP,
    LinkKind.MEASURED_BY,
    LinkKind.CONTRIBUTES_TO,
    LinkKind.CONCERNS,
    FieldName.GLOBAL_TARGETS,
)

LAYOUT: Mapping[Role, tuple[FieldName | LinkKind, ...]] = MappingProxyType(
    {
        **dict.fromkeys(ADOPTED_ROLES, _ADOPTED),
        Role.STRATEGY: (
            LinkKind.DECIDED_BY,
            FieldName.VALID_FROM,
            FieldName.VALID_TO,
            LinkKind.OWNER,
            LinkKind.REPLACES,
        ),
        Role.ORGANISATION: (
            FieldName.KIND,
            LinkKind.PART_OF,
            FieldName.VALID_FROM,
            FieldName.VALID_TO,
            LinkKind.REPLACES,
        ),
        Role.PLAN: (
            LinkKind.OWNER,
            LinkKind.PARTICIPANT,
            FieldName.VALID_FROM,
            FieldName.VALID_TO,
            FieldName.NEXT_FOLLOW_UP,
            LinkKind.PART_OF,
            LinkKind.CONCERNS,
            LinkKind.MEASURED_BY,
            FieldName.RESOURCE,
        ),
        Role.ACTION: (
            LinkKind.OWNER,
            LinkKind.PARTICIPANT,
            FieldName.STARTS,
            FieldName.DUE,
            FieldName.NEXT_FOLLOW_UP,
            FieldName.RESOURCE,
            LinkKind.CONTRIBUTES_TO,
            LinkKind.USES,
            LinkKind.CONCERNS,
            LinkKind.MEASURED_BY,
            LinkKind.PART_OF,
            FieldName.GLOBAL_TARGETS,
        ),
        Role.INDICATOR: (
            FieldName.UNIT,
            FieldName.DIRECTION,
            FieldName.SPLIT_BY_SEX,
            FieldName.INTERVAL,
            FieldName.BASELINE,
            FieldName.TARGET_VALUE,
            FieldName.TARGET_YEAR,
            FieldName.TARGET_GAP,
            LinkKind.OWNER,
            FieldName.SOURCE,
            FieldName.KOLADA,
            LinkKind.CONCERNS,
        ),
        Role.FOLLOW_UP: (
            LinkKind.FOLLOWS_UP,
            FieldName.DATE,
            FieldName.ASSESSMENT,
            FieldName.RESULT,
            LinkKind.OWNER,
            LinkKind.PARTICIPANT,
            LinkKind.REPORTED_IN,
        ),
        Role.ANALYSIS: (
            LinkKind.ANALYSES,
            FieldName.DATE,
            FieldName.ASSESSMENT,
            FieldName.RESULT,
            LinkKind.CONCERNS,
            LinkKind.OWNER,
            LinkKind.PARTICIPANT,
            LinkKind.REPORTED_IN,
        ),
        Role.DECISION: (
            FieldName.BODY,
            FieldName.DATE,
            FieldName.PARAGRAPH,
            FieldName.REGISTRATION,
        ),
        Role.WAIVER: (
            LinkKind.WAIVES,
            FieldName.RULE,
            FieldName.REASON,
            FieldName.VALID_FROM,
            FieldName.VALID_TO,
            LinkKind.DECIDED_BY,
            LinkKind.OWNER,
        ),
    }
)
"""What a role's card shows first, in this order. An empty value is never shown."""

_ORDER: Mapping[Role, tuple[FieldName | LinkKind, ...]] = MappingProxyType(
    {
        role: (*layout, *(key for key in (*FieldName, *LinkKind) if key not in layout))
        for role, layout in LAYOUT.items()
    }
)

INCOMING = (
    LinkKind.PART_OF,
    LinkKind.CONTRIBUTES_TO,
    LinkKind.USES,
    LinkKind.CONCERNS,
    LinkKind.MEASURED_BY,
    LinkKind.FOLLOWS_UP,
    LinkKind.ANALYSES,
    LinkKind.OWNER,
    LinkKind.PARTICIPANT,
    LinkKind.DECIDED_BY,
    LinkKind.REPORTED_IN,
    LinkKind.REPLACES,
    LinkKind.WAIVES,
)
"""The order of the links that come from other objects."""

_SHOWN_ELSEWHERE = frozenset(
    {
        FieldName.STATUS,
        FieldName.DATA,
        FieldName.STATE,
        FieldName.STATE_REASON,
        FieldName.STATE_BY,
        FieldName.STATE_UNTIL,
    }
)
"""Status and state are badges, and a judgement is told with the state; a data file's name says
nothing to a reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value of the object."""

    name: FieldName
    title: str
    value: str

    @property
    def is_day(self) -> bool:
        """Whether the value is a date."""
        return self.name in DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Objects of one role."""

    role: Role
    items: tuple[Item, ...]

    @property
    def is_long(self) -> bool:
        """Whether the list is to be folded together."""
        return len(self.items) > LONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """The objects at the other end of one kind of link."""

    kind: LinkKind
    title: str
    groups: tuple[Group, ...]
    """By role, in the order of `Role`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where in the adopted text the object's passage stands, and who adopted the text."""

    decision: Item | None
    section: str
    """The heading in the text; empty if the register does not know the passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the template draws."""

    item: Item
    state: ActionStatus | None
    """How it goes; None for what has no such state."""
    measured: IndicatorRow | None
    """Set for an indicator: how it stands, and its latest values."""
    citation: Citation | None
    """Set for an object that restates a passage of the adopted text."""
    facts: tuple[Fact | Relation, ...]
    additions: tuple[Fact | Relation, ...]
    """What has been added to a passage of the adopted text, and is no part of it."""
    incoming: tuple[Relation, ...]


def measured_of(snapshot: Snapshot, item: Item) -> IndicatorRow | None:
    """What the card says of an indicator's values; None for other objects."""
    return indicator_row(snapshot, item) if item.role is Role.INDICATOR else None


def card_charts(card: object, translations: gettext.NullTranslations) -> Mapping[str, Chart]:
    """The small chart of an indicator's card."""
    row = card.measured if isinstance(card, Card) else None
    return row_charts((row,), translations) if row else {}


def card_of(snapshot: Snapshot, item: Item) -> Card:
    """The card of `item`, in the project's words."""
    graph, metamodel = snapshot.graph, snapshot.metamodel
    progress = snapshot.action_statuses.get(item.id)
    state = progress.state if progress else None
    measured = measured_of(snapshot, item)
    entries = tuple(_entries(graph, item, metamodel))
    incoming = tuple(_incoming(graph, item, metamodel))
    if item.role not in ADOPTED_ROLES:
        return Card(
            item=item,
            state=state,
            measured=measured,
            citation=None,
            facts=entries,
            additions=(),
            incoming=incoming,
        )
    return Card(
        item=item,
        state=state,
        measured=measured,
        citation=_citation(graph, item),
        facts=tuple(entry for entry in entries if _of_the_text(entry)),
        additions=tuple(entry for entry in entries if not _of_the_text(entry)),
        incoming=incoming,
    )


def _entries(graph: Graph, item: Item, metamodel: Metamodel) -> Iterator[Fact | Relation]:
    for key in _ORDER[item.role]:
        if isinstance(key, LinkKind):
            if groups := _groups(graph.targets(item, key)):
                title = metamodel.link_titles[key].outgoing
                yield Relation(kind=key, title=title, groups=groups)
        elif key in item.fields and key not in _SHOWN_ELSEWHERE and not _is_pinpoint(item, key):
            yield Fact(name=key, title=metamodel.field_title(key), value=item.fields[key])


def _incoming(graph: Graph, item: Item, metamodel: Metamodel) -> Iterator[Relation]:
    found = graph.incoming(item.id)
    for kind in INCOMING:
        if groups := _groups(found.get(kind, ())):
            title = metamodel.link_titles[kind].incoming
            yield Relation(kind=kind, title=title, groups=groups)


def _groups(items: Iterable[Item]) -> tuple[Group, ...]:
    by_role: dict[Role, list[Item]] = {}
    for item in items:
        by_role.setdefault(item.role, []).append(item)
    return tuple(Group(role=role, items=tuple(by_role[role])) for role in Role if role in by_role)


def _is_pinpoint(item: Item, name: FieldName) -> bool:
    """Whether the field says which passage the object restates; the citation shows that."""
    return name is FieldName.SOURCE and item.role in ADOPTED_ROLES


def _of_the_text(entry: Fact | Relation) -> bool:
    """Whether the adopted text itself says it: all it gives its passages is their place in it."""
    return isinstance(entry, Relation) and entry.kind is LinkKind.PART_OF


def _citation(graph: Graph, item: Item) -> Citation:
    decisions = (
        decision
        for whole in graph.upwards(item, LinkKind.PART_OF)
        if whole.role is Role.STRATEGY
        for decision in graph.targets(whole, LinkKind.DECIDED_BY)
    )
    return Citation(
        decision=next(decisions, None),
        section=_sections(graph).get(item.fields.get(FieldName.SOURCE, ""), ""),
    )


@lru_cache(maxsize=1)
def _sections(graph: Graph) -> Mapping[str, str]:
    """The heading that each passage stands under, by pinpoint; made once for a graph."""
    return {passage.pinpoint: passage.section for passage in graph.passages}
