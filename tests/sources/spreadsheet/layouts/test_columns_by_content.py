"""Columns that are called something else than what stands in them, and areas across the sheet.

No value gets under the name of another area, period or sex.
"""

from __future__ import annotations

import pytest

from policytrace.schema.vocabulary import ValueColumn
from tests.sources.spreadsheet.layouts.reading import (
    left_out,
    notes,
    question,
    read,
    refusal,
    said,
    values,
    wrong,
)
from tests.sources.spreadsheet.making import Cell, delimited, xlsx

LITTLE = "Lilla kommun"
NOT_IN_IT = "The file holds nothing about Lilla kommun, but about Riket."

# -------------------------------------------------------------------- a name that misleads


def test_sexes_under_a_year_that_is_over_the_values_too() -> None:
    rows = [["År", "Kommun", "2023", "2024"], ["Kvinnor", LITTLE, 6.1, 6.4]]
    assert values(read(xlsx(rows))) == [
        "2023 Lilla kommun kvinnor 6.1",
        "2024 Lilla kommun kvinnor 6.4",
    ]


def test_areas_under_a_year_that_is_over_the_values_too() -> None:
    rows: list[list[Cell]] = [["År", "2023"], ["Riket", 6.1], [LITTLE, 5], ["Summa", 9]]
    found = read(xlsx([*rows, ["Källa: prov"]]))
    assert values(found) == ["2023 Riket totalt 6.1", "2023 Lilla kommun totalt 5"]
    assert left_out(found)[0] == "rows of sums [4]"
    assert refusal(xlsx(rows[:2]), said(area=LITTLE)).startswith(NOT_IN_IT)


def test_measures_under_a_year_that_is_over_the_values_too() -> None:
    rows = [["År", "2023"], ["Andel trygga", 6.1], ["Andel nöjda", 5]]
    assert question(xlsx(rows), said(area=LITTLE)) == ("--measure", ["Andel trygga", "Andel nöjda"])


@pytest.mark.parametrize("name", ["Mått", "Indikator", "Kön", "Grupp"])
def test_an_area_is_one_whatever_its_column_is_called(name: str) -> None:
    content = xlsx([[name, "2023"], ["Riket", 6.1]])
    assert values(read(content)) == ["2023 Riket totalt 6.1"]
    assert refusal(content, said(area=LITTLE)).startswith(NOT_IN_IT)


def test_a_column_of_areas_with_a_name_of_its_own() -> None:
    content = xlsx([["Plats", "År", "Värde"], ["Riket", 2023, 6.1]])
    assert values(read(content)) == ["2023 Riket totalt 6.1"]
    assert refusal(content, said(area=LITTLE)).startswith(NOT_IN_IT)


def test_what_is_compared_with_is_not_what_the_value_is_about() -> None:
    rows = [["Kön", "Andel 2023", "Jämförs med"], ["Kvinnor", 6.1, "Riket"]]
    found = read(xlsx(rows), said(area=LITTLE))
    assert values(found) == ["2023 Lilla kommun kvinnor 6.1"]
    assert left_out(found) == ["the column “Jämförs med” (Riket)"]


def test_an_age_that_is_the_number_of_an_area_is_an_age() -> None:
    content = xlsx([["Ålder", "År", "Värde"], ["00", 2023, 6.1]])
    assert left_out(read(content, said(area=LITTLE))) == ["the column “Ålder” (00)"]


def test_periods_and_sexes_under_the_name_of_an_area() -> None:
    rows = [["Kommun", "Kvinnor", "Män"], ["2023", 1, 2]]
    assert values(read(xlsx(rows), said(area=LITTLE))) == [
        "2023 Lilla kommun kvinnor 1",
        "2023 Lilla kommun män 2",
    ]
    rows = [["Kommun", "2023"], ["Kvinnor", 1]]
    assert values(read(xlsx(rows), said(area=LITTLE))) == ["2023 Lilla kommun kvinnor 1"]


