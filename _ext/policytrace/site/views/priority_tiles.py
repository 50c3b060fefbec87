"""The priorities side by side: how it goes with each, in words and figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policytrace.measure.target_specs import governs
from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.plan.queries import missed_follow_up, parts_of
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import ActionStatus, Status
from policytrace.site.views.indicator_verdicts import Count, counts, headline, of_all
from policytrace.site.views.registry import Options, View, register
from policytrace.snapshot import Snapshot
from policytrace.status.action_status import ActionCount


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityTile:
    """One priority."""

    priority: Item
    state: ActionStatus | None
    """None if all that is to be done is proposed."""
    reason: Message
    actions: tuple[ActionCount, ...]
    """How many actions are in each state, the proposals last."""
    verdicts: tuple[Count, ...]
    """How many of its measures have each verdict, the worst first."""
    governed: bool
    """Whether these are the few that govern it; else all that measure it, its parts and actions."""
    next_follow_up: date | None
    """The first day, from today on, on which it or one of its actions is to be followed up."""
    missed: int
    """How many follow-ups of it and its actions should have been made by now."""

    @property
    def number_of_actions(self) -> int:
        """How many actions there are under it."""
        return sum(number for _, number in self.actions)

    @property
    def number_of_indicators(self) -> int:
        """How many measures `verdicts` counts."""
        return sum(count.number for count in self.verdicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityTiles:
    """All priorities."""

    today: date
    tiles: tuple[PriorityTile, ...]


def priority_tiles(snapshot: Snapshot, _options: Options) -> PriorityTiles:
    """A tile for each priority, in the order of the strategy."""
    return PriorityTiles(
        today=snapshot.today,
        tiles=tuple(
            _tile(snapshot, priority) for priority in snapshot.graph.of_role(Role.PRIORITY)
        ),
    )


def _tile(snapshot: Snapshot, priority: Item) -> PriorityTile:
    progress = snapshot.action_statuses[priority.id]
    actions = snapshot.actions_by_priority.get(priority.id, ())
    followed = (priority, *actions)
    graph, today = snapshot.graph, snapshot.today
    home = snapshot.measurements.areas.home
    area = home.name if home else ""
    governing = tuple(filter(governs, graph.targets(priority, LinkKind.MEASURED_BY)))
    return PriorityTile(
        priority=priority,
        state=progress.state,
        reason=progress.reason,
        actions=progress.actions,
        verdicts=counts(
            headline(of_all(snapshot.performance.get(indicator.id, ()), area))
            for indicator in governing or _measures(snapshot, followed)
        ),
        governed=bool(governing),
        next_follow_up=min(
            (
                day
                for item in followed
                if graph.carries(item) and item.status is not Status.DONE
                if (day := item.day(FieldName.NEXT_FOLLOW_UP)) and day >= today
            ),
            default=None,
        ),
        missed=sum(missed_follow_up(graph, item, today) is not None for item in followed),
    )


def _measures(snapshot: Snapshot, followed: Iterable[Item]) -> tuple[Item, ...]:
    """The indicators of a priority, of its parts and of its actions, each once."""
    graph = snapshot.graph
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
        key="priority_tiles",
        purpose=message("The priorities with how it goes, actions, indicators and next follow-up"),
        template="priority_tiles.html.jinja",
        compute=priority_tiles,
    )
)
