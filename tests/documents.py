"""Small documents of the kinds that pages may offer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODF_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
ODF_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A package (zip) with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def docx(body: str) -> bytes:
    """A Word document with this body, in WordprocessingML with the prefix ``w``."""
    text = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return package({"word/document.xml": text})


def xlsx(rows: str, strings: str = "") -> bytes:
    """A workbook with these rows and shared strings, in SpreadsheetML."""
    return package(
        {
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
            ),
            "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{strings}</sst>',
        }
    )


def odt(body: str) -> bytes:
    """A text in OpenDocument with this body, with the prefixes ``text`` and ``table``."""
    spaces = f'xmlns:text="{ODF_TEXT}" xmlns:table="{ODF_TABLE}"'
    return package({"content.xml": f"<body {spaces}>{body}</body>"})


def pdf_writer(*pages: str) -> PdfWriter:
    """A PDF whose pages say this, a line each, before it is written."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(width=500, height=700)
        drawing = DecodedStreamObject()
        lines = "".join(f"({line}) Tj 0 -20 Td " for line in text.split("\n"))
        drawing.set_data(f"BT /F1 12 Tf 50 600 Td {lines}ET".encode("cp1252"))
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = writer._add_object(drawing)
    return writer


def written(writer: PdfWriter) -> bytes:
    """The PDF as a file holds it."""
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def pdf(*pages: str) -> bytes:
    """A PDF whose pages say this."""
    return written(pdf_writer(*pages))