@pytest.mark.parametrize(
    ("rows", "beside", "over"),
    [
        ([["År", "Kommun", "2023"], ["2021", "Riket", 1]], "2021", "2023"),
        ([["Kön", "Kommun", "2023 män"], ["Kvinnor", "Riket", 1]], "Kvinnor", "män"),
        ([["Kommun", "År", LITTLE], ["Riket", "2023", 1]], "Riket", LITTLE),
    ],
)
def test_a_row_that_contradicts_its_heading_is_refused(
    rows: list[list[Cell]], beside: str, over: str
) -> None:
    found = read(xlsx(rows))
    assert values(found) == []
    [(line, text)] = wrong(found)
    assert line == 2
    assert text.startswith(
        f"The row says “{beside}” and the heading “{over}”, so it cannot be told"
    )


def test_a_row_may_say_the_same_as_its_heading() -> None:
    rows = [["År", "Kommun", "Rikets kommun 2023", "Riket 2023"], ["2023", "Riket", None, 1]]
    assert values(read(xlsx(rows))) == ["2023 Riket totalt 1"]


def test_the_number_of_an_area_alone_says_which_it_is() -> None:
    content = delimited([["Kommunkod", "2023"], ["0000", "6.1"]]).encode()
    assert values(read(content)) == ["2023 Riket totalt 6.1"]
    assert "but about 0000" in refusal(content, said(area=LITTLE))


def test_an_area_of_another_kind_is_refused() -> None:
    rows = [["Områdesslag", "2023"], ["riket", 6.1]]
    found = read(xlsx(rows), said(area=LITTLE))
    assert wrong(found) == [(2, "“Lilla kommun” is no riket in the register of areas.")]


def test_a_measure_of_women_in_a_row_of_men_is_refused() -> None:
    rows = [["Nyckeltal", "Kommun", "Kön", "2023"],
            ["Provad andel, andel (%), kvinnor", "Riket", "Män", 1]]  # fmt: skip
    assert [line for line, _ in wrong(read(xlsx(rows)))] == [2]


def test_an_area_in_the_place_of_the_measure_of_another_is_refused() -> None:
    found = read(xlsx([["Indikator", "Kommun", "2023"], ["Riket", LITTLE, 6]]))
    assert wrong(found) == [(2, "The row says “Lilla kommun”, and its measure “Riket”.")]


@pytest.mark.parametrize(
    "rows",
    [
        [["Kommun", "Antal", "2022", "2023"], ["Riket", 100, 6, 7]],
        [["Kommun", "2022", "Antal", "2023"], ["Riket", 6, 100, 7]],
    ],
)
def test_a_count_beside_several_values_belongs_to_none(rows: list[list[Cell]]) -> None:
    found = read(xlsx(rows))
    assert [one.cells.get(ValueColumn.COUNT, "") for one in found.series[0].statements] == ["", ""]
    assert left_out(found) == [
        "the column “Antal”, which does not say which of the values it counts"
    ]
    one = read(xlsx([["Kommun", "Antal", "2022"], ["Riket", 100, 6]]))
    assert one.series[0].statements[0].cells[ValueColumn.COUNT] == "100"


def test_a_group_that_is_there_is_not_replaced() -> None:
    content = xlsx([["Grupp", "Ålder", "Kommun", "2023"], ["unga", "16 år", "Riket", 7]])
    assert refusal(content, said(group="Ålder")) == (
        "“Ålder” cannot be the group: the file has one already, as “unga”."
    )


# -------------------------------------------------------------------- areas across


def test_areas_across() -> None:
    content = xlsx([["År", LITTLE, "Riket"], ["2023", 11.2, 6], ["2024", 12, 7]])
    assert values(read(content)) == [
        "2023 Lilla kommun totalt 11.2",
        "2023 Riket totalt 6",
        "2024 Lilla kommun totalt 12",
        "2024 Riket totalt 7",
    ]
    only = read(content, said(area=LITTLE))
    assert values(only) == ["2023 Lilla kommun totalt 11.2", "2024 Lilla kommun totalt 12"]
    assert left_out(only) == ["other areas (1): Riket"]
    assert refusal(content, said(measure="Riket", area=LITTLE)) == (
        "The file names no measure. Leave --measure out."
    )


@pytest.mark.parametrize("corner", ["Kommun", "Område", "Region"])
def test_areas_across_beside_years_that_are_called_areas(corner: str) -> None:
    rows = [[corner, LITTLE, "Riket"], ["2023", 11.2, 6]]
    assert values(read(xlsx(rows))) == ["2023 Lilla kommun totalt 11.2", "2023 Riket totalt 6"]


