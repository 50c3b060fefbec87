"""Tables of Statistics Sweden: one value a row, or years and sexes side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrace.sources.spreadsheet.choices import NOTHING_SAID
from tests.sources.spreadsheet.layouts.reading import (
    layout,
    left_out,
    notes,
    question,
    read,
    refusal,
    said,
    values,
    wrong,
)
from tests.sources.spreadsheet.making import xlsx

LONG = (
    '"Provad inkomst efter region, kön och år"\r\n\r\n'
    '"region","kön","år","Provad inkomst, tkr"\r\n'
    '"9999 Lilla kommun","män","2019",321.3\r\n'
    '"9999 Lilla kommun","kvinnor","2019",243.7\r\n'
    '"1234 Stora kommun","kvinnor","2019",250.1\r\n'
    '"00 Riket","kvinnor","2019",..\r\n'
)
WIDE = (
    '"region","kön","Provad inkomst, tkr 2018","Provad inkomst, tkr 2019"\r\n'
    '"9999 Lilla kommun","män",..,321.3\r\n'
    '"9999 Lilla kommun","kvinnor",235.5,243.7\r\n'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_one_value_a_row(encoding: str) -> None:
    found = read(LONG.encode(encoding))
    assert layout(found) == (
        "Statistics Sweden, one value a row",
        "regions are numbered, as “9999 Lilla kommun”",
    )
    assert [one.title for one in found.series] == ["Provad inkomst, tkr"]
    assert values(found) == [
        "2019 Lilla kommun män 321.3",
        "2019 Lilla kommun kvinnor 243.7",
        "2019 Riket kvinnor saknas",
    ]
    assert left_out(found) == ["other areas (1): 1234 Stora kommun"]
    assert notes(found) == []


def test_semicolons_and_decimal_commas() -> None:
    text = LONG.replace('","', '";"').replace('",', '";').replace("21.3", "21,3")
    assert values(read(text.replace("43.7", "43,7").replace("50.1", "50,1").encode()))[0] == (
        "2019 Lilla kommun män 321.3"
    )


def test_years_as_columns() -> None:
    found = read(WIDE.encode())
    assert layout(found)[0] == "Statistics Sweden, years or sexes as columns"
    assert [one.title for one in found.series] == ["Provad inkomst, tkr"]
    assert values(found) == [
        "2018 Lilla kommun män saknas",
        "2019 Lilla kommun män 321.3",
        "2018 Lilla kommun kvinnor 235.5",
        "2019 Lilla kommun kvinnor 243.7",
    ]


def test_a_workbook_with_labels_that_go_on_and_notes_below() -> None:
    rows = [
        ["Provad inkomst efter region, kön och år"],
        [],
        ["", "", "2018", "2019"],
        ["9999 Lilla kommun", "män", "..", 321.3],
        ["", "kvinnor", 235.5, 243.7],
        ["00 Riket", "män", 300, 310],
        [],
        ["Källa:"],
        ["Statistikmyndigheten"],
    ]
    found = read(xlsx(rows))
    assert layout(found)[0] == "Statistics Sweden, years or sexes as columns"
    assert values(found)[:4] == [
        "2018 Lilla kommun män saknas",
        "2019 Lilla kommun män 321.3",
        "2018 Lilla kommun kvinnor 235.5",
        "2019 Lilla kommun kvinnor 243.7",
    ]
    assert found.source == "Statistikmyndigheten"
    assert left_out(found) == ["text below or among the values [8, 9]"]
    assert notes(found) == ["Labels go on over the empty cells below them."]


def test_sexes_under_years_that_are_written_once() -> None:
    rows = [
        ["Provad inkomst efter region, år och kön"],
        [],
        ["", "2018", "", "2019", ""],
        ["", "män", "kvinnor", "män", "kvinnor"],
        ["9999 Lilla kommun", 1.5, 2.5, 3.5, 4.5],
    ]
    assert values(read(xlsx(rows))) == [
        "2018 Lilla kommun män 1.5",
        "2018 Lilla kommun kvinnor 2.5",
        "2019 Lilla kommun män 3.5",
        "2019 Lilla kommun kvinnor 4.5",
    ]


def test_sexes_in_the_headings_of_values() -> None:
    text = '"region","Antal män 2019","Antal kvinnor 2019"\r\n"9999 Lilla kommun",7,8\r\n'
    assert values(read(text.encode())) == [
        "2019 Lilla kommun män 7",
        "2019 Lilla kommun kvinnor 8",
    ]


def test_numbers_in_place_of_names() -> None:
    text = '"Region","Kon","Tid","X1"\r\n"9999","1","2019",7\r\n"00","2","2019",8\r\n'
    found = read((text + '"9999","1+2","2019",9\r\n').encode())
    assert values(found) == [
        "2019 Lilla kommun män 7",
        "2019 Riket kvinnor 8",
        "2019 Lilla kommun totalt 9",
    ]


@pytest.mark.parametrize("name", ["region", ""])
def test_numbers_in_a_column_beside_the_names(name: str) -> None:
    rows = [
        ["Något efter region och år"],
        [],
        [name, "", "2018", "2019"],
        ["9999", "Lilla kommun", 1.5, 2.5],
        ["00", "Riket", 3.5, 4.5],
        ["1234", "Stora kommun", 5.5, 6.5],
    ]
    assert values(read(xlsx(rows))) == [
        "2018 Lilla kommun totalt 1.5",
        "2019 Lilla kommun totalt 2.5",
        "2018 Riket totalt 3.5",
        "2019 Riket totalt 4.5",
    ]


def test_a_number_and_a_name_must_be_of_one_area() -> None:
    found = read(LONG.replace("9999 Lilla", "9998 Lilla").encode())
    assert wrong(found)[0] == (
        4,
        (
            "“9998 Lilla kommun” is one area by its number and another by its name: Lilla kommun "
            "has 9999 in the register."
        ),
    )


def test_a_file_with_no_area_of_the_register_is_refused() -> None:
    text = '"region","kön","år","X"\r\n"1234 Stora kommun","män","2019",7\r\n'
    assert refusal(text.encode()) == (
        "The file holds no area of the register, but 1234 Stora kommun. Add the area to the "
        "register, or choose another file."
    )


AGES = (
    '"region","ålder","kön","år","X"\r\n'
    '"9999 Lilla kommun","16-19","män","2019",7\r\n'
    '"9999 Lilla kommun","20-24","män","2019",8\r\n'
)


def test_a_column_that_tells_values_apart_is_asked_about() -> None:
    assert question(AGES.encode()) == ("--group", ["ålder"])
    assert values(read(AGES.encode(), said(group="ÅLDER"))) == [
        "2019 Lilla kommun män 16-19 7",
        "2019 Lilla kommun män 20-24 8",
    ]


def test_some_of_the_rows_can_be_chosen() -> None:
    found = read(AGES.encode(), replace(NOTHING_SAID, only=(("ålder", "20-24"),)))
    assert values(found) == ["2019 Lilla kommun män 8"]
    assert left_out(found) == [
        "values with something else in ålder: 1",
        "the column “ålder” (20-24)",
    ]


def test_a_column_that_is_the_same_in_all_rows_is_left_out_and_told() -> None:
    found = read(
        AGES.replace("20-24", "16-19").replace('"män","2019",8', '"män","2020",8').encode()
    )
    assert len(values(found)) == 2
    assert left_out(found) == ["the column “ålder” (16-19)"]
