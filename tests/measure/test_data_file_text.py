"""A data file that gets new values: all that is not about them keeps its bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytrace.measure.data_file_text import changed_file
from policytrace.measure.tables import Row, Table, read_table, table_text
from policytrace.schema.vocabulary import Sex
from tests.measure.figures import (
    AREAS,
    COUNTY,
    HEADER,
    HOME,
    NORTH_REGSO,
    WITH_REGSO,
    WORDS,
    figure,
)

TOP = ",".join(HEADER)
WOMEN = f"2013,{HOME},kvinnor,,11.10,,,källan,2026-11-01"
MEN = f'2013,{HOME},män,,"12",,,"källan",2026-11-01'


def read(content: bytes | None) -> Table:
    """What a data file with this content holds."""
    return Table() if content is None else read_table(content, AREAS, WORDS)


def changed(content: bytes, *new: Row) -> str:
    """The file when these rows have come to it."""
    table = read(content)
    assert table.issues == ()
    keys = {row.key for row in new}
    kept = [row for row in table.rows if row.key not in keys]
    return becomes(content, [*kept, *new])


def becomes(content: bytes | None, rows: Iterable[Row]) -> str:
    """The file when it is to hold these rows."""
    return changed_file(content, read(content), rows, AREAS, WORDS).decode()


def of(period: str, value: str, sex: Sex = Sex.WOMEN, area: str = HOME) -> Row:
    return figure(period, value, sex, area)


def line_of(row: Row) -> str:
    """The line of a row in a file without the columns that may be absent."""
    cells = table_text([row], AREAS, WORDS).splitlines()[1].split(",")
    return ",".join([*cells[:2], *cells[3:9], cells[10]])


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_rows_that_stay_keep_their_bytes(line_end: str, mark: str) -> None:
    before = mark + line_end.join([TOP, WOMEN, "", MEN, ""])
    new = of("2014", "13")
    after = changed(before.encode(), new)
    assert after == mark + line_end.join([TOP, WOMEN, line_of(new), "", MEN, ""])


def test_a_row_that_changes_stands_where_it_stood() -> None:
    new = of("2013", "14")
    assert changed(f"{TOP}\n{MEN}\n{WOMEN}\n".encode(), new) == f"{TOP}\n{MEN}\n{line_of(new)}\n"


def test_a_row_that_goes_takes_nothing_with_it() -> None:
    content = f"{TOP}\n{MEN}\n{WOMEN}".encode()
    women = [row for row in read(content).rows if row.sex is Sex.WOMEN]
    assert becomes(content, women) == f"{TOP}\n{WOMEN}"


def test_a_file_in_an_order_of_its_own_keeps_it() -> None:
    riket = f"2013,{COUNTY},totalt,,1,,,källan,2026-11-01"
    new = of("2012", "3", Sex.MEN)
    lines = changed(f"{TOP}\n{riket}\n{MEN}\n{WOMEN}".encode(), new).splitlines()
    assert [line for line in lines if line != line_of(new)] == [TOP, riket, MEN, WOMEN]
    assert lines.index(line_of(new)) == lines.index(WOMEN) + 1


def test_a_first_row_comes_below_the_header() -> None:
    new = of("2012", "3")
    assert changed(f"{TOP}\n{WOMEN}\n".encode(), new) == f"{TOP}\n{line_of(new)}\n{WOMEN}\n"
    assert changed(f"{TOP}".encode(), new) == f"{TOP}\n{line_of(new)}\n"


def test_a_column_that_is_needed_is_added_and_the_file_written_anew() -> None:
    content = f"{TOP}\n{WOMEN}\n".encode()
    provisional = replace(of("2014", "3"), is_source_provisional=True)
    old = read(content).rows
    assert changed(content, provisional) == table_text([*old, provisional], AREAS, WORDS)
    table = read_table(content, WITH_REGSO, WORDS)
    rows = [*table.rows, of("2013", "3", area=NORTH_REGSO)]
    after = changed_file(content, table, rows, WITH_REGSO, WORDS).decode()
    assert after == table_text(rows, WITH_REGSO, WORDS)


@pytest.mark.parametrize("content", [None, b"", b"x\n", f"{TOP}\n{WOMEN}\n{WOMEN}\n".encode()])
def test_what_is_no_file_or_has_errors_gets_the_canonical_form(content: bytes | None) -> None:
    rows = [of("2014", "3")]
    assert becomes(content, rows) == table_text(rows, AREAS, WORDS)


ROWS = st.dictionaries(
    st.tuples(
        st.integers(2000, 2006).map(str), st.sampled_from(Sex), st.sampled_from([HOME, COUNTY])
    ),
    st.integers(0, 3),
    max_size=12,
).map(lambda found: [of(year, str(value), sex, area) for (year, sex, area), value in found.items()])


def in_any_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.period, row.area, row.sex))


@settings(max_examples=100, deadline=None)
@given(ROWS, ROWS, st.randoms(use_true_random=False))
def test_any_change_is_read_back_and_leaves_the_rest(
    old: list[Row], new: list[Row], chance: Random
) -> None:
    top, *body = table_text(old, AREAS, WORDS).splitlines()
    chance.shuffle(body)
    lines = [top, *(line.replace(HOME, f'"{HOME} "') for line in body)]
    content = "\n".join(lines).encode()
    after = becomes(content, new)
    table = read(after.encode())
    assert table.issues == ()
    assert in_any_order(table.rows) == in_any_order(new)
    stay = [lines[row.line - 1] for row in read(content).rows if row in new]
    left = iter(after.splitlines())
    assert all(line in left for line in stay)


@settings(max_examples=100, deadline=None)
@given(ROWS, ROWS)
def test_a_file_in_the_canonical_form_stays_so(old: list[Row], new: list[Row]) -> None:
    content = table_text(old, AREAS, WORDS).encode()
    assert becomes(content, new) == table_text(new, AREAS, WORDS)
