"""Reports as PDF: what a screen reader meets, what an archive asks, and what text cannot do."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import outloud
import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from policytrace.errors import ProjectError
from policytrace.reports.document import Picture
from policytrace.reports.pdf import as_pdf
from policytrace.reports.scope import ReportKind
from tests.charts.samples import GAP
from tests.plan_builder import COMPLETE
from tests.reports.made import DECIDED, HOSTILE, MARK, made, with_prose


def elements(node: Any) -> Iterator[DictionaryObject]:  # noqa: ANN401 - whatever the file holds
    """The elements of the structure, in the order in which they are read."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for one in node:
            yield from elements(one)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def structure(reader: PdfReader) -> list[DictionaryObject]:
    return list(elements(reader.root_object["/StructTreeRoot"]["/K"]))  # type: ignore[index]


@pytest.mark.parametrize("kind", ReportKind)
def test_a_screen_reader_has_nothing_to_complain_of(kind: ReportKind, tmp_path: Path) -> None:
    file = tmp_path / "rapport.pdf"
    file.write_bytes(as_pdf(made(kind, DECIDED, plan="HPL-A", mark=MARK)))
    heard = outloud.check(str(file))
    assert heard.error is None
    assert [str(found) for found in heard.findings if found.severity == "error"] == []
    assert (heard.errors, heard.stats["tagged"]) == (0, True)


def test_it_is_tagged_and_says_what_it_is() -> None:
    reader = PdfReader(BytesIO(as_pdf(made(items=DECIDED))))
    root = reader.root_object
    assert root["/Lang"] == "sv"
    assert reader.metadata
    assert reader.metadata.title == "Title of STR-A – Strategi och handlingsplaner"
    assert reader.metadata.author == "Utkast, inte från Fagersta kommun"
    described = root["/Metadata"].get_object().get_data().decode()  # type: ignore[attr-defined]
    assert "<pdfuaid:part>1" in described
    assert "<pdfaid:part>2" in described
    assert "<pdfaid:conformance>A" in described
    kinds = [str(one["/S"]) for one in structure(reader)]
    assert {"/Title", "/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/TOC", "/Figure", "/L"} <= set(
        kinds
    )
    assert kinds.index("/Title") < kinds.index("/TOC") < kinds.index("/Table")
    assert kinds.index("/Table") < kinds.index("/Figure")


def test_charts_are_read_out() -> None:
    reader = PdfReader(BytesIO(as_pdf(made())))
    figures = [one for one in structure(reader) if one["/S"] == "/Figure"]
    assert figures
    assert all("15" in str(one["/Alt"]) for one in figures)


def test_pages_are_numbered() -> None:
    reader = PdfReader(BytesIO(as_pdf(made())))
    last = len(reader.pages)
    assert f"sida 2 av {last}" in reader.pages[1].extract_text().replace("\u00a0", " ")


def test_text_is_never_code() -> None:
    report = made(items=with_prose(COMPLETE, "PRI-A", f"Före `{HOSTILE}`".replace("`code` ", "")))
    text = " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(as_pdf(report))).pages
    )
    assert '#panic("no") *star* $x^2$ @ref <b>bold</b> & [x] \\ "end"' in text


def test_what_no_font_has_is_told() -> None:
    with pytest.raises(ProjectError) as refused:
        as_pdf(made(items=with_prose(COMPLETE, "PRI-A", "Bra 😀")))
    assert refused.value.text.values["character"] == "😀"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert as_pdf(made(items=DECIDED)) == as_pdf(made(items=DECIDED))


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="text alternative"):
        Picture(chart=GAP, alternative=" ")
