"""The graph of an earlier plan: of its objects, what decides what they belong to and measure."""

from __future__ import annotations

from policytrace.changes.kinds import (
    FieldChanged,
    PlanChange,
    ReadabilityChanged,
    TextChanged,
    TitleChanged,
    ValuesChange,
)
from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.locations import Location
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.plain import OWN, plain_key
from policytrace.schema.roles import CustomType, FieldKey, FieldName, LinkKind, Role, TypeKey
from policytrace.schema.typed import Value
from policytrace.schema.vocabulary import DecisionKind, Interval, Status

_NOWHERE = Location(file="", line=1)
_TEXTS = (FieldName.SOURCE, FieldName.VALID_FROM, FieldName.VALID_TO)
_FIELDS = frozenset(map(plain_key, (FieldName.DECISION_KIND, FieldName.INTERVAL, *_TEXTS)))


def graph_of(state: PlanState) -> Graph:
    """The graph of a plan as it was. Types and links that no code knows of by now are left out."""
    return Graph(item for one in state.objects.values() if (item := _item(one)))


def changes_graph(change: PlanChange) -> bool:
    """Whether a change can be seen in the graph."""
    match change:
        case TextChanged() | TitleChanged() | ValuesChange():
            return False
        case FieldChanged(key=key):
            return key in _FIELDS
        case ReadabilityChanged(key=key):
            return key in _FIELDS or key == FieldName.STATUS
    return True


def _item(found: PlanObject) -> Item | None:
    """An object with what decides what it belongs to and what measures it; None: of no type."""
    role = _role(found.kind)
    if role is None:
        return None
    values: dict[FieldKey, Value] = {}
    if found.status in set(Status):
        values[FieldName.STATUS] = Status(found.status)
    kind = found.fields.get(plain_key(FieldName.DECISION_KIND))
    if kind in set(DecisionKind):
        values[FieldName.DECISION_KIND] = DecisionKind(str(kind))
    interval = found.fields.get(plain_key(FieldName.INTERVAL))
    if interval in set(Interval):
        values[FieldName.INTERVAL] = Interval(str(interval))
    for name in _TEXTS:
        if text := found.fields.get(plain_key(name)):
            values[name] = str(text)
    keys = {kind: plain_key(kind) for kind in LinkKind}
    return Item(
        id=found.id,
        role=role,
        title=found.title,
        location=_NOWHERE,
        values=values,
        links={kind: found.links[key] for kind, key in keys.items() if key in found.links},
    )


def _role(kind: str) -> TypeKey | None:
    if kind.startswith(OWN):
        return CustomType(kind.removeprefix(OWN))
    return Role(kind) if kind in set(Role) else None
