"""Workbooks as they come, and workbooks made to do harm."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
import xlsxwriter

from policytrace.sources.spreadsheet import package
from policytrace.sources.spreadsheet import workbook_inspection as look
from policytrace.sources.spreadsheet.sheets import UnusableError
from tests.plan_builder import english
from tests.sources.spreadsheet.making import (
    FIRST,
    HEADER,
    SECOND,
    Cell,
    in_sheet,
    made_by,
    part_of,
    table,
    taken,
    with_parts,
    workbook,
    xlsx,
)

PLAIN = xlsx([HEADER, FIRST])
SHEET = "xl/worksheets/sheet1.xml"
OTHER = [["Instruktion"], ["Fyll i bladet Data"]]


def refusal(content: bytes, sheet: str = "") -> str:
    with pytest.raises(UnusableError) as caught:
        table(content, choices=in_sheet(sheet))
    return english(caught.value.text)


def with_sheet(old: bytes, new: bytes) -> bytes:
    """The plain workbook with something else in its sheet."""
    xml = part_of(PLAIN, SHEET)
    assert xml.count(old) == 1
    return with_parts(PLAIN, {SHEET: xml.replace(old, new)})


# -------------------------------------------------------------------- which sheet


def test_the_one_sheet_with_names_of_columns_is_read() -> None:
    content = workbook({"Läs mig": OTHER, "Siffror": [HEADER, FIRST]})
    assert table(content).rows == taken(FIRST).rows


def test_of_several_one_must_be_chosen() -> None:
    content = workbook({"2021": [HEADER, SECOND], "År 2022": [HEADER, FIRST]})
    assert refusal(content) == "Several sheets hold values: 2021, År 2022."
    assert table(content, choices=in_sheet(" år 2022")).rows == taken(FIRST).rows
    assert refusal(content, sheet="2023") == (
        "There is no sheet called “2023”. There are 2021, År 2022."
    )


def test_a_hidden_sheet_is_read_only_if_it_is_named() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Synligt").write_row(0, 0, HEADER)
        hidden = book.add_worksheet("Dolt")
        hidden.write_row(0, 0, HEADER)
        hidden.write_row(1, 0, FIRST)
        hidden.hide()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Dolt!$E$2:$E$2"})
        book.add_chartsheet("Diagram").set_chart(chart)

    content = made_by(fill)
    assert table(content).rows == ()
    assert table(content, choices=in_sheet("Dolt")).rows == taken(FIRST).rows


def test_a_workbook_without_values() -> None:
    assert "none of the forms that are known" in refusal(workbook({"Läs mig": OTHER}))


# -------------------------------------------------------------------- other forms


def locked() -> bytes:
    """The beginning of a file that Excel has encrypted (MS-OFFCRYPTO 2.3.4)."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")


