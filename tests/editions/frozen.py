"""A decided plan as plain objects, and editions of it: what can be frozen, changed and broken.

plan = decided_plan()
freeze(tmp_path, plan)
assert told("PT503", tmp_path, changed(plan, "ATG-1", due="2028-06-01")) == […]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from policytrace.checks.engine import run
from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES
from policytrace.editions.edition import FOLDER, Editions
from policytrace.editions.reading import load_editions
from policytrace.files import write_folder
from policytrace.messages import catalogue
from policytrace.plan.addresses import AddressRegister
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import LinkKind, Role
from policytrace.schema.vocabulary import Status
from policytrace.settings import Settings
from policytrace.site.editions.freezing import edition_files, to_freeze
from policytrace.snapshot import Snapshot
from tests.plan_builder import METAMODEL, changed, context_of, item, plan

Items = tuple[Item, ...]

TODAY = date(2028, 1, 15)
SWEDISH = catalogue("sv")
PDF = b"%PDF-1.7\n"

DECISION = item(
    "BES-1", Role.DECISION, title="Planen antas", body="KF", date="2027-02-10", paragraph="§ 15"
)
REVISION = item(
    "BES-2", Role.DECISION, title="Planen revideras", body="KF", date="2027-12-01", paragraph="§ 9"
)


def decided_plan() -> Items:
    """A plan that BES-1 adopted, with two actions, one proposal and one measure."""
    return (
        item(
            "HPL-1",
            Role.PLAN,
            title="Plan mot hot",
            status=Status.DECIDED,
            decided_by="BES-1",
            owner="ORG-A",
            valid_from="2027-01-01",
            valid_to="2029-12-31",
            measured_by="IND-1",
        ),
        _action("ATG-1", title="Öppna en stödlinje", status=Status.DECIDED),
        _action("ATG-2", title="Utbilda personalen", status=Status.IN_PROGRESS),
        _action("ATG-3", title="Pröva en app", status=Status.PROPOSED),
        item(
            "IND-1",
            Role.INDICATOR,
            title="Samtal",
            decided_by="BES-1",
            owner="ORG-A",
            unit="procent",
            target_value="80",
            target_year="2029",
        ),
        item("ORG-A", Role.ORGANISATION, title="Socialnämnden"),
        item("ORG-B", Role.ORGANISATION, title="Kommunstyrelsen"),
        DECISION,
    )


def _action(item_id: str, *, title: str, status: Status) -> Item:
    made = item(
        item_id,
        Role.ACTION,
        title=title,
        status=status,
        part_of="HPL-1",
        owner="ORG-A",
        due="2027-03-01",
        next_follow_up="2027-11-15",
    )
    return replace(made, prose="Varför\n: Jämnställdhet är viktigt.\n\n1. Ett\n2. Två\n")


def retold(items: Items, item_id: str, **what: str) -> Items:
    """The plan with another title or text of one object."""
    return tuple(
        replace(one, **what) if one.id == item_id else one  # type: ignore[arg-type]
        for one in items
    )


def without(items: Items, *item_ids: str) -> Items:
    """The plan less some objects."""
    return tuple(one for one in items if one.id not in item_ids)


def revised(items: Items, *item_ids: str) -> Items:
    """The plan with a revision that these objects name."""
    for item_id in item_ids:
        one = next(one for one in items if one.id == item_id)
        decisions = (*one.targets(LinkKind.DECIDED_BY), "BES-2")
        items = changed(items, item_id, decided_by=decisions)
    return (*items, REVISION)


def graph_of(items: Items) -> Graph:
    """The plan as a graph."""
    return plan(*items)


def snapshot_of(project: Path, items: Items) -> Snapshot:
    """The plan as it stands, with the editions of the project."""
    return Snapshot(
        graph=graph_of(items), metamodel=METAMODEL, today=TODAY, editions=editions(project)
    )


def editions(project: Path) -> Editions:
    """What the project has frozen."""
    return load_editions(project, METAMODEL)


def freeze(
    project: Path,
    items: Items,
    decision: str = "BES-1",
    plans: Iterable[str] = ("HPL-1",),
) -> Path:
    """Freeze an edition; its folder."""
    snapshot = snapshot_of(project, items)
    by = snapshot.graph.items[decision]
    what = to_freeze(snapshot, [snapshot.graph.items[plan] for plan in plans], by)
    files = edition_files(snapshot, SWEDISH, what, by, {f"{one.id}.pdf": PDF for one in what})
    folder = project / FOLDER / decision
    write_folder(folder, files)
    return folder


def findings(
    code: str,
    project: Path,
    items: Items,
    addresses: AddressRegister | None = None,
    freely: frozenset[str] = METAMODEL.changes_freely,
) -> tuple[Finding, ...]:
    """What one rule finds in the plan with the editions of the project."""
    graph = graph_of(items)
    context = replace(
        context_of(graph, today=TODAY),
        editions=editions(project),
        addresses=addresses or AddressRegister(),
        changes_freely=freely,
        words=METAMODEL.words,
    )
    others_off = Settings(severities={other: None for other in RULES if other != code})
    return run(graph, others_off, context)


def told(*args: object, **kwargs: object) -> list[str]:
    """The same, as it is said in Swedish."""
    return [one.message.render(SWEDISH) for one in findings(*args, **kwargs)]  # type: ignore[arg-type]
