"""Reads files of the layouts, and shows what has come of them in short."""

from __future__ import annotations

import pytest

from policytrace.measure.tables import status_word
from policytrace.messages import Message
from policytrace.sources.spreadsheet.choices import (
    NOTHING_SAID,
    AmbiguousError,
    FileChoice,
    FileChoices,
)
from policytrace.sources.spreadsheet.layouts.found import LeftOut
from policytrace.sources.spreadsheet.layouts.understanding import Understanding, understand
from policytrace.sources.spreadsheet.sheets import UnusableError
from policytrace.sources.spreadsheet.statements import Defaults, rows_of
from policytrace.values.decimals import plain
from tests.measure.figures import WORDS
from tests.plan_builder import english
from tests.sources.spreadsheet.making import AREAS, KNOWN, TODAY


def said(**choices: str) -> FileChoices:
    """What a person has said, by the names of the options."""
    found = NOTHING_SAID
    for name, text in choices.items():
        found = found.with_answer(FileChoice(f"--{name}"), text)
    return found


def read(content: bytes, choices: FileChoices = NOTHING_SAID) -> Understanding:
    """How a file is understood."""
    return understand(content, choices, KNOWN)


def values(found: Understanding, measure: int = 0) -> list[str]:
    """The values of one of the measures, as ``2022 Riket totalt 7.5``."""
    series = found.series[measure]
    defaults = Defaults(source="prov", retrieved=TODAY)
    table = rows_of(series.statements, defaults, AREAS, WORDS)
    assert table.issues == ()
    return [
        " ".join(
            filter(
                None,
                (
                    row.period.text,
                    row.area,
                    WORDS.of(row.sex),
                    row.group,
                    "" if row.value is None else plain(row.value),
                    status_word(row.status, WORDS),
                ),
            )
        )
        for row in table.rows
    ]


def left_out(found: Understanding) -> list[str]:
    """What is not taken in, each with its rows."""
    return [_said(one) for one in found.left_out]


def notes(found: Understanding) -> list[str]:
    """What must be told."""
    return list(map(english, found.notes))


def wrong(found: Understanding) -> list[tuple[int, str]]:
    """What is wrong, with its rows."""
    return [(issue.line, english(issue.message)) for one in found.series for issue in one.issues]


def layout(found: Understanding) -> tuple[str, str]:
    """The name of the layout, and why it fits."""
    return english(found.layout), english(found.why)


def question(content: bytes, choices: FileChoices = NOTHING_SAID) -> tuple[FileChoice, list[str]]:
    """What is asked about a file, and what can be answered."""
    with pytest.raises(AmbiguousError) as caught:
        read(content, choices)
    return caught.value.choice, list(caught.value.answers)


def refusal(content: bytes, choices: FileChoices = NOTHING_SAID) -> str:
    """Why a file cannot be used."""
    with pytest.raises(UnusableError) as caught:
        read(content, choices)
    return english(caught.value.text)


def _said(one: LeftOut) -> str:
    what: Message = one.what
    return english(what) + (f" {list(one.rows)}" if one.rows else "")
