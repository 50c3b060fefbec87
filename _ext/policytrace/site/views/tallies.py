"""How many actions there are, and in which states: the one way in which they are counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policytrace.schema.vocabulary import ActionStatus
from policytrace.status.action_status import ActionCount


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTally:
    """Actions, each counted once, those that are cancelled among them."""

    states: tuple[ActionCount, ...]
    """How many are in each state, the proposals last; states that none is in are left out."""

    @property
    def number(self) -> int:
        """How many actions there are."""
        return sum(number for _, number in self.states)

    @property
    def proposed(self) -> int:
        """How many of them are proposals."""
        return dict(self.states).get(None, 0)

    @property
    def cancelled(self) -> int:
        """How many of them are cancelled, whether they had been decided or not."""
        return dict(self.states).get(ActionStatus.CANCELLED, 0)

    @property
    def decided(self) -> int:
        """How many of them are decided and not cancelled."""
        return self.number - self.proposed - self.cancelled

    @property
    def under_way(self) -> tuple[ActionCount, ...]:
        """How many of those that are decided are in each state."""
        apart = (None, ActionStatus.CANCELLED)
        return tuple((state, number) for state, number in self.states if state not in apart)

    @property
    def others(self) -> tuple[ActionCount, ...]:
        """How many of the rest are cancelled, and how many proposals."""
        return tuple(count for count in self.states if count not in self.under_way)


def tally(states: Iterable[ActionStatus | None]) -> ActionTally:
    """The actions that are in `states`; None for each proposal."""
    given = tuple(states)
    return ActionTally(
        states=tuple(
            (state, number) for state in (*ActionStatus, None) if (number := given.count(state))
        )
    )
