"""What is found in a sheet by its form alone, before it is known which values are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policytrace.measure.csvfile import Issue
from policytrace.messages import Message
from policytrace.schema.vocabulary import ValueColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value of a sheet, with all that its row and its headings say of it."""

    row: int
    measure: str
    cells: Mapping[ValueColumn, str]
    """What is said in columns that a data file has too, in the sheet's spelling."""
    more: Mapping[str, str]
    """What is said in other columns, by their names."""
    is_stored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something of a sheet that is not taken in, and why."""

    what: Message
    rows: tuple[int, ...] = ()
    """The rows that it is about; none for what is about columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """A table that was found in a sheet."""

    title: str
    """The text above the table."""
    names: tuple[str, ...]
    """The names of the columns that have one, as they are written."""
    is_wide: bool
    """Whether periods or sexes stand as headings over the values."""
    has_area_names: bool
    """Whether the column of areas has a name; Kolada's has none."""
    has_area: bool
    has_sex: bool
    has_period: bool
    entries: tuple[Entry, ...]
    header: int
    """The last row of headings."""
    has_sources: bool
    """Whether a column says where each value is from."""
    has_days: bool
    """Whether a column says when each value was retrieved."""
    source: str
    """Who the sheet says has made the values; empty if it does not."""
    left_out: tuple[LeftOut, ...]
    notes: tuple[Message, ...]
    """What has been understood in a way that must be told."""
    issues: tuple[Issue, ...]
