"""PT5xx: what is said to be decided has a decision that can be looked up."""

from __future__ import annotations

from collections.abc import Iterator

from policytrace.checks.presence import each_lacking
from policytrace.checks.registry import Context, Violation, rule, violation
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item, Problem
from policytrace.plan.queries import decided
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, LinkKind
from policytrace.schema.vocabulary import Status
from policytrace.severity import Severity


@rule("PT501", Severity.ERROR, "A status without a decision", of_others=True)
def status_without_decision(graph: Graph, context: Context) -> Iterator[Violation]:
    """Something has a status beyond proposal, but no decision stands behind it.

    What someone has decided, works on, has done or has cancelled must say by which decision: no
    reader shall take a proposal for more than it is.

    What is out for opinions is a proposal still.

    What is part of something decided, as an action of a decided plan, is decided with it. A plan is
    not decided with the strategy that it is part of.

    A proposal can be withdrawn without a decision, since nobody had decided it: it is cancelled and
    says why. Without the reason it is a warning. What has been decided is cancelled by a decision.
    What restates the adopted text cannot be cancelled by itself.

    Example:
        :status: beslutad

    Instead:
        :status: beslutad
        :beslutad_genom: BES-SN-2027-02-10-15

    Remedy: name the decision, or set the status back to proposal. If a proposal has been withdrawn,
    say why.
    """
    covered = decided(graph)
    for item in graph:
        status = item.status
        if status is None or status.is_proposal:
            continue
        if status is Status.CANCELLED:
            yield from _cancelled(graph, item, context)
            continue
        if item.id in covered:
            continue
        yield violation(
            item,
            message(
                "“{title}” has the status “{status}”, but no decision.",
                title=item.title,
                status=context.word(f"status.{status}"),
            ),
            message(
                "Add :{option}: with the decision, or write :{status}: {proposed}.",
                option=context.word("link.decided_by"),
                status=context.word("field.status"),
                proposed=context.word("status.proposed"),
            ),
        )


def _cancelled(graph: Graph, item: Item, context: Context) -> Iterator[Violation]:
    """What is wrong with how something is cancelled.

    That it was decided with a plan says nothing of why it is not to be done.
    """
    if item.role in ADOPTED_ROLES:
        yield violation(
            item,
            message(
                "“{title}” restates the adopted text, and cannot be cancelled by itself.",
                title=item.title,
            ),
            message(
                "Take :{status}: away. A new strategy replaces the old one.",
                status=context.word("field.status"),
            ),
        )
    elif not item.has(FieldName.REASON) and not graph.targets(item, LinkKind.DECIDED_BY):
        yield _withdrawn(item, context)


def _withdrawn(item: Item, context: Context) -> Violation:
    return Violation(
        item=item.id,
        location=item.location,
        severity=Severity.WARNING,
        message=message(
            "“{title}” has been withdrawn, but does not say why.",
            title=item.title,
        ),
        hint=message(
            "Add :{reason}: with why, or :{option}: if it had been decided.",
            reason=context.word("field.reason"),
            option=context.word("link.decided_by"),
        ),
    )


@rule("PT505", Severity.WARNING, "Text that says what is decided")
def stated_in_text(graph: Graph, _context: Context) -> Iterator[Violation]:
    """Text says that something is decided, or that nobody has decided on it.

    It is true until the next decision, and then it is not; and nobody looks for it then. What is
    decided is said by the objects, and the site shows it from them.

    Example:
        Hela planen är ett förslag. Ingen har beslutat om den.

    Instead:
        ```{beslutsläge}
        ```

    Remedy: take the sentence away, or let the view say it.
    """
    for found in graph.problems:
        if found.problem is Problem.ASSERTION:
            yield Violation(
                item=found.item, location=found.location, message=found.message, hint=found.hint
            )


@rule("PT502", Severity.ERROR, "A decision that cannot be looked up")
def decision_incomplete(graph: Graph, context: Context) -> Iterator[Violation]:
    """A decision lacks its body, its date or its paragraph in the minutes.

    With the three anyone can ask for the minutes and read for themselves. One finding is given for
    each thing that is missing.

    Example:
        :::{beslut} Socialnämnden antar handlingsplanen för frihet från våld
        :id: BES-SN-2027-02-10-15
        :datum: 2027-02-10
        :::

    Instead:
        :::{beslut} Socialnämnden antar handlingsplanen för frihet från våld
        :id: BES-SN-2027-02-10-15
        :organ: socialnämnden
        :datum: 2027-02-10
        :paragraf: § 15
        :::

    Remedy: fill in what is missing, as it stands in the minutes.
    """
    yield from each_lacking(graph, context, "PT502")
