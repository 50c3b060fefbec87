"""A part of the strategy where it is written: what it says first, then what is done about it.

A priority shows its owner and the figure that governs it. What a priority is made of is a row that
opens; on the page of the priority all rows stand together, so an action or a measure is a link only
where the rows name it first.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from policytrace.charts.model import Chart
from policytrace.measure.target_specs import governs, is_background
from policytrace.plan.decisions import adopting
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.queries import follow_up_to_come, has_chain
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import ActionStatus, Verdict
from policytrace.site.views.card import Card, card_of
from policytrace.site.views.headline_figure import (
    FindingKind,
    HeadlineFigure,
    headline_charts,
    headline_figure,
    telling_order,
)
from policytrace.site.views.indicator_verdicts import headline, of_all
from policytrace.site.views.work import WorkEntry, work_of
from policytrace.snapshot import Snapshot
from policytrace.status.action_status import ActionCount

MADE_OF = (Role.STARTING_POINT, Role.COMMITMENT)
"""What a priority is made of."""

MOST_ACTIONS = 20
"""Where more actions than this are for something, its own page lists them."""

MOST_MEASURES = 6
"""So many measures stand in a row; the chain tells of more."""

_MOST_LINKS = 2
"""As often an action is a link among the rows of a priority."""

_WORST_FIRST = (
    ActionStatus.LATE,
    ActionStatus.AT_RISK,
    ActionStatus.NOT_STARTED,
    ActionStatus.ON_PLAN,
    ActionStatus.DONE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionMention:
    """An action for something that the strategy says."""

    entry: WorkEntry
    is_linked: bool
    """Whether it is a link here: it may have been one above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureMention:
    """A measure of something that the strategy says."""

    indicator: Item
    figure: HeadlineFigure | None
    """What it says first; None if no value is known that may be shown."""
    expected: date | None
    """The day on which the first or next value is expected."""
    is_linked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A part of the strategy."""

    card: Card
    """Its links to others are told here in another way."""
    is_row: bool
    """Whether it is a part of a priority, and so a row that opens."""
    owners: tuple[Item, ...]
    next_follow_up: date | None
    decisions: tuple[Item, ...]
    """Through which it was adopted itself: what is adopted with a strategy is cited."""
    valid_from: date | None
    valid_to: date | None
    replaces: tuple[Item, ...]
    actions: tuple[ActionMention, ...]
    states: tuple[ActionCount, ...]
    """How many of these are in each state, the proposals last."""
    measures: tuple[MeasureMention, ...]
    """Of a priority those that govern it; else its own, and those of the actions of a row."""
    further_measures: int
    """How many more of these there are, which the chain tells of."""
    chain: Item | None
    """That whose page with a chain tells of it; None if there is none."""
    figure: HeadlineFigure | None
    """For a priority: the figure that says most of it."""

    @property
    def item(self) -> Item:
        """The object."""
        return self.card.item

    @property
    def worst(self) -> ActionStatus | None:
        """The worst state of its actions; None if all of them are proposals, or there are none."""
        found = {state for state, _ in self.states}
        return next((state for state in _WORST_FIRST if state in found), None)

    @property
    def lists_actions(self) -> bool:
        """Whether the actions are few enough to be listed."""
        return len(self.actions) <= MOST_ACTIONS

    @property
    def measured(self) -> int:
        """How many of the measures that are told of have a value that may be shown."""
        return sum(measure.figure is not None for measure in self.measures)


def promise_of(snapshot: Snapshot, item: Item) -> Promise:
    """What is known of a part of the strategy, or of the strategy."""
    graph = snapshot.graph
    priority = priority_of(graph, item)
    is_row = priority is not None
    work = None if item.role in (Role.PRIORITY, Role.STRATEGY) else work_of(snapshot, item)
    linked = _links_in_rows(snapshot, item)
    actions = tuple(
        ActionMention(entry=entry, is_linked=not is_row or entry.action.id in linked)
        for entry in (work.entries if work else ())
    )
    if item.role is Role.PRIORITY:
        shown = tuple(filter(governs, measures_of(graph, (item,))))
    else:
        shown = measures_of(graph, (item, *(one.entry.action for one in actions if is_row)))
    return Promise(
        card=card_of(snapshot, item),
        is_row=is_row,
        owners=graph.targets(item, LinkKind.OWNER),
        next_follow_up=follow_up_to_come(graph, item),
        decisions=adopting(graph, item),
        valid_from=item.day(FieldName.VALID_FROM),
        valid_to=item.day(FieldName.VALID_TO),
        replaces=graph.targets(item, LinkKind.REPLACES),
        actions=actions,
        states=work.states if work else (),
        measures=tuple(
            MeasureMention(
                indicator=indicator,
                figure=headline_figure(snapshot, indicator),
                expected=indicator.day(FieldName.VALUE_EXPECTED),
                is_linked=not is_row or indicator.id in linked,
            )
            for indicator in shown[:MOST_MEASURES]
        ),
        figure=_telling(snapshot, item) if item.role is Role.PRIORITY else None,
        further_measures=max(0, len(shown) - MOST_MEASURES),
        chain=chain_top if has_chain(graph, chain_top := priority or item) else None,
    )


def promise_charts(promise: object, translations: gettext.NullTranslations) -> Mapping[str, Chart]:
    """The chart of a priority."""
    figure = promise.figure if isinstance(promise, Promise) else None
    return headline_charts((figure,), translations)


def priority_of(graph: Graph, item: Item) -> Item | None:
    """The priority that is made of the object, among others."""
    if item.role not in MADE_OF:
        return None
    wholes = graph.targets(item, LinkKind.PART_OF)
    return next((whole for whole in wholes if whole.role is Role.PRIORITY), None)


def parts_of_priority(graph: Graph, priority: Item) -> tuple[Item, ...]:
    """What a priority is made of, in the order in which it is read."""
    parts = graph.sources(priority.id, LinkKind.PART_OF)
    return tuple(part for part in parts if part.role in MADE_OF)


_LINKED: WeakKeyDictionary[Snapshot, dict[str, frozenset[str]]] = WeakKeyDictionary()
"""What is a link in each row, by the id of the row's object."""


