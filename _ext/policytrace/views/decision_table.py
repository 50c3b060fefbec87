"""All decisions: who decided, when, and what."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.model import FieldName, Item, LinkKind, Role
from policytrace.situation import Situation
from policytrace.views.registry import Options, View, register


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One decision of the table."""

    decision: Item
    body: str
    """As written, like the values below; empty if it is not set."""
    date: str
    paragraph: str
    decided: tuple[Item, ...]
    """What was decided through it."""
    reported: tuple[Item, ...]
    """The follow-ups and analyses that were reported then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTable:
    """All decisions."""

    rows: tuple[DecisionRow, ...]

    @property
    def any_reported(self) -> bool:
        """Whether there is anything to say of what was reported."""
        return any(row.reported for row in self.rows)


def decision_table(situation: Situation, _options: Options) -> DecisionTable:
    """All decisions, the latest first."""
    graph = situation.graph
    rows = [
        DecisionRow(
            decision=decision,
            body=decision.fields.get(FieldName.BODY, ""),
            date=decision.fields.get(FieldName.DATE, ""),
            paragraph=decision.fields.get(FieldName.PARAGRAPH, ""),
            decided=graph.sources(decision.id, LinkKind.DECIDED_BY),
            reported=graph.sources(decision.id, LinkKind.REPORTED_IN),
        )
        for decision in graph.of_role(Role.DECISION)
    ]
    return DecisionTable(rows=tuple(sorted(rows, key=lambda row: row.date, reverse=True)))


register(
    View(directive="beslutstabell", template="decision_table.html.jinja", compute=decision_table)
)
