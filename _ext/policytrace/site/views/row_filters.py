"""What readers can narrow a long table of actions down by, with their choice in the address.

The table is whole without it: the script reads what each row is known by, and hides the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policytrace.messages import Message, as_it_is, message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import ActionStatus, Status
from policytrace.site.views.facets import OWNER
from policytrace.snapshot import Snapshot
from policytrace.values.alphabet import with_initial

PLAN, STATE, YEAR, TARGET_GROUP = "plan", "lage", "klar", "malgrupp"
"""The names that the addresses of pages know the choices by, beside those of the search."""

Facet = tuple[str, str]
"""A name and a value that a row is known by."""

FEWEST_ROWS = 8
"""A table with fewer rows than this is read as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something to choose, and how many rows it leaves."""

    value: str
    title: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What rows differ by."""

    name: str
    title: Message
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """One thing that a row is known by, and what people call it."""

    name: str
    value: str
    title: str


def facets_of_actions(
    snapshot: Snapshot, actions: Iterable[Item]
) -> tuple[Mapping[str, tuple[Facet, ...]], tuple[Filter, ...]]:
    """The facets of each action by its id, and the filters by which the actions differ."""
    known = {action.id: tuple(_known(snapshot, action)) for action in actions}
    facets = {key: tuple((one.name, one.value) for one in all_) for key, all_ in known.items()}
    if len(known) < FEWEST_ROWS:
        return facets, ()
    metamodel = snapshot.metamodel
    titles = {
        PLAN: as_it_is(metamodel.role_titles.get(Role.PLAN, "")),
        OWNER: as_it_is(metamodel.title(LinkKind.OWNER)),
        STATE: as_it_is(metamodel.field_title(FieldName.STATE)),
        YEAR: message("{due}, year", due=metamodel.field_title(FieldName.DUE)),
        TARGET_GROUP: as_it_is(metamodel.role_titles.get(Role.TARGET_GROUP, "")),
    }
    filters = (_filter(name, title, known) for name, title in titles.items())
    return facets, tuple(each for each in filters if len(each.choices) > 1)


def _filter(name: str, title: Message, known: Mapping[str, tuple[_Known, ...]]) -> Filter:
    numbers: dict[tuple[str, str], int] = {}
    for one in (each for all_ in known.values() for each in all_ if each.name == name):
        numbers[one.value, one.title] = numbers.get((one.value, one.title), 0) + 1
    choices = [
        Choice(value=value, title=said, number=number) for (value, said), number in numbers.items()
    ]
    if name == YEAR:
        choices.sort(key=lambda choice: choice.value)
    return Filter(name=name, title=title, choices=tuple(choices))


def _known(snapshot: Snapshot, action: Item) -> Iterable[_Known]:
    graph = snapshot.graph
    for plan in graph.targets(action, LinkKind.PART_OF):
        if plan.role is Role.PLAN:
            yield _Known(name=PLAN, value=plan.id, title=plan.title)
    for owner in graph.targets(action, LinkKind.OWNER):
        yield _Known(name=OWNER, value=owner.id, title=owner.title)
    stands: ActionStatus | Status | None = (
        snapshot.action_statuses[action.id].state or action.status
    )
    if stands is not None:
        word = snapshot.metamodel.vocabulary.of(stands)
        yield _Known(name=STATE, value=word, title=with_initial(word))
    if due := action.day(FieldName.DUE):
        yield _Known(name=YEAR, value=str(due.year), title=str(due.year))
    for group in graph.targets(action, LinkKind.CONCERNS):
        yield _Known(name=TARGET_GROUP, value=group.id, title=group.title)
