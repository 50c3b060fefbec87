"""PT8xx: what is decided has been prepared: analysed before, and asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policytrace.checks.registry import Context, Violation, rule, violation
from policytrace.messages import Message, message
from policytrace.plan.analyses import (
    Coverage,
    Standing,
    decisions_on,
    lacking_analyses,
    lacks_with_its_whole,
)
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.severity import Severity


@rule("PT801", Severity.ERROR, "Decided without an analysis", of_others=True)
def decided_without_analysis(graph: Graph, context: Context) -> Iterator[Violation]:
    """An action or a plan has been decided, but not analysed before.

    Who decides must know what the decision means for equality, and for children. Afterwards it is
    too late to change the proposal. Which kinds of analyses are required, and from which status on,
    stands in ``ubproject.toml``, under ``[policytrace.analyses]``.

    An analysis covers what it names in ``analyserar``. One of a plan covers the plan's actions too,
    since they are proposed and decided together; one of a decision covers all that was decided by
    it. What was decided with a plan is told of at the plan only.

    The analysis must be made no later than the day of the decision. One that was made for an
    earlier decision on the plan does not cover an action that was decided afterwards, and one that
    has been cancelled or replaced covers nothing. An analysis of the best interests of the child
    that says why no child is concerned counts like any other.

    Example:
        :::{åtgärd} Öppna en mötesplats för unga
        :id: ATG-HBTQI-04
        :status: beslutad
        :beslutad_genom: BES-KS-2027-09-14-88
        :::

    Instead:
        :::{åtgärd} Öppna en mötesplats för unga
        :id: ATG-HBTQI-04
        :status: beslutad
        :beslutad_genom: BES-KS-2027-09-14-88
        :::

        :::{analys} Mötesplatsen och jämlikheten
        :id: ANA-HBTQI-04-1
        :analysslag: jämlikhet
        :analyserar: ATG-HBTQI-04
        :datum: 2027-08-30
        :::

        :::{analys} Mötesplatsen och barnets bästa
        :id: ANA-HBTQI-04-2
        :analysslag: barnets bästa
        :analyserar: ATG-HBTQI-04
        :datum: 2027-08-30
        :::

    Remedy: write the analysis that was made, or set the status back until there is one. If the
    decision has been taken without, analyse and decide anew, or have a waiver decided.
    """
    lacking = lacking_analyses(graph, context.analyses)
    for (item_id, kind), found in lacking.items():
        item = graph.items[item_id]
        if lacks_with_its_whole(graph, lacking, item, kind):
            continue
        if found:
            last = max(found, key=lambda one: one.day or date.min)
            yield _does_not_count(graph, item, kind, last)
        else:
            yield _none(item, kind, context)


def _none(item: Item, kind: str, context: Context) -> Violation:
    return violation(
        item,
        message("“{title}” has no analysis of the kind “{kind}”.", title=item.title, kind=kind),
        message(
            "Write the analysis: ./policytrace new {type}. It may name this object, its plan or "
            "the decision in :{option}:.",
            type=context.word("role.analysis"),
            option=context.word("link.analyses"),
        ),
    )


def _does_not_count(graph: Graph, item: Item, kind: str, one: Coverage) -> Violation:
    made = one.day.isoformat() if one.day else ""
    days = [day for found in decisions_on(graph, item) if (day := found.day(FieldName.DATE))]
    decided = max(days).isoformat() if days else ""
    wrong: Message
    if one.standing is Standing.ENDED:
        wrong = message(
            "“{title}” has no analysis of the kind “{kind}” that counts: {analysis} has been "
            "cancelled or replaced.",
            title=item.title,
            kind=kind,
            analysis=one.analysis.id,
        )
    elif one.standing is Standing.LATE:
        wrong = message(
            "“{title}” was decided on {decided}, but the analysis {analysis} of the kind “{kind}” "
            "was made afterwards, on {made}.",
            title=item.title,
            kind=kind,
            analysis=one.analysis.id,
            decided=decided,
            made=made,
        )
    else:
        wrong = message(
            "“{title}” was decided on {decided}. The analysis {analysis} of the kind “{kind}”, of "
            "{made}, was made for an earlier decision on the plan.",
            title=item.title,
            kind=kind,
            analysis=one.analysis.id,
            decided=decided,
            made=made,
        )
    return violation(
        item,
        wrong,
        message(
            "Name the analysis that was made before the decision. If there was none, analyse and "
            "decide anew, or have a waiver decided."
        ),
    )
