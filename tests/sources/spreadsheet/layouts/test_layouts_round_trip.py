"""Any table, written in the form of each layout, is read back as it was."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from policytrace.checks.identity_numbers import identity_numbers
from policytrace.schema.vocabulary import Sex
from policytrace.sources.spreadsheet.choices import NOTHING_SAID, FileChoices
from policytrace.sources.spreadsheet.statements import Defaults, rows_of
from policytrace.values.decimals import plain
from tests.measure.figures import WORDS
from tests.sources.spreadsheet.layouts.reading import layout, read, said
from tests.sources.spreadsheet.making import AREAS, TODAY, Cell, delimited, made_by, xlsx

Key = tuple[int, str, Sex]
Values = Mapping[Key, Decimal]

WIDE = "a sheet of your own, years, sexes or areas as columns"
CODES = {"Lilla kommun": "9999 Lilla kommun", "Riket": "00 Riket"}
ENGLISH = {Sex.WOMEN: "Female", Sex.MEN: "Male", Sex.TOTAL: ""}
VALUES: st.SearchStrategy[Values] = st.dictionaries(
    st.tuples(st.integers(1990, 2030), st.sampled_from(sorted(CODES)), st.sampled_from(Sex)),
    st.decimals(-(10**4), 10**6, places=1).filter(
        lambda value: not any(identity_numbers(plain(value)))
    ),
    min_size=1,
    max_size=8,
)


def comes_back(
    values: Values, content: bytes, name: str, choices: FileChoices = NOTHING_SAID
) -> bool:
    """Whether a file of a layout says just these values."""
    found = read(content, choices)
    assert layout(found)[0] == name
    [series] = found.series
    table = rows_of(series.statements, Defaults(source="x", retrieved=TODAY), AREAS, WORDS)
    assert (table.issues, series.issues) == ((), ())
    return {(row.period.start.year, row.area, row.sex): row.value for row in table.rows} == values


def years_of(values: Values) -> list[int]:
    return sorted({year for year, _, _ in values})


def lines_of(values: Values) -> list[tuple[str, Sex]]:
    return sorted({(area, sex) for _, area, sex in values})


def number(values: Values, key: Key) -> float | None:
    return float(values[key]) if key in values else None


def swedish(value: Decimal) -> str:
    return f"{value:,.1f}".replace(",", "\u00a0").replace(".", ",")


@settings(max_examples=40, deadline=None)
@given(VALUES)
def test_kolada(values: Values) -> None:
    title = "Provad andel, andel (%)"
    names = {Sex.WOMEN: f"{title}, kvinnor", Sex.MEN: f"{title}, män", Sex.TOTAL: title}
    rows: list[list[Cell]] = [["Uttag"], ["", "", *years_of(values)]]
    rows += [
        [names[sex], area, *(number(values, (year, area, sex)) for year in years_of(values))]
        for area, sex in lines_of(values)
    ]
    assert comes_back(values, xlsx(rows), "Kolada's export")


@settings(max_examples=40, deadline=None)
@given(VALUES, st.sampled_from(["utf-8", "cp1252", "utf-16"]))
def test_scb_one_value_a_row(values: Values, encoding: str) -> None:
    text = '"region","kön","år","Något, tkr"\r\n' + "".join(
        f'"{CODES[area]}","{WORDS.of(sex)}","{year}",{plain(value)}\r\n'
        for (year, area, sex), value in values.items()
    )
    name = "Statistics Sweden, one value a row"
    assert comes_back(values, text.encode(encoding), name)


@settings(max_examples=40, deadline=None)
@given(VALUES, st.booleans())
def test_scb_years_and_sexes_as_columns(values: Values, sexes_below: bool) -> None:  # noqa: FBT001
    years, areas = years_of(values), sorted({area for _, area, _ in values})
    rows: list[list[Cell]] = [["Något efter region, kön och år"], []]
    if sexes_below:
        rows += [
            ["", *(cell for year in years for cell in (str(year), "", ""))],
            ["", *(WORDS.of(sex) for _ in years for sex in Sex)],
        ]
        rows += [
            [CODES[area], *(number(values, (year, area, sex)) for year in years for sex in Sex)]
            for area in areas
        ]
    else:
        rows.append(["region", "kön", *map(str, years)])
        rows += [
            [CODES[area], WORDS.of(sex), *(number(values, (year, area, sex)) for year in years)]
            for area, sex in lines_of(values)
        ]
    assert comes_back(values, xlsx(rows), "Statistics Sweden, years or sexes as columns")


@settings(max_examples=40, deadline=None)
@given(VALUES)
def test_open_sdg(values: Values) -> None:
    rows = [["Year", "Region", "Sex", "Value"]] + [
        [str(year), area, ENGLISH[sex], plain(value)] for (year, area, sex), value in values.items()
    ]
    assert comes_back(values, delimited(rows, ",").encode(), "Open SDG")


@settings(max_examples=40, deadline=None)
@given(VALUES)
def test_a_sheet_with_other_names(values: Values) -> None:
    rows = [["År", "Kommun", "Kön", "Utfall", "Kommentar"]] + [
        [str(year), area, WORDS.of(sex).capitalize(), swedish(value), "se blad 2"]
        for (year, area, sex), value in values.items()
    ]
    name = "a sheet of your own, one value a row"
    assert comes_back(values, delimited(rows).encode(), name)


@settings(max_examples=25, deadline=None)
@given(VALUES)
def test_a_sheet_with_merged_headings_and_sums(values: Values) -> None:
    years, areas = years_of(values), sorted({area for _, area, _ in values})

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "En rubrik")
        sheet.merge_range(1, 0, 2, 0, "Kommun")
        for row, area in enumerate(areas, start=3):
            sheet.write(row, 0, area)
        for at, sex in enumerate(Sex):
            first = 1 + at * len(years)
            if len(years) > 1:
                sheet.merge_range(1, first, 1, first + len(years) - 1, WORDS.of(sex))
            else:
                sheet.write(1, first, WORDS.of(sex))
            for place, year in enumerate(years, start=first):
                sheet.write(2, place, year)
                for row, area in enumerate(areas, start=3):
                    if (year, area, sex) in values:
                        sheet.write(row, place, float(values[year, area, sex]))
        sheet.write(3 + len(areas), 0, "Summa")
        sheet.write(3 + len(areas), 1, 12345)

    assert comes_back(values, made_by(fill), WIDE)


CORNERS = st.sampled_from(["År", "Kommun", "Mått"])
"""What the first column is called, whatever stands in it."""


@settings(max_examples=40, deadline=None)
@given(VALUES, CORNERS)
def test_areas_across(values: Values, corner: str) -> None:
    of_women = {key: value for key, value in values.items() if key[2] is Sex.WOMEN}
    areas = sorted({area for _, area, _ in of_women})
    rows: list[list[Cell]] = [[corner, "Kön", *areas]]
    rows += [
        [year, "kvinnor", *(number(of_women, (year, area, Sex.WOMEN)) for area in areas)]
        for year in years_of(of_women)
    ]
    if of_women:
        assert comes_back(of_women, xlsx(rows), WIDE)


@settings(max_examples=40, deadline=None)
@given(VALUES, CORNERS, st.booleans())
def test_years_across_beside_anything(values: Values, corner: str, sexes_first: bool) -> None:  # noqa: FBT001
    years = years_of(values)
    rows: list[list[Cell]] = [["Kön", corner, *map(str, years)]]
    for area, sex in lines_of(values):
        said = [WORDS.of(sex), area]
        rows.append([*said, *(number(values, (year, area, sex)) for year in years)])
    if not sexes_first:
        rows = [[row[1], row[0], *row[2:]] for row in rows]
    assert comes_back(values, xlsx(rows), WIDE)


@settings(max_examples=25, deadline=None)
@given(VALUES)
def test_one_area_that_is_said(values: Values) -> None:
    of_one = {key: value for key, value in values.items() if key[1] == "Riket"}
    rows: list[list[Cell]] = [["År", "Kön", "Värde"]]
    rows += [[year, WORDS.of(sex), float(value)] for (year, _, sex), value in of_one.items()]
    name = "a sheet of your own, one value a row"
    if of_one:
        assert comes_back(of_one, xlsx(rows), name, said(area="Riket"))
