"""A referral as pages tell it: until when one can answer, how, and how many have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policytrace.plan.model import Item
from policytrace.plan.queries import parts_of
from policytrace.plan.referral import Referral, opinions_on, referral_of, referrals
from policytrace.schema.metamodel import Metamodel
from policytrace.snapshot import Snapshot, once_an_object
from policytrace.values.contacts import contact_link

OPINIONS_PAGE = "strategy/remiss"
"""The page with all opinions, where a project has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayToAnswer:
    """How an opinion is given. Texts are empty where nothing is said."""

    official: bool
    """Whether who publishes the site can send anything out."""
    service: str
    """The web address of a service that takes opinions."""
    contact: str
    contact_link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralNote:
    """What is said of a referral where something of it is shown."""

    item: Item
    """What has been sent out."""
    is_whole: bool
    """Whether that is the object itself, and not what it is part of."""
    first: date | None
    """Set until it has come."""
    last: date | None
    is_over: bool
    opinions: int
    way: WayToAnswer
    page: str = OPINIONS_PAGE


def way_to_answer(metamodel: Metamodel) -> WayToAnswer:
    """How an opinion on anything is given."""
    publisher = metamodel.publisher
    return WayToAnswer(
        official=publisher.official,
        service=publisher.opinions if publisher.official else "",
        contact=publisher.contact,
        contact_link=contact_link(publisher.contact),
    )


@once_an_object
def referral_note(snapshot: Snapshot, item: Item) -> ReferralNote | None:
    """What is said of the referral that an object is part of; None if it is part of none."""
    found = referral_of(snapshot.graph, item)
    return _note(snapshot, found, item) if found else None


def referral_notes(snapshot: Snapshot) -> tuple[ReferralNote, ...]:
    """What is said of all that has been sent out, the one that ends first before the others."""
    return tuple(_note(snapshot, one, one.item) for one in referrals(snapshot.graph))


def _note(snapshot: Snapshot, referral: Referral, item: Item) -> ReferralNote:
    graph, sent = snapshot.graph, referral.item
    members = (graph.items[member] for member in parts_of(graph, (sent,)))
    first = referral.first
    return ReferralNote(
        item=sent,
        is_whole=sent.id == item.id,
        first=first if first and first > snapshot.today else None,
        last=referral.last,
        is_over=referral.is_over(snapshot.today),
        opinions=len(opinions_on(graph, (sent, *members))),
        way=way_to_answer(snapshot.metamodel),
    )
