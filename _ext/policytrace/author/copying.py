"""A new object made of one that is there, with nothing of what has been decided or seen of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from policytrace.author.editing import ObjectAsWritten
from policytrace.author.identifiers import propose_id
from policytrace.author.markdown import Draft
from policytrace.markup.sections import LEAD
from policytrace.plan.graph import Graph
from policytrace.schema.forms import heading_of, is_proposed, texts_of
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import CustomField, CustomLink, FieldName, LinkKind
from policytrace.schema.vocabulary import Status

_NOT_COPIED = frozenset(
    {
        *(FieldName.STATUS, FieldName.REASON, FieldName.DATA),
        *(FieldName.STATE, FieldName.STATE_REASON, FieldName.STATE_BY, FieldName.STATE_UNTIL),
        *(FieldName.REFERRAL_BEGINS, FieldName.REFERRAL_ENDS),
        *(FieldName.PARAGRAPH, FieldName.REGISTRATION, FieldName.MINUTES),
        *(LinkKind.DECIDED_BY, LinkKind.REPORTED_IN, LinkKind.REPLACES),
    }
)
"""What belongs to one object alone: its way to a decision, its values, what it replaces."""


def copy_of(
    written: ObjectAsWritten,
    *,
    graph: Graph,
    metamodel: Metamodel,
    published: Collection[str] = (),
) -> Draft:
    """A draft of a new object that says what `written` says, with an id of its own.

    `published` are the ids that have been published, also of what is gone.
    """
    values = {key: value for key, value in written.values.items() if key not in _NOT_COPIED}
    fields = {
        key: value for key, value in values.items() if isinstance(key, FieldName | CustomField)
    }
    if is_proposed(written.role) and metamodel.has(FieldName.STATUS):
        fields[FieldName.STATUS] = metamodel.vocabulary.of(Status.PROPOSED)
    opening = next((part for part in texts_of(written.role) if not part.heading), None)
    names = {LEAD: heading_of(opening, metamodel)} if opening else {}
    draft = Draft(
        role=written.role,
        id="",
        title=written.title,
        fields=fields,
        links={
            key: tuple(value.split(", "))
            for key, value in values.items()
            if isinstance(key, LinkKind | CustomLink)
        },
        texts={names.get(name, name): (text,) for name, text in written.texts.items()},
        texts_are_markdown=True,
    )
    return replace(draft, id=propose_id(draft, graph, metamodel, published))
