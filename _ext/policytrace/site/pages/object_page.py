"""The page about one object: everything that is known of it, at an address that stays."""

from __future__ import annotations

import gettext
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial
from types import MappingProxyType

from policytrace.charts.model import Chart
from policytrace.checks.findings import Finding
from policytrace.locations import Location
from policytrace.messages import as_it_is, message
from policytrace.plan.milestones import is_missed
from policytrace.plan.model import Item
from policytrace.plan.queries import latest_follow_up, missed_follow_up
from policytrace.plan.referral import promised_and_late
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.role_specs import Layout, role_spec
from policytrace.schema.roles import FieldName, Key, LinkKind, Role
from policytrace.schema.typed import Assessment
from policytrace.schema.vocabulary import ActionStatus
from policytrace.site.pages.indicator_page import (
    IndicatorPart,
    indicator_part,
    part_charts,
    part_files,
)
from policytrace.site.pages.lineage import Lineage, lineage_of
from policytrace.site.pages.registry import (
    Page,
    address_of,
    page_maker,
)
from policytrace.site.suggestion import Suggestion, suggestion
from policytrace.site.views.card import Card, Entry, Fact, Group, Relation, card_of
from policytrace.site.views.decided import Decided, decided_by
from policytrace.site.views.frozen_edition import FrozenEdition, editions_about
from policytrace.site.views.milestones import Milestones, milestones
from policytrace.site.views.opinions import (
    OpinionEntry,
    OpinionPart,
    entry_of,
    opinions_about,
)
from policytrace.site.views.prepared import KindState, prepared
from policytrace.site.views.referral import ReferralNote, referral_note
from policytrace.site.views.responsibilities import Responsibilities, responsibilities_of
from policytrace.site.views.told_history import ObjectHistory, object_history
from policytrace.site.views.work import Work, work_of
from policytrace.snapshot import Snapshot
from policytrace.status.action_status import ComputedStatus
from policytrace.values.code_host import code_host


class Section(StrEnum):
    """A part of the page."""

    ANSWER = "answer"
    ANSWERS = "answers"
    TEXT = "text"
    MILESTONES = "milestones"
    ANALYSES = "analyses"
    MEASURED = "measured"
    RESPONSIBILITIES = "responsibilities"
    DECIDED = "decided"
    WORK = "work"
    EDITIONS = "editions"
    FACTS = "facts"
    OPINIONS = "opinions"
    LINEAGE = "lineage"
    LINKS = "links"
    HISTORY = "history"


_HANGS_TOGETHER = (
    Section.OPINIONS,
    Section.EDITIONS,
    Section.FACTS,
    Section.LINEAGE,
    Section.LINKS,
    Section.HISTORY,
)

