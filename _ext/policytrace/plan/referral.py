"""Referral: what has been sent out for opinions, until when, and which opinions were given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from policytrace.plan.decisions import WORK
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status

_LAST = FieldName.REFERRAL_ENDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Something that has been sent out for opinions."""

    item: Item
    """What has been sent out: the object that is asked about, or what it is part of."""
    first: date | None
    last: date | None
    """The last day to answer; the same for all that is part of it and says no other."""

    def is_over(self, today: date) -> bool:
        """Whether the last day has passed. On the day itself one can still answer."""
        return self.last is not None and self.last < today


def referral_of(graph: Graph, item: Item) -> Referral | None:
    """The referral that an object is part of; None if it is part of none.

    What is proposed in a plan that has been sent out is sent out with it. What is decided or
    cancelled is not.
    """
    if not (item.status is None or item.proposed) or not graph.carries(item):
        return None
    sent = [one for one in _sent_with(graph, item) if one.status is Status.REFERRED]
    if not sent:
        return None
    whole = next((one for one in sent if one.day(_LAST)), sent[-1])
    return Referral(item=whole, first=whole.day(FieldName.REFERRAL_BEGINS), last=whole.day(_LAST))


def _sent_with(graph: Graph, item: Item) -> Iterator[Item]:
    """The object and what it is part of that can be sent out with it, the nearest first."""
    for one in (item, *graph.upwards(item, LinkKind.PART_OF)):
        if (one.role in WORK) == (item.role in WORK):
            yield one


def referrals(graph: Graph) -> tuple[Referral, ...]:
    """All that has been sent out by itself, the one that ends first before the others."""
    found: dict[str, Referral] = {}
    for item in graph:
        if item.status is Status.REFERRED and (referral := referral_of(graph, item)):
            found[referral.item.id] = referral
    return tuple(sorted(found.values(), key=lambda one: one.last or date.max))


def asked_until(graph: Graph, opinion: Item) -> date | None:
    """The last day to give an opinion on what one is about; None if none of that says a day.

    It is asked also when what was sent out has been decided since. Of several the latest counts.
    """
    days = (
        next((day for one in _sent_with(graph, target) if (day := one.day(_LAST))), None)
        for target in graph.targets(opinion, LinkKind.OPINION_ON)
    )
    return max((day for day in days if day), default=None)


def came_late(graph: Graph, opinion: Item) -> bool:
    """Whether an opinion is dated after the last day to give it. It counts all the same."""
    day, last = opinion.day(FieldName.DATE), asked_until(graph, opinion)
    return day is not None and last is not None and day > last


def promised_and_late(opinion: Item, today: date) -> date | None:
    """The day for an answer that was promised, if it has passed and there is no answer."""
    day = opinion.day(FieldName.ANSWER_DUE)
    if day is None or day >= today or opinion.has(FieldName.ANSWER) or not opinion.live:
        return None
    return day


def late_answers(graph: Graph, today: date) -> int:
    """How many opinions should have been answered by now."""
    opinions = graph.of_role(Role.OPINION)
    return sum(promised_and_late(opinion, today) is not None for opinion in opinions)


def who_answers(graph: Graph, opinion: Item) -> tuple[Item, ...]:
    """Who is to answer an opinion: who it says, or else who answers for what it is about."""
    own = graph.targets(opinion, LinkKind.OWNER)
    about = graph.targets(opinion, LinkKind.OPINION_ON)
    found = own or (owner for one in about for owner in graph.targets(one, LinkKind.OWNER))
    return tuple({owner.id: owner for owner in found}.values())


def opinions_on(graph: Graph, items: Iterable[Item]) -> tuple[Item, ...]:
    """The opinions on any of `items`, each once, the earliest first."""
    found = {
        opinion.id: opinion
        for item in items
        for opinion in graph.sources(item.id, LinkKind.OPINION_ON)
        if opinion.role is Role.OPINION and opinion.live
    }
    return tuple(
        sorted(
            found.values(),
            key=lambda one: (
                one.day(FieldName.DATE) or date.max,
                one.page_order,
                one.location,
                one.id,
            ),
        )
    )
