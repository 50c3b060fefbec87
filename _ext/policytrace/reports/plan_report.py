"""The whole plan, or a part of it, for those who decide: aim, priorities, actions, indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policytrace.measure.target_specs import governs
from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.reports.document import (
    Block,
    Column,
    DataTable,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Run,
    Text,
    Tone,
    text_of,
)
from policytrace.reports.measured import MeasuredTeller
from policytrace.reports.scope import Scope
from policytrace.reports.telling import Teller, label_of
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.site.views.indicator_verdicts import counts
from policytrace.site.views.promise import parts_of_priority
from policytrace.site.views.tallies import tally

_OF_ACTION = (
    LinkKind.OWNER,
    LinkKind.PERFORMER,
    LinkKind.PARTICIPANT,
    FieldName.STARTS,
    FieldName.DUE,
    FieldName.RHYTHM,
    FieldName.NEXT_FOLLOW_UP,
    LinkKind.MEASURED_BY,
    FieldName.RESOURCE,
    FieldName.LEGAL_PROVISION,
    LinkKind.CONTRIBUTES_TO,
    LinkKind.DECIDED_BY,
)
"""What is told of an action, in this order."""

_OF_PLAN = (
    LinkKind.OWNER,
    FieldName.VALID_FROM,
    FieldName.VALID_TO,
    FieldName.RHYTHM,
    FieldName.NEXT_FOLLOW_UP,
    LinkKind.PART_OF,
    LinkKind.DECIDED_BY,
)
_OF_PRIORITY = (LinkKind.OWNER, FieldName.NEXT_FOLLOW_UP)


def plan_blocks(told: MeasuredTeller, scope: Scope, *, is_all: bool) -> Iterator[Block]:
    """The text of the report."""
    teller = told.teller
    yield Heading(level=1, text=teller.say(message("In brief")), new_page=True)
    yield from in_brief(told, scope)
    if is_all:
        yield from _aim(teller)
    if scope.priorities:
        yield Heading(level=1, text=teller.say(message("Priorities")), new_page=True)
        for priority in scope.priorities:
            yield from _priority(told, priority, scope)
    if scope.plans:
        yield Heading(level=1, text=teller.say(message("Action plans")), new_page=True)
        for plan in scope.plans:
            yield from _plan(teller, plan, scope.actions[plan.id])
    yield from indicator_chapter(told, scope)


def in_brief(told: MeasuredTeller, scope: Scope, *others: tuple[Message, int]) -> Iterator[Block]:
    """What there is, in numbers, with `others` among them; and the plans in a table."""
    teller = told.teller
    say, statuses = teller.say, teller.snapshot.action_statuses
    indicators = [told.row(one) for one in scope.all_indicators]
    known = [row for row in indicators if row.headline]
    entries = [
        (say(message("Action plans")), str(len(scope.plans))),
        (say(message("Actions")), str(len(scope.all_actions))),
        *(
            (f"– {teller.state(state).lower()}", str(number))
            for state, number in tally(statuses[one.id].state for one in scope.all_actions).states
        ),
        *((say(what), str(number)) for what, number in others),
        (say(message("Measures")), str(len(indicators))),
        (say(message("– with values")), str(len(known))),
        *(
            (f"– {teller.verdict(count.badge).lower()}", str(count.number))
            for count in counts(row.verdict for row in known)
        ),
    ]
    yield DataTable(
        caption=say(message("What the report holds")),
        columns=(
            Column(title=say(message("What")), share=5),
            Column(title=say(message("Number")), share=1, is_number=True),
        ),
        rows=tuple((text_of(what), text_of(number)) for what, number in entries),
    )
    if len(scope.plans) > 1:
        yield _plan_table(teller, scope)


def _plan_table(teller: Teller, scope: Scope) -> DataTable:
    return DataTable(
        caption=teller.say(message("The action plans")),
        columns=(
            Column(title=teller.say(message("Action plan")), share=5),
            Column(title=teller.owner_title(scope.plans), share=4),
            Column(title=teller.say(message("Period")), share=2),
            Column(title=teller.say(message("Actions")), share=2, is_number=True),
            Column(title=teller.say(message("State")), share=2),
        ),
        rows=tuple(
            (
                text_of(plan.title),
                text_of(teller.owners(plan)),
                text_of(_period(plan)),
                text_of(str(len(scope.actions[plan.id]))),
                text_of(label_of(teller, plan)),
            )
            for plan in scope.plans
        ),
    )


def _period(plan: Item) -> str:
    """The years of a plan, for a narrow column."""
    first, last = plan.day(FieldName.VALID_FROM), plan.day(FieldName.VALID_TO)
    years = [str(day.year) for day in (first, last) if day]
    return "–".join(dict.fromkeys(years))


def _aim(teller: Teller) -> Iterator[Block]:
    """What the strategy wants: its purposes and goals."""
    graph = teller.snapshot.graph
    groups = [
        (title, items)
        for title, items in (
            (message("Purposes"), graph.of_role(Role.PURPOSE)),
            (message("Goals"), graph.of_role(Role.GOAL)),
        )
        if items
    ]
    if not groups:
        return
    yield Heading(level=1, text=teller.say(message("What the strategy wants")))
    for title, items in groups:
        yield Heading(level=2, text=teller.say(title))
        yield Listing(entries=tuple(_with_text(teller, item) for item in items))


def _with_text(teller: Teller, item: Item) -> tuple[Block, ...]:
    return (Paragraph(text=text_of(item.title, strong=True)), *teller.text(item))


def _priority(told: MeasuredTeller, priority: Item, scope: Scope) -> Iterator[Block]:
    teller = told.teller
    yield Heading(level=2, text=priority.title)
    yield from teller.text(priority)
    facts = tuple(teller.entries(priority, _OF_PRIORITY))
    if facts:
        yield Facts(entries=facts)
    parts = parts_of_priority(teller.snapshot.graph, priority)
    if parts:
        yield Paragraph(
            text=text_of(teller.say(message("What the strategy says of it:")), strong=True)
        )
        yield Listing(entries=tuple((Paragraph(text=text_of(one.title)),) for one in parts))
    indicators = scope.indicators.get(priority.id, ())
    known = [one for one in indicators if told.row(one).headline]
    known = [one for one in known if governs(one)] or known
    if known:
        caption = message("Measures of “{title}”", title=priority.title)
        yield told.table(known, teller.say(caption))


def _plan(teller: Teller, plan: Item, actions: tuple[Item, ...]) -> Iterator[Block]:
    yield Heading(level=2, text=plan.title, label=label_of(teller, plan))
    yield Facts(entries=tuple(teller.entries(plan, _OF_PLAN)))
    yield from teller.text(plan)
    if actions:
        yield action_table(
            teller, actions, teller.say(message("The actions of “{title}”", title=plan.title))
        )
    for action in actions:
        yield from _action(teller, action)


def action_table(teller: Teller, actions: Sequence[Item], caption: str) -> DataTable:
    """Actions with who answers for them, their time and how they stand."""
    return DataTable(
        caption=caption,
        columns=(
            Column(title=teller.say(message("Action")), share=6),
            Column(title=teller.owner_title(actions), share=4),
            Column(title=teller.title(FieldName.DUE), share=3),
            Column(title=teller.say(message("State")), share=2),
        ),
        rows=tuple(
            (
                text_of(action.title),
                text_of(teller.owners(action)),
                text_of(teller.day(action.day(FieldName.DUE))),
                text_of(label_of(teller, action)),
            )
            for action in actions
        ),
    )


def _action(teller: Teller, action: Item) -> Iterator[Block]:
    yield Heading(level=3, text=action.title, label=label_of(teller, action))
    progress = teller.snapshot.action_statuses[action.id]
    if progress.state:
        yield Paragraph(text=text_of(teller.say(progress.reason)), tone=Tone.NOTE)
    yield from teller.text(action)
    yield Facts(entries=tuple(teller.entries(action, _OF_ACTION)))
    steps = teller.snapshot.graph.sources(action.id, LinkKind.PART_OF)
    if steps:
        yield Paragraph(text=text_of(teller.say(message("Steps on the way:")), strong=True))
        yield Listing(entries=tuple((Paragraph(text=_step(teller, one)),) for one in steps))


def _step(teller: Teller, step: Item) -> Text:
    day = teller.day(step.day(FieldName.DUE))
    told = ", ".join(text for text in (day, teller.standing(step).lower()) if text)
    return text_of(f"{step.title} ({told})" if told else step.title)


def indicator_chapter(told: MeasuredTeller, scope: Scope) -> Iterator[Block]:
    """All indicators of the report: those with values one by one, the others in a table."""
    teller = told.teller
    if not scope.all_indicators:
        return
    yield Heading(level=1, text=teller.say(message("The measures one by one")), new_page=True)
    yield Paragraph(
        text=text_of(
            teller.say(
                message(
                    "The verdict compares the latest value with a straight line from the baseline "
                    "to the target. The figures are those of the site on the same day."
                )
            )
        )
    )
    groups = [(one.title, scope.indicators[one.id]) for one in scope.priorities]
    groups.append((teller.say(message("Other measures")), scope.other_indicators))
    lacking: list[Item] = []
    for title, indicators in groups:
        known = [one for one in indicators if told.row(one).headline]
        lacking += (one for one in indicators if one not in known)
        if known:
            yield Heading(level=2, text=title)
            for one in known:
                yield from told.section(one, 3)
    if lacking:
        yield Heading(level=2, text=teller.say(message("Measures without values")))
        yield Paragraph(
            text=(
                Run(
                    text=teller.say(
                        message(
                            "Nothing can be said of these yet. Somebody has to produce the values."
                        )
                    )
                ),
            )
        )
        yield told.without_values(lacking, teller.say(message("Measures that have no value yet")))
