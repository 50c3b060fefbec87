"""Personal identity numbers are found however they are written; what only looks alike is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.isbn import _calc_isbn10_check_digit as isbn_check_digit
from stdnum.luhn import calc_check_digit as check_digit

from policytrace.checks.identity_numbers import (
    COORDINATION,
    find_numbers,
    identity_numbers,
    numbers_apart,
    numbers_over_lines,
    split_numbers,
)

SPACES = [" ", "\u00a0", "\u202f", "\u2009", "\t"]
SIGNS = ["-", "+", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"]
TOLVAN = "121212-1212"
"""A number that is nobody's: Tolvan Tolvansson has stood in for Swedes since the 1950s."""

numbers = st.integers(1, 999).map("{:03}".format)
days = st.dates(date(1890, 1, 1), date(2030, 12, 31))


@st.composite
def valid_numbers(draw: st.DrawFn) -> str:
    """A valid personnummer or samordningsnummer, in one of the ways that people write one."""
    day = draw(days)
    within_month = day.day + draw(st.sampled_from([0, COORDINATION]))
    birth = f"{day:%y%m}{within_month:02}"
    last = draw(numbers)
    last += check_digit(birth + last)
    gap = draw(st.sampled_from(["", *SPACES]))
    written = gap.join([birth[:2], birth[2:4], birth[4:]])
    if draw(st.booleans()):
        written = f"{day:%Y}"[:2] + draw(st.sampled_from(["", *SPACES])) + written
    around = draw(st.sampled_from(["", *SPACES]))
    sign = draw(st.sampled_from(["", *SIGNS]))
    return f"{written}{around}{sign}{around if sign else ''}{last}"


texts = st.text(st.characters(exclude_characters="0123456789", exclude_categories=["Cs"]))


@given(texts, valid_numbers(), texts)
def test_a_valid_number_is_found_in_any_text_without_digits(
    before: str, number: str, after: str
) -> None:
    calls = ("tel", "tfn", "mobil", "fax", "sms", "swish", "isbn", "ocr", "faktura", "giro")
    calls += ("ring", "nås", "version", "stämpel")
    assume(not any(word in before.lower() for word in calls))
    assert list(identity_numbers(before + number + after)) == [number]


@given(
    st.lists(valid_numbers(), min_size=1, max_size=5), st.sampled_from([", ", "; ", " | ", "\n"])
)
def test_each_of_several_numbers_is_found(found: list[str], between: str) -> None:
    assert list(identity_numbers(between.join(found))) == found


@pytest.mark.parametrize(
    "text",
    [
        "121212-1212",
        "19121212-1212",
        "121212+1212",
        "1212121212",
        "191212121212",
        "19 121212-1212",
        "1912 12 12-1212",
        "12 12 12 - 1212",
        "12-12-12-1212",
        "1912-12-12-1212",
        "121212 1212",
        "121212–1212",
        "121212 - 121 2",
        "Ärende om 121212-1212, som",
        "(121212-1212)",
        "121212-1212.",
        "121212-1212/121212-1212",
        "intyg_121212-1212_signerat.pdf",
        "a,121212-1212,3",
        "121212-1212,25,3.5",
        "**121212-1212**",
        ":resurs: 121212-1212",
        "mailto:121212-1212@example.org",
        "https://example.org/?pnr=1212121212&x=1",
        "Nr 19 121212-1212",
    ],
)
def test_ways_to_write_a_number(text: str) -> None:
    assert list(identity_numbers(text))


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"121212{sign}1212"
            for sign in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\uff0d\ufe63"
        ),
        *(
            f"121212{sign}1212"
            for sign in ("&#45;", "&#x2D;", "&ndash;", "&shy;", "&minus;", "&nbsp;")
        ),
        "&#49;21212-1212",
        "1212\u00ad12-12\u00ad12",
        "12\u200b12\u200d12\u2060-1212",
        "1\ufeff9121212-1212",
        "\uff11\uff12\uff11\uff12\uff11\uff12\uff0d\uff11\uff12\uff11\uff12",
        "\u0661\u0662\u0661\u0662\u0661\u0662-\u0661\u0662\u0661\u0662",
        "\u00b9\u00b2\u00b9\u00b2\u00b9\u00b2-1212",
        "å 121212\u20131212 ö",
        "121212\\u20131212",
        "12\\x31212\\U0000002D1212",
        "121212 -  1212",
    ],
)
def test_a_number_is_found_as_it_is_seen(text: str) -> None:
    (found,) = find_numbers(text)
    assert found.digits == "1212121212"
    assert found.text in text
    assert text[found.start :].startswith(found.text)


