"""The priorities side by side: how it goes with each, in words and figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policytrace.messages import Message
from policytrace.model import FieldName, Item, LinkKind, Role, Status
from policytrace.progress import State
from policytrace.situation import Situation
from policytrace.tracing import missed_follow_up, parts_of
from policytrace.views.indicator_verdicts import Count, counts, headline, of_all
from policytrace.views.registry import Options, View, register


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityTile:
    """One priority."""

    priority: Item
    state: State
    reason: Message
    actions: tuple[tuple[State, int], ...]
    """How many actions are in each state, none left out."""
    verdicts: tuple[Count, ...]
    """How many indicators have each verdict, the worst first."""
    next_follow_up: str
    """The first day, from today on, on which it or one of its actions is to be followed up."""
    missed: int
    """How many follow-ups of it and its actions should have been made by now."""

    @property
    def number_of_actions(self) -> int:
        """How many actions there are under it."""
        return sum(number for _, number in self.actions)

    @property
    def number_of_indicators(self) -> int:
        """How many indicators measure it, its parts and its actions."""
        return sum(count.number for count in self.verdicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityTiles:
    """All priorities."""

    today: str
    tiles: tuple[PriorityTile, ...]


def priority_tiles(situation: Situation, _options: Options) -> PriorityTiles:
    """A tile for each priority, in the order of the strategy."""
    return PriorityTiles(
        today=situation.today.isoformat(),
        tiles=tuple(
            _tile(situation, priority) for priority in situation.graph.of_role(Role.PRIORITY)
        ),
    )


def _tile(situation: Situation, priority: Item) -> PriorityTile:
    progress = situation.progress[priority.id]
    actions = situation.actions_by_priority.get(priority.id, ())
    followed = (priority, *actions)
    graph, today = situation.graph, situation.today
    home = graph.measurements.areas.home
    area = home.name if home else ""
    return PriorityTile(
        priority=priority,
        state=progress.state,
        reason=progress.reason,
        actions=progress.actions,
        verdicts=counts(
            headline(of_all(situation.standings.get(indicator.id, ()), area))
            for indicator in _measures(situation, followed)
        ),
        next_follow_up=min(
            (
                day.isoformat()
                for item in followed
                if item.live and item.status is not Status.DONE
                if (day := item.day(FieldName.NEXT_FOLLOW_UP)) and day >= today
            ),
            default="",
        ),
        missed=sum(missed_follow_up(graph, item, today) is not None for item in followed),
    )


def _measures(situation: Situation, followed: Iterable[Item]) -> tuple[Item, ...]:
    """The indicators of a priority, of its parts and of its actions, each once."""
    graph = situation.graph
    priority, *actions = followed
    inside = {priority.id, *parts_of(graph, (priority,)), *(action.id for action in actions)}
    found = {
        indicator.id: indicator
        for member in inside
        for indicator in graph.targets(graph.items[member], LinkKind.MEASURED_BY)
    }
    return tuple(found.values())


register(
    View(
        directive="prioriteringskort",
        template="priority_tiles.html.jinja",
        compute=priority_tiles,
    )
)
