"""The page about one object: everything that is known of it, at an address that stays."""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policytrace.indicators.charts.model import Chart
from policytrace.messages import message
from policytrace.model import Item, LinkKind, Location, Role
from policytrace.situation import Situation
from policytrace.views.card import Card, card_of
from policytrace.views.indicator_page import (
    IndicatorPart,
    indicator_part,
    part_charts,
    part_files,
)
from policytrace.views.pages import Page, address_of, as_it_is, page_maker

_UP = (LinkKind.PART_OF, LinkKind.CONTRIBUTES_TO)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectPage:
    """What the template draws."""

    card: Card
    paths: tuple[tuple[Item, ...], ...]
    """The ways from the strategy down to the object, each from the top and without the object."""
    source: Location
    indicator: IndicatorPart | None
    """Set for an indicator."""


@page_maker
def object_pages(situation: Situation) -> Iterator[Page]:
    """A page about each object."""
    for item in situation.graph:
        title = situation.metamodel.role_titles.get(item.role, "")
        part = indicator_part(situation, item) if item.role is Role.INDICATOR else None
        yield Page(
            name=address_of(item),
            title=as_it_is(item.title),
            description=message("{type}: {title}", type=title, title=item.title),
            template="object_page.html.jinja",
            view=ObjectPage(
                card=card_of(situation.graph, item, situation.metamodel),
                paths=tuple(_paths(situation, item)),
                source=item.location,
                indicator=part,
            ),
            charts=_charts,
            files=part_files(part),
            about=item,
        )


def _charts(page: object, translations: gettext.NullTranslations) -> Mapping[str, Chart]:
    return part_charts(page.indicator, translations) if isinstance(page, ObjectPage) else {}


def _paths(situation: Situation, item: Item) -> Iterator[tuple[Item, ...]]:
    """One way up through each object that this one is part of or contributes to."""
    for kind in _UP:
        for above in situation.graph.targets(item, kind):
            way = [above]
            seen = {item.id, above.id}
            while True:
                higher = next(
                    (
                        found
                        for up in _UP
                        for found in situation.graph.targets(way[-1], up)
                        if found.id not in seen
                    ),
                    None,
                )
                if higher is None:
                    break
                seen.add(higher.id)
                way.append(higher)
            yield tuple(reversed(way))
