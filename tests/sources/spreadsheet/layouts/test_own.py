"""Sheets that people have made: other names, merged headings, sums, comments, days for years."""

from __future__ import annotations

from datetime import datetime

import pytest
import xlsxwriter

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
from tests.sources.spreadsheet.making import (
    Cell,
    Rows,
    delimited,
    made_by,
    part_of,
    with_parts,
    workbook,
    xlsx,
)


def sheet(rows: Rows, **merged: str) -> bytes:
    """A workbook with these rows; `merged` are ranges with what they show, as ``B2_C2="män"``."""

    def fill(book: xlsxwriter.Workbook) -> None:
        found = book.add_worksheet("Blad1")
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if cell is not None:
                    found.write(number, place, cell)
        for place, text in merged.items():
            found.merge_range(place.replace("_", ":"), text)

    return made_by(fill)


def day(year: int, month: int = 1, number: int = 1) -> datetime:
    return datetime(year, month, number)  # noqa: DTZ001 - Excel has no zones


# -------------------------------------------------------------------- one value a row


@pytest.mark.parametrize("area", ["Kommun", "Region", "område", "KOMMUNNAMN"])
@pytest.mark.parametrize("year", ["År", "årtal", "Year", "Läsår"])
def test_columns_may_have_other_names(year: str, area: str) -> None:
    found = read(xlsx([[year, area, "Kön", "Värde"], ["2019", "Riket", "Kvinnor", 7.5]]))
    assert layout(found) == (
        "a sheet of your own, one value a row",
        f"the columns are called {year}, {area}, Kön, Värde",
    )
    assert values(found) == ["2019 Riket kvinnor 7.5"]


def test_comments_and_sums_are_left_out_and_told() -> None:
    rows = [
        ["År", "Kommun", "Kön", "Värde", "Kommentar"],
        [2019, "Lilla kommun", "Män", 7.5, "enligt Anna"],
        [2019, "Lilla kommun", "Kvinnor", 8.5],
        ["Summa", None, None, 16],
    ]
    found = read(xlsx(rows))
    assert values(found) == ["2019 Lilla kommun män 7.5", "2019 Lilla kommun kvinnor 8.5"]
    assert left_out(found) == ["a column of comments, “Kommentar”", "rows of sums [4]"]


@pytest.mark.parametrize("days", [(day(2018), day(2019)), (day(2018, 12, 31), day(2019, 12, 31))])
def test_a_day_in_a_column_of_years_is_the_year(days: tuple[datetime, datetime]) -> None:
    rows: list[list[Cell]] = [["År", "Område", "Värde"], *([one, "Riket", 7] for one in days)]
    found = read(xlsx(rows))
    assert values(found) == ["2018 Riket totalt 7", "2019 Riket totalt 7"]
    assert notes(found)[0].startswith("Days have been taken for the years that they stand in: 2018")


def test_another_day_in_a_column_of_years_is_refused() -> None:
    rows = [["År", "Område", "Värde"], [day(2018), "Riket", 7], [day(2019, 6, 30), "Riket", 7]]
    assert wrong(read(xlsx(rows))) == [(3, "“2019-06-30” is a day, but the column holds years.")]


def test_first_days_of_months_are_months_where_no_years_are_named() -> None:
    rows = [["Tid", "Område", "Värde"], [day(2018), "Riket", 7], [day(2018, 2), "Riket", 7]]
    assert values(read(xlsx(rows))) == ["2018-01 Riket totalt 7", "2018-02 Riket totalt 7"]


def test_the_municipality_may_be_called_one() -> None:
    rows = [["År", "Område", "Värde"], [2019, "Rikets kommun", 7]]
    assert wrong(read(xlsx(rows))) == []
    assert values(read(xlsx([rows[0], [2019, "LILLA KOMMUN", 7]]))) == [
        "2019 Lilla kommun totalt 7"
    ]


def test_a_value_may_be_called_by_its_measure() -> None:
    found = read(xlsx([["År", "Område", "Andel trygga"], [2019, "Riket", 7.5]]))
    assert [one.title for one in found.series] == ["Andel trygga"]
    assert values(found) == ["2019 Riket totalt 7.5"]


def test_of_two_measures_one_must_be_chosen() -> None:
    content = xlsx([["År", "Område", "Andel", "Poäng"], [2019, "Riket", 7.5, 12]])
    assert question(content) == ("--measure", ["Andel", "Poäng"])
    assert values(read(content, said(measure="poäng"))) == ["2019 Riket totalt 12"]
    assert refusal(content, said(measure="Antal")) == (
        "“Antal” is not the name of one measure in the file. There are Andel, Poäng."
    )


def test_what_is_not_said_is_asked_for() -> None:
    content = xlsx([["År", "Värde"], [2019, 7.5]])
    assert question(content)[0] == "--area"
    assert values(read(content, said(area="Riket", sex="Män"))) == ["2019 Riket män 7.5"]
    content = xlsx([["Område", "Värde"], ["Riket", 7.5]])
    assert question(content) == ("--period", [])
    assert values(read(content, said(period="2019"))) == ["2019 Riket totalt 7.5"]


