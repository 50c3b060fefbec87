"""What can have changed between two plans, each kind with what it was and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policytrace.changes.plan_state import PlanObject, StatedValue, Unreadable, ValueKey
from policytrace.schema.plain import PlainData


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """Something that has changed with an object."""

    object: PlanObject
    """As it is now; what has been taken away, as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added(PlanChange):
    """The object is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed(PlanChange):
    """The object is no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindChanged(PlanChange):
    """It is an object of another type, by the keys of both."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleChanged(PlanChange):
    """It is called something else."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged(PlanChange):
    """It has another status, by the keys of both; empty for none."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChanged(PlanChange):
    """A field holds something else."""

    key: str
    before: PlainData | None
    after: PlainData | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadabilityChanged(PlanChange):
    """What a field holds, or its status, cannot be read, or can be read again.

    Of what can be read now and differs from what could be read last, that is told instead.
    """

    key: str
    before: PlainData | Unreadable | None
    after: PlainData | Unreadable | None

    @property
    def may_hide_another(self) -> bool:
        """Whether the value can be another than it was: what it was is not known."""
        return (
            isinstance(self.before, Unreadable)
            and self.before.last is None
            and not isinstance(self.after, Unreadable)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEnd:
    """What a link leads to."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChanged(PlanChange):
    """It links to something else."""

    key: str
    gone: tuple[LinkEnd, ...]
    new: tuple[LinkEnd, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChanged(PlanChange):
    """Its text has other words, or stands in another form, as a list or a heading."""

    before: str
    """As it is written, like `after`."""
    after: str
    words_before: tuple[str, ...]
    """The words, less what only gives them their form; so `words_after`."""
    words_after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesChange(PlanChange):
    """Something that has changed with the values of an indicator.

    Only what is shown now is told as a number: what is no more may be held back, since few persons
    are behind it.
    """

    home: str
    """The name of the municipality among the places that values are about."""
    decimals: int
    """How many decimals the values are given with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesAdded(ValuesChange):
    """There are new values."""

    values: tuple[tuple[ValueKey, StatedValue], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesRevised(ValuesChange):
    """Values are others than they were."""

    values: tuple[tuple[ValueKey, StatedValue, StatedValue], ...]
    """Each as it was, and as it is now."""


class ValueNote(StrEnum):
    """What is said of a value besides what it is."""

    STATUS = "status"
    """Whether it is preliminary, and the like."""
    SOURCE = "source"
    PROVISIONAL_SOURCE = "provisional_source"
    """Whether the source is to be replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesNoteChanged(ValuesChange):
    """Something else is said of values: of all of them the same, before and now."""

    note: ValueNote
    before: str
    """The key of a status, the source, or `YesNo`; empty for none."""
    after: str
    values: tuple[tuple[ValueKey, StatedValue, StatedValue], ...]
    """Each as it was, and as it is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesCounted(ValuesChange):
    """The number of persons behind values is another than it was, or is stated or no longer so."""

    values: tuple[tuple[ValueKey, StatedValue, StatedValue], ...]
    """Each as it was, and as it is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuesGone(ValuesChange):
    """Values are no longer shown."""

    values: tuple[ValueKey, ...]
