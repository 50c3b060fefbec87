"""PT7xx: exceptions from the rules are public, reasoned, decided and dated."""

from __future__ import annotations

from collections.abc import Iterator

from policytrace.checks.presence import demanded, lacking
from policytrace.checks.registry import RULES, Context, Violation, rule, violation
from policytrace.messages import message
from policytrace.plan.decisions import adopting
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, Key, LinkKind, Role, key_name
from policytrace.severity import Severity


@rule("PT701", Severity.ERROR, "A waiver that does not hold", of_others=True)
def waiver_does_not_hold(graph: Graph, context: Context) -> Iterator[Violation]:
    """A waiver is incomplete, has ended, or waives nothing.

    A waiver turns the findings of one rule on the objects that it names into notes, until its last
    day. It must say which rule, by its full code, which objects, why, by which decision and until
    when. One finding is given for each thing that is missing; until it is complete it waives
    nothing. A rejection makes no waiver.

    On its last day it still holds. After that it goes on waiving, with a warning, since time alone
    stops no build; with ``--strict-time`` it has ended, and this is an error. One that no finding
    needs any more is to be taken away. It is needed as long as one of its objects needs it.

    Example:
        :::{undantag} Barnperspektivet följs upp först 2028
        :id: UND-BARN-1
        :gäller: PRI-BARN
        :regel: PT203
        :::

    Instead:
        :::{undantag} Barnperspektivet följs upp först 2028
        :id: UND-BARN-1
        :gäller: PRI-BARN
        :regel: PT203
        :skäl: Den nya nämnden ska själv bestämma dagen
        :beslutad_genom: BES-KS-2027-02-16-21
        :giltig_till: 2027-12-31
        :::

    Remedy: fill in what is missing, have a new last day decided, or take the waiver away.
    """
    for waiver in graph.of_role(Role.WAIVER):
        issues = tuple(_issues(graph, waiver, context))
        yield from issues
        last = waiver.day(FieldName.VALID_TO)
        if last is not None and last < context.today:
            yield Violation(
                item=waiver.id,
                location=waiver.location,
                severity=None if context.strict_time else Severity.WARNING,
                message=message(
                    "The waiver “{title}” ended on {day}.",
                    title=waiver.title,
                    day=last.isoformat(),
                ),
                hint=message("Have a new last day decided, or take the waiver away."),
            )
        if not issues and waiver.id not in context.used_waivers:
            yield violation(
                waiver,
                message("The waiver “{title}” waives nothing.", title=waiver.title),
                message("Take it away, or correct its rule and its objects."),
            )


_ALWAYS = (FieldName.RULE, LinkKind.WAIVES)
"""What a waiver is about: without it there is none."""


def _required(waiver: Item, context: Context) -> Iterator[Key]:
    for requirement in lacking(waiver, demanded(context, waiver.role, "PT701")):
        if requirement.keys[0] not in _ALWAYS:
            yield requirement.keys[0]


def _issues(graph: Graph, waiver: Item, context: Context) -> Iterator[Violation]:
    for key in (*_ALWAYS, *_required(waiver, context)):
        if waiver.has(key):
            continue
        option = context.word(key_name(key))
        yield violation(
            waiver,
            message("The waiver “{title}” has no :{option}:.", title=waiver.title, option=option),
            message("Add :{option}: to the waiver.", option=option),
        )
    if graph.targets(waiver, LinkKind.DECIDED_BY) and not adopting(graph, waiver):
        yield violation(
            waiver,
            message("No decision makes the waiver “{title}”.", title=waiver.title),
            message(
                "Write in :{option}: the decision that made it, or take the waiver away.",
                option=context.word("link.decided_by"),
            ),
        )
    code = waiver.text(FieldName.RULE)
    if code and code not in RULES:
        yield violation(
            waiver,
            message(
                "The waiver “{title}” is about the rule {code}, which does not exist.",
                title=waiver.title,
                code=code,
            ),
            message("Write the full code of one rule, as PT203."),
        )


def is_complete(graph: Graph, waiver: Item, context: Context) -> bool:
    """Whether a waiver says all that it must, so that it can waive something."""
    return not any(_issues(graph, waiver, context))


def in_force(waiver: Item, context: Context) -> bool:
    """Whether a waiver has begun, and has not ended if time is taken strictly."""
    first, last = waiver.day(FieldName.VALID_FROM), waiver.day(FieldName.VALID_TO)
    if last is None or (first is not None and first > context.today):
        return False
    return last >= context.today or not context.strict_time
