"""Says in words how a file has been understood."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from policytrace.measure.tables import Row
from policytrace.messages import Message, message
from policytrace.schema.vocabulary import Sex
from policytrace.schema.words import Words
from policytrace.sources.spreadsheet.issues_text import row_spans
from policytrace.sources.spreadsheet.layouts.understanding import Understanding
from policytrace.sources.spreadsheet.sheets import shown

_MOST_LISTED = 8


def understood_text(
    found: Understanding,
    rows: Sequence[Row],
    indicators: Sequence[str],
    words: Words,
    translations: gettext.NullTranslations,
) -> str:
    """How a file has been understood, as lines for a terminal.

    `rows` are taken in, and belong to the `indicators`.
    """

    def say(text: Message) -> str:
        return text.render(translations)

    lines = [say(message("This is how the file has been understood:"))]
    for name, text in _facts(found, rows, indicators, words, translations):
        lines.append(f"  {say(name)}: {text}")
    for left in found.left_out:
        spans = row_spans(left.rows, translations) if left.rows else ""
        what = message("{what} (row {rows})", what=left.what, rows=spans) if spans else left.what
        lines.append("  " + say(message("Left out: {what}", what=what)))
    lines += ["  " + say(message("Note: {what}", what=note)) for note in found.notes]
    return "".join(f"{line}\n" for line in (*lines, ""))


def _facts(
    found: Understanding,
    rows: Sequence[Row],
    indicators: Sequence[str],
    words: Words,
    translations: gettext.NullTranslations,
) -> Iterator[tuple[Message, str]]:
    layout, why = (text.render(translations) for text in (found.layout, found.why))
    yield message("Form"), f"{layout} ({why})"
    if found.sheets:
        yield message("Sheet"), _listed(found.sheets)
    titles = [one.title for one in found.series if one.title] or [found.title]
    if any(titles):
        yield message("Measure"), _listed(titles)
    yield message("Belongs to"), _listed(indicators)
    yield message("Area"), _listed(dict.fromkeys(row.area for row in rows))
    periods = sorted({row.period for row in rows})
    yield message("Period"), _span([period.text for period in periods])
    sexes = {row.sex for row in rows}
    yield message("Sex"), ", ".join(words.of(sex) for sex in Sex if sex in sexes)
    groups = dict.fromkeys(row.group for row in rows if row.group)
    if groups:
        yield message("Group"), _listed(groups)
    missing = sum(row.value is None for row in rows)
    number = message("{number}", number=str(len(rows)))
    if missing:
        number = message(
            "{number}, of which {missing} say why there is no value",
            number=str(len(rows)),
            missing=str(missing),
        )
    yield message("Number of values"), number.render(translations)
    yield message("Source"), _listed(dict.fromkeys(row.source for row in rows))
    days = sorted({row.retrieved for row in rows})
    yield message("Retrieved"), _span(list(map(date.isoformat, days)))


def _span(texts: Sequence[str]) -> str:
    """The first and the last, and how many there are."""
    if len(texts) > _MOST_LISTED:
        return f"{texts[0]} – {texts[-1]} ({len(texts)})"
    return ", ".join(texts)


def _listed(texts: Iterable[str]) -> str:
    all_ = list(texts)
    first = ", ".join(map(shown, all_[:_MOST_LISTED]))
    return f"{first} … ({len(all_)})" if len(all_) > _MOST_LISTED else first
