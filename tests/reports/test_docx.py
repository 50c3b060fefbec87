"""Reports for Word, as python-docx and the standard's own words see them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordFile
from docx.oxml.ns import qn

from policytrace.reports.document import Heading, every
from policytrace.reports.docx import as_docx
from policytrace.reports.scope import ReportKind
from tests.plan_builder import COMPLETE
from tests.reports.made import DAY, DECIDED, HOSTILE, MARK, made, with_prose


def opened(content: bytes) -> WordFile:
    return Document(BytesIO(content))


@pytest.mark.parametrize("kind", ReportKind)
def test_headings_are_real_headings(kind: ReportKind) -> None:
    report = made(kind, DECIDED, plan="HPL-A")
    file = opened(as_docx(report))
    styled = [
        (int(one.style.name[-1]), one.text)
        for one in file.paragraphs
        if one.style and str(one.style.name).startswith("Heading")
    ]
    assert styled == [
        (block.level, block.text) for block in every(report.blocks) if isinstance(block, Heading)
    ]
    assert [one.text for one in file.paragraphs if one.style and one.style.name == "Title"] == [
        report.title
    ]


def test_it_says_what_it_is_and_in_which_language() -> None:
    report = made(ReportKind.MEMO, plan="HPL-A")
    file = opened(as_docx(report))
    said = file.core_properties
    assert (said.title, said.language) == ("Title of HPL-A – Tjänsteskrivelse", "sv-SE")
    assert said.author == report.sender
    assert said.created
    assert said.created.date() == DAY
    languages = {one.get(qn("w:val")) for one in file.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}


def test_tables_have_a_header_row_that_is_one() -> None:
    file = opened(as_docx(made(items=DECIDED)))
    assert file.tables
    for table in file.tables:
        first, *others = table.rows
        assert first._tr.trPr is not None
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(cell.text for cell in first.cells)
        assert others


def test_pictures_have_words() -> None:
    file = opened(as_docx(made(items=DECIDED, mark=MARK)))
    words = [one._inline.docPr.get("descr") for one in file.inline_shapes]
    assert words[0] == "Lillköpings vapen"
    assert len(words) > 1
    assert all(words)


def test_what_a_person_must_say_is_marked() -> None:
    file = opened(as_docx(made(ReportKind.MEMO, plan="HPL-A")))
    marked = [
        run.text
        for paragraph in file.paragraphs
        for run in paragraph.runs
        if run._r.rPr is not None and run._r.rPr.find(qn("w:shd")) is not None
    ]
    assert "[beslutande organ]" in marked
    assert all(text[0] == "[" and text[-1] == "]" for text in marked)


def test_each_numbered_list_begins_anew() -> None:
    listed = with_prose(COMPLETE, "HPL-A", "1. först\n2. sedan")
    file = opened(as_docx(made(ReportKind.MEMO, listed, plan="HPL-A")))
    numbered = {
        one.text: one._p.pPr.numPr.numId.val
        for one in file.paragraphs
        if one.style and one.style.name == "List Number" and one._p.pPr is not None
    }
    assert numbered["först"] == numbered["sedan"] != numbered["[vad som mer ska beslutas]"]


def test_pages_are_numbered() -> None:
    file = opened(as_docx(made()))
    footer = file.sections[0].footer.paragraphs[0]
    fields = [one.text for one in footer._p.iter(qn("w:instrText"))]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert footer.text == "sida 1 av 1"


def test_text_is_text() -> None:
    report = made(items=with_prose(COMPLETE, "PRI-A", f"Före {HOSTILE}"))
    texts = [one.text for one in opened(as_docx(report)).paragraphs]
    assert any('#panic("no") star $x^2$ @ref <b>bold</b> & [x]' in text for text in texts)


def test_the_same_report_gives_the_same_bytes() -> None:
    content = as_docx(made(items=DECIDED))
    assert content == as_docx(made(items=DECIDED))
    with ZipFile(BytesIO(content)) as package:
        assert {entry.date_time[:3] for entry in package.infolist()} == {
            (DAY.year, DAY.month, DAY.day)
        }
