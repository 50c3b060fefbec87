"""Tells what is wrong with a sheet: each thing once, with all the rows that it is about."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator, Sequence

from policytrace.measure.csvfile import Issue
from policytrace.messages import message

MOST_SPANS = 12
"""How many spans of rows are listed for one thing; the rest are counted."""


def issues_text(issues: Iterable[Issue], translations: gettext.NullTranslations) -> str:
    """The flaws as lines for a terminal, in the order of the first rows that they are about."""
    rows: dict[tuple[str, str], list[int]] = {}
    for issue in sorted(issues, key=lambda issue: issue.line):
        said = (issue.message.render(translations), issue.hint.render(translations))
        rows.setdefault(said, []).append(issue.line)
    lines: list[str] = []
    for (text, hint), numbers in rows.items():
        spans = row_spans(sorted(set(numbers)), translations)
        told = message("Row {rows}: {text}", rows=spans, text=text).render(translations)
        lines += [f"  {told}", f"    {hint}"]
    return "\n".join(lines)


def row_spans(rows: Sequence[int], translations: gettext.NullTranslations) -> str:
    """Numbers of rows in order, those that follow on each other as spans."""
    spans = list(_joined(rows))
    listed = [
        str(first) if first == last else f"{first}–{last}" for first, last in spans[:MOST_SPANS]
    ]
    left = sum(last - first + 1 for first, last in spans[MOST_SPANS:])
    rest = message(" and {number} more", number=str(left)).render(translations) if left else ""
    return ", ".join(listed) + rest


def _joined(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of rows; `rows` are in order."""
    first = last = rows[0]
    for row in rows[1:]:
        if row > last + 1:
            yield first, last
            first = row
        last = row
    yield first, last
