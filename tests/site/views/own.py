"""What a project has that the code knows nothing of: a type, a field of each kind, and a link.

card = drawn_card(plan(risk()), "RIS-A", metamodel=OWN, renderer=OWN_SWEDISH)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policytrace.messages import catalogue
from policytrace.plan.model import Item
from policytrace.schema.fields import FieldSpec, FieldType
from policytrace.schema.metamodel import FieldDefinition, LinkTitles
from policytrace.schema.roles import CustomField, CustomLink, CustomType, Role
from policytrace.schema.typed import Value
from policytrace.site.rendering import Renderer
from tests.plan_builder import WORDS, item
from tests.site.views.drawing import METAMODEL

RISK = CustomType("risk")
THREATENS = CustomLink("hotar")
BUDGET = CustomField("budget")
SHARE = CustomField("andel")
SECRET = CustomField("hemlig")
PLACES = CustomField("platser")
HEARD = CustomField("hörd_den")
NOTE = CustomField("notering")

KINDS: Mapping[CustomField, FieldType] = {
    BUDGET: FieldType.INTEGER,
    SHARE: FieldType.NUMBER,
    SECRET: FieldType.YES_NO,
    PLACES: FieldType.LIST,
    HEARD: FieldType.DAY,
    NOTE: FieldType.TEXT,
}
"""A field of each kind that a schema can give."""

OWN = replace(
    METAMODEL,
    types={**METAMODEL.types, RISK.word: RISK},
    links={**METAMODEL.links, THREATENS.word: THREATENS},
    fields={**METAMODEL.fields, **{key.word: key for key in KINDS}},
    role_titles={**METAMODEL.role_titles, RISK: "Risk att väga"},
    link_titles={
        **METAMODEL.link_titles,
        THREATENS: LinkTitles(outgoing="Hotar", incoming="Hotas av"),
    },
    definitions={
        **METAMODEL.definitions,
        **{
            key: FieldDefinition(word=key.word, spec=FieldSpec(type=kind))
            for key, kind in KINDS.items()
        },
    },
)
"""The project of the other tests, with all that."""

OWN_SWEDISH = Renderer(replace(OWN, vocabulary=WORDS), catalogue("sv"))


def risk(item_id: str = "RIS-A", **links: str) -> Item:
    """An object of the project's own type."""
    return replace(item(item_id, Role.ACTION, **links), role=RISK)


def with_own(one: Item, values: Mapping[CustomField, Value], *threatened: str) -> Item:
    """An item with values and targets of the project's own."""
    links = {**one.links, THREATENS: threatened} if threatened else one.links
    return replace(one, values={**one.values, **values}, links=links)
