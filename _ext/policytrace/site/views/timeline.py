"""A plan over time: when its actions begin and end, and when they are followed up.

Each action has a line of its own across the years of the plan. Years are equally long, so that
they are columns of a grid whatever the width of the page; places are given in thousandths of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.plan.queries import follow_up_to_come, follow_ups_made, missed_follow_up
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.vocabulary import ActionStatus, Status
from policytrace.site.views.milestones import Milestones, milestones
from policytrace.site.views.registry import PLAN, Options, View, register
from policytrace.snapshot import Snapshot

WIDTH = 1000
"""The length of all years together."""

MOST_YEARS = 12
"""A plan over more years than this is not drawn, since nobody could read it."""


_SHAPES = {
    "proposed": (None,),
    "going": (ActionStatus.NOT_STARTED, ActionStatus.ON_PLAN),
    "at_risk": (ActionStatus.AT_RISK,),
    "late": (ActionStatus.LATE,),
    "done": (ActionStatus.DONE,),
    "cancelled": (ActionStatus.CANCELLED,),
}
"""The shapes of bars, and the states that have them; None: a proposal."""

_OVER = (ActionStatus.DONE, ActionStatus.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineBar:
    """Where the time of an action, or of the plan, lies."""

    start: int
    end: int
    overrun: int | None
    """Until where it is late: today, if its last day has passed and it is not over."""
    next_follow_up: int | None
    followed_up: tuple[int, ...]
    milestones: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLine:
    """An action."""

    item: Item
    state: ActionStatus | None
    """None for a proposal, whose days are proposed."""
    first: date | None
    last: date | None
    next_follow_up: date | None
    """None too when it has been made, or is not needed any more."""
    missed: bool
    """Whether that day has passed."""
    followed_up: tuple[Item, ...]
    """The follow-ups that have been made, the earliest first."""
    milestones: Milestones | None
    bar: TimelineBar | None
    """None if the days are not known, or no years are drawn."""

    @property
    def shape(self) -> str:
        """The shape of its bar."""
        return next(shape for shape, states in _SHAPES.items() if self.state in states)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A plan's actions by their first days."""

    plan: Item
    lines: tuple[TimelineLine, ...]
    years: tuple[int, ...]
    """The years that are drawn."""
    year_starts: tuple[int, ...]
    """Where the years after the first begin."""
    today: date
    today_at: int | None
    """Where today is; None if it lies outside the years."""

    @property
    def shapes(self) -> tuple[str, ...]:
        """The kinds of bars that are drawn: each state has a shape of its own."""
        drawn = {line.state for line in self.lines if line.bar}
        return tuple(shape for shape, states in _SHAPES.items() if drawn.intersection(states))

    @property
    def any_overrun(self) -> bool:
        """Whether something is drawn beyond its last day."""
        return any(line.bar and line.bar.overrun is not None for line in self.lines)

    @property
    def any_next(self) -> bool:
        """Whether a follow-up that is to come is drawn."""
        return any(line.bar and line.bar.next_follow_up is not None for line in self.lines)

    @property
    def any_milestone(self) -> bool:
        """Whether a milestone is drawn."""
        return any(line.bar and line.bar.milestones for line in self.lines)

    @property
    def any_followed_up(self) -> bool:
        """Whether a follow-up that has been made is drawn."""
        return any(line.bar and line.bar.followed_up for line in self.lines)


def timeline(snapshot: Snapshot, options: Options) -> Timeline:
    """The timeline of the plan that the option names, with the actions of its parts."""
    plan = options.items[PLAN]
    actions = sorted(
        snapshot.actions_by_plan.get(plan.id, ()),
        key=lambda action: (
            action.day(FieldName.STARTS) or date.max,
            action.day(FieldName.DUE) or date.max,
        ),
    )
    years = _years((plan, *actions))
    scale = _Scale(years)
    return Timeline(
        plan=plan,
        lines=tuple(_line(snapshot, scale, action) for action in actions),
        years=years,
        year_starts=tuple(WIDTH * number // len(years) for number in range(1, len(years))),
        today=snapshot.today,
        today_at=scale.place(snapshot.today),
    )


def _years(items: Iterable[Item]) -> tuple[int, ...]:
    """The years from the first day of all to the last; none if there are none, or too many."""
    days = [
        day.year
        for item in items
        for name in (FieldName.VALID_FROM, FieldName.VALID_TO, FieldName.STARTS, FieldName.DUE)
        if (day := item.day(name))
    ]
    years = range(min(days), max(days) + 1) if days else range(0)
    return tuple(years) if len(years) <= MOST_YEARS else ()


@dataclass(frozen=True, slots=True)
class _Scale:
    """From days to places in the picture."""

    years: tuple[int, ...]

    def place(self, day: date | None) -> int | None:
        """Where a day is; None if it is outside the years."""
        if day is None or day.year not in self.years:
            return None
        first = date(day.year, 1, 1)
        passed = (day - first).days / (date(day.year, 12, 31) - first).days
        return round(WIDTH * (day.year - self.years[0] + passed) / len(self.years))

    def bar(self, first: date | None, last: date | None) -> tuple[int, int] | None:
        """From where to where a time reaches; None if it is not known or turned round."""
        start, end = self.place(first), self.place(last)
        if start is None or end is None or end < start:
            return None
        return start, end


def _line(snapshot: Snapshot, scale: _Scale, item: Item) -> TimelineLine:
    made = tuple(
        follow_up
        for follow_up in reversed(follow_ups_made(snapshot.graph, item))
        if follow_up.day(FieldName.DATE)
    )
    first, last = item.day(FieldName.STARTS), item.day(FieldName.DUE)
    span = scale.bar(first, last)
    over = item.status is Status.DONE or not snapshot.graph.carries(item)
    coming = None if over else follow_up_to_come(snapshot.graph, item)
    places = (scale.place(follow_up.day(FieldName.DATE)) for follow_up in made)
    steps = milestones(snapshot, item)
    step_places = (scale.place(row.day) for row in (steps.rows if steps else ()))
    return TimelineLine(
        item=item,
        state=snapshot.action_statuses[item.id].state,
        first=first,
        last=last,
        next_follow_up=coming,
        missed=missed_follow_up(snapshot.graph, item, snapshot.today) is not None,
        followed_up=made,
        milestones=steps,
        bar=None
        if span is None
        else TimelineBar(
            start=span[0],
            end=span[1],
            overrun=_overrun(snapshot, scale, item),
            next_follow_up=scale.place(coming),
            followed_up=tuple(place for place in places if place is not None),
            milestones=tuple(place for place in step_places if place is not None),
        ),
    )


def _overrun(snapshot: Snapshot, scale: _Scale, action: Item) -> int | None:
    """Where today is, for what is decided, not over, and past its last day."""
    state, day = snapshot.action_statuses[action.id].state, action.day(FieldName.DUE)
    if state is None or state in _OVER or day is None or day >= snapshot.today:
        return None
    today = scale.place(snapshot.today)
    return WIDTH if today is None else today


register(
    View(
        key="timeline",
        purpose=message("A plan's actions year by year"),
        options={PLAN: frozenset({Role.PLAN})},
        required=frozenset({PLAN}),
        template="timeline.html.jinja",
        compute=timeline,
    )
)
