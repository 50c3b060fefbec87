"""What reports say alike: words, days, names and values, in the reader's language."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from policytrace.messages import Sayable, message
from policytrace.plan.model import Item
from policytrace.plan.queries import is_proposal
from policytrace.reports.document import Block, Text, text_of
from policytrace.reports.prose import blocks_of
from policytrace.schema.roles import FieldName, LinkKind
from policytrace.schema.vocabulary import ActionStatus
from policytrace.site.rendering import shown_value
from policytrace.site.views.card import Entry, Fact, card_of
from policytrace.site.views.indicator_verdicts import Badge
from policytrace.snapshot import Snapshot
from policytrace.values.alphabet import with_initial
from policytrace.values.bands import Band
from policytrace.values.days import written_day
from policytrace.values.numbers import written_band, written_number

_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Puts what the snapshot knows into words."""

    snapshot: Snapshot
    translations: gettext.NullTranslations

    @property
    def language(self) -> str:
        """The language of the report, as ``sv``."""
        return self.translations.info().get("language", "en")

    def say(self, said: Sayable) -> str:
        """A message in words."""
        return said.render(self.translations)

    def day(self, day: date | None) -> str:
        """A day as people write it; empty if there is none."""
        return written_day(day, self.language).replace(" ", _NO_BREAK) if day else ""

    def number(self, value: Decimal) -> str:
        """A value as the site writes it."""
        return written_number(value, self.language)

    def band(self, band: Band) -> str:
        """A value or a band as the site writes it."""
        return written_band(band, self.language)

    def period(self, first: date | None, last: date | None) -> str:
        """From which day to which; empty if neither is known."""
        if first and last:
            return f"{self.day(first)} – {self.day(last)}"
        if first:
            return self.say(message("from {day}", day=self.day(first)))
        return self.say(message("until {day}", day=self.day(last))) if last else ""

    def names(self, items: Iterable[Item]) -> str:
        """Titles with commas between, or semicolons where a title holds a comma."""
        titles = [item.title for item in items]
        return ("; " if any("," in title for title in titles) else ", ").join(titles)

    def owners(self, item: Item) -> str:
        """Who answers for something."""
        return self.names(self.snapshot.graph.targets(item, LinkKind.OWNER))

    def owner_title(self, items: Iterable[Item]) -> str:
        """What those who answer for some objects are called: of proposals nobody does."""
        if all(map(is_proposal, items)):
            return self.say(message("Proposed to answer for it"))
        return self.title(LinkKind.OWNER)

    def decisions(self, decisions: Iterable[Item]) -> str:
        """Decisions with the day and the paragraph of each."""
        return "; ".join(map(self._decision, decisions))

    def _decision(self, decision: Item) -> str:
        day, paragraph = decision.day(FieldName.DATE), decision.text(FieldName.PARAGRAPH)
        told = (decision.title, self.day(day), paragraph.replace(" ", _NO_BREAK))
        return ", ".join(filter(None, told))

    def title(self, key: FieldName | LinkKind) -> str:
        """What the project calls a field or a link."""
        return self.snapshot.metamodel.title(key)

    def state(self, state: ActionStatus | None) -> str:
        """How it goes, in the project's words; a proposal has no state."""
        words = self.snapshot.metamodel.vocabulary
        return with_initial(words.of(state)) if state else self.say(message("Proposal"))

    def state_of(self, item: Item) -> str:
        """How it goes with an action, a plan or a priority."""
        found = self.snapshot.action_statuses.get(item.id)
        return self.state(found.state if found else None)

    def standing(self, item: Item) -> str:
        """The status of a plan or an action in the project's words; empty if it has none."""
        words = self.snapshot.metamodel.vocabulary
        return with_initial(words.of(item.status)) if item.status else ""

    def verdict(self, badge: Badge) -> str:
        """A verdict as the site's badge says it."""
        if badge.known:
            said = self.say(message("outdated, was going the wrong way"))
        else:
            said = self.snapshot.metamodel.vocabulary.of(badge.verdict)
        whose = ", ".join(self.say(one).lower() for one in badge.whose)
        return f"{with_initial(said)} ({whose})" if whose else with_initial(said)

    def text(self, item: Item) -> tuple[Block, ...]:
        """What stands below the options of an object."""
        return blocks_of(item.prose, self.snapshot.graph)

    def known(self, item: Item) -> tuple[Entry, ...]:
        """What an object holds, in its order."""
        card = card_of(self.snapshot, item)
        return (*card.first, *card.facts)

    def entries(
        self, item: Item, told: Iterable[FieldName | LinkKind]
    ) -> Iterator[tuple[str, Text]]:
        """Of what an object holds that which is `told`, in that order, and the project's own."""
        known = self.known(item)
        by_key = {entry.key: entry for entry in known}
        own = (entry for entry in known if not isinstance(entry.key, FieldName | LinkKind))
        for entry in (*(by_key[key] for key in told if key in by_key), *own):
            yield self.say(entry.title), text_of(self.entry(entry))

    def entry(self, entry: Entry) -> str:
        """The value of a field, or the names at the other end of a link."""
        if not isinstance(entry, Fact):
            return self.names(item for group in entry.groups for item in group.items)
        if isinstance(entry.value, date):
            return self.day(entry.value)
        return shown_value(entry.value, self.snapshot.metamodel.vocabulary, self.language)


def label_of(teller: Teller, item: Item) -> str:
    """What stands beside the title of a plan or an action: a proposal's status, or its state."""
    if is_proposal(item):
        return teller.standing(item)
    return teller.state_of(item)
