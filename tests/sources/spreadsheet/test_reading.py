"""From a sheet to rows: what is understood, and what is refused with its row."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter

from policytrace.measure.tables import Table
from policytrace.schema.vocabulary import Sex, ValueColumn, ValueStatus
from policytrace.sources.spreadsheet.choices import (
    NOTHING_SAID,
    AmbiguousError,
    FileChoice,
    FileChoices,
)
from policytrace.sources.spreadsheet.sheets import UnusableError
from policytrace.sources.spreadsheet.statements import Defaults
from tests.measure.figures import WORDS
from tests.plan_builder import english
from tests.sources.spreadsheet.making import (
    FIRST,
    HEADER,
    SECOND,
    TODAY,
    Cell,
    delimited,
    in_sheet,
    made_by,
    table,
    taken,
    xlsx,
)


def changed(**cells: Cell) -> list[Cell]:
    """The first row with other cells."""
    return [cells.get(name, cell) for name, cell in zip(HEADER, FIRST, strict=True)]


def wrong(found: Table) -> list[tuple[int, str]]:
    return [(issue.line, english(issue.message)) for issue in found.issues]


def refusal(content: bytes, sheet: str = "") -> str:
    with pytest.raises(UnusableError) as caught:
        table(content, choices=in_sheet(sheet))
    return english(caught.value.text)


# -------------------------------------------------------------------- what is understood


def test_a_row_says_all_that_a_data_file_says() -> None:
    [row, other] = taken(FIRST, SECOND).rows
    assert (row.period.text, row.area, row.sex, row.group) == (
        "2022",
        "Lilla kommun",
        Sex.WOMEN,
        "",
    )
    assert (row.value, row.count, row.status) == (Decimal("42.9"), 120, "")
    assert (row.source, row.retrieved, row.line) == ("egen enkät", date(2026, 11, 1), 2)
    assert (other.sex, other.count, other.line) == (Sex.MEN, None, 3)
    assert other.status == ValueStatus.PRELIMINARY


def test_columns_may_stand_in_any_order_and_be_written_in_any_way() -> None:
    header = [unicodedata.normalize("NFD", f" {name.upper()} ") for name in reversed(HEADER)]
    assert taken(FIRST[::-1], header=header).rows == taken(FIRST).rows


def test_titles_empty_rows_and_empty_columns_are_nothing() -> None:
    rows = [["Enkät om trygghet"], [], HEADER, [], FIRST, [], [], SECOND]
    found = table(xlsx(rows, top=2, left=3))
    assert found.rows == taken(FIRST, SECOND).rows
    assert [row.line for row in found.rows] == [7, 10]


def test_what_is_not_said_is_known_from_elsewhere() -> None:
    content = xlsx([["Värde", "kön", "Område", "Period"], [42.9, "K", "Riket", 2022.0]])
    found = table(content, defaults=Defaults(source="SCB", retrieved=TODAY))
    [row] = found.rows
    assert (row.source, row.retrieved) == ("SCB", TODAY)
    assert (row.group, row.count, row.status) == ("", None, "")


@pytest.mark.parametrize(
    ("choices", "options"),
    [
        (NOTHING_SAID.with_answer(FileChoice.AREA, "Riket"), "--area"),
        (FileChoices(only=(("grupp", "x"),)), "--only"),
    ],
)
def test_nothing_is_chosen_where_each_row_says_all(choices: FileChoices, options: str) -> None:
    with pytest.raises(UnusableError) as caught:
        table(xlsx([HEADER, FIRST]), choices=choices)
    assert english(caught.value.text) == (
        f"Each row of the file says what its value is about. Leave {options} out."
    )


def test_what_is_said_is_not_overruled() -> None:
    found = table(xlsx([HEADER, FIRST]), defaults=Defaults(source="SCB", retrieved=TODAY))
    assert found.rows == taken(FIRST).rows


def test_cells_of_a_workbook_are_taken_as_they_are_shown() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        percent = book.add_format({"num_format": "0.0 %"})
        month = book.add_format({"num_format": "mmm-yy"})
        literal = book.add_format({"num_format": '0.0" % av alla"'})
        sheet.write_row(1, 0, FIRST)
        sheet.write_datetime(1, 0, datetime(2022, 5, 1), month)  # noqa: DTZ001 - Excel has no zones
        sheet.write_number(1, 4, 0.429, percent)
        sheet.write_number(1, 5, 1234)
        sheet.write_datetime(1, 8, datetime(2026, 11, 1))  # noqa: DTZ001
        sheet.write_row(2, 0, changed(period="2022-06"))
        sheet.write_formula(2, 4, "=SUM(A1:B9)", None, 42.900000000000006)
        sheet.write_row(3, 0, changed(period="2022-07"))
        sheet.write_number(3, 4, 42.9, literal)

    found = table(made_by(fill))
    assert found.issues == ()
    assert [(row.period.text, str(row.value)) for row in found.rows] == [
        ("2022-05", "42.9"),
        ("2022-06", "42.9"),
        ("2022-07", "42.9"),
    ]
    assert (found.rows[0].count, found.rows[0].retrieved) == (1234, date(2026, 11, 1))


def test_a_line_break_within_a_cell_is_a_space() -> None:
    [row] = taken(changed(källa="egen\nenkät")).rows
    assert row.source == "egen enkät"


# -------------------------------------------------------------------- what is refused


def test_everything_that_is_wrong_is_told_at_once_with_its_row() -> None:
    found = taken(
        changed(period="ht 2022"),
        FIRST,
        changed(område="Lila kommun", kön="okänt"),
        changed(värde="", antal="<5"),
        changed(källa=""),
        changed(hämtad="i går"),
    )
    assert len(found.rows) == 1
    assert wrong(found) == [
        (2, "period: “ht 2022” cannot be used."),
        (4, "kön: “okänt” cannot be used."),
        (5, "antal: “<5” cannot be used."),
        (6, "källa is empty."),
        (7, "hämtad: “i går” cannot be used."),
    ]


def test_an_area_that_is_misspelt_is_suggested() -> None:
    [issue] = taken(changed(område="Lila komun")).issues
    assert english(issue.hint) == "Did you mean Lilla kommun? Otherwise add it to the register."


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?"])
@pytest.mark.parametrize("column", ["grupp", "värde", "antal", "hämtad"])
def test_a_formula_that_has_failed_is_never_an_empty_cell(error: str, column: str) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, FIRST)
        sheet.write_formula(1, HEADER.index(column), "=1/0", None, error)

    assert wrong(table(made_by(fill))) == [(2, f"{column}: the cell shows the error {error}")]


@pytest.mark.parametrize(
    "error", ["#DIVISION/0!", "#SAKNAS!", "#REFERENS!", "#VÄRDEFEL!", "#NAMN?"]
)
def test_a_formula_that_has_failed_in_a_swedish_text_file(error: str) -> None:
    cells = delimited([HEADER, list(map(str, changed(antal=error)))])
    assert wrong(table(cells.encode())) == [(2, f"antal: the cell shows the error {error}")]


@pytest.mark.parametrize("dash", "-–—−")
def test_a_dash_is_zero_or_nothing_as_a_person_says(dash: str) -> None:
    content = xlsx([HEADER, changed(värde=dash)])
    with pytest.raises(AmbiguousError) as caught:
        table(content)
    assert (caught.value.choice, list(caught.value.answers)) == (FileChoice.DASH, ["0", "saknas"])
    [zero] = table(content, choices=NOTHING_SAID.with_answer(FileChoice.DASH, "0")).rows
    [missing] = table(content, choices=NOTHING_SAID.with_answer(FileChoice.DASH, "saknas")).rows
    assert (zero.value, zero.status) == (Decimal(0), "")
    assert (missing.value, missing.status) == (None, ValueStatus.MISSING)


def test_a_note_below_the_values_is_told_of_once() -> None:
    assert wrong(taken(FIRST, ["Källa: SCB"])) == [(3, "The row holds nothing but “Källa: SCB”.")]


def test_a_value_in_a_column_without_a_name_is_not_passed_over() -> None:
    assert wrong(taken([*FIRST, "12"])) == [(2, "“12” stands in no column.")]


@pytest.mark.parametrize("text", ["=1+1", "+46 70", "@SUM(A1)", "-x", "=cmd|' /C calc'!A0"])
@pytest.mark.parametrize("column", ["källa", "grupp"])
def test_text_that_a_spreadsheet_would_run_is_refused(text: str, column: str) -> None:
    [(line, said)] = wrong(taken(changed(**{column: text})))
    assert (line, "begins as a formula" in said) == (2, True)


@pytest.mark.parametrize("sign", ["\x1b", "\u202e", "\u200b", "\x00", "\x7f", "\ufeff"])
def test_signs_that_cannot_be_seen_are_refused(sign: str) -> None:
    cells = [cell.replace("enkät", f"en{sign}kät") for cell in FIRST]
    content = delimited([HEADER, cells]).encode("utf-8")
    if sign == "\x00":
        assert "neither a workbook nor text" in refusal(content)
    else:
        assert wrong(table(content)) == [
            (2, f"The line holds a sign that cannot be seen: U+{ord(sign):04X}.")
        ]


@pytest.mark.parametrize("column", HEADER)
def test_a_personal_identity_number_is_refused_and_not_repeated(column: str) -> None:
    found = taken(changed(**{column: "19121212-1212"}))
    assert wrong(found) == [(2, "The row holds a personal identity number.")]


def test_a_personal_identity_number_is_refused_wherever_it_stands() -> None:
    content = xlsx([["Svar från 121212-1212"], HEADER, FIRST, [], [*FIRST, "121212+1212"]])
    assert [line for line, _ in wrong(table(content))] == [1, 5]


# -------------------------------------------------------------------- the names of the columns

KNOWN = ", ".join(WORDS.all_of(ValueColumn))
NO_NAMES = (
    "The file has none of the forms that are known: no row among the first 20 names its columns. "
    "This row says a, b, c. Call the columns period, område, kön, värde, or write the values in a "
    "template: ./policytrace indicators template FILE."
)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (["period", "område", "kön", "varde", "källa"],
         "There can be no column called “varde”. Did you mean värde?"),
        (["period", "område", "kön", "värde", "kommentar", "länk"],
         f"There can be no columns called länk. The columns are {KNOWN}."),
        (["period", "område", "kön", "källa"], "There is no column called värde."),
        (["period", "område", "kön", "värde", "Värde"], "Two columns are called värde."),
        (["a", "b", "c"], NO_NAMES),
    ],
)  # fmt: skip
def test_names_that_are_not_as_they_must_be(header: list[str], said: str) -> None:
    assert refusal(xlsx([header, ["1"] * len(header)])) == said


def test_the_names_must_stand_among_the_first_rows() -> None:
    assert table(xlsx([HEADER, FIRST], top=19)).rows
    titles = [[f"rad {number}"] for number in range(20)]
    assert "none of the forms that are known" in refusal(xlsx([*titles, HEADER, FIRST]))


def test_what_is_shown_of_a_foreign_name_cannot_steer_the_terminal() -> None:
    said = refusal(delimited([[*HEADER, "\x1b[2J" + "x" * 900]]).encode())
    assert "called ·[2Jxxx" in said
    assert len(said) < 200
