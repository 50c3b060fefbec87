"""Which changes take a decision, and whether a newer one covers them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from policytrace.changes.kinds import (
    Added,
    FieldChanged,
    LinkChanged,
    PlanChange,
    ReadabilityChanged,
    Removed,
    StatusChanged,
    ValuesChange,
)
from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.editions.decided_with import OPEN, DecidedWith, says_decided, upwards
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, LinkKind, Role
from policytrace.schema.vocabulary import DecisionKind, Status

_ON_ITS_WAY = (Status.DECIDED, Status.IN_PROGRESS, Status.DONE)
"""The states of what is decided, in the order in which it may pass through them by itself."""

_TARGET = frozenset(
    {
        FieldName.BASELINE,
        FieldName.DIRECTION,
        FieldName.TARGET_VALUE,
        FieldName.TARGET_YEAR,
        FieldName.TARGET_STAGES,
        FieldName.TARGET_GAP,
        FieldName.TARGET_AGAINST,
        FieldName.TARGET_SCOPE,
        FieldName.TARGET_SET,
        LinkKind.TARGET_SET_BY,
    }
)
"""What makes up the target of an indicator, from what it is counted on."""

_ADOPTS_NOTHING = frozenset(kind for kind in DecisionKind if not kind.adopts)


def needs_decision(
    change: PlanChange, was: PlanObject | None, changes_freely: Collection[str]
) -> bool:
    """Whether a change of something that is decided, or becomes so, takes a decision.

    `was` is the object before; `changes_freely` are the keys of fields and links that need none.
    An indicator that does not say itself that it is decided has only its target from what it
    measures. What restates a passage is not what was adopted: the passage is. Nobody decides that
    something shall not be possible to read: that takes none.
    """
    one = was or change.object
    if one.status not in OPEN and not says_decided(one):
        if one.kind == Role.INDICATOR:
            return _moves_target(change, one, changes_freely)
        if one.kind in ADOPTED_ROLES and FieldName.SOURCE in one.fields:
            return False
    is_known = not change.object.is_status_unknown
    becomes = is_known and change.object.status not in (*OPEN, Status.CANCELLED)
    if isinstance(change, Added):
        return becomes
    if one.status in OPEN:
        return isinstance(change, StatusChanged) and becomes
    return _changes_decided(change, changes_freely)


def _changes_decided(change: PlanChange, changes_freely: Collection[str]) -> bool:
    match change:
        case StatusChanged(before=before, after=after):
            return not _is_forward(before, after)
        case FieldChanged(key=key) | LinkChanged(key=key):
            return key not in changes_freely
        case ReadabilityChanged():
            return change.may_hide_another and change.key not in changes_freely
        case _:
            return not isinstance(change, ValuesChange)


def _moves_target(change: PlanChange, was: PlanObject, changes_freely: Collection[str]) -> bool:
    """Whether the target of an indicator is another one, or is no more."""
    has_target = not _TARGET.isdisjoint((*was.fields, *was.unread))
    match change:
        case ReadabilityChanged(key=key):
            return change.may_hide_another and key in _TARGET and key not in changes_freely
        case FieldChanged(key=key) | LinkChanged(key=key):
            return key in _TARGET and key not in changes_freely
        case Removed():
            return has_target
        case StatusChanged(after=after):
            return has_target and (after in OPEN or after == Status.CANCELLED)
    return False


def _is_forward(before: str, after: str) -> bool:
    order = [str(status) for status in _ON_ITS_WAY]
    return before in order and after in order and order.index(before) <= order.index(after)


class NewerDecisions:
    """The decisions that are newer than a plan was, and what they cover.

    One covers what did not stand on it already, if it is not older than what that stood on.
    """

    def __init__(
        self,
        was: PlanState,
        now: PlanState,
        *,
        named_in: PlanState | None = None,
        known: Collection[str] = (),
        since: date = date.min,
    ) -> None:
        """`was` is the plan as it was decided, `now` what has become of it.

        A decision may be named in `named_in` alone, a plan that has come later. Those that are
        `known` are not newer, nor are those before the day `since`.
        """
        self._was, self._known, self._since = was, known, since
        self._named_in = (now,) if named_in is None else (named_in, now)
        self._with = DecidedWith(now), DecidedWith(was)
        self._covering: dict[tuple[str, bool], tuple[PlanObject, ...]] = {}

    def covering(
        self, item_id: str, *, old_id: str = "", anew: bool = False
    ) -> tuple[PlanObject, ...]:
        """The newer decisions on an object, or on something that it is or was decided with.

        Those on the nearest come first, and of these the newest. `old_id` is the id that the object
        had. If it becomes decided `anew`, that may be by what it is part of, which stood on a
        decision already.
        """
        key = item_id, anew
        if key not in self._covering:
            chain = tuple(upwards((item_id, old_id or item_id), self._with))
            stood_on = [one for part in chain for one in self._adopting(part, (self._was,))]
            first = max(map(_day, stood_on), default="")
            already = frozenset() if anew else {*self._known, *(one.id for one in stood_on)}
            found = (
                one
                for part in chain
                for one in sorted(self._adopting(part, self._named_in), key=_day, reverse=True)
                if one.id not in already and _day(one) >= first
            )
            self._covering[key] = tuple({one.id: one for one in found}.values())
        return self._covering[key]

    def of(self, one: PlanObject) -> Iterator[PlanObject]:
        """The newer decisions that an object says that it is decided by."""
        for decision in self._adopting(one.id, self._named_in):
            if decision.id not in self._known:
                yield decision

    def _adopting(self, item_id: str, plans: Iterable[PlanState]) -> Iterator[PlanObject]:
        """The decisions that an object names in some plans, less those that adopt nothing."""
        for plan in plans:
            one = plan.objects.get(item_id)
            for decision_id in one.links.get(LinkKind.DECIDED_BY, ()) if one else ():
                decision = plan.objects.get(decision_id)
                if decision is not None and self._adopts(decision):
                    yield decision

    def _adopts(self, decision: PlanObject) -> bool:
        if decision.fields.get(FieldName.DECISION_KIND) in _ADOPTS_NOTHING:
            return False
        try:
            return date.fromisoformat(_day(decision)) >= self._since
        except ValueError:
            return False


def _day(decision: PlanObject) -> str:
    return str(decision.fields.get(FieldName.DATE))
