"""Templates drawn as a page would, in the words of a project that is nobody's.

card = drawn("card.html.jinja", card=card_of(situation_of(graph), item), content="", level=3, …)
assert words(card.h3) == "Title of PRI-A"
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from bs4 import BeautifulSoup
from bs4.element import Tag
from markupsafe import Markup

from policytrace.messages import catalogue
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.fields import FIELDS
from policytrace.schema.metamodel import FieldDefinition, LinkTitles, Metamodel
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import VOCABULARIES
from policytrace.schema.words import Words
from policytrace.settings import IndicatorSettings
from policytrace.site.rendering import Renderer
from policytrace.site.views.card import card_of
from policytrace.site.views.registry import VIEWS, Options
from policytrace.snapshot import Snapshot
from tests.plan_builder import WORDS, measurements_of


def _title(word: str) -> str:
    return word.replace("_", " ").capitalize()


METAMODEL = Metamodel(
    types={role.value: role for role in Role},
    links={kind.value: kind for kind in LinkKind},
    fields={name.value: name for name in FieldName},
    role_titles={role: _title(role) for role in Role},
    link_titles={
        kind: LinkTitles(outgoing=_title(kind), incoming=f"{_title(kind)}, from")
        for kind in LinkKind
    },
    definitions={name: FieldDefinition(word=name.value, spec=FIELDS[name]) for name in FieldName},
    prefixes={},
    vocabulary=Words(
        tables={
            name: {key.value: key.value.replace("_", " ") for key in keys}
            for name, keys in VOCABULARIES.items()
        }
    ),
    words=MappingProxyType({f"field.{name}": name.value for name in FieldName}),
    indicators=IndicatorSettings(),
)
"""Calls everything what the code calls it."""

TODAY = date(2026, 11, 23)

ENGLISH = Renderer(METAMODEL, gettext.NullTranslations())
SWEDISH = Renderer(replace(METAMODEL, vocabulary=WORDS), catalogue("sv"))


class Addresses:
    """Where things stand, in these tests. PT999 is the only rule without a page."""

    def __call__(self, item: Item) -> str:
        """Where an item stands."""
        return f"../{item.docname}.html#{item.id}"

    def own(self, item: Item) -> str:
        """Where the page that is made about an item stands."""
        return f"../objekt/{item.id}.html"

    def chain(self, item: Item) -> str:
        """Where the chain below an item stands."""
        return f"../kedja/{item.id}.html"

    def place(self, item: Item) -> str:
        """Where an item is written."""
        return self(item)

    def rule(self, code: str) -> str:
        """Where a rule is explained."""
        return "" if code == "PT999" else f"../regler/{code.lower()}.html"

    def page(self, docname: str) -> str:
        """Where a page stands; they are all there."""
        return f"../{docname}.html"

    def file(self, name: str) -> str:
        """Where a file stands."""
        return f"../{name}"


address = Addresses()


def drawn(template: str, *, renderer: Renderer = ENGLISH, **context: object) -> BeautifulSoup:
    """A template's result, parsed."""
    return BeautifulSoup(renderer.render(template, link=address, **context), "html.parser")


def snapshot_of(graph: Graph, *, metamodel: Metamodel = METAMODEL) -> Snapshot:
    """The plan as it stands on `TODAY`, without findings."""
    return Snapshot(
        graph=graph,
        metamodel=metamodel,
        measurements=measurements_of(graph),
        today=TODAY,
    )


def drawn_card(
    graph: Graph,
    item_id: str,
    *,
    content: str = "",
    level: int = 3,
    renderer: Renderer = ENGLISH,
    metamodel: Metamodel = METAMODEL,
) -> Tag:
    """The card of one item."""
    soup = drawn(
        "card.html.jinja",
        renderer=renderer,
        card=card_of(snapshot_of(graph, metamodel=metamodel), graph.items[item_id]),
        content=Markup(content),  # noqa: S704 - the test's own
        level=level,
        anchor=item_id,
    )
    (article,) = soup.find_all("article", recursive=False)
    return article


def drawn_view(
    graph: Graph,
    key: str,
    *,
    anchor: str = "view-1",
    renderer: Renderer = ENGLISH,
    **options: str,
) -> BeautifulSoup:
    """A view without picture, with its options as an editor writes them."""
    view = VIEWS[key]
    chosen = Options(
        items={
            option: graph.items[target]
            for option, target in options.items()
            if option in view.options
        },
        chosen={
            option: view.choices[option](METAMODEL)[word]
            for option, word in options.items()
            if option in view.choices
        },
    )
    assert len(chosen.items) + len(chosen.chosen) == len(options)
    result = view.compute(snapshot_of(graph), chosen)
    charts = view.charts(result, gettext.NullTranslations()) if view.charts else {}
    return drawn(
        view.template,
        renderer=renderer,
        view=result,
        anchor=anchor,
        level=3,
        charts={name: placeholder(name) for name in charts},
    )


def placeholder(name: str) -> Markup:
    """Stands for a chart that is not drawn."""
    return Markup('<svg data-chart="{}"></svg>').format(name)


def words(tag: Tag | None) -> str:
    """The text of an element, with single spaces."""
    assert tag is not None
    return " ".join(tag.get_text().split())


def linked(tag: Tag | None) -> str:
    """The id of the object that the first link in an element leads to."""
    assert tag is not None
    link = tag if tag.name == "a" else tag.select_one("a.pt-link")
    assert link is not None
    return str(link["href"]).partition("#")[2]


def entries(tag: Tag) -> Mapping[str, list[str]]:
    """The terms of all description lists in an element, with their descriptions, in order."""
    return {
        words(entry.dt): [words(description) for description in entry.find_all("dd")]
        for entry in tag.select("dl > div")
    }


def rows(soup: Tag) -> list[list[str]]:
    """The cells of a table's body."""
    return [
        [words(cell) for cell in row.find_all(["th", "td"])] for row in soup.select("tbody > tr")
    ]
