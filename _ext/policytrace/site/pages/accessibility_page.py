"""The accessibility statement: how accessible the site is, and how that is known.

What it must say: lagen om tillgänglighet till digital offentlig service (2018:1937) 13–15 §§, and
Digg's regulation MDFFS 2019:2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.messages import message
from policytrace.settings import AutomatedTests, Compliance, Ground, Shortcoming
from policytrace.site.pages.registry import Page, page_maker
from policytrace.snapshot import Snapshot
from policytrace.values.contacts import contact_link

ACCESSIBILITY_PAGE = "tillganglighet"
"""Its address from the site's root, without the suffix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityPage:
    """What the template draws."""

    official: bool
    body: str
    """Who publishes the site; empty for a draft."""
    service: str
    compliance: Compliance | None
    faults: tuple[Shortcoming, ...]
    burdens: tuple[Shortcoming, ...]
    outside: tuple[Shortcoming, ...]
    method: str
    assessed_by: str
    assessed: date | None
    updated: date | None
    contact: str
    contact_link: str
    can_be_reached: bool
    """Whether the page about contact says how those who have made the site are reached."""
    answered: str
    tests: AutomatedTests | None


@page_maker
def accessibility_page(snapshot: Snapshot) -> Iterator[Page]:
    """The one page; that of a draft says that no public body answers for it."""
    publisher, facts = snapshot.metamodel.publisher, snapshot.metamodel.accessibility
    contact = facts.contact or publisher.contact

    def on(ground: Ground) -> tuple[Shortcoming, ...]:
        return tuple(one for one in facts.shortcomings if one.ground is ground)

    yield Page(
        name=ACCESSIBILITY_PAGE,
        title=message("Accessibility statement")
        if publisher.official
        else message("How accessible the site is"),
        description=message("How accessible the site is, how that was tried, and whom to tell."),
        template="accessibility_page.html.jinja",
        show=lambda: AccessibilityPage(
            official=publisher.official,
            body=publisher.name if publisher.official else "",
            service=facts.service,
            compliance=facts.compliance,
            faults=on(Ground.FAULT),
            burdens=on(Ground.BURDEN),
            outside=on(Ground.OUTSIDE),
            method=facts.method,
            assessed_by=facts.assessed_by,
            assessed=facts.assessed,
            updated=facts.updated,
            contact=contact,
            contact_link=contact_link(contact),
            can_be_reached=publisher.can_be_reached,
            answered=facts.answered,
            tests=facts.tests,
        ),
    )
