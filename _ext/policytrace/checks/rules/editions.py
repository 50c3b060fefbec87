"""PT503 and PT506–507: what has been decided stays as it was, until something else is decided."""

from __future__ import annotations

from collections.abc import Iterator

from policytrace.changes.kinds import LinkChanged, PlanChange, Removed, TextChanged, TitleChanged
from policytrace.changes.plan_state import PlanState, state_of
from policytrace.changes.words import said
from policytrace.checks.registry import Context, Violation, rule
from policytrace.editions.changed import Breach, breaches, unfrozen
from policytrace.editions.corrections import stands_in, text_of
from policytrace.editions.edition import FOLDER, MANIFEST, Edition, corrections_file
from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.schema.roles import LinkKind
from policytrace.severity import Severity


@rule("PT503", Severity.ERROR, "Decided content changed without a decision", of_others=True)
def changed_after_decision(graph: Graph, context: Context) -> Iterator[Violation]:
    """Something that a decision covers has been changed after it, and no new decision says so.

    The plan is compared with its newest edition, which was frozen as the decision adopted it:
    object by object, not line by line. To move an object to another file, to break lines in other
    places, or to number a list anew changes nothing. An object that gets a new id is the same one
    if the register of addresses says so.

    Some things change without a decision: a status on its way forward, the day of the next
    follow-up, follow-ups that are made, and new values. The setting `changes_freely` says which.
    What nobody had decided when the edition was frozen may change, too. The target of an indicator
    is decided with what it measures, unless the indicator is a proposal.

    A new decision covers a change if it is not older than the edition's.

    When a new decision has been made and no edition is frozen of it, that is a warning: nothing
    tells what is changed after it.

    Example:
        :klar_senast: 2028-06-01

    Instead:
        :klar_senast: 2028-06-01
        :beslutad_genom: BES-SN-2028-02-09-11

    Remedy: put it back as it was decided; or name the new decision on the object or on its plan,
    and freeze a new edition. Declare a misspelling that has been mended as a correction.
    """
    if not context.editions.editions:
        return
    now = _now(graph, context)
    addresses = context.addresses
    for breach in breaches(context.editions, now, context.changes_freely, addresses.goal):
        if not _comes_of_unread(breach.change, context):
            yield _violation(breach, context)
    for plan, decision in unfrozen(context.editions, now):
        yield Violation(
            item=decision.id,
            location=decision.location or _place(context.editions.newest[plan]),
            severity=Severity.WARNING,
            message=message(
                "“{title}” is newer than the newest edition of {plan}.",
                title=decision.title,
                plan=now.title(plan),
            ),
            hint=message(
                "Freeze an edition: ./policytrace freeze {plan} --decision {decision}",
                plan=plan,
                decision=decision.id,
            ),
        )


def _comes_of_unread(change: PlanChange, context: Context) -> bool:
    """Whether something seems to be gone that only cannot be read: a finding of its own."""
    gone = [change.object.id] if isinstance(change, Removed) else []
    if isinstance(change, LinkChanged):
        gone = [end.id for end in change.gone]
    return any(map(context.unread.is_lost, gone))


def _now(graph: Graph, context: Context) -> PlanState:
    directives = {word for key, word in context.words.items() if key.startswith("role.")}
    return state_of(graph, directives)


def _violation(breach: Breach, context: Context) -> Violation:
    one, edition = breach.change.object, breach.edition
    plan = breach.plan.location if breach.plan else None
    return Violation(
        item=one.id,
        location=one.location or plan or _place(edition),
        message=message(
            "{change}, without a decision: “{title}”.",
            change=said(breach.change, context.word),
            title=one.title,
        ),
        hint=_remedy(breach, context),
    )


