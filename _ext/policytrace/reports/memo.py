"""The paper that prepares a decision: matter, background, proposal, consequences, who is told.

What only a person can say is left to be filled in, and marked so.
"""

from __future__ import annotations

from collections.abc import Iterator

from policytrace.messages import message
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
    text_of,
    to_fill_in,
)
from policytrace.reports.plan_report import action_table
from policytrace.reports.scope import Scope
from policytrace.reports.standing import decisions_behind, standing_of
from policytrace.reports.telling import Teller
from policytrace.schema.roles import FieldName, LinkKind
from policytrace.site.views.card import card_of
from policytrace.site.views.prepared import prepared
from policytrace.values.alphabet import with_initial

_OF_ANALYSIS = (LinkKind.ANALYSES, FieldName.DATE, LinkKind.OWNER, FieldName.RESULT)
_TOLD_TO = (LinkKind.OWNER, LinkKind.PERFORMER, LinkKind.PARTICIPANT)


def memo_blocks(teller: Teller, scope: Scope) -> Iterator[Block]:
    """The text of the paper on the plans of `scope`."""
    say = teller.say
    yield Heading(level=1, text=say(message("Matter")))
    yield from _matter(teller, scope)
    yield Heading(level=1, text=say(message("Background")))
    yield from _background(teller, scope)
    yield Heading(level=1, text=say(message("Proposed decision")))
    yield from _proposal(teller, scope)
    yield Heading(level=1, text=say(message("Consequences")))
    yield from _consequences(teller, scope)
    yield Heading(level=1, text=say(message("The decision is sent to")))
    yield from _receivers(teller, scope)


def memo_facts(teller: Teller) -> Iterator[tuple[str, Text]]:
    """What stands above the text."""
    say = teller.say
    yield say(message("Day")), text_of(teller.day(teller.snapshot.today))
    yield teller.title(FieldName.REGISTRATION), to_fill_in(say(message("number in the register")))
    yield say(message("Prepared by")), to_fill_in(say(message("function")))
    yield say(message("To")), to_fill_in(say(message("the body that decides")))


def _matter(teller: Teller, scope: Scope) -> Iterator[Block]:
    for plan in scope.plans:
        period = teller.period(plan.day(FieldName.VALID_FROM), plan.day(FieldName.VALID_TO))
        about = message(
            "The matter is “{title}”, with actions: {number}.",
            title=plan.title,
            number=str(len(scope.actions[plan.id])),
        )
        said = teller.say(about)
        if period:
            during = message("Period: {period}.", period=period)
            said = f"{said} {teller.say(during)}"
        yield Paragraph(text=text_of(said))
        yield from teller.text(plan)


def _background(teller: Teller, scope: Scope) -> Iterator[Block]:
    yield Paragraph(text=text_of(" ".join(standing_of(teller, scope).sentences)))
    for priority in scope.priorities:
        yield Paragraph(text=text_of(priority.title, strong=True))
        yield from teller.text(priority)
    for plan in scope.plans:
        if scope.actions[plan.id]:
            caption = message("The actions of “{title}”", title=plan.title)
            yield action_table(teller, scope.actions[plan.id], teller.say(caption))


def _proposal(teller: Teller, scope: Scope) -> Iterator[Block]:
    say = teller.say
    known = decisions_behind(teller, scope.plans)
    if known:
        said = message(
            "There is a decision already: {decisions}.", decisions=teller.decisions(known)
        )
        yield Paragraph(text=text_of(say(said)))
    body = to_fill_in(say(message("the body that decides")))
    decides = say(message("decides"))
    yield Paragraph(text=(*body, *text_of(f" {decides}")))
    entries: list[tuple[Block, ...]] = []
    for plan in scope.plans:
        if not decisions_behind(teller, (plan,)):
            entries.extend((Paragraph(text=one),) for one in _points(teller, plan))
    entries.append((Paragraph(text=to_fill_in(say(message("what else is to be decided")))),))
    yield Listing(entries=tuple(entries), numbered=True)


