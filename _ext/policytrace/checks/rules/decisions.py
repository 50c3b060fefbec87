"""PT5xx: what is said to be decided has a decision that can be looked up."""

from __future__ import annotations

from collections.abc import Iterator

from policytrace.checks.presence import each_lacking
from policytrace.checks.registry import Context, Violation, rule, violation
from policytrace.messages import message
from policytrace.plan.decisions import (
    BeyondReach,
    adopting,
    beyond_reach,
    bodies_of,
    decides_for,
    kind_of,
    rejecting,
    time_of,
)
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item, Problem
from policytrace.plan.queries import decided
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, LinkKind, Role
from policytrace.schema.vocabulary import DecidesFor, Status
from policytrace.severity import Severity


@rule("PT501", Severity.ERROR, "A status without a decision", of_others=True)
def status_without_decision(graph: Graph, context: Context) -> Iterator[Violation]:
    """Something has a status beyond proposal, but no decision stands behind it.

    What someone has decided, works on, has done or has cancelled must say by which decision: no
    reader shall take a proposal for more than it is.

    What is out for opinions is a proposal still. So is what a body has only taken note of. What has
    been rejected is cancelled: a proposal that says that it was rejected, and nothing else, is a
    warning.

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

    Remedy: name the decision that adopts it, or set the status back to proposal. If a proposal has
    been withdrawn, say why.
    """
    covered = decided(graph)
    for item in graph:
        status = item.status
        rejected = rejecting(graph, item)
        if status is None or status.is_proposal:
            if status and rejected:
                yield _rejected(item, rejected[0], context)
            continue
        if status is Status.CANCELLED:
            yield from _cancelled(graph, item, context)
            continue
        if item.id in covered:
            continue
        if rejected:
            yield _adopted_by_none(item, rejected[0], context)
            continue
        if noted := graph.targets(item, LinkKind.DECIDED_BY):
            yield _adopted_by_none(item, noted[0], context)
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


def _adopted_by_none(item: Item, decision: Item, context: Context) -> Violation:
    """What says that it is decided, by a decision that adopts nothing."""
    kind = kind_of(decision)
    return violation(
        item,
        message(
            "“{title}” has the status “{status}”, but {decision} is “{kind}” and adopts nothing.",
            title=item.title,
            status=context.word(f"status.{item.status}"),
            decision=decision.id,
            kind=context.word(f"decision_kind.{kind}") if kind else "",
        ),
        message(
            "Add to :{option}: the decision that adopts it, or write the status “{cancelled}” if "
            "it was rejected and “{proposed}” if nothing has been decided.",
            option=context.word("link.decided_by"),
            cancelled=context.word("status.cancelled"),
            proposed=context.word("status.proposed"),
        ),
    )


