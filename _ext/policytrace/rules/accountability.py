"""PT2xx: someone owns it, something measures it, and there is a day to come back to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from policytrace.findings import Severity
from policytrace.messages import Message, message
from policytrace.model import FieldName, Graph, Item, LinkKind, Role
from policytrace.registry import Context, Violation, rule, violation

DAYS_IN_QUESTION: Mapping[Role, tuple[FieldName, ...]] = MappingProxyType(
    {
        Role.STRATEGY: (FieldName.VALID_FROM, FieldName.VALID_TO),
        Role.GOAL: (FieldName.NEXT_FOLLOW_UP,),
        Role.PRIORITY: (FieldName.NEXT_FOLLOW_UP,),
        Role.PLAN: (FieldName.VALID_FROM, FieldName.VALID_TO),
        Role.ACTION: (FieldName.STARTS, FieldName.NEXT_FOLLOW_UP, FieldName.DUE),
        Role.FOLLOW_UP: (FieldName.DATE,),
        Role.ANALYSIS: (FieldName.DATE,),
        Role.WAIVER: (FieldName.VALID_FROM, FieldName.VALID_TO),
    }
)
"""The days on which an item's owner must exist, by role. Other items are asked about today, and
only when time that has passed may make an error."""


def _without_owner(graph: Graph, role: Role) -> Iterator[Item]:
    return (
        item for item in graph.of_role(role) if item.live and not item.targets(LinkKind.OWNER)
    )


def _name_an_owner(graph: Graph, context: Context) -> Message:
    return message(
        "Add :{option}: with the body that answers for it, for example {example}.",
        option=context.word("link.owner"),
        example=next((org.id for org in graph.of_role(Role.ORGANISATION)), "…"),
    )


@rule("PT201", Severity.ERROR, "A priority without owner")
def priority_without_owner(graph: Graph, context: Context) -> Iterator[Violation]:
    """A priority must have an owner: a body that answers for its getting anywhere.

    Owners are boards, associations and administrations, never persons.

    Remedy: name the body.
    """
    for priority in _without_owner(graph, Role.PRIORITY):
        yield violation(
            priority,
            message("The priority “{title}” has no owner.", title=priority.title),
            _name_an_owner(graph, context),
        )


@rule("PT202", Severity.ERROR, "A priority that nothing measures")
def priority_without_indicator(graph: Graph, context: Context) -> Iterator[Violation]:
    """A priority must be measured by at least one indicator, or nobody can tell if it is kept.

    Remedy: name one or more indicators.
    """
    for priority in graph.of_role(Role.PRIORITY):
        if priority.live and not priority.targets(LinkKind.MEASURED_BY):
            yield violation(
                priority,
                message("The priority “{title}” has no indicator.", title=priority.title),
                message(
                    "Add :{option}: with one or more indicators.",
                    option=context.word("link.measured_by"),
                ),
            )


@rule("PT203", Severity.ERROR, "A priority without next follow-up")
def priority_without_follow_up(graph: Graph, context: Context) -> Iterator[Violation]:
    """A priority must have a day when it is next followed up.

    Remedy: set the date, as ``2027-11-15``.
    """
    for priority in graph.of_role(Role.PRIORITY):
        if priority.live and FieldName.NEXT_FOLLOW_UP not in priority.fields:
            yield violation(
                priority,
                message(
                    "The priority “{title}” has no date for its next follow-up.",
                    title=priority.title,
                ),
                message(
                    "Add :{option}: with a date, as 2027-11-15.",
                    option=context.word("field.next_follow_up"),
                ),
            )


@rule("PT204", Severity.ERROR, "An action without owner")
def action_without_owner(graph: Graph, context: Context) -> Iterator[Violation]:
    """A live action must have an owner, or nobody is there to carry it out.

    Remedy: name the body.
    """
    for action in _without_owner(graph, Role.ACTION):
        yield violation(
            action,
            message("The action “{title}” has no owner.", title=action.title),
            _name_an_owner(graph, context),
        )


@rule("PT205", Severity.ERROR, "An action without dates")
def action_without_dates(graph: Graph, context: Context) -> Iterator[Violation]:
    """A live action must say when it is to be done, and when it is next followed up.

    One finding is given for each date that is missing.

    Remedy: set the date, as ``2028-06-30``.
    """
    for action in graph.of_role(Role.ACTION):
        if not action.live:
            continue
        for name in (FieldName.DUE, FieldName.NEXT_FOLLOW_UP):
            if name not in action.fields:
                option = context.word(f"field.{name}")
                yield violation(
                    action,
                    message(
                        "The action “{title}” has no :{option}:.",
                        title=action.title,
                        option=option,
                    ),
                    message("Add :{option}: with a date, as 2027-11-15.", option=option),
                )


@rule("PT206", Severity.ERROR, "An owner that is not there on the day")
def owner_not_valid(graph: Graph, context: Context) -> Iterator[Violation]:
    """A body that has ended, or not begun, on a day in question cannot answer for anything.

    The days in question are an action's start, next follow-up and last day, a plan's period, a
    priority's next follow-up. First and last day of the body's validity are within it. Each owner
    is judged by itself: one that has ended is a finding even when another remains. What has no
    days of its own is asked about today, and only with strict time.

    Remedy: name the body that has taken over, or correct the dates.
    """
    option = context.word("link.owner")
    for item in graph:
        if not item.live:
            continue
        days = _days_in_question(item, context)
        for owner in graph.targets(item, LinkKind.OWNER):
            if owner.role is not Role.ORGANISATION:
                continue
            outside = next((day for day in days if not _valid_on(owner, day)), None)
            if outside is not None:
                yield violation(
                    item,
                    message(
                        "{owner} (“{title}”) answers for {id}, but does not exist on {day}.",
                        owner=owner.id,
                        title=owner.title,
                        id=item.id,
                        day=outside.isoformat(),
                    ),
                    message(
                        "Write a body that exists then in :{option}:, or correct the dates.",
                        option=option,
                    ),
                )


def _days_in_question(item: Item, context: Context) -> tuple[date, ...]:
    names = DAYS_IN_QUESTION.get(item.role, ())
    days = tuple(day for name in names if (day := item.day(name)) is not None)
    if not days and context.strict_time:
        return (context.today,)
    return days


def _valid_on(organisation: Item, day: date) -> bool:
    first = organisation.day(FieldName.VALID_FROM) or date.min
    last = organisation.day(FieldName.VALID_TO) or date.max
    return first <= day <= last


@rule("PT207", Severity.ERROR, "An indicator without owner, unit or source")
def indicator_incomplete(graph: Graph, context: Context) -> Iterator[Violation]:
    """An indicator must say who answers for it, in what unit it counts and where values come from.

    One finding is given for each of the three that is missing.

    Remedy: fill in what is missing.
    """
    for indicator in _without_owner(graph, Role.INDICATOR):
        yield violation(
            indicator,
            message("The indicator “{title}” has no owner.", title=indicator.title),
            _name_an_owner(graph, context),
        )
    for indicator in graph.of_role(Role.INDICATOR):
        for name in (FieldName.UNIT, FieldName.SOURCE):
            if indicator.live and name not in indicator.fields:
                option = context.word(f"field.{name}")
                yield violation(
                    indicator,
                    message(
                        "The indicator “{title}” has no :{option}:.",
                        title=indicator.title,
                        option=option,
                    ),
                    message("Add :{option}: to the indicator.", option=option),
                )


@rule("PT208", Severity.ERROR, "A plan without owner or period")
def plan_incomplete(graph: Graph, context: Context) -> Iterator[Violation]:
    """A plan must have an owner, a first day and a last day.

    One finding is given for each of the three that is missing.

    Remedy: fill in what is missing.
    """
    for plan in _without_owner(graph, Role.PLAN):
        yield violation(
            plan,
            message("The plan “{title}” has no owner.", title=plan.title),
            _name_an_owner(graph, context),
        )
    for plan in graph.of_role(Role.PLAN):
        for name in (FieldName.VALID_FROM, FieldName.VALID_TO):
            if plan.live and name not in plan.fields:
                option = context.word(f"field.{name}")
                yield violation(
                    plan,
                    message(
                        "The plan “{title}” has no :{option}:.", title=plan.title, option=option
                    ),
                    message("Add :{option}: with a date, as 2027-11-15.", option=option),
                )


@rule("PT209", Severity.WARNING, "An action that nothing measures")
def action_without_indicator(graph: Graph, context: Context) -> Iterator[Violation]:
    """An action that no indicator measures can be done without anyone seeing if it helped.

    Remedy: name one or more indicators.
    """
    for action in graph.of_role(Role.ACTION):
        if action.live and not action.targets(LinkKind.MEASURED_BY):
            yield violation(
                action,
                message("The action “{title}” is measured by nothing.", title=action.title),
                message(
                    "Add :{option}: with one or more indicators.",
                    option=context.word("link.measured_by"),
                ),
            )
