"""Text files: how they are encoded, and what stands between their columns."""

from __future__ import annotations

import codecs
import csv
from functools import partial

import pytest

from policytrace.measure.csvfile import MAX_ROWS
from policytrace.sources.spreadsheet.delimited import MAX_CELL, read_delimited
from policytrace.sources.spreadsheet.sheets import UnusableError
from tests.plan_builder import english
from tests.sources.spreadsheet.making import (
    FIRST,
    HEADER,
    SECOND,
    WORDS,
    delimited,
    in_sheet,
    table,
    taken,
)

SWEDISH = [
    HEADER,
    ("2022", "Ängen, norra", "Kvinnor", "", "42,9", "1 234", "", "egen enkät", "2026-11-01"),
    ("2022", "Lilla kommun", "Män", "", "38", "", "Preliminärt", "egen ”enkät”", "2026-11-01"),
]
ENCODINGS = {
    "cp1252": "".encode("cp1252"),
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize("above", ["", "sep={}\r\n", "Enkät om trygghet{0}{0}\r\n\r\n"])
def test_every_way_in_which_excel_writes_text(encoding: str, delimiter: str, above: str) -> None:
    text = above.format(delimiter) + delimited(SWEDISH, delimiter)
    found = table(ENCODINGS[encoding] + text.encode(encoding))
    assert found.issues == ()
    assert [(row.area, str(row.value), row.count, row.source) for row in found.rows] == [
        ("Ängen, norra (valdistrikt)", "42.9", 1234, "egen enkät"),
        ("Lilla kommun", "38", None, "egen ”enkät”"),
    ]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("line_end", ["\r", "\r\n", "\n"])
def test_what_a_mac_or_an_older_program_writes(encoding: str, line_end: str) -> None:
    text = delimited(SWEDISH, ";").replace("”", "").replace("\r\n", line_end)
    found = table(text.encode(encoding))
    assert found.issues == ()
    assert [row.area for row in found.rows] == ["Ängen, norra (valdistrikt)", "Lilla kommun"]
    assert [row.line for row in found.rows] == [2, 3]


@pytest.mark.parametrize("letter", "åäöÅÄÖé")
@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252"])
def test_one_letter_is_enough_beside_the_names_of_columns(letter: str, encoding: str) -> None:
    rows = [HEADER, (*FIRST[:7], f"Nils{letter}n", *FIRST[8:])]
    (row,) = table(delimited(rows, ";").encode(encoding)).rows
    assert row.source == f"Nils{letter}n"


def test_our_own_files_are_read() -> None:
    content = "\n".join(",".join(row) for row in (HEADER, FIRST, SECOND)).encode()
    assert table(content).rows == taken(FIRST, SECOND).rows


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "sep=; ;;"])
def test_a_line_that_tells_what_stands_between_columns_is_no_row(first: str) -> None:
    sheet = read_delimited(f"{first}\r\nEtt,två;tre\r\n".encode(), WORDS)
    assert (sheet.delimiter, [(row.number, row.cells[:2]) for row in sheet.rows]) == (
        ";",
        [(2, ("Ett,två", "tre"))],
    )


def test_a_row_is_known_by_the_line_on_which_it_begins() -> None:
    text = delimited([HEADER, ["a\nb"], FIRST])
    assert table(text.encode()).rows[0].line == 4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfea", "neither a workbook nor text"),
        (b"\x81\x8d" * 9, "neither a workbook nor text"),
        (b"%PDF-1.7\n\0\0", "neither a workbook nor text"),
        (b"<table><tr><td>period</td></tr></table>", "none of the forms that are known"),
        (delimited([HEADER]).encode() + b'2022;"a"b;x\r\n', "is no CSV"),
        (delimited([HEADER]).encode() + b'2022;"a', "is no CSV"),
        (delimited([HEADER]).encode() + b'"' + b"a" * 200_000 + b'"', "is no CSV"),
    ],
)
def test_what_is_no_text_with_columns(content: bytes, said: str) -> None:
    with pytest.raises(UnusableError) as caught:
        table(content)
    assert said in english(caught.value.text)


@pytest.mark.parametrize("most", [131_072, 10_000_000])
def test_how_long_a_cell_may_be_does_not_hang_on_who_else_reads(
    most: int, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(partial(csv.field_size_limit, csv.field_size_limit(most)))
    row = ["a" * MAX_CELL, *FIRST[1:]]
    assert len(read_delimited(delimited([HEADER, row]).encode(), WORDS).rows) == 2
    with pytest.raises(UnusableError) as caught:
        table(delimited([HEADER, [f"{row[0]}a", *FIRST[1:]]]).encode())
    assert (caught.value.row, str(MAX_CELL) in english(caught.value.text)) == (2, True)


def test_a_text_file_has_no_sheets() -> None:
    with pytest.raises(UnusableError, match="no sheets"):
        table(delimited([HEADER, FIRST]).encode(), choices=in_sheet("Data"))


def test_too_many_rows() -> None:
    content = delimited([HEADER, *[FIRST] * (MAX_ROWS + 21)]).encode()
    with pytest.raises(UnusableError, match="more than"):
        table(content)
