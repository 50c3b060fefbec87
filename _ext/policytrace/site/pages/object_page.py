"""The page about one object: everything that is known of it, at an address that stays."""

from __future__ import annotations

import gettext
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import quote

from policytrace.charts.model import Chart
from policytrace.checks.findings import Finding
from policytrace.locations import Location
from policytrace.messages import as_it_is, message
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.role_specs import Layout, role_spec
from policytrace.schema.roles import FieldKey, Role
from policytrace.site.pages.indicator_page import (
    IndicatorPart,
    indicator_part,
    part_charts,
    part_files,
)
from policytrace.site.pages.lineage import Lineage, lineage_of
from policytrace.site.pages.registry import (
    Page,
    address_of,
    page_maker,
)
from policytrace.site.pages.responsibilities import Responsibilities, responsibilities_of
from policytrace.site.views.card import Card, Fact, Group, Relation, card_of
from policytrace.snapshot import Snapshot
from policytrace.status.action_status import ComputedStatus


class Section(StrEnum):
    """A part of the page."""

    TEXT = "text"
    PROGRESS = "progress"
    MEASURED = "measured"
    RESPONSIBILITIES = "responsibilities"
    FACTS = "facts"
    LINEAGE = "lineage"
    LINKS = "links"
    FINDINGS = "findings"


_PROMISE = (Section.TEXT, Section.LINEAGE, Section.FACTS, Section.LINKS, Section.FINDINGS)
_WORK = (
    Section.TEXT,
    Section.PROGRESS,
    Section.FACTS,
    Section.LINEAGE,
    Section.LINKS,
    Section.FINDINGS,
)

SECTIONS: Mapping[Layout, tuple[Section, ...]] = MappingProxyType(
    {
        Layout.PROMISE: _PROMISE,
        Layout.WORK: _WORK,
        Layout.RECORD: (
            Section.FACTS,
            Section.TEXT,
            Section.LINEAGE,
            Section.LINKS,
            Section.FINDINGS,
        ),
        Layout.MEASURE: (Section.TEXT, Section.MEASURED, *_PROMISE[1:]),
        Layout.BODY: (Section.TEXT, Section.RESPONSIBILITIES, *_PROMISE[1:]),
    }
)
"""What the page about an object shows, in this order; empty parts are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePlace:
    """Where the object is written."""

    location: Location
    edit: str
    """The address where it can be changed; empty if the project has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectPage:
    """What the template draws."""

    card: Card
    """Its links are those that the trail and the duties do not tell already."""
    sections: tuple[Section, ...]
    progress: ComputedStatus | None
    lineage: Lineage | None
    responsibilities: Responsibilities | None
    """Set for an organisation."""
    findings: tuple[Finding, ...]
    source: SourcePlace
    has_written_page: bool
    """Whether editors write a page about it, which then is to be read first."""
    indicator: IndicatorPart | None
    """Set for an indicator."""


@page_maker
def object_pages(snapshot: Snapshot) -> Iterator[Page]:
    """A page about each object."""
    findings: dict[str, list[Finding]] = {}
    for finding in snapshot.findings:
        findings.setdefault(finding.item, []).append(finding)
    for item in snapshot.graph:
        title = snapshot.metamodel.role_titles.get(item.role, "")
        view = _page(snapshot, item, tuple(findings.get(item.id, ())))
        yield Page(
            name=address_of(item),
            title=as_it_is(item.title),
            description=message("{type}: {title}", type=title, title=item.title),
            template="object_page.html.jinja",
            view=view,
            charts=_charts,
            files=part_files(view.indicator),
            about=item,
        )


def _page(snapshot: Snapshot, item: Item, findings: tuple[Finding, ...]) -> ObjectPage:
    progress, lineage = snapshot.action_statuses.get(item.id), lineage_of(snapshot, item)
    responsibilities = (
        responsibilities_of(snapshot, item) if item.role is Role.ORGANISATION else None
    )
    told = (lineage.items if lineage else frozenset()) | (
        responsibilities.items if responsibilities else frozenset()
    )
    days = frozenset(name for name, _ in progress.days) if progress else frozenset()
    card = card_of(snapshot, item)

    def untold(entries: Iterable[Fact | Relation]) -> tuple[Fact | Relation, ...]:
        return tuple(_untold(entries, told, days))

    return ObjectPage(
        card=replace(
            card,
            facts=untold(card.facts),
            additions=untold(card.additions),
            incoming=tuple(one for one in untold(card.incoming) if isinstance(one, Relation)),
        ),
        sections=SECTIONS[role_spec(item.role).layout],
        progress=progress,
        lineage=lineage,
        responsibilities=responsibilities,
        findings=findings,
        source=_source(snapshot.metamodel, item.location),
        has_written_page=role_spec(item.role).written_page,
        indicator=indicator_part(snapshot, item) if item.role is Role.INDICATOR else None,
    )


def _untold(
    entries: Iterable[Fact | Relation], told: Container[str], days: Container[FieldKey]
) -> Iterator[Fact | Relation]:
    """The entries, less the objects and the days that other parts of the page tell."""
    for entry in entries:
        if isinstance(entry, Fact):
            if entry.name not in days:
                yield entry
            continue
        left = (
            Group(role=group.role, items=tuple(item for item in group.items if item.id not in told))
            for group in entry.groups
        )
        if groups := tuple(group for group in left if group.items):
            yield replace(entry, groups=groups)


def _source(metamodel: Metamodel, location: Location) -> SourcePlace:
    address = ""
    if metamodel.repository is not None:
        address = f"{metamodel.repository}/{quote(location.file)}#L{location.line}"
    return SourcePlace(location=location, edit=address)


def _charts(page: object, translations: gettext.NullTranslations) -> Mapping[str, Chart]:
    return part_charts(page.indicator, translations) if isinstance(page, ObjectPage) else {}