def test_another_area_beside_those_of_the_register() -> None:
    rows = [["År", LITTLE, "Annan"], ["2023", 11.2, 6]]
    assert values(read(xlsx(rows), said(area=LITTLE))) == ["2023 Lilla kommun totalt 11.2"]
    assert left_out(read(xlsx(rows), said(area=LITTLE))) == ["other areas (1): Annan"]


def test_a_total_of_areas_is_a_sum() -> None:
    found = read(xlsx([["År", LITTLE, "Riket", "Totalt"], ["2023", 1, 2, 3]]))
    assert values(found) == ["2023 Lilla kommun totalt 1", "2023 Riket totalt 2"]
    assert left_out(found) == ["a column of sums, “D”"]


def test_areas_with_years_sexes_and_measures_in_their_headings() -> None:
    rows: list[list[Cell]] = [["Kön", f"{LITTLE} 2023", "Riket 2023"], ["Kvinnor", 1, 2]]
    assert values(read(xlsx(rows))) == ["2023 Lilla kommun kvinnor 1", "2023 Riket kvinnor 2"]
    rows = [["År", "Riket kvinnor", "Riket män"], ["2023", 1, 2]]
    assert values(read(xlsx(rows))) == ["2023 Riket kvinnor 1", "2023 Riket män 2"]


@pytest.mark.parametrize("form", ["{}, andel", "{} andel", "Andel i {}", "Andel, {}", "Andel ({})"])
def test_a_measure_and_its_area_in_one_heading(form: str) -> None:
    content = xlsx([["År", form.format(LITTLE), form.format("Riket")], ["2023", 1, 2]])
    assert values(read(content, said(area=LITTLE))) == ["2023 Lilla kommun totalt 1"]


def test_a_measure_that_compares_with_an_area_is_not_about_it() -> None:
    content = xlsx([["Kommun", "Skillnad mot riket 2023"], [LITTLE, 1]])
    assert values(read(content)) == ["2023 Lilla kommun totalt 1"]


def test_areas_over_sexes() -> None:
    rows: list[list[Cell]] = [
        ["År", "Riket", None, LITTLE, None],
        [None, "Kvinnor", "Män", "Kvinnor", "Män"],
        ["2023", 1, 2, 3, 4],
    ]
    assert values(read(xlsx(rows))) == [
        "2023 Riket kvinnor 1",
        "2023 Riket män 2",
        "2023 Lilla kommun kvinnor 3",
        "2023 Lilla kommun män 4",
    ]


# -------------------------------------------------------------------- years in headings


@pytest.mark.parametrize(
    ("sex", "told"), [("", "totalt"), (" män", "män"), (", kvinnor", "kvinnor")]
)
def test_the_word_year_is_no_measure(sex: str, told: str) -> None:
    found = read(xlsx([["Kommun", f"År 2023{sex}", f"År 2024{sex}"], ["Riket", 1, 2]]))
    assert values(found) == [f"2023 Riket {told} 1", f"2024 Riket {told} 2"]
    assert [one.title for one in found.series] == [""]


def test_the_word_value_is_no_measure_and_comments_are_no_values() -> None:
    rows = [["Kommun", "Värde 2023", "Kommentar 2023"], ["Riket", 1, "osäkert"]]
    found = read(xlsx(rows))
    assert values(found) == ["2023 Riket totalt 1"]
    assert [one.title for one in found.series] == [""]
    assert left_out(found) == ["the column “Kommentar 2023” (osäkert)"]


@pytest.mark.parametrize("corner", ["Kommun", ""])
def test_years_below_the_word_year(corner: str) -> None:
    rows: list[list[Cell]] = [
        [corner, "År", None],
        ["" if corner else "Kommun", "2023", "2024"],
        ["Riket", 1, 2],
    ]
    assert values(read(xlsx(rows))) == ["2023 Riket totalt 1", "2024 Riket totalt 2"]


@pytest.mark.parametrize("dash", ["-", "–", " – "])
def test_two_years_with_a_dash_are_a_school_year_which_is_told(dash: str) -> None:
    rows = [["Område", f"2023{dash}2024", f"2024{dash}2025"], ["Riket", 1, 2]]
    found = read(xlsx(rows))
    assert values(found) == ["2023/24 Riket totalt 1", "2024/25 Riket totalt 2"]
    assert notes(found)[-1].startswith(f"“2023{dash}2024” is taken for the school year 2023/24.")
