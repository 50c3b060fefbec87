"""The page that says whom to contact: about the site, about its content, about a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policytrace.messages import message
from policytrace.site.pages.registry import Page, page_maker
from policytrace.snapshot import Snapshot
from policytrace.values.contacts import contact_link

CONTACT_PAGE = "kontakt"
"""Its address from the site's root, without the suffix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """What the template draws. Texts are empty where nothing is said."""

    official: bool
    name: str
    about: str
    responsible: str
    contact: str
    contact_link: str
    opinions: str
    reports: str


@page_maker
def contact_page(snapshot: Snapshot) -> Iterator[Page]:
    """The one page."""
    publisher = snapshot.metamodel.publisher
    official = publisher.official
    yield Page(
        name=CONTACT_PAGE,
        title=message("Contact"),
        description=message("Whom to contact about the site, and what they can answer."),
        template="contact_page.html.jinja",
        show=lambda: ContactPage(
            official=official,
            name=publisher.name if official else "",
            about=publisher.about,
            responsible=publisher.responsible if official else "",
            contact=publisher.contact,
            contact_link=contact_link(publisher.contact),
            opinions=publisher.opinions if official else "",
            reports=publisher.reports,
        ),
    )
