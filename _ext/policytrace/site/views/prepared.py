"""How a plan or an action has been analysed, kind by kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policytrace.plan.analyses import ANALYSED, Coverage, Standing, counting, coverage
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.schema.vocabulary import Status
from policytrace.site.views.answers import exemption
from policytrace.snapshot import Snapshot, once_an_object


@dataclass(frozen=True, slots=True, kw_only=True)
class KindState:
    """How an object stands to one kind of analysis."""

    kind: str
    """The project's word."""
    made: Coverage | None
    """The analysis that counts, or else the latest that does not."""
    exempt: str
    """What that analysis says in the place of the questions, as a title; empty: it answers them."""
    needed_from: Status | None
    """From which status on it must be there; None: from none."""
    missing: bool
    """Whether it should be there by now, and no analysis counts."""

    @property
    def counts(self) -> bool:
        """Whether there is an analysis that counts."""
        return self.made is not None and self.made.standing is Standing.COUNTS

    @property
    def day(self) -> date | None:
        """When the analysis was made."""
        return self.made.day if self.made else None

    @property
    def result(self) -> str:
        """What it showed, in a sentence."""
        return self.made.analysis.text(FieldName.RESULT) if self.made else ""


def kinds_of(snapshot: Snapshot) -> tuple[str, ...]:
    """The kinds of analyses: those that are demanded first, then the others that there can be."""
    definition = snapshot.metamodel.definitions.get(FieldName.ANALYSIS_KIND)
    choices = definition.schema.get("enum", ()) if definition else ()
    return tuple(dict.fromkeys((*snapshot.metamodel.analyses, *map(str, choices))))


@once_an_object
def prepared(snapshot: Snapshot, item: Item) -> tuple[KindState, ...]:
    """How a plan or an action stands to each kind of analysis; nothing for all else."""
    if item.role not in ANALYSED:
        return ()
    found = coverage(snapshot.graph, item)
    return tuple(_state(snapshot, item, kind, found) for kind in kinds_of(snapshot))


def _state(snapshot: Snapshot, item: Item, kind: str, found: tuple[Coverage, ...]) -> KindState:
    made = counting(found, kind) or max(
        (one for one in found if one.kind == kind),
        key=lambda one: one.day or date.min,
        default=None,
    )
    instead = exemption(snapshot.metamodel, made.analysis) if made else None
    return KindState(
        kind=kind,
        made=made,
        exempt=snapshot.metamodel.field_title(instead) if instead else "",
        needed_from=snapshot.metamodel.analyses.get(kind),
        missing=(item.id, kind) in snapshot.lacking_analyses,
    )
