"""News as entries of feeds: decisions, follow-ups, referrals, values, editions and changes.

Each is told by the day that the plan gives it, up to the day of the snapshot, and keeps its id for
as long as it is about the same thing.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from policytrace.history.days import HistoryDay, HistoryObject
from policytrace.history.earlier_graph import changes_graph
from policytrace.history.told import change_told
from policytrace.messages import Message, message
from policytrace.plan.decisions import body_of
from policytrace.plan.model import Item
from policytrace.schedule.holders import Holders, holders_at, holders_in
from policytrace.schedule.news import NewDecision, NewFollowUp, NewsEntry, NewValues, news_of
from policytrace.schema.roles import FieldName
from policytrace.schema.vocabulary import DecisionKind
from policytrace.snapshot import Snapshot
from policytrace.values.days import Day
from policytrace.values.plain_line import plain_line

MOST = 100
"""Entries of a feed; what is older is on the site."""

_NAMED = 10
"""How many titles are named; of the others their number is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """Something new."""

    names: tuple[str, ...]
    """What tells it from all other entries, whatever becomes of its words."""
    day: date
    title: str
    summary: str
    """Plain text; empty if the title says it all."""
    kind: str
    """What kind of news it is, in words."""
    earlier_revisions: int = 0
    """How many revisions its day has had before the last: each may have told something else."""
    item: Item | None
    """The object whose page tells more; None if there are several, as on the page of the feed."""


def entries_by_holder(
    snapshot: Snapshot, translations: gettext.NullTranslations
) -> Mapping[str, tuple[FeedEntry, ...]]:
    """The entries of each organisation, priority and plan by its id, the newest first.

    Those of all are by an empty id. Those that have none are there, without entries.
    """
    holders = holders_in(snapshot)
    found: dict[str, list[FeedEntry]] = {"": [], **{one.id: [] for one in holders.all}}
    for entry, of in _Teller(snapshot, translations, holders).entries():
        for holder in found.keys() & of:
            found[holder].append(entry)
    for holder, told in found.items():
        found[holder] = sorted(told, key=lambda one: (one.day, one.names), reverse=True)[:MOST]
    return {holder: tuple(told) for holder, told in found.items()}


_Told = tuple[FeedEntry, AbstractSet[str]]
"""An entry, and the ids of those whose feeds it is in; of the feed of all, an empty one."""


