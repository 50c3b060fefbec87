"""Writes a report as PDF: tagged for screen readers (PDF/UA-1), and to be kept (PDF/A-2a).

typst sets it, with the fonts that it brings. All texts are handed over as data, so that none of
them can be taken for typst.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from policytrace.charts.drawing import draw
from policytrace.charts.palette import WIDTH
from policytrace.errors import ProjectError
from policytrace.messages import message
from policytrace.reports.document import (
    Block,
    DataTable,
    Facts,
    Heading,
    Kept,
    Listing,
    Paragraph,
    Picture,
    ReportDocument,
    Text,
)

_TEMPLATE = "templates/report.typ"
FONT = "Libertinus Serif"
"""Is there wherever the report is made: typst brings it."""
_NO_FONT = re.compile(r"(?:the text|the codepoint) `\"(.+?)\"`")
"""What typst says of a character that it has no font for, or that means nothing."""


def as_pdf(report: ReportDocument) -> bytes:
    """The report as PDF; the same report gives the same bytes.

    Raises:
        ProjectError: no font has one of its characters.
    """
    try:
        return typst.compile(
            _template(),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"report": json.dumps(_as_json(report))},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=int(datetime.combine(report.day, time(), tzinfo=UTC).timestamp()),
        )
    except typst.TypstError as error:
        if not (found := _NO_FONT.search(str(error))):
            raise
        raise ProjectError(
            message(
                "The character {character} cannot stand in a PDF that everybody can read: no font "
                "has it. Write something else in its place, or choose --format docx or html.",
                character=found[1],
            )
        ) from error


@cache
def _template() -> bytes:
    return (files("policytrace.reports") / _TEMPLATE).read_bytes()


def _as_json(report: ReportDocument) -> dict[str, Any]:
    """The report as JSON has it."""
    day = report.day
    return {
        "kind": report.kind,
        "title": report.title,
        "subtitle": report.subtitle,
        "opening": report.opening.value,
        "language": report.language,
        "day": [day.year, day.month, day.day],
        "sender": report.sender,
        "mark": report.mark and {"svg": report.mark.svg, "alternative": report.mark.alternative},
        "standing": report.standing,
        "is_proposal": report.is_proposal,
        "explained": list(report.explained),
        "facts": _facts(report.facts),
        "blocks": [_block(block) for block in report.blocks],
        "words": {
            "contents": report.words.contents,
            "page": report.words.page,
            "of_pages": report.words.of_pages,
        },
    }


def _block(block: Block) -> dict[str, Any]:
    """A block; what it is stands in ``type``."""
    found: dict[str, Any]
    match block:
        case Heading():
            found = {
                "level": block.level,
                "text": block.text,
                "label": block.label,
                "new_page": block.new_page,
            }
        case Paragraph():
            found = {"tone": block.tone.value, "text": _runs(block.text)}
        case Facts():
            found = {"entries": _facts(block)}
        case Listing():
            entries = [[_block(one) for one in entry] for entry in block.entries]
            found = {"numbered": block.numbered, "entries": entries}
        case DataTable():
            found = {
                "caption": block.caption,
                "columns": [
                    {"title": one.title, "share": one.share, "is_number": one.is_number}
                    for one in block.columns
                ],
                "rows": [[_runs(cell) for cell in row] for row in block.rows],
            }
        case Picture():
            found = {
                "svg": draw(block.chart, font=FONT),
                "alternative": block.alternative,
                "caption": block.caption,
                "width": WIDTH,
            }
        case Kept():
            found = {"blocks": [_block(one) for one in block.blocks]}
    return {"type": type(block).__name__.lower(), **found}


def _facts(facts: Facts) -> list[list[Any]]:
    return [[word, _runs(text)] for word, text in facts.entries]


def _runs(text: Text) -> list[dict[str, Any]]:
    return [
        {
            "text": run.text,
            "strong": run.strong,
            "emphasis": run.emphasis,
            "blank": run.blank,
            "address": run.address,
        }
        for run in text
    ]
