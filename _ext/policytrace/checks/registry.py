"""The catalogue of rules.

A rule is a small pure function over a `Graph`. The decorator `rule` gives it its code, severity and
title and puts it in `RULES`; its docstring is its page in the rule catalogue (see `rulebook.page`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from policytrace.checks.rule_page import RulePage, parse_page
from policytrace.editions.edition import Editions
from policytrace.history.days import History
from policytrace.locations import Location
from policytrace.measure.measurements import Measurements
from policytrace.measure.meetings import Meetings
from policytrace.messages import Message
from policytrace.plan.addresses import AddressRegister
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.unread import Unread
from policytrace.schema.changes_freely import BY_DEFAULT
from policytrace.schema.required import Requirements
from policytrace.schema.rhythms import RHYTHMS, Rhythms
from policytrace.schema.vocabulary import Status
from policytrace.settings import Accessibility, Publisher
from policytrace.severity import Severity

CODE = re.compile(r"PT[0-9]{3}\Z")
"""The form of a rule's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a rule may know besides the graph."""

    today: date
    """The day the plan is checked on, handed in by the caller."""
    strict_time: bool = False
    """Whether time that has passed may make an error."""
    used_waivers: frozenset[str] = frozenset()
    """Ids of the waivers that some finding needed; known to the rules about waivers only."""
    measurements: Measurements = field(default_factory=Measurements)
    """What the project has measured."""
    required: Requirements = field(default_factory=dict)
    """What the project demands of its objects."""
    analyses: Mapping[str, Status] = field(default_factory=dict)
    """From which status on it demands an analysis, by the kind's word."""
    rhythms: Rhythms = field(default_factory=lambda: RHYTHMS)
    """On which days of the year things are followed up."""
    addresses: AddressRegister = field(default_factory=AddressRegister)
    """Which ids have been published, and where they lead."""
    meetings: Meetings = field(default_factory=Meetings)
    """When bodies meet."""
    editions: Editions = field(default_factory=Editions)
    """What has been frozen of decided plans."""
    history: History = field(default_factory=History)
    """What has changed in the plan, day by day."""
    changes_freely: frozenset[str] = BY_DEFAULT
    """The keys of fields and links that may change without a new decision."""
    unread: Unread = field(default_factory=Unread)
    """What stands in the files but could not be read."""
    publisher: Publisher = field(default_factory=Publisher)
    """Who stands behind the site."""
    accessibility: Accessibility = field(default_factory=Accessibility)
    """The facts of the accessibility statement."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The project's own word for a role, link, field or status, by its key (``link.owner``)."""

    def word(self, key: str) -> str:
        """The project's word for `key`; the key's last part where the project has none."""
        return self.words.get(key, key.rpartition(".")[2])

    def lacks(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Those of `keys` for which the project has no word."""
        return tuple(key for key in keys if self.words and key not in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """What a rule yields: a finding before the engine adds the rule's code and severity."""

    item: str
    location: Location
    message: Message
    hint: Message
    severity: Severity | None = None
    """Set when this case weighs less than the rule does."""


def violation(item: Item, message: Message, hint: Message) -> Violation:
    """A violation at the place where `item` stands."""
    return Violation(item=item.id, location=item.location, message=message, hint=hint)


Check = Callable[[Graph, Context], Iterator[Violation]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the catalogue."""

    code: str
    severity: Severity
    """What it weighs unless the project says otherwise."""
    strict: Severity
    """What it weighs at least when time that has passed may make an error."""
    title: str
    """What is wrong, in a few English words."""
    check: Check
    needs: tuple[str, ...] = ()
    """The keys of the roles and links that it cannot do without, as ``link.part_of``."""
    of_others: bool = False
    """Whether what it finds at an object may come of others, that could not be read."""

    @property
    def family(self) -> str:
        """The hundred it belongs to, as ``PT2``."""
        return self.code[:3]

    @property
    def page(self) -> RulePage:
        """Its page in the catalogue: what, why, example and remedy."""
        return parse_page(self.check.__doc__ or "")


class DuplicateRuleError(ValueError):
    """Two rules claim the same code."""


RULES: dict[str, Rule] = {}
"""All rules by code. Filled when `policytrace.checks.rules` is imported."""


def rule(
    code: str,
    severity: Severity,
    title: str,
    *,
    strict: Severity | None = None,
    needs: tuple[str, ...] = (),
    of_others: bool = False,
) -> Callable[[Check], Check]:
    """Register the decorated function as the rule `code`.

    `strict` is what it weighs with strict time, when that is more than `severity`. `needs` are keys
    of roles and links: in a project that has no word for one, the rule says that instead.
    `of_others`: what it finds at an object is held back while what it may come of is not read.

    Raises:
        ValueError: the code is not ``PT`` and three digits.
        DuplicateRuleError: another rule has the code.
    """
    if not CODE.match(code):
        raise ValueError(f"not a rule code: {code!r}")

    def register(check: Check) -> Check:
        if code in RULES:
            raise DuplicateRuleError(f"{code} is already {RULES[code].check.__name__}")
        RULES[code] = Rule(
            code=code,
            severity=severity,
            strict=strict or severity,
            title=title,
            check=check,
            needs=needs,
            of_others=of_others,
        )
        return check

    return register
