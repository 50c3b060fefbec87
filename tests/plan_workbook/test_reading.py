"""What comes back from a workbook is what a person has changed, or what is wrong with a cell."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from policytrace.markup.sections import LEAD
from policytrace.plan_workbook.content import ObjectContent, canonical
from policytrace.plan_workbook.reading import ChangedBook, read_book
from policytrace.schema.roles import FieldName, Role
from policytrace.sources.spreadsheet.sheets import UnusableError
from tests.plan_builder import item, plan
from tests.plan_workbook.books import (
    ACTIONS,
    ITEMS,
    changed,
    column,
    maker,
    opened,
    row,
    saved,
    written,
)


def read(content: bytes) -> ChangedBook:
    return read_book(content, maker(plan(*ITEMS)))


def cells(book: ChangedBook) -> dict[tuple[str, str], str]:
    """What has been changed, by id and heading."""
    return {
        (line.id, cell.column.heading): cell.written for line in book.rows for cell in line.cells
    }


def problems(book: ChangedBook) -> list[str]:
    return [str(problem.place) for problem in book.problems]


def test_a_workbook_that_nobody_has_changed_changes_nothing() -> None:
    book = read(saved(opened(written())))
    assert (book.rows, book.problems, book.gone) == ((), (), ())


@pytest.mark.parametrize(
    ("heading", "value", "taken"),
    [
        ("Rubrik", "  Öppna två linjer ", "Öppna två linjer"),
        ("Klar senast", date(2029, 1, 2), "2029-01-02"),
        ("Klar senast", "2029-01-02", "2029-01-02"),
        ("Klar senast", None, ""),
        ("Status", "Beslutad", "beslutad"),
        ("Ansvarig", "nämnden (org-b)", "ORG-B"),
        ("Ansvarig", "ORG-C; Kommunstyrelsen", "ORG-A, ORG-C"),
        ("Medverkar", "Kommunstyrelsen\nNämnden (ORG-B)\n", "ORG-A, ORG-B"),
        ("Resurs", 2028.0, "2028"),
        ("Varför", "- ett\n- två", "- ett\n- två"),
        ("Resurs", "'=1", "'=1"),
    ],
)
def test_a_changed_cell_says_what_is_to_be_written(heading: str, value: object, taken: str) -> None:
    book = read(changed(written(), ACTIONS, "ATG-1", **{heading: value}))
    assert book.problems == ()
    assert cells(book) == {("ATG-1", heading): taken}


def test_the_order_of_names_and_the_place_of_rows_say_nothing() -> None:
    book = opened(
        changed(written(), ACTIONS, "ATG-1", Medverkar="Nämnden (ORG-C)\nNämnden (ORG-B)")
    )
    sheet = book[ACTIONS]
    sheet.move_range(f"A2:Z{sheet.max_row}", rows=3)
    assert read(saved(book)).rows == ()


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Status", "på gång"),
        ("Ansvarig", "Nämnden"),
        ("Ansvarig", "Ingen"),
        ("Resurs", "=1+1"),
        ("Klar senast", "=TODAY()"),
        ("Resurs", "#DIV/0!"),
    ],
)
def test_a_cell_that_cannot_be_taken_in_is_named(heading: str, value: str) -> None:
    content = written()
    sheet = opened(content)[ACTIONS]
    place = sheet.cell(row(sheet, "ATG-1"), column(sheet, heading)).coordinate
    assert problems(read(changed(content, ACTIONS, "ATG-1", **{heading: value}))) == [
        f"{ACTIONS}!{place}"
    ]


@pytest.mark.parametrize("heading", ["Status", "Id"])
def test_merged_cells_are_named_and_not_taken_for_emptied_ones(heading: str) -> None:
    book = opened(written())
    sheet = book[ACTIONS]
    first, at = row(sheet, "ATG-1"), column(sheet, heading)
    sheet.merge_cells(start_row=first, end_row=first + 1, start_column=at, end_column=at)
    found = read(saved(book))
    assert problems(found)[0] == f"{ACTIONS}!{sheet.cell(first, at).coordinate}"
    assert "merged" in found.problems[0].reasons[0].template


def test_merged_cells_beside_ours_are_nobody_s_concern() -> None:
    book = opened(written())
    sheet = book[ACTIONS]
    beside = sheet.max_column + 2
    sheet.cell(2, beside).value = "Anteckning"
    sheet.merge_cells(start_row=2, end_row=3, start_column=beside, end_column=beside)
    assert read(saved(book)).problems == ()


def test_what_an_object_was_called_when_the_workbook_was_written_still_names_it() -> None:
    content = changed(written(), ACTIONS, "ATG-2", Ansvarig="Kommunstyrelsen")
    renamed = [replace(one, title="Styrelsen") if one.id == "ORG-A" else one for one in ITEMS]
    book = read_book(content, maker(plan(*renamed)))
    assert cells(book) == {("ATG-2", "Ansvarig"): "ORG-A"}


def test_a_row_without_an_id_is_new_and_one_that_is_gone_is_told() -> None:
    book = opened(changed(written(), ACTIONS, "", Rubrik="Ny", Del_av="Planen"))
    sheet = book[ACTIONS]
    sheet.delete_rows(row(sheet, "ATG-2"))
    found = read(saved(book))
    assert found.gone == ("ATG-2",)
    assert cells(found) == {("", "Rubrik"): "Ny", ("", "Del av"): "HPL-A"}


@pytest.mark.parametrize("item_id", ["ATG-1", "ATG-99", "ORG-A", "x" * 500])
def test_an_id_that_somebody_has_written_is_told(item_id: str) -> None:
    found = read(changed(written(), ACTIONS, "ATG-2", Id=item_id))
    assert len(found.problems) == 1


def test_a_text_that_does_not_fit_is_left_out_and_changes_nothing() -> None:
    def long(content: ObjectContent) -> ObjectContent:
        return replace(content, texts={"Varför": "lång " * 8_000})

    content = written(content=long)
    assert read(content).rows == ()
    assert read(changed(content, ACTIONS, "ATG-1", Varför="kort")).rows == ()


@pytest.mark.parametrize("heading", ["Rubrik", "Id", "Ansvarig"])
def test_headings_that_are_no_longer_there_are_told(heading: str) -> None:
    book = opened(written())
    sheet = book[ACTIONS]
    sheet.cell(1, column(sheet, heading)).value = "Något annat"
    with pytest.raises(UnusableError):
        read(saved(book))


def test_what_is_no_workbook_of_ours_is_refused_in_words() -> None:
    other = Workbook()
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * 70_000_000)
    renamed = opened(written())
    renamed[ACTIONS].title = "Mina"
    forged = opened(written())
    forged["_underlag"]["B1"].value = "policytrace 9"
    for content in (
        b"id;titel\n",
        saved(other),
        written()[:5000],
        bomb.getvalue(),
        saved(renamed),
        saved(forged),
    ):
        with pytest.raises(UnusableError):
            read(content)


@given(
    title=st.text(min_size=1, max_size=40),
    text=st.text(max_size=200),
    resource=st.text(max_size=40),
)
def test_whatever_is_written_comes_back_unchanged(title: str, text: str, resource: str) -> None:
    def says(content: ObjectContent) -> ObjectContent:
        return replace(
            content,
            title=title,
            values={**content.values, FieldName.RESOURCE: resource},
            texts={"Varför": text, LEAD: text},
        )

    one = item("ATG-9", Role.ACTION, title=title)
    content = written([*ITEMS, one], content=says)
    found = read_book(content, maker(plan(*ITEMS, one)))
    assert (found.rows, found.problems) == ((), ())


@given(text=st.text(max_size=300))
def test_what_is_compared_stays_as_it_is_when_it_is_compared_again(text: str) -> None:
    assert canonical(None, canonical(None, text)) == canonical(None, text)
