"""The trail of an object: from the strategy down to it, and on to what measures and follows it up.

One way to read, from the top down, in place of lists of links. Each step holds the objects of one
role. Where several objects could be meant, an entry says which one it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.messages import Message, Sayable, as_it_is, message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role, TypeKey
from policytrace.site.views.headline_figure import headline_figure
from policytrace.site.views.indicator_verdicts import Badge, badges, of_all
from policytrace.snapshot import Snapshot

_UP = (LinkKind.PART_OF, LinkKind.CONTRIBUTES_TO)

_ORDER = (
    Role.STRATEGY,
    Role.PURPOSE,
    Role.GOAL,
    Role.PRIORITY,
    Role.COMMITMENT,
    Role.KEY_FACTOR,
    Role.TARGET_GROUP,
    Role.STARTING_POINT,
    Role.PLAN,
    Role.ACTION,
    Role.INDICATOR,
)
"""The roles of a trail, from the top down."""

_WITHOUT_TRAIL = frozenset({Role.ORGANISATION, Role.DECISION, Role.WAIVER})
"""They stand beside the chain from promise to result, not in it."""

_ACROSS = frozenset({Role.KEY_FACTOR, Role.TARGET_GROUP})
"""They go through all plans, so that what measures their actions says nothing of them."""

LONG = 8
"""What a step has beyond this number is folded together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageEntry:
    """An object of a step."""

    item: Item
    under: tuple[Item, ...] = ()
    """Those of the steps above that it belongs to, where there are several of their role."""
    finding: Sayable | None = None
    """What an indicator's values say first."""
    badges: tuple[Badge, ...] = ()
    """How an indicator stands to its target, for all of the municipality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Objects on the same step."""

    title: Message
    entries: tuple[LineageEntry, ...]
    here: bool = False
    """Whether it is the step of the object that the trail is about."""

    @property
    def shown(self) -> tuple[LineageEntry, ...]:
        """Those that stand open; the rest is folded together."""
        return self.entries[:LONG]

    @property
    def folded(self) -> tuple[LineageEntry, ...]:
        """Those that are folded together."""
        return self.entries[LONG:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """The steps, from the top down."""

    steps: tuple[Step, ...]

    @property
    def items(self) -> frozenset[str]:
        """The ids of all objects on the trail."""
        return frozenset(entry.item.id for step in self.steps for entry in step.entries)


def lineage_of(snapshot: Snapshot, item: Item) -> Lineage | None:
    """The trail of `item`; None if it has none, or stands alone on it.

    What is done for an object, and by whom, is told by itself: see `policytrace.site.views.work`.
    """
    if item.role in _WITHOUT_TRAIL:
        return None
    steps = (
        *_above(snapshot, item),
        Step(title=_kind(snapshot, item.role), entries=(LineageEntry(item=item),), here=True),
        *_below(snapshot, item),
    )
    if len(steps) == 1:
        return None
    return Lineage(steps=steps)


def _kind(snapshot: Snapshot, role: TypeKey) -> Message:
    return as_it_is(snapshot.metamodel.role_titles.get(role, str(role)))


def _above(snapshot: Snapshot, item: Item) -> Iterator[Step]:
    graph = snapshot.graph
    nearest = _nearest(graph, item)
    found = {above.id: above for above in nearest}
    for near in nearest:
        found |= {above.id: above for above in graph.upwards(near, *_UP)}
    found.pop(item.id, None)
    if item.role is Role.INDICATOR:
        wanted = {near.id for near in nearest}
        found = {
            key: above
            for key, above in found.items()
            if key in wanted or above.role in (Role.STRATEGY, Role.PRIORITY)
        }
    ambiguous = {
        role for role in _ORDER[1:] if sum(above.role is role for above in found.values()) > 1
    }
    for role, of_role in _by_role(found.values()):
        if of_role:
            yield Step(
                title=_kind(snapshot, role),
                entries=tuple(
                    LineageEntry(item=above, under=tuple(_under(graph, above, found, ambiguous)))
                    for above in of_role
                ),
            )


def _nearest(graph: Graph, item: Item) -> tuple[Item, ...]:
    """What the object hangs on."""
    if item.role is Role.INDICATOR:
        return graph.sources(item.id, LinkKind.MEASURED_BY)
    kinds: tuple[LinkKind, ...] = _UP
    if item.role is Role.FOLLOW_UP:
        kinds = (LinkKind.FOLLOWS_UP,)
    elif item.role is Role.ANALYSIS:
        kinds = (LinkKind.ANALYSES,)
    elif item.role is Role.OPINION:
        kinds = (LinkKind.OPINION_ON,)
    return tuple(target for kind in kinds for target in graph.targets(item, kind))


def _under(
    graph: Graph, item: Item, above: dict[str, Item], ambiguous: set[Role]
) -> Iterator[Item]:
    for kind in _UP:
        for target in graph.targets(item, kind):
            if target.id in above and target.role in ambiguous and target.role is not item.role:
                yield target


def _below(snapshot: Snapshot, item: Item) -> Iterator[Step]:
    graph = snapshot.graph
    parts = _parts(snapshot, item)
    for role, of_role in _by_role(parts):
        if of_role and (role is not Role.ACTION or item.role is Role.ACTION):
            yield _step(_kind(snapshot, role), of_role)
    titles = snapshot.metamodel.link_titles
    measures = _measures(graph, (item,))
    if measures:
        yield _measured(snapshot, as_it_is(titles[LinkKind.MEASURED_BY].outgoing), measures)
    elif item.role not in _ACROSS:
        actions = (part for part in parts if part.role is Role.ACTION)
        if by_actions := _measures(graph, actions):
            yield _measured(snapshot, message("Its actions are measured by"), by_actions)
    for kind in (LinkKind.ANALYSES, LinkKind.FOLLOWS_UP):
        if made := graph.sources(item.id, kind):
            in_time = sorted(made, key=lambda one: one.day(FieldName.DATE) or date.min)
            yield _step(as_it_is(titles[kind].incoming), in_time)


def _step(title: Message, items: Iterable[Item]) -> Step:
    return Step(title=title, entries=tuple(LineageEntry(item=item) for item in items))


def _measured(snapshot: Snapshot, title: Message, indicators: Iterable[Item]) -> Step:
    """The measures, those first whose values say something."""
    entries = (_measure(snapshot, indicator) for indicator in indicators)
    return Step(
        title=title, entries=tuple(sorted(entries, key=lambda entry: entry.finding is None))
    )


def _measure(snapshot: Snapshot, indicator: Item) -> LineageEntry:
    found = headline_figure(snapshot, indicator)
    return LineageEntry(
        item=indicator,
        finding=found.finding if found else None,
        badges=badges(of_all(snapshot.performance.get(indicator.id, ()), snapshot.home)),
    )


def _by_role(items: Iterable[Item]) -> Iterator[tuple[Role, list[Item]]]:
    """The items of each role of a trail, in the order of reading."""
    by_role: dict[TypeKey, list[Item]] = {}
    for item in sorted(items, key=lambda one: (one.page_order, one.location, one.id)):
        by_role.setdefault(item.role, []).append(item)
    for role in _ORDER:
        yield role, by_role.get(role, [])


def _parts(snapshot: Snapshot, item: Item) -> tuple[Item, ...]:
    """What hangs right below the object, and for a priority or a plan all its actions."""
    graph = snapshot.graph
    found: dict[str, Item] = {}
    for kind in (*_UP, LinkKind.USES, LinkKind.CONCERNS):
        for source in graph.sources(item.id, kind):
            if source.role is not Role.INDICATOR or kind is not LinkKind.CONCERNS:
                found[source.id] = source
    for actions in (snapshot.actions_by_priority, snapshot.actions_by_plan):
        found |= {action.id: action for action in actions.get(item.id, ())}
    return tuple(found.values())


def _measures(graph: Graph, measured: Iterable[Item]) -> tuple[Item, ...]:
    found = {
        target.id: target
        for one in measured
        for target in graph.targets(one, LinkKind.MEASURED_BY)
        if target.role is Role.INDICATOR
    }
    return tuple(found.values())