@pytest.mark.parametrize(
    ("cells", "number"),
    [
        (["x", "19121212", "1212"], "19121212-1212"),
        (["121212-", "1212"], "121212-1212"),
        (["19121212+", "1212", "3"], "19121212+1212"),
        (["19121212", "-1212"], "19121212-1212"),
    ],
)
def test_a_number_in_two_cells(cells: list[str], number: str) -> None:
    (found,) = split_numbers(cells)
    assert found == number
    assert list(identity_numbers(found))


def test_six_digits_and_four_are_two_values_unless_a_table_is_read() -> None:
    assert list(split_numbers(["121212", "1212"])) == []
    assert list(split_numbers(["121212", "1212"], short=True)) == ["121212-1212"]


APART = ["19811228", "Anna", "9874"]


@pytest.mark.parametrize(
    "row",
    [
        APART,
        [*APART, "", "Nej"],
        ["9874", "Anna", "19811228"],
        ["Anna", "19811228-", "x", "9874"],
        ["19811228", "x", "-9874"],
        ["1981\u00ad1228", "x", "\uff19874"],
    ],
)
def test_a_number_in_two_cells_apart(row: list[str]) -> None:
    (found,) = numbers_apart([["Född", "Namn", "Sist", "x", "y"], row])
    assert found.line == 1
    assert list(identity_numbers(found.text)) == ["19811228-9874"]


@pytest.mark.parametrize(
    "rows",
    [
        [["19811228", "9874"]],  # beside each other: `split_numbers`
        [["19811228", "3", "9874"]],
        [["19811228", "A 1", "9874"]],
        [["19811228", "x", "9875"]],
        [["19811228", "x", "98740"]],
        [["811228", "x", "9874"]],
        [["20001225", "x", "2007"]],
        [APART, ["19811229", "Bo", "9874"]],
        [APART, ["19811228", "Bo", "987"]],
        [APART, ["19811228", "Bo", "12,5"]],
        [["19811228", "Bo", "2004"], APART],
    ],
)
def test_two_cells_apart_that_are_more_likely_something_else(rows: list[list[str]]) -> None:
    assert list(numbers_apart(rows)) == []


def test_six_digits_apart_from_four_in_a_table_that_is_read() -> None:
    assert [found.text for found in numbers_apart([["811228", "x", "9874"]], short=True)] == [
        "811228-9874"
    ]


def test_cells_below_each_other() -> None:
    columns = [["Född", "Sist"], ["19811228", "9874"]]
    assert [found.line for found in numbers_apart(columns, beside=True)] == [1]


@given(st.lists(st.tuples(days, st.integers(0, 9999), st.integers(0, 999)), min_size=2))
def test_a_table_of_days_and_values(rows: list[tuple[date, int, int]]) -> None:
    table = [[f"{day:%Y%m%d}", f"{some:04}", "Fagersta", f"{more}"] for day, some, more in rows]
    assert list(numbers_apart(table)) == []


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("Se 811228-", "9874.", "811228- 9874"),
        ("811228", "-9874", "811228 -9874"),
        ("x 1981\u00ad1228\u2013  ", "  9874", "1981\u00ad1228\u2013 9874"),
        ("19811228", "9874", "19811228 9874"),
    ],
)
def test_a_number_over_two_lines(one: str, other: str, number: str) -> None:
    assert [found.text for found in numbers_over_lines(f"{one}\n", other)] == [number]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("811228", "9874"),
        ("811228-9874", "x"),
        ("x", "811228-9874"),
        ("811228-", "98745"),
        ("", ""),
    ],
)
def test_what_is_no_number_over_two_lines(one: str, other: str) -> None:
    assert list(numbers_over_lines(one, other)) == []


