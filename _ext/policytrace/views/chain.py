"""The chain from strategy or priority down to what is done and how it is measured."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policytrace.diagrams.source import Box, Look, tree_source
from policytrace.messages import Message, message
from policytrace.metamodel import Metamodel
from policytrace.model import Graph, Item, LinkKind, Role
from policytrace.tracing import actions_by_priority, parts_of
from policytrace.views.registry import View, register

TOP_OPTION = "för"

_LOOKS: Mapping[Role, Look] = MappingProxyType(
    {
        Role.STRATEGY: Look.PILL,
        Role.PURPOSE: Look.PLAIN,
        Role.GOAL: Look.PLAIN,
        Role.PRIORITY: Look.PILL,
        Role.STARTING_POINT: Look.HEAVY,
        Role.ACTION: Look.ROUNDED,
        Role.INDICATOR: Look.DASHED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is done about something, and how much of that is measured."""

    actions: int
    """Live actions that are part of it or reach it, each once."""
    indicators: int
    """Indicators of itself, of its parts and of those actions, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainNode:
    """An object of the chain and what hangs below it. An object may stand in several places."""

    item: Item
    kind: str
    """The project's word for its role."""
    counts: Counts | None = None
    """None for actions and indicators."""
    below: tuple[ChainNode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The chain below a strategy or a priority."""

    top: ChainNode
    steps: tuple[str, ...]
    """The project's words for the roles in it, from the top down."""

    @property
    def title(self) -> Message:
        """What the picture is called."""
        return message("The chain for “{title}”", title=self.top.item.title)

    @property
    def description(self) -> Message:
        """What the picture shows, for those who do not see it."""
        return message(
            "From the top down: {steps}. The same is said in text below the picture.",
            steps=", ".join(self.steps),
        )


def chain(graph: Graph, metamodel: Metamodel, options: Mapping[str, Item]) -> Chain:
    """The chain for the strategy or the priority that the option names."""
    top = options[TOP_OPTION]
    tracer = _Tracer(graph, metamodel)
    node = tracer.strategy(top) if top.role is Role.STRATEGY else tracer.priority(top)
    return Chain(top=node, steps=tuple(dict.fromkeys(_kinds(node))))


def chain_source(found: object, translations: gettext.NullTranslations) -> str:
    """The chain as PlantUML source."""
    if not isinstance(found, Chain):
        raise TypeError(f"not a chain: {found!r}")
    return tree_source(_box(found.top, translations))


class _Tracer:
    """Follows the links down from one object. Each question about the graph is answered once."""

    def __init__(self, graph: Graph, metamodel: Metamodel) -> None:
        self._graph = graph
        self._titles = metamodel.role_titles
        self._under_priority = actions_by_priority(graph)
        self._reaching = _actions_reaching(graph)

    def strategy(self, strategy: Item) -> ChainNode:
        parts = parts_of(self._graph, (strategy,))
        aims, priorities = (
            [item for item in self._graph.of_role(*roles) if item.id in parts]
            for roles in ((Role.PURPOSE, Role.GOAL), (Role.PRIORITY,))
        )
        below = [self._node(aim) for aim in aims]
        below += [
            self._node(priority, [self._node(point) for point in self._starting_points(priority)])
            for priority in priorities
        ]
        return self._node(strategy, below)

    def priority(self, priority: Item) -> ChainNode:
        points = self._starting_points(priority)
        shown = {action.id for point in points for action in self._reaching.get(point.id, ())}
        others = [
            action
            for action in self._under_priority.get(priority.id, ())
            if action.live and action.id not in shown
        ]
        return self._node(
            priority,
            [
                *(self._starting_point(point) for point in points),
                *self._actions(others),
                *self._indicators(priority),
            ],
        )

    def _starting_points(self, priority: Item) -> list[Item]:
        return [
            part
            for part in self._graph.sources(priority.id, LinkKind.PART_OF)
            if part.role is Role.STARTING_POINT
        ]

    def _starting_point(self, point: Item) -> ChainNode:
        actions = self._reaching.get(point.id, ())
        return self._node(point, [*self._actions(actions), *self._indicators(point)])

    def _actions(self, actions: Iterable[Item]) -> Iterator[ChainNode]:
        for action in actions:
            yield ChainNode(
                item=action, kind=self._kind(action), below=tuple(self._indicators(action))
            )

    def _indicators(self, measured: Item) -> Iterator[ChainNode]:
        for indicator in self._measures_of(measured):
            yield ChainNode(item=indicator, kind=self._kind(indicator))

    def _measures_of(self, measured: Item) -> Iterator[Item]:
        for indicator in self._graph.targets(measured, LinkKind.MEASURED_BY):
            if indicator.role is Role.INDICATOR and indicator.live:
                yield indicator

    def _node(self, item: Item, below: Iterable[ChainNode] = ()) -> ChainNode:
        return ChainNode(
            item=item, kind=self._kind(item), counts=self._counts(item), below=tuple(below)
        )

    def _kind(self, item: Item) -> str:
        return self._titles.get(item.role, item.role.value)

    def _counts(self, item: Item) -> Counts:
        parts = [self._graph.items[part] for part in parts_of(self._graph, (item,))]
        under = [
            *parts,
            *self._reaching.get(item.id, ()),
            *self._under_priority.get(item.id, ()),
        ]
        measured = {
            found.id: found for found in (item, *under) if found.live
        }
        return Counts(
            actions=sum(found.role is Role.ACTION for found in measured.values()),
            indicators=len(
                {
                    indicator.id
                    for found in measured.values()
                    for indicator in self._measures_of(found)
                }
            ),
        )


def _actions_reaching(graph: Graph) -> Mapping[str, tuple[Item, ...]]:
    """The live actions that contribute to each object, directly or through several steps."""
    above: dict[str, tuple[str, ...]] = {}
    found: dict[str, list[Item]] = {}
    for action in graph.of_role(Role.ACTION):
        if not action.live:
            continue
        reached: dict[str, None] = {}
        for target in graph.targets(action, LinkKind.CONTRIBUTES_TO):
            if target.id not in above:
                ways = graph.upwards(target, LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF)
                above[target.id] = (target.id, *(item.id for item in ways))
            reached |= dict.fromkeys(above[target.id])
        for item_id in reached:
            found.setdefault(item_id, []).append(action)
    return {item_id: tuple(actions) for item_id, actions in found.items()}


def _kinds(node: ChainNode) -> Iterator[str]:
    yield node.kind
    for below in node.below:
        yield from _kinds(below)


def _box(node: ChainNode, translations: gettext.NullTranslations) -> Box:
    return Box(
        item_id=node.item.id,
        kind=node.kind,
        title=node.item.title,
        note=_note(node.counts, translations) if node.counts else "",
        look=_LOOKS[node.item.role],
        below=tuple(_box(below, translations) for below in node.below),
    )


def _note(counts: Counts, translations: gettext.NullTranslations) -> str:
    """The counts in words; the template says the same."""
    actions = translations.ngettext("%(num)s action", "%(num)s actions", counts.actions)
    indicators = translations.ngettext(
        "%(num)s indicator", "%(num)s indicators", counts.indicators
    )
    return f"{actions % {'num': counts.actions}}, {indicators % {'num': counts.indicators}}"


register(
    View(
        directive="kedja",
        options={TOP_OPTION: frozenset({Role.STRATEGY, Role.PRIORITY})},
        required=frozenset({TOP_OPTION}),
        template="chain.html.jinja",
        compute=chain,
        diagram=chain_source,
    )
)
