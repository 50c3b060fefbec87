"""The milestones of an action, as a reader meets them: day, what, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policytrace.plan.milestones import is_missed, is_proposed, milestones_of
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRow:
    """A milestone."""

    item: Item
    day: date | None
    proposed: bool
    """Whether nobody has decided it, so that it is never late."""
    late: bool
    """Whether its day has passed, and it is not reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestones:
    """The milestones of an action, the earliest first."""

    rows: tuple[MilestoneRow, ...]

    @property
    def items(self) -> frozenset[str]:
        """The ids of all of them."""
        return frozenset(row.item.id for row in self.rows)


def milestones(snapshot: Snapshot, action: Item) -> Milestones | None:
    """Those of `action`; None if it has none."""
    rows = tuple(_row(snapshot, one) for one in milestones_of(snapshot.graph, action))
    return Milestones(rows=rows) if rows else None


def _row(snapshot: Snapshot, milestone: Item) -> MilestoneRow:
    return MilestoneRow(
        item=milestone,
        day=milestone.day(FieldName.DUE),
        proposed=is_proposed(snapshot.graph, milestone),
        late=is_missed(snapshot.graph, milestone, snapshot.today),
    )