def package_of(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def encrypted_zip() -> bytes:
    content = bytearray(PLAIN)
    start = content.find(b"PK\x01\x02")
    while start >= 0:
        content[start + 8] |= 1
        start = content.find(b"PK\x01\x02", start + 1)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (locked(), "locked with a password"),
        (encrypted_zip(), "locked with a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "of a form that is not read"),
        (package_of({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                     "content.xml": b"<x/>"}), "of a form that is not read"),
        (package_of({"xl/workbook.bin": b""}), "of a form that is not read"),
        (package_of({"word/document.xml": b"<x/>"}), "of a form that is not read"),
        (b"PK\x03\x04", "damaged"),
        (PLAIN[:-100], "damaged"),
        (PLAIN[: len(PLAIN) // 2], "damaged"),
        (package_of({"xl/workbook.xml": b"<workbook/>"}), "damaged"),
        (with_parts(PLAIN, {"xl/workbook.xml": b"\xff\xfe\x00"}), "damaged"),
        (with_parts(PLAIN, {SHEET: None}), "damaged"),
        (with_parts(PLAIN, {SHEET: b"<worksheet><sheetData>"}), "damaged"),
        (with_parts(PLAIN, {"xl/sharedStrings.xml": b"<sst></sst>"}), "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_that_can_be_read(content: bytes, said: str) -> None:
    assert said in refusal(content)


# -------------------------------------------------------------------- made to do harm


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="A2" t="s">', b'<c r="A0" t="s">'),
        (b'<c r="A2" t="s">', b'<c r="2A" t="s">'),
        (b'<c r="A2" t="s">', b'<c r="" t="s">'),
        (b'<row r="2"', b'<row r="x"'),
        (b'<row r="1"', b'<row r="-99999999999"'),
        (b"</sheetData>", b"<c><v>1</v></c></sheetData><c/>" + b"<" * 9),
    ],
)
def test_cells_in_impossible_places(old: bytes, new: bytes) -> None:
    content = with_sheet(old, new)
    try:
        assert [row.line for row in table(content).rows] in ([], [2])
    except UnusableError as error:
        assert "damaged" in english(error.text)  # noqa: PT017 - either is well


@pytest.mark.parametrize(
    "far",
    [b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
     b'<row r="1048576"><c r="A1048576"/></row>',
     b'<row r="3"><c r="ZZZ3"><v>1</v></c></row><row r="9999999"><c><v>1</v></c></row>',
     b'<row r="3"><c r="XFD9999999"><v>1</v></c></row>'],
)  # fmt: skip
def test_a_cell_far_out_is_not_laid_out(far: bytes) -> None:
    assert "too large" in refusal(with_sheet(b"</sheetData>", far + b"</sheetData>"))


@pytest.mark.parametrize("name", [b"count", b"uniqueCount"])
def test_room_is_not_made_for_texts_that_are_not_there(name: bytes) -> None:
    strings = part_of(PLAIN, "xl/sharedStrings.xml")
    lie = re.sub(rb"\b" + name + rb'="[0-9]+"', name + b'="99999999999"', strings)
    also = lie.replace(b"<sst ", b'<sst xmlns:x="x" x:uniqueCount="1" x:count="1" ')
    for part in (lie, also):
        assert "too large" in refusal(with_parts(PLAIN, {"xl/sharedStrings.xml": part}))


def test_many_sheets_have_one_limit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook({str(number): [HEADER, FIRST] for number in range(9)})
    monkeypatch.setattr(look, "MAX_PLACES", 9 * 18 - 1)
    assert "too large" in refusal(content)
    monkeypatch.setattr(look, "MAX_PLACES", 9 * 18)
    assert "Several sheets" in refusal(content)


def bomb(size: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("xl/workbook.xml", "xl/sharedStrings.xml", SHEET):
            archive.writestr(name, bytes(size))
    return made.getvalue()


def test_a_package_that_unpacks_to_too_much() -> None:
    content = bomb(package.MAX_UNPACKED // 2)
    assert len(content) < 300_000
    assert "too large" in refusal(content)


def test_a_package_that_lies_about_its_size() -> None:
    content = bytearray(bomb(1_000_000))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = content.find(mark)
        while start >= 0:
            content[start + place : start + place + 4] = (10).to_bytes(4, "little")
            start = content.find(mark, start + 1)
    assert "damaged" in refusal(bytes(content))


def test_a_package_of_too_many_parts() -> None:
    parts = {f"xl/{number}.xml": b"" for number in range(package.MAX_PARTS + 1)}
    assert "too large" in refusal(package_of({"xl/workbook.xml": b"", **parts}))


def test_what_is_not_read_does_not_count() -> None:
    content = with_parts(PLAIN, {"xl/vbaProject.bin": bytes(package.MAX_UNPACKED + 1)})
    assert table(content).rows == taken(FIRST).rows


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_not_expanded(part: str) -> None:
    xml = part_of(PLAIN, part)
    head, end, rest = xml.partition(b"?>")
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    assert "damaged" in refusal(with_parts(PLAIN, {part: head + end + doctype + rest}))


@pytest.mark.parametrize(
    "target", ["/xl/far.xml", "../xl/far.xml", "worksheets/../far.xml", "xl/far.xml"]
)
def test_a_sheet_that_was_not_looked_through_is_not_reached(target: str) -> None:
    relations = part_of(PLAIN, "xl/_rels/workbook.xml.rels")
    parts = {
        "xl/_rels/workbook.xml.rels": relations.replace(b"worksheets/sheet1.xml", target.encode()),
        "xl/far.xml": part_of(PLAIN, SHEET).replace(b"A2", b"XFD1048576"),
        "xl/xl/far.xml": part_of(PLAIN, SHEET),
    }
    with suppress(UnusableError):
        assert table(with_parts(PLAIN, parts)).rows == taken(FIRST).rows


def test_a_formula_that_has_not_been_computed() -> None:
    content = with_sheet(
        b"</sheetData>", b'<row r="3"><c r="A3"><f>1+1</f><v></v></c></row></sheetData>'
    )
    with pytest.raises(UnusableError) as caught:
        table(content)
    assert english(caught.value.text).startswith("There is a formula that has not been computed.")
    assert caught.value.row == 3


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, FIRST)
        sheet.write_formula(1, 3, '=""', None, "")

    xml = part_of(made_by(fill), SHEET)
    content = with_parts(
        made_by(fill), {SHEET: xml.replace(b'<c r="D2"><f>', b'<c r="D2" t="str"><f>')}
    )
    assert table(content).rows == taken(FIRST).rows


@pytest.mark.parametrize("value", [True, False])
def test_a_truth_value_is_no_number(value: Cell) -> None:
    found = taken([*FIRST[:4], value, *FIRST[5:]])
    assert [english(issue.message) for issue in found.issues] == [
        f"värde: “{str(value).upper()}” cannot be used."
    ]


# -------------------------------------------------------------------- at random


def flipped(content: bytes, chance: random.Random) -> bytes:
    """Some bytes of a package changed."""
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def scrambled(content: bytes, chance: random.Random) -> bytes:
    """Some bytes of one part changed, in a package that is whole."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = chance.choice(archive.namelist())
    part = part_of(content, name)
    start = chance.randrange(len(part))
    end = min(len(part), start + chance.randrange(12))
    put = chance.choice([b"", b"9" * 12, b"-1", b'"', b"<v>", b't="e"', b"4294967295", b"A"])
    return with_parts(content, {name: part[:start] + put + part[end:]})


@pytest.mark.parametrize("change", [flipped, scrambled])
def test_whatever_is_changed_the_workbook_is_read_or_refused(
    change: Callable[[bytes, random.Random], bytes],
) -> None:
    chance = random.Random(20271115)  # noqa: S311 - nothing secret
    content = xlsx([HEADER, FIRST, SECOND])
    outcomes = set()
    for _ in range(300):
        try:
            table(change(content, chance))
            outcomes.add("read")
        except UnusableError:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}
