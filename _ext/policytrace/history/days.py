"""History: what has changed in the plan, day by day, and by which decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import pairwise, takewhile

from policytrace.changes.field_words import Word
from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.changes.words import said
from policytrace.history.comparison import ObjectChanges, by_object
from policytrace.history.judging import Judge, JudgedChange
from policytrace.history.present_ids import with_present_ids
from policytrace.history.shown_values import ShownValues
from policytrace.history.timeline import HistoryLine, NoHistory
from policytrace.history.withholding import texts_of
from policytrace.messages import Message, as_it_is, message
from policytrace.repository import Commit


class Withheld(StrEnum):
    """Why something is not shown."""

    PERSONAL = "personal"
    """It tells who somebody is: an identity number, a person's own address or number."""
    MARKUP = "markup"
    """It is HTML or a script."""


NOT_TOLD = message("Changed (what it said is not shown here)")
"""What is told of a change that must not be published."""

Search = Callable[[Message], Withheld | None]
"""Why a text must not be published; None if it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryChange:
    """A change as it is told."""

    said: Message
    """What has changed, as a sentence without a full stop."""
    data: JudgedChange = field(repr=False)
    """The same as data; it is `withheld` if it holds what must not be published."""
    decision: PlanObject | None = None
    """The decision that covers it, where it took one."""
    undecided: bool = False
    """Whether it took a decision, and there was none when it was made."""
    later: PlanObject | None = None
    """The first decision that was made after it and covers it, if it was made without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryObject:
    """An object, and what has changed with it on a day."""

    id: str
    kind: str
    """The key of its type."""
    title: str
    changes: tuple[HistoryChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryDay:
    """A day on which the plan was changed."""

    day: date
    commit: Commit
    """The last of the day."""
    objects: tuple[HistoryObject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithheldText:
    """Something of an earlier plan that history does not show, since it must not be published."""

    commit: Commit
    object: str
    why: Withheld


@dataclass(frozen=True, kw_only=True)
class DatedState:
    """The plan at the end of a day; None if this program cannot read it."""

    commit: Commit
    state: PlanState | None


@dataclass(frozen=True, kw_only=True)
class History:
    """What has changed, and how much of it is known."""

    days: tuple[HistoryDay, ...] = ()
    """The newest first; those on which nothing of the plan was changed are left out."""
    absent: NoHistory | None = NoHistory.NOT_BEGUN
    begins: date | None = None
    """The day that changes are told from."""
    is_shallow: bool = False
    """Whether only a part of the repository's history has been fetched."""
    is_cut: bool = False
    """Whether there are older days than are told."""
    numbers: Mapping[date, int] = field(default_factory=dict)
    """How many revisions there are of each day, also if nothing of the plan changed on it."""
    unread: tuple[Commit, ...] = ()
    """The revisions that this program cannot read, the newest first."""
    untold: tuple[Commit, ...] = ()
    """Those of them that came before it begins: what was changed until then is not known."""
    withheld: tuple[WithheldText, ...] = ()
    states: tuple[DatedState, ...] = field(default=(), repr=False)
    """The plan at the end of each day, by the ids that objects have now, the oldest first."""

    @property
    def is_whole(self) -> bool:
        """Whether all that has changed since it begins is known."""
        return self.begins is not None and not (self.is_shallow or self.is_cut or self.unread)

    @cached_property
    def by_object(self) -> dict[str, tuple[tuple[date, HistoryObject], ...]]:
        """What has happened to each object, by its id, the newest first."""
        found: dict[str, list[tuple[date, HistoryObject]]] = {}
        for one in self.days:
            for changed in one.objects:
                found.setdefault(changed.id, []).append((one.day, changed))
        return {item_id: tuple(told) for item_id, told in found.items()}


def history_of(
    line: HistoryLine,
    states: Sequence[DatedState],
    known: PlanState,
    judge: Judge,
    word: Word,
    search: Search,
) -> History:
    """What has changed from each of `states` to the next; they are those of `line`.

    `known` is the plan as it is now: what it holds back of values is not told, and a decision may
    have been written in later than what it covers. All is told by the ids that objects have in it,
    and by the names of its places.
    """
    judge, ids = judge.with_present_ids([one.state for one in states if one.state], known)
    states = [
        replace(one, state=with_present_ids(one.state, ids).with_places_of(known))
        if one.state
        else one
        for one in states
    ]
    read = list(_with_last_read(states, judge))
    shown = ShownValues(known, (one.state for one in read if one.state))
    teller = _DayTeller(known, shown, judge, word, search)
    days = [teller.day(before, after) for before, after in pairwise(read)]
    return History(
        days=tuple(one for one in reversed(days) if one.objects),
        absent=line.absent,
        begins=read[0].commit.day if read else None,
        is_shallow=line.is_shallow,
        is_cut=line.is_cut,
        numbers=line.numbers,
        unread=tuple(one.commit for one in reversed(states) if one.state is None),
        untold=tuple(one.commit for one in takewhile(lambda one: one.state is None, states))[::-1],
        withheld=tuple(teller.withheld),
        states=tuple(states),
    )


def _with_last_read(states: Iterable[DatedState], judge: Judge) -> Iterator[DatedState]:
    """The plans that can be read, each of which knows what it cannot read from those before it.

    So what becomes of a value is told, though it could not be read for some days.
    """
    last: PlanState | None = None
    for one in states:
        if one.state is None:
            continue
        state = one.state
        if last is not None and any(it.unread for it in state.objects.values()):
            state = state.with_last_read(last, judge.renamed(last, state))
        last = state
        yield replace(one, state=state)


class _DayTeller:
    """Tells of days, and notes what it may not tell."""

    def __init__(
        self, known: PlanState, shown: ShownValues, judge: Judge, word: Word, search: Search
    ) -> None:
        self._known, self._judge, self._word, self._search = known, judge, word, search
        self._shown = shown
        self.withheld: list[WithheldText] = []

    def day(self, before: DatedState, after: DatedState) -> HistoryDay:
        commit = after.commit
        found: list[HistoryObject] = []
        if before.state is not None and after.state is not None:
            judged = self._judge.judged(
                before.state, after.state, known=self._known, day=commit.day
            )
            shown = filter(None, map(self._shown.of, judged))
            found = [self._object(one, commit) for one in by_object(shown)]
        return HistoryDay(day=commit.day, commit=commit, objects=tuple(found))

    def _object(self, one: ObjectChanges, commit: Commit) -> HistoryObject:
        now = self._known.objects.get(one.object.id)
        title = now.title if now else one.object.title
        if now is None and (why := self._search(as_it_is(title))):
            self._withhold(commit, one.object, why)
            title = one.object.id
        return HistoryObject(
            id=one.object.id,
            kind=one.object.kind,
            title=title,
            changes=tuple(self._change(change, commit) for change in one.changes),
        )

    def _change(self, judged: JudgedChange, commit: Commit) -> HistoryChange:
        told = said(judged.change, self._word)
        if why := self._search(told):
            self._withhold(commit, judged.change.object, why)
            told = NOT_TOLD
        return HistoryChange(
            said=told,
            data=replace(
                judged, withheld=any(map(self._search, texts_of(judged.change, self._word)))
            ),
            decision=self._decision(judged.decision),
            undecided=judged.undecided,
            later=self._decision(judged.later),
        )

    def _decision(self, decision: PlanObject | None) -> PlanObject | None:
        """A decision, called by its id if its title must not be published."""
        if decision is None or self._search(as_it_is(decision.title)) is None:
            return decision
        return replace(decision, title=decision.id)

    def _withhold(self, commit: Commit, one: PlanObject, why: Withheld) -> None:
        found = WithheldText(commit=commit, object=one.id, why=why)
        if found not in self.withheld[-1:]:
            self.withheld.append(found)


def months(days: Iterable[HistoryDay]) -> Iterator[tuple[date, tuple[HistoryDay, ...]]]:
    """The days by month, each by its first day, in their order."""
    found: dict[date, list[HistoryDay]] = {}
    for one in days:
        found.setdefault(one.day.replace(day=1), []).append(one)
    for month, told in found.items():
        yield month, tuple(told)
