"""What an editor is asked for when an object of a type is written.

All of it follows from the schema: a type's entries in their order, what the project requires, and
what makes an object worth reading.
"""

from __future__ import annotations

from collections.abc import Mapping

from policytrace.messages import DEFAULT_LANGUAGE, catalogue
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.role_specs import TextPart, role_spec
from policytrace.schema.roles import Key, TypeKey


def types_to_add(metamodel: Metamodel) -> Mapping[str, TypeKey]:
    """The types that an editor may add, by their word.

    The adopted text is restated once, not added to.
    """
    return {word: role for word, role in metamodel.types.items() if role_spec(role).form}


def entries_of(role: TypeKey, metamodel: Metamodel) -> tuple[Key, ...]:
    """The fields and links of an object, in the order in which they are asked for and written."""
    known = role_spec(role).entries
    required = (key for one in metamodel.required.get(role, ()) for key in one.keys)
    return tuple(key for key in dict.fromkeys((*known, *required)) if metamodel.has(key))


def required_of(role: TypeKey, metamodel: Metamodel) -> frozenset[Key]:
    """What cannot be left out. What is only asked for in some cases is left to the gate."""
    form = role_spec(role).form
    return (form.insists if form else frozenset()) | {
        one.keys[0]
        for one in metamodel.required.get(role, ())
        if one.when is None and len(one.keys) == 1
    }


def texts_of(role: TypeKey) -> tuple[TextPart, ...]:
    """The parts of its text."""
    form = role_spec(role).form
    return form.texts if form else ()


def is_proposed(role: TypeKey) -> bool:
    """Whether it begins as a proposal that someone may decide on."""
    form = role_spec(role).form
    return form is not None and form.proposed


def heading_of(part: TextPart) -> str:
    """The name of a part of the text. What is written is in the project's language."""
    return part.name.render(catalogue(DEFAULT_LANGUAGE))
