"""The plan as plain data: items, the links between them, and the graph they form.

Nothing here knows of Sphinx, of files, or of the Swedish names of types: an item has a *role*
(priority, action …), a link has a *kind*, and `policytrace.metamodel` says which words of a project
stand for which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from policytrace.indicators.measurements import Measurements
from policytrace.messages import Message


class Role(StrEnum):
    """What an item is in the plan."""

    STRATEGY = "strategy"
    PURPOSE = "purpose"
    GOAL = "goal"
    PRIORITY = "priority"
    STARTING_POINT = "starting_point"
    COMMITMENT = "commitment"
    KEY_FACTOR = "key_factor"
    TARGET_GROUP = "target_group"
    ORGANISATION = "organisation"
    PLAN = "plan"
    ACTION = "action"
    INDICATOR = "indicator"
    FOLLOW_UP = "follow_up"
    ANALYSIS = "analysis"
    DECISION = "decision"
    WAIVER = "waiver"


ADOPTED_ROLES = frozenset(
    {
        Role.PURPOSE,
        Role.GOAL,
        Role.PRIORITY,
        Role.STARTING_POINT,
        Role.COMMITMENT,
        Role.KEY_FACTOR,
        Role.TARGET_GROUP,
    }
)
"""The roles that restate a passage of the adopted text; their source is its pinpoint."""


class LinkKind(StrEnum):
    """What a link says of its two ends."""

    PART_OF = "part_of"
    CONTRIBUTES_TO = "contributes_to"
    USES = "uses"
    CONCERNS = "concerns"
    MEASURED_BY = "measured_by"
    OWNER = "owner"
    PARTICIPANT = "participant"
    FOLLOWS_UP = "follows_up"
    ANALYSES = "analyses"
    DECIDED_BY = "decided_by"
    REPORTED_IN = "reported_in"
    WAIVES = "waives"
    REPLACES = "replaces"


class FieldName(StrEnum):
    """What a value of an item is about. Dates are written ``YYYY-MM-DD``."""

    STATUS = "status"
    STARTS = "starts"
    DUE = "due"
    NEXT_FOLLOW_UP = "next_follow_up"
    SOURCE = "source"
    RESOURCE = "resource"
    GLOBAL_TARGETS = "global_targets"
    UNIT = "unit"
    KOLADA = "kolada"
    DATA = "data"
    DIRECTION = "direction"
    INTERVAL = "interval"
    SPLIT_BY_SEX = "split_by_sex"
    BASELINE = "baseline"
    TARGET_VALUE = "target_value"
    TARGET_YEAR = "target_year"
    TARGET_GAP = "target_gap"
    DATE = "date"
    BODY = "body"
    PARAGRAPH = "paragraph"
    REGISTRATION = "registration"
    RESULT = "result"
    ASSESSMENT = "assessment"
    STATE = "state"
    STATE_REASON = "state_reason"
    STATE_BY = "state_by"
    STATE_UNTIL = "state_until"
    KIND = "kind"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    RULE = "rule"
    REASON = "reason"


class Status(StrEnum):
    """Where an item is in its way from proposal to result. A fact that someone decides."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """A place in a source file."""

    file: str
    """Path relative to the project's folder, with ``/``."""
    line: int
    """Counted from 1."""

    def __str__(self) -> str:
        """The place as editors and terminals understand it."""
        return f"{self.file}:{self.line}"


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


class Graph:
    """All items and links of a project. Read only; every look-up is made once, in linear time."""

    __slots__ = (
        "_by_role",
        "_incoming",
        "extracts",
        "items",
        "measurements",
        "passages",
        "problems",
        "references",
    )

    def __init__(
        self,
        items: Iterable[Item],
        passages: Iterable[Passage] = (),
        problems: Iterable[ReadingProblem] = (),
        references: Iterable[Reference] = (),
        extracts: Iterable[Extract] = (),
        measurements: Measurements | None = None,
    ) -> None:
        """Index `items` by id, by role and by what links to them.

        Items are kept in the order of reading, so that the order in which the files were read (in
        parallel, or only those that changed) decides nothing.
        """
        in_order = sorted(items, key=lambda item: (item.page_order, item.location, item.id))
        self.items: Mapping[str, Item] = MappingProxyType({item.id: item for item in in_order})
        self.problems = tuple(problems)
        self.references = tuple(references)
        self.extracts = tuple(extracts)
        self.passages = tuple(passages)
        self.measurements = measurements or Measurements()
        by_role: dict[Role, list[Item]] = {}
        incoming: dict[str, dict[LinkKind, list[Item]]] = {}
        for item in self.items.values():
            by_role.setdefault(item.role, []).append(item)
            for kind, targets in item.links.items():
                for target in targets:
                    incoming.setdefault(target, {}).setdefault(kind, []).append(item)
        self._by_role = {role: tuple(found) for role, found in by_role.items()}
        self._incoming = {
            target: {kind: tuple(found) for kind, found in kinds.items()}
            for target, kinds in incoming.items()
        }

    def __iter__(self) -> Iterator[Item]:
        """All items, in the order of reading."""
        return iter(self.items.values())

    def __len__(self) -> int:
        """The number of items."""
        return len(self.items)

    def of_role(self, *roles: Role) -> tuple[Item, ...]:
        """The items of these roles, in the order of reading."""
        if len(roles) == 1:
            return self._by_role.get(roles[0], ())
        return tuple(item for role in roles for item in self._by_role.get(role, ()))

    def targets(self, item: Item, kind: LinkKind) -> tuple[Item, ...]:
        """The existing items that `item` links to by `kind`."""
        return tuple(self.items[target] for target in item.targets(kind) if target in self.items)

    def sources(self, item_id: str, kind: LinkKind) -> tuple[Item, ...]:
        """The items that link to `item_id` by `kind`."""
        return self._incoming.get(item_id, {}).get(kind, ())

    def incoming(self, item_id: str) -> Mapping[LinkKind, tuple[Item, ...]]:
        """The items that link to `item_id`, by kind."""
        return MappingProxyType(self._incoming.get(item_id, {}))

    def links(self) -> Iterator[Link]:
        """Every link, also those to items that do not exist."""
        for item in self.items.values():
            for kind, targets in item.links.items():
                for target in targets:
                    yield Link(source=item.id, kind=kind, target=target)

    def upwards(self, start: Item, *kinds: LinkKind) -> Iterator[Item]:
        """Every item reached from `start` along `kinds`, each once, nearest first.

        `start` itself is left out. Cycles are harmless.
        """
        seen = {start.id}
        queue = [start]
        for item in queue:
            for kind in kinds:
                for target in self.targets(item, kind):
                    if target.id not in seen:
                        seen.add(target.id)
                        queue.append(target)
                        yield target
