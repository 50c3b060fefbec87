"""Data of Open SDG: Year, what values are split by, Value."""

from __future__ import annotations

from tests.sources.spreadsheet.layouts.reading import (
    layout,
    left_out,
    notes,
    question,
    read,
    said,
    values,
)

DATA = b"Year,Sex,Units,Value\n2019,,percent,7.5\n2019,Female,percent,8.25\n2019,Male,percent,7\n"


def test_an_empty_sex_is_for_both() -> None:
    found = read(DATA, said(area="Lilla kommun"))
    assert layout(found) == ("Open SDG", "the columns are called Year and Value")
    assert values(found) == [
        "2019 Lilla kommun totalt 7.5",
        "2019 Lilla kommun kvinnor 8.25",
        "2019 Lilla kommun män 7",
    ]
    assert notes(found) == ["Where nothing is said of sex, the value is for totalt."]
    assert left_out(found) == ["the column “Units” (percent)"]


def test_the_area_is_asked_for_the_municipality_first() -> None:
    choice, answers = question(DATA)
    assert (choice, answers[0]) == ("--area", "Lilla kommun")


def test_an_empty_area_is_the_one_that_is_said() -> None:
    content = b"Year,Region,Value\n2019,,7.5\n2019,Riket,8.5\n"
    assert question(content)[0] == "--area"
    assert values(read(content, said(area="Lilla kommun"))) == ["2019 Lilla kommun totalt 7.5"]


def test_other_splits_are_asked_about() -> None:
    content = b"Year,Age,Value\n2019,,7.5\n2019,0-15,8.5\n"
    assert question(content, said(area="Riket")) == ("--group", ["Age"])
    assert values(read(content, said(area="Riket", group="Age"))) == [
        "2019 Riket totalt 7.5",
        "2019 Riket totalt 0-15 8.5",
    ]
