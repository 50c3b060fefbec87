"""Who answers for what: a row an organisation, with numbers, what is late and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.site.views.registry import Options, View, register
from policytrace.site.views.responsibilities import NextDue, RoleCount, responsibilities_of
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """One organisation that answers for something."""

    organisation: Item
    counts: tuple[RoleCount, ...]
    """What it answers for, by role."""
    proposed: bool
    """Whether all of that is proposed."""
    partly_proposed: bool
    """Whether some of it is proposed and some is decided."""
    overdue: int
    """How much of it should have been done by now."""
    next: NextDue | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationTable:
    """Those who answer for something, those with what is late first."""

    rows: tuple[OrganisationRow, ...]

    @property
    def overdue(self) -> int:
        """How much should have been done by now, of all of them."""
        return sum(row.overdue for row in self.rows)

    @property
    def proposed(self) -> bool:
        """Whether nobody has yet been given anything to answer for."""
        return all(row.proposed for row in self.rows)

    @property
    def has_next(self) -> bool:
        """Whether anything has a day."""
        return any(row.next and row.next.day for row in self.rows)


def organisation_table(snapshot: Snapshot, _options: Options) -> OrganisationTable:
    """All who answer for something: by what is late, then in the order of reading."""
    rows = [
        _row(snapshot, organisation) for organisation in snapshot.graph.of_role(Role.ORGANISATION)
    ]
    answering = (row for row in rows if row.counts)
    return OrganisationTable(rows=tuple(sorted(answering, key=lambda row: -row.overdue)))


def _row(snapshot: Snapshot, organisation: Item) -> OrganisationRow:
    found = responsibilities_of(snapshot, organisation)
    return OrganisationRow(
        organisation=organisation,
        counts=found.owned_counts,
        proposed=found.proposed,
        partly_proposed=found.partly_proposed,
        overdue=found.overdue,
        next=found.next,
    )


register(
    View(
        key="organisation_table",
        purpose=message("Who answers for what, and what is late"),
        template="organisation_table.html.jinja",
        compute=organisation_table,
    )
)