def _links_in_rows(snapshot: Snapshot, item: Item) -> frozenset[str]:
    """The ids of the actions and measures that are links in the row of `item`."""
    priority = priority_of(snapshot.graph, item)
    if priority is None:
        return frozenset()
    known = _LINKED.setdefault(snapshot, {})
    if item.id not in known:
        times: dict[str, int] = {}
        for part in parts_of_priority(snapshot.graph, priority):
            work = work_of(snapshot, part)
            actions = [entry.action for entry in work.entries] if work else []
            linked = set()
            for action in actions:
                times[action.id] = times.get(action.id, 0) + 1
                if times[action.id] <= _MOST_LINKS:
                    linked.add(action.id)
            for indicator in measures_of(snapshot.graph, (part, *actions))[:MOST_MEASURES]:
                if indicator.id not in times:
                    linked.add(indicator.id)
                times[indicator.id] = 1
            known[part.id] = frozenset(linked)
    return known[item.id]


def _telling(snapshot: Snapshot, priority: Item) -> HeadlineFigure | None:
    """The figure that says most of a priority: of those that govern it, or else of all.

    A value by itself says less than any that is compared.
    """
    graph = snapshot.graph
    own = measures_of(graph, (priority,))
    parts = parts_of_priority(graph, priority)
    actions = snapshot.actions_by_priority.get(priority.id, ())
    for few in (tuple(filter(governs, own)), own, measures_of(graph, (*parts, *actions))):
        found = [
            figure
            for indicator in few
            if not is_background(indicator) and (figure := headline_figure(snapshot, indicator))
        ]
        if found:
            return min(found, key=lambda one: (one.kind is FindingKind.VALUE, telling_order(one)))
    return None


def measures_of(graph: Graph, measured: Iterable[Item]) -> tuple[Item, ...]:
    """What measures the objects, each once."""
    found = {
        indicator.id: indicator
        for one in measured
        for indicator in graph.targets(one, LinkKind.MEASURED_BY)
        if indicator.role is Role.INDICATOR
    }
    return tuple(found.values())


def has_values(snapshot: Snapshot, indicator: Item) -> bool:
    """Whether any value is known of an indicator, for all of the municipality or for parts."""
    verdicts = of_all(snapshot.performance.get(indicator.id, ()), snapshot.home)
    return headline(verdicts) is not Verdict.NO_DATA
