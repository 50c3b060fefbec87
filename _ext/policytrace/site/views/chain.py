"""The chain from strategy or priority down to what is done and how it is measured."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policytrace.diagrams.source import Box, Look, tree_source
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.queries import parts_of
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import LinkKind, Role, TypeKey
from policytrace.site.views.registry import TOP, Options, View, register
from policytrace.snapshot import Snapshot

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
"""The roles that a chain can hold, from the top down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is done about something, and how much of that is measured."""

    actions: int
    """Live actions that contribute to it or are part of it, in any number of steps."""
    indicators: int
    """Indicators of it, of those actions and of what they reach it through, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainNode:
    """An object of the chain and what hangs below it. An object may stand in several places."""

    item: Item
    kind: str
    """The project's word for its role."""
    counts: Counts | None = None
    """None for actions and indicators."""
    measured_above: bool = False
    """Whether it is an action whose indicators stand where it was shown first."""
    below: tuple[ChainNode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStep:
    """A role that the chain holds."""

    kind: str
    """The project's word for it."""
    look: Look
    """How it is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The chain below a strategy or a priority."""

    top: ChainNode
    steps: tuple[ChainStep, ...]
    """From the top down."""

    @property
    def title(self) -> Message:
        """What the picture is called."""
        return message("The chain for “{title}”", title=self.top.item.title)

    @property
    def description(self) -> Message:
        """What the picture shows, for those who do not see it."""
        return message(
            "From the top down: {steps}. The same is said in text after the picture.",
            steps=", ".join(step.kind for step in self.steps),
        )


def chain(snapshot: Snapshot, options: Options) -> Chain:
    """The chain for the strategy or the priority that the option names."""
    top = options.items[TOP]
    tracer = _Tracer(snapshot.graph, snapshot.metamodel)
    node = tracer.strategy(top) if top.role is Role.STRATEGY else tracer.priority(top)
    kinds = dict(_kinds(node))
    return Chain(
        top=node,
        steps=tuple(
            ChainStep(kind=kinds[role], look=look) for role, look in _LOOKS.items() if role in kinds
        ),
    )


def chain_source(found: object, translations: gettext.NullTranslations) -> str:
    """The chain as PlantUML source."""
    if not isinstance(found, Chain):
        raise TypeError(f"not a chain: {found!r}")
    return tree_source(_box(found.top, translations))


class _Tracer:
    """Follows the links down from one object."""

    def __init__(self, graph: Graph, metamodel: Metamodel) -> None:
        self._graph = graph
        self._titles = metamodel.role_titles

    def strategy(self, strategy: Item) -> ChainNode:
        """Purposes, goals and priorities, and the starting points of each priority."""
        parts = parts_of(self._graph, (strategy,))
        below = [
            self._counted(spec)
            for spec in self._graph.of_role(Role.PURPOSE, Role.GOAL)
            if spec.id in parts
        ]
        below += [
            self._counted(priority, map(self._counted, self._starting_points(priority)))
            for priority in self._graph.of_role(Role.PRIORITY)
            if priority.id in parts
        ]
        return self._counted(strategy, below)

    def priority(self, priority: Item) -> ChainNode:
        """Starting points, their actions and what measures these; last what has no such place."""
        shown: set[str] = set()
        below = [
            self._counted(
                point, [*self._actions(_below(self._graph, point), shown), *self._measures(point)]
            )
            for point in self._starting_points(priority)
        ]
        others = [part for part in _below(self._graph, priority) if part.id not in shown]
        below += self._actions(others, shown)
        below += self._measures(priority)
        return self._counted(priority, below)

    def _starting_points(self, priority: Item) -> Iterator[Item]:
        for part in self._graph.sources(priority.id, LinkKind.PART_OF):
            if part.role is Role.STARTING_POINT:
                yield part

    def _actions(self, items: Iterable[Item], shown: set[str]) -> Iterator[ChainNode]:
        """The actions among `items`, with what measures them unless they are in `shown`."""
        for action in items:
            if action.role is Role.ACTION:
                measures = tuple(self._measures(action))
                again = action.id in shown
                shown.add(action.id)
                yield ChainNode(
                    item=action,
                    kind=self._kind(action),
                    measured_above=again and bool(measures),
                    below=() if again else measures,
                )

    def _measures(self, measured: Item) -> Iterator[ChainNode]:
        for indicator in self._graph.targets(measured, LinkKind.MEASURED_BY):
            if indicator.role is Role.INDICATOR:
                yield ChainNode(item=indicator, kind=self._kind(indicator))

    def _counted(self, item: Item, below: Iterable[ChainNode] = ()) -> ChainNode:
        under = _below(self._graph, item)
        measures = {
            indicator.item.id for found in (item, *under) for indicator in self._measures(found)
        }
        return ChainNode(
            item=item,
            kind=self._kind(item),
            counts=Counts(
                actions=sum(found.role is Role.ACTION for found in under), indicators=len(measures)
            ),
            below=tuple(below),
        )

    def _kind(self, item: Item) -> str:
        return self._titles.get(item.role, str(item.role))


def _below(graph: Graph, top: Item) -> tuple[Item, ...]:
    """Everything live that is part of `top` or contributes to it, in any number of steps."""
    seen = {top.id}
    queue = [top]
    for item in queue:
        for kind in (LinkKind.CONTRIBUTES_TO, LinkKind.PART_OF):
            for source in graph.sources(item.id, kind):
                if graph.carries(source) and source.id not in seen:
                    seen.add(source.id)
                    queue.append(source)
    return tuple(queue[1:])


def _kinds(node: ChainNode) -> Iterator[tuple[TypeKey, str]]:
    yield node.item.role, node.kind
    for below in node.below:
        yield from _kinds(below)


def _box(node: ChainNode, translations: gettext.NullTranslations) -> Box:
    return Box(
        item_id=node.item.id,
        title=node.item.title,
        kind=node.kind if node.counts else "",
        note=_note(node, translations),
        look=_look(node.item),
        below=tuple(_box(below, translations) for below in node.below),
    )


def _look(item: Item) -> Look:
    """How an object is drawn; the chain holds no others than those with a look."""
    return next(look for role, look in _LOOKS.items() if role is item.role)


def _note(node: ChainNode, translations: gettext.NullTranslations) -> str:
    """What stands in a box below the title; the template says the same."""
    if node.measured_above:
        return translations.gettext("Measured as above")
    if node.counts is None:
        return ""
    actions, indicators = node.counts.actions, node.counts.indicators
    return ", ".join(
        (
            translations.ngettext("%(num)s action", "%(num)s actions", actions) % {"num": actions},
            translations.ngettext("%(num)s indicator", "%(num)s indicators", indicators)
            % {"num": indicators},
        )
    )


register(
    View(
        key="chain",
        purpose=message("The chain from promise to action and measure, as a picture and as text"),
        options={TOP: frozenset({Role.STRATEGY, Role.PRIORITY})},
        required=frozenset({TOP}),
        template="chain.html.jinja",
        compute=chain,
        diagram=chain_source,
    )
)
