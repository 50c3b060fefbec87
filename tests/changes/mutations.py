"""A plan, what has become of it, and what is to be told of that: all kinds of changes, and none.

What anything can hold is drawn from a pool in which no two are the same. So what was changed is
known without comparing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from hypothesis import strategies as st

from policytrace.changes.kinds import (
    Added,
    FieldChanged,
    KindChanged,
    LinkChanged,
    PlanChange,
    ReadabilityChanged,
    Removed,
    StatusChanged,
    TextChanged,
    TitleChanged,
    ValuesAdded,
    ValuesCounted,
    ValuesGone,
    ValuesNoteChanged,
    ValuesRevised,
)
from policytrace.changes.plan_state import (
    PlanObject,
    PlanState,
    StatedValue,
    Unreadable,
    ValueKey,
)
from policytrace.locations import Location
from policytrace.schema.plain import PlainData, Range
from tests.changes.prose import Layout, Part, layouts, reworded, texts, written

Told = tuple[str, type[PlanChange], str]
"""An object, what has happened, and the field or link that it has happened to."""

Form = Callable[[Layout], PlainData]
"""Something that a field can hold, in any of the ways in which it can be written."""

LONG = "och nämnden ska se till att det blir gjort " * 6


def _same(value: PlainData) -> Form:
    return lambda _: value


def _listed(*entries: str) -> Form:
    part = Part(entries=tuple(tuple(entry.split()) for entry in entries), numbered=True)
    return lambda layout: f"Så här:\n\n{part.written(replace(layout, line=99))}"


def _in_any_order(*values: str) -> Form:
    return lambda layout: values if layout.step else tuple(reversed(values))


POOLS: Mapping[str, tuple[Form, ...]] = {
    "due": tuple(map(_same, ("2028-12-01", "2029-02-28", "2029-03-01"))),
    "target_year": tuple(map(_same, (2028, 2030))),
    "target_value": tuple(map(_same, (80, 80.123, 80.124, Range(low=48, high=52)))),
    "direction": tuple(map(_same, ("up", "down"))),
    "resource": tuple(map(_same, ("Ryms", f"{LONG}nu", f"{LONG}sedan", "1. Ryms", "2. Ryms"))),
    "answer": (_listed("ena", "andra"), _listed("ena", "tredje"), _same("Så här: ena andra")),
    "global_targets": (_in_any_order("5.2", "16.1"), _in_any_order("5.2", "16.2"), _same(("5.2",))),
    "own.budget": tuple(map(_same, (True, False, 1, 2027))),
}
LINKS = ("owner", "measured_by", "own.hör_ihop")
TARGETS = (frozenset[str](), frozenset({"ORG-A"}), frozenset({"ORG-A", "ORG-B"}))
TITLES = ("Öppna en stödlinje", "Öppna två stödlinjer", f"{LONG} a", f"{LONG} b")
KINDS = ("action", "plan", "own.idé")
STATUSES = ("", "proposed", "decided", "done")
UNREADABLE = ("2028-02-30", "snart", "hundra")
VALUES = tuple(
    StatedValue(
        value=Decimal(value),
        count=count,
        status=status,
        source=source,
        is_source_provisional=provisional,
    )
    for value, status, source, provisional, count in product(
        *(("22.5", "22.54"), ("", "preliminary", "own.Reviderad"), ("SCB", "Egen enkät")),
        *((True, False), (None, 120, 200)),
    )
)
VALUE_KEYS = tuple(
    ValueKey(period=period, area="Lillköping", sex=sex)
    for period, sex in product(("2025", "2026"), ("women", "men"))
)
IDS = ("ATG-1", "ATG-2", "ATG-3")


@dataclass(frozen=True, kw_only=True)
class Meant:
    """What an object says, whichever way it is written."""

    kind: str
    title: str
    fields: Mapping[str, Form | Unreadable]
    """The status among them."""
    links: Mapping[str, frozenset[str]]
    text: tuple[Part, ...]
    values: Mapping[ValueKey, StatedValue]

    def written(self, item_id: str, layout: Layout) -> PlanObject:
        plain = {key: one(layout) for key, one in self.fields.items() if callable(one)}
        return PlanObject(
            id=item_id,
            kind=self.kind,
            title=self.title if layout.step else self.title.replace(" ", "\n"),
            status=str(plain.pop("status", "")),
            fields=dict(reversed(plain.items())) if layout.step else plain,
            links={key: tuple(sorted(ends)) for key, ends in self.links.items() if ends},
            text=written(self.text, layout),
            unread={key: one for key, one in self.fields.items() if isinstance(one, Unreadable)},
            location=Location(file=f"{layout.point}.md", line=layout.line),
        )


_STATUS_FORMS = tuple(map(_same, STATUSES[1:]))
_unreadable = st.sampled_from(tuple(Unreadable(written=text) for text in UNREADABLE))


def _field(key: str) -> st.SearchStrategy[Form | Unreadable]:
    return st.sampled_from(POOLS[key]) | _unreadable


_fields = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(_STATUS_FORMS) | _unreadable,
        **{k: _field(k) for k in POOLS},
    },
)
_links = st.fixed_dictionaries({key: st.sampled_from(TARGETS) for key in LINKS})
_values = st.dictionaries(st.sampled_from(VALUE_KEYS), st.sampled_from(VALUES))
meanings = st.builds(
    Meant,
    kind=st.sampled_from(KINDS),
    title=st.sampled_from(TITLES),
    fields=_fields,
    links=_links,
    text=st.just(()) | texts,
    values=_values,
)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[PlanState, PlanState, list[Told]]:
    """A plan, the same with some changes and laid out anew, and what was changed."""
    before = draw(st.dictionaries(st.sampled_from(IDS), meanings, min_size=1))
    after: dict[str, Meant] = {}
    expected: list[Told] = []
    for item_id, one in before.items():
        if draw(st.integers(0, 9)) == 0:
            expected.append((item_id, Removed, ""))
            continue
        after[item_id] = draw(_changed(one))
        expected += ((item_id, kind, key) for kind, key in _told(one, after[item_id]))
    for item_id in set(IDS) - before.keys():
        if draw(st.booleans()):
            after[item_id] = draw(meanings)
            expected.append((item_id, Added, ""))
    order = draw(st.permutations(list(after)))
    return (
        _state(before, list(before), draw(layouts)),
        _state(after, order, draw(layouts)),
        expected,
    )


@st.composite
def laid_out_anew(draw: st.DrawFn) -> tuple[PlanState, PlanState]:
    """A plan that is written in two ways."""
    plan = draw(st.dictionaries(st.sampled_from(IDS), meanings, min_size=1))
    first, second = (
        _state(plan, draw(st.permutations(list(plan))), draw(layouts)) for _ in range(2)
    )
    return first, second


@st.composite
def _changed(draw: st.DrawFn, one: Meant) -> Meant:
    parts: dict[str, object] = {}
    other = draw(meanings)
    for part in draw(st.sets(st.sampled_from(["kind", "title", "fields", "links", "values"]))):
        parts[part] = getattr(other, part)
    if draw(st.booleans()):
        parts["text"] = draw(reworded(one.text)) if one.text else other.text
    return replace(one, **parts)  # type: ignore[arg-type]  # each is of its part


def _state(plan: Mapping[str, Meant], order: list[str], layout: Layout) -> PlanState:
    return PlanState.of(
        (plan[item_id].written(item_id, layout) for item_id in order),
        values={item_id: one.values for item_id, one in plan.items() if one.values},
        home="Lillköping",
    )


def _told(one: Meant, now: Meant) -> list[tuple[type[PlanChange], str]]:
    found: list[tuple[type[PlanChange], str]] = []
    if one.kind != now.kind:
        found.append((KindChanged, ""))
    if one.title != now.title:
        found.append((TitleChanged, ""))
    if one.text != now.text:
        found.append((TextChanged, ""))
    for key in {**one.fields, **now.fields}:
        old, new = one.fields.get(key), now.fields.get(key)
        if old is new:
            continue
        if isinstance(old, Unreadable) or isinstance(new, Unreadable):
            found.append((ReadabilityChanged, key))
        else:
            found.append((StatusChanged, "") if key == "status" else (FieldChanged, key))
    found += ((LinkChanged, key) for key in LINKS if one.links[key] != now.links[key])
    return found + _told_of_values(one.values, now.values)


def _told_of_values(
    old: Mapping[ValueKey, StatedValue], new: Mapping[ValueKey, StatedValue]
) -> list[tuple[type[PlanChange], str]]:
    both = [(old[key], new[key]) for key in old.keys() & new.keys()]
    kinds = {
        ValuesAdded: bool(new.keys() - old.keys()),
        ValuesGone: bool(old.keys() - new.keys()),
        ValuesRevised: any(was.value != now.value for was, now in both),
        ValuesCounted: any(was.count != now.count for was, now in both),
    }
    found: list[tuple[type[PlanChange], str]] = [
        (kind, "") for kind, is_so in kinds.items() if is_so
    ]
    for note in ("status", "source", "is_source_provisional"):
        pairs = {(getattr(was, note), getattr(now, note)) for was, now in both}
        found += ((ValuesNoteChanged, f"{note}: {was} → {now}") for was, now in pairs if was != now)
    return found
