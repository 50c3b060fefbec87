"""The card: one object with everything that is known of it, in an order that is meant.

What a role holds, and in which order it is told, is said in `policytrace.schema.role_specs`. What
an object holds beyond that comes after it, so that nothing known is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policytrace.messages import Message, as_it_is, message
from policytrace.plan.decisions import adopting, body_of, rejecting
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.queries import follow_up_to_come
from policytrace.schema.fields import FieldType, Shown
from policytrace.schema.metamodel import FieldDefinition, Metamodel
from policytrace.schema.role_specs import role_spec
from policytrace.schema.roles import (
    ADOPTED_ROLES,
    CustomField,
    CustomLink,
    CustomType,
    FieldKey,
    FieldName,
    Key,
    LinkKey,
    LinkKind,
    Role,
    TypeKey,
    in_order,
)
from policytrace.schema.typed import Value
from policytrace.schema.vocabulary import ActionStatus
from policytrace.site.views.answers import Answer, answers_of
from policytrace.snapshot import Snapshot, once_an_object
from policytrace.values.global_goals import goal_of
from policytrace.values.paragraphs import Block, blocks

LONG = 8
"""What a list has beyond this number is folded together."""

FEW_WORDS = 40
"""A text of more characters than this has a line of its own."""

INCOMING = (
    LinkKind.PART_OF,
    LinkKind.CONTRIBUTES_TO,
    LinkKind.USES,
    LinkKind.CONCERNS,
    LinkKind.MEASURED_BY,
    LinkKind.FOLLOWS_UP,
    LinkKind.LOOKED_AT,
    LinkKind.ANALYSES,
    LinkKind.OWNER,
    LinkKind.PERFORMER,
    LinkKind.PARTICIPANT,
    LinkKind.TARGET_SET_BY,
    LinkKind.BODY,
    LinkKind.DECIDED_BY,
    LinkKind.REPORTED_IN,
    LinkKind.REPLACES,
    LinkKind.WAIVES,
    LinkKind.OPINION_ON,
)
"""The order of the links that come from other objects; those of the project's own come last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value of the object."""

    name: FieldKey
    title: Message
    value: Value
    type: FieldType

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.name

    @property
    def goals(self) -> tuple[tuple[Message, tuple[str, ...]], ...]:
        """Of global targets: each goal with those of its targets; empty for any other field."""
        if self.name is not FieldName.GLOBAL_TARGETS or not isinstance(self.value, tuple):
            return ()
        found: dict[str, tuple[Message, list[str]]] = {}
        for target in self.value:
            goal = goal_of(target) or as_it_is(target)
            found.setdefault(target.partition(".")[0], (goal, []))[1].append(target)
        return tuple((goal, tuple(targets)) for goal, targets in found.values())

    @property
    def is_day(self) -> bool:
        """Whether the value is a date."""
        return self.type is FieldType.DAY

    @property
    def is_own(self) -> bool:
        """Whether only the project knows what the value is about."""
        return isinstance(self.name, CustomField)

    @property
    def is_long(self) -> bool:
        """Whether the value is more than a few words."""
        return isinstance(self.value, str) and len(self.value) > FEW_WORDS

    @property
    def text(self) -> tuple[Block, ...]:
        """The paragraphs and lists of a text that has several; empty for all else."""
        if self.type is not FieldType.PARAGRAPHS or "\n" not in str(self.value):
            return ()
        return blocks(str(self.value))

    @property
    def is_rule(self) -> bool:
        """Whether the value is the code of a rule."""
        return self.type is FieldType.RULE


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Objects of one role."""

    role: TypeKey
    items: tuple[Item, ...]

    @property
    def shown(self) -> tuple[Item, ...]:
        """Those that stand open; the rest is folded together."""
        return self.items[:LONG]

    @property
    def folded(self) -> tuple[Item, ...]:
        """Those that are folded together."""
        return self.items[LONG:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """The objects at the other end of one kind of link."""

    kind: LinkKey
    title: Message
    groups: tuple[Group, ...]
    """By type."""

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.kind


Entry = Fact | Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCount:
    """How many objects are at the other end of one kind of link."""

    title: Message
    numbers: tuple[tuple[TypeKey, int], ...]
    """By type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Where in the adopted text the object's passage stands, and who adopted the text."""

    decision: Item | None
    body: Item | None
    """Who made the decision."""
    section: str
    """The heading in the text; empty if the register does not know the passage."""
    wording: str
    """The passage word for word; empty if the project does not have the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the template draws."""

    item: Item
    state: ActionStatus | None
    """How it goes; None for what has no such state."""
    citation: Citation | None
    """Set for an object that restates a passage of the adopted text."""
    first: tuple[Entry, ...]
    """What answers what a reader asks first."""
    facts: tuple[Entry, ...]
    """What else it holds."""
    particulars: tuple[Entry, ...]
    """What only who keeps the object up asks for."""
    incoming: tuple[Relation, ...]
    answers: tuple[Answer, ...]
    """What it answers of what is asked of its kind."""

    @property
    def adds(self) -> bool:
        """Whether what it holds has been added to the adopted text, and is no part of it."""
        return self.citation is not None

    @property
    def counted(self) -> tuple[LinkCount, ...]:
        """What links to it, in numbers."""
        return tuple(
            LinkCount(
                title=relation.title,
                numbers=tuple((group.role, len(group.items)) for group in relation.groups),
            )
            for relation in self.incoming
        )


