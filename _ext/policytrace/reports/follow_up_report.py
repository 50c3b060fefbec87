"""How it has gone: follow-ups made, how the actions stand, what is late, measures, what is next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from policytrace.messages import Message, message
from policytrace.plan.milestones import milestones_of
from policytrace.plan.model import Item
from policytrace.plan.queries import is_proposal
from policytrace.reports.document import (
    Block,
    Column,
    DataTable,
    Facts,
    Heading,
    Paragraph,
    Tone,
    text_of,
)
from policytrace.reports.measured import MeasuredTeller
from policytrace.reports.plan_report import in_brief, indicator_chapter
from policytrace.reports.scope import Scope
from policytrace.reports.telling import Teller, label_of
from policytrace.schedule.happenings import Happening
from policytrace.schedule.late import late_items
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.site.views.coming import coming_within

_TOLD_APART = frozenset({FieldName.DATE, LinkKind.FOLLOWS_UP, LinkKind.LOOKED_AT})

_MOST_DAYS = 12
"""So many of the days to come are told."""

_HAPPENINGS: dict[Happening, Message] = {
    Happening.BEGINS: message("begins"),
    Happening.FOLLOW_UP: message("is followed up"),
    Happening.MILESTONE: message("is to be reached"),
    Happening.ENDS: message("is to be done"),
    Happening.TARGET: message("a target is to be set"),
    Happening.VALUE: message("a value is expected"),
    Happening.REFERRAL: message("last day to give an opinion"),
    Happening.ANSWER: message("an answer is promised"),
}


def follow_up_blocks(told: MeasuredTeller, scope: Scope, since: date) -> Iterator[Block]:
    """The text of the report, for the days from `since` to that of the snapshot."""
    teller = told.teller
    yield Heading(level=1, text=teller.say(message("In brief")), new_page=True)
    late = late_items(teller.snapshot, _followed(scope))
    yield from in_brief(
        told,
        scope,
        (message("Follow-ups made"), len(follow_ups_in(teller, scope, since))),
        (message("Late, or not followed up in time"), len(late)),
    )
    yield Heading(level=1, text=teller.say(message("Follow-ups made")))
    yield from _made(told, scope, since)
    yield Heading(level=1, text=teller.say(message("What is late")))
    yield from _late(teller, scope)
    yield Heading(level=1, text=teller.say(message("How the actions stand")))
    yield from _states(teller, scope)
    yield Heading(level=1, text=teller.say(message("What comes next")))
    yield from _next(teller, scope)
    yield from indicator_chapter(told, scope)


def follow_ups_in(teller: Teller, scope: Scope, since: date) -> tuple[Item, ...]:
    """The follow-ups of what the report is about that were made in the period, the first first."""
    snapshot = teller.snapshot
    within = _within(scope)
    found = [
        (day, one)
        for one in snapshot.graph.of_role(Role.FOLLOW_UP)
        if (day := one.day(FieldName.DATE))
        and since <= day <= snapshot.today
        and within.intersection(one.targets(LinkKind.FOLLOWS_UP))
    ]
    found.sort(key=lambda each: (each[0], each[1].location))
    return tuple(one for _, one in found)


def _within(scope: Scope) -> frozenset[str]:
    items = (*_followed(scope), *scope.all_indicators)
    return frozenset(item.id for item in items)


def _made(told: MeasuredTeller, scope: Scope, since: date) -> Iterator[Block]:
    teller = told.teller
    made = follow_ups_in(teller, scope, since)
    period = teller.period(since, teller.snapshot.today)
    if not made:
        said = message("No follow-up was made in the period {period}.", period=period)
        yield Paragraph(text=text_of(teller.say(said)))
        return
    number = message(
        "Follow-ups made in the period {period}: {number}.", period=period, number=str(len(made))
    )
    yield Paragraph(text=text_of(teller.say(number)))
    for one in made:
        about = teller.snapshot.graph.targets(one, LinkKind.FOLLOWS_UP)
        yield Heading(level=2, text=teller.names(about) or one.title)
        day = (teller.title(FieldName.DATE), text_of(teller.day(one.day(FieldName.DATE))))
        held = (
            (teller.say(entry.title), text_of(teller.entry(entry)))
            for entry in teller.known(one)
            if entry.key not in _TOLD_APART
        )
        yield Facts(entries=(day, *held))
        yield from teller.text(one)
        if seen := teller.snapshot.graph.targets(one, LinkKind.LOOKED_AT):
            yield told.table(seen, teller.say(message("The measures that were looked at")))


def _followed(scope: Scope) -> tuple[Item, ...]:
    """What is followed up: it can be late."""
    return (*scope.priorities, *scope.plans, *scope.all_actions)


def _late(teller: Teller, scope: Scope) -> Iterator[Block]:
    snapshot = teller.snapshot
    found = late_items(snapshot, _followed(scope))
    if not found:
        decided = [one for one in (*scope.plans, *scope.all_actions) if not is_proposal(one)]
        said = (
            message("Nothing is late.")
            if decided
            else message("Nothing is decided, so nobody can be late.")
        )
        yield Paragraph(text=text_of(teller.say(said)))
        return
    yield DataTable(
        caption=teller.say(message("What is late, and since when")),
        columns=(
            Column(title=teller.say(message("What")), share=6),
            Column(title=teller.title(LinkKind.OWNER), share=4),
            Column(title=teller.say(message("Since")), share=4),
            Column(title=teller.say(message("Days")), share=2, is_number=True),
            Column(title=teller.say(message("Why")), share=6),
        ),
        rows=tuple(
            (
                text_of(late.item.title),
                text_of(teller.names(late.owners)),
                text_of(teller.day(late.since)),
                text_of(str(late.days) if late.since else ""),
                text_of(teller.say(late.reason)),
            )
            for late in found
        ),
    )


def _states(teller: Teller, scope: Scope) -> Iterator[Block]:
    actions = scope.all_actions
    if not actions:
        yield Paragraph(text=text_of(teller.say(message("There are no actions."))))
        return
    decided = [one for one in actions if not is_proposal(one)]
    if not decided:
        said = message(
            "All actions are proposals. How it goes with an action is told once it is decided."
        )
        yield Paragraph(text=text_of(teller.say(said)))
    yield from _state_table(teller, decided or actions)
    if decided and len(decided) < len(actions):
        said = message(
            "Besides these the report is about proposals. How it goes with them is told once they "
            "are decided. Proposals: {number}.",
            number=str(len(actions) - len(decided)),
        )
        yield Paragraph(text=text_of(teller.say(said)), tone=Tone.NOTE)


def _state_table(teller: Teller, actions: Sequence[Item]) -> Iterator[Block]:
    statuses = teller.snapshot.action_statuses
    yield DataTable(
        caption=teller.say(message("How the actions stand")),
        columns=(
            Column(title=teller.say(message("Action")), share=6),
            Column(title=teller.owner_title(actions), share=4),
            Column(title=teller.title(FieldName.DUE), share=4),
            Column(title=teller.say(message("State")), share=3),
            Column(title=teller.say(message("Why")), share=6),
        ),
        rows=tuple(
            (
                text_of(one.title),
                text_of(teller.owners(one)),
                text_of(teller.day(one.day(FieldName.DUE))),
                text_of(label_of(teller, one)),
                text_of(teller.say(statuses[one.id].reason) if statuses[one.id].state else ""),
            )
            for one in actions
        ),
    )


def _next(teller: Teller, scope: Scope) -> Iterator[Block]:
    graph = teller.snapshot.graph
    steps = (one for action in scope.all_actions for one in milestones_of(graph, action))
    items = (*_followed(scope), *scope.all_indicators, *steps)
    coming = coming_within(teller.snapshot, items, _MOST_DAYS)
    if not coming.days:
        yield Paragraph(text=text_of(teller.say(message("No day to come is known."))))
        return
    if coming.only_proposals:
        said = message("The days are proposals, as what they are about.")
        yield Paragraph(text=text_of(teller.say(said)), tone=Tone.NOTE)
    yield DataTable(
        caption=teller.say(message("The nearest days")),
        columns=(
            Column(title=teller.say(message("Day")), share=3),
            Column(title=teller.say(message("What happens")), share=3),
            Column(title=teller.say(message("With what")), share=7),
        ),
        rows=tuple(
            (
                text_of(teller.day(one.day)),
                text_of(teller.say(_HAPPENINGS[one.happening])),
                text_of("; ".join(item.title for item in one.items)),
            )
            for one in coming.days
        ),
    )
