"""What is late now, by whom and since when. Nobody is late with a proposal."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.plan.referral import late_answers
from policytrace.schedule.late import LateItem, any_decided, late_items
from policytrace.site.views.adopted import Adopted, adopted
from policytrace.site.views.referral import OPINIONS_PAGE
from policytrace.site.views.registry import NUMBER, Options, View, lengths, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class LateGroup:
    """What an organisation is late with."""

    owner: Item | None
    """None: nobody answers for it."""
    items: tuple[LateItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LateNow:
    """All that is late."""

    any_decided: bool
    """Whether any plan or action is decided: if not, nothing can be late."""
    late: int
    """How many objects are late."""
    missed: int
    """How many others have a follow-up that should have been made."""
    rows: tuple[LateItem, ...]
    """The first of them, if the editor asked for some."""
    groups: tuple[LateGroup, ...]
    """All of them by owner, if not."""
    adopted: tuple[Adopted, ...]
    """The strategies that hold, and since when."""
    late_answers: int
    """How many promised answers to opinions are late."""
    opinions_page: str = OPINIONS_PAGE

    @property
    def number(self) -> int:
        """How many objects there are in all."""
        return self.late + self.missed


def late_groups(items: tuple[LateItem, ...]) -> tuple[LateGroup, ...]:
    """The items by owner: whoever is late with most of them first."""
    owners: dict[str, Item | None] = {}
    found: dict[str, list[LateItem]] = {}
    for late in items:
        for owner in late.owners or (None,):
            key = owner.id if owner else ""
            owners[key] = owner
            found.setdefault(key, []).append(late)
    groups = [LateGroup(owner=owners[key], items=tuple(rows)) for key, rows in found.items()]
    groups.sort(key=lambda group: (group.owner is None, -len(group.items)))
    return tuple(groups)


def late_now(snapshot: Snapshot, options: Options) -> LateNow:
    """What is late on the day of the snapshot."""
    found = late_items(snapshot)
    late = sum(one.is_late for one in found)
    most = options.length
    return LateNow(
        any_decided=any_decided(snapshot),
        late=late,
        missed=len(found) - late,
        rows=found[:most] if most else (),
        groups=() if most else late_groups(found),
        adopted=adopted(snapshot),
        late_answers=late_answers(snapshot.graph, snapshot.today),
    )


register(
    View(
        key="late",
        purpose=message("What is late now: what, since when and by whom"),
        choices={NUMBER: lengths},
        template="late.html.jinja",
        compute=late_now,
    )
)
