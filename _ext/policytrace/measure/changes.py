"""Compares two versions of a series, and shows the difference to the person who is asked for it."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

from policytrace.measure.tables import Row, status_word
from policytrace.messages import Message, message
from policytrace.schema.vocabulary import ValueColumn, YesNo
from policytrace.schema.words import Words

MOST_SHOWN = 40
"""How many rows of a kind are shown; the rest are counted."""

_WIDEST = 40  # characters of a source or a status
_NOTHING = "–"
_COLUMNS = (
    ValueColumn.VALUE,
    ValueColumn.COUNT,
    ValueColumn.STATUS,
    ValueColumn.SOURCE,
    ValueColumn.PROVISIONAL_SOURCE,
)
"""What may change of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What becomes of the rows of a series. A row is known by its `key`."""

    new: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]
    """Each as it was, and as it becomes."""
    gone: tuple[Row, ...]
    same: tuple[Row, ...]
    """The rows that stay, with the day on which they were retrieved first."""

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.new or self.changed or self.gone)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The series as it becomes, in no particular order."""
        return (*self.same, *(after for _, after in self.changed), *self.new)


def changes(old: Iterable[Row], new: Iterable[Row]) -> Changes:
    """What becomes of the rows `old` when the series is `new`; no key occurs twice in either.

    A row changes with its value, its count, its status or its source, and with whether that is
    provisional. That it has been retrieved
    again is no change.
    """
    before = {row.key: row for row in old}
    after = {row.key: row for row in new}
    both = [(before[key], row) for key, row in after.items() if key in before]
    return Changes(
        new=tuple(row for key, row in after.items() if key not in before),
        changed=tuple((was, becomes) for was, becomes in both if _said(was) != _said(becomes)),
        gone=tuple(row for key, row in before.items() if key not in after),
        same=tuple(was for was, becomes in both if _said(was) == _said(becomes)),
    )


def changes_text(found: Changes, translations: gettext.NullTranslations, words: Words) -> str:
    """The difference as plain text for a terminal: what is new, changed and gone, in columns."""

    def say(text: Message) -> str:
        return text.render(translations)

    language = translations.info().get("language", "en")
    parts = (
        (
            message("New rows: {number}", number=str(len(found.new))),
            [_cells(row, _COLUMNS, language, words) for row in found.new[:MOST_SHOWN]],
            len(found.new),
        ),
        (
            message("Changed rows: {number}", number=str(len(found.changed))),
            [_difference(*pair, language, words) for pair in found.changed[:MOST_SHOWN]],
            len(found.changed),
        ),
        (
            message("Rows that go: {number}", number=str(len(found.gone))),
            [_cells(row, _COLUMNS, language, words) for row in found.gone[:MOST_SHOWN]],
            len(found.gone),
        ),
    )
    lines: list[str] = []
    for heading, rows, number in parts:
        if rows:
            lines += [say(heading), *_columns(rows, words)]
            if number > len(rows):
                rest = message("… and {number} more", number=str(number - len(rows)))
                lines.append(f"  {say(rest)}")
            lines.append("")
    lines.append(say(message("Unchanged rows: {number}", number=str(len(found.same)))))
    return "".join(f"{line}\n" for line in lines)


def number_text(number: Decimal | int | None, language: str) -> str:
    """The number as it is written in `language`; a dash for none."""
    if number is None:
        return _NOTHING
    return str(format_decimal(number, locale=language, decimal_quantization=False))


def _said(row: Row) -> tuple[object, ...]:
    return (row.value, row.count, row.status, row.source, row.is_source_provisional)


def _cells(
    row: Row, columns: Iterable[ValueColumn], language: str, words: Words
) -> dict[ValueColumn, str]:
    """What is shown of a row, by column."""
    said = {
        ValueColumn.VALUE: number_text(row.value, language),
        ValueColumn.COUNT: number_text(row.count, language) if row.count is not None else "",
        ValueColumn.STATUS: _short(status_word(row.status, words)),
        ValueColumn.SOURCE: _short(row.source),
        ValueColumn.PROVISIONAL_SOURCE: words.of(YesNo.YES) if row.is_source_provisional else "",
    }
    return {
        ValueColumn.PERIOD: row.period.text,
        ValueColumn.AREA: row.area,
        ValueColumn.SEX: words.of(row.sex),
        ValueColumn.GROUP: row.group,
        **{column: said[column] for column in columns},
    }


def _difference(was: Row, becomes: Row, language: str, words: Words) -> dict[ValueColumn, str]:
    """What is shown of a row that changes: the values that do, as they were and as they become."""
    old = _cells(was, _COLUMNS, language, words)
    new = _cells(becomes, _COLUMNS, language, words)
    shown = _cells(was, (), language, words)
    for column, before, after in zip(_COLUMNS, _said(was), _said(becomes), strict=True):
        differs = before != after
        shown[column] = f"{old[column] or _NOTHING} → {new[column] or _NOTHING}" if differs else ""
    return shown


def _columns(rows: Sequence[dict[ValueColumn, str]], words: Words) -> Iterator[str]:
    """The rows under the names of their columns; a column that is empty in all is left out."""
    names = [name for name in rows[0] if any(row[name] for row in rows)]
    table = [{name: words.of(name) for name in names}, *rows]
    widths = {name: max(len(row[name]) for row in table) for name in names}
    for row in table:
        cells = (
            row[name].rjust(widths[name])
            if name in (ValueColumn.VALUE, ValueColumn.COUNT)
            else row[name].ljust(widths[name])
            for name in names
        )
        yield f"  {'  '.join(cells)}".rstrip()


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
