"""Workbooks of small plans, opened as Excel would open them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import date

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from policytrace.messages import catalogue
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan_workbook.columns import SheetMaker
from policytrace.plan_workbook.content import ObjectContent, content_of
from policytrace.plan_workbook.instructions import instructions
from policytrace.plan_workbook.labels import Labels
from policytrace.plan_workbook.writing import Book, workbook_bytes
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from tests.plan_builder import METAMODEL, item, plan

DAY = date(2027, 1, 15)
SWEDISH = catalogue("sv")
ACTIONS = "Åtgärder"

ITEMS = (
    item("HPL-A", Role.PLAN, title="Planen", status=Status.PROPOSED, owner="ORG-A"),
    item(
        "ATG-1",
        Role.ACTION,
        title="Öppna en linje",
        status=Status.PROPOSED,
        part_of="HPL-A",
        owner="ORG-A",
        participant=("ORG-B", "ORG-C"),
        due="2028-06-30",
        resource="=1+1",
    ),
    item("ATG-2", Role.ACTION, title="@Svara", status=Status.DECIDED, part_of="HPL-A"),
    item("ORG-A", Role.ORGANISATION, title="Kommunstyrelsen"),
    item("ORG-B", Role.ORGANISATION, title="Nämnden"),
    item("ORG-C", Role.ORGANISATION, title="Nämnden"),
)


def maker(graph: Graph) -> SheetMaker:
    return SheetMaker(graph=graph, metamodel=METAMODEL, translations=SWEDISH, labels=Labels(graph))


def written(
    items: Iterable[Item] = ITEMS,
    *,
    editable: bool = True,
    content: Callable[[ObjectContent], ObjectContent] = lambda content: content,
) -> bytes:
    """A workbook of these objects."""
    graph = plan(*items)
    made = maker(graph)
    contents = [content(content_of(one, METAMODEL)) for one in graph]
    sheets = made.sheets(contents, made.roles() if editable else ())
    book = Book(
        title="Planen",
        day=DAY,
        about_title="Så gör du",
        about=list(instructions(sheets, DAY, "avbruten", SWEDISH)),
        sheets=sheets,
        editable=editable,
    )
    return workbook_bytes(book, made.labels, SWEDISH)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(sheet: Worksheet, heading: str) -> int:
    """The number of the column with a heading, counted from 1."""
    return [cell.value for cell in sheet[1]].index(heading) + 1


def row(sheet: Worksheet, item_id: str) -> int:
    """The number of the row of an object, counted from 1; of the first free one for no id."""
    ids = [cell.value for cell in sheet["A"]]
    return ids.index(item_id) + 1 if item_id else len([one for one in ids if one]) + 1


def changed(content: bytes, sheet: str, item_id: str, **cells: object) -> bytes:
    """The workbook with other values in the cells with these headings; ``_`` for a blank."""
    book = opened(content)
    page = book[sheet]
    number = row(page, item_id)
    for heading, value in cells.items():
        page.cell(number, column(page, heading.replace("_", " "))).value = value
    return saved(book)
