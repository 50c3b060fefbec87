"""What is known of a project when a table is read, and what has been selected from the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policytrace.measure.csvfile import Issue
from policytrace.measure.kolada_catalogue import Catalogue
from policytrace.messages import Message
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.layouts.area_names import AreaNames
from policytrace.sources.spreadsheet.layouts.found import Entry, LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a project knows that files are compared with."""

    words: Words
    areas: AreaNames
    catalogue: Catalogue


@dataclass(slots=True, kw_only=True)
class Selected:
    """The entries that are wanted, by their measures, and what else there was."""

    by_measure: Mapping[str, Sequence[Entry]]
    """By the id of the measure in Kolada where it is known, else by what the file calls it."""
    titles: Mapping[str, str]
    """What the file calls each measure."""
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
