"""The form of CSV files: what is let in, and on which line that which is not stands."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure.csvfile import (
    MAX_BYTES,
    MAX_CELL,
    MAX_ROWS,
    csv_text,
    guarded,
    issue_in,
    read_lines,
    unguarded,
)
from tests.plan_builder import english

HEADER = ("namn", "värde")
HEAD = "namn,värde\n"


def read(content: str | bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows of a file in which nothing is wrong."""
    lines, issues = read_lines(content.encode() if isinstance(content, str) else content, HEADER)
    assert issues == ()
    return [(line.number, dict(line.cells)) for line in lines]


def wrong(content: str | bytes) -> list[tuple[int, str]]:
    """What is wrong with a file, and on which lines."""
    _, issues = read_lines(content.encode() if isinstance(content, str) else content, HEADER)
    return [(issue.line, english(issue.message)) for issue in issues]


def test_cells_are_read_by_their_header_without_space_around_them() -> None:
    assert read(HEAD + "a, 1 \nåäö,\n") == [
        (2, {"namn": "a", "värde": "1"}),
        (3, {"namn": "åäö", "värde": ""}),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_endings_of_any_system_count_the_same(end: str) -> None:
    rows = read(end.join(("namn,värde", "a,1", "", "b,2")))
    assert [number for number, _ in rows] == [2, 4]


def test_a_row_stands_on_the_line_where_it_begins() -> None:
    content = HEAD + 'a,"1\n2\n3"\nb,2,3\nc,3\n'
    lines, issues = read_lines(content.encode(), HEADER)
    assert [issue.line for issue in issues] == [2, 5]
    assert english(issues[0].message) == "The line holds a sign that cannot be seen: U+000A."
    assert [line.number for line in lines] == [6]


def test_quotation_marks_hold_commas_and_quotation_marks() -> None:
    assert read(HEAD + '"a, ""b""",1\n') == [(2, {"namn": 'a, "b"', "värde": "1"})]


@pytest.mark.parametrize(
    ("content", "line"),
    [(HEAD + 'a,1\nb,"2\nc,3\n', 3), (HEAD + 'a,"1"2\n', 2), ('"namn,värde\na,1\n', 1)],
    ids=["not closed", "text after it", "in the header"],
)
def test_quotation_marks_that_do_not_add_up(content: str, line: int) -> None:
    assert wrong(content) == [(line, "From here on the file cannot be told apart into cells.")]


def test_rows_before_one_that_cannot_be_read_are_read() -> None:
    lines, _ = read_lines((HEAD + 'a,1\nb,"2\n').encode(), HEADER)
    assert [line.number for line in lines] == [2]


NOT_OURS = "The file does not begin with the line namn,värde."


@pytest.mark.parametrize(
    "content",
    [
        "namn;värde\na;1\n",
        "a,1\n",
        "Namn,Värde\na,1\n",
        "värde,namn\n1,a\n",
        "namn,värde,\n",
        "namn\n",
        "namn,va\u0308rde\n",
        "\n" + HEAD,
        "namn\x00,värde\n",
        "sep=,\n" + HEAD,
    ],
    ids=[
        *("semicolons", "no header", "capitals", "other order"),
        *("one more", "one less", "decomposed", "empty line first", "NUL", "Excel's sep"),
    ],
)
def test_a_header_that_is_not_exactly_ours(content: str) -> None:
    assert wrong(content) == [(1, NOT_OURS)]


def test_a_byte_order_mark_is_no_matter() -> None:
    lines, issues = read_lines(f"\ufeff{HEAD}a,1\n".encode(), HEADER)
    assert [dict(line.cells) for line in lines] == [{"namn": "a", "värde": "1"}]
    assert issues == ()


@pytest.mark.parametrize("content", [b"", b" ", b"\n\n", b"\r\n \t\r\n"])
def test_an_empty_file(content: bytes) -> None:
    assert wrong(content) == [(1, "The file is empty.")]


def test_what_is_not_utf_8_is_found_on_its_line() -> None:
    assert wrong((HEAD + "a,1\nmål,2\n").encode("cp1252")) == [(1, "The file is not UTF-8.")]
    assert wrong(HEAD.encode() + b"a,1\nm\xe5l,2\n") == [(3, "The file is not UTF-8.")]
    assert wrong(HEAD.encode("utf-16")) == [(1, "The file is not UTF-8.")]


@pytest.mark.parametrize("count", [1, 3, 20])
def test_a_row_of_another_length_than_the_header(count: int) -> None:
    assert wrong(HEAD + ",".join("a" * count) + "\n") == [
        (2, f"The row has {count} columns, but should have 2.")
    ]


@pytest.mark.parametrize(
    "sign",
    [
        *("\x00", "\x07", "\x7f", "\x85", "\u00ad", "\u061c", "\u200b", "\u200e", "\u2028"),
        *("\u202e", "\u2060", "\u2066", "\ufeff", "\ufffd", "\ue000", "\U000e0041"),
    ],
)
def test_a_sign_that_cannot_be_seen(sign: str) -> None:
    assert wrong(HEAD + f"a{sign}b,1\n") == [
        (2, f"The line holds a sign that cannot be seen: U+{ord(sign):04X}.")
    ]


@pytest.mark.parametrize("text", ["1\u00a0234", "1\u202f234", "naïve – “så” 😀", "日本"])
def test_signs_that_people_write(text: str) -> None:
    assert read(HEAD + f"{text},1\n") == [(2, {"namn": text, "värde": "1"})]


@pytest.mark.parametrize(
    "text", ["=1+1", "+46", "@SUM(A1)", "-a", "--", "-", '"=HYPERLINK(""x"")"', " =1", "-+1"]
)
def test_text_that_a_spreadsheet_would_run(text: str) -> None:
    [(line, said)] = wrong(HEAD + f"a,1\n{text},1\n")
    assert line == 3
    assert "begins as a formula" in said


@pytest.mark.parametrize("text", ["Våld;=1+2", "a; -b", '"a;""=1"""'])
def test_text_that_a_spreadsheet_would_run_if_semicolons_keep_cells_apart(text: str) -> None:
    [(line, said)] = wrong(HEAD + f"{text},1\n")
    assert line == 2
    assert "begins as a formula" in said


@pytest.mark.parametrize("text", ["-1", "-0.5", "−1", "a; b", "a=1", "a-b", "1+1"])
def test_text_that_it_would_not_run(text: str) -> None:
    assert len(read(HEAD + f"{text},1\n")) == 1


def test_a_cell_has_a_longest_length() -> None:
    assert len(read(HEAD + "a" * MAX_CELL + ",1\n")) == 1
    assert wrong(HEAD + "a" * (MAX_CELL + 1) + ",1\n") == [
        (2, f"“{'a' * 40} …” is longer than 1000 characters.")
    ]


def test_a_cell_longer_than_python_s_own_limit() -> None:
    [(line, _)] = wrong(HEAD + "a" * 200_000 + ",1\n")
    assert line == 2


def test_a_file_has_a_largest_size() -> None:
    said = "The file is larger than 5000000 bytes or 50000 rows."
    assert wrong(HEAD.encode() + b"a" * MAX_BYTES) == [(1, said)]
    assert wrong(b"\xff" * 10_000_000) == [(1, said)]
    assert wrong(HEAD + "a,1\n" * (MAX_ROWS + 1)) == [(1, said)]
    assert wrong(HEAD + "a\n" * (MAX_ROWS + 1)) == [(1, said)]
    assert len(read(HEAD + "a,1\n" * MAX_ROWS + "\n\n")) == MAX_ROWS


def test_a_row_that_is_not_from_a_file_is_tried_in_the_same_way() -> None:
    assert issue_in(["a", "1"], HEADER, 7) is None
    assert issue_in([], HEADER, 7) is None
    found = issue_in(["a"], HEADER, 7)
    assert found is not None
    assert found.line == 7


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="\ufffd")
).filter(lambda text: not text.startswith(tuple("=+@-")))


