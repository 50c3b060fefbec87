"""Writes a data file when some of its rows change; the others keep the bytes that they have."""

from __future__ import annotations

import codecs
import csv
import io
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policytrace.measure.areas import AreaRegister
from policytrace.measure.csvfile import csv_text
from policytrace.measure.tables import Row, Table, file_order, row_cells, table_text
from policytrace.schema.vocabulary import ValueColumn
from policytrace.schema.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """A row of a file as it is written; or its header, or an empty line."""

    text: str
    row: Row | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _RowWriter:
    """Writes rows as a file does: its columns, and its line ends."""

    header: Sequence[str]
    line_end: str
    areas: AreaRegister
    words: Words

    def record(self, row: Row) -> _Record:
        """The row with a line of its own."""
        cells = [self._cells(row)[name] for name in self.header]
        _, text = csv_text(self.header, [cells]).split("\n", 1)
        return _Record(text=text.removesuffix("\n") + self.line_end, row=row)

    def can_hold(self, row: Row) -> bool:
        """Whether the row says nothing that the file has no column for."""
        lost = {name for name, cell in self._cells(row).items() if cell} - set(self.header)
        area = self.areas.areas.get(row.area)
        if area and len(self.areas.called(area.name)) == 1:
            # Its name alone says which it is.
            lost.discard(self.words.of(ValueColumn.AREA_KIND))
        return not lost

    def _cells(self, row: Row) -> dict[str, str]:
        cells = row_cells(row, self.areas, self.words)
        return dict(zip(self.words.all_of(ValueColumn), cells, strict=True))


def changed_file(
    before: bytes | None, table: Table, rows: Iterable[Row], areas: AreaRegister, words: Words
) -> bytes:
    """The data file that holds just these rows, each key once; `table` was read from `before`.

    A row that is there already stays as it is written. One that changes stands in its place, and a
    new one after the row that comes before it in the order of files. A file that does not exist,
    that has errors, or that lacks a column that is needed is written in the canonical form.
    """
    becomes = {row.key: row for row in rows}
    there = {row.key: row for row in table.rows}
    fresh = [row for key, row in becomes.items() if there.get(key) != row]
    if before is None or table.issues:
        return table_text(becomes.values(), areas, words).encode()
    records = _records(before.decode("utf-8-sig"), table.rows)
    top = records[0].text
    writer = _RowWriter(
        header=_header(top),
        line_end="\r\n" if top.endswith("\r\n") else "\n",
        areas=areas,
        words=words,
    )
    if not all(map(writer.can_hold, fresh)):
        return table_text(becomes.values(), areas, words).encode()
    kept = list(_kept(records, becomes.values(), writer))
    new = [row for row in fresh if row.key not in there]
    text = "".join(_with_line_ends(_placed(kept, new, writer), writer.line_end))
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode()


def _records(text: str, rows: Iterable[Row]) -> Sequence[_Record]:
    """The rows of a file, each with the text that it stands in."""
    lines = list(io.StringIO(text, newline=""))
    by_line = {row.line: row for row in rows}
    found: list[_Record] = []
    reader = csv.reader(lines)
    begins = 0
    for _ in reader:
        raw = "".join(lines[begins : reader.line_num])
        found.append(_Record(text=raw, row=by_line.get(begins + 1)))
        begins = reader.line_num
    return found


def _header(text: str) -> Sequence[str]:
    [cells] = csv.reader([text])
    return [cell.strip() for cell in cells]


def _kept(records: Iterable[_Record], rows: Iterable[Row], writer: _RowWriter) -> Iterator[_Record]:
    """The records that stay, each as it becomes."""
    becomes = {row.key: row for row in rows}
    for one in records:
        if one.row is None:
            yield one
        elif row := becomes.get(one.row.key):
            yield one if row == one.row else writer.record(row)


def _placed(kept: Sequence[_Record], new: Iterable[Row], writer: _RowWriter) -> Iterator[_Record]:
    """The records with the new ones among them, each after the one before it in order."""
    order = file_order(writer.areas)
    there = sorted((order(one.row), place) for place, one in enumerate(kept) if one.row)
    keys = [key for key, _ in there]
    after: dict[int, list[_Record]] = {}
    for row in sorted(new, key=order):
        at = bisect_right(keys, order(row))
        # What comes before all goes before the first of them; the header is the first record.
        place = there[at - 1][1] if at else there[0][1] - 1 if there else len(kept) - 1
        after.setdefault(place, []).append(writer.record(row))
    for place, one in enumerate(kept):
        yield one
        yield from after.get(place, ())


def _with_line_ends(records: Iterable[_Record], line_end: str) -> Iterator[str]:
    """The texts of the records; one that was the last, and is no longer, gets a line end."""
    last = ""
    for one in records:
        if last and not last.endswith(("\n", "\r")):
            yield line_end
        yield one.text
        last = one.text
