"""The values of an indicator: what a row may say, and what is told of one that says else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure.areas import AreaRegister
from policytrace.measure.tables import (
    Row,
    Table,
    check_cells,
    read_table,
    table_text,
    wrong_together,
)
from policytrace.schema.vocabulary import Sex, ValueColumn, ValueStatus
from policytrace.values.decimals import plain
from policytrace.values.periods import parse_period
from tests.measure.figures import (
    AREAS,
    COUNTY,
    DISTRICTS,
    EAST_REGSO,
    HOME,
    NORTH,
    NORTH_REGSO,
    WITH_REGSO,
    WORDS,
    csv_of,
    figure,
)
from tests.plan_builder import english

RIGHT = {
    "period": "2022",
    "område": HOME,
    "kön": "kvinnor",
    "grupp": "",
    "värde": "42.9",
    "antal": "120",
    "status": "",
    "källa": "egen enkät",
    "hämtad": "2026-11-01",
}
"""A row in which nothing is wrong."""

CELLS_OF_RIGHT = {column: RIGHT.get(WORDS.of(column), "") for column in ValueColumn}


def read(*lines: str) -> Table:
    return read_table(csv_of(*lines), AREAS, WORDS)


def line_of(**cells: str) -> str:
    """A line of a file: a right one, with other cells."""
    return ",".join({**RIGHT, **cells}.values())


def told(table: Table) -> list[tuple[int, str]]:
    return [(issue.line, english(issue.message)) for issue in table.issues]


# ----------------------------------------------------------------- which area a row is about


def of_kind(name: str, kind: str | None) -> Table:
    """A file with one row about an area of this name; without the column if `kind` is None."""
    cells = {**RIGHT, "område": name}
    if kind is not None:
        cells = {**cells, "områdesslag": kind}
    header = [word for word in WORDS.all_of(ValueColumn) if word in cells]
    line = ",".join(cells[word] for word in header)
    return read_table(csv_of(line, header=header), WITH_REGSO, WORDS)


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("Norra", "valdistrikt", NORTH),
        ("Norra", "regso", NORTH_REGSO),
        ("Östra", "regso", EAST_REGSO),
        ("Östra", "", EAST_REGSO),
        ("Östra", None, EAST_REGSO),
        (HOME, "kommun", HOME),
        (HOME, None, HOME),
    ],
)
def test_an_area_is_known_by_name_and_kind(name: str, kind: str | None, key: str) -> None:
    table = of_kind(name, kind)
    assert told(table) == []
    assert [row.area for row in table.rows] == [key]


@pytest.mark.parametrize("kind", ["", None])
def test_a_name_that_several_areas_have_is_not_guessed(kind: str | None) -> None:
    (issue,) = of_kind("Norra", kind).issues
    assert issue.line == 2
    assert english(issue.message) == "Several areas are called “Norra”."
    assert english(issue.hint) == "Write in områdesslag which it is: valdistrikt, regso."


@pytest.mark.parametrize("kind", ["by", "Regso", "RegSO", "kommun", "regso.", "län"])
def test_an_area_of_another_kind_is_another_area(kind: str) -> None:
    (issue,) = of_kind("Östra", kind).issues
    assert english(issue.message) == f"“Östra” is no {kind} in the register of areas."
    assert english(issue.hint) == "Write in områdesslag which it is: regso."


def test_values_of_areas_with_one_name_are_not_the_same_value() -> None:
    header = WORDS.all_of(ValueColumn)
    lines = [
        f"2022,Norra,{kind},totalt,,5,,,egen enkät,,2026-11-01"
        for kind in ("valdistrikt", "regso", "regso")
    ]
    table = read_table(csv_of(*lines, header=header), WITH_REGSO, WORDS)
    assert [row.area for row in table.rows] == [NORTH, NORTH_REGSO, NORTH_REGSO]
    assert [line for line, _ in told(table)] == [4]


@pytest.mark.parametrize(("cell", "meant"), [("ja", True), ("nej", False), ("", False)])
def test_a_source_may_be_provisional(cell: str, meant: bool) -> None:  # noqa: FBT001
    row = check_cells({**CELLS_OF_RIGHT, ValueColumn.PROVISIONAL_SOURCE: cell}, 2, AREAS, WORDS)
    assert isinstance(row, Row)
    assert row.is_source_provisional is meant


@pytest.mark.parametrize("cell", ["yes", "Ja", "x", "true", "preliminärt"])
def test_whether_a_source_is_provisional_is_said_in_a_word(cell: str) -> None:
    found = check_cells({**CELLS_OF_RIGHT, ValueColumn.PROVISIONAL_SOURCE: cell}, 2, AREAS, WORDS)
    assert isinstance(found, tuple)
    assert [english(issue.hint) for issue in found] == ["Write ja, or nothing."]


def test_columns_that_may_be_absent_keep_their_place() -> None:
    header = WORDS.all_of(ValueColumn)
    wrong = [header[0], *header[2:3], header[1], *header[3:]]
    table = read_table(csv_of("", header=wrong), AREAS, WORDS)
    assert [line for line, _ in told(table)] == [1]


# --------------------------------------------------------------------- what a row says


def test_a_row_is_read_cell_by_cell() -> None:
    table = read(line_of(), "", line_of(period="2023", kön="män"))
    assert table.issues == ()
    first, second = table.rows
    assert first == Row(
        period=parse_period("2022"),
        area=HOME,
        sex=Sex.WOMEN,
        group="",
        value=Decimal("42.9"),
        count=120,
        status="",
        source="egen enkät",
        retrieved=date(2026, 11, 1),
    )
    assert (first.line, second.line) == (2, 4)
    assert first.key == (parse_period("2022"), HOME, Sex.WOMEN, "")


@pytest.mark.parametrize("value", ["0", "-0", "0.0", "-12.5", "007", "999999999999999.0123456789"])
def test_numbers(value: str) -> None:
    [row] = read(line_of(värde=value)).rows
    assert row.value == Decimal(value)


@pytest.mark.parametrize(
    ("value", "status", "meant"),
    [
        ("", "saknas", ValueStatus.MISSING),
        ("", "sekretess", ValueStatus.CONFIDENTIAL),
        ("", "återkallat", ValueStatus.WITHDRAWN),
        ("", "preliminärt", ValueStatus.PRELIMINARY),
        ("", "kolada: Uppgift saknas", "kolada: Uppgift saknas"),
        ("1", "", ""),
        ("1", "preliminärt", ValueStatus.PRELIMINARY),
        ("1", "kolada: Estimated", "kolada: Estimated"),
    ],
)
def test_a_value_and_a_status_that_go_together(value: str, status: str, meant: str) -> None:
    table = read(line_of(värde=value, status=status))
    assert told(table) == []
    assert table.rows[0].status == meant


@pytest.mark.parametrize(
    ("value", "status", "said"),
    [
        ("", "", "The row has neither a value nor a status."),
        ("1", "saknas", "The status says saknas, but there is a value."),
        ("1", "sekretess", "The status says sekretess, but there is a value."),
        ("1", "återkallat", "The status says återkallat, but there is a value."),
    ],
)
def test_a_value_and_a_status_that_do_not(value: str, status: str, said: str) -> None:
    table = read(line_of(värde=value, status=status))
    assert told(table) == [(2, said)]
    assert table.rows == ()


# ----------------------------------------------------------------- what can be wrong


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(
            ("period", text)
            for text in ("22", "2022-13", "2022/22", "maj 2022", "2101", "２０２２")
        ),
        *(("kön", text) for text in ("Kvinnor", "kvinna", "women", "alla", "ma\u0308n")),
        *(("värde", text) for text in ("42 9", "1e3", "NaN", "inf", "0x1", "1.", ".5", "1_000")),
        *(("värde", text) for text in ("−1", "42%", "1.12345678901", "1" * 16, "٤", "1-1")),
        *(("antal", text) for text in ("-1", "1.0", "12 st", "1" * 10, "x", "²")),
        *(
            ("status", text)
            for text in ("Saknas", "missing", "okänt", "kolada:", "kolada: " + "x" * 62)
        ),
        *(("källa", text) for text in ("", "x" * 401, "-1")),
        *(("hämtad", text) for text in ("", "2026-11-31", "1/11 2026", "20261101", "2026-W45-1")),
        *(("grupp", text) for text in ("x" * 81, "-5")),
        ("område", ""),
    ],
)
def test_a_cell_that_cannot_be_used_is_told_with_its_column(column: str, value: str) -> None:
    table = read(line_of(), line_of(**{column: value}))
    assert len(table.rows) == 1
    said = f"{column}: “{value[:40]}” cannot be used." if value else f"{column} is empty."
    assert told(table) == [(3, said)]


def test_a_decimal_comma_is_a_column_too_many_or_a_number_that_cannot_be_used() -> None:
    assert told(read(line_of(värde="42,9"))) == [(2, "The row has 10 columns, but should have 9.")]
    assert told(read(line_of(värde='"42,9"'))) == [(2, "värde: “42,9” cannot be used.")]


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_lines() -> None:
    table = read(
        line_of(),
        line_of(kön="flickor", värde="x"),
        "2022,too,few",
        line_of(område="Nora"),
        line_of(),
        line_of(period="2022-H1", värde="=1"),
        line_of(period="2022-H1"),
    )
    assert [line for line, _ in told(table)] == [3, 3, 4, 5, 6, 7, 8]
    assert [row.line for row in table.rows] == [2, 6, 8]


def test_an_area_that_is_not_in_the_register_gets_the_nearest_name() -> None:
    [issue] = read(line_of(område="Nora")).issues
    assert english(issue.message) == "“Nora” is not in the register of areas."
    assert english(issue.hint) == "Did you mean Norra? Otherwise add it to the register."


def test_an_area_that_is_like_none_gets_no_guess() -> None:
    [issue] = read(line_of(område="Xyz")).issues
    assert "Did you mean" not in english(issue.hint)


def test_a_register_that_cannot_be_read_makes_no_area_unknown() -> None:
    assert read_table(csv_of(line_of(område="Nora")), AreaRegister(), WORDS).issues == ()


def test_two_rows_about_the_same_are_told_at_the_later() -> None:
    table = read(line_of(grupp="unga"), line_of(), line_of(grupp="unga", värde="1"))
    assert told(table) == [(4, "The same value stands on line 2: 2022, Lillköping, kvinnor unga")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2022", "2022-H1"),
        ("2022", "2022/23"),
        ("2022-Q1", "2022-H2"),
        ("2022-05", "2022"),
        ("2021/22", "2022-01"),
    ],
)
def test_a_file_holds_periods_of_one_length(first: str, second: str) -> None:
    table = read(line_of(period=first), line_of(period=first, kön="män"), line_of(period=second))
    assert told(table) == [(4, f"{second} is longer or shorter than the file's other periods.")]


def test_rows_can_be_tried_together_before_they_are_written() -> None:
    rows = [
        replace(figure(), line=5),
        replace(figure(value="3"), line=9),
        figure("2022-H1", line=4),
    ]
    assert [issue.line for issue in wrong_together(rows, WORDS)] == [9, 4]


def test_a_row_can_be_tried_before_it_is_in_a_file() -> None:
    assert isinstance(check_cells(CELLS_OF_RIGHT, 3, AREAS, WORDS), Row)
    issues = check_cells({**CELLS_OF_RIGHT, ValueColumn.GROUP: "=cmd|x"}, 3, AREAS, WORDS)
    assert isinstance(issues, tuple)
    assert [issue.line for issue in issues] == [3]


# ----------------------------------------------------------------- the canonical form


def test_rows_are_written_in_one_order_whatever_order_they_come_in() -> None:
    rows = [
        figure("2023", "1", area=COUNTY),
        figure("2022", "2", Sex.MEN, area=NORTH),
        figure("2023", "3", group="unga"),
        figure("2023", "4", Sex.TOTAL),
        figure("2022", "5", Sex.TOTAL),
        figure("2022", "6", Sex.MEN),
        figure("2023", "7", Sex.WOMEN),
    ]
    lines = table_text(rows, AREAS, WORDS).splitlines()
    assert lines[0] == ",".join(WORDS.all_of(ValueColumn))
    assert [line.split(",")[5] for line in lines[1:]] == ["7", "6", "5", "4", "3", "2", "1"]


def test_cells_are_written_plain() -> None:
    row = figure(
        "2017/18",
        None,
        Sex.WOMEN,
        status="kolada: x",
        count=3,
        source='Egen, "noga" räknad',
        retrieved=date(2026, 1, 2),
    )
    assert table_text([row, figure(value="10.50", is_source_provisional=True)], AREAS, WORDS) == (
        "period,område,områdesslag,kön,grupp,värde,antal,status,källa,preliminär_källa,hämtad\n"
        '2017/18,Lillköping,kommun,kvinnor,,,3,kolada: x,"Egen, ""noga"" räknad",,2026-01-02\n'
        "2022,Lillköping,kommun,totalt,,10.5,,,egen enkät,ja,2026-11-01\n"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        *(("0", "0"), ("-0", "0"), ("-0.00", "0"), ("100", "100"), ("100.0", "100")),
        *(("1E+3", "1000"), ("1E-7", "0.0000001"), ("-12.50", "-12.5")),
    ],
)
def test_a_number_is_written_without_exponent_and_zeros(value: str, written: str) -> None:
    assert plain(Decimal(value)) == written


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"], exclude_characters="\ufffd"),
    max_size=60,
).map(str.strip)
SAFE = TEXTS.filter(lambda text: not text.startswith(tuple("=+@-")))


@st.composite
def any_row(draw: st.DrawFn) -> Row:
    value = draw(
        st.none() | st.decimals(-(10**15) + 1, 10**15 - 1, places=draw(st.integers(0, 10)))
    )
    statuses = [ValueStatus.PRELIMINARY.value, "kolada: skattning"]
    if value is None:
        statuses += [ValueStatus.MISSING, ValueStatus.CONFIDENTIAL, ValueStatus.WITHDRAWN]
    else:
        statuses += [""]
    return Row(
        period=parse_period(str(draw(st.integers(1900, 2100)))),
        area=draw(st.sampled_from(list(WITH_REGSO.areas))),
        sex=draw(st.sampled_from(Sex)),
        group=draw(SAFE),
        value=value,
        count=draw(st.none() | st.integers(0, 999_999_999)),
        status=draw(st.sampled_from(statuses)),
        source=draw(SAFE.filter(bool)),
        is_source_provisional=draw(st.booleans()),
        retrieved=draw(st.dates(date(1900, 1, 1), date(2100, 1, 1))),
    )


ROWS = st.lists(any_row(), unique_by=lambda row: row.key)


def by_key(rows: Iterable[Row]) -> dict[object, Row]:
    return {row.key: row for row in rows}


@given(ROWS)
def test_what_is_written_is_read_again(rows: list[Row]) -> None:
    text = table_text(rows, WITH_REGSO, WORDS)
    table = read_table(text.encode(), WITH_REGSO, WORDS)
    assert table.issues == ()
    assert by_key(table.rows) == by_key(rows)
    assert table_text(table.rows, WITH_REGSO, WORDS) == text


@given(ROWS, st.randoms())
def test_the_order_of_rows_does_not_show_in_the_file(rows: list[Row], chance: object) -> None:
    text = table_text(rows, WITH_REGSO, WORDS)
    chance.shuffle(rows)  # type: ignore[attr-defined]
    assert table_text(rows, WITH_REGSO, WORDS) == text


@given(st.binary() | st.text().map(csv_of))
def test_no_content_is_too_strange_to_be_read(content: bytes) -> None:
    table = read_table(content, AREAS, WORDS)
    assert table.issues or not table.rows


CELLS = st.sampled_from([*RIGHT.values(), *DISTRICTS, "män", "saknas", "2022-H1", "0", "x"])


@given(st.lists(st.lists(CELLS | st.text(max_size=5), min_size=9, max_size=9), max_size=8))
def test_rows_that_are_nearly_right_are_read_or_told(rows: list[list[str]]) -> None:
    cells = [[cell.replace('"', '""') for cell in row] for row in rows]
    content = csv_of(*(",".join(f'"{cell}"' for cell in row) for row in cells))
    table = read_table(content, AREAS, WORDS)
    again = read_table(table_text(table.rows, AREAS, WORDS).encode(), AREAS, WORDS)
    assert by_key(again.rows) == by_key(table.rows)
