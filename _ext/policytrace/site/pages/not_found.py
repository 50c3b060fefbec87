"""The page that a web server shows for an address where there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.site.pages.registry import Page, page_maker
from policytrace.snapshot import Snapshot

NOT_FOUND_PAGE = "404"
"""Its address from the site's root, without the suffix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage:
    """What the template draws."""

    root_known: bool
    """Whether it is known where on its host the site is."""
    ways_in: tuple[Item, ...]
    """The priorities."""


@page_maker
def not_found_page(snapshot: Snapshot) -> Iterator[Page]:
    """The one page."""
    yield Page(
        name=NOT_FOUND_PAGE,
        title=message("The page does not exist"),
        description=message("There is nothing at this address. Here are ways on."),
        template="not_found.html.jinja",
        listed=False,
        show=lambda: NotFoundPage(
            root_known=snapshot.metamodel.site is not None,
            ways_in=snapshot.graph.of_role(Role.PRIORITY),
        ),
    )


def root_of(site: str | None) -> str:
    """The path of the site on its host; as long as its address is not known, the top."""
    return "/" if site is None else f"{urlsplit(site).path.rstrip('/')}/"
