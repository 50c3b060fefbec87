"""What a fetch tells of what came: a table with one line for each indicator."""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytrace.measure.changes import Changes, changes, changes_text
from policytrace.measure.data_file import DataFile
from policytrace.measure.tables import Row
from policytrace.messages import Message, message
from policytrace.schema.words import Words
from policytrace.sources.kolada.merging import Merged

_EXAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a fetch brings for one indicator."""

    indicator: str
    measure: str
    target: DataFile
    """Its data file, as it was."""
    merged: Merged
    """Its data file, as it becomes."""

    @property
    def changes(self) -> Changes:
        """The difference between the two."""
        return changes(self.target.table.rows, self.merged.rows)


def report(
    outcomes: Sequence[Outcome], translations: gettext.NullTranslations, words: Words
) -> str:
    """All that is new, changed and gone; what was there before and is not the same, row by row."""
    parts = [
        f"{outcome.indicator} ({outcome.measure})\n{changes_text(found, translations, words)}"
        for outcome in outcomes
        if (found := outcome.changes).changed or found.gone
    ]
    table = [*_table(outcomes, translations), "", _sum(outcomes).render(translations)]
    parts.append("".join(f"{line}\n" for line in table))
    if notes := "".join(f"{line}\n" for line in _notes(outcomes, translations, words)):
        parts.append(notes)
    return "\n".join(parts)


def examples(rows: Sequence[Row], words: Words) -> str:
    """A few of the rows, in words."""
    said = [f"{row.period.text} {row.area} {words.of(row.sex)}" for row in rows[:_EXAMPLES]]
    return ", ".join([*said, "…"] if len(rows) > _EXAMPLES else said)


def _table(outcomes: Sequence[Outcome], translations: gettext.NullTranslations) -> Iterator[str]:
    counted = (
        message("new rows"),
        message("changed rows"),
        message("rows gone"),
        message("unchanged rows"),
    )
    head = ("ID", "Kolada", *(heading.render(translations) for heading in counted))
    nothing = message("Kolada has no values").render(translations)
    rows = [_cells(outcome) for outcome in outcomes]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    ends = ["", *("" if outcome.merged.came else f"  {nothing}" for outcome in outcomes)]
    for cells, end in zip([head, *rows], ends, strict=True):
        names = (text.ljust(width) for text, width in zip(cells[:2], widths[:2], strict=True))
        numbers = (text.rjust(width) for text, width in zip(cells[2:], widths[2:], strict=True))
        yield f"{'  '.join((*names, *numbers))}{end}"


def _cells(outcome: Outcome) -> tuple[str, ...]:
    found = outcome.changes
    counted = (found.new, found.changed, found.gone, found.same)
    return outcome.indicator, outcome.measure, *(str(len(rows)) for rows in counted)


def _sum(outcomes: Sequence[Outcome]) -> Message:
    found = [outcome.changes for outcome in outcomes]
    return message(
        "In all: {new} new, {changed} changed, {gone} gone and {same} unchanged rows.",
        new=str(sum(len(one.new) for one in found)),
        changed=str(sum(len(one.changed) for one in found)),
        gone=str(sum(len(one.gone) for one in found)),
        same=str(sum(len(one.same) for one in found)),
    )


def _notes(
    outcomes: Sequence[Outcome], translations: gettext.NullTranslations, words: Words
) -> Iterator[str]:
    for outcome in outcomes:
        if left_out := outcome.merged.passed_over:
            yield message(
                "{indicator}: {number} values from Kolada were left out, since {file} has them "
                "from another source: {examples}. To take Kolada's, remove those rows.",
                indicator=outcome.indicator,
                number=str(len(left_out)),
                file=outcome.target.data.file,
                examples=examples(left_out, words),
            ).render(translations)
        if begun := outcome.merged.begun:
            yield message(
                "{indicator}: there was nothing from Kolada before about {areas}, and only what "
                "has changed lately has come now. Run again without --since to get all.",
                indicator=outcome.indicator,
                areas=", ".join(begun),
            ).render(translations)