@given(st.lists(st.tuples(CELLS.filter(bool), CELLS)))
def test_what_is_written_is_read_again(rows: list[tuple[str, str]]) -> None:
    text = csv_text(HEADER, iter(rows))
    assert [tuple(cells.values()) for _, cells in read(text)] == rows
    assert "\r" not in text


@pytest.mark.parametrize(
    "cell", ["=1+1", "+46", "@SUM(A1)", "-cmd", "-2+3+cmd|' /C calc'!A0", "\t=1", "\n=1"]
)
def test_what_is_written_is_no_formula(cell: str) -> None:
    written = csv_text(HEADER, [(cell, "-2.5")])
    assert f"'{cell[0]}" in written
    assert written.rstrip("\n").endswith(",-2.5")


HOSTILE = st.text(alphabet="'=+-@1a,;\" \t\r\n", max_size=9)


def undone(cell: str) -> str:
    """The text of a cell, as the guide on open data says that it is had back."""
    return re.sub(
        r"""(?:\A|(?<=[;\t\n]))'(?='*(?:[^\S\t\r\n]|")*[-=+@\t\r])|\A'(?='*\n)""", "", cell
    )


@given(HOSTILE)
def test_what_was_written_is_had_back_by_taking_the_apostrophes_away(cell: str) -> None:
    _, [written, _] = csv.reader(io.StringIO(csv_text(HEADER, [(cell, "")]), newline=""))
    assert undone(written) == unguarded(written) == re.sub("\r\n?", "\n", cell)