TODAY = date(2026, 11, 29)


@given(st.dates(date(2022, 1, 1), TODAY), st.times(), st.sampled_from(["", "-", " "]))
def test_a_time_stamp_of_late_is_none(day: date, time: object, sign: str) -> None:
    assert list(identity_numbers(f"{day:%Y%m%d}{sign}{time:%H%M}", TODAY)) == []


@given(st.dates(date(2026, 11, 30), date(2099, 12, 31)), numbers)
def test_a_day_that_has_not_come_is_nobody_s(day: date, number: str) -> None:
    birth = f"{day:%y%m%d}"
    whole = f"{day:%Y%m%d}-{number}{check_digit(birth + number)}"
    assert list(identity_numbers(whole, TODAY)) == []


@given(
    st.sampled_from(["", "Dnr ", "Diarienummer: ", "Ärendenummer "]),
    st.sampled_from(["", "KS ", "KS/", "SBN-"]),
    st.integers(1990, 2026),
    st.sampled_from(["/", "-", ":", "."]),
    st.integers(0, 999_999),
    st.integers(1, 6),
)
def test_the_number_of_a_case_is_none(
    call: str, body: str, year: int, between: str, number: int, width: int
) -> None:
    assert list(identity_numbers(f"{call}{body}{year}{between}{number:0{width}}", TODAY)) == []


@pytest.mark.parametrize("number", ["811228-9874", "8112289874", "19811228-9874", "701063-2391"])
@pytest.mark.parametrize(
    "before",
    [
        *("dnr ", "Dnr KS ", "Diarienummer: ", "ärendenummer ", "Telefon: ", "tel ", "Mobil "),
        *("Fax ", "Ring ", "nås på ", "ISBN ", "Faktura ", "OCR ", "Bankgiro ", "Version "),
        "Tidsstämpel ",
        "https://example.org/?tel=",
    ],
)
def test_no_word_excuses_what_has_not_the_form_of_what_it_names(before: str, number: str) -> None:
    assert list(identity_numbers(f"{before}{number}.", TODAY)) == [number]


@given(st.dates(date(2000, 1, 1), date(2009, 12, 31)), numbers)
def test_a_phone_number_begins_with_a_zero(day: date, number: str) -> None:
    ten = f"{day:%y%m%d}{number}{check_digit(f'{day:%y%m%d}{number}')}"
    for call in ("Telefon ", "tel.: ", "Mobil ", "Ring oss på ", "tel:"):
        assert list(identity_numbers(f"{call}{ten}", TODAY)) == []
        assert list(identity_numbers(f"{call}20{ten}", TODAY)) == [f"20{ten}"]
        assert list(identity_numbers(f"{call}{ten[:6]}-{ten[6:]}", TODAY))


@given(days, numbers)
def test_a_book_has_a_check_digit_of_its_own(day: date, number: str) -> None:
    nine = f"{day:%y%m%d}{number}"
    ten = nine + check_digit(nine)
    is_book = isbn_check_digit(nine) == check_digit(nine)
    assert bool(list(identity_numbers(f"ISBN {ten}"))) is not is_book


@given(days, numbers, st.integers(1, 53), st.sampled_from("abcdef"))
def test_a_number_within_a_checksum_is_nobody_s(
    day: date, number: str, place: int, letter: str
) -> None:
    nine = f"{day:%y%m%d}{number}"
    ten = nine + check_digit(nine)
    checksum = f"{letter * place}{ten}{letter * (54 - place)}"
    assert list(identity_numbers(f"{checksum}  plan.json")) == []
    for no_checksum in (
        checksum[1:] if place > 1 else f"{checksum}a",
        f"{checksum}g",
        f"X{checksum}",
    ):
        assert list(identity_numbers(no_checksum)) == [ten]
    assert list(identity_numbers(checksum.upper().replace(letter.upper(), "G"))) == [ten]


