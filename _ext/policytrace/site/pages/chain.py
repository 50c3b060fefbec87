"""The chain from strategy or priority down to what is done and how it is measured, on its own page.

The list is the chain: it says how each object stands. The picture below it shows the same boxes at
a glance, and is for those who see it.
"""

from __future__ import annotations

import gettext
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from policytrace.diagrams.source import Box, Look, tree_source
from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.plan.queries import has_chain, live_below, parts_of
from policytrace.schema.roles import LinkKind, Role, TypeKey
from policytrace.schema.vocabulary import ActionStatus
from policytrace.site.pages.registry import Page, chain_address, page_maker
from policytrace.site.views.indicator_verdicts import Badge, badges, of_all
from policytrace.site.views.promise import has_values, measures_of
from policytrace.snapshot import Snapshot
from policytrace.status.action_status import ActionCount

_LOOKS: Mapping[Role, Look] = MappingProxyType(
    {
        Role.STRATEGY: Look.PILL,
        Role.PURPOSE: Look.PLAIN,
        Role.GOAL: Look.PLAIN,
        Role.PRIORITY: Look.PILL,
        Role.STARTING_POINT: Look.HEAVY,
        Role.COMMITMENT: Look.HEAVY,
        Role.ACTION: Look.ROUNDED,
        Role.INDICATOR: Look.DASHED,
    }
)
"""The roles that a chain can hold, from the top down."""

_PROMISED = (Role.STARTING_POINT, Role.COMMITMENT)
"""What a priority is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is done about something, and how much of that is measured."""

    actions: int
    """Live actions that contribute to it or are part of it, in any number of steps."""
    states: tuple[ActionCount, ...]
    """How many of these are in each state, the proposals last."""
    indicators: int
    """Indicators of it, of those actions and of what they reach it through, each once."""
    with_values: int
    """How many of these have a value that may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainNode:
    """An object of the chain and what hangs below it. An object may stand in several places."""

    item: Item
    kind: str
    """The project's word for its role."""
    named_above: bool = False
    """Whether it stands in the chain before this place too."""
    state: ActionStatus | None = None
    """How an action goes; None for a proposal and for all else."""
    badges: tuple[Badge, ...] = ()
    """What an indicator says, for all of the municipality."""
    counts: Counts | None = None
    """None for actions and indicators."""
    has_own_chain: bool = False
    """Whether another page has the chain that begins here."""
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


@page_maker
def chain_pages(snapshot: Snapshot) -> Iterator[Page]:
    """A page for each strategy and priority that anything hangs on."""
    for item in snapshot.graph.of_role(Role.STRATEGY, Role.PRIORITY):
        if has_chain(snapshot.graph, item):
            yield Page(
                name=chain_address(item),
                title=message("The chain for “{title}”", title=item.title),
                description=message(
                    "From promise to action and measure: how all of “{title}” hangs together.",
                    title=item.title,
                ),
                template="chain_page.html.jinja",
                show=partial(chain, snapshot, item),
                diagram=chain_source,
                about=item,
                listed=False,
            )


def chain(snapshot: Snapshot, top: Item) -> Chain:
    """The chain below a strategy or a priority."""
    tracer = _Tracer(snapshot)
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
    """Follows the links down from one object, in the order in which they are read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._graph = snapshot.graph
        self._named: set[str] = set()

    def strategy(self, strategy: Item) -> ChainNode:
        """Purposes, goals, commitments and priorities, and what each priority is made of."""
        self._named.add(strategy.id)
        parts = parts_of(self._graph, (strategy,))
        below = [
            self._counted(part)
            for part in self._graph.of_role(Role.PURPOSE, Role.GOAL)
            if part.id in parts
        ]
        below += [
            self._counted(part)
            for part in self._graph.sources(strategy.id, LinkKind.PART_OF)
            if part.role is Role.COMMITMENT
        ]
        for priority in self._graph.of_role(Role.PRIORITY):
            if priority.id in parts:
                self._named.add(priority.id)
                points = [self._counted(point) for point in self._promised(priority)]
                below.append(
                    self._counted(priority, points, has_own_chain=has_chain(self._graph, priority))
                )
        return self._counted(strategy, below)

    def priority(self, priority: Item) -> ChainNode:
        """What it is made of, with actions and measures; last what has no such place."""
        self._named.add(priority.id)
        below: list[ChainNode] = []
        for point in self._promised(priority):
            self._named.add(point.id)
            found = [
                *self._actions(live_below(self._graph, point)),
                *self._measures(point),
            ]
            below.append(self._counted(point, found))
        others = live_below(self._graph, priority)
        below += self._actions(one for one in others if one.id not in self._named)
        below += self._measures(priority)
        return self._counted(priority, below)

    def _promised(self, priority: Item) -> Iterator[Item]:
        for part in self._graph.sources(priority.id, LinkKind.PART_OF):
            if part.role in _PROMISED:
                yield part

    def _actions(self, items: Iterable[Item]) -> Iterator[ChainNode]:
        """The actions among `items`, with what measures them where they are named first."""
        for action in items:
            if action.role is Role.ACTION:
                again = action.id in self._named
                self._named.add(action.id)
                yield ChainNode(
                    item=action,
                    kind=self._kind(action),
                    named_above=again,
                    state=self._snapshot.action_statuses[action.id].state,
                    below=() if again else tuple(self._measures(action)),
                )

    def _measures(self, measured: Item) -> Iterator[ChainNode]:
        for indicator in measures_of(self._graph, (measured,)):
            again = indicator.id in self._named
            self._named.add(indicator.id)
            verdicts = of_all(self._snapshot.performance.get(indicator.id, ()), self._snapshot.home)
            yield ChainNode(
                item=indicator,
                kind=self._kind(indicator),
                named_above=again,
                badges=badges(verdicts),
            )

    def _counted(
        self, item: Item, below: Iterable[ChainNode] = (), *, has_own_chain: bool = False
    ) -> ChainNode:
        under = live_below(self._graph, item)
        states = Counter(
            self._snapshot.action_statuses[found.id].state
            for found in under
            if found.role is Role.ACTION
        )
        measures = measures_of(self._graph, (item, *under))
        return ChainNode(
            item=item,
            kind=self._kind(item),
            counts=Counts(
                actions=states.total(),
                states=tuple(
                    (state, states[state]) for state in (*ActionStatus, None) if states[state]
                ),
                indicators=len(measures),
                with_values=sum(has_values(self._snapshot, measure) for measure in measures),
            ),
            has_own_chain=has_own_chain,
            below=tuple(below),
        )

    def _kind(self, item: Item) -> str:
        return self._snapshot.metamodel.role_titles.get(item.role, str(item.role))


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
    """What stands in a box below the title."""
    if node.named_above:
        return translations.gettext("See above")
    if node.counts is None:
        return ""
    actions, indicators = node.counts.actions, node.counts.indicators
    return ", ".join(
        (
            translations.ngettext("%(num)s action", "%(num)s actions", actions) % {"num": actions},
            translations.ngettext("%(num)s measure", "%(num)s measures", indicators)
            % {"num": indicators},
        )
    )
