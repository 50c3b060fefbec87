"""A plan as it is compared: its objects as plain data, as they are or as a document has them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from policytrace.locations import Location
from policytrace.measure.areas import Area
from policytrace.measure.measurements import Measurements
from policytrace.measure.suppression import is_withheld
from policytrace.measure.tables import FROM_KOLADA, Row
from policytrace.measure.workings import without_workings
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.fields import is_told
from policytrace.schema.plain import OWN, PlainData, plain_data, plain_key
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.vocabulary import AreaKind
from policytrace.settings import PartKind

_FENCE = re.compile(r"\s*(?P<fence>:{3,}|`{3,}|~{3,})\s*(?:\{(?P<name>[^\s}]+)\})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Something that is written in a field and is no such value."""

    written: str
    last: PlainData | None = None
    """What stood there when it could be read last, as far as that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanObject:
    """One object of a plan, as plain data."""

    id: str
    kind: str
    """The key of its type: that of its role, or the project's own."""
    title: str
    status: str = ""
    """The key of its status; empty if it has none."""
    fields: Mapping[str, PlainData] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids by the link's key, each once, in the order of the alphabet."""
    text: str = ""
    """What stands below its options, as it is written, less the objects that stand within it."""
    unread: Mapping[str, Unreadable] = field(default_factory=dict)
    """What is written in fields and cannot be read, by their keys; the status is one of them."""
    location: Location | None = None
    """Where it is written; None in a plan document, which does not say."""

    def held(self, key: str) -> PlainData | Unreadable | None:
        """What a field holds; of the status, its key."""
        if key in self.unread:
            return self.unread[key]
        return self.status or None if key == FieldName.STATUS else self.fields.get(key)

    @property
    def is_status_unknown(self) -> bool:
        """Whether a status is written that neither can be read nor could be read before."""
        return FieldName.STATUS in self.unread and not self.status

    def with_last_read(self, before: PlanObject) -> PlanObject:
        """The object, which knows of what cannot be read what stood there `before`."""
        unread = {
            key: replace(one, last=_last_read(before.held(key))) for key, one in self.unread.items()
        }
        status = unread[FieldName.STATUS].last if FieldName.STATUS in unread else self.status
        return replace(self, unread=unread, status=str(status or ""))


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ValueKey:
    """What a value of an indicator is about."""

    period: str
    area: str
    """The name of the place."""
    area_kind: str = ""
    """The key of what the place is: several of different kinds may have one name."""
    sex: str
    """The key of whom it is about."""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedValue:
    """A value of an indicator, with what is said of it."""

    value: Decimal
    count: int | None = None
    """The persons behind it; None if it is not stated how many they are."""
    status: str = ""
    """The key of what is to be known of it; what is Kolada's own, in Kolada's words after `OWN`."""
    source: str = ""
    """Less how the value was worked out, which may tell of few persons."""
    is_source_provisional: bool = False
    """Whether the source is to be replaced."""


