"""What a project has decided about the rules and about what it measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from policytrace.locations import Location
from policytrace.severity import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a project has decided about the rules."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    """Severity by rule code, where it differs from the rule's own; None switches the rule off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedTextSetting:
    """Where a project has the text that its register lists the passages of."""

    file: str
    """Path from the project's folder, with ``/``."""
    location: Location
    """Where it says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who stands behind the site, and how to reach them. Texts are empty where nothing is said.

    Until it is `official`, the site is a draft by nobody official, and only `about`, `made_by`,
    `contact`, `reports` and `licence` are shown.
    """

    official: bool = False
    """Whether the body called `name` publishes the site as its own."""
    about: str = ""
    """Whom the content concerns, as a municipality."""
    made_by: str = ""
    """Who has made the proposals of a draft, in a sentence."""
    name: str = ""
    contact: str = ""
    """An e-mail address or a phone number of a function."""
    opinions: str = ""
    """The web address of a service that takes opinions and proposals."""
    reports: str = ""
    """The web address where mistakes are reported, as in the repository."""
    responsible: str = ""
    """The function that answers for the site."""
    licence: str = ""
    """The web address of the licence of what has been written for the site: neither of the adopted
    text nor of figures that others have made."""
    mark: str = ""
    """The mark that an official publisher's reports bear: an SVG file's path from the project's
    folder, with ``/``; empty: its name is written."""
    mark_text: str = ""
    """What a screen reader says in its place."""
    places: Mapping[str, Location] = field(default_factory=dict)
    """Where each key is set."""

    @property
    def can_be_reached(self) -> bool:
        """Whether there is a way to tell those who have made the site of a mistake."""
        return bool(self.contact or self.reports)

    def place(self, key: str) -> Location:
        """Where `key` is set, or else where it is said that the site is official."""
        return self.places.get(key) or self.places["official"]


class Compliance(StrEnum):
    """How far a site is as the law on accessible public service (2018:1937) asks."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class Ground(StrEnum):
    """Why something is not accessible, as the law tells the reasons apart."""

    FAULT = "fault"
    """It ought to be."""
    BURDEN = "burden"
    """It would be unreasonable to demand (12 §)."""
    OUTSIDE = "outside"
    """The law does not cover it (9 §)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcoming:
    """Something on the site that is not accessible."""

    what: str
    why: str
    instead: str = ""
    """What there is in its place."""
    ground: Ground = Ground.FAULT


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomatedTests:
    """What a program found that opened every page and looked for faults in accessibility."""

    day: date
    tool: str
    """Its name and version."""
    pages: int
    looks: int
    """In how many ways each page was shown: widths of window, light and dark."""
    violations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accessibility:
    """The facts of the accessibility statement. Texts are empty where nothing is said."""

    service: str = ""
    """What the site is called."""
    compliance: Compliance | None = None
    shortcomings: tuple[Shortcoming, ...] = ()
    method: str = ""
    """How it was assessed, in sentences."""
    assessed_by: str = ""
    """The function or firm that assessed it."""
    assessed: date | None = None
    updated: date | None = None
    """When what is said here was last looked over."""
    contact: str = ""
    """Whom to tell of what is not accessible; empty: the publisher's own contact."""
    answered: str = ""
    """How soon somebody answers, as “within two working days”."""
    tests: AutomatedTests | None = None
    """None: nothing has been recorded."""
    places: Mapping[str, Location] = field(default_factory=dict)
    """Where each key is set."""

    @property
    def lacking(self) -> tuple[Shortcoming, ...]:
        """What the law covers that is not accessible."""
        return tuple(one for one in self.shortcomings if one.ground is not Ground.OUTSIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """Somebody to call."""

    name: str
    number: str
    """As people write it."""
    about: str = ""
    """Whom or what it is for."""
    hours: str = ""
    link: str = ""
    """A web address; empty: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Help for those whom a subject concerns, and a quick way out of its pages."""

    priorities: tuple[str, ...]
    """Ids of the priorities whose pages show it, and the pages of all that belongs to them."""
    objects: tuple[str, ...] = ()
    """Ids of other objects whose pages show it, and theirs alone."""
    heading: str
    lines: tuple[HelpLine, ...]
    exit: str = ""
    """The web address of a neutral site; empty: there is no quick way out."""
    location: Location
    """Where the priorities are named."""
    objects_location: Location
    """Where the other objects are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """What a search for one of some words shows first."""

    words: tuple[str, ...]
    """In small letters; a word of a question that begins with one of them is the same word."""
    first: str
    """The id of an object, or the path of a page without suffix."""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSettings:
    """How questions to the search are understood."""

    stop_words: tuple[str, ...] = ()
    """Words that say nothing of what is asked about, in small letters."""
    answers: tuple[SearchAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartKind:
    """A kind of parts that the municipality is divided into, as its electoral districts."""

    word: str
    """What its areas are in the register and in data files."""
    name: str
    """What one of them is called: it stands with the name of each, in brackets."""
    plural: str
    """What several are called within a sentence."""
    heading: str
    description: str
    """What they are and what they are for, in a sentence or two for readers."""
    whole: bool
    """Whether they are all of the municipality together, so that their values add up to its own."""
    caution: str = ""
    """What a figure about one of them cannot tell; shown beside figures."""
    in_short: str = ""
    """The same in a few words, for small charts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSettings:
    """Where a project keeps what it has measured. Paths are from its folder, with ``/``."""

    areas: str | None = None
    """The register of areas; None: the project measures nothing."""
    data: str | None = None
    """The folder with one file for each indicator."""
    parts: tuple[PartKind, ...] = ()
    """The kinds of parts of the municipality, in the order in which they are shown."""
    kolada: str | None = None
    """The register of Kolada's measures; None: the project takes nothing from there."""
    smallest_group: int = 5
    """Values on fewer persons than this are not shown."""
    count_units: frozenset[str] = frozenset()
    """The units whose values are numbers of persons."""
    calculation: str = r"(?!)"
    """Regular expression, in any case, of what in a source tells that a value has been worked out
    from others. Nothing does where nothing is measured; a project with `data` says what does."""

    def hiding_as_much_as(self, other: IndicatorSettings) -> IndicatorSettings:
        """These settings, by which at least that is hidden which is hidden by the `other`."""
        return replace(
            self,
            smallest_group=max(self.smallest_group, other.smallest_group),
            count_units=self.count_units | other.count_units,
        )