def test_one_area_and_one_period_can_be_chosen() -> None:
    rows = [["År", "Kommun", "Värde"], [2018, "Riket", 7], [2019, "Riket", 8], [2019, "Annan", 9]]
    assert values(read(xlsx(rows), said(area="riket", period="2019"))) == ["2019 Riket totalt 8"]
    assert left_out(read(xlsx(rows), said(area="riket"))) == ["other areas (1): Annan"]


# -------------------------------------------------------------------- years and sexes as columns


def test_merged_headings_go_on_over_their_cells() -> None:
    rows: list[list[Cell]] = [
        ["Trygghet"],
        [],
        [None, 2018, 2019, 2018, 2019],
        ["Lilla kommun", 1.5, 2.5, 3.5, 4.5],
        ["Summa", 9, 9, 9, 9],
    ]
    found = read(sheet(rows, A2_A3="Kommun", B2_C2="Kvinnor", D2_E2="Män"))
    assert layout(found)[0] == "a sheet of your own, years, sexes or areas as columns"
    assert values(found) == [
        "2018 Lilla kommun kvinnor 1.5",
        "2019 Lilla kommun kvinnor 2.5",
        "2018 Lilla kommun män 3.5",
        "2019 Lilla kommun män 4.5",
    ]
    assert left_out(found) == ["rows of sums [5]"]


def test_merged_labels_go_on_over_their_rows() -> None:
    rows: list[list[Cell]] = [
        ["Område", "Kön", 2018],
        [None, "Kvinnor", 1.5],
        [None, "Män", 2.5],
    ]
    assert values(read(sheet(rows, A2_A3="Riket"))) == [
        "2018 Riket kvinnor 1.5",
        "2018 Riket män 2.5",
    ]


def test_a_value_in_merged_cells_belongs_nowhere() -> None:
    rows: list[list[Cell]] = [["Område", 2018, 2019, 2020], ["Riket", None, None, 3]]
    assert wrong(read(sheet(rows, B2_C2="7"))) == [
        (2, "“7” stands in merged cells."),
        (2, "“7” stands in merged cells."),
    ]


def test_sexes_as_columns() -> None:
    rows = [["År", "Kommun", "Kvinnor", "Män", "Totalt"], [2019, "Riket", 1, 2, 3]]
    assert values(read(xlsx(rows))) == [
        "2019 Riket kvinnor 1",
        "2019 Riket män 2",
        "2019 Riket totalt 3",
    ]


def test_a_total_of_years_is_a_sum() -> None:
    rows = [["Kommun", "2018", "2019", "Totalt", "Medel"], ["Riket", 1, 2, 3, 1.5]]
    found = read(xlsx(rows))
    assert values(found) == ["2018 Riket totalt 1", "2019 Riket totalt 2"]
    assert left_out(found)[:2] == ["a column of sums, “D”", "a column of sums, “Medel”"]


def test_measures_over_years() -> None:
    rows: list[list[Cell]] = [
        [],
        ["Kommun", 2018, 2019, 2018, 2019],
        ["Riket", 1.5, 2.5, 3, 4],
    ]
    content = sheet(rows, B1_C1="Andel", D1_E1="Poäng")
    assert question(content) == ("--measure", ["Andel", "Poäng"])
    assert values(read(content, said(measure="Poäng"))) == [
        "2018 Riket totalt 3",
        "2019 Riket totalt 4",
    ]


def test_days_as_headings_are_years() -> None:
    rows: list[list[Cell]] = [["Kommun", day(2018, 12, 31), day(2019, 12, 31)], ["Riket", 1, 2]]
    assert values(read(xlsx(rows))) == ["2018 Riket totalt 1", "2019 Riket totalt 2"]


def test_what_is_hidden_in_a_sheet_is_told() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        rows = [["År", "Område", "Kön", "Värde"], [2018, "Riket", "M", 7], [2019, "Riket", "M", 8]]
        for number, cells in enumerate(rows):
            page.write_row(number, 0, cells)
        page.set_row(1, None, None, {"hidden": True})
        page.set_column(2, 2, None, None, {"hidden": True})

    found = read(made_by(fill))
    assert values(found) == ["2018 Riket män 7", "2019 Riket män 8"]
    assert notes(found) == [
        "Rows that are hidden in the sheet are read too: 1, the first is row 2.",
        "Columns that are hidden in the sheet are read too.",
    ]


def test_another_sheet_that_cannot_be_used_is_in_nobody_s_way() -> None:
    wide = [[str(number) for number in range(2000)]]
    content = workbook({"Annat": wide, "Data": [["År", "Område", "Värde"], [2018, "Riket", 7]]})
    assert values(read(content)) == ["2018 Riket totalt 7"]


