"""All waivers: the exceptions from the rules, in public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.site.views.registry import Options, View, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverRow:
    """One waiver of the table."""

    waiver: Item
    rule: str
    """As written, like the values below; empty if it is not set."""
    reason: str
    valid_to: date | None
    objects: tuple[Item, ...]
    decisions: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverTable:
    """All waivers."""

    rows: tuple[WaiverRow, ...]


def waiver_table(snapshot: Snapshot, _options: Options) -> WaiverTable:
    """All waivers, in the order of reading."""
    graph = snapshot.graph
    return WaiverTable(
        rows=tuple(
            WaiverRow(
                waiver=waiver,
                rule=waiver.text(FieldName.RULE),
                reason=waiver.text(FieldName.REASON),
                valid_to=waiver.day(FieldName.VALID_TO),
                objects=graph.targets(waiver, LinkKind.WAIVES),
                decisions=graph.targets(waiver, LinkKind.DECIDED_BY),
            )
            for waiver in graph.of_role(Role.WAIVER)
        )
    )


register(
    View(
        key="waiver_table",
        purpose=message("All waivers from the rules"),
        template="waiver_table.html.jinja",
        compute=waiver_table,
    )
)
