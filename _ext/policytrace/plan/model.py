"""Objects of the plan as plain data: what each is, holds and links to, and where it stands.

Nothing here knows of Sphinx, of files, or of the Swedish names of types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import Enum, StrEnum, auto
from hashlib import blake2b
from typing import TypeVar

from policytrace.locations import Location
from policytrace.messages import Message
from policytrace.schema.roles import (
    ADOPTED_ROLES,
    CustomLink,
    FieldKey,
    FieldName,
    Key,
    LinkKey,
    LinkKind,
    Role,
    TypeKey,
)
from policytrace.schema.typed import Value
from policytrace.schema.vocabulary import DecisionKind, Status

Kind = TypeVar("Kind", bound=Value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One arrow of the graph. The target need not exist."""

    source: str
    kind: LinkKey
    target: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Item:
    """One object of the plan."""

    id: str
    role: TypeKey
    title: str
    location: Location
    docname: str = ""
    """The page it stands on, without suffix. Empty for an item that is on none."""
    page_order: int = 0
    """The place of that page in the order of reading, counted from 0."""
    values: Mapping[FieldKey, Value] = field(default_factory=dict)
    """What its fields hold, read once into what it is; fields without a value are left out."""
    malformed: Mapping[FieldKey, str] = field(default_factory=dict)
    """What is written in fields that is no such value; that is a finding of its own."""
    prose: str | None = field(default=None, repr=False)
    """What stands below its options, as it is written; None where that is not known."""
    links: Mapping[LinkKey, tuple[str, ...]] = field(default_factory=dict)
    """Target ids by kind, each once. In which order they are written is not known: sphinx-needs
    sorts them."""
    _words: str | None = field(default=None, init=False, repr=False, compare=False)
    """Its `repr`, once that has been asked for."""

    def __repr__(self) -> str:
        """Its id, and a checksum of all that it holds but its text.

        Every page's fingerprint asks for that of all objects that it shows, some of them often: all
        that they hold would be a hundred megabytes of a plan of 3 000 objects.
        """
        if self._words is None:
            told = repr([getattr(self, one.name) for one in _TOLD])
            digest = blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16)
            object.__setattr__(self, "_words", f"Item({self.id!r}, {digest.hexdigest()})")
        return str(self._words)

    @property
    def status(self) -> Status | None:
        """Where it is on its way from proposal to result."""
        return self.value(FieldName.STATUS, Status)

    @property
    def proposed(self) -> bool:
        """Whether its status says that nobody has decided it yet."""
        return self.status is not None and self.status.is_proposal

    @property
    def live(self) -> bool:
        """Whether it counts: everything does but what has been cancelled.

        What restates the adopted text cannot be cancelled by a status.
        """
        return self.status is not Status.CANCELLED or self.role in ADOPTED_ROLES

    @property
    def adopts(self) -> bool:
        """Whether what it is on holds by it, as a decision.

        One that does not say what it did is taken for one.
        """
        kind = self.value(FieldName.DECISION_KIND, DecisionKind)
        return kind is None or kind.adopts

    @property
    def has_text(self) -> bool:
        """Whether anything stands below its options."""
        return self.prose is None or bool(self.prose.strip())

    @property
    def written(self) -> frozenset[FieldKey]:
        """The fields in which anything is written, be it a value or not."""
        return frozenset((*self.malformed, *self.values))

    def targets(self, kind: LinkKey) -> tuple[str, ...]:
        """The ids that it links to by `kind`."""
        return self.links.get(kind, ())

    def has(self, key: Key) -> bool:
        """Whether anything is written for a field or a link."""
        if isinstance(key, _LINKS):
            return bool(self.links.get(key))
        return key in self.values or key in self.malformed

    def value(self, name: FieldName, kind: type[Kind]) -> Kind | None:
        """The value of a field, which is of `kind`; None if there is none.

        Raises:
            TypeError: the table of fields says that its values are of another kind.
        """
        found = self.values.get(name)
        if found is None or isinstance(found, kind):
            return found
        raise TypeError(f"{self.id}: {name} holds {found!r}, which is no {kind.__name__}")

    def day(self, name: FieldName) -> date | None:
        """The day that a field says; None if it says none."""
        found = self.values.get(name)
        # The rules ask for days more than for anything else: a call within this one would tell.
        return found if found is None or isinstance(found, date) else self.value(name, date)

    def text(self, name: FieldName) -> str:
        """The text of a field; empty if there is none."""
        return self.value(name, str) or ""


_LINKS = (LinkKind, CustomLink)
_TOLD = tuple(one for one in fields(Item) if one.repr)


class Doubt(Enum):
    """Why a passage is not found in the adopted text, or not once, by its first and last words."""

    HALF_SAID = auto()
    """Only its first words are given, or only its last."""
    TOO_MANY_WORDS = auto()
    """More words are given than are needed."""
    NO_BEGINNING = auto()
    SEVERAL_BEGINNINGS = auto()
    NO_END = auto()
    END_BEFORE_BEGINNING = auto()
    SEVERAL_ENDS = auto()
    TOO_LONG = auto()
    """So much stands in between that they are hardly of one passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A binding passage of the adopted text, as the register lists it."""

    pinpoint: str
    section: str
    role: Role | None
    """The role of the item that restates it; None if the register names no known type."""
    type_name: str
    """The register's own word for the role."""
    gist: str
    location: Location
    begins: str = ""
    """Its first words in the adopted text; empty if the register does not say."""
    ends: str = ""
    """Its last words there."""
    wording: str = ""
    """All of it, word for word; empty if the project does not have the text, or has a doubt."""
    doubt: Doubt | None = None
    """Why its wording is not known although the register says where it is to be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A link in running text to an object, which need not exist."""

    target: str
    location: Location
    docname: str


class Part(StrEnum):
    """What kind of part of a page the rules of publication look at."""

    TEXT = "text"
    """A line of a source file, or a file's name, that holds digits or an at sign."""
    SEEN = "seen"
    """A text as it is shown, with its line breaks, that holds as many digits."""
    APART = "apart"
    """A day and four digits that do not stand together, as one number."""
    RAW = "raw"
    """HTML, or a script, written by hand."""
    PLAIN_RAW = "plain_raw"
    """The same in a title or an option, which are shown as they are written: code is none there."""
    LINK = "link"
    """The address of a link."""
    LOADED = "loaded"
    """The address of something that the page loads: an image, a style, a script."""
    PICTURE = "picture"
    """An image or diagram; the text is its text alternative, empty if it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A part of a page as it is written."""

    part: Part
    text: str
    location: Location


class Problem(StrEnum):
    """What kind of trouble reading the files met."""

    TEXT = "text"
    """Something is not written as it must be, so it was left out or may be shown wrong."""
    ASSERTION = "assertion"
    """Text says what is decided, which the objects say."""
    SHAPE = "shape"
    """A value does not have the form that its field asks for."""
    DIALECT = "dialect"
    """A notation of another program would be shown as it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingProblem:
    """One thing that went wrong while the files were read."""

    problem: Problem
    item: str
    """The object it is in; empty if that is not known."""
    location: Location
    message: Message
    hint: Message