def _remedy(breach: Breach, context: Context) -> Message:
    option = context.word(f"link.{LinkKind.DECIDED_BY}")
    plan = breach.plan.id if breach.plan else breach.edition.plans[0]
    if isinstance(breach.change, TitleChanged | TextChanged):
        return message(
            "Put it back as {decision} adopted it. If it has been decided: add the new decision to "
            ":{option}: and freeze an edition: ./policytrace freeze {plan} --decision … If only a "
            "misspelling was mended: declare it in {file}.",
            decision=breach.edition.decision,
            option=option,
            plan=plan,
            file=corrections_file(breach.edition.decision),
        )
    return message(
        "Put it back as {decision} adopted it. If it has been decided: add the new decision to "
        ":{option}: and freeze an edition: ./policytrace freeze {plan} --decision …",
        decision=breach.edition.decision,
        option=option,
        plan=plan,
    )


def _place(edition: Edition) -> Location:
    return Location(file=f"{FOLDER}/{edition.decision}/{MANIFEST}", line=1)


@rule("PT506", Severity.ERROR, "An edition that is not as it was frozen")
def broken_edition(graph: Graph, context: Context) -> Iterator[Violation]:
    """A file of a frozen edition is missing, has been changed, or cannot be read.

    An edition shows what was decided. Each of its files has a checksum, so that anyone can see that
    they are the same as when it was frozen. One that is not is neither shown nor compared with.

    Example:
        docs/editions/BES-SN-2027-02-10-15/plan.json, opened and saved in an editor

    Instead:
        The file as it was frozen, from the archive or from the repository's history

    Remedy: put the file back as it was frozen.
    """
    for fault in context.editions.faults:
        if not fault.of_correction:
            yield Violation(
                item=fault.decision if fault.decision in graph.items else "",
                location=fault.location,
                message=fault.text,
                hint=message(
                    "{hint} Until then the plan is not compared with what was decided.",
                    hint=fault.hint,
                ),
            )
    for edition in context.editions.editions:
        if edition.decision not in graph.items and not context.unread.is_lost(edition.decision):
            yield Violation(
                item="",
                location=_place(edition),
                message=message(
                    "The edition is of the decision {decision}, which does not exist.",
                    decision=edition.decision,
                ),
                hint=message("Put the decision back: what has been decided is not taken away."),
            )


@rule("PT507", Severity.ERROR, "A correction that does not hold")
def wrong_correction(graph: Graph, context: Context) -> Iterator[Violation]:
    """A declared correction of an edition is no correction of spelling, or matches nothing.

    A misspelling may be mended without a decision, if it is declared in a file beside the edition:
    what was written, what is written now, when, and why. All corrections are listed on the page of
    editions. How a word is spelt may be corrected, and nothing else: no day, no number, no target
    and nobody's name.

    One that is declared but not made is a warning.

    Example:
        ATG-VALD-1,text,senast i mars,senast i maj,2027-03-02,Fel månad

    Instead:
        ATG-VALD-1,text,jämnställdhet,jämställdhet,2027-03-02,Felstavat

    Remedy: write the misspelt word as it stands in the edition, and as it is spelt now.
    """
    for fault in context.editions.faults:
        if fault.of_correction:
            yield Violation(item="", location=fault.location, message=fault.text, hint=fault.hint)
    newest = {one.decision for one in context.editions.newest.values()}
    now = _now(graph, context) if newest else None
    for edition in context.editions.editions:
        for one in edition.corrections:
            if one.day > context.today:
                yield Violation(
                    item=one.object if one.object in graph.items else "",
                    location=one.location,
                    message=message("The correction is said to be made after today."),
                    hint=message("Write the day on which the misspelling was mended."),
                )
            item_id = context.addresses.goal(one.object) or one.object
            found = now.objects.get(item_id) if now and edition.decision in newest else None
            if found and not stands_in(one.after, text_of(found, one.part)):
                yield Violation(
                    item=item_id,
                    location=one.location,
                    severity=Severity.WARNING,
                    message=message(
                        "The correction is declared but not made: “{after}” does not stand in "
                        "{part} of “{title}”.",
                        after=one.after,
                        part=one.part_word,
                        title=found.title,
                    ),
                    hint=message("Mend the text, or take the row away."),
                )