def test_a_number_without_a_heading_is_refused() -> None:
    rows: list[list[Cell]] = [["Kommun", 2018, 2019], ["Riket", 1, 2, 77]]
    assert wrong(read(xlsx(rows))) == [(2, "“77” stands in no column.")]


def test_a_number_in_a_column_of_its_own_is_compared_with_the_name() -> None:
    rows = [["Kommunkod", "Kommun", 2018], ["9999", "Lilla kommun", 1], ["0000", "Riket", 2]]
    assert values(read(xlsx(rows))) == ["2018 Lilla kommun totalt 1", "2018 Riket totalt 2"]
    assert len(wrong(read(xlsx([*rows, ["1234", "Riket", 3]])))) == 1


# -------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (["1.234", "12,5"], ["1234", "12.5"]),
        (["1.234", "12.5"], ["1.234", "12.5"]),
        (["1.234.567"], ["1234567"]),
        (["1.234,5"], ["1234.5"]),
        (["1,234.5"], ["1234.5"]),
        (["1 234,5", "1\u00a0234"], ["1234.5", "1234"]),
        (["1,234"], ["1.234"]),
        (["−4,5", "42,9 %"], ["-4.5", "42.9"]),
        (["0.123"], ["0.123"]),
    ],
)
def test_numbers_in_text(written: list[str], meant: list[str]) -> None:
    rows = [["År", "Område", "Värde"]]
    rows += [[str(2010 + number), "Riket", text] for number, text in enumerate(written)]
    found = read(delimited(rows).encode())
    assert [line.split()[-1] for line in values(found)] == meant


@pytest.mark.parametrize(
    ("text", "delimiter"), [("1.234", ";"), ("1.234", ","), ("1,234", ","), ("999.000", "\t")]
)
def test_a_number_that_can_be_read_in_two_ways_is_asked_about(text: str, delimiter: str) -> None:
    content = delimited([["År", "Område", "Värde"], ["2019", "Riket", text]], delimiter).encode()
    assert question(content) == ("--decimal", [",", "."])
    with_comma, with_point = (values(read(content, said(decimal=mark))) for mark in ",.")
    assert with_comma != with_point


def test_a_number_of_a_workbook_is_read_in_one_way() -> None:
    assert values(read(xlsx([["År", "Område", "Värde"], [2019, "Riket", 1.234]]))) == [
        "2019 Riket totalt 1.234"
    ]


# -------------------------------------------------------------------- hostile


def test_a_person_in_a_comment_is_refused_and_not_repeated() -> None:
    rows = [["År", "Område", "Värde", "Kommentar"], [2019, "Riket", 7, "enligt 19121212-1212"]]
    found = read(xlsx(rows))
    assert wrong(found) == [(2, "The row holds a personal identity number.")]
    assert values(found) == []


def test_merged_cells_end_where_the_sheet_does() -> None:
    content = sheet([["År", "Område", "Värde"], [2019, "Riket", 7]], A3_B3="x")
    name = "xl/worksheets/sheet1.xml"
    part = part_of(content, name).replace(b'ref="A3:B3"', b'ref="A3:XFD1048576"')
    assert b"XFD" in part
    found = read(with_parts(content, {name: part}))
    assert values(found) == ["2019 Riket totalt 7"]


def test_too_many_merged_cells_are_refused() -> None:
    content = sheet(
        [["År", "Område", "Värde"], *([2019, "Riket", 7] for _ in range(300))], A3_B3="x"
    )
    name = "xl/worksheets/sheet1.xml"
    merged = b'<mergeCell ref="A2:C300"/>'
    part = part_of(content, name).replace(b'<mergeCell ref="A3:B3"/>', merged * 2000)
    assert "too large" in refusal(with_parts(content, {name: part}))


def test_thousands_of_columns_are_no_table_of_values() -> None:
    names = [f"x{number}" for number in range(16_000)]
    rows = [["År", "Område", "Värde", *names], ["2019", "Riket", "7"]]
    assert refusal(delimited(rows).encode()).startswith("The table has more than 1000 columns.")
    rows = [["År", "Område", "Värde", *[""] * 16_000], ["2019", "Riket", "7"]]
    assert values(read(delimited(rows).encode())) == ["2019 Riket totalt 7"]


def test_hundreds_of_thousands_of_values_are_refused() -> None:
    years = [str(1900 + number % 200) for number in range(900)]
    rows = [["Kommun", *years], *([["Riket", *["1"] * 900]] * 300)]
    assert refusal(delimited(rows).encode()).startswith("The table has more than 200000 values.")


def test_signs_that_steer_a_terminal_are_not_shown() -> None:
    content = delimited([["År", "Område", "\x1b[2JA", "B"], ["2019", "Riket", "7", "8"]]).encode()
    assert "\x1b" not in refusal(content, said(measure="x"))