Values = Mapping[ValueKey, StatedValue]
"""The values of an indicator, less those that few persons are behind."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A place that values are about."""

    name: str
    kind: str
    """As `ValueKey.area_kind`."""
    code: str = ""
    """What it is known by whatever it is called; empty: by its name alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanState:
    """A plan at some time."""

    objects: Mapping[str, PlanObject]
    """By their ids, in the order of the plan."""
    values: Mapping[str, Values] = field(default_factory=lambda: MappingProxyType({}))
    """What has been measured, by the indicator's id."""
    held_back: Mapping[str, frozenset[ValueKey]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """What there are values of that are not shown, since few persons are behind them, by the
    indicator's id."""
    home: str = ""
    """The name of the municipality among the places that values are about."""
    places: frozenset[Place] = frozenset()
    """The places in its register; a document has none."""
    leads: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What each id in its register of addresses leads on to; a document has no register."""
    whole: PlanState | None = field(default=None, repr=False)
    """The plan that it is a part of, which knows what other objects are called."""

    @classmethod
    def of(
        cls,
        objects: Iterable[PlanObject],
        whole: PlanState | None = None,
        values: Mapping[str, Values] = MappingProxyType({}),
        home: str = "",
    ) -> PlanState:
        """The plan that these objects make, or the part of a `whole` plan."""
        found = {one.id: one for one in objects}
        return cls(objects=MappingProxyType(found), whole=whole, values=values, home=home)

    def title(self, item_id: str) -> str:
        """What an object is called; its id if the plan does not have it."""
        found = (self.whole or self).objects.get(item_id)
        return found.title if found else item_id

    def parts(self, whole: str, key: str) -> Mapping[str, PlanObject]:
        """An object and all that is part of it, in any number of steps of the link `key`."""
        below: dict[str, list[str]] = {}
        for one in self.objects.values():
            for target in one.links.get(key, ()):
                below.setdefault(target, []).append(one.id)
        queue = [whole] if whole in self.objects else []
        seen = set(queue)
        for item_id in queue:
            for part in below.get(item_id, ()):
                if part not in seen:
                    seen.add(part)
                    queue.append(part)
        return {item_id: self.objects[item_id] for item_id in queue}

    def with_places_of(self, other: PlanState) -> PlanState:
        """The plan with its places called as they are in the plan `other`."""
        names = _renamed(self, other)
        if not names:
            return self

        def called(key: ValueKey) -> ValueKey:
            place = names.get((key.area, key.area_kind))
            return replace(key, area=place.name, area_kind=place.kind) if place else key

        return replace(
            self,
            values=MappingProxyType(
                {
                    indicator: MappingProxyType({called(key): one for key, one in values.items()})
                    for indicator, values in self.values.items()
                }
            ),
            held_back=MappingProxyType(
                {one: frozenset(map(called, keys)) for one, keys in self.held_back.items()}
            ),
            home=other.home or self.home,
            places=frozenset(names.get((one.name, one.kind), one) for one in self.places),
        )

    def with_last_read(self, before: PlanState, renamed: Mapping[str, str]) -> PlanState:
        """The plan, which knows of what cannot be read what stood there in the plan `before`.

        `renamed` are the ids that objects have now, by those that they had.
        """
        old_ids = {new: old for old, new in renamed.items()}
        objects = {
            item_id: one.with_last_read(was)
            if one.unread and (was := before.objects.get(old_ids.get(item_id, item_id)))
            else one
            for item_id, one in self.objects.items()
        }
        return replace(self, objects=MappingProxyType(objects))


def _renamed(before: PlanState, after: PlanState) -> Mapping[tuple[str, str], Place]:
    """What places are called after, by name and kind before: those that are called otherwise.

    A place is known by its code, and the municipality whose plan it is by being that.
    """
    if before.places == after.places and before.home == after.home:
        return {}
    coded = {one.code: one for one in after.places if one.code}
    taken = {(one.name, one.kind) for one in before.places}
    found = {
        (one.name, one.kind): coded[one.code]
        for one in before.places
        if one.code in coded
        and (one.name, one.kind) != (coded[one.code].name, coded[one.code].kind)
    }
    if before.home and after.home and before.home != after.home:
        kind = str(AreaKind.MUNICIPALITY)
        found.setdefault((before.home, kind), Place(name=after.home, kind=kind))
    return {
        was: now
        for was, now in found.items()
        if (now.name, now.kind) not in taken or (now.name, now.kind) in found
    }


def _last_read(held: PlainData | Unreadable | None) -> PlainData | None:
    return held.last if isinstance(held, Unreadable) else held


def state_of(
    graph: Graph, directives: Collection[str], measured: Measurements | None = None
) -> PlanState:
    """The plan as it is now; `directives` are the words that objects begin with."""
    objects = (_object(graph, item, directives) for item in graph)
    if measured is None:
        return PlanState.of(objects)
    home = measured.areas.home
    indicators = [item.id for item in graph.of_role(Role.INDICATOR)]
    values = {one: found for one in indicators if (found := _values(measured, one))}
    held_back = {one: keys for one in indicators if (keys := _held_back(measured, one))}
    return replace(
        PlanState.of(objects, values=values, home=home.name if home else ""),
        held_back=MappingProxyType(held_back),
        places=frozenset(
            Place(name=area.name, kind=_area_kind(area), code=area.kolada)
            for area in measured.areas.areas.values()
        ),
    )


def own_text(item: Item, directives: Collection[str]) -> str:
    """The text of an object, less that of other objects that stand within it."""
    found: list[str] = []
    inside = ""
    for line in (item.prose or "").splitlines():
        fence = _FENCE.match(line)
        if inside:
            if fence and not fence["name"] and fence["fence"].startswith(inside):
                inside = ""
        elif fence and fence["name"] in directives:
            inside = fence["fence"]
        else:
            found.append(line)
    return "\n".join(found).strip()


def _object(graph: Graph, item: Item, directives: Collection[str]) -> PlanObject:
    return PlanObject(
        id=item.id,
        kind=plain_key(item.role),
        title=item.title,
        status=item.status.value if item.status else "",
        fields={
            plain_key(name): plain_data(value)
            for name, value in item.values.items()
            if is_told(name)
        },
        links={
            plain_key(kind): tuple(sorted(target.id for target in targets))
            for kind in item.links
            if (targets := graph.targets(item, kind))
        },
        text=own_text(item, directives),
        unread={
            plain_key(name): Unreadable(written=written)
            for name, written in item.malformed.items()
            if is_told(name) or name is FieldName.STATUS
        },
        location=item.location,
    )


def _values(measured: Measurements, indicator: str) -> Values:
    """The values of an indicator that are shown, in order."""
    rows = measured.series(indicator).rows
    found = {
        _key(measured, row): StatedValue(
            value=row.value,
            count=row.count,
            status=_status(row.status),
            source=without_workings(row.source),
            is_source_provisional=row.is_source_provisional,
        )
        for row in rows
        if row.value is not None
    }
    return MappingProxyType(dict(sorted(found.items())))


def _held_back(measured: Measurements, indicator: str) -> frozenset[ValueKey]:
    """What there are values of that are not shown."""
    rows = measured.series(indicator).rows
    return frozenset(_key(measured, row) for row in rows if row.value is None and is_withheld(row))


def _area_kind(area: Area) -> str:
    return f"{OWN}{area.kind.word}" if isinstance(area.kind, PartKind) else str(area.kind)


def _status(written: str) -> str:
    if written.startswith(FROM_KOLADA):
        return f"{OWN}{written.removeprefix(FROM_KOLADA)}"
    return written


def _key(measured: Measurements, row: Row) -> ValueKey:
    area = measured.areas.areas.get(row.area)
    return ValueKey(
        period=row.period.text,
        area=area.name if area else row.area,
        area_kind=_area_kind(area) if area else "",
        sex=row.sex.value,
        group=row.group,
    )
