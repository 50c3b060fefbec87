"""A plan state as a file, so that a revision need be read only once.

What has been kept is hostile until checked, as everything that others can have written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from policytrace.changes.document import LARGEST, is_id
from policytrace.changes.plan_state import Place, PlanObject, PlanState, StatedValue, ValueKey


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptState:
    """What the file holds."""

    version: Literal[1] = 1
    objects: tuple[PlanObject, ...]
    values: Mapping[str, tuple[tuple[ValueKey, StatedValue], ...]]
    held_back: Mapping[str, tuple[ValueKey, ...]]
    home: str
    places: tuple[Place, ...]
    leads: Mapping[str, str]


@cache
def _form() -> TypeAdapter[KeptState]:
    return TypeAdapter(KeptState)


def kept_form(state: PlanState) -> bytes:
    """The file; the same state gives the same bytes. Where an object stands is not kept."""
    kept = KeptState(
        objects=tuple(replace(one, location=None) for one in state.objects.values()),
        values={indicator: tuple(values.items()) for indicator, values in state.values.items()},
        held_back={indicator: tuple(sorted(keys)) for indicator, keys in state.held_back.items()},
        home=state.home,
        places=tuple(sorted(state.places)),
        leads=dict(state.leads),
    )
    return _form().dump_json(kept)


def read_kept(content: bytes) -> PlanState | None:
    """The state that a file holds; None if it is no such file, or of another version."""
    if len(content) > LARGEST:
        return None
    try:
        kept = _form().validate_json(content, strict=True)
    except ValidationError:
        return None
    if not all(is_id(one.id) for one in kept.objects):
        return None
    values = {indicator: MappingProxyType(dict(found)) for indicator, found in kept.values.items()}
    state = PlanState.of(kept.objects, values=MappingProxyType(values), home=kept.home)
    return replace(
        state,
        held_back=MappingProxyType({one: frozenset(keys) for one, keys in kept.held_back.items()}),
        places=frozenset(kept.places),
        leads=MappingProxyType(kept.leads),
    )
