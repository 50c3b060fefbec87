"""Pages that nobody writes: each is made of the plan, at an address that stays.

A maker is a function from the plan snapshot to the pages that it makes. Registering it here is all
it takes: the Sphinx side writes the pages, and writes them again when what they show has changed.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from policytrace.charts.model import Chart
from policytrace.messages import Message
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.snapshot import Snapshot

Charts = Callable[[object, gettext.NullTranslations], Mapping[str, Chart]]
"""From what a page or a view shows to its charts, by the names that its template knows them by."""

Diagram = Callable[[object, gettext.NullTranslations], str]
"""From what a page shows to PlantUML source."""

Files = Callable[[object], Mapping[str, str]]
"""From what a page shows to texts that it offers, by their addresses from the site's root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that is made."""

    name: str
    """Its address from the site's root, without the suffix: ``objekt/IND-1``."""
    title: Message
    description: Message
    """What search engines and links from elsewhere say of it."""
    template: str
    """File name in ``templates/``. Handed `view` and `link`, `text` and `charts`."""
    show: Callable[[], object]
    """Works out what the template draws, when the page is looked at: see `view`."""
    about: Item | None = None
    """The object that it is about."""
    has_text: bool = False
    """Whether the template is handed the object's own text. It is written when that is drawn."""
    listed: bool = True
    """Whether search engines and the site's own search are to find it."""
    charts: Charts | None = None
    diagram: Diagram | None = None
    """Its picture; the template is handed `picture`."""
    files: Files | None = None

    @property
    def view(self) -> object:
        """What the template draws, as frozen data: what can change on the page is in its `repr`.

        It is worked out each time, so that each process does it for the pages that it writes.
        """
        return self.show()


Maker = Callable[[Snapshot], Iterable[Page]]

MAKERS: list[Maker] = []
"""All makers. Filled when `policytrace.site.views` is imported."""


def page_maker(maker: Maker) -> Maker:
    """Put `maker` in `MAKERS`."""
    MAKERS.append(maker)
    return maker


OBJECT_PAGES = "objekt/"
"""The folder of the pages about objects."""

CHAIN_PAGES = "kedja/"
"""The folder of the pages with chains."""


def address_of(item: Item) -> str:
    """The address of the page about an object, without the suffix."""
    return f"{OBJECT_PAGES}{item.id}"


def web_address(metamodel: Metamodel, item: Item) -> str | None:
    """The whole address of the page about an object; None if the site's is not known."""
    return f"{metamodel.site}/{address_of(item)}.html" if metamodel.site else None


def chain_address(item: Item) -> str:
    """The address of the page with the chain below an object, without the suffix."""
    return f"{CHAIN_PAGES}{item.id}"
