"""A template is made, filled in, and read back: what is written on white rows, and nothing else."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings

from policytrace.measure.tables import Row
from policytrace.schema.vocabulary import Sex, ValueStatus
from policytrace.sources.spreadsheet.choices import NOTHING_SAID
from policytrace.sources.spreadsheet.layouts.understanding import Understanding, understand
from policytrace.sources.spreadsheet.statements import Defaults, rows_of
from tests.measure.figures import WORDS, figure
from tests.plan_builder import english
from tests.sources.spreadsheet.making import AREAS, KNOWN, TODAY, canonical
from tests.sources.spreadsheet.test_round_trip import SERIES
from tests.sources.templates.making import content, fill_in, header, made, opened, saved

THERE = [
    figure("2018", "7.5", Sex.WOMEN, area="Riket"),
    figure("2019", "8", Sex.WOMEN, area="Riket"),
]
NEW = ["2020", "Riket", "riket", "kvinnor", "", 8.25, 120, "", "egen enkät", "", date(2021, 2, 1)]
DEFAULTS = Defaults(source="prov", retrieved=TODAY)


def read(template: bytes) -> Understanding:
    return understand(template, NOTHING_SAID, KNOWN)


def rows(found: Understanding) -> list[Row]:
    taken: list[Row] = []
    for one in found.series:
        table = rows_of(one.statements, DEFAULTS, AREAS, WORDS)
        assert (table.issues, one.issues) == ((), ())
        taken += table.rows
    return taken


def wrong(template: bytes) -> list[str]:
    return [english(issue.message) for one in read(template).series for issue in one.issues]


def test_what_is_filled_in_is_taken_in_for_the_indicator_of_the_sheet() -> None:
    found = read(fill_in(made(content(THERE)), [NEW]))
    [one] = found.series
    assert (one.indicator, one.sheet, english(found.layout)) == (
        "IND-A",
        "IND-A",
        "the template for values",
    )
    [row] = rows(found)
    assert (row.period.text, row.area, row.sex, row.value, row.count) == (
        "2020",
        "Riket",
        Sex.WOMEN,
        Decimal("8.25"),
        120,
    )
    assert (row.source, row.retrieved) == ("egen enkät", date(2021, 2, 1))
    assert [english(left.what) for left in found.left_out] == [
        "rows that are not filled in: 0",
        "grey rows with what is there already: 2",
    ]


def test_a_template_as_it_was_made_holds_nothing_new() -> None:
    assert read(made(content(THERE))).series == ()
    assert read(made(content(), content(THERE, "IND-B"))).series == ()


def test_a_value_may_be_missing_or_withheld() -> None:
    found = read(
        fill_in(
            made(content(THERE)),
            [
                [*NEW[:5], None, None, "sekretess", "egen enkät"],
                ["2020", *NEW[1:3], "män", "", "saknas", None, None, "egen enkät"],
            ],
        )
    )
    assert [(row.value, row.status) for row in rows(found)] == [
        (None, ValueStatus.CONFIDENTIAL),
        (None, ValueStatus.MISSING),
    ]


def test_each_sheet_is_of_its_own_indicator() -> None:
    template = made(content(THERE, "IND-A"), content(THERE, "IND-B"))
    filled = fill_in(fill_in(template, [NEW], "IND-A"), [NEW, ["2021", *NEW[1:]]], "IND-B")
    assert [(one.indicator, len(one.statements)) for one in read(filled).series] == [
        ("IND-A", 1),
        ("IND-B", 2),
    ]


def test_long_names_that_are_alike_get_sheets_of_their_own() -> None:
    names = [f"IND-{'X' * 40}-{number}" for number in (1, 2)]
    filled = made(*(content(THERE, name) for name in names))
    sheets = opened(filled).sheetnames
    assert len(set(sheets)) == len(sheets) == 4
    assert all(len(name) <= 31 for name in sheets)
    found = read(fill_in(fill_in(filled, [NEW], sheets[1]), [NEW], sheets[2]))
    assert [one.indicator for one in found.series] == names


def test_grey_rows_that_are_changed_are_told() -> None:
    book = opened(made(content(THERE)))
    page = book["IND-A"]
    place = next(row for row in range(1, 90) if page.cell(row, 6).value == "7.5")
    page.cell(place, 6).value = "9.5"
    assert wrong(saved(book)) == ["The grey rows with the values that are there have been changed."]


def test_a_template_without_its_marks_cannot_be_used() -> None:
    book = opened(made(content(THERE)))
    book["IND-A"].cell(2, 12).value = None
    with pytest.raises(ValueError, match="lost rows or columns"):
        read(saved(book))


def test_a_text_outside_the_columns_is_told() -> None:
    book = opened(fill_in(made(content(THERE)), [NEW]))
    page = book["IND-A"]
    page.cell(header(page) + 1, 14).value = "glöm inte"
    assert wrong(saved(book)) == ["“glöm inte” stands in no column."]


def test_a_person_is_refused_and_not_repeated() -> None:
    filled = fill_in(made(content(THERE)), [[*NEW[:8], "ringde 19121212-1212"]])
    assert wrong(filled) == ["The row holds a personal identity number."]


def test_only_new_rows_are_unlocked_and_words_are_chosen_in_lists() -> None:
    page = opened(made(content(THERE)))["IND-A"]
    first = header(page) + 1
    assert page.protection.sheet
    assert [page.cell(row, 1).protection.locked for row in (1, 2, first - 1)] == [True] * 3
    assert page.cell(first, 1).protection.locked is False
    spans = (str(one.sqref) for one in page.data_validations.dataValidation)
    assert {span[0] for span in spans} == set("ABCDFGHJK")


def test_the_same_values_give_the_same_bytes() -> None:
    assert made(content(THERE)) == made(content(THERE))


@pytest.mark.parametrize("text", ["=1+1", "@x", "+x"])
def test_no_text_of_the_plan_becomes_a_formula(text: str) -> None:
    book = opened(made(content(source=text)))
    cells = [cell for page in book for line in page.iter_rows() for cell in line]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert any(str(cell.value).endswith(text) for cell in cells)


@settings(max_examples=15, deadline=None)
@given(SERIES)
def test_whatever_is_filled_in_comes_back(series: list[Row]) -> None:
    lines = [
        [
            row.period.text,
            AREAS.areas[row.area].name,
            AREAS.areas[row.area].kind_word(WORDS),
            WORDS.of(row.sex),
            row.group,
            None if row.value is None else float(row.value),
            row.count,
            WORDS.of(ValueStatus(row.status)) if row.status else None,
            row.source,
            None,
            datetime(row.retrieved.year, row.retrieved.month, row.retrieved.day),  # noqa: DTZ001
        ]
        for row in series
    ]
    assert canonical(rows(read(fill_in(made(content(THERE)), lines)))) == canonical(series)
