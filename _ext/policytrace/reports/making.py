"""Makes a report of the plan snapshot, and writes it in one of three formats."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from policytrace.errors import ProjectError
from policytrace.messages import Message, message
from policytrace.plan.queries import is_proposal
from policytrace.reports.document import (
    Block,
    Facts,
    FrameWords,
    Heading,
    Opening,
    Paragraph,
    PublisherMark,
    ReportDocument,
    Run,
    Text,
    Tone,
    text_of,
    writable,
)
from policytrace.reports.docx import as_docx
from policytrace.reports.follow_up_report import follow_up_blocks
from policytrace.reports.html import as_html
from policytrace.reports.measured import MeasuredTeller
from policytrace.reports.memo import memo_blocks, memo_facts
from policytrace.reports.pdf import as_pdf
from policytrace.reports.plan_report import plan_blocks
from policytrace.reports.scope import ReportKind, ReportSelection, Scope, scope_of
from policytrace.reports.standing import decisions_behind, standing_of
from policytrace.reports.telling import Teller
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.snapshot import Snapshot


class ReportFormat(StrEnum):
    """What a report can be written as; its value is the end of the file's name."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"


_WRITERS: Mapping[ReportFormat, Callable[[ReportDocument], bytes]] = {
    ReportFormat.PDF: as_pdf,
    ReportFormat.DOCX: as_docx,
    ReportFormat.HTML: as_html,
}

_KINDS: Mapping[ReportKind, Message] = {
    ReportKind.PLAN: message("Strategy and action plans"),
    ReportKind.FOLLOW_UP: message("Follow-up"),
    ReportKind.MEMO: message("Memorandum"),
}


def write_report(document: ReportDocument, form: ReportFormat) -> bytes:
    """The report as a file; the same document gives the same bytes."""
    return _WRITERS[form](document)


def report_of(
    snapshot: Snapshot,
    kind: ReportKind,
    chosen: ReportSelection,
    translations: gettext.NullTranslations,
    *,
    mark: PublisherMark | None = None,
) -> ReportDocument:
    """The report as a document that any writer can write.

    Raises:
        ProjectError: there is nothing to report on.
    """
    teller = Teller(snapshot=snapshot, translations=translations)
    scope = scope_of(snapshot, chosen)
    if not (scope.plans or scope.priorities or scope.all_indicators):
        raise ProjectError(message("There is nothing to report on: nothing in the plan is chosen."))
    if kind is ReportKind.MEMO and not scope.plans:
        raise ProjectError(message("A memorandum prepares a decision on a plan. None is chosen."))
    told = MeasuredTeller(teller=teller)
    since = chosen.since or date(snapshot.today.year, 1, 1)
    standing = standing_of(teller, scope)
    report = ReportDocument(
        kind=teller.say(_KINDS[kind]),
        title=_title(teller, kind, chosen, scope),
        subtitle=_subtitle(teller, kind, chosen, since),
        opening=Opening.LETTER if kind is ReportKind.MEMO else Opening.BOOK,
        language=teller.language,
        day=snapshot.today,
        sender=_sender(teller),
        mark=mark,
        standing=standing.badge,
        is_proposal=standing.is_proposal,
        explained=standing.sentences,
        facts=Facts(
            entries=tuple(
                memo_facts(teller)
                if kind is ReportKind.MEMO
                else _front_facts(teller, kind, chosen, scope, since)
            )
        ),
        blocks=tuple(_blocks(told, kind, scope, chosen, since)),
        words=FrameWords(
            contents=teller.say(message("Contents")),
            page=teller.say(message("page")),
            of_pages=teller.say(message("of")),
        ),
    )
    return writable(report)


def _blocks(
    told: MeasuredTeller, kind: ReportKind, scope: Scope, chosen: ReportSelection, since: date
) -> Iterator[Block]:
    match kind:
        case ReportKind.PLAN:
            yield from plan_blocks(told, scope, is_all=chosen.is_all)
            yield from _about(told.teller)
        case ReportKind.FOLLOW_UP:
            yield from follow_up_blocks(told, scope, since)
            yield from _about(told.teller)
        case ReportKind.MEMO:
            yield from memo_blocks(told.teller, scope)


def _title(teller: Teller, kind: ReportKind, chosen: ReportSelection, scope: Scope) -> str:
    if chosen.plan:
        return chosen.plan.title
    if chosen.priority:
        return chosen.priority.title
    if chosen.owner:
        return chosen.owner.title
    if kind is ReportKind.MEMO and len(scope.plans) == 1:
        return scope.plans[0].title
    graph = teller.snapshot.graph
    strategies = [one for one in graph.of_role(Role.STRATEGY) if graph.carries(one)]
    strategies.sort(key=lambda one: one.id not in teller.snapshot.decided)
    return strategies[0].title if strategies else teller.say(message("The plan"))


def _subtitle(teller: Teller, kind: ReportKind, chosen: ReportSelection, since: date) -> str:
    day = teller.day(teller.snapshot.today)
    if kind is ReportKind.FOLLOW_UP:
        said = message("The period {period}", period=teller.period(since, teller.snapshot.today))
    else:
        said = message("As it stands on {day}", day=day)
    text = teller.say(said)
    is_told = chosen.owner and (chosen.plan or chosen.priority)
    return f"{chosen.owner.title}. {text}" if chosen.owner and is_told else text


def _sender(teller: Teller) -> str:
    publisher = teller.snapshot.metamodel.publisher
    if publisher.official:
        return publisher.name
    if publisher.about:
        return teller.say(message("Draft, not from {about}", about=publisher.about))
    return teller.say(message("Draft, not from any public body"))


def _front_facts(
    teller: Teller, kind: ReportKind, chosen: ReportSelection, scope: Scope, since: date
) -> Iterator[tuple[str, Text]]:
    say, snapshot = teller.say, teller.snapshot
    if chosen.plan:
        owners = teller.owners(chosen.plan)
        if owners:
            proposed = is_proposal(chosen.plan)
            title = (
                say(message("Proposed to answer for it"))
                if proposed
                else teller.title(LinkKind.OWNER)
            )
            yield title, text_of(owners)
        period = teller.period(
            chosen.plan.day(FieldName.VALID_FROM), chosen.plan.day(FieldName.VALID_TO)
        )
        if period:
            yield say(message("Period")), text_of(period)
    if chosen.owner:
        yield say(message("About the work of")), text_of(chosen.owner.title)
    if kind is ReportKind.FOLLOW_UP:
        yield say(message("Followed up")), text_of(teller.period(since, snapshot.today))
    decisions = decisions_behind(teller, (*scope.plans, *scope.all_actions))
    if decisions:
        yield say(message("Decisions")), text_of(teller.decisions(decisions))
    yield say(message("Day of the figures")), text_of(teller.day(snapshot.today))
    if snapshot.metamodel.site:
        address = snapshot.metamodel.site
        yield say(message("The site")), (Run(text=address, address=address),)


def _about(teller: Teller) -> Iterator[Block]:
    """How the report has been made."""
    yield Heading(level=1, text=teller.say(message("About the report")))
    yield Paragraph(
        text=text_of(
            teller.say(
                message(
                    "The report is made by a program from the same plan and the same figures as "
                    "the site, as they stood on {day}. Nothing has been typed in by hand.",
                    day=teller.day(teller.snapshot.today),
                )
            )
        ),
        tone=Tone.NOTE,
    )