@given(days, st.times(), numbers)
def test_long_digit_strings(day: date, time: object, number: str) -> None:
    ten = f"{day:%y%m%d}{number}{check_digit(f'{day:%y%m%d}{number}')}"
    for written in (f"GTIN 0731{ten}", f"{day:%Y%m%d}{time:%H%M%S}", f"Serienr {ten}{ten}"):
        assert list(identity_numbers(written, TODAY)) == []


def test_a_leap_day_of_one_century_alone_is_found_without_the_other() -> None:
    birth = "000229"
    number = f"{birth}-123{check_digit(birth + '123')}"
    assert list(identity_numbers(number)) == [number]
    assert list(identity_numbers(f"20{number}")) == [f"20{number}"]
    assert list(identity_numbers(f"19{number}")) == []
    assert list(identity_numbers(f"Nr 19 {number}")) == [number]


# ------------------------------------------------------------------- what only looks alike


@given(days, numbers, st.integers(1, 9), st.sampled_from(["", "-", " "]))
def test_a_wrong_check_digit(day: date, number: str, off: int, sign: str) -> None:
    birth = f"{day:%y%m%d}"
    wrong = (int(check_digit(birth + number)) + off) % 10
    assert list(identity_numbers(f"{birth}{sign}{number}{wrong}")) == []


@given(
    st.integers(0, 99),
    st.one_of(
        st.tuples(st.one_of(st.just(0), st.integers(13, 99)), st.integers(0, 99)),
        st.tuples(st.integers(1, 12), st.sampled_from([0, 32, 60, 92, 99])),
        st.sampled_from([(2, 30), (2, 31), (4, 31), (2, 90), (11, 91)]),
    ),
    numbers,
)
def test_a_day_that_does_not_exist(year: int, day: tuple[int, int], number: str) -> None:
    birth = f"{year:02}{day[0]:02}{day[1]:02}"
    assert list(identity_numbers(f"{birth}-{number}{check_digit(birth + number)}")) == []


@given(days, numbers, st.text("0123456789", min_size=3, max_size=8))
def test_digits_within_a_longer_run_of_digits(day: date, number: str, more: str) -> None:
    birth = f"{day:%y%m%d}"
    ten = birth + number + check_digit(birth + number)
    assert list(identity_numbers(f"{ten} {ten[:6]}-{ten[6:]}"))
    for run in (more + ten, ten + more, f"{more}{ten[:6]}-{ten[6:]}", f"{ten[:6]}-{ten[6:]}{more}"):
        assert list(identity_numbers(f"nr {run}.")) == [], run


@given(st.integers(0, 99), st.integers(20, 99), st.integers(0, 99), numbers)
def test_an_organisation_number(first: int, month: int, third: int, number: str) -> None:
    six = f"{first:02}{month:02}{third:02}"
    whole = f"{six}-{number}{check_digit(six + number)}"
    assert list(identity_numbers(f"Org.nr {whole}, även 16{whole}")) == []


digits = st.text("0123456789", min_size=10, max_size=10)


