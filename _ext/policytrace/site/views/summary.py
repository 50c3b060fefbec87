"""The five answers: what is decided, how far it is, if gaps close, who is late, what is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.messages import message
from policytrace.plan.queries import follow_up_to_come, is_proposal
from policytrace.plan.referral import late_answers
from policytrace.schedule.late import any_decided, late_items
from policytrace.schedule.news import NewsEntry, news_of
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.views.adopted import Adopted, adopted
from policytrace.site.views.gap_trend import GapTrend, gap_trend
from policytrace.site.views.late import LateGroup, late_groups
from policytrace.site.views.owner_counts import OwnerGroup, by_owner
from policytrace.site.views.referral import OPINIONS_PAGE, ReferralNote, referral_notes
from policytrace.site.views.registry import STATE_PAGE, Options, View, register
from policytrace.site.views.tallies import ActionTally, tally
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the template puts into sentences."""

    adopted: tuple[Adopted, ...]
    plans: int
    """How many plans there are, without those that are cancelled."""
    decided_plans: int
    actions: ActionTally
    referrals: tuple[ReferralNote, ...]
    """What is sent out for opinions."""
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
    late_answers: int
    """How many promised answers to opinions are late."""
    newest: NewsEntry | None
    next_follow_up: date | None
    """The first day, from today on, on which something of it is to be followed up."""
    follow_up_proposed: bool
    """Whether that day is a proposal."""
    page: str = STATE_PAGE
    opinions_page: str = OPINIONS_PAGE


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
        adopted=adopted(snapshot),
        plans=len(plans),
        decided_plans=sum(not is_proposal(plan) for plan in plans),
        actions=tally(
            snapshot.action_statuses[action.id].state for action in graph.of_role(Role.ACTION)
        ),
        referrals=referral_notes(snapshot),
        gaps=gap_trend(snapshot),
        owners=tuple(group for group in by_owner(graph, priorities) if group.owner),
        owners_proposed=all(priority.proposed for priority in priorities),
        any_decided=any_decided(snapshot),
        late=late_groups(late),
        late_number=len(late),
        missed=late_groups(missed),
        missed_number=len(missed),
        late_answers=late_answers(graph, snapshot.today),
        newest=next(iter(news_of(snapshot)), None),
        next_follow_up=to_follow_up[0] if to_follow_up else None,
        follow_up_proposed=to_follow_up is not None and to_follow_up[1],
    )


def _follow_ups(snapshot: Snapshot) -> Iterator[tuple[date, bool]]:
    """The days to come on which something is to be followed up; whether each is a proposal."""
    graph = snapshot.graph
    for item in graph.of_role(Role.PRIORITY, Role.PLAN, Role.ACTION):
        day = follow_up_to_come(graph, item)
        if day is None or day < snapshot.today:
            continue
        if graph.carries(item) and item.status is not Status.DONE:
            yield day, item.proposed


register(
    View(
        key="summary",
        purpose=message("The five answers: decided, how far, gaps, who answers for it, new"),
        template="summary.html.jinja",
        compute=summary,
    )
)
