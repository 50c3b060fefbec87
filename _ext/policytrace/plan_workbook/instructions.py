"""The first sheet of a workbook: what it is, and how it is used."""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from policytrace.messages import Message, message
from policytrace.plan_workbook.columns import PlanSheet
from policytrace.workbooks.look import ExplainingLine

INSTRUCTIONS_TITLE = message("How you do it")
"""What the sheet is called."""

_STEPS = (
    message("Change the cells that are white. Grey cells are locked: an id is never changed."),
    message("Save the file as an Excel workbook (.xlsx)."),
    message(
        "Send it to the person who takes changes in, or do it yourself: “policytrace plan import” "
        "and the name of the file. What has changed is shown before anything is written."
    ),
)

_GOOD_TO_KNOW = (
    (
        message("Choose in the list"),
        message(
            "Owners, target groups, indicators and statuses are chosen in lists. Mark the cell, "
            "and click the arrow beside it."
        ),
    ),
    (
        message("Several names"),
        message(
            "Where several are meant, write each name on a line of its own (Alt+Enter), as it "
            "stands in the list. A semicolon between them works too."
        ),
    ),
    (message("Dates"), message("Write dates as 2027-11-15.")),
    (
        message("Texts"),
        message(
            "An empty line begins a new paragraph. A line that begins with - is an entry of a list."
        ),
    ),
    (
        message("A new row"),
        message(
            "Write in the first empty row, and leave the id empty: it is given when the file is "
            "taken in. What is written there is a proposal until somebody has decided."
        ),
    ),
    (
        message("Take something away"),
        message(
            "A row that is taken away here changes nothing. What is not to be done gets the status "
            "“{status}”.",
            status="…",
        ),
    ),
    (
        message("No formulas"),
        message("A cell with a formula cannot be taken in. Write the text or the number instead."),
    ),
    (
        message("An apostrophe"),
        message(
            "A text that begins with =, +, - or @ has an apostrophe before it, so that no "
            "spreadsheet takes it for a formula. Leave it there."
        ),
    ),
    (
        message("Changed in two places"),
        message(
            "Has somebody else changed the same cell meanwhile, you are told, and nothing is "
            "written until you have chosen."
        ),
    ),
)


def instructions(
    sheets: Sequence[PlanSheet], day: date, cancelled: str, translations: gettext.NullTranslations
) -> Iterator[ExplainingLine]:
    """How a workbook is used; `cancelled` is the word for what is not to be done."""

    def say(text: Message) -> str:
        return text.render(translations)

    yield ExplainingLine(
        text=say(message("The workbook shows the plan as it was {day}.", day=day.isoformat()))
    )
    yield ExplainingLine(text=say(message("How you do it")), is_heading=True)
    for number, step in enumerate(_STEPS, start=1):
        yield ExplainingLine(text=f"{number}. {say(step)}")
    yield ExplainingLine(text=say(message("Good to know")), is_heading=True)
    for name, text in _GOOD_TO_KNOW:
        said = replace(text, values={"status": cancelled})
        yield ExplainingLine(text=say(name), beside=say(said))
    yield ExplainingLine(text=say(message("What the columns mean")), is_heading=True)
    yield from described(sheets)


def described(sheets: Sequence[PlanSheet]) -> Iterator[ExplainingLine]:
    """What the columns of the sheets mean: each once, or for each sheet where that differs."""
    helps: dict[str, dict[str, str]] = {}
    for sheet in sheets:
        for column in sheet.columns:
            if column.help:
                helps.setdefault(column.heading, {}).setdefault(column.help, sheet.title)
    for heading, by_help in helps.items():
        for said, title in by_help.items():
            name = heading if len(by_help) == 1 else f"{heading} ({title})"
            yield ExplainingLine(text=name, beside=said)