SECTIONS: Mapping[Layout, tuple[Section, ...]] = MappingProxyType(
    {
        Layout.PROMISE: (Section.TEXT, Section.ANSWER, Section.WORK, *_HANGS_TOGETHER),
        Layout.WORK: (
            Section.ANSWER,
            Section.TEXT,
            Section.MILESTONES,
            Section.ANALYSES,
            Section.WORK,
            *_HANGS_TOGETHER,
        ),
        Layout.RECORD: (
            Section.ANSWER,
            Section.ANSWERS,
            Section.TEXT,
            Section.DECIDED,
            Section.WORK,
            *_HANGS_TOGETHER,
        ),
        Layout.MEASURE: (
            Section.MEASURED,
            Section.TEXT,
            Section.ANSWER,
            Section.WORK,
            *_HANGS_TOGETHER,
        ),
        Layout.BODY: (
            Section.TEXT,
            Section.ANSWER,
            Section.RESPONSIBILITIES,
            Section.WORK,
            *_HANGS_TOGETHER,
        ),
    }
)
"""What the page about an object shows, in this order; empty parts are left out. Last, and folded
together, comes what only who keeps the object up asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestFollowUp:
    """What the latest follow-up of the object came to."""

    item: Item
    day: date | None
    assessment: Assessment | None
    result: str
    looked_at: tuple[Item, ...]
    """The measures that were read off."""
    deviation: str
    proposed_change: str


_FROZEN = frozenset({Role.PLAN, Role.DECISION})
"""What editions are of."""

_SENTENCE: frozenset[Key] = frozenset({LinkKind.BODY, FieldName.DATE, FieldName.PARAGRAPH})
"""Of a decision: what is said in one sentence where all of it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePlace:
    """Where the object is written."""

    location: Location
    edit: str
    """The address where it can be changed; empty if the project has none."""
    show: str
    """The address where its line is shown; empty if there is none."""
    suggest: Suggestion | None
    """Where somebody who may not change it suggests a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectPage:
    """What the template draws."""

    card: Card
    """Its links are those that other parts of the page do not tell already."""
    sections: tuple[Section, ...]
    progress: ComputedStatus | None
    passed: frozenset[FieldName]
    """The days that have passed without what should have been done by then."""
    latest: LatestFollowUp | None
    work: Work | None
    lineage: Lineage | None
    responsibilities: Responsibilities | None
    """Set for an organisation."""
    decided: Decided | None
    """Set for a decision."""
    referral: ReferralNote | None
    """Set while it is sent out for opinions, or what it is part of."""
    opinions: OpinionPart | None
    """Those on it, and on what is part of a plan."""
    opinion: OpinionEntry | None
    """Set for an opinion."""
    milestones: Milestones | None
    """Those of an action; None if it has none."""
    analyses: tuple[KindState, ...]
    """How it has been analysed; empty if nothing is demanded and nothing has been made."""
    editions: tuple[FrozenEdition, ...]
    """The frozen editions of a plan or of a decision."""
    history: ObjectHistory | None
    """What has changed with it; None if the project has no history."""
    findings: tuple[Finding, ...]
    source: SourcePlace
    has_written_page: bool
    """Whether editors write a page about it, which then is to be read first."""
    indicator: IndicatorPart | None
    """Set for an indicator."""


@page_maker
def object_pages(snapshot: Snapshot) -> Iterator[Page]:
    """A page about each object."""
    findings: dict[str, list[Finding]] = {}
    for finding in snapshot.findings:
        findings.setdefault(finding.item, []).append(finding)
    for item in snapshot.graph:
        title = snapshot.metamodel.role_titles.get(item.role, "")
        yield Page(
            name=address_of(item),
            title=as_it_is(item.title),
            description=message("{type}: {title}", type=title, title=item.title),
            template="object_page.html.jinja",
            show=partial(_page, snapshot, item, tuple(findings.get(item.id, ()))),
            charts=_charts if item.role is Role.INDICATOR else None,
            files=_files if item.role is Role.INDICATOR else None,
            about=item,
            has_text=True,
        )


def _page(snapshot: Snapshot, item: Item, findings: tuple[Finding, ...]) -> ObjectPage:
    lineage, work = lineage_of(snapshot, item), work_of(snapshot, item)
    responsibilities = (
        responsibilities_of(snapshot, item) if item.role is Role.ORGANISATION else None
    )
    decided = decided_by(snapshot, item) if item.role is Role.DECISION else None
    opinions, steps = opinions_about(snapshot, item), milestones(snapshot, item)
    parts = (lineage, work, responsibilities, decided, opinions, steps)
    told = frozenset[str]().union(*(part.items for part in parts if part))
    card, spec = card_of(snapshot, item), role_spec(item.role)
    said = _SENTENCE if all(item.has(field) for field in _SENTENCE) else frozenset()
    return ObjectPage(
        card=replace(
            card,
            first=tuple(
                entry
                for entry in (card.first if spec.told_first else _untold(card.first, told))
                if not decided or entry.key not in said
            ),
            facts=tuple(_untold(card.facts, told)),
            particulars=tuple(_untold(card.particulars, told)),
            incoming=tuple(
                one for one in _untold(card.incoming, told) if isinstance(one, Relation)
            ),
        ),
        sections=SECTIONS[spec.layout],
        progress=snapshot.action_statuses.get(item.id),
        passed=_passed(snapshot, item),
        latest=_latest(snapshot, item),
        work=work,
        lineage=lineage,
        responsibilities=responsibilities,
        decided=decided,
        referral=referral_note(snapshot, item),
        opinions=opinions,
        opinion=entry_of(snapshot, item) if item.role is Role.OPINION else None,
        milestones=steps,
        analyses=tuple(
            state for state in prepared(snapshot, item) if state.made or state.needed_from
        ),
        editions=editions_about(snapshot, item) if item.role in _FROZEN else (),
        history=object_history(snapshot, item),
        findings=findings,
        source=_source(snapshot.metamodel, item),
        has_written_page=spec.written_page,
        indicator=indicator_part(snapshot, item) if item.role is Role.INDICATOR else None,
    )


def _passed(snapshot: Snapshot, item: Item) -> frozenset[FieldName]:
    """The days of an object that tell that it is late; nobody is late with a proposal."""
    progress = snapshot.action_statuses.get(item.id)
    found: set[FieldName] = set()
    if missed_follow_up(snapshot.graph, item, snapshot.today):
        found.add(FieldName.NEXT_FOLLOW_UP)
    if promised_and_late(item, snapshot.today):
        found.add(FieldName.ANSWER_DUE)
    if item.role is Role.MILESTONE and is_missed(snapshot.graph, item, snapshot.today):
        found.add(FieldName.DUE)
    if progress and progress.state not in (None, ActionStatus.DONE, ActionStatus.CANCELLED):
        due = item.day(FieldName.DUE)
        if due is not None and due < snapshot.today:
            found.add(FieldName.DUE)
    return frozenset(found)


def _latest(snapshot: Snapshot, item: Item) -> LatestFollowUp | None:
    made = latest_follow_up(snapshot.graph, item)
    if made is None:
        return None
    return LatestFollowUp(
        item=made,
        day=made.day(FieldName.DATE),
        assessment=made.value(FieldName.ASSESSMENT, Assessment),
        result=made.text(FieldName.RESULT),
        looked_at=snapshot.graph.targets(made, LinkKind.LOOKED_AT),
        deviation=made.text(FieldName.DEVIATION),
        proposed_change=made.text(FieldName.PROPOSED_CHANGE),
    )


def _untold(entries: Iterable[Entry], told: Container[str]) -> Iterator[Entry]:
    """The entries, less the objects that other parts of the page tell."""
    for entry in entries:
        if isinstance(entry, Fact):
            yield entry
            continue
        left = (
            Group(role=group.role, items=tuple(item for item in group.items if item.id not in told))
            for group in entry.groups
        )
        if groups := tuple(group for group in left if group.items):
            yield replace(entry, groups=groups)


def _source(metamodel: Metamodel, item: Item) -> SourcePlace:
    location = item.location
    host = code_host(metamodel.repository) if metamodel.repository else None
    about = message("{title} ({id})", title=item.title, id=item.id)
    return SourcePlace(
        location=location,
        edit=host.edit(location.file, location.line) if host else "",
        show=host.show(location.file, location.line) if host else "",
        suggest=suggestion(metamodel, about, f"{address_of(item)}.html", location),
    )


def _files(page: object) -> Mapping[str, str]:
    return part_files(page.indicator) if isinstance(page, ObjectPage) else {}


def _charts(page: object, translations: gettext.NullTranslations) -> Mapping[str, Chart]:
    return part_charts(page.indicator, translations) if isinstance(page, ObjectPage) else {}