def _rejected(item: Item, decision: Item, context: Context) -> Violation:
    """What has been rejected, and is still proposed."""
    return Violation(
        item=item.id,
        location=item.location,
        severity=Severity.WARNING,
        message=message(
            "“{title}” was rejected by {decision}, but has the status “{status}”.",
            title=item.title,
            decision=decision.id,
            status=context.word(f"status.{item.status}"),
        ),
        hint=message(
            "Write :{status}: {cancelled}. A new proposal is an object of its own, with "
            ":{replaces}: {id}.",
            status=context.word("field.status"),
            cancelled=context.word("status.cancelled"),
            replaces=context.word("link.replaces"),
            id=item.id,
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
    """A decision lacks what it did, its body, its date, its paragraph or its registration number.

    With these anyone can ask for the minutes and the file, and read for themselves. One finding is
    given for each thing that is missing. A body is named by its id; a decision has one body, since
    each keeps its own minutes.

    A registration number is never made up. Where it is not known, as for an old decision, the
    reason is written in ``diarienummer_saknas``; the site then says that it is not known, and why,
    and the rule tells of it for information until somebody has found the number.

    Example:
        :::{beslut} Socialnämnden antar handlingsplanen för frihet från våld
        :id: BES-SN-2027-02-10-15
        :organ: ORG-SN
        :datum: 2027-02-10
        :::

    Instead:
        :::{beslut} Socialnämnden antar handlingsplanen för frihet från våld
        :id: BES-SN-2027-02-10-15
        :beslutsslag: antagande
        :organ: ORG-SN
        :datum: 2027-02-10
        :paragraf: § 15
        :diarienummer: SN 2026/45
        :::

    Remedy: fill in what is missing, as it stands in the minutes.
    """
    yield from each_lacking(graph, context, "PT502")
    for decision in graph.of_role(Role.DECISION):
        if len(decision.targets(LinkKind.BODY)) > 1:
            yield violation(
                decision,
                message(
                    "“{title}” has several bodies in :{option}:, and so several minutes.",
                    title=decision.title,
                    option=context.word("link.body"),
                ),
                message("Write a decision for each body, and link what is decided to all of them."),
            )
        if decision.has(FieldName.REGISTRATION_UNKNOWN):
            yield _unknown_registration(decision, context)


def _unknown_registration(decision: Item, context: Context) -> Violation:
    """A number that nobody has found, or one that stands there while it is said not to be known."""
    number = context.word("field.registration")
    unknown = context.word("field.registration_unknown")
    if decision.has(FieldName.REGISTRATION):
        return violation(
            decision,
            message(
                "“{title}” has both :{number}: and :{unknown}:.",
                title=decision.title,
                number=number,
                unknown=unknown,
            ),
            message("Take :{unknown}: away, if the number is right.", unknown=unknown),
        )
    return Violation(
        item=decision.id,
        location=decision.location,
        severity=Severity.INFO,
        message=message(
            "The number of “{title}” in the register is not known: {reason}",
            title=decision.title,
            reason=decision.text(FieldName.REGISTRATION_UNKNOWN),
        ),
        hint=message(
            "Ask the registrar. Write the number in :{number}:, and take :{unknown}: away.",
            number=number,
            unknown=unknown,
        ),
    )


@rule("PT504", Severity.WARNING, "A decision by a body that may not make it", of_others=True)
def body_may_not_decide(graph: Graph, context: Context) -> Iterator[Violation]:
    """A body has decided what it may not decide: on that day, at all, for that owner or that time.

    A municipality's boards are independent of each other. The council decides for all; a board for
    itself and for what is part of it, and so do a shared board and an association. The executive
    board leads and coordinates, but decides for no other board unless the council has said so. A
    department, a function, a company, a council of residents or someone outside makes no political
    decisions, and neither does a body whose ``kan_ansvara`` is ``nej``.

    What a body may decide follows of its ``slag``. ``beslutar_för`` says it where it is something
    else: ``hela kommunen`` for the council, or for an executive board to which the council has
    given that; ``sitt område``; or ``ingen``. A body that says neither is not judged. What is part
    of a body is said with ``del_av``, and who has taken over from it with ``ersätter``.

    The owners of the actions of a plan are judged too, since these are decided with it. It is
    enough that one of several decisions is by a body that may decide for the owner. A plan is not
    adopted once its last day has passed. A proposal has no owner yet, and a report may be given to
    anybody.

    Example:
        :::{beslut} Socialnämnden antar skolornas plan
        :id: BES-SN-2027-02-10-15
        :organ: ORG-SN
        :datum: 2027-02-10
        :::

        :::{handlingsplan} Skolornas plan
        :id: HPL-SKOLA
        :ansvarig: ORG-UN
        :status: beslutad
        :beslutad_genom: BES-SN-2027-02-10-15
        :::

    Instead:
        :::{beslut} Utbildningsnämnden antar skolornas plan
        :id: BES-UN-2027-02-17-9
        :organ: ORG-UN
        :datum: 2027-02-17
        :::

        :::{handlingsplan} Skolornas plan
        :id: HPL-SKOLA
        :ansvarig: ORG-UN
        :status: beslutad
        :beslutad_genom: BES-UN-2027-02-17-9
        :::

    Remedy: correct the body or the owner, or add the decision of the body that may decide.
    """
    unable: set[str] = set()
    for decision in graph.of_role(Role.DECISION):
        for body in bodies_of(graph, decision):
            if (found := _not_there(graph, decision, body, context)) is not None:
                yield found
            if decides_for(body) is DecidesFor.NOBODY:
                unable.add(decision.id)
                yield _makes_none(decision, body, context)
    for beyond in beyond_reach(graph):
        if beyond.decision.id not in unable:
            yield _for_another(beyond, context)
    for item in graph.of_role(Role.STRATEGY, Role.PLAN):
        last = item.day(FieldName.VALID_TO)
        decisions = [
            (day, one) for one in adopting(graph, item) if (day := one.day(FieldName.DATE))
        ]
        first = min(decisions, key=lambda one: (one[0], one[1].id), default=None)
        if item.live and last and first and first[0] > last:
            yield violation(
                item,
                message(
                    "“{title}” ended {last}, but was first decided after that: {decision}, {day}.",
                    title=item.title,
                    last=last.isoformat(),
                    decision=first[1].id,
                    day=first[0].isoformat(),
                ),
                message(
                    "Correct :{last}: or :{option}:, or name the decision that adopted it.",
                    last=context.word("field.valid_to"),
                    option=context.word("link.decided_by"),
                ),
            )


def _not_there(graph: Graph, decision: Item, body: Item, context: Context) -> Violation | None:
    day = decision.day(FieldName.DATE)
    first, last = time_of(graph, body)
    if day is None or first <= day <= last:
        return None
    return violation(
        decision,
        message(
            "{body} (“{title}”) did not exist on {day}, when {id} says that it decided.",
            body=body.id,
            title=body.title,
            day=day.isoformat(),
            id=decision.id,
        ),
        message(
            "Write the body that existed then in :{option}:, or correct the dates.",
            option=context.word("link.body"),
        ),
    )


def _makes_none(decision: Item, body: Item, context: Context) -> Violation:
    return violation(
        decision,
        message("{body} (“{title}”) makes no political decisions.", body=body.id, title=body.title),
        message(
            "Write the body that made the decision in :{option}:. If {body} may decide, say for "
            "whom with :{decides_for}: on it.",
            option=context.word("link.body"),
            body=body.id,
            decides_for=context.word("field.decides_for"),
        ),
    )


def _for_another(beyond: BeyondReach, context: Context) -> Violation:
    shown = ", ".join(item.id for item in beyond.items[:_MOST_NAMED])
    more = len(beyond.items) - _MOST_NAMED
    return violation(
        beyond.decision,
        message(
            "{body} (“{title}”) may not decide for {owner}, which answers for {items}.",
            body=beyond.body.id,
            title=beyond.body.title,
            owner=beyond.owner.id,
            items=message("{shown} and {number} more", shown=shown, number=str(more))
            if more > 0
            else shown,
        ),
        message(
            "Add a decision by {owner} or by a body that decides for all, or correct :{option}: or "
            ":{owning}:.",
            owner=beyond.owner.id,
            option=context.word("link.body"),
            owning=context.word("link.owner"),
        ),
    )


_MOST_NAMED = 3
"""How many objects a finding names."""
