"""The five answers: what is decided, how far it is, if gaps close, who is late, what is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.plan.queries import is_proposal
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status
from policytrace.site.views.gap_trend import GapTrend, gap_trend
from policytrace.site.views.late import LateGroup, any_decided, late_groups, late_items
from policytrace.site.views.news import NewsEntry, news_of
from policytrace.site.views.owner_counts import OwnerGroup, by_owner
from policytrace.site.views.registry import Options, View, register
from policytrace.site.views.tallies import ActionTally, tally
from policytrace.snapshot import Snapshot

STATE_PAGE = "strategy/laget"
"""The page with the whole picture, where a project has it."""

_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """A strategy that holds, and the latest decision behind it."""

    strategy: Item
    decision: Item
    body: str
    day: date | None
    paragraph: str
    years: int
    """Whole years since then."""
    months: int
    """Whole months beyond these years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the template puts into sentences."""

    adopted: tuple[Adopted, ...]
    plans: int
    """How many plans there are, without those that are cancelled."""
    decided_plans: int
    actions: ActionTally
    gaps: GapTrend
    owners: tuple[OwnerGroup, ...]
    """Who answers for the priorities."""
    owners_proposed: bool
    """Whether that is a proposal for all of them."""
    any_decided: bool
    """Whether anything is decided that somebody can be late with."""
    late: tuple[LateGroup, ...]
    late_number: int
    """How many objects are late."""
    missed: tuple[LateGroup, ...]
    missed_number: int
    """How many others have a follow-up that should have been made."""
    newest: NewsEntry | None
    next_follow_up: date | None
    """The first day, from today on, on which something of it is to be followed up."""
    follow_up_proposed: bool
    """Whether that day is a proposal."""
    page: str = STATE_PAGE


def summary(snapshot: Snapshot, _options: Options) -> Summary:
    """The five answers on the day of the snapshot."""
    graph = snapshot.graph
    plans = [plan for plan in graph.of_role(Role.PLAN) if plan.live]
    priorities = graph.of_role(Role.PRIORITY)
    found = late_items(snapshot)
    late = tuple(one for one in found if one.is_late)
    missed = tuple(one for one in found if not one.is_late)
    to_follow_up = min(_follow_ups(snapshot), default=None)
    return Summary(
        adopted=tuple(_adopted(snapshot)),
        plans=len(plans),
        decided_plans=sum(not is_proposal(plan) for plan in plans),
        actions=tally(
            snapshot.action_statuses[action.id].state for action in graph.of_role(Role.ACTION)
        ),
        gaps=gap_trend(snapshot),
        owners=tuple(group for group in by_owner(graph, priorities) if group.owner),
        owners_proposed=all(priority.status is Status.PROPOSED for priority in priorities),
        any_decided=any_decided(snapshot),
        late=late_groups(late),
        late_number=len(late),
        missed=late_groups(missed),
        missed_number=len(missed),
        newest=next(iter(news_of(snapshot)), None),
        next_follow_up=to_follow_up[0] if to_follow_up else None,
        follow_up_proposed=to_follow_up is not None and to_follow_up[1],
    )


def _follow_ups(snapshot: Snapshot) -> Iterator[tuple[date, bool]]:
    """The days to come on which something is to be followed up; whether each is a proposal."""
    graph = snapshot.graph
    for item in graph.of_role(Role.PRIORITY, Role.PLAN, Role.ACTION):
        day = item.day(FieldName.NEXT_FOLLOW_UP)
        if day is None or day < snapshot.today:
            continue
        if graph.carries(item) and item.status is not Status.DONE:
            yield day, item.status is Status.PROPOSED


def _adopted(snapshot: Snapshot) -> Iterator[Adopted]:
    graph = snapshot.graph
    for strategy in graph.of_role(Role.STRATEGY):
        decisions = graph.targets(strategy, LinkKind.DECIDED_BY)
        if not decisions or not graph.carries(strategy):
            continue
        latest = max(decisions, key=lambda decision: decision.day(FieldName.DATE) or date.min)
        day = latest.day(FieldName.DATE)
        months = months_between(day, snapshot.today) if day else 0
        yield Adopted(
            strategy=strategy,
            decision=latest,
            body=latest.text(FieldName.BODY),
            day=day,
            paragraph=latest.text(FieldName.PARAGRAPH),
            years=months // _MONTHS,
            months=months % _MONTHS,
        )


def months_between(first: date, last: date) -> int:
    """How many whole months have passed between two days; 0 if the first is not before the last."""
    months = (last.year - first.year) * _MONTHS + last.month - first.month
    return max(months - (last.day < first.day), 0)


register(
    View(
        key="summary",
        purpose=message("The five answers: decided, how far, gaps, who answers for it, new"),
        template="summary.html.jinja",
        compute=summary,
    )
)
