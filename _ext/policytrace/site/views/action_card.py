"""The card of an action, on the page of its plan: folded, with what a reader needs of it there.

All the rest, and where it leads, is told on the page about the action.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.plan.queries import follow_ups_made
from policytrace.schema.roles import CustomField, CustomLink, FieldName, LinkKind
from policytrace.site.views.card import Entry, card_of
from policytrace.site.views.milestones import Milestones, milestones
from policytrace.site.views.opinions import OpinionCount, opinions_about
from policytrace.site.views.referral import ReferralNote, referral_note
from policytrace.snapshot import Snapshot
from policytrace.status.action_status import ComputedStatus

_TOLD = frozenset(
    {
        LinkKind.OWNER,
        LinkKind.PERFORMER,
        LinkKind.PARTICIPANT,
        FieldName.LEGAL_PROVISION,
        FieldName.STARTS,
        FieldName.DUE,
        FieldName.RHYTHM,
        FieldName.NEXT_FOLLOW_UP,
        LinkKind.CONTRIBUTES_TO,
        LinkKind.DECIDED_BY,
        FieldName.RESOURCE,
    }
)
"""What of an action is told, besides what is the project's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionCard:
    """What the template draws."""

    item: Item
    progress: ComputedStatus
    facts: tuple[Entry, ...]
    follow_ups: tuple[Item, ...]
    """Those that have been made, the latest first."""
    milestones: Milestones | None
    referral: ReferralNote | None
    """Set while it is sent out for opinions by itself; its plan says so for all of them."""
    opinions: OpinionCount | None


def action_card(snapshot: Snapshot, action: Item) -> ActionCard:
    """The card of `action`."""
    card = card_of(snapshot, action)
    note, given = referral_note(snapshot, action), opinions_about(snapshot, action)
    return ActionCard(
        item=action,
        progress=snapshot.action_statuses[action.id],
        facts=tuple(
            _as_proposed(action, entry) for entry in card.first + card.facts if _is_told(entry)
        ),
        follow_ups=follow_ups_made(snapshot.graph, action),
        milestones=milestones(snapshot, action),
        referral=note if note and note.is_whole else None,
        opinions=given.count if given else None,
    )


def _as_proposed(action: Item, entry: Entry) -> Entry:
    """Who answers for a proposal is only proposed to do so."""
    if action.proposed and entry.key is LinkKind.OWNER:
        return replace(entry, title=message("Proposed to answer for it"))
    return entry


def _is_told(entry: Entry) -> bool:
    return entry.key in _TOLD or isinstance(entry.key, CustomField | CustomLink)
