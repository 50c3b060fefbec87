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
from policytrace.plan.queries import missed_follow_up
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import ActionStatus, Status
from policytrace.site.views.registry import PLAN, Options, View, register
from policytrace.snapshot import Snapshot

WIDTH = 1000
"""The length of all years together."""

MOST_YEARS = 12
"""A plan over more years than this is not drawn, since nobody could read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineBar:
    """Where the time of an action, or of the plan, lies."""

    start: int
    end: int
    next_follow_up: int | None
    followed_up: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineLine:
    """An action, or the plan itself."""

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
    bar: TimelineBar | None
    """None if the days are not known, or no years are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A plan's actions by their first days."""

    plan: Item
    whole: TimelineLine
    lines: tuple[TimelineLine, ...]
    years: tuple[int, ...]
    """The years that are drawn."""
    year_starts: tuple[int, ...]
    """Where the years after the first begin."""
    today: date
    today_at: int | None
    """Where today is; None if it lies outside the years."""

    @property
    def any_followed_up(self) -> bool:
        """Whether a follow-up that has been made is drawn."""
        return any(line.bar and line.bar.followed_up for line in (self.whole, *self.lines))


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
        whole=_line(snapshot, scale, plan, FieldName.VALID_FROM, FieldName.VALID_TO),
        lines=tuple(
            _line(snapshot, scale, action, FieldName.STARTS, FieldName.DUE) for action in actions
        ),
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


def _line(
    snapshot: Snapshot, scale: _Scale, item: Item, first: FieldName, last: FieldName
) -> TimelineLine:
    made = sorted(
        (
            follow_up
            for follow_up in snapshot.graph.sources(item.id, LinkKind.FOLLOWS_UP)
            if follow_up.day(FieldName.DATE)
        ),
        key=lambda follow_up: follow_up.day(FieldName.DATE) or date.max,
    )
    span = scale.bar(item.day(first), item.day(last))
    coming = item.day(FieldName.NEXT_FOLLOW_UP)
    latest = made[-1].day(FieldName.DATE) if made else None
    over = item.status is Status.DONE or not snapshot.graph.carries(item)
    if over or (coming and latest and latest >= coming):
        coming = None
    places = (scale.place(follow_up.day(FieldName.DATE)) for follow_up in made)
    return TimelineLine(
        item=item,
        state=snapshot.action_statuses[item.id].state,
        first=item.day(first),
        last=item.day(last),
        next_follow_up=coming,
        missed=missed_follow_up(snapshot.graph, item, snapshot.today) is not None,
        followed_up=tuple(made),
        bar=None
        if span is None
        else TimelineBar(
            start=span[0],
            end=span[1],
            next_follow_up=scale.place(coming),
            followed_up=tuple(place for place in places if place is not None),
        ),
    )


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
