"""All decisions: who decided, when, and what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policytrace.messages import message
from policytrace.plan.decisions import bodies_of, kind_of
from policytrace.plan.model import Item
from policytrace.plan.queries import parts_of
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import DecisionKind
from policytrace.site.views.registry import PRIORITY, Options, View, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One decision of the table."""

    decision: Item
    kind: DecisionKind | None
    bodies: tuple[Item, ...]
    day: date | None
    paragraph: str
    registration: str
    """As written, like the paragraph; empty if it is not set."""
    decided: tuple[Item, ...]
    """What was decided through it."""
    reported: tuple[Item, ...]
    """The follow-ups and analyses that were reported then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTable:
    """All decisions, or those about a priority."""

    priority: Item | None
    rows: tuple[DecisionRow, ...]

    @property
    def any_reported(self) -> bool:
        """Whether there is anything to say of what was reported."""
        return any(row.reported for row in self.rows)


def decision_table(snapshot: Snapshot, options: Options) -> DecisionTable:
    """All decisions, the latest first.

    About a priority are those that decided it, or anything that it is part of, is made of or is
    acted for by; and of what they decided only that is told.
    """
    graph = snapshot.graph
    priority = options.items.get(PRIORITY)
    about = None if priority is None else _about(snapshot, priority)

    def chosen(sources: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(source for source in sources if about is None or source.id in about)

    rows = [
        DecisionRow(
            decision=decision,
            kind=kind_of(decision),
            bodies=bodies_of(graph, decision),
            day=decision.day(FieldName.DATE),
            paragraph=decision.text(FieldName.PARAGRAPH),
            registration=decision.text(FieldName.REGISTRATION),
            decided=chosen(graph.sources(decision.id, LinkKind.DECIDED_BY)),
            reported=chosen(graph.sources(decision.id, LinkKind.REPORTED_IN)),
        )
        for decision in graph.of_role(Role.DECISION)
    ]
    rows.sort(key=lambda row: row.day or date.min, reverse=True)
    return DecisionTable(
        priority=priority,
        rows=tuple(row for row in rows if about is None or row.decided or row.reported),
    )


def _about(snapshot: Snapshot, priority: Item) -> frozenset[str]:
    """Ids of a priority, what it is part of, its parts, its actions and what follows these up."""
    graph = snapshot.graph
    work = {
        priority.id,
        *parts_of(graph, (priority,)),
        *(action.id for action in snapshot.actions_by_priority.get(priority.id, ())),
    }
    return frozenset(
        {
            *work,
            *(whole.id for whole in graph.upwards(priority, LinkKind.PART_OF)),
            *(
                source.id
                for member in work
                for kind in (LinkKind.FOLLOWS_UP, LinkKind.ANALYSES)
                for source in graph.sources(member, kind)
            ),
        }
    )


register(
    View(
        key="decision_table",
        purpose=message("Decisions, and what was decided"),
        options={PRIORITY: frozenset({Role.PRIORITY})},
        template="decision_table.html.jinja",
        compute=decision_table,
    )
)
