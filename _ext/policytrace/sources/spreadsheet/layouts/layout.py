"""What a layout is: a form of file with a name, and a way to recognise it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from policytrace.measure.kolada_catalogue import Catalogue
from policytrace.messages import Message
from policytrace.sources.spreadsheet.layouts.found import FoundTable


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLayout:
    """A form that files of values have."""

    name: Message
    recognise: Callable[[FoundTable, Catalogue], Message | None]
    """Why a table is of this form; None if it is not."""
    source: str = ""
    """Who has made the values of all such files; empty: it is not known from the form."""
    has_other_areas: bool = False
    """Whether such files hold areas that the register need not have, which are left out."""
    blank_is_total: bool = False
    """Whether an empty cell for the sex stands for both."""
    names_measures_of_kolada: bool = False
    """Whether measures are called by Kolada's titles, some of them with the sex at the end."""
