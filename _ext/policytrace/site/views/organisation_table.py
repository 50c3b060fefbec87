"""Who answers for what: a row an organisation, with numbers, what is late and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.site.views.registry import Options, View, register
from policytrace.site.views.responsibilities import ResponsibilityCount, responsibilities_of
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """One organisation that answers for something."""

    organisation: Item
    counts: tuple[ResponsibilityCount, ...]
    """What it answers for, by role."""
    overdue: int
    """How much of it should have been done by now."""
    next: Item | None
    next_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationTable:
    """Those who answer for something, those with what is late first."""

    rows: tuple[OrganisationRow, ...]
    today: date

    @property
    def overdue(self) -> int:
        """How much should have been done by now, of all of them."""
        return sum(row.overdue for row in self.rows)

    @property
    def has_next(self) -> bool:
        """Whether anything has a day."""
        return any(row.next_day for row in self.rows)


def organisation_table(snapshot: Snapshot, _options: Options) -> OrganisationTable:
    """All who answer for something: by what is late, then in the order of reading."""
    rows = [
        _row(snapshot, organisation) for organisation in snapshot.graph.of_role(Role.ORGANISATION)
    ]
    answering = (row for row in rows if row.counts)
    return OrganisationTable(
        rows=tuple(sorted(answering, key=lambda row: -row.overdue)), today=snapshot.today
    )


def _row(snapshot: Snapshot, organisation: Item) -> OrganisationRow:
    found = responsibilities_of(snapshot, organisation)
    coming = found.next
    days = (coming.due, coming.next_follow_up) if coming else ()
    return OrganisationRow(
        organisation=organisation,
        counts=tuple(count for count in found.counts if count.owned),
        overdue=found.overdue,
        next=coming.item if coming else None,
        next_day=min((day for day in days if day and day >= snapshot.today), default=None),
    )


register(
    View(
        key="organisation_table",
        purpose=message("Who answers for what, and what is late"),
        template="organisation_table.html.jinja",
        compute=organisation_table,
    )
)
