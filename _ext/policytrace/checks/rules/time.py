"""PT4xx: dates that fit together, and what was to be done by now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policytrace.checks.registry import Context, Violation, rule, violation
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.milestones import action_of, is_proposed, passed_by
from policytrace.plan.model import Item
from policytrace.plan.queries import passed_follow_up
from policytrace.plan.rhythm import agrees, next_follow_up
from policytrace.schema.role_specs import role_spec
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status
from policytrace.severity import Severity
from policytrace.status.action_status import overrides_a_proposal

IN_ORDER = (
    (FieldName.VALID_FROM, FieldName.VALID_TO),
    (FieldName.STARTS, FieldName.DUE),
    (FieldName.STARTS, FieldName.NEXT_FOLLOW_UP),
    (FieldName.REFERRAL_BEGINS, FieldName.REFERRAL_ENDS),
    (FieldName.DATE, FieldName.ANSWER_DUE),
    (FieldName.PERIOD_END, FieldName.DATE),
)
"""Pairs of dates of one object, of which the first must not come after the second."""


@rule("PT401", Severity.ERROR, "Dates in an impossible order")
def impossible_order(graph: Graph, context: Context) -> Iterator[Violation]:
    """Something ends before it begins, or lies outside the plan that it is part of.

    Dates that cannot be true hide what was meant, and make an action look late or early.

    A first day must not come after a last day, nor a start after the day when the work is to be
    done or next followed up, nor an opinion after the day by which it is to be answered. The time
    that a follow-up is about must not end after it was made. An action must not start after its
    plan has ended, nor be done before the plan begins. A milestone lies within the time of its
    action. The same day is in order.

    Example:
        :startar: 2028-03-01
        :klar_senast: 2027-06-30

    Instead:
        :startar: 2027-03-01
        :klar_senast: 2027-06-30

    Remedy: correct the date that is wrong.
    """
    for item in graph:
        for first, last in IN_ORDER:
            if first not in item.values or last not in item.values:
                continue
            before, after = item.day(first), item.day(last)
            if before and after and before > after:
                yield violation(
                    item,
                    message(
                        ":{first}: {before} comes after :{last}: {after}.",
                        first=context.word(f"field.{first}"),
                        before=before.isoformat(),
                        last=context.word(f"field.{last}"),
                        after=after.isoformat(),
                    ),
                    message("Correct the date that is wrong."),
                )
    for action in graph.of_role(Role.ACTION):
        yield from _outside_plan(graph, action, context)
    for milestone in graph.of_role(Role.MILESTONE):
        yield from _outside_action(graph, milestone, context)


def _outside_action(graph: Graph, milestone: Item, context: Context) -> Iterator[Violation]:
    day, action = milestone.day(FieldName.DUE), action_of(graph, milestone)
    if day is None or action is None or not milestone.live:
        return
    first, last = action.day(FieldName.STARTS), action.day(FieldName.DUE)
    if first and day < first:
        name, bound = FieldName.STARTS, first
    elif last and day > last:
        name, bound = FieldName.DUE, last
    else:
        return
    yield violation(
        milestone,
        message(
            ":{option}: {day} lies outside the action {action}, whose :{bound}: is {other}.",
            option=context.word(f"field.{FieldName.DUE}"),
            day=day.isoformat(),
            action=action.id,
            bound=context.word(f"field.{name}"),
            other=bound.isoformat(),
        ),
        message("Correct the date of the milestone, or that of the action."),
    )


def _outside_plan(graph: Graph, action: Item, context: Context) -> Iterator[Violation]:
    starts, due = action.day(FieldName.STARTS), action.day(FieldName.DUE)
    for plan in graph.targets(action, LinkKind.PART_OF):
        if plan.role is not Role.PLAN:
            continue
        first, last = plan.day(FieldName.VALID_FROM), plan.day(FieldName.VALID_TO)
        if starts and last and starts > last:
            wrong, name, bound = starts, FieldName.STARTS, last
        elif due and first and due < first:
            wrong, name, bound = due, FieldName.DUE, first
        else:
            continue
        yield violation(
            action,
            message(
                ":{option}: {day} lies outside the plan {plan}, whose period ends or begins on "
                "{bound}.",
                option=context.word(f"field.{name}"),
                day=wrong.isoformat(),
                plan=plan.id,
                bound=bound.isoformat(),
            ),
            message("Correct the date, or move the action to a plan that is in force then."),
        )


@rule("PT402", Severity.WARNING, "A follow-up that is overdue", strict=Severity.ERROR)
def follow_up_overdue(graph: Graph, context: Context) -> Iterator[Violation]:
    """The day for the next follow-up has passed, and no follow-up has been recorded.

    As long as nobody has looked, nobody knows how it goes. On the day itself it is not overdue. A
    follow-up made on that day or later counts, and where a rhythm gives the day, also one that was
    made at most 30 days before it. What is done or cancelled is not asked.

    Nobody is late with what nobody has decided. When a proposed day has passed, it is the proposal
    that must be decided, or have new days.

    Example:
        :::{åtgärd} Sätt upp affischer med vägar till hjälp
        :id: ATG-VALD-15
        :nästa_uppföljning: 2027-11-08
        :::

    Instead:
        :::{uppföljning} Uppföljning i november 2027
        :id: UPF-VALD-15-1
        :följer_upp: ATG-VALD-15
        :datum: 2027-11-08
        :resultat: Affischen finns i nio av tolv lokaler
        :bedömning: enligt plan
        :::

    Remedy: record the follow-up, and set the next date. A rhythm sets it by itself.
    """
    for item in graph:
        day = passed_follow_up(graph, item, context.today)
        if day is None:
            continue
        if item.proposed:
            yield _proposed_day(item, FieldName.NEXT_FOLLOW_UP, day, context)
            continue
        yield violation(
            item,
            message(
                "“{title}” was to be followed up on {day}.", title=item.title, day=day.isoformat()
            ),
            _follow_up(item, context),
        )


def _follow_up(item: Item, context: Context) -> Message:
    """What to do about a follow-up that is overdue."""
    type_, follows = context.word("role.follow_up"), context.word("link.follows_up")
    if item.has(FieldName.RHYTHM):
        return message(
            "Add a follow-up ({type}) with :{follows}: {id}. The next day follows from :{rhythm}:.",
            type=type_,
            follows=follows,
            id=item.id,
            rhythm=context.word("field.rhythm"),
        )
    return message(
        "Add a follow-up ({type}) with :{follows}: {id}, and set a new date in :{option}:.",
        type=type_,
        follows=follows,
        id=item.id,
        option=context.word("field.next_follow_up"),
    )


def _proposed_day(item: Item, name: FieldName, day: date, context: Context) -> Violation:
    """A day of a proposal has passed, and nobody has decided it."""
    return violation(
        item,
        message(
            "“{title}” is a proposal that nobody has decided, and its proposed day in :{option}: "
            "has passed: {day}.",
            title=item.title,
            option=context.word(f"field.{name}"),
            day=day.isoformat(),
        ),
        message("Have it decided, propose new days, or withdraw it."),
    )


@rule("PT403", Severity.WARNING, "An action or a milestone that is late", strict=Severity.ERROR)
def action_late(graph: Graph, context: Context) -> Iterator[Violation]:
    """The last day of an action or a milestone has passed, and it is neither done nor cancelled.

    What is late shall be seen, and someone shall decide what happens next. On its last day an
    action is not yet late. Nobody is late with what nobody has decided: a proposal whose last day
    has passed must be decided, or have new days.

    A milestone is not asked when its action is over. One that is late puts the action at risk.

    Example:
        :status: pågår
        :klar_senast: 2027-06-30

    Instead:
        :status: klar
        :klar_senast: 2027-06-30

    Remedy: set the status to done or cancelled, or have a new last day decided.
    """
    for action in graph.of_role(Role.ACTION):
        due = action.day(FieldName.DUE)
        if due is None or due >= context.today:
            continue
        if action.status is Status.DONE or not graph.carries(action):
            continue
        if action.proposed:
            yield _proposed_day(action, FieldName.DUE, due, context)
            continue
        yield violation(
            action,
            message(
                "The action “{title}” was to be done by {day}.",
                title=action.title,
                day=due.isoformat(),
            ),
            message(
                "Set :{status}: {done} if it is done, or a new date in :{option}:.",
                status=context.word("field.status"),
                done=context.word("status.done"),
                option=context.word("field.due"),
            ),
        )
    for milestone in graph.of_role(Role.MILESTONE):
        day = passed_by(graph, milestone, context.today)
        if day is None:
            continue
        if is_proposed(graph, milestone):
            yield _proposed_day(milestone, FieldName.DUE, day, context)
            continue
        yield violation(
            milestone,
            message(
                "The milestone “{title}” was to be reached by {day}.",
                title=milestone.title,
                day=day.isoformat(),
            ),
            message(
                "Set :{status}: {done} if it is reached, or a new date in :{option}:.",
                status=context.word("field.status"),
                done=context.word("status.done"),
                option=context.word("field.due"),
            ),
        )


@rule(
    "PT404",
    Severity.ERROR,
    "Done, but never followed up",
    needs=(
        "role.follow_up",
        "link.follows_up",
    ),
    of_others=True,
)
def done_without_follow_up(graph: Graph, context: Context) -> Iterator[Violation]:
    """An action is done, but has never been followed up.

    Nobody knows what came of it, and nobody can learn from it.

    Example:
        :::{åtgärd} Sätt upp affischer med vägar till hjälp
        :id: ATG-VALD-15
        :status: klar
        :::

    Instead:
        :::{uppföljning} Slutlig uppföljning
        :id: UPF-VALD-15-2
        :följer_upp: ATG-VALD-15
        :datum: 2028-06-12
        :resultat: Affischen finns i alla tolv lokaler
        :bedömning: klar
        :::

    Remedy: record a follow-up with its date, result and assessment.
    """
    for action in graph.of_role(Role.ACTION):
        if action.status is Status.DONE and not graph.sources(action.id, LinkKind.FOLLOWS_UP):
            yield violation(
                action,
                message("The action “{title}” is done, but not followed up.", title=action.title),
                message(
                    "Add a follow-up ({type}) with :{follows}: {id}.",
                    type=context.word("role.follow_up"),
                    follows=context.word("link.follows_up"),
                    id=action.id,
                ),
            )


@rule("PT405", Severity.ERROR, "A judgement that says too little, or has ended")
def judgement_incomplete(graph: Graph, context: Context) -> Iterator[Violation]:
    """Somebody has judged how it goes, but does not say why, who or until when; or it has ended.

    How it goes is worked out from status, dates, follow-ups and indicators. Who judges otherwise
    shall stand for it: why, in what function, and until when. Without that nobody can tell if it
    still holds.

    A judgement can be made on an action, a plan or a priority. That something is done or cancelled
    is said by its status. A proposal cannot be judged: nobody has decided that it shall be done, so
    there is no telling how it goes. On its last day a judgement still holds. After that the state
    is worked out again, with a warning, since time alone stops no build; with ``--strict-time`` it
    is an error.

    Example:
        :::{åtgärd} Sätt upp affischer med vägar till hjälp
        :id: ATG-VALD-15
        :läge: i riskzonen
        :::

    Instead:
        :::{åtgärd} Sätt upp affischer med vägar till hjälp
        :id: ATG-VALD-15
        :läge: i riskzonen
        :läge_skäl: Tryckeriet kan inte leverera i tid
        :läge_av: Kommunstyrelsens förvaltning
        :läge_till: 2027-12-31
        :::

    Remedy: fill in what is missing, judge again with a new last day, or take the judgement away.
    """
    for item in graph:
        if item.values.keys().isdisjoint(JUDGEMENT) and item.malformed.keys().isdisjoint(JUDGEMENT):
            continue
        issues = list(_issues(item, context))
        yield from issues
        last = item.day(FieldName.STATE_UNTIL)
        if not issues and last is not None and last < context.today:
            yield Violation(
                item=item.id,
                location=item.location,
                severity=None if context.strict_time else Severity.WARNING,
                message=message(
                    "The judgement on “{title}” held until {day}.",
                    title=item.title,
                    day=last.isoformat(),
                ),
                hint=message(
                    "Judge again with a new day in :{option}:, or take the judgement away.",
                    option=context.word(f"field.{FieldName.STATE_UNTIL}"),
                ),
            )


@rule("PT406", Severity.ERROR, "Something that has happened in the future")
def happens_later(graph: Graph, context: Context) -> Iterator[Violation]:
    """A follow-up, an analysis, a decision or an opinion is dated after the day of the check.

    They tell of what has happened. What is dated later has not: a decision that is expected is no
    decision, and nobody has followed up what is to be followed up in spring. The day itself is in
    order. A value for a time that has not begun is found by PT301.

    Example:
        :::{beslut} Socialnämnden väntas anta planen
        :id: BES-SN-2099-02-10-15
        :datum: 2099-02-10
        :::

    Instead:
        :::{åtgärd} Utbilda skolans personal om hedersrelaterat våld
        :id: ATG-VALD-09
        :status: förslag
        :::

    Remedy: correct the date, or wait with the object until the day has come. Until then what is to
    be decided is a proposal, and the day for a follow-up stands in the action.
    """
    option = context.word("field.date")
    for item in graph.of_role(*PAST):
        day = item.day(FieldName.DATE)
        if day is not None and day > context.today:
            yield violation(
                item,
                message(
                    "“{title}” ({type}) is dated {day}, which is after {today}.",
                    title=item.title,
                    type=context.word(f"role.{item.role}"),
                    day=day.isoformat(),
                    today=context.today.isoformat(),
                ),
                message(
                    "Correct :{option}:, or wait with the object until it has happened.",
                    option=option,
                ),
            )


@rule("PT407", Severity.ERROR, "A day for a follow-up that is not its rhythm's")
def not_in_rhythm(graph: Graph, context: Context) -> Iterator[Violation]:
    """Something is followed up in a rhythm, but says another day for its next follow-up.

    The rhythm gives the day: the first of its days after the latest follow-up, or before there is
    any, after the object's own first day. A follow-up made at most 30 days before a day counts for
    it. Two days that differ leave everybody to guess which one holds.

    What has no first day of its own, as a priority, can say the first day of its rhythm, until it
    has been followed up. So can a proposal.

    Example:
        :startar: 2027-01-01
        :uppföljs: tertial
        :nästa_uppföljning: 2027-11-15

    Instead:
        :startar: 2027-01-01
        :uppföljs: tertial

    Remedy: take the day away, or the rhythm.
    """
    for item in graph:
        if FieldName.RHYTHM not in item.values or not graph.claims(item):
            continue
        written = item.day(FieldName.NEXT_FOLLOW_UP)
        computed = next_follow_up(graph, item, context.rhythms, context.today)
        if (
            written is None
            or computed is None
            or agrees(graph, item, context.rhythms, context.today)
        ):
            continue
        yield violation(
            item,
            message(
                "“{title}” says {written} in :{option}:, but by :{rhythm}: it is {computed}.",
                title=item.title,
                written=written.isoformat(),
                option=context.word("field.next_follow_up"),
                rhythm=context.word("field.rhythm"),
                computed=computed.isoformat(),
            ),
            message(
                "Take :{option}: away, and the day follows from :{rhythm}:. If the day that is "
                "written shall hold, take :{rhythm}: away.",
                option=context.word("field.next_follow_up"),
                rhythm=context.word("field.rhythm"),
            ),
        )


PAST = (Role.FOLLOW_UP, Role.ANALYSIS, Role.DECISION, Role.OPINION)
"""What tells of something that has happened on its date."""

JUDGEMENT = (
    FieldName.STATE,
    FieldName.STATE_REASON,
    FieldName.STATE_BY,
    FieldName.STATE_UNTIL,
)
"""The fields of a judgement, all of which it must have."""


def _issues(item: Item, context: Context) -> Iterator[Violation]:
    if not role_spec(item.role).has_action_status:
        yield violation(
            item,
            message(
                "“{title}” is no action, plan or priority, and has no :{option}:.",
                title=item.title,
                option=context.word(f"field.{FieldName.STATE}"),
            ),
            message("Take the judgement away."),
        )
        return
    for name in JUDGEMENT:
        if not item.has(name):
            option = context.word(f"field.{name}")
            yield violation(
                item,
                message(
                    "The judgement on “{title}” lacks :{option}:.", title=item.title, option=option
                ),
                message("Add :{option}:, or take the judgement away.", option=option),
            )
    if overrides_a_proposal(item, context.today):
        yield violation(
            item,
            message(
                "“{title}” is a proposal that nobody has decided, so there is nothing to judge.",
                title=item.title,
            ),
            message("Have it decided first, or take the judgement away."),
        )
