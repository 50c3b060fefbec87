"""Pages at the addresses of objects that have got another id: each leads on to where it is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.site.pages.registry import OBJECT_PAGES, Page, page_maker
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPage:
    """What the template draws."""

    item: Item


@page_maker
def moved_pages(snapshot: Snapshot) -> Iterator[Page]:
    """A page for each published id that leads on to another."""
    items = snapshot.graph.items
    for address in snapshot.addresses.addresses:
        item = items.get(snapshot.addresses.goal(address.id) or "")
        if item is not None and address.id not in items:
            yield Page(
                name=f"{OBJECT_PAGES}{address.id}",
                title=message("The page has moved"),
                description=message(
                    "{id} is now {new}: {title}", id=address.id, new=item.id, title=item.title
                ),
                template="moved.html.jinja",
                show=partial(MovedPage, item=item),
                listed=False,
            )
