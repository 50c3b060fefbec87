"""The words and numbers of a sheet in the spelling of our data files."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.sources.spreadsheet.spelling import (
    count_of,
    number_of,
    period_of,
    sex_of,
    stored_number,
    value_and_status,
)
from policytrace.values.periods import parse_period
from tests.measure.figures import WORDS


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2022", "2022"),
        ("2022-H1", "2022-H1"),
        ("2022H2", "2022-H2"),
        ("2022 halvår 2", "2022-H2"),
        ("halvår 1 2022", "2022-H1"),
        ("2022-Q3", "2022-Q3"),
        ("2022K3", "2022-Q3"),
        ("2022k3", "2022-Q3"),
        ("2022 kv 3", "2022-Q3"),
        ("2022kv3", "2022-Q3"),
        ("kv. 3 2022", "kv. 3 2022"),
        ("kv 3 2022", "2022-Q3"),
        ("Kvartal 3, 2022", "Kvartal 3, 2022"),
        ("kvartal 3 2022", "2022-Q3"),
        ("Q1 2022", "2022-Q1"),
        ("2022-05", "2022-05"),
        ("2022M05", "2022-05"),
        ("2022-05-01", "2022-05"),
        ("maj 2022", "2022-05"),
        ("maj-22", "2022-05"),
        ("okt-09", "2009-10"),
        ("Dec-98", "1998-12"),
        ("september 2022", "2022-09"),
        ("2017/18", "2017/18"),
        ("2017/2018", "2017/18"),
        ("1999/2000", "1999/00"),
        ("läsår 2017/18", "2017/18"),
        ("Läsåret 2017/2018", "2017/18"),
        ("2017-2018", "2017/18"),
        ("läsår 2017–2018", "2017/18"),
        ("År 2022", "2022"),
        ("år: 2022", "2022"),
    ],
)
def test_a_period(written: str, period: str) -> None:
    assert period_of(written) == period


@pytest.mark.parametrize(
    "written",
    ["2022-05-02", "2022-13", "2022M13", "2022K5", "2017/2019", "2017-2019", "2018–2020", "År",
     "ht 2022", "vecka 7 2022", "mag 2022", "22", "", "2022.5"],
)  # fmt: skip
def test_what_is_no_period_stays_and_is_refused_later(written: str) -> None:
    assert period_of(written) == written
    with pytest.raises(ValueError, match="not a"):
        parse_period(period_of(written))


@pytest.mark.parametrize(
    ("words", "sex"),
    [
        (("kvinnor", "Kvinnor", "KVINNA", "k", "K", "flickor", "Flicka"), "kvinnor"),
        (("män", "MÄN", "man", "M", "pojkar", "pojke"), "män"),
        (("totalt", "Total", "T", "alla", "Samtliga", "båda könen"), "totalt"),
    ],
)
def test_a_sex(words: tuple[str, ...], sex: str) -> None:
    assert [sex_of(word, WORDS) for word in words] == [sex] * len(words)


def test_a_word_that_is_no_sex_stays() -> None:
    assert [sex_of(word, WORDS) for word in ("kv", "x", "", "mkt")] == ["kv", "x", "", "mkt"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("42,9", "42.9"),
        ("42.9", "42.9"),
        ("42,90", "42.9"),
        ("42,9 %", "42.9"),
        ("42,9%", "42.9"),
        ("42,9\u00a0%", "42.9"),
        ("−7,5", "-7.5"),
        ("–7", "-7"),
        ("-0,0", "0"),
        ("1 234", "1234"),
        ("1\u00a0234\u00a0567,5", "1234567.5"),
        ("1\u2009234", "1234"),
        ("12\u202f345", "12345"),
        ("007", "7"),
        ("0", "0"),
        ("42,857142857142854", "42.8571428571"),
    ],
)
def test_a_number(written: str, number: str) -> None:
    assert number_of(written) == number


@pytest.mark.parametrize(
    "written",
    ["1.234,5", "1,234.5", "1 23", "12 34", "1 2345", "1e5", "42,9 kr", "+5", "4 2,9", ",5", "5,",
     "<5", "", "٤٢", "1--2", "nan"],
)  # fmt: skip
def test_what_is_no_number_or_could_be_two_stays(written: str) -> None:
    assert number_of(written) == written


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        (42.9, "42.9"),
        (42.900000000000006, "42.9"),
        (0.1 + 0.2, "0.3"),
        (2022.0, "2022"),
        (-0.0, "0"),
        (300 / 7, "42.8571428571"),
        (1e14, "100000000000000"),
        (12_345_678_901.0, "12345678901"),
        (1 / 3_000_000, "0.0000003333"),
        (1e300, "1" + "0" * 300),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
    ],
)
def test_a_number_that_a_workbook_has_stored(stored: float, number: str) -> None:
    assert stored_number(stored) == number


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4))
def test_a_number_that_a_person_has_typed_is_found_again(typed: Decimal) -> None:
    assert Decimal(stored_number(float(typed))) == typed
    assert Decimal(number_of(str(typed).replace(".", ","))) == typed


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        (("42,9", ""), ("42.9", "")),
        (("42,9", "Preliminärt"), ("42.9", "preliminärt")),
        (("..", ""), ("", "saknas")),
        ((".", ""), ("", "saknas")),
        (("…", ""), ("", "saknas")),
        (("..", "sekretess"), ("", "sekretess")),
        (("Sekretess", ""), ("", "sekretess")),
        *(
            ((said, ""), ("", "sekretess"))
            for said in ("skyddad", "Skyddat", "x", "X", "xx", "dold", "sekretesskyddad", "<5")
        ),
        *(((said, ""), ("", "sekretess")) for said in ("< 5", "färre än fem", "1–4", "withheld")),
        (("", "skyddad"), ("", "sekretess")),
        (("3", "skyddad"), ("3", "sekretess")),
        (("saknas", ""), ("", "saknas")),
        (("", "SAKNAS"), ("", "saknas")),
        (("", ""), ("", "")),
        (("-", ""), ("-", "")),
        (("1", "kolada: Uppskattat"), ("1", "kolada: Uppskattat")),
    ],
)
def test_a_value_and_its_status(cells: tuple[str, str], meant: tuple[str, str]) -> None:
    assert value_and_status(*cells, WORDS) == meant


def test_a_number_of_persons() -> None:
    assert [count_of(text) for text in ("1 234", "..", "", "12,5")] == ["1234", "", "", "12.5"]
    assert count_of("<5") == "<5"
