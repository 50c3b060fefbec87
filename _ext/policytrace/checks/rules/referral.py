"""PT8xx: what is sent out for opinions has a last day, and whoever answers gets an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytrace.checks.presence import each_lacking
from policytrace.checks.registry import Context, Violation, rule, violation
from policytrace.messages import message
from policytrace.plan.decisions import adopting
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.referral import promised_and_late, referral_of
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import OpinionSender, Status
from policytrace.severity import Severity
from policytrace.values.contacts import EMAIL
from policytrace.values.names import looks_like_a_person

_NUMBER = re.compile(r"\d(?:[ \u00a0\u2010-\u2013-]?\d){5}")
"""Digits that could be a number to call, or one that a person is known by; no year is."""


@rule("PT802", Severity.WARNING, "A promised answer that is late", strict=Severity.ERROR)
def answer_late(graph: Graph, context: Context) -> Iterator[Violation]:
    """Who gave an opinion was promised an answer by a day that has passed, and has got none.

    Who takes the time to answer a referral must be able to see what came of it. On its last day an
    answer is not yet late. That an opinion came in after the referral's last day changes nothing: a
    promise is a promise.

    Example:
        :::{synpunkt} Pensionärsrådet om mötesplatserna
        :id: SYN-HALSA-1
        :gäller_synpunkt: HPL-HALSA
        :från: Pensionärsrådet
        :datum: 2027-01-12
        :svar_senast: 2027-03-31

        Rådet saknar en mötesplats i Västanfors.
        :::

    Instead:
        :svar_senast: 2027-03-31
        :svar: Planen får en mötesplats till
        :ändrat: Åtgärden ATG-HALSA-07 omfattar också Västanfors

    Remedy: answer the opinion. If more time is needed, tell whoever gave it, and set the new day.
    """
    for opinion in graph.of_role(Role.OPINION):
        day = promised_and_late(opinion, context.today)
        if day is not None:
            yield violation(
                opinion,
                message(
                    "“{title}” was to be answered by {day}.",
                    title=opinion.title,
                    day=day.isoformat(),
                ),
                message(
                    "Write the answer in :{answer}:, or set a new day in :{due}:.",
                    answer=context.word(f"field.{FieldName.ANSWER}"),
                    due=context.word(f"field.{FieldName.ANSWER_DUE}"),
                ),
            )


@rule("PT803", Severity.ERROR, "A referral that does not say until when")
def referral_without_day(graph: Graph, context: Context) -> Iterator[Violation]:
    """Something is sent out for opinions, but does not say until when, or is decided already.

    Who is asked must know the last day to answer, and what is still open. What is part of a plan
    that says a day need not repeat it. What is decided is no longer a question.

    Work that is to begin before the referral ends is a warning: what people say comes too late for
    it.

    Example:
        :::{handlingsplan} Handlingsplan för jämlik hälsa
        :id: HPL-HALSA
        :status: på remiss
        :::

    Instead:
        :::{handlingsplan} Handlingsplan för jämlik hälsa
        :id: HPL-HALSA
        :status: på remiss
        :remiss_till: 2027-01-31
        :::

    Remedy: say the last day to answer. If the question has been decided, change the status.
    """
    option = context.word(f"field.{FieldName.REFERRAL_ENDS}")
    status = context.word(f"field.{FieldName.STATUS}")
    for item in graph:
        if item.status is not Status.REFERRED or not graph.claims(item):
            continue
        if adopting(graph, item):
            yield violation(
                item,
                message(
                    "“{title}” has the status “{status}”, and yet says that it is decided.",
                    title=item.title,
                    status=context.word(f"status.{Status.REFERRED}"),
                ),
                message(
                    "Write :{status}: {decided} if it is decided, or take :{decision}: away: the "
                    "decision to send it out does not adopt it.",
                    status=status,
                    decided=context.word(f"status.{Status.DECIDED}"),
                    decision=context.word(f"link.{LinkKind.DECIDED_BY}"),
                ),
            )
        if FieldName.REFERRAL_ENDS in item.malformed:
            continue
        referral = referral_of(graph, item)
        if referral is None or referral.last is None:
            yield violation(
                item,
                message(
                    "“{title}” has the status “{status}”, but no last day to answer.",
                    title=item.title,
                    status=context.word(f"status.{Status.REFERRED}"),
                ),
                message("Add :{option}: with a date, as 2027-11-15.", option=option),
            )
        else:
            yield from _begins_too_early(item, referral.item, context)


def _begins_too_early(item: Item, sent: Item, context: Context) -> Iterator[Violation]:
    last = sent.day(FieldName.REFERRAL_ENDS)
    for name in (FieldName.STARTS, FieldName.VALID_FROM):
        day = item.day(name)
        if last is not None and day is not None and day < last:
            yield Violation(
                item=item.id,
                location=item.location,
                severity=Severity.WARNING,
                message=message(
                    "“{title}” is to begin on {begins}, before the last day to answer: {last}.",
                    title=item.title,
                    begins=day.isoformat(),
                    last=last.isoformat(),
                ),
                hint=message(
                    "Propose a later day in :{begins}:, or end the referral earlier.",
                    begins=context.word(f"field.{name}"),
                ),
            )


@rule(
    "PT804",
    Severity.ERROR,
    "An opinion that says too little of itself, or too much of a person",
)
def opinion_incomplete_or_personal(graph: Graph, context: Context) -> Iterator[Violation]:
    """An opinion lacks from whom, on what or when it is; or it seems to name a person.

    An opinion is published with a body's name, or as a private person's, and no more. A name with
    an opinion tells of a person's views, stays in the history of the files, and can be found by
    anyone for all time. The opinion itself lies with the registrar, under its case.

    Names are known by their form: two to four words that begin with a capital, of which none tells
    of a body, as ``föreningen`` or ``-rådet`` do. So a body may be taken for a person: write what
    it is before its name, or add it as an organisation, by whose title it is known. And a person
    can be missed. Nobody but who writes can see that a text tells who someone is: age, street and
    work are enough in a small town. Identity numbers are found by PT601, addresses and phone
    numbers in texts by PT604.

    Example:
        :från: Förnamn Efternamn, boende i Västanfors

    Instead:
        :från: enskild

    Remedy: write the body, or the word for a private person and nothing more. If the name has been
    saved in git, ask for the history to be cleaned.
    """
    yield from each_lacking(graph, context, "PT804")
    option = context.word(f"field.{FieldName.SENDER}")
    private = context.word(f"sender.{OpinionSender.PRIVATE}")
    bodies = {body.title.casefold() for body in graph.of_role(Role.ORGANISATION)}
    for opinion in graph.of_role(Role.OPINION):
        sender = opinion.text(FieldName.SENDER)
        known = sender.casefold()
        if not sender or known == private.casefold() or known in bodies:
            continue
        if EMAIL.search(sender) or _NUMBER.search(sender):
            wrong = message(
                ":{option}: on {id} holds an address or a number.", option=option, id=opinion.id
            )
        elif known.split()[0].strip(",;:.") == private.casefold():
            wrong = message(
                ":{option}: on {id} says more of a private person than “{private}”.",
                option=option,
                id=opinion.id,
                private=private,
            )
        elif looks_like_a_person(sender):
            wrong = message(
                ":{option}: on {id} looks to be a person's name.", option=option, id=opinion.id
            )
        else:
            continue
        yield violation(
            opinion,
            wrong,
            message(
                "Write “{private}” and nothing more. If it is a body, write what it is before its "
                "name, or add it as an organisation.",
                private=private,
            ),
        )
