"""PT2xx: someone owns it, something measures it, and there is a day to come back to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policytrace.checks.presence import OTHER, each_lacking, only_cancelled
from policytrace.checks.registry import Context, Violation, rule, violation
from policytrace.measure.target_specs import governs
from policytrace.messages import message
from policytrace.plan.decisions import time_of
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.rhythm import moves_with_time
from policytrace.schema.role_specs import role_spec
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import OrganisationKind, YesNo
from policytrace.severity import Severity

MOST_GOVERNING = 5
"""Measures of one priority."""


@rule("PT201", Severity.ERROR, "A priority without owner")
def priority_without_owner(graph: Graph, context: Context) -> Iterator[Violation]:
    """A priority has no owner.

    What all answer for nobody does. The owner is a body, never a person.

    Example:
        :::{prioritering} Barnperspektiv
        :id: PRI-BARN
        :mäts_av: IND-BARN-DELAKTIGHET
        :nästa_uppföljning: 2027-11-15
        :::

    Instead:
        :::{prioritering} Barnperspektiv
        :id: PRI-BARN
        :ansvarig: ORG-UN
        :mäts_av: IND-BARN-DELAKTIGHET
        :nästa_uppföljning: 2027-11-15
        :::

    Remedy: name the body.
    """
    yield from each_lacking(graph, context, "PT201")


@rule("PT202", Severity.ERROR, "A priority that nothing measures")
def priority_without_indicator(graph: Graph, context: Context) -> Iterator[Violation]:
    """A priority is measured by no indicator.

    Without a measure nobody can tell if the promise is kept. An indicator that is cancelled
    measures nothing.

    Example:
        :::{prioritering} Jämlik hälsa
        :id: PRI-HALSA
        :ansvarig: ORG-KS
        :nästa_uppföljning: 2027-11-15
        :::

    Instead:
        :::{prioritering} Jämlik hälsa
        :id: PRI-HALSA
        :ansvarig: ORG-KS
        :mäts_av: IND-U01405
        :nästa_uppföljning: 2027-11-15
        :::

    Remedy: name one or more indicators.
    """
    yield from each_lacking(graph, context, "PT202")


@rule("PT203", Severity.ERROR, "A priority without next follow-up")
def priority_without_follow_up(graph: Graph, context: Context) -> Iterator[Violation]:
    """A priority has no day for its next follow-up.

    What nobody has set a day for is easily left undone. When a follow-up has been made, the date is
    moved on and not taken away. Where a rhythm is set, the day follows from it.

    Example:
        :::{prioritering} Mångfald
        :id: PRI-MANGFALD
        :ansvarig: ORG-KS
        :mäts_av: IND-N05826
        :::

    Instead:
        :::{prioritering} Mångfald
        :id: PRI-MANGFALD
        :ansvarig: ORG-KS
        :mäts_av: IND-N05826
        :nästa_uppföljning: 2027-11-15
        :::

    Remedy: set the date, as ``2027-11-15``, or a rhythm, as ``tertial``.
    """
    yield from each_lacking(graph, context, "PT203")


@rule("PT204", Severity.ERROR, "An action without owner")
def action_without_owner(graph: Graph, context: Context) -> Iterator[Violation]:
    """An action has no owner.

    Without an owner nobody is there to do the work. Others may take part, but someone must answer
    for it. A cancelled action is not asked.

    Example:
        :::{åtgärd} Samla vägarna till hjälp på en sida
        :id: ATG-VALD-15
        :status: förslag
        :medverkar: ORG-SN, ORG-UN, ORG-VSN
        :::

    Instead:
        :::{åtgärd} Samla vägarna till hjälp på en sida
        :id: ATG-VALD-15
        :status: förslag
        :ansvarig: ORG-SN
        :medverkar: ORG-UN, ORG-VSN
        :::

    Remedy: name the body.
    """
    yield from each_lacking(graph, context, "PT204")


@rule("PT205", Severity.ERROR, "An action or a milestone without dates")
def action_without_dates(graph: Graph, context: Context) -> Iterator[Violation]:
    """An action lacks its last day, or the day of its next follow-up.

    Without a last day it cannot be late, and so it cannot be done either. Without a day for
    follow-up nobody notices how it goes. One finding is given for each date that is missing. A
    milestone must say by which day it is to be reached. What is cancelled is not asked.

    Example:
        :::{åtgärd} Erbjud digital vägledning på biblioteket
        :id: ATG-TILL-05
        :startar: 2027-03-01
        :::

    Instead:
        :::{åtgärd} Erbjud digital vägledning på biblioteket
        :id: ATG-TILL-05
        :startar: 2027-03-01
        :nästa_uppföljning: 2027-11-15
        :klar_senast: 2028-06-30
        :::

    Remedy: set days on which a result can be seen, also for what goes on all the time. Instead of a
    day for follow-up a rhythm will do, as ``tertial``.
    """
    yield from each_lacking(graph, context, "PT205")


@rule("PT206", Severity.ERROR, "An owner that is not there on the day, or cannot answer")
def owner_not_valid(graph: Graph, context: Context) -> Iterator[Violation]:
    """An owner has ended, or has not begun, on a day when it must answer, or can never answer.

    A body that does not exist can answer for nothing. What nobody takes over is lost.

    For a priority, a plan and an action only a political body or a function of the municipality can
    answer: it decides on the money and the people. An administration, a shared board, an
    association, a company, a council of residents or someone outside can carry out the work or take
    part in it. The same holds for a body whose ``kan_ansvara`` is ``nej``, as one that acts only in
    a crisis, or one that only decides.

    The days are an action's start, next follow-up and last day; the next follow-up of a priority or
    a goal; the first and last day of a strategy, a plan or a waiver; the date of a follow-up or an
    analysis. First and last day of the body are within its time. A body that says no last day, and
    that another replaces, has it the day before that one begins.

    Each owner is judged by itself: it does not help that another remains. What has no days of its
    own, as an indicator, is judged on the day of the check, and only with ``--strict-time``.

    Example:
        :::{organisation} Kulturnämnden
        :id: ORG-KUN
        :giltig_till: 2027-12-31
        :::

        :::{åtgärd} Öppna en mötesplats för unga
        :id: ATG-HBTQI-04
        :ansvarig: ORG-KUN
        :klar_senast: 2028-06-30
        :::

    Instead:
        :::{åtgärd} Öppna en mötesplats för unga
        :id: ATG-HBTQI-04
        :ansvarig: ORG-VSN
        :klar_senast: 2028-06-30
        :::

    Remedy: name the body that has taken over, or correct the dates.
    """
    option = context.word("link.owner")
    bodies = graph.of_role(Role.ORGANISATION)
    times = {body.id: time_of(graph, body) for body in bodies}
    able = {body.id for body in bodies if _can_answer(body)}
    for item in graph:
        if not graph.carries(item):
            continue
        owners = graph.targets(item, LinkKind.OWNER)
        days = _days_in_question(graph, item, context) if owners else ()
        for owner in owners:
            if owner.role is not Role.ORGANISATION:
                continue
            if item.role in _ANSWERED_FOR and owner.id not in able:
                yield _cannot_answer(item, owner, context)
                continue
            first, last = times[owner.id]
            outside = next((day for day in days if not first <= day <= last), None)
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


_ANSWERED_FOR = frozenset({Role.PRIORITY, Role.PLAN, Role.ACTION})
"""What only a body can answer for that the municipality can make answer."""


def _can_answer(owner: Item) -> bool:
    kind = owner.value(FieldName.KIND, OrganisationKind)
    return (kind is None or kind.answers) and owner.value(FieldName.CAN_OWN, YesNo) is not YesNo.NO


def _cannot_answer(item: Item, owner: Item, context: Context) -> Violation:
    return violation(
        item,
        message(
            "{owner} (“{title}”) cannot answer for {id}.",
            owner=owner.id,
            title=owner.title,
            id=item.id,
        ),
        message(
            "Write the political body that decides on it in :{option}:, and {owner} in "
            ":{performer}: or :{participant}:.",
            option=context.word("link.owner"),
            owner=owner.id,
            performer=context.word("link.performer"),
            participant=context.word("link.participant"),
        ),
    )


def _days_in_question(graph: Graph, item: Item, context: Context) -> tuple[date, ...]:
    names: tuple[FieldName, ...] = role_spec(item.role).days
    if moves_with_time(graph, item, context.today) and not context.strict_time:
        names = tuple(name for name in names if name is not FieldName.NEXT_FOLLOW_UP)
    days = tuple(day for name in names if (day := item.day(name)) is not None)
    if not days and context.strict_time:
        return (context.today,)
    return days


@rule("PT207", Severity.ERROR, "An indicator without owner, unit or source")
def indicator_incomplete(graph: Graph, context: Context) -> Iterator[Violation]:
    """An indicator lacks its owner, its unit or its source.

    A number without a unit means nothing, and one without a source cannot be checked. One finding
    is given for each thing that is missing.

    Example:
        :::{indikator} Dialogtillfällen med grupper som berörs, antal
        :id: IND-DIALOG
        :ansvarig: ORG-KS
        :källa: Kommunens egen uppföljning (föreslagen)
        :::

    Instead:
        :::{indikator} Dialogtillfällen med grupper som berörs, antal
        :id: IND-DIALOG
        :ansvarig: ORG-KS
        :enhet: antal
        :källa: Kommunens egen uppföljning (föreslagen)
        :::

    Remedy: fill in what is missing.
    """
    yield from each_lacking(graph, context, "PT207")


@rule("PT208", Severity.ERROR, "A plan without owner or period")
def plan_incomplete(graph: Graph, context: Context) -> Iterator[Violation]:
    """A plan lacks its owner, its first day or its last day.

    A plan without an end is never evaluated, and one without an owner is never carried out. One
    finding is given for each thing that is missing.

    Example:
        :::{handlingsplan} Handlingsplan för mångfald
        :id: HPL-MANGFALD
        :del_av: PRI-MANGFALD
        :ansvarig: ORG-KS
        :giltig_från: 2027-01-01
        :::

    Instead:
        :::{handlingsplan} Handlingsplan för mångfald
        :id: HPL-MANGFALD
        :del_av: PRI-MANGFALD
        :ansvarig: ORG-KS
        :giltig_från: 2027-01-01
        :giltig_till: 2029-12-31
        :::

    Remedy: fill in what is missing. If nobody knows how long the plan shall hold, set a day when it
    is to be tried anew.
    """
    yield from each_lacking(graph, context, "PT208")


@rule("PT209", Severity.WARNING, "An action that nothing measures", needs=("link.measured_by",))
def action_without_indicator(graph: Graph, context: Context) -> Iterator[Violation]:
    """An action is measured by no indicator.

    It can be done without anyone seeing if it helped. An indicator that is cancelled measures
    nothing.

    Example:
        :::{åtgärd} Utbilda chefer i jämlikhetsanalys
        :id: ATG-OVR-03
        :bidrar_till: ATA-SAMMANFATTNING-1
        :::

    Instead:
        :::{åtgärd} Utbilda chefer i jämlikhetsanalys
        :id: ATG-OVR-03
        :bidrar_till: ATA-SAMMANFATTNING-1
        :mäts_av: IND-UTBILDNING-JAMLIKHET
        :::

    Remedy: name one or more indicators. Not all can be measured in a way that means something: if
    none fits, let the warning stand.
    """
    option = context.word("link.measured_by")
    for action in filter(graph.claims, graph.of_role(Role.ACTION)):
        cancelled = only_cancelled(graph, action, LinkKind.MEASURED_BY)
        if cancelled:
            yield violation(
                action,
                message(
                    "The action “{title}” is only measured by what is cancelled: {targets}.",
                    title=action.title,
                    targets=", ".join(cancelled),
                ),
                message("Name another indicator in :{option}:.", option=option),
            )
        elif not action.targets(LinkKind.MEASURED_BY):
            yield violation(
                action,
                message("The action “{title}” is measured by nothing.", title=action.title),
                message("Add :{option}: with one or more indicators.", option=option),
            )


@rule("PT212", Severity.WARNING, "An action or an opinion without text")
def without_text(graph: Graph, _context: Context) -> Iterator[Violation]:
    """An action or an opinion has a title, but no text.

    A title does not say why something is to be done, how, or what is to come of it. Nobody can
    decide on it, and nobody can see afterwards if it was done. And an opinion of which nobody can
    read what it says has been given for nothing.

    Example:
        :::{åtgärd} Öppna en mötesplats för unga
        :id: ATG-HBTQI-04
        :::

    Instead:
        :::{åtgärd} Öppna en mötesplats för unga
        :id: ATG-HBTQI-04

        Varför
        : Unga saknar en plats där de kan vara sig själva.

        Vad
        : En lokal som är öppen två kvällar i veckan.
        :::

    Remedy: write a blank line below the options, and then why, what and for whom; of an opinion,
    what it says in short.
    """
    for action in graph.of_role(Role.ACTION):
        if graph.claims(action) and not action.has_text:
            yield violation(
                action,
                message("The action “{title}” has no text.", title=action.title),
                message("Write why it is to be done, what is to be done, and for whom."),
            )
    for opinion in graph.of_role(Role.OPINION):
        if graph.claims(opinion) and not opinion.has_text:
            yield violation(
                opinion,
                message("The opinion “{title}” has no text.", title=opinion.title),
                message("Write in short what it says."),
            )


@rule("PT213", Severity.ERROR, "A legal duty without its law")
def legal_duty_without_provision(graph: Graph, context: Context) -> Iterator[Violation]:
    """An action is said to be a legal duty, but not by which law; or a law is named, and no duty.

    A duty that already holds is no promise of what is to come. The reader must be able to look it
    up, and see that it does not depend on a plan.

    Example:
        :::{åtgärd} Säkerställ att lönerna kartläggs varje år
        :id: ATG-OVR-17
        :lagkrav: ja
        :::

    Instead:
        :::{åtgärd} Säkerställ att lönerna kartläggs varje år
        :id: ATG-OVR-17
        :lagkrav: ja
        :lagrum: 3 kap. 8 § diskrimineringslagen (2008:567)
        :::

    Remedy: write chapter, section and law with its number in ``lagrum``. If no law demands it, take
    both away.
    """
    for action in filter(graph.claims, graph.of_role(Role.ACTION)):
        duty = action.value(FieldName.LEGAL_DUTY, YesNo) is YesNo.YES
        if duty and not action.has(FieldName.LEGAL_PROVISION):
            yield violation(
                action,
                message("“{title}” is a legal duty, but no law is named.", title=action.title),
                message(
                    "Add :{provision}: with chapter, section and law.",
                    provision=context.word("field.legal_provision"),
                ),
            )
        elif (
            not duty
            and action.has(FieldName.LEGAL_PROVISION)
            and FieldName.LEGAL_DUTY not in action.malformed
        ):
            yield violation(
                action,
                message(
                    "“{title}” names a law, but is not said to be a legal duty.",
                    title=action.title,
                ),
                message(
                    "Add :{duty}: {yes}, or take :{provision}: away.",
                    duty=context.word("field.legal_duty"),
                    yes=context.word("yes_no.yes"),
                    provision=context.word("field.legal_provision"),
                ),
            )


@rule("PT214", Severity.ERROR, "A priority without a few measures that govern it")
def governing_measures(graph: Graph, context: Context) -> Iterator[Violation]:
    """More than five of a priority’s measures govern it, or none does, or none of them has a value.

    A council can steer by a few figures, not by all that can be counted. The measures of a priority
    that govern it are said to with ``styrande: ja``; the others come after them. At least one must
    have a value today, or nobody can tell how it goes.

    As long as no measure of the project governs anything, nothing is asked.

    Example:
        :::{indikator} Elever som är behöriga till yrkesprogram, andel
        :id: IND-AK9-BEHORIGA
        :::

    Instead:
        :::{indikator} Elever som är behöriga till yrkesprogram, andel
        :id: IND-AK9-BEHORIGA
        :styrande: ja
        :::

    Remedy: choose at most five measures that the council shall see each time, one of them with
    values.
    """
    governing = {item.id for item in graph.of_role(Role.INDICATOR) if item.live and governs(item)}
    if not governing:
        return
    option = context.word("field.governing")
    yes = context.word("yes_no.yes")
    for priority in filter(graph.claims, graph.of_role(Role.PRIORITY)):
        measures = graph.targets(priority, LinkKind.MEASURED_BY)
        chosen = [measure for measure in measures if measure.id in governing]
        if len(chosen) > MOST_GOVERNING:
            yield violation(
                priority,
                message(
                    "{number} measures govern “{title}”: {measures}. Five is the most.",
                    number=str(len(chosen)),
                    title=priority.title,
                    measures=", ".join(measure.id for measure in chosen),
                ),
                message("Take :{option}: away from the others.", option=option),
            )
        elif measures and not chosen:
            yield violation(
                priority,
                message("No measure governs “{title}”.", title=priority.title),
                message(
                    "Add :{option}: {yes} to at most five of its measures.", option=option, yes=yes
                ),
            )
        elif chosen and not any(context.measurements.has_values(one.id) for one in chosen):
            yield violation(
                priority,
                message(
                    "None of the measures that govern “{title}” has a value.", title=priority.title
                ),
                message(
                    "Let a measure that has values govern too, with :{option}: {yes}.",
                    option=option,
                    yes=yes,
                ),
            )


@rule("PT211", Severity.ERROR, "Something required that is missing")
def required_missing(graph: Graph, context: Context) -> Iterator[Violation]:
    """An object lacks something that the project requires of all objects of its type.

    What is required stands in ``ubproject.toml``, under ``[policytrace.required]``: a line for each
    type. Most of what a plan needs has a rule of its own; this one answers for what a project adds.
    One finding is given for each thing that is missing. What is cancelled is not asked.

    Example:
        :::{åtgärd} Öppna en mötesplats för unga
        :id: ATG-HBTQI-04
        :::

    Instead:
        :::{åtgärd} Öppna en mötesplats för unga
        :id: ATG-HBTQI-04
        :resurs: 250 000 kronor om året, varav hälften är sökta
        :::

    Remedy: fill in what is missing, or take it out of what the project requires.
    """
    yield from each_lacking(graph, context, OTHER)
