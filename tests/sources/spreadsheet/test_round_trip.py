"""Whatever a data file can hold comes back from a workbook, and from what Excel writes as text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from policytrace.checks.identity_numbers import identity_numbers
from policytrace.measure.csvfile import issue_in
from policytrace.measure.tables import Row, Table, read_table, status_word
from policytrace.schema.vocabulary import Sex, ValueStatus
from policytrace.values.decimals import plain
from policytrace.values.periods import Period, parse_period
from tests.measure.figures import WORDS
from tests.sources.spreadsheet.making import AREAS, HEADER, Cell, canonical, delimited, table, xlsx

YEARS = st.integers(1900, 2099)
PERIODS: st.SearchStrategy[st.SearchStrategy[str]] = st.sampled_from(
    [
        YEARS.map(str),
        st.builds("{}-H{}".format, YEARS, st.integers(1, 2)),
        st.builds("{}-Q{}".format, YEARS, st.integers(1, 4)),
        st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
        YEARS.map(lambda year: f"{year}/{(year + 1) % 100:02}"),
    ]
)


def can_be_kept(text: str) -> bool:
    """Whether a data file may hold the text as it stands."""
    return (
        text == unicodedata.normalize("NFC", text.strip())
        and issue_in([text], [text], 1) is None
        and not any(identity_numbers(text))
        and not text.startswith("#")
    )


def texts(least: int, most: int, codec: str) -> st.SearchStrategy[str]:
    letters = st.characters(codec=codec, exclude_categories=["C", "Zl", "Zp"])
    return st.text(letters, min_size=least, max_size=most).filter(can_be_kept)


VALUES = st.decimals(-(10**6), 10**6, places=3).filter(
    lambda value: not any(identity_numbers(plain(value)))
)


@st.composite
def rows(draw: st.DrawFn, text: st.SearchStrategy[str], codec: str) -> Row:
    value = draw(st.none() | VALUES)
    return Row(
        period=parse_period(draw(text)),
        area=draw(st.sampled_from(list(AREAS.areas))),
        sex=draw(st.sampled_from(Sex)),
        group=draw(texts(0, 12, codec)),
        value=value,
        count=draw(st.none() | st.integers(0, 99_999)),
        status=draw(
            st.sampled_from(
                [ValueStatus.MISSING, ValueStatus.CONFIDENTIAL]
                if value is None
                else ["", ValueStatus.PRELIMINARY]
            )
        ),
        source=draw(texts(1, 30, codec).filter(lambda text: not text.startswith("-"))),
        retrieved=draw(st.dates(date(2000, 1, 1), date(2099, 12, 31))),
    )


def series_of(codec: str) -> st.SearchStrategy[list[Row]]:
    """Rows about different things with periods of one length; texts that a codec can write."""
    return PERIODS.flatmap(
        lambda text: st.lists(
            rows(text, codec), min_size=1, max_size=6, unique_by=lambda row: row.key
        )
    )


SERIES = series_of("utf-8")


def cells(row: Row, value: Cell, retrieved: Cell) -> list[Cell]:
    return [
        row.period.text,
        AREAS.areas[row.area].name,
        WORDS.of(row.sex),
        row.group,
        value,
        row.count,
        status_word(row.status, WORDS),
        row.source,
        retrieved,
    ]


def grouped(value: Decimal) -> str:
    """A number as Swedish Excel shows it with a format for thousands."""
    return f"{value:,.3f}".replace(",", "\u00a0").replace(".", ",").replace("-", "−")


def swedish(series: Iterable[Row], *, thousands: bool) -> str:
    written = [
        cells(
            row,
            None if row.value is None
            else grouped(row.value) if thousands
            else plain(row.value).replace(".", ","),
            row.retrieved.isoformat(),
        )
        for row in series
    ]  # fmt: skip
    return delimited(
        [HEADER, *(["" if cell is None else str(cell) for cell in line] for line in written)]
    )


def comes_back(found: Table, series: list[Row]) -> bool:
    assert found.issues == ()
    return canonical(found.rows) == canonical(series)


@given(SERIES)
def test_the_canonical_file(series: list[Row]) -> None:
    content = canonical(series).encode()
    assert comes_back(table(content), series)
    assert read_table(content, AREAS, WORDS).issues == ()


@given(SERIES, st.booleans(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_as_swedish_excel_writes_it(series: list[Row], thousands: bool, encoding: str) -> None:  # noqa: FBT001 - Hypothesis draws it
    content = swedish(series, thousands=thousands).encode(encoding)
    assert comes_back(table(content), series)


@given(series_of("cp1252"))
def test_text_for_windows(series: list[Row]) -> None:
    text = swedish(series, thousands=True).replace("−", "-")
    assert comes_back(table(text.encode("cp1252")), series)


@given(SERIES, st.integers(0, 9), st.integers(0, 5))
def test_a_workbook(series: list[Row], top: int, left: int) -> None:
    lines = [
        cells(row, None if row.value is None else float(row.value), row.retrieved) for row in series
    ]
    assert comes_back(table(xlsx([HEADER, *lines], top=top, left=left)), series)


@given(PERIODS.flatmap(lambda text: text))
def test_every_period_is_left_as_it_is(text: str) -> None:
    period: Period = parse_period(text)
    found = table(delimited([HEADER, [text, "Riket", "T", "", "1", "", "", "x", ""]]).encode())
    assert [row.period for row in found.rows] == [period]
    assert [row.period.text for row in found.rows] == [text]