@given(digits, st.sampled_from(["0", "2", "3", "6", "9"]))
def test_a_phone_number_as_phone_numbers_are_written(some: str, mobile: str) -> None:
    a, b, c, d = some[:3], some[3:5], some[5:7], some[7:]
    for written in (
        f"07{mobile}-{a} {b} {c}",
        f"07{mobile}-{a}{b}{c}",
        f"07{mobile} {a} {b} {c}",
        f"07{mobile}{a[0]}-{a[1:]}{b} {c}",
        f"+46 7{mobile} {a} {b} {c}",
        f"+467{mobile}{a}{b}{c}",
        f"+46 (0)7{mobile}-{a} {b} {c}",
        f"08-{a} {d} {b}",
        f"0223-{b} {c} {d[:2]}",
        f"0223-{a} {b}",
        f"010-{a} {b} {c}",
        f"tel:07{mobile}{a}{b}{c}",
        f"Telefon: 07{mobile}{a}{b}{c}",
        f"Mobil 010{a}{b}{c}",
        f"Jourtelefon: 07{mobile}{a}{b}{c}",
        f"Ring 07{mobile}{a}{b}{c}",
        f"Ring oss på 07{mobile}{a}{b}{c}",
        f"Enheten nås på 07{mobile}{a}{b}{c}",
    ):
        assert list(identity_numbers(f"Ring {written} före kl. 12.")) == [], written


@given(days, st.times(), digits)
def test_dates_and_times_and_other_numbers_of_every_day(day: date, time: object, some: str) -> None:
    for written in (
        f"{day:%Y-%m-%d}",
        f"{day:%Y-%m-%d} {time:%H:%M}",
        f"{day:%Y%m%dT%H%M}",
        f"{day:%Y}-{day:%Y}",
        f"{day:%Y}–{day:%Y}",
        f"N{some[:5]}",
        f"SE{some[:2]} {some[:4]} {some[4:8]} {some[2:6]} {some[6:]} {some[3:7]}",
        f"SE{some[:2]}{some}{some}",
        f"1.{some}",
        f"{some},50",
        f"{some}.5",
        f"{some[0]} {some[1:4]} {some[4:7]} {some[7:]}",
        f"KS 2026/{some[:5]}",
        f"SFS 2025:{some[:4]}",
        f"60.{some[:6]}, 15.{some[2:8]}",
        f"Bankgiro {some[:4]}-{some[4:8]}",
        f"ISBN 91-{some[:3]}-{some[3:7]}-{some[8]}",
        f"ISBN {some[:9]}{isbn_check_digit(some[:9])}",
        f"978-91-{some[:3]}-{some[3:7]}-{some[8]}",
        f"1-{some[:6]}-{some[6:]}",
        f"{some[:6]}-{some[6:]}-1",
    ):
        assert list(identity_numbers(f"Se {written}.")) == [], written


@given(days, st.times())
def test_a_time_in_a_row_that_is_said_to_be_one(day: date, time: object) -> None:
    for call in ("Tidsstämpel ", "tidsstämpel: ", "version ", "Version: "):
        assert list(identity_numbers(f"{call}{day:%Y%m%d}{time:%H%M}")) == []


@pytest.mark.parametrize(
    "before",
    [
        "Titel: ",
        "kapitel ",
        "Registrering ",
        "Konversion ",
        "Hotel. ",
        "Ring Anna, ",
        "på ",
        "Mobil, ",
    ],
)
def test_a_word_that_only_looks_like_one_for_another_number_excuses_nothing(before: str) -> None:
    for nine in ("070101123", "121212121"):
        number = nine + check_digit(nine)
        assert list(identity_numbers(before + number)) == [number]


def test_a_mobile_number_in_a_row_may_be_that_of_someone_born_in_2007() -> None:
    number = f"070123456{check_digit('070123456')}"
    assert list(identity_numbers(f"Anna {number}")) == [number]
    assert (
        list(identity_numbers(f"Anna {number[:3]}-{number[3:6]} {number[6:8]} {number[8:]}")) == []
    )


@pytest.mark.parametrize("last", ["0000", "000-0"])
def test_a_number_that_nobody_is_given(last: str) -> None:
    assert list(identity_numbers(f"20101-{last} 200101-{last} 20000101-{last}")) == []


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    for number in identity_numbers(text):
        assert number in text


@pytest.mark.parametrize("part", ["1", "12 ", "12-", "19 12 12 12-12", "+", "1212121213 "])
def test_a_long_line_is_searched_in_the_end(part: str) -> None:
    assert list(identity_numbers(part * 200_000)) == []
