"""What an editor is asked for when an object of a type is written.

All of it follows from the schema: a type's entries in their order, what the project requires, and
what makes an object worth reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from policytrace.messages import catalogue
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.required import Requirement
from policytrace.schema.role_specs import TextPart, role_spec
from policytrace.schema.roles import Key, TypeKey


def types_to_add(metamodel: Metamodel) -> Mapping[str, TypeKey]:
    """The types that an editor may add, by their word.

    The adopted text is restated once, not added to.
    """
    return {word: role for word, role in metamodel.types.items() if role_spec(role).form}


def entries_of(role: TypeKey, metamodel: Metamodel) -> tuple[Key, ...]:
    """The fields and links of an object, in the order in which they are asked for and written."""
    spec = role_spec(role)
    known = (key for key in spec.entries if key not in spec.asked_last)
    required = (key for one in metamodel.required.get(role, ()) for key in _named_by(one))
    first = dict.fromkeys(key for key in (*known, *required) if key not in spec.asked_last)
    return tuple(key for key in (*first, *spec.asked_last) if metamodel.has(key))


def _named_by(requirement: Requirement) -> Iterator[Key]:
    """What a requirement is about, in the order in which it is asked for."""
    if requirement.unless is not None:
        yield requirement.unless
    yield from requirement.keys


def required_of(role: TypeKey, metamodel: Metamodel) -> frozenset[Key]:
    """What cannot be left out where it is asked for; see `cases_of`.

    What another field merely calls for is left to the gate.
    """
    form = role_spec(role).form
    return (form.insists if form else frozenset()) | {
        one.keys[0]
        for one in metamodel.required.get(role, ())
        if len(one.keys) == 1 and (one.when is None or one.value is not None)
    }


def cases_of(role: TypeKey, metamodel: Metamodel) -> Mapping[Key, tuple[Requirement, ...]]:
    """The cases in which a thing is asked for; what is not here is asked for in any case.

    What may stand in the place of other things is asked for in the same cases as they.
    """
    found: dict[Key, list[Requirement]] = {}
    for one in metamodel.required.get(role, ()):
        if len(one.keys) == 1 and (one.value is not None or one.unless is not None):
            found.setdefault(one.keys[0], []).append(one)
        if one.when is not None and one.unless is not None:
            found.setdefault(one.unless, []).append(replace(one, unless=None))
    return {key: tuple(cases) for key, cases in found.items()}


def texts_of(role: TypeKey) -> tuple[TextPart, ...]:
    """The parts of its text."""
    form = role_spec(role).form
    return form.texts if form else ()


def is_proposed(role: TypeKey) -> bool:
    """Whether it begins as a proposal that someone may decide on."""
    form = role_spec(role).form
    return form is not None and form.proposed


def heading_of(part: TextPart, metamodel: Metamodel) -> str:
    """The name of a part of the text. What is written is in the project's language."""
    return part.name.render(_catalogue(metamodel.language))


_catalogue = cache(catalogue)
"""A heading is asked for with each object, and a catalogue is read from a file."""