def _points(teller: Teller, plan: Item) -> Iterator[Text]:
    say = teller.say
    period = teller.period(plan.day(FieldName.VALID_FROM), plan.day(FieldName.VALID_TO))
    adopt = (
        message("to adopt “{title}”, to be in force {period}", title=plan.title, period=period)
        if period
        else message("to adopt “{title}”", title=plan.title)
    )
    yield text_of(say(adopt))
    owners = teller.owners(plan)
    if owners:
        yield text_of(
            say(
                message(
                    "to give {owner} the task of answering for the plan and of reporting how it "
                    "goes",
                    owner=owners,
                )
            )
        )


def _consequences(teller: Teller, scope: Scope) -> Iterator[Block]:
    """What the analyses of each kind say, and what it takes."""
    told: set[str] = set()
    for plan in scope.plans:
        for state in prepared(teller.snapshot, plan):
            yield Heading(level=2, text=with_initial(state.kind))
            if state.made:
                told.add(state.made.analysis.id)
                yield from _analysis(teller, state.made.analysis)
            else:
                missing = message(
                    "no analysis of the kind {kind} has been made; say what the decision means in "
                    "this respect, or why it does not concern it",
                    kind=state.kind,
                )
                yield Paragraph(text=to_fill_in(teller.say(missing)))
    others = {
        one.id: one
        for item in (*scope.plans, *scope.all_actions)
        for one in teller.snapshot.graph.sources(item.id, LinkKind.ANALYSES)
        if one.id not in told
    }
    if others:
        yield Heading(level=2, text=teller.say(message("Other analyses")))
        for analysis in others.values():
            yield from _analysis(teller, analysis)
    yield Heading(level=2, text=teller.say(message("Economy")))
    yield from _economy(teller, scope)


def _analysis(teller: Teller, analysis: Item) -> Iterator[Block]:
    """An analysis: what it is of, what it came to, and its answers."""
    card = card_of(teller.snapshot, analysis)
    yield Heading(level=3, text=analysis.title)
    yield Facts(entries=tuple(teller.entries(analysis, _OF_ANALYSIS)))
    for answer in card.answers:
        yield Heading(level=4, text=answer.title)
        for block in answer.text:
            lines = tuple(Paragraph(text=text_of(line)) for line in block.lines)
            if block.is_list:
                yield Listing(entries=tuple((line,) for line in lines), numbered=block.is_numbered)
            else:
                yield from lines
    yield from teller.text(analysis)


def _economy(teller: Teller, scope: Scope) -> Iterator[Block]:
    say = teller.say
    costs = [
        (action, resource)
        for action in scope.all_actions
        if (resource := action.text(FieldName.RESOURCE))
    ]
    if costs:
        yield DataTable(
            caption=say(message("What the actions take")),
            columns=(
                Column(title=say(message("Action")), share=4),
                Column(title=teller.title(FieldName.RESOURCE), share=5),
            ),
            rows=tuple((text_of(one.title), text_of(resource)) for one, resource in costs),
        )
    lacking = len(scope.all_actions) - len(costs)
    if lacking:
        said = message("Actions that do not say what they take: {number}.", number=str(lacking))
        yield Paragraph(text=text_of(say(said)))
    told = message("the sum, and how it is paid for")
    total = say(message("Total:"))
    yield Paragraph(text=(Run(text=f"{total} "), *to_fill_in(say(told))))


def _receivers(teller: Teller, scope: Scope) -> Iterator[Block]:
    graph = teller.snapshot.graph
    found = {
        body.id: body
        for kind in _TOLD_TO
        for item in (*scope.plans, *scope.all_actions)
        for body in graph.targets(item, kind)
    }
    in_order = sorted(found.values(), key=lambda body: body.location)
    entries = [(Paragraph(text=text_of(body.title)),) for body in in_order]
    others = teller.say(message("others who are to know"))
    entries.append((Paragraph(text=to_fill_in(others)),))
    yield Listing(entries=tuple(entries))
