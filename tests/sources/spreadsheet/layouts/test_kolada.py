"""Kolada's export: a title, the years, and a row for each measure and area."""

from __future__ import annotations

import pytest

from tests.sources.spreadsheet.layouts.reading import (
    layout,
    left_out,
    notes,
    question,
    read,
    said,
    values,
)
from tests.sources.spreadsheet.making import Cell, delimited, xlsx

SHARE, NUMBER = "Provad andel, andel (%)", "Provat antal, antal/1000 inv"
EXPORT: list[list[Cell]] = [
    ["Ett uttag"],
    ["", "", 2021, 2022, 2023],
    [SHARE, "Lilla kommun", 7.5, 8, None],
    [SHARE, "Riket", 6.25, 6, 5.5],
    [SHARE, "Stora kommun", 1, 2, 3],
    [NUMBER, "Lilla kommun", 12, None, "x"],
]


def test_years_stand_over_the_values_of_measures_and_areas() -> None:
    found = read(xlsx(EXPORT))
    assert layout(found) == (
        "Kolada's export",
        f"the years stand over the values, and “{SHARE}” is a measure of Kolada's",
    )
    assert found.source == "Kolada"
    assert [(one.title, one.measure) for one in found.series] == [
        (SHARE, "N00001"),
        (NUMBER, "N00002"),
    ]
    assert values(found) == [
        "2021 Lilla kommun totalt 7.5",
        "2022 Lilla kommun totalt 8",
        "2021 Riket totalt 6.25",
        "2022 Riket totalt 6",
        "2023 Riket totalt 5.5",
    ]
    assert values(found, 1) == [
        "2021 Lilla kommun totalt 12",
        "2023 Lilla kommun totalt sekretess",
    ]


def test_what_is_left_out_is_told() -> None:
    found = read(xlsx(EXPORT))
    assert left_out(found) == ["other areas (1): Stora kommun", "empty cells: 2"]
    assert notes(found) == ["The file says nothing of sex: all values are taken for totalt."]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_text_as_it_is_saved_from_a_spreadsheet(encoding: str, delimiter: str) -> None:
    rows = [
        ["Andel, med komma i rubriken"],
        ["", "", "2021", "2022"],
        [SHARE, "Lilla kommun", "7,5", "1 208"],
        [SHARE, "Riket", "8", ""],
    ]
    found = read(delimited(rows, delimiter).encode(encoding))
    assert layout(found)[0] == "Kolada's export"
    assert values(found) == [
        "2021 Lilla kommun totalt 7.5",
        "2022 Lilla kommun totalt 1208",
        "2021 Riket totalt 8",
    ]


@pytest.mark.parametrize("form", ["{}, kvinnor", "{} (kvinnor)", "{} Kvinnor"])
def test_a_sex_at_the_end_of_a_title_is_one(form: str) -> None:
    rows = [["", "", 2021], [form.format(SHARE), "Riket", 7.5], [SHARE, "Riket", 8]]
    found = read(xlsx(rows))
    assert [one.measure for one in found.series] == ["N00001"]
    assert values(found) == ["2021 Riket kvinnor 7.5", "2021 Riket totalt 8"]


def test_a_column_of_sexes_is_known_by_what_it_holds() -> None:
    rows = [
        ["", "", "", 2021, 2022],
        [SHARE, "Riket", "Kvinnor", 7.5, 8],
        [SHARE, "Riket", "Män", 6.5, 7],
    ]
    assert values(read(xlsx(rows))) == [
        "2021 Riket kvinnor 7.5",
        "2022 Riket kvinnor 8",
        "2021 Riket män 6.5",
        "2022 Riket män 7",
    ]


def test_a_measure_is_known_by_its_id_too() -> None:
    found = read(xlsx([["", "", 2021], ["Något annat (N00002)", "Riket", 7.5]]))
    assert [one.measure for one in found.series] == ["N00002"]


def test_one_of_several_measures_can_be_chosen() -> None:
    for name in (NUMBER, "n00002", "antal/1000"):
        found = read(xlsx(EXPORT), said(measure=name))
        assert [one.measure for one in found.series] == ["N00002"]
        assert f"other measures: {SHARE}" in left_out(found)


def test_measures_that_the_register_lacks_are_left_out_and_told() -> None:
    rows = [*EXPORT, ["Okänt mått", "Riket", 1, 2, 3]]
    found = read(xlsx(rows))
    assert len(found.series) == 2
    assert "measures that are not in the register of Kolada's: Okänt mått" in left_out(found)


def test_of_several_that_the_register_lacks_one_must_be_chosen() -> None:
    rows = [["Uttag ur Kolada"], ["", "", 2021], ["A", "Riket", 1], ["B", "Riket", 2]]
    assert question(xlsx(rows)) == ("--measure", ["A", "B"])
    found = read(xlsx(rows), said(measure="b"))
    assert (layout(found)[0], values(found)) == ("Kolada's export", ["2021 Riket totalt 2"])
