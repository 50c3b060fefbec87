"""What documents say is found however it is kept in them; what cannot be read is told."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.annotations import Text
from pypdf.generic import DecodedStreamObject, NameObject

from policytrace import documents
from policytrace.document_kinds import DOCUMENTS, UnsearchableError
from policytrace.documents import ATTACHED, DAMAGED, LOCKED, TOO_LARGE, document_texts
from policytrace.messages import Message
from tests.documents import docx, odt, package, pdf, pdf_writer, written, xlsx

XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'


def said(content: bytes, name: str) -> list[str]:
    """The texts of a document."""
    return [found.text for found in document_texts(content, name) if found.text]


def rows(content: bytes, name: str) -> list[tuple[str, ...]]:
    """The rows of its tables."""
    return [found.cells for found in document_texts(content, name) if found.cells]


def why_not(content: bytes, name: str) -> Message:
    """Why a document cannot be searched."""
    with pytest.raises(UnsearchableError) as stopped:
        document_texts(content, name)
    return stopped.value.text


# ------------------------------------------------------------------------ office programs


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:t>ett två</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>et</w:t></w:r><w:r><w:t>t två</w:t></w:r></w:p>",
        "<w:p>\n <w:r>\n <w:t>et</w:t>\n </w:r>\n <w:r>\n <w:t>t två</w:t>\n </w:r>\n</w:p>",
        "<w:p><w:r><w:t>ett</w:t><w:tab/><w:t>två</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>ett</w:t><w:br/><w:t>två</w:t></w:r></w:p>",
        "<w:p><w:ins><w:r><w:t>ett tv</w:t></w:r></w:ins><w:r><w:delText>å</w:delText></w:r></w:p>",
        "<w:p><w:hyperlink><w:r><w:t>ett </w:t></w:r></w:hyperlink><w:r><w:t>två</w:t></w:r></w:p>",
    ],
)
def test_a_paragraph_of_word_is_one_text(body: str) -> None:
    after = "<w:p><w:r><w:t>sist</w:t></w:r></w:p>"
    assert said(docx(body + after), "a.docx")[1:] == ["ett två", "sist"]


def test_the_hyphens_of_word() -> None:
    run = "<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t>"
    assert said(docx(f"<w:p><w:r>{run}</w:r></w:p>"), "a.docx")[1:] == ["a-bc"]


def test_alternative_texts_and_titles_are_said_but_not_numbers_of_the_program() -> None:
    body = '<w:p><w:drawing descr="en karta" title="rubrik" cx="1212121212"/></w:p>'
    assert said(docx(body), "a.docx")[1:] == ["en karta", "rubrik"]
    core = "<cp><title>ett</title><creator>två</creator></cp>"
    assert said(package({"docProps/core.xml": core}), "a.pptx")[1:] == ["ett", "två"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (
            docx(
                "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>ett</w:t></w:r></w:p></w:tc>"
                "<w:tc><w:p><w:r><w:t>två</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            ),
            "a.docx",
        ),
        (
            odt(
                "<table:table-row><table:table-cell><text:p>et<text:span>t</text:span></text:p>"
                "</table:table-cell><table:table-cell><text:p>två</text:p></table:table-cell>"
                "</table:table-row>"
            ),
            "a.odt",
        ),
        (
            package({"a.xhtml": XHTML.format("<table><tr><th>ett</th><td>två</td></tr></table>")}),
            "a.epub",
        ),
        (
            xlsx(
                '<row><c t="inlineStr"><is><t>ett</t></is></c><c t="s"><v>1</v></c></row>',
                "<si><t>noll</t></si><si><r><t>tv</t></r><r><t>å</t></r></si>",
            ),
            "a.xlsx",
        ),
    ],
)
def test_the_cells_of_a_row_stand_together(content: bytes, name: str) -> None:
    assert rows(content, name) == [("ett", "två")]


def test_numbers_in_a_workbook() -> None:
    content = xlsx(
        "<row><c><v>19121212</v></c><c><f>A1+1</f><v>1212</v></c></row>"
        "<row><c><v>1.91212121212E+11</v></c><c><v>1.5</v></c></row>"
    )
    assert rows(content, "a.xlsx") == [("19121212", "1212"), ("191212121212", "1.5")]


def test_a_text_in_open_document_and_in_a_book() -> None:
    assert said(odt("<text:h>Ett</text:h><text:p>t<text:s/>v<text:tab/>å</text:p>"), "a.ods")[
        1:
    ] == ["Ett", "t v å"]
    book = package({"a.xhtml": "<!DOCTYPE html>" + XHTML.format("<h1>Ett</h1><p>t<b>v</b>å</p>")})
    assert said(book, "a.epub")[1:] == ["Ett", "två"]


def test_an_archive_is_searched_with_all_that_it_holds() -> None:
    archive = package(
        {
            "a.txt": "en rad\nen till",
            "b/rapport.docx": docx("<w:p><w:r><w:t>ord</w:t></w:r></w:p>"),
            "c.pdf": pdf("sida"),
            "d.png": b"\x89PNG\0\0",
        }
    )
    found = said(archive, "a.zip")
    assert {"a.txt", "en rad", "en till", "ord", "sida", "d.png"} <= set(found)


# ----------------------------------------------------------------------------------- PDF


def test_the_lines_of_each_page_of_a_pdf() -> None:
    found = [(part.place, part.text) for part in document_texts(pdf("ett\ntvå", "tre"), "a.pdf")]
    assert found[:3] == [(1, "ett"), (1, "två"), (2, "tre")]


def test_what_a_pdf_says_outside_its_pages() -> None:
    writer = pdf_writer("sida")
    writer.add_metadata({"/Title": "titel", "/Keywords": "nyckelord"})
    writer.add_annotation(0, Text(rect=(1, 1, 9, 9), text="anteckning"))
    writer.add_outline_item(title="bokmärke", page_number=0)
    described = DecodedStreamObject()
    described.set_data(b"<x><title>i XMP</title></x>")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(described)
    found = said(written(writer), "a.pdf")
    assert {"sida", "titel", "nyckelord", "anteckning", "bokmärke", "i XMP"} <= set(found)


# --------------------------------------------------------------- what cannot be searched


def locked_pdf() -> bytes:
    writer = pdf_writer("hemligt")
    writer.encrypt("x", algorithm="RC4-128")
    return written(writer)


def with_attachment() -> bytes:
    writer = pdf_writer("sida")
    writer.add_attachment("a.txt", b"bilaga")
    return written(writer)


def locked_package() -> bytes:
    content = bytearray(docx(""))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


def nested(depth: int) -> bytes:
    content = package({"a.txt": "innerst"})
    for _ in range(depth):
        content = package({"a.zip": content})
    return content


@pytest.mark.parametrize(
    ("make", "name", "reason"),
    [
        (locked_pdf, "a.pdf", LOCKED),
        (with_attachment, "a.pdf", ATTACHED),
        (lambda: b"", "a.pdf", DAMAGED),
        (lambda: b"%PDF-1.7\nx", "a.pdf", DAMAGED),
        (lambda: pdf("sida")[:200], "a.pdf", DAMAGED),
        (lambda: package({}), "a.pdf", DAMAGED),
        (locked_package, "a.docx", LOCKED),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.xlsx", DAMAGED),
        (lambda: pdf("sida"), "a.zip", DAMAGED),
        (lambda: nested(9), "a.zip", TOO_LARGE),
    ],
)
def test_why_a_document_cannot_be_searched(
    make: Callable[[], bytes], name: str, reason: Message
) -> None:
    assert why_not(make(), name) == reason


def test_packages_within_each_other_are_searched_to_a_depth() -> None:
    assert "innerst" in said(nested(documents.MAX_DEPTH - 1), "a.zip")


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_UNPACKED", 1_000_000)
    bomb = package({"a.txt": b" " * 600_000, "b.txt": b" " * 600_000})
    assert len(bomb) < 10_000
    assert why_not(bomb, "a.zip") == TOO_LARGE
    monkeypatch.setattr(documents, "MAX_UNPACKED", 2_000_000)
    assert "a.txt" in said(bomb, "a.zip")


def test_entities_are_not_expanded() -> None:
    text = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert said(package({"a.xml": text}), "a.docx") == ["a.xml", text]


@pytest.mark.parametrize(
    ("limit", "most"), [("MAX_PAGES", 2), ("MAX_STEPS", 10), ("MAX_OBJECTS", 5), ("LARGEST", 500)]
)
def test_a_pdf_has_limits(monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    content = pdf("ett", "två", "tre")
    assert said(content, "a.pdf")
    monkeypatch.setattr(documents, limit, most)
    assert why_not(content, "a.pdf") == TOO_LARGE


def test_a_page_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_UNPACKED", 50)
    assert why_not(pdf("x" * 100), "a.pdf") == TOO_LARGE


def test_a_stream_that_unpacks_to_too_much() -> None:
    writer: PdfWriter = pdf_writer("x")
    drawing = DecodedStreamObject()
    drawing.set_data(b"BT (x) Tj ET " + b" " * 21_000_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(drawing.flate_encode())
    assert why_not(written(writer), "a.pdf") == TOO_LARGE


def test_nothing_is_said_of_what_is_mended(caplog: pytest.LogCaptureFixture) -> None:
    level = logging.getLogger("pypdf").level
    content = re.sub(rb"startxref\s+[0-9]+", b"startxref\n7", pdf("sida"))
    assert "sida" in said(content, "a.pdf")
    assert caplog.records == []
    assert logging.getLogger("pypdf").level == level


@given(st.sampled_from(sorted(DOCUMENTS)), st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_are_read_or_refused(suffix: str, extra: bytes, place: int) -> None:
    content = pdf("sida") if suffix == ".pdf" else package({"content.xml": "<a><p>x</p></a>"})
    for tried in (extra, content[:place] + extra + content[place + len(extra) :]):
        with suppress(UnsearchableError):
            document_texts(tried, f"a{suffix}")


def test_a_package_with_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_PARTS", 3)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for number in range(5):
            file.writestr(f"{number}.txt", "x")
    assert why_not(made.getvalue(), "a.zip") == TOO_LARGE
