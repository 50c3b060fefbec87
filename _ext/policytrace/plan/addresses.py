"""The register of published addresses: the ids that have been published, and where they lead.

A CSV file, UTF-8, with two columns: an id that has been published, and the id that its address
leads on to. The second is empty while the object is there. There may be a third: whether the object
has become a part of another one that was there besides, so that it has not just got another id.
Whatever stands there says so. The first line names the columns; but for the first, the names are
the project's own.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from policytrace.conflicts import refuse_conflict
from policytrace.errors import ProjectError
from policytrace.files import reason, write_whole
from policytrace.locations import Location
from policytrace.messages import Message, message

LARGEST = 5_000_000  # bytes

ID = "id"
"""The name of the first column."""

_COLUMNS = (ID, "leder_till")
"""Those of a new register."""

_MOST_COLUMNS = 3


_ID = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*")
"""An id becomes the name of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An id that has been published."""

    id: str
    leads_to: str
    """The id that its address leads on to; empty while the object is there."""
    merged: str = ""
    """What says that the object has become a part of another one; empty: nothing does."""
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadRow:
    """A row of the register that says nothing that can be used."""

    text: Message
    hint: Message
    location: Location


@dataclass(frozen=True, kw_only=True)
class AddressRegister:
    """What the register says."""

    columns: tuple[str, ...] = _COLUMNS
    """Two or three."""
    addresses: tuple[Address, ...] = ()
    unread: tuple[UnreadRow, ...] = ()
    """The rows that cannot be read, in their order."""
    file: str = ""
    """Its path from the project's folder; empty if the project keeps none."""

    def goal(self, item_id: str) -> str | None:
        """Where the address of an id leads in the end; see `goal`."""
        return goal(self.leads, item_id)

    def first(self, item_id: str) -> str:
        """The first id that an object is known to have had: its own, if it has had no other.

        What has become a part of it was another object. Of several others that lead to it, the one
        that the register names first is taken for its own.
        """
        seen = {item_id}
        while (earlier := self._earlier.get(item_id)) and earlier not in seen:
            seen.add(earlier)
            item_id = earlier
        return item_id

    def earlier(self, item_id: str) -> tuple[str, ...]:
        """All ids whose addresses lead on to an object, in the order of the register."""
        return self._leading_to.get(item_id, ())

    @cached_property
    def _leading_to(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for address in self.addresses:
            if (end := self.goal(address.id)) is not None:
                found.setdefault(end, []).append(address.id)
        return {end: tuple(ids) for end, ids in found.items()}

    @cached_property
    def _earlier(self) -> Mapping[str, str]:
        """By the ids that addresses lead on to, the one that comes first in the register."""
        return {
            one.leads_to: one.id
            for one in reversed(self.addresses)
            if one.leads_to and not one.merged
        }

    @cached_property
    def leads(self) -> Mapping[str, str]:
        """What each published id leads on to; empty for one that is there."""
        return {address.id: address.leads_to for address in self.addresses}


def goal(leads: Mapping[str, str], item_id: str) -> str | None:
    """Where the address of an id leads in the end, through all that has moved.

    `leads` has what each id leads on to. None: it goes in a circle, or the id has not moved.
    """
    seen = {item_id}
    to = leads.get(item_id, "")
    while to and leads.get(to):
        if to in seen:
            return None
        seen.add(to)
        to = leads[to]
    return to if to and to not in seen else None


def load_addresses(project: Path, name: str | None) -> AddressRegister:
    """The register of the project in the folder `project`, at the path `name` from there.

    Raises:
        ProjectError: it is missing, or cannot be read as a register at all.
    """
    if name is None:
        return AddressRegister()
    text = _text_of(project, name)
    refuse_conflict(name, text)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    location = Location(file=name, line=1)
    found: dict[str, Address] = {}
    unread: list[UnreadRow] = []
    columns: tuple[str, ...] = _COLUMNS
    try:
        columns = _columns(next(rows, []), location)
        location = Location(file=name, line=rows.line_num + 1)
        for row in rows:
            begins, location = location, Location(file=name, line=rows.line_num + 1)
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            wrong = _wrong(cells, len(columns), found, begins)
            if wrong is not None:
                unread.append(wrong)
            else:
                found[cells[0]] = Address(
                    id=cells[0], leads_to=cells[1], merged="".join(cells[2:]), location=begins
                )
    except csv.Error:
        unread.append(
            UnreadRow(
                text=message("The register cannot be read from here on."),
                hint=message("Look for a quotation mark that is not closed."),
                location=location,
            )
        )
    return AddressRegister(
        columns=columns, addresses=tuple(found.values()), unread=tuple(unread), file=name
    )


def _wrong(
    cells: Sequence[str], columns: int, found: Mapping[str, Address], location: Location
) -> UnreadRow | None:
    """Why a row cannot be used; None if it can."""
    if not len(_COLUMNS) <= len(cells) <= columns or not cells[0]:
        return UnreadRow(
            text=message("The row does not have an id and where it leads."),
            hint=message("Write the id, a comma, and the id that its address leads on to, if any."),
            location=location,
        )
    if not _ID.fullmatch(cells[0]):
        return UnreadRow(
            text=message("“{id}” is no id that a page can have.", id=cells[0][:100]),
            hint=message("Write the id as it stood on the object."),
            location=location,
        )
    if cells[0] in found:
        return UnreadRow(
            text=message("{id} is listed twice.", id=cells[0]),
            hint=message("Keep the row that is right."),
            location=location,
        )
    return None


def write_addresses(project: Path, register: AddressRegister, ids: Iterable[str]) -> int:
    """Put the `ids` that are not in the register there; gives how many they were.

    Raises:
        ProjectError: the file cannot be written.
    """
    known = {one.id: (one.leads_to, one.merged) for one in register.addresses}
    new = [item_id for item_id in ids if item_id not in known]
    if new or not (project / register.file).exists():
        known |= dict.fromkeys(new, ("", ""))
        rows = ((item_id, *known[item_id])[: len(register.columns)] for item_id in sorted(known))
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows([register.columns, *rows])
        write_whole(project / register.file, text.getvalue().encode())
    return len(new)


def _columns(header: Sequence[str], location: Location) -> tuple[str, ...]:
    columns = tuple(column.strip() for column in header)
    if not len(_COLUMNS) <= len(columns) <= _MOST_COLUMNS or columns[0] != ID or not all(columns):
        raise ProjectError(
            message(
                "{file} must begin with the line {header}.",
                file=location.file,
                header=",".join(_COLUMNS),
            ),
            location,
        )
    return columns


def _text_of(project: Path, name: str) -> str:
    path, first = Path(os.path.realpath(project / name)), Location(file=name, line=1)
    if not path.is_relative_to(os.path.realpath(project)):
        raise ProjectError(
            message("{file} is a link out of the project. Put the file itself there.", file=name),
            first,
        )
    try:
        if path.stat().st_size > LARGEST:
            raise ProjectError(message("{file} is too large.", file=name), first)
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ProjectError(
            message("{file} cannot be read: {error}", file=name, error=reason(error)), first
        ) from None
    except UnicodeDecodeError:
        raise ProjectError(
            message("{file} is not UTF-8. Save it again as UTF-8.", file=name), first
        ) from None
