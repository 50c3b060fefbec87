"""Questions and answers of an object: what the project asks of its kind, as a readable document."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.required import Requirement
from policytrace.schema.roles import CustomField, FieldKey
from policytrace.values.paragraphs import Block, blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question, and what was answered."""

    key: FieldKey
    title: str
    question: str
    """What is asked, in the project's words, less what only helps who answers; empty if it does not
    say."""
    text: tuple[Block, ...]


def answers_of(metamodel: Metamodel, item: Item) -> tuple[Answer, ...]:
    """What an object answers of what is asked of its kind, in the order of the questions.

    What stands in the place of the other answers comes first.
    """
    keys: dict[FieldKey, None] = {}
    for requirement in of_its_kind(metamodel, item):
        for key in (requirement.unless, *requirement.keys):
            if isinstance(key, CustomField) and isinstance(item.values.get(key), str):
                keys[key] = None
    return tuple(
        Answer(
            key=key,
            title=metamodel.field_title(key),
            question=_asked(metamodel.definitions[key].description),
            text=blocks(str(item.values[key])),
        )
        for key in keys
    )


def _asked(description: str) -> str:
    """A description up to its last question mark; all of it if it asks nothing."""
    question, mark, _ = description.rpartition("?")
    return question + mark or description


def exemption(metamodel: Metamodel, item: Item) -> FieldKey | None:
    """The field by which an object says why the questions are not asked of it, if it does."""
    found = (one.unless for one in of_its_kind(metamodel, item))
    return next((key for key in found if key is not None and key in item.values), None)


def of_its_kind(metamodel: Metamodel, item: Item) -> tuple[Requirement, ...]:
    """What is required of objects of the same kind, and not of all of their type."""
    return tuple(
        one
        for one in metamodel.required.get(item.role, ())
        if one.when is not None and one.value is not None and item.values.get(one.when) == one.value
    )