def cells_found(text: str, delimiter: str) -> Iterator[str]:
    """The cells that two readers find that keep them apart by a sign: one heeds quotation marks."""
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield from row
    for line in text.splitlines():
        yield from line.split(delimiter)


@given(st.lists(st.tuples(HOSTILE, HOSTILE), max_size=3), st.sampled_from(";\t"))
def test_no_reader_finds_a_formula_whatever_it_keeps_cells_apart_by(
    rows: list[tuple[str, str]], delimiter: str
) -> None:
    text = csv_text(HEADER, rows)
    inside = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    for cell in (*inside, *cells_found(text, delimiter)):
        begins = cell.lstrip(' "')
        assert re.fullmatch("-[0-9.]+", begins) or not begins.startswith(tuple("=+-@\t\r"))


def test_a_negative_number_is_one_but_for_the_first_of_a_row() -> None:
    """For whoever keeps cells apart by semicolons all of the row is one cell."""
    assert csv_text(HEADER, [("-1", "-1+cmd|' /C calc'!A0"), ("a", "-1")]) == (
        HEAD + "'-1,'-1+cmd|' /C calc'!A0\na,-1\n"
    )


@pytest.mark.parametrize("delimiter", ";\t")
@pytest.mark.parametrize("sign", "=+-@")
@pytest.mark.parametrize("before", ["", " ", '"', '" '])
def test_no_part_of_a_text_is_a_formula(delimiter: str, sign: str, before: str) -> None:
    cell = f"Våld{delimiter}{before}{sign}1+2{delimiter}x"
    text = csv_text(HEADER, [(cell, "-2.5"), ("b", cell)])
    assert not [one for one in cells_found(text, delimiter) if one.strip(' "').startswith(sign)]
    assert ",-2.5\n" in text


def test_a_line_of_a_text_is_no_formula_either() -> None:
    cell = "Så här:\n\n- först\n- sedan"
    assert "Så här:\n\n'- först\n'- sedan" in csv_text(HEADER, [(cell, "1")])


def test_a_text_with_thousands_of_places_is_soon_written() -> None:
    cell = ";\t\n'\" " * 20_000
    assert unguarded(guarded(cell)) == cell


@given(st.binary() | st.text().map(lambda text: (HEAD + text).encode(errors="replace")))
def test_no_content_is_too_strange_to_be_read(content: bytes) -> None:
    lines, issues = read_lines(content, HEADER)
    last = content.count(b"\n") + content.count(b"\r") + 1
    assert all(2 <= line.number <= last for line in lines)
    assert all(1 <= issue.line <= last for issue in issues)
    for line in lines:
        assert tuple(line.cells) == HEADER


@given(st.lists(st.lists(st.text(max_size=3), min_size=2, max_size=2)))
def test_no_row_is_lost_in_silence(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADER, *rows])
    lines, issues = read_lines(out.getvalue().encode(errors="replace"), HEADER)
    assert len(lines) + len(issues) == len(rows)
