"""What a decision covers, and the words that it adopted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.plan.decisions import WORK, body_of, kind_of
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.queries import parts_of
from policytrace.schema.roles import (
    ADOPTED_ROLES,
    CustomField,
    FieldName,
    LinkKind,
    TypeKey,
    in_order,
)
from policytrace.schema.vocabulary import ActionStatus, DecisionKind
from policytrace.snapshot import Snapshot

_OFFERS_FILE = "{download}`"
"""How a text offers a file of the project: for a decision its minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredRow:
    """An object that was decided."""

    item: Item
    owners: tuple[Item, ...]
    since: date | None
    """From which day it holds: its own first day, or else that of the decision."""
    state: ActionStatus | None
    parts: tuple[tuple[TypeKey, int], ...]
    """What was decided with it, by role, in numbers."""

    @property
    def is_work(self) -> bool:
        """Whether it is to be done; its parts are then written as such, and no division of ours."""
        return self.item.role in WORK


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedRow:
    """A follow-up, an analysis or work that was reported to a body."""

    item: Item
    about: tuple[Item, ...]
    """What it tells of; empty for work, which is reported itself."""
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A passage of the adopted text, word for word."""

    item: Item
    """The object that restates it."""
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedSection:
    """The passages under one heading of the adopted text."""

    heading: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a decision is about."""

    kind: DecisionKind | None
    body: Item | None
    covered: tuple[CoveredRow, ...]
    reported: tuple[ReportedRow, ...]
    """What was reported then."""
    sections: tuple[QuotedSection, ...]
    """Empty where the project does not have the adopted text."""
    is_linked: bool
    """Whether the decision gives an address where it can be read."""

    @property
    def has_texts(self) -> bool:
        """Whether a text was adopted."""
        return any(not row.is_work for row in self.covered)

    @property
    def is_rejected(self) -> bool:
        """Whether the body said no to it."""
        return self.kind is DecisionKind.REJECTION

    @property
    def has_owners(self) -> bool:
        """Whether anybody answers for what was decided."""
        return any(row.owners for row in self.covered)

    @property
    def has_states(self) -> bool:
        """Whether there is anything to say of how it goes, or how far it has come."""
        return any(row.state or row.item.status for row in self.covered)

    @property
    def has_parts(self) -> bool:
        """Whether anything that is to be done was decided with it."""
        return any(row.parts for row in self.covered if row.is_work)

    @property
    def items(self) -> frozenset[str]:
        """The ids of what was decided and reported."""
        return frozenset(
            (*(row.item.id for row in self.covered), *(one.item.id for one in self.reported))
        )


def decided_by(snapshot: Snapshot, decision: Item) -> Decided:
    """What `decision` covers."""
    graph = snapshot.graph
    covered = graph.sources(decision.id, LinkKind.DECIDED_BY)
    return Decided(
        kind=kind_of(decision),
        body=body_of(graph, decision),
        covered=tuple(_row(snapshot, item, decision) for item in covered),
        reported=tuple(
            _reported(graph, item) for item in graph.sources(decision.id, LinkKind.REPORTED_IN)
        ),
        sections=tuple(_sections(snapshot, covered)) if decision.adopts else (),
        is_linked=decision.has(FieldName.MINUTES)
        or _OFFERS_FILE in (decision.prose or "")
        or any(
            isinstance(key, CustomField) and "https://" in str(value)
            for key, value in decision.values.items()
        ),
    )


def _row(snapshot: Snapshot, item: Item, decision: Item) -> CoveredRow:
    graph = snapshot.graph
    progress = snapshot.action_statuses.get(item.id)
    work = item.role in WORK
    days = (
        item.day(FieldName.VALID_FROM),
        item.day(FieldName.STARTS),
        decision.day(FieldName.DATE),
    )
    number = Counter(
        graph.items[part].role
        for part in parts_of(graph, (item,))
        if (graph.items[part].role in WORK) == work
    )
    return CoveredRow(
        item=item,
        owners=graph.targets(item, LinkKind.OWNER),
        since=next(filter(None, days), None) if decision.adopts else None,
        state=progress.state if progress else None,
        parts=tuple((role, number[role]) for role in in_order(number)),
    )


def _reported(graph: Graph, item: Item) -> ReportedRow:
    kinds = (LinkKind.FOLLOWS_UP, LinkKind.ANALYSES)
    return ReportedRow(
        item=item,
        about=tuple(about for kind in kinds for about in graph.targets(item, kind)),
        day=item.day(FieldName.DATE),
    )


def _sections(snapshot: Snapshot, covered: Iterable[Item]) -> Iterator[QuotedSection]:
    """The adopted passages of what was decided, in the order of the adopted text."""
    graph = snapshot.graph
    texts = tuple(item for item in covered if item.role not in WORK)
    restating = {
        item.text(FieldName.SOURCE): item
        for item in (*texts, *(graph.items[part] for part in parts_of(graph, texts)))
        if item.role in ADOPTED_ROLES
    }
    found: dict[str, list[Quotation]] = {}
    for pinpoint, passage in snapshot.passages.items():
        if passage.wording and pinpoint in restating:
            quotation = Quotation(item=restating[pinpoint], wording=passage.wording)
            found.setdefault(passage.section, []).append(quotation)
    for heading, quotations in found.items():
        yield QuotedSection(heading=heading, quotations=tuple(quotations))
