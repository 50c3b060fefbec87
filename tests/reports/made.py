"""Reports of a small plan, and what a reader finds in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policytrace.measure.tables import Row
from policytrace.messages import catalogue
from policytrace.plan.model import Item
from policytrace.reports.document import PublisherMark, ReportDocument
from policytrace.reports.making import report_of
from policytrace.reports.scope import ReportKind, ReportSelection
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.snapshot import Snapshot
from tests.measure.figures import COUNTY, figure
from tests.paths import REPOSITORY
from tests.plan_builder import COMPLETE, changed, item, measured, plan, values_of

METAMODEL = load_metamodel(REPOSITORY)
SWEDISH = catalogue("sv")
DAY = date(2028, 9, 30)

HOSTILE = '#panic("no") *star* $x^2$ @ref <b>bold</b> & [x] \\ `code` "end"'
"""What would be code, markup or a broken file in one format or another."""

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
MARK = PublisherMark(svg=PICTURE, alternative="Lillköpings vapen")


def with_prose(items: tuple[Item, ...], item_id: str, prose: str) -> tuple[Item, ...]:
    """`items` with a text for one of them."""
    return tuple(replace(one, prose=prose) if one.id == item_id else one for one in items)


DECIDED = (
    *changed(
        changed(COMPLETE, "HPL-A", status=Status.IN_PROGRESS, decided_by="BES-P"),
        "ATG-A",
        status=Status.IN_PROGRESS,
        decided_by="BES-P",
        resource="två veckor",
    ),
    item(
        "BES-P",
        Role.DECISION,
        title="Planen antas",
        date="2027-06-14",
        paragraph="§ 70",
        registration="KS 2027/1",
    ),
    item(
        "UPF-A",
        Role.FOLLOW_UP,
        follows_up="ATG-A",
        date="2028-08-31",
        result="Hälften är klart",
        assessment="i riskzonen: en skola saknas",
        deviation="En skola har inte börjat",
        proposed_change="Skolan får stöd av en annan",
        looked_at="IND-A",
    ),
    item("UPF-B", Role.FOLLOW_UP, follows_up="ATG-A", date="2027-08-31", result="Början gjord"),
)
"""A plan that is decided, late and followed up, in this year and in the one before."""


def snapshot_of(
    items: tuple[Item, ...] = COMPLETE, *, day: date = DAY, more: tuple[Row, ...] = ()
) -> Snapshot:
    """A snapshot with values for three years, and `more` of them."""
    rows = [
        figure(str(year), value, area=area)
        for area, values in (
            ("Lillköping", ("10", "12.5", "15")),
            (COUNTY, ("20", "20", "21.5")),
        )
        for year, value in zip((2025, 2026, 2027), values, strict=True)
    ]
    return Snapshot(
        graph=plan(*items),
        metamodel=METAMODEL,
        measurements=measured(values_of("IND-A", *rows, *more)),
        today=day,
    )


def made(
    kind: ReportKind = ReportKind.PLAN,
    items: tuple[Item, ...] = COMPLETE,
    *,
    mark: PublisherMark | None = None,
    since: date | None = None,
    day: date = DAY,
    more: tuple[Row, ...] = (),
    **chosen: str,
) -> ReportDocument:
    """A report on a plan; `chosen` are ids of owner, priority or plan."""
    snapshot = snapshot_of(items, day=day, more=more)
    selection = ReportSelection(
        since=since,
        owner=snapshot.graph.items[chosen["owner"]] if "owner" in chosen else None,
        priority=snapshot.graph.items[chosen["priority"]] if "priority" in chosen else None,
        plan=snapshot.graph.items[chosen["plan"]] if "plan" in chosen else None,
    )
    return report_of(snapshot, kind, selection, SWEDISH, mark=mark)