@once_an_object
def card_of(snapshot: Snapshot, item: Item) -> Card:
    """The card of `item`, in the project's words."""
    graph, metamodel = snapshot.graph, snapshot.metamodel
    progress = snapshot.action_statuses.get(item.id)
    first: list[Entry] = []
    facts: list[Entry] = []
    particulars: list[Entry] = []
    adopted, spec = item.role in ADOPTED_ROLES, role_spec(item.role)
    answers = answers_of(metamodel, item)
    answered = {answer.key for answer in answers}
    for entry in _entries(graph, item, metamodel):
        if entry.key in answered:
            continue
        if (adopted and _of_the_text(entry)) or _is_particular(entry, metamodel):
            particulars.append(entry)
        elif isinstance(item.role, CustomType) or entry.key in spec.told_first:
            first.append(entry)
        else:
            facts.append(entry)
    return Card(
        item=item,
        state=progress.state if progress else None,
        citation=_citation(snapshot, item) if adopted else None,
        first=tuple(first),
        facts=tuple(facts),
        particulars=tuple(particulars),
        incoming=tuple(_incoming(graph, item, metamodel)),
        answers=answers,
    )


def _entries(graph: Graph, item: Item, metamodel: Metamodel) -> Iterator[Entry]:
    for key in _order(item):
        if isinstance(key, LinkKind | CustomLink):
            refused = rejecting(graph, item) if key is LinkKind.DECIDED_BY else ()
            others = (one for one in graph.targets(item, key) if one not in refused)
            if groups := _groups(others):
                title = _link_title(item, key, metamodel.title(key))
                yield Relation(kind=key, title=title, groups=groups)
            if refused:
                yield Relation(kind=key, title=message("Rejected by"), groups=_groups(refused))
        elif key is FieldName.NEXT_FOLLOW_UP and follow_up_to_come(graph, item) is None:
            continue
        elif key in item.values and not _is_pinpoint(item, key):
            definition = metamodel.definitions[key]
            if definition.spec.shown in (Shown.FACT, Shown.PARTICULAR):
                yield Fact(
                    name=key,
                    title=_label(definition),
                    value=item.values[key],
                    type=definition.spec.type,
                )


def _order(item: Item) -> Iterator[Key]:
    """What the object holds: what its role has, in its order, then all else."""
    spec = role_spec(item.role)
    first = (*(key for key in spec.entries if key not in spec.told_last), *spec.told_last)
    yield from first
    yield from (key for key in (*FieldName, *LinkKind) if key not in first)
    own = [key for key in (*item.values, *item.links) if isinstance(key, CustomField | CustomLink)]
    yield from sorted(own, key=str)


def _link_title(item: Item, key: LinkKey, title: str) -> Message:
    """The title of a link; nobody answers for a proposal, but somebody may be proposed to."""
    if key is LinkKind.OWNER and item.proposed:
        return message("Proposed to answer for it")
    return as_it_is(title)


def _label(definition: FieldDefinition) -> Message:
    label = definition.spec.label
    return label(definition.title) if label else as_it_is(definition.title)


def _incoming(graph: Graph, item: Item, metamodel: Metamodel) -> Iterator[Relation]:
    found = graph.incoming(item.id)
    own = sorted(kind for kind in found if isinstance(kind, CustomLink))
    kinds: tuple[LinkKey, ...] = (*INCOMING, *own)
    for kind in kinds:
        if groups := _groups(found.get(kind, ())):
            title = as_it_is(metamodel.link_titles[kind].incoming)
            yield Relation(kind=kind, title=title, groups=groups)


def _groups(items: Iterable[Item]) -> tuple[Group, ...]:
    by_role: dict[TypeKey, list[Item]] = {}
    for item in items:
        by_role.setdefault(item.role, []).append(item)
    return tuple(Group(role=role, items=tuple(by_role[role])) for role in in_order(by_role))


def _is_pinpoint(item: Item, name: FieldKey) -> bool:
    """Whether the field says which passage the object restates; the citation shows that."""
    return name is FieldName.SOURCE and item.role in ADOPTED_ROLES


def _is_particular(entry: Entry, metamodel: Metamodel) -> bool:
    return (
        isinstance(entry, Fact) and metamodel.definitions[entry.name].spec.shown is Shown.PARTICULAR
    )


def _of_the_text(entry: Entry) -> bool:
    """Whether the adopted text itself says it: all it gives its passages is their place in it."""
    return isinstance(entry, Relation) and entry.kind is LinkKind.PART_OF


def _citation(snapshot: Snapshot, item: Item) -> Citation:
    graph = snapshot.graph
    decisions = (
        decision
        for whole in graph.upwards(item, LinkKind.PART_OF)
        if whole.role is Role.STRATEGY
        for decision in adopting(graph, whole)
    )
    passage = snapshot.passages.get(item.text(FieldName.SOURCE))
    decision = next(decisions, None)
    return Citation(
        decision=decision,
        body=body_of(graph, decision) if decision else None,
        section=passage.section if passage else "",
        wording=passage.wording if passage else "",
    )
