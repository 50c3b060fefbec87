"""Writes a report as one HTML page that needs nothing else: style and pictures are in it."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup

from policytrace.charts.drawing import inline
from policytrace.reports.document import (
    DataTable,
    Heading,
    Opening,
    Picture,
    ReportDocument,
    every,
)
from policytrace.templates import templates

_CONTENTS_LEVELS = 2


def as_html(report: ReportDocument) -> bytes:
    """The report as HTML; the same report gives the same bytes."""
    numbers = {id(block): number for number, block in enumerate(every(report.blocks), start=1)}

    def anchor(block: Heading | DataTable) -> str:
        return f"del-{numbers[id(block)]}"

    def picture(block: Picture) -> Markup:
        prefix = f"bild-{numbers[id(block)]}"
        return inline(block.chart, prefix=prefix, title=block.alternative, description="")

    is_book = report.opening is Opening.BOOK
    page = (
        _templates()
        .get_template("report.html.jinja")
        .render(
            report=report,
            style=_style(),
            mark=_as_address(report.mark.svg) if report.mark else "",
            contents=[
                block
                for block in every(report.blocks)
                if isinstance(block, Heading) and block.level <= _CONTENTS_LEVELS
            ]
            if is_book
            else [],
            anchor=anchor,
            picture=picture,
            kind_of=_kind_of,
        )
    )
    return page.lstrip().encode("utf-8", "replace")


@cache
def _templates() -> Environment:
    return templates("policytrace.reports")


@cache
def _style() -> Markup:
    style = files("policytrace.reports") / "templates" / "report.css"
    return Markup(style.read_text(encoding="utf-8"))  # noqa: S704 - our own style sheet


def _as_address(svg: str) -> str:
    """A picture as an address that holds all of it; as an image it can run nothing."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _kind_of(block: object) -> str:
    return type(block).__name__
