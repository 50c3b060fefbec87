"""The page that says what a draft is: who made it, and who did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policytrace.messages import Message, message
from policytrace.settings import Publisher
from policytrace.site.pages.registry import Page, page_maker
from policytrace.snapshot import Snapshot

DRAFT_PAGE = "utkast"
"""Its address from the site's root, without the suffix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """What the template draws."""

    about: str
    made_by: str
    can_be_reached: bool
    """Whether the page about contact says how those who have made the site are reached."""


def draft_notice(publisher: Publisher) -> Message:
    """What every page of a draft says: that it is one, and from whom it is not."""
    if publisher.about:
        return message("Draft, not from {about}", about=publisher.about)
    return message("Draft, not from any public body")


@page_maker
def draft_page(snapshot: Snapshot) -> Iterator[Page]:
    """The one page, until a public body publishes the site as its own."""
    publisher = snapshot.metamodel.publisher
    if not publisher.official:
        yield Page(
            name=DRAFT_PAGE,
            title=draft_notice(publisher),
            description=message("Who has made this site, and who has not."),
            template="draft_page.html.jinja",
            show=lambda: DraftPage(
                about=publisher.about,
                made_by=publisher.made_by,
                can_be_reached=publisher.can_be_reached,
            ),
        )
