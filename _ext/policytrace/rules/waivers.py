"""PT7xx: exceptions from the rules are public, reasoned, decided and dated."""

from __future__ import annotations

from collections.abc import Iterator

from policytrace.findings import Severity
from policytrace.messages import message
from policytrace.model import FieldName, Graph, Item, LinkKind, Role
from policytrace.registry import CODE, Context, Violation, rule, violation


@rule("PT701", Severity.ERROR, "A waiver that does not hold")
def waiver_does_not_hold(graph: Graph, context: Context) -> Iterator[Violation]:
    """A waiver lacks its rule, object, reason, decision or end date, has ended, or waives nothing.

    A waiver turns the findings of one rule on the objects it names into notes, until its last day.
    It must say which rule, which objects, why, who decided it and until when. One finding is given
    for each thing that is missing. On its last day it still holds. One whose day has passed goes on
    waiving, with a warning, since time alone stops no build; with strict time it has ended, and
    this is an error. One that no finding needs any more is to be taken away.

    Remedy: fill in what is missing, have a new last day decided, or take the waiver away.
    """
    for waiver in graph.of_role(Role.WAIVER):
        yield from _missing(waiver, context)
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
        elif waiver.id not in context.used_waivers:
            yield violation(
                waiver,
                message("The waiver “{title}” waives nothing.", title=waiver.title),
                message("Take it away, or correct its rule and its objects."),
            )


def _missing(waiver: Item, context: Context) -> Iterator[Violation]:
    lacking = [
        f"field.{name}"
        for name in (FieldName.RULE, FieldName.REASON, FieldName.VALID_TO)
        if name not in waiver.fields
    ]
    lacking += [
        f"link.{kind}"
        for kind in (LinkKind.WAIVES, LinkKind.DECIDED_BY)
        if not waiver.targets(kind)
    ]
    for key in lacking:
        yield violation(
            waiver,
            message(
                "The waiver “{title}” has no :{option}:.",
                title=waiver.title,
                option=context.word(key),
            ),
            message("Add :{option}: to the waiver.", option=context.word(key)),
        )


def waives(waiver: Item, context: Context) -> bool:
    """Whether a waiver is in force: complete, begun, and not ended if time is taken strictly."""
    if not CODE.match(waiver.fields.get(FieldName.RULE, "")) or any(_missing(waiver, context)):
        return False
    first, last = waiver.day(FieldName.VALID_FROM), waiver.day(FieldName.VALID_TO)
    if last is None or (first is not None and first > context.today):
        return False
    return last >= context.today or not context.strict_time
