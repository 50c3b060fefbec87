"""Objects of the plan as plain data: what each is, holds and links to, and where it stands.

Nothing here knows of Sphinx, of files, or of the Swedish names of types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from policytrace.locations import Location
from policytrace.messages import Message
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One arrow of the graph. The target need not exist."""

    source: str
    kind: LinkKind
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One object of the plan."""

    id: str
    role: Role
    title: str
    location: Location
    docname: str = ""
    """The page it stands on, without suffix. Empty for an item that is on none."""
    page_order: int = 0
    """The place of that page in the order of reading, counted from 0."""
    status: Status | None = None
    fields: Mapping[FieldName, str] = field(default_factory=dict)
    """Values that are set and not empty. Lists are joined by ``", "``."""
    links: Mapping[LinkKind, tuple[str, ...]] = field(default_factory=dict)
    """Target ids by kind, each once. In which order they are written is not known: sphinx-needs
    sorts them."""

    @property
    def live(self) -> bool:
        """Whether it counts: everything does but what has been cancelled.

        What restates the adopted text cannot be cancelled by a status.
        """
        return self.status is not Status.CANCELLED or self.role in ADOPTED_ROLES

    def targets(self, kind: LinkKind) -> tuple[str, ...]:
        """The ids that it links to by `kind`."""
        return self.links.get(kind, ())

    def day(self, name: FieldName) -> date | None:
        """The field as a date; None if it is not set or is no date (the schema's finding)."""
        try:
            return date.fromisoformat(self.fields[name])
        except (KeyError, ValueError):
            return None


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
    RAW = "raw"
    """HTML, or a script, written by hand."""
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
    SHAPE = "shape"
    """A value does not have the form that its field asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingProblem:
    """One thing that went wrong while the files were read."""

    problem: Problem
    item: str
    """The object it is in; empty if that is not known."""
    location: Location
    message: Message
    hint: Message