@dataclass(frozen=True, slots=True)
class _Teller:
    """Puts news into words."""

    snapshot: Snapshot
    translations: gettext.NullTranslations
    holders: Holders

    def entries(self) -> Iterator[_Told]:
        """Each entry, and where."""
        for new in news_of(self.snapshot):
            yield from self._news(new)
        yield from self._referrals()
        yield from self._editions()
        yield from self._changes()

    def _news(self, new: NewsEntry) -> Iterator[_Told]:
        if isinstance(new, NewDecision):
            yield self._decision(new)
        elif isinstance(new, NewFollowUp):
            yield self._follow_up(new)
        else:
            yield from self._values(new)

    def _decision(self, new: NewDecision) -> _Told:
        decision = new.decision
        body = body_of(self.snapshot.graph, decision)
        word = message("Decision")
        if not decision.adopts:
            kind = decision.value(FieldName.DECISION_KIND, DecisionKind)
            is_rejection = kind is DecisionKind.REJECTION
            word = message("Rejected") if is_rejection else message("Reported")
        where = ", ".join(
            plain_line(one) for one in (body.title if body else "", new.paragraph) if one
        )
        entry = FeedEntry(
            names=("decision", self.snapshot.first_id(decision)),
            day=new.day,
            title=self._titled(word, plain_line(decision.title)),
            summary=self._sentences(where, self._named(new.decided)),
            kind=self._said(message("Decision")),
            item=decision,
        )
        return entry, {"", *self.holders.of(new.decided), *((body.id,) if body else ())}

    def _follow_up(self, new: NewFollowUp) -> _Told:
        told = self._named(new.followed) or plain_line(new.follow_up.title)
        state = ""
        if new.state is not None:
            word = self.snapshot.metamodel.vocabulary.of(new.state)
            state = self._said(message("Assessment: {word}", word=word))
        entry = FeedEntry(
            names=("follow_up", self.snapshot.first_id(new.follow_up)),
            day=new.day,
            title=self._titled(message("Follow-up"), told),
            summary=self._sentences(new.result, state or new.assessment),
            kind=self._said(message("Follow-up")),
            item=new.follow_up,
        )
        return entry, {"", *self.holders.of(new.followed)}

    def _values(self, new: NewValues) -> Iterator[_Told]:
        """One entry a day for each feed: of its own measures, so it is another one in each."""
        of: dict[str, list[Item]] = {"": list(new.indicators)}
        for indicator in new.indicators:
            for holder in self.holders.of((indicator,)):
                of.setdefault(holder, []).append(indicator)
        for holder, indicators in of.items():
            one = indicators[0] if len(indicators) == 1 else None
            number = len(indicators)
            said = self.translations.ngettext("%(num)s measure", "%(num)s measures", number)
            title = plain_line(one.title) if one else said % {"num": number}
            entry = FeedEntry(
                names=("values", self._first_id(holder), new.day.isoformat()),
                day=new.day,
                title=self._titled(message("New values"), title),
                summary="" if one else self._sentences(self._named(indicators)),
                kind=self._said(message("Values")),
                item=one,
            )
            yield entry, {holder}

    def _referrals(self) -> Iterator[_Told]:
        for item in filter(self.snapshot.graph.carries, self.snapshot.graph):
            first = item.day(FieldName.REFERRAL_BEGINS)
            if first is None or first > self.snapshot.today:
                continue
            last = item.day(FieldName.REFERRAL_ENDS)
            until = message("Opinions can be given until {day}.", day=Day(last)) if last else None
            entry = FeedEntry(
                names=("referral", self.snapshot.first_id(item), first.isoformat()),
                day=first,
                title=self._titled(message("Out for opinions"), plain_line(item.title)),
                summary=self._said(until) if until else "",
                kind=self._said(message("Referral")),
                item=item,
            )
            yield entry, {"", *self.holders.of((item,))}

    def _editions(self) -> Iterator[_Told]:
        items = self.snapshot.graph.items
        for edition in self.snapshot.editions.editions:
            decision = items.get(edition.decision)
            if edition.frozen > self.snapshot.today:
                continue
            plans = [items[plan] for plan in edition.plans if plan in items]
            entry = FeedEntry(
                names=("edition", edition.decision),
                day=edition.frozen,
                title=self._titled(message("New edition"), self._named(plans) or edition.decision),
                summary=plain_line(decision.title) if decision else "",
                kind=self._said(message("Edition")),
                item=decision,
            )
            yield entry, {"", *self.holders.of(plans)}

    def _changes(self) -> Iterator[_Told]:
        """One entry a day for each feed: of its own objects, so it is another one in each.

        What is taken away, or comes to be of others, is told to those that it was of too.
        """
        items = self.snapshot.graph.items
        holders = self._holders_of_days()
        for one in self.snapshot.history.days:
            if one.day > self.snapshot.today:
                continue
            of: dict[str, list[HistoryObject]] = {"": list(one.objects)}
            before, after = holders[one.commit.id]
            for changed in one.objects:
                for holder in before.holding(changed.id) | after.holding(changed.id):
                    of.setdefault(holder, []).append(changed)
            for holder, found in of.items():
                number = self.translations.ngettext("%(num)s object", "%(num)s objects", len(found))
                only = found[0] if len(found) == 1 else None
                title = plain_line(only.title) if only else number % {"num": len(found)}
                entry = FeedEntry(
                    names=("changes", self._first_id(holder), one.day.isoformat()),
                    day=one.day,
                    title=self._titled(message("Changed"), title),
                    summary=self._sentences(*self._changed(found)),
                    kind=self._said(message("Changes")),
                    earlier_revisions=max(0, self.snapshot.history.numbers.get(one.day, 1) - 1),
                    item=items.get(only.id) if only else None,
                )
                yield entry, {holder}

    def _holders_of_days(self) -> Mapping[str, tuple[Holders, Holders]]:
        """What was followed before each day, and on it, by the id of its commit."""
        history = self.snapshot.history
        days = {one.commit.id: one for one in history.days}
        found: dict[str, tuple[Holders, Holders]] = {}
        last: Holders | None = None
        for dated in history.states:
            day = days.get(dated.commit.id)
            if dated.state is None or (last and day is None):
                continue
            now = last
            if now is None or (day and _changes_graph(day)):
                now = holders_at(dated.state, self.snapshot)
            found[dated.commit.id] = (last or now, now)
            last = now
        return found

    def _first_id(self, holder: str) -> str:
        """The id that an organisation, a priority or a plan had first; of all, an empty one."""
        item = self.snapshot.graph.items.get(holder)
        return self.snapshot.first_id(item) if item else holder

    def _changed(self, objects: Sequence[HistoryObject]) -> Iterator[str]:
        """What has changed with some objects, a sentence each; of many only the first."""
        for one in objects[:_NAMED]:
            changes = "; ".join(self._said(change_told(change)) for change in one.changes)
            yield self._said(message("{what}: {title}", what=one.title, title=changes))
        more = len(objects) - _NAMED
        if more > 0:
            said = self.translations.ngettext("and %(num)s more", "and %(num)s more", more)
            yield said % {"num": more}

    def _titled(self, word: Message, title: str) -> str:
        return self._said(message("{what}: {title}", what=self._said(word), title=title))

    def _named(self, items: Iterable[Item]) -> str:
        """The titles of some objects; of many only the first."""
        titles = [plain_line(item.title) for item in items]
        told = "; ".join(titles[:_NAMED])
        more = len(titles) - _NAMED
        if more <= 0:
            return told
        said = self.translations.ngettext("and %(num)s more", "and %(num)s more", more)
        return f"{told} {said % {'num': more}}"

    def _sentences(self, *texts: str) -> str:
        found = (plain_line(text) for text in texts)
        return " ".join(
            text if text.endswith((".", "!", "?")) else f"{text}." for text in found if text
        )

    def _said(self, said: Message) -> str:
        return said.render(self.translations)


def _changes_graph(day: HistoryDay) -> bool:
    """Whether something may belong to others since that day."""
    return any(changes_graph(change.data.change) for one in day.objects for change in one.changes)
